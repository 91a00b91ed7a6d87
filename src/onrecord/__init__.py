"""OnRecord: the record of relations between states, from coverage of them.

    import onrecord

    record = onrecord.read_text("...", published="2025-12-03")
    for event in record.events:
        print(event.type, event.status, event.trigger.of(record.document.text))
    print(onrecord.to_dict(record))

    project = onrecord.init("watch")
    print(project.add(["reports/"]).words(), project.read().words())
    for hit in project.search("visit", dyad="RUS-IND").hits:
        print(hit.title, hit.snippet)

The flow: raw item → document → layout → syntax → entities, times → attribution → events → evaluations → record
(see `onrecord.pipeline`). Nothing heavy is loaded before the first text is read.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from onrecord.errors import ModelError, OnrecordError, SourceError, StoreError, UsageError, VocabularyError
from onrecord.types.record import Record
from onrecord.types.shown import shown_by
from onrecord.types.text import Document, RawItem, Span
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.present.json import to_dict
    from onrecord.present.verbs import brief, export
    from onrecord.project.project import Project, init, open, restore  # noqa: A004 - as of a file
    from onrecord.reading import read_file, read_text

__all__ = [
    "Document",
    "ModelError",
    "OnrecordError",
    "Project",
    "RawItem",
    "Record",
    "SourceError",
    "Span",
    "StoreError",
    "UsageError",
    "VocabularyError",
    "__version__",
    "brief",
    "export",
    "init",
    "open",
    "read_file",
    "read_text",
    "restore",
    "to_dict",
]


def _as_html(value: object) -> str:
    """Return a value as notebooks show it; what draws it is loaded when something is shown."""
    return str(importlib.import_module("onrecord.present.reprs").as_html(value))


shown_by(_as_html)

_LATE = {
    "Project": "onrecord.project.project",
    "brief": "onrecord.present.verbs",
    "export": "onrecord.present.verbs",
    "init": "onrecord.project.project",
    "open": "onrecord.project.project",
    "read_file": "onrecord.reading",
    "read_text": "onrecord.reading",
    "restore": "onrecord.project.project",
    "to_dict": "onrecord.present.json",
}


def __getattr__(name: str) -> object:
    """Load a verb of the public interface when it is first used (PEP 562): `import onrecord` stays light."""
    if name in _LATE:
        return getattr(importlib.import_module(_LATE[name]), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}; it has {', '.join(__all__)}")
