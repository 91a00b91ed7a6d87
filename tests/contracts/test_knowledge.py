"""The knowledge files agree with themselves and with one another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from onrecord.vocab.lexicon import DATA, load_rows, load_yaml, multiple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FILES = sorted(p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.suffix in {".yml", ".csv"})
TABLES = [name for name in FILES if name.endswith(".csv")]
OFFICES = [name for name in TABLES if name.startswith("actors/offices/")]
COUNTS = yaml.safe_load(Path(__file__).with_name("counts.yml").read_text(encoding="utf-8"))

ORGANISATION_CODES = frozenset({"UNO", "EUR", "NATO", "AUN", "IGO", "WEST", "INT"})
OFFICE_NAMES = frozenset(
    """head_of_state head_of_government vice_president foreign_minister defence_minister interior_minister
    finance_minister trade_minister energy_minister security_adviser intelligence_chief military_chief spokesperson
    envoy ambassador_un central_banker legislature_speaker opposition_leader deputy_minister governor
    secretary_general agency_head group_leader other""".split()
)
GROUP_KINDS = frozenset(
    """armed_group militia separatists political_group authority government_in_exile state_branch people region
    network company cartel alliance""".split()
)
INSTITUTION_KINDS = frozenset(
    """ministry parliament armed_force agency court central_bank company media think_tank ngo political_party
    seat""".split()
)
ORGANISATION_KINDS = frozenset(
    """system union alliance organisation body agency court bank mission forum format grouping treaty_body
    ngo""".split()
)
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
FRAMES = "lexicons/en/frames/"


def head_comment(name: str) -> str:
    """Return the comment lines a file begins with."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    end = next((i for i, line in enumerate(lines) if line and not line.startswith("#")), len(lines))
    return "\n".join(lines[:end])


@cache
def state_codes() -> frozenset[str]:
    """Return the codes of all states."""
    return frozenset(row["code"] for row in load_rows("actors/states.csv"))


@cache
def legal_codes() -> frozenset[str]:
    """Return every code a party may have: states, organisations, groups against a state and of no state."""
    return state_codes() | ORGANISATION_CODES | {f"{code}-REB" for code in state_codes()} | {"NSA"}


def repeated(values: Iterable[Any]) -> list[Any]:
    """Return the values that occur more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def leaves(value: Any) -> int:
    """Return how many single values a YAML value holds."""
    if isinstance(value, dict):
        return sum(leaves(part) for part in value.values())
    if isinstance(value, list):
        return sum(leaves(part) for part in value)
    return 1


# -- every file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_file_loads(name: str) -> None:
    """Every knowledge file can be read and holds something."""
    assert load_rows(name) if name.endswith(".csv") else load_yaml(name)


@pytest.mark.parametrize(
    "name",
    [name for name in FILES if name.endswith(".yml")],
)
def test_file_is_yaml_for_both_loaders(name: str) -> None:
    """A file that the loader written in C takes must not fail where that loader is not built."""
    assert yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.SafeLoader)


@pytest.mark.parametrize("name", FILES)
def test_file_begins_with_what_it_is(name: str) -> None:
    """Whoever opens a file sees at its head what it holds."""
    assert len(head_comment(name)) > 20


@pytest.mark.parametrize(
    "name",
    [name for name in FILES if not name.startswith(FRAMES)],
)
def test_file_says_how_to_add(name: str) -> None:
    """The head of a file says how to add an entry."""
    assert re.search(r"\badd\b", head_comment(name), re.IGNORECASE)


def test_frames_say_how_to_add_once() -> None:
    """The frame files share one head, in their file of word classes."""
    assert "To add" in head_comment(f"{FRAMES}_classes.yml")


@pytest.mark.parametrize("name", FILES)
def test_file_has_a_plausible_size(name: str) -> None:
    """An accidental deletion, or a file without bounds, is caught."""
    assert name in COUNTS, f"{name}: give it bounds in counts.yml"
    least, most = COUNTS[name]
    assert least <= (len(load_rows(name)) if name.endswith(".csv") else leaves(load_yaml(name))) <= most


def test_bounds_are_of_files_that_are_there() -> None:
    """A deleted or renamed file takes its bounds along."""
    assert sorted(COUNTS) == FILES


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_written_as_told(name: str) -> None:
    """No blank around a semicolon, none at the ends of a cell's values, no empty value."""
    cells = [(n, cell) for n, row in enumerate(load_rows(name), 1) for key, cell in row.items() if key not in NOTES]
    assert [(n, cell) for n, cell in cells if re.search(r"^;|;$|;;|\s;|;\s|\s\s", cell)] == []


NOTES = frozenset({"note", "title"})


# -- parties ----------------------------------------------------------------------------------------------------------


def test_states_have_one_row_each() -> None:
    """A code stands once."""
    assert repeated(row["code"] for row in load_rows("actors/states.csv")) == []


def test_state_codes_are_alpha_3() -> None:
    """A code is three capitals."""
    assert [code for code in state_codes() if not re.fullmatch(r"[A-Z]{3}", code)] == []


def test_territories_belong_to_a_state() -> None:
    """The state of a dependent territory has a row and is no territory itself."""
    owners = {row["code"]: row["member_of"] for row in load_rows("actors/states.csv")}
    assert [code for code, owner in owners.items() if owner and owners.get(owner) != ""] == []


def test_states_have_a_capital() -> None:
    """All but a few uninhabited or city-less territories have a capital."""
    without = [row["code"] for row in load_rows("actors/states.csv") if not row["capital"] and not row["member_of"]]
    assert without in ([], ["ATA"])


def test_capitals_are_metonyms() -> None:
    """Every capital is repeated among the metonyms, since only there it says whether it is ambiguous."""
    missing = []
    for row in load_rows("actors/states.csv"):
        known = {form.partition("|")[0].rstrip("?") for form in multiple(row["metonyms"])}
        missing += [(row["code"], city) for city in multiple(row["capital"]) if city.rstrip("?") not in known]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("states", {"capital", "seat", "institution"}), ("organisations", {"capital", "seat", "institution"})],
)
def test_metonyms_have_a_kind(name: str, kinds: set[str]) -> None:
    """A metonym says what it is: form|kind."""
    forms = [
        (form, form.partition("|")[2]) for row in load_rows(f"actors/{name}.csv") for form in multiple(row["metonyms"])
    ]
    assert [form for form, kind in forms if kind not in kinds] == []


@pytest.mark.parametrize("name", ["organisations", "institutions"])
def test_ids_are_unique(name: str) -> None:
    """An id stands once."""
    assert repeated(row["id"] for row in load_rows(f"actors/{name}.csv")) == []


@pytest.mark.parametrize("name", ["organisations", "institutions", "groups"])
def test_ids_are_slugs(name: str) -> None:
    """An id is lower case with hyphens."""
    assert [
        row["id"] for row in load_rows(f"actors/{name}.csv") if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])
    ] == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("organisations", ORGANISATION_KINDS), ("institutions", INSTITUTION_KINDS), ("groups", GROUP_KINDS)],
)
def test_kinds_are_from_the_closed_list(name: str, kinds: frozenset[str]) -> None:
    """The kind of a body is one that the head of its file lists."""
    assert {row["kind"] for row in load_rows(f"actors/{name}.csv")} <= kinds


def test_organisations_have_a_code_of_organisations() -> None:
    """An organisation is no state."""
    assert {row["code"] for row in load_rows("actors/organisations.csv")} <= ORGANISATION_CODES


def test_parents_exist() -> None:
    """An organ belongs to an organisation that has a row."""
    rows = load_rows("actors/organisations.csv")
    known = {row["id"] for row in rows}
    assert [row["id"] for row in rows if row["parent"] and row["parent"] not in known] == []


def test_institutions_have_a_legal_party() -> None:
    """The side of a body is a party, where it has one."""
    rows = load_rows("actors/institutions.csv")
    assert [row["id"] for row in rows if row["party"] and row["party"] not in legal_codes()] == []


def test_groups_have_a_legal_code() -> None:
    """A group is of a state, against one, or of none."""
    allowed = legal_codes() - ORGANISATION_CODES
    assert [row["id"] for row in load_rows("actors/groups.csv") if row["code"] not in allowed] == []


@cache
def terms_of_groups() -> Mapping[str, list[Mapping[str, str]]]:
    """Return the rows of each group in the order of the file."""
    terms: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in load_rows("actors/groups.csv"):
        terms[row["id"]].append(row)
    return terms


def test_group_codes_end_in_order() -> None:
    """Of a group whose code changed, the rows stand in order of their last day and only the last is open."""
    for group, rows in terms_of_groups().items():
        days = [row["until"] for row in rows]
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days[:-1]), group
        assert days[:-1] == sorted(set(days[:-1])), group


def test_group_forms_are_the_same_in_all_rows() -> None:
    """A group keeps its forms when its code changes."""
    for group, rows in terms_of_groups().items():
        assert len({(row["name"], row["names"], row["adjectives"]) for row in rows}) == 1, group


def test_countries_of_cities_exist() -> None:
    """A city lies in a state that has a row."""
    assert [row["name"] for row in load_rows("actors/cities.csv") if row["country"] not in state_codes()] == []


def test_countries_of_venues_exist() -> None:
    """A venue stands in a state that has a row."""
    assert [row["name"] for row in load_rows("actors/venues.csv") if row["country"] not in state_codes()] == []


def test_cities_stand_once() -> None:
    """A city's name stands once, so that one place is meant."""
    assert repeated(row["name"] for row in load_rows("actors/cities.csv")) == []


def test_coordinates_lie_on_the_globe_and_stand_once() -> None:
    """Coordinates are degrees of a city that another file knows, and each city has one pair."""
    rows = load_rows("actors/coordinates.csv")
    assert [row["name"] for row in rows if not -90 <= float(row["latitude"]) <= 90] == []
    assert [row["name"] for row in rows if not -180 <= float(row["longitude"]) <= 180] == []
    assert [row["name"] for row in rows if row["country"] not in state_codes()] == []
    assert repeated(f"{row['name']}, {row['country']}" for row in rows) == []


def test_every_state_has_its_other_codes_once() -> None:
    """Every state, and nothing else, has one row of codes in other formats, and no two share one."""
    rows = load_rows("crosswalks/countries.csv")
    assert sorted(row["code"] for row in rows) == sorted(state_codes())
    assert repeated(row["iso2"] for row in rows) == []
    assert [row["iso2"] for row in rows if not re.fullmatch("[A-Z]{2}", row["iso2"])] == []


def claims() -> Iterator[tuple[str, str]]:
    """Yield every form that counts without support, with the party that claims it."""
    for row in load_rows("actors/states.csv"):
        own = row["member_of"] or row["code"]
        cells = (row[column] for column in ("names", "adjectives", "citizens", "former", "metonyms"))
        yield from ((form, own) for form in unambiguous(row, cells))
    for name, code in (("organisations", "code"), ("institutions", "party")):
        for row in load_rows(f"actors/{name}.csv"):
            cells = (row.get(column, "") for column in ("names", "adjectives", "metonyms"))
            yield from ((form, row[code]) for form in unambiguous(row, cells))
    for rows in terms_of_groups().values():
        cells = (rows[0][column] for column in ("names", "adjectives"))
        yield from ((form, rows[0]["code"]) for form in unambiguous(rows[0], cells))


def unambiguous(row: Mapping[str, str], cells: Iterable[str]) -> set[str]:
    """Return the forms of a row without a question mark; a name counts unless it is for display or in doubt."""
    forms = {form.partition("|")[0] for cell in cells for form in multiple(cell)}
    found = {form.rstrip("+") for form in forms if not form.endswith("?")}
    hidden = row["name"].endswith(")") or f"{row['name']}?" in forms
    return found if hidden else found | {row["name"]}


def test_forms_without_a_question_mark_name_one_party() -> None:
    """A form that two parties claim needs a question mark in one of their rows."""
    parties: dict[str, set[str]] = defaultdict(set)
    for form, party in claims():
        parties[form].add(party)
    assert {form: sorted(found) for form, found in parties.items() if len(found) > 1} == {}


def test_blocked_phrases_are_no_names() -> None:
    """What not_parties.yml keeps from being read must not be the name of a party or a capital elsewhere."""
    blocked = set(load_yaml("lexicons/en/not_parties.yml")["phrases"])
    assert sorted({form for form, _ in claims()} & blocked) == []


# -- offices ----------------------------------------------------------------------------------------------------------


def test_offices_are_of_legal_parties() -> None:
    """Whoever holds an office holds it for a party."""
    rows = load_rows("actors/offices")
    assert [(row["person"], row["party"]) for row in rows if row["party"] not in legal_codes()] == []


def test_office_names_are_from_the_closed_list() -> None:
    """Code asks for offices by name; another name would never be found."""
    assert {row["office"] for row in load_rows("actors/offices")} <= OFFICE_NAMES


def test_titles_are_given() -> None:
    """A term has a person and a title."""
    assert [row for row in load_rows("actors/offices") if not row["person"] or not row["title"]] == []


def test_terms_have_dates() -> None:
    """The first day of a term is given, the last one may be open; days may be cut to month or year."""
    days = [(row["person"], row["from"]) for row in load_rows("actors/offices")]
    days += [(row["person"], row["to"]) for row in load_rows("actors/offices") if row["to"]]
    assert [(person, day) for person, day in days if not DAY.fullmatch(day)] == []


def test_terms_end_after_they_begin() -> None:
    """No term ends before it begins, as far as both days are known."""
    rows = [row for row in load_rows("actors/offices") if row["to"]]
    assert [row["person"] for row in rows if row["from"][: len(row["to"])] > row["to"][: len(row["from"])]] == []


def test_no_term_begins_after_it_was_checked() -> None:
    """A row holds what was known on `as_of`, nothing of the future."""
    rows = load_rows("actors/offices")
    assert [row["person"] for row in rows if not DAY.fullmatch(row["as_of"]) or row["from"] > row["as_of"]] == []


def test_terms_stand_once() -> None:
    """One row a person, office and beginning."""
    key = ("person", "party", "office", "title", "from")
    assert repeated(tuple(row[column] for column in key) for row in load_rows("actors/offices")) == []


# states with several heads of state at a time
COLLECTIVE = frozenset({"AND", "BIH", "CHE", "NIC", "SMR"})
SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})


def test_one_holder_at_a_time() -> None:
    """A term is closed when its successor begins: of the leading offices of a state one term each is open."""
    rows = [row for row in load_rows("actors/offices") if row["office"] in SINGLE and not row["to"]]
    held = [(row["party"], row["office"]) for row in rows if row["party"] not in COLLECTIVE]
    assert repeated(held) == []


# two Presidents Bush are told apart by the date
NAMESAKES = frozenset({"George Bush"})


def test_full_names_mean_one_person() -> None:
    """A form of a full name stands under one person only; the rows of one person agree in the name."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in load_rows("actors/offices"):
        for form in (row["person"], *multiple(row["aliases"])):
            if not form.startswith("surname=") and form not in NAMESAKES:
                bearers[form].add(row["person"])
    assert {form: sorted(names) for form, names in bearers.items() if len(names) > 1} == {}


@cache
def offices_by_party() -> Mapping[str, set[str]]:
    """Return the offices that each party has rows for."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in load_rows("actors/offices"):
        found[row["party"]].add(row["office"])
    return found


def test_sixty_states_have_the_offices_that_matter() -> None:
    """At least sixty states have a head of state or government, a foreign and a defence minister."""
    leaders = {"head_of_state", "head_of_government"}
    full = [
        party
        for party, offices in offices_by_party().items()
        if party in state_codes() and offices & leaders and {"foreign_minister", "defence_minister"} <= offices
    ]
    assert len(full) >= 60


def test_all_offices_of_organisations_have_holders() -> None:
    """Each organisation with a code of its own, and the agencies without, have office-holders."""
    assert {"UNO", "EUR", "NATO", "AUN", "IGO"} <= offices_by_party().keys()
