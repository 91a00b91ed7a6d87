"""OnRecord: the record of relations between states, from coverage of them.

    import onrecord

    record = onrecord.read_text("...", published="2025-12-03")
    for event in record.events:
        print(event.type, event.status, event.trigger.of(record.document.text))
    print(onrecord.to_dict(record))

The flow: raw item → document → layout → syntax → entities, times → attribution → events → evaluations → record
(see `onrecord.pipeline`). Nothing heavy is loaded before the first text is read.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from onrecord.errors import ModelError, OnrecordError, SourceError, UsageError, VocabularyError
from onrecord.types.record import Record
from onrecord.types.text import Document, RawItem, Span
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.present.json import to_dict
    from onrecord.reading import read_file, read_text

__all__ = [
    "Document",
    "ModelError",
    "OnrecordError",
    "RawItem",
    "Record",
    "SourceError",
    "Span",
    "UsageError",
    "VocabularyError",
    "__version__",
    "read_file",
    "read_text",
    "to_dict",
]

_LATE = {
    "read_text": "onrecord.reading",
    "read_file": "onrecord.reading",
    "to_dict": "onrecord.present.json",
}


def __getattr__(name: str) -> object:
    """Load a verb of the public interface when it is first used (PEP 562): `import onrecord` stays light."""
    if name in _LATE:
        return getattr(importlib.import_module(_LATE[name]), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it has {', '.join(__all__)}")
