"""What a comparison prints."""

from __future__ import annotations

import json

import pytest

from onrecord.present.contrast import contrast_values, print_contrast
from onrecord.query.contrast import Contrast, Group, LeftOut, Rate, Role
from onrecord.query.terms import Term

FEW = Group("Small Post", 1, 90, False, {"all": Rate(2, None)}, {"all": Rate(1, None)}, Rate(0, None))
MANY = Group(
    "Big Wire",
    4,
    2000,
    True,
    {"all": Rate(6, 3.0), "loaded": Rate(6, 3.0)},
    {"all": Rate(4, 2.0), "unnamed": Rate(4, 2.0)},
    Rate(1, 0.5),
)
FOUND = Contrast(
    "outlet",
    (MANY, FEW),
    (Term("Big Wire", "flotilla", 9, 0, 3.2, (("a", "The flotilla sailed."),)),),
    (Role("Big Wire", "PER", 3, 1, 2, 0), Role("Big Wire", "CHL", 0, 3, 0, 0)),
    (LeftOut("Small Post", "abcdef012345", ("Big Wire",), 2, "Peru closed the port."),),
)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what the comparison prints on a wide screen."""
    monkeypatch.setenv("COLUMNS", "200")
    print_contrast(FOUND, as_json=False)
    return capsys.readouterr().out


def test_the_least_is_stated(printed: str) -> None:
    """The first line says from where on there are rates."""
    assert "rates and terms from 2 articles and 1,000 words on" in printed


def test_a_rate_beside_its_count(printed: str) -> None:
    """Enough text gives a rate, too little says so."""
    assert "6 (3.00)" in printed
    assert "2 (too few)" in printed


def test_a_term_with_its_sentence(printed: str) -> None:
    """A term that no other group has is marked, and a sentence has it."""
    assert "flotilla*" in printed
    assert "The flotilla sailed." in printed


def test_who_is_only_described(printed: str) -> None:
    """Chile is acted on and has no word."""
    assert next(line for line in printed.splitlines() if "CHL" in line).rstrip().endswith("only described")


def test_what_is_left_out(printed: str) -> None:
    """The event others tell stands under the group that does not."""
    assert "Small Post does not tell 1 event" in printed
    assert "Peru closed the port." in printed


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Without articles there is a hint."""
    print_contrast(Contrast("party", (), (), (), ()), as_json=False)
    assert "onrecord events" in capsys.readouterr().out


def test_json_has_it_all(capsys: pytest.CaptureFixture[str]) -> None:
    """One object with the same values, what is derived spelt out."""
    print_contrast(FOUND, as_json=True)
    values = json.loads(capsys.readouterr().out)
    assert values == {**json.loads(json.dumps(contrast_values(FOUND))), "outside": []}
    assert values["terms"][0]["exclusive"] is True
    assert values["terms"][0]["examples"] == [{"article": "a", "sentence": "The flotilla sailed."}]
    assert [role["only_described"] for role in values["roles"]] == [False, True]
    assert values["groups"][1]["evaluations"]["all"] == {"count": 2, "per_thousand": None}
