"""Wire credits: every entry's own example, and what only looks like one."""

from __future__ import annotations

import pytest

from onrecord.document import to_document
from onrecord.document.credits import FILE, find_wire
from onrecord.types.text import RawItem
from onrecord.vocab.lexicon import load_yaml

ENTRIES = load_yaml(FILE)["credits"]
BODY = "\n\n".join(f"Paragraph {number} tells of the talks and of what was said there." for number in range(8))


def placed(words: str, where: str) -> str:
    return f"{words}\n\n{BODY}" if where == "start" else f"{BODY}\n\n{words}"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_example_is_found_and_counter_example_is_not(entry: dict[str, str]) -> None:
    assert find_wire(placed(entry["eg"], entry["where"]))
    assert find_wire(placed(entry["not"], entry["where"])) is None


def test_agency_names_are_of_one_agency_each() -> None:
    names = [name for agency in load_yaml(FILE)["agencies"] for name in agency["names"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "wire"),
    [
        ("MOSCOW, December 4. /TASS/. The minister left.", "TASS"),
        ("BEIJING, Dec. 4 (Xinhua) -- The envoy arrived.", "Xinhua"),
        ("[AFP] The envoy arrived.", None),
        ("The envoy told Reuters (a news agency) - and others - that he left.", None),
        ("A soldier on guard. REUTERS/Jane Prova", None),
        ("Envoys meet in Oslo: TASS", None),
    ],
)
def test_start_of_a_text(words: str, wire: str | None) -> None:
    assert find_wire(placed(words, "start")) == wire


@pytest.mark.parametrize(
    ("words", "wire"),
    [
        ("Jane Prova and The Associated Press contributed to this report.", "AP"),
        ("(With inputs from agencies, ANI)", "ANI"),
        ("Source: Anadolu", "Anadolu"),
        ("(AP Photo/Jane Prova)", None),
        ("Peru contributed troops, the AP reported.", None),
    ],
)
def test_end_of_a_text(words: str, wire: str | None) -> None:
    assert find_wire(placed(words, "end")) == wire


def test_byline_names_the_agency_and_the_given_one_stays() -> None:
    assert to_document(RawItem("a", BODY, author="By Reuters"))[0].wire == "Reuters"
    assert to_document(RawItem("a", BODY, author="By Reuters", wire="AP"))[0].wire == "AP"


@pytest.mark.parametrize(
    "word", ["A" * 590 + " AP", "1" * 590 + " AP", "A." * 290 + " AP", "De" * 290 + "(AP", "A " * 290]
)
def test_a_long_word_takes_no_time(word: str) -> None:
    """A word that could be cut in very many ways is looked at once; found by fuzzing, where it never ended."""
    assert find_wire(word) in {None, "AP"}
