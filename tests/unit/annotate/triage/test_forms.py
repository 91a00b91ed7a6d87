"""Forms of words."""

from __future__ import annotations

import pytest

from onrecord.annotate.triage.forms import forms_of


@pytest.mark.parametrize(
    ("kind", "lemma", "forms"),
    [
        ("verb", "visit", ("visit", "visits", "visited", "visiting")),
        ("verb", "accuse", ("accuse", "accuses", "accused", "accusing")),
        ("verb", "ban", ("ban", "bans", "banned", "banning")),
        ("verb", "deny", ("deny", "denies", "denied", "denying")),
        ("verb", "die", ("die", "dies", "died", "dying")),
        ("verb", "take", ("take", "takes", "took", "taking", "taken")),
        ("verb", "agree", ("agree", "agrees", "agreed", "agreeing")),
        ("noun", "embassy", ("embassy", "embassies")),
        ("noun", "clash", ("clash", "clashes")),
        ("noun", "day", ("day", "days")),
        ("adj", "hostile", ("hostile",)),
    ],
)
def test_forms(kind: str, lemma: str, forms: tuple[str, ...]) -> None:
    """Each form once, the lemma first."""
    assert forms_of(kind, lemma) == forms
