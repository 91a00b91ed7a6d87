"""The errors this package raises, all under one root.

OnrecordError
├── UsageError        the caller asked for something that cannot be (unknown option value, missing file)
├── SourceError       a raw item could not be read (too large, binary, undecodable, not JSON)
├── VocabularyError   a knowledge file is wrong; names file, line or entry
├── StoreError        the store of a project cannot be opened or written
└── ModelError        the language model is missing or not the one pinned

Every message says what is wrong, where, and what to do.
What concerns one document only is not raised but recorded as an `Issue` on its record.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Root of all errors of this package; the command line prints it in one line and exits with 2."""


class UsageError(OnrecordError):
    """The caller asked for something that cannot be."""


class SourceError(OnrecordError):
    """A raw item could not be read."""


class VocabularyError(OnrecordError):
    """A knowledge file is wrong."""


class StoreError(OnrecordError):
    """The store of a project cannot be opened or written."""


class ModelError(OnrecordError):
    """The language model is missing or is not the one pinned."""
