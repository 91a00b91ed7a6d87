"""The language gate: is this English?

Guarantees: the same text gets the same answer; a text too short or too odd to tell (tables, lists) gets none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.types.annotation import Issue

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from onrecord.types.text import Document

ENGLISH = "en"
FEWEST_WORDS = 20
SAMPLE = 1500
# English price tables and fixtures are taken for pidgin or Indonesian, but below 0.5; foreign news is above 0.99.
SUREST = 0.9


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language; None where it cannot be told."""
    sample = text[:SAMPLE]
    if len(sample.split()) < FEWEST_WORDS:
        return None
    code, share = _identifier().classify(sample)
    return str(code) if share >= SUREST else None


def primary_language(tag: str | None) -> str | None:
    """Return the language of a tag in small letters ("en" for "en-GB"); None where it is empty or no tag.

    >>> primary_language("en_US")
    'en'
    """
    primary = re.split(r"[-_]", (tag or "").strip(), maxsplit=1)[0].lower()
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) else None


def language_issue(document: Document) -> Issue | None:
    """Return an issue where a document is not in English, by its text or, where that cannot tell, by its label."""
    found = language_of(document.text) or primary_language(document.language)
    if found in (ENGLISH, None):
        return None
    message = f"the text is not in English but in {found!r}; it is kept and nothing is read from it"
    return Issue("language", "not-english", message)


@cache
def _identifier() -> LanguageIdentifier:
    """Return the identifier, loaded once a process and only where it is used: that takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
