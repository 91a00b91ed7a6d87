"""Crosswalks between our codes and those of other event data."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.vocab import crosswalks
from onrecord.vocab.lexicon import load_rows, load_yaml, multiple

TYPES = load_yaml("ontologies/plover.yml")["types"]
STATUSES = "occurred ongoing scheduled expected possible conditional demanded denied cancelled".split()
CAMEO = load_rows("crosswalks/cameo.csv")
WRITTEN = load_rows("crosswalks/plover_cameo.csv")
ROW_OF_CODE = {row["code"]: row for row in CAMEO}


def test_cameo_rows_are_of_plover() -> None:
    """Every CAMEO code has a type and a mode of PLOVER, or is a statement; codes stand once."""
    assert len(ROW_OF_CODE) == len(CAMEO)
    for row in CAMEO:
        if row["type"]:
            assert not row["mode"] or row["mode"] in TYPES[row["type"]]["modes"], row["code"]
        else:
            assert row["code"].startswith("01")
        assert bool(row["announces"]) <= row["code"].startswith("03")
        assert not row["announces"] or row["announces"] in TYPES


def test_cameo_values_lie_on_the_scale() -> None:
    """Goldstein values and intensities lie between -10 and 10; an intensity is given only where it is another one."""
    for row in CAMEO:
        assert all(-10 <= float(row[name]) <= 10 for name in ("goldstein", "intensity") if row[name]), row["code"]
        assert not row["intensity"] or row["intensity"] != row["goldstein"]


def test_codes_that_are_written_lead_back() -> None:
    """What is done is written with a code that is read as the same type, and the same mode where the row asks it."""
    for row in WRITTEN:
        if not row["code"]:
            assert row["loss"]
            continue
        back = ROW_OF_CODE[row["code"]]
        if row["when"] == "done":
            assert back["type"] == row["type"], row
            assert not row["mode"] or row["loss"] or back["mode"] == row["mode"], row


def test_every_type_and_mode_has_a_row() -> None:
    """Every type can be written done and ahead, every mode of it done; no row is for a mode that is none."""
    rows = {(row["type"], row["mode"], row["when"]) for row in WRITTEN if not row["context"]}
    for name, entry in TYPES.items():
        assert {(name, "", "done"), (name, "", "ahead")} <= rows
        assert {(name, mode, "done") for mode in entry["modes"]} <= rows
    assert all(not row["mode"] or row["mode"] in TYPES[row["type"]]["modes"] for row in WRITTEN)
    assert {row["context"] for row in WRITTEN} <= {"", *load_yaml("ontologies/plover.yml")["contexts"]}
    assert len({tuple(row.values())[:4] for row in WRITTEN}) == len(WRITTEN)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (("CONSULT", "visit", "occurred", ()), "042"),
        (("CONSULT", "visit", "scheduled", ()), "036"),
        (("AID", None, "occurred", ("diplomatic", "military")), "072"),
        (("SANCTION", "expel", "expected", ()), "136"),
        (("CONSULT", "visit", "denied", ()), None),
        (("REQUEST", None, "scheduled", ()), None),
    ],
)
def test_acts_are_written_in_cameo(act: tuple[str, str | None, str, tuple[str, ...]], code: str | None) -> None:
    """Type, mode, status and context choose the code; what CAMEO has no place for has none, with a reason."""
    found = crosswalks.to_cameo(*act)
    assert found.code == code
    assert code or found.loss


def test_every_type_and_status_has_a_reading() -> None:
    """PLOVER's reading of every act in every status is a type of PLOVER with auxiliary modes of PLOVER."""
    marks = set(load_yaml("ontologies/plover.yml")["auxiliary_modes"])
    for type_ in TYPES:
        for status in STATUSES:
            reading = crosswalks.plover_reading(type_, None, status)
            assert reading.type in TYPES
            assert set(reading.auxiliary) <= marks


def test_a_future_meeting_is_an_agreement() -> None:
    """A meeting that is ahead is AGREE without mode or mark, as PLOVER's manual has it; a retreat is CONCEDE."""
    assert crosswalks.plover_reading("CONSULT", "visit", "scheduled") == ("AGREE", None, ())
    assert crosswalks.plover_reading("RETREAT", "withdraw", "expected") == ("CONCEDE", None, ())


def test_auxiliary_modes_say_where_an_act_stands() -> None:
    """What becomes no other type is marked: ahead, only possible, denied, or long past."""
    assert crosswalks.plover_reading("ASSAULT", "aerial", "scheduled") == ("ASSAULT", "aerial", ("future",))
    assert crosswalks.plover_reading("CONSULT", None, "possible").auxiliary == ("hypothetical",)
    assert crosswalks.plover_reading("CONSULT", None, "cancelled").auxiliary == ("negation",)
    old, told = date(1979, 3, 1), date(2024, 5, 6)
    assert crosswalks.plover_reading("ASSAULT", None, "occurred", old, told).auxiliary == ("historical",)
    assert crosswalks.plover_reading("ASSAULT", None, "occurred", told, told).auxiliary == ()


def test_an_unknown_cameo_code_is_read_by_its_beginning() -> None:
    """A stray suffix falls back to the code before it; what begins like nothing is nothing."""
    found = crosswalks.cameo("138i")
    assert found is not None
    assert found.code == "138"
    assert (crosswalks.cameo("---"), crosswalks.cameo("")) == (None, None)


@pytest.mark.parametrize("column", ["icews", "gdelt", "fips", "cow", "cow_code"])
def test_names_and_codes_of_parties_stand_once(column: str) -> None:
    """A name or code of another data set stands for one party only."""
    found = [name.casefold() for row in load_rows("crosswalks/parties.csv") for name in multiple(row[column])]
    assert len(found) == len(set(found))


def test_every_state_has_a_row() -> None:
    """Every state of the record is in the crosswalk, and nothing else but bodies and groups."""
    states = {row["code"] for row in load_rows("actors/states.csv")}
    rows = {row["party"] for row in load_rows("crosswalks/parties.csv")}
    assert rows - states == {"UNO", "EUR", "NATO", "AUN", "IGO", "NSA", "WEST", "INT"}
    assert states <= rows


@pytest.mark.parametrize(
    ("found", "party"),
    [
        (crosswalks.party_by_country("the former Yugoslav Republic of Macedonia"), "MKD"),
        (crosswalks.party_by_country("occupied palestinian territory"), "PSE"),
        (crosswalks.party_by_country("Atlantis"), None),
        (crosswalks.party_by_cameo("ROM"), "ROU"),
        (crosswalks.party_by_cameo("EUR"), None),
        (crosswalks.party_by_cameo("EUR", "EEC"), "EUR"),
        (crosswalks.party_by_cameo("AFR", "", "IGOAFRAFU"), "AUN"),
        (crosswalks.party_by_fips("AS"), "AUS"),
        (crosswalks.party_by_fips("RS"), "RUS"),
        (crosswalks.party_by_plover("KOS"), "XKX"),
        (crosswalks.party_by_plover("IGO"), "IGO"),
        (crosswalks.party_by_plover(""), None),
    ],
)
def test_parties_are_found_by_codes_of_others(found: str | None, party: str | None) -> None:
    """Codes that are not ISO are read as what they stand for; regions are no parties."""
    assert found == party


def test_sectors_come_in_the_order_of_the_table() -> None:
    """Of several sectors the first of the table comes first, whatever order a row names them in; others are dropped."""
    assert crosswalks.sectors_of(["Government", "Far Left", "Military"], "icews") == ("MIL", "GOV")
    assert crosswalks.sectors_of(["SEP"], "cameo") == ("REB",)
    assert (crosswalks.written_sector("REB", "cameo"), crosswalks.written_sector("PRE", "icews")) == ("REB", "")


def test_sector_names_stand_once() -> None:
    """A CAMEO role or ICEWS sector stands for one PLOVER sector only."""
    for column in ("cameo", "icews"):
        found = [name for row in load_rows("crosswalks/sectors.csv") for name in multiple(row[column])]
        assert len(found) == len(set(found))


def test_quads_agree_with_the_types() -> None:
    """The PLOVER class of a cue category is that of the types its codes become; where they differ, none is given."""
    for row in load_rows("crosswalks/quads.csv"):
        types = {one["type"] for one in CAMEO if one["code"].startswith(row["cameo"]) and len(one["code"]) == 2}
        classes = {str(TYPES[name]["quad"]) for name in types if name}
        assert not row["plover"] or {row["plover"]} == classes, row
        assert bool(row["note"]) == (row["plover"] != row["gdelt"])
