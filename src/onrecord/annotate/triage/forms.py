"""The forms of English verbs and nouns, by rule and by the table of irregular ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.vocab.frames import IRREGULAR, past_form
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = "lexicons/en/triage.yml"
VOWELS = "aeiou"
HISSING = ("s", "x", "z", "ch", "sh")


def forms_of(kind: str, lemma: str) -> tuple[str, ...]:
    """Return the forms of a "verb" or "noun", the lemma first; another kind has one form. None twice.

    >>> forms_of("verb", "visit")
    ('visit', 'visits', 'visited', 'visiting')
    >>> forms_of("noun", "treaty")
    ('treaty', 'treaties')
    >>> forms_of("verb", "withdraw")
    ('withdraw', 'withdraws', 'withdrew', 'withdrawing', 'withdrawn')
    """
    return tuple(dict.fromkeys(_forms(kind, lemma)))


def _forms(kind: str, lemma: str) -> Iterator[str]:
    yield lemma
    if kind not in {"verb", "noun"} or not lemma:
        return
    yield _with_s(lemma)
    if kind == "verb" and len(lemma) > 1:
        irregular = load_yaml(IRREGULAR)
        yield past_form(lemma)
        yield _with_ing(lemma, doubled=lemma in irregular["doubled"])
        yield from load_yaml(WORDS)["forms"].get(lemma, ())


def _with_s(lemma: str) -> str:
    if lemma.endswith(HISSING):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in VOWELS else lemma + "s"


def _with_ing(lemma: str, *, doubled: bool) -> str:
    if doubled:
        return lemma + lemma[-1] + "ing"
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    return (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") and lemma != "be" else lemma) + "ing"
