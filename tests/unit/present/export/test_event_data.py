"""The formats of event data: other programs open them, no value breaks a row, and what they hold comes back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest
from exporting import exported as exported_to
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from items_by_hand import HEADER, HOSTILE, event, hostile_event, telling

from onrecord.ingest.coded.readers import dataset_named, read_coded
from onrecord.ingest.coded.rows import layout
from onrecord.ingest.items import Limits
from onrecord.present.export.gdelt import EVENTS, MENTIONS
from onrecord.present.export.plover import record_of
from onrecord.types.outside import Noted, OutsideClaim, Refused
from onrecord.vocab.crosswalks import base_of, parties, plover_reading, time_of
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.present.export.exporter import Item, Summary
    from onrecord.project.outgoing import EventItem

PLOVER = load_yaml("ontologies/plover.yml")
STATUSES = "occurred ongoing scheduled expected possible conditional demanded denied cancelled".split()
# what the published readers of ICEWS and POLECAT take the columns for; the rest are words
ICEWS_NUMBERS = {"Event ID": "Int64", "Story ID": "Int64", "Sentence Number": "Int64"} | dict.fromkeys(
    ("Intensity", "Latitude", "Longitude"), "float64"
)
POLECAT_NUMBERS = dict.fromkeys(("Intensity", "Latitude", "Longitude"), "float64") | {"Quad Code": "Int64"}
GDELT_NUMBERS = dict.fromkeys(
    "GLOBALEVENTID SQLDATE MonthYear Year IsRootEvent QuadClass NumMentions NumSources NumArticles DATEADDED".split(),
    "BIGINT",
) | dict.fromkeys("FractionDate GoldsteinScale AvgTone ActionGeo_Lat ActionGeo_Long".split(), "DOUBLE")


def exported(folder: Path, name: str, *items: Item) -> tuple[Path, Summary]:
    """Write items in a format, in a folder where it is one, and return where, and what was done."""
    (folder / "out").mkdir(exist_ok=True)
    return exported_to(name, folder, *items)


def read_back(path: Path, dataset: str) -> list[OutsideClaim]:
    """Return the claims of a file, after checking that nothing of it was refused."""
    found = list(read_coded(path, dataset_named(dataset), Limits()))
    assert not [one for one in found if isinstance(one, Refused)]
    return [one for one in found if isinstance(one, OutsideClaim)]


def sides(claim: OutsideClaim) -> tuple[list[str | None], list[str | None]]:
    """Return the parties of a claim by role."""
    return [one.party for one in claim.actors], [one.party for one in claim.recipients]


def visit(**given: Any) -> EventItem:
    """Return a visit of Norway to Peru."""
    return event(**{"type": "CONSULT", "mode": "visit", "contexts": ["diplomatic"], **given})


def ahead(**given: Any) -> EventItem:
    """Return a visit that is scheduled for June, told in May."""
    told = {"status": "scheduled", "statuses": {"scheduled": 1}, "first": "2024-06-10", "last": "2024-06-11"}
    return visit(**{**told, **given})


# -- PLOVER ------------------------------------------------------------------------------------------------------------


def record(item: EventItem) -> dict[str, Any]:
    """Return the PLOVER record of an event."""
    found = record_of(item.values, "0.1.0", 1)
    assert found is not None
    return found


def test_a_plover_record_has_the_names_of_the_manual() -> None:
    """What PLOVER requires is there, and every other key is one of the manual or our own block."""
    made = record(visit(last="2024-05-07"))
    assert {"id", "date", "actor", "event"} <= set(made)
    manual = (
        "id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode"
        " context link text text_info cite_info coder coded_date coded_time comment"
    )
    assert set(made) <= {*manual.split(), "onrecord"}
    assert (made["date"], made["enddate"], made["event"], made["mode"]) == (
        "2024-05-05",
        "2024-05-07",
        ["CONSULT"],
        ["visit"],
    )
    assert (made["quad_code"], made["event_scale"], made["onrecord"]["cameo"]) == (1, 4.0, "042")
    assert made["actor"] == [{"code": "NOR", "entity_text": "Norway", "onrecord_party": "NOR"}]


def test_a_future_visit_is_an_agreement_told_today() -> None:
    """A scheduled visit is AGREE without mode or mark, on the day it is told; the visit stands in our block."""
    made = record(ahead())
    assert (made["event"], made["mode"], made["date"]) == (["AGREE"], [], "2024-05-06")
    assert "enddate" not in made
    own = made["onrecord"]
    assert (own["type"], own["mode"], own["status"], own["first"]) == ("CONSULT", "visit", "scheduled", "2024-06-10")


@pytest.mark.parametrize(
    ("given", "mode"),
    [
        ({"status": "denied"}, ["visit", "negation"]),
        ({"status": "possible"}, ["visit", "hypothetical"]),
        ({"type": "ASSAULT", "mode": "aerial", "status": "scheduled"}, ["aerial", "future"]),
        ({"first": "1979-03-01", "last": "1979-03-02"}, ["visit", "historical"]),
        ({"status": "ongoing", "first": "1979-03-01", "last": "1979-03-02"}, ["visit"]),
    ],
)
def test_auxiliary_modes_are_filled(given: dict[str, Any], mode: list[str]) -> None:
    """PLOVER's auxiliary modes come from the status, and "historical" from a day long before the telling."""
    assert record(visit(**given))["mode"] == mode


def test_what_plover_requires_is_counted_where_it_lacks(tmp_path: Path) -> None:
    """Events without an actor or a day are left out and counted by reason."""
    lost = {"first": None, "last": None, "told_first": None, "told_last": None}
    out, summary = exported(tmp_path, "plover", visit(actors=[]), visit(**lost), visit())
    assert (dict(summary.written), dict(summary.dropped)) == ({"events": 1}, {"no actor": 1, "no day": 1})
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1


def test_codes_plover_does_not_have() -> None:
    """Kosovo is KOS, NATO a military IGO, a rebel group its country with REB; our own code stands beside."""
    made = record(visit(actors=["XKX", "NATO", "YEM-REB", "WEST"]))
    codes = [(one.get("code"), one.get("sector"), one["onrecord_party"]) for one in made["actor"]]
    assert codes == [
        ("KOS", None, "XKX"),
        ("IGO", "MIL", "NATO"),
        ("YEM", "REB", "YEM-REB"),
        (None, None, "WEST"),
    ]


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
CODES = st.sampled_from([*sorted(parties()), "YEM-REB", "PSE-REB"])
WORDS = st.text(min_size=1, max_size=30) | st.sampled_from([HOSTILE, "a;b|c", "None", "NA", '"q"', "x\ty\r\nz"])


@st.composite
def events(draw: Callable[..., Any]) -> EventItem:
    """Return any event the record could hold."""
    type_ = draw(st.sampled_from(sorted(PLOVER["types"])))
    first = draw(st.none() | DAYS)
    told = draw(st.none() | DAYS)
    status = draw(st.sampled_from(STATUSES))
    actors = draw(st.lists(CODES, unique=True, min_size=1, max_size=3))
    recipients = draw(st.lists(CODES.filter(lambda code: code not in actors), unique=True, max_size=2))
    place = draw(st.none() | WORDS)
    where = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    named = [{"party": one, "name": draw(st.none() | WORDS), "role": draw(st.none() | WORDS)} for one in actors]
    mention = [{**one, "mention": {"text": draw(WORDS)}} for one in named]
    day = told.isoformat() if told else None
    said = telling(
        outlet=draw(st.none() | WORDS), title=draw(WORDS), published=day, event={"actors": mention, "recipients": []}
    )
    return event(
        draw(st.uuids()).hex[:16],
        type=type_,
        mode=draw(st.none() | st.sampled_from(sorted(PLOVER["types"][type_]["modes"]) or [None])),
        contexts=sorted(draw(st.sets(st.sampled_from(sorted(PLOVER["contexts"])), max_size=3))),
        status=status,
        statuses={status: 1},
        actors=actors,
        recipients=recipients,
        first=first.isoformat() if first else None,
        last=(first + timedelta(days=draw(st.integers(0, 400)))).isoformat() if first else None,
        told_first=day,
        told_last=day,
        country=draw(st.none() | st.sampled_from(["PER", "XKX", "RUS"])),
        place=place,
        latitude=where[0] if where else None,
        longitude=where[1] if where else None,
        tellings=[said],
    )


ANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ANY
@given(items=st.lists(events(), max_size=4))
def test_plover_comes_back_whole(items: list[EventItem], tmp_path: Path) -> None:
    """Every record reads back as it was written, and as the act, status, sides, days and place of its event."""
    out, summary = exported(tmp_path, "plover", *items)
    kept = [item for item in items if item.values["first"] or item.values["told_first"]]
    assert summary.written["events"] == len(kept)
    claims = read_back(out, "plover")
    assert len(claims) == len(kept)
    for item, claim in zip(kept, claims, strict=True):
        values = item.values
        assert claim.body == json.loads(json.dumps(record_of(values, HEADER.program, HEADER.schema)))
        assert (claim.native, claim.type, claim.mode, claim.status) == (
            item.id,
            values["type"],
            values["mode"],
            values["status"],
        )
        assert sides(claim) == (values["actors"], values["recipients"])
        assert claim.contexts == tuple(values["contexts"])
        assert claim.day.isoformat() == (values["first"] or values["told_first"])
        assert (claim.country, claim.place) == (values["country"], values["place"])
        assert (claim.latitude, claim.longitude) == (values["latitude"], values["longitude"])


# -- POLECAT -----------------------------------------------------------------------------------------------------------


def test_pandas_reads_polecat(tmp_path: Path) -> None:
    """The published columns stand in the published order, and pandas reads them with the published types."""
    out, _ = exported(tmp_path, "polecat", visit(), hostile_event(), ahead(actors=["NOR", "CHL"], recipients=[]))
    dtypes = {name: POLECAT_NUMBERS.get(name, "str") for name in layout("polecat").columns}
    frame = pd.read_csv(
        out,
        sep="\t",
        quoting=3,
        dtype=dtypes,
        na_values=["None"],
        keep_default_na=False,
        parse_dates=["Event Date", "Publication Date"],
    )
    assert tuple(frame.columns) == layout("polecat").columns
    assert len(frame) == 3
    assert list(frame["Event Type"]) == ["CONSULT", "AGREE", "AGREE"]
    assert list(frame["Event Date"].dt.day) == [5, 5, 6]
    assert (frame.loc[0, "Actor COW"], frame.loc[2, "Actor Country"]) == ("385", "NOR; CHL")
    assert pd.isna(frame.loc[2, "Recipient Name"])
    assert frame.loc[0, "Intensity"] == 4.0


def in_polecat(code: str) -> str | None:
    """Return the party a code is read back as from PLOVER's code and sector."""
    base, group = base_of(code)
    plover = parties()[base].plover
    found = {"KOS": "XKX", "IMG": "NSA"}.get(plover, plover)
    return (f"{found}-{group}" if group else found) or None


@ANY
@given(items=st.lists(events(), max_size=4))
def test_what_survives_polecat(items: list[EventItem], tmp_path: Path) -> None:
    """PLOVER's reading of the act, its day, contexts, the codes PLOVER has for its sides, and the place survive."""
    out, summary = exported(tmp_path, "polecat", *items)
    claims = read_back(out, "polecat")
    kept = [item for item in items if item.values["first"] or item.values["told_first"]]
    assert (summary.written["events"], len(claims)) == (len(kept), len(kept))
    for item, claim in zip(kept, claims, strict=True):
        values = item.values
        reading = plover_reading(values["type"], values["mode"], values["status"])
        assert (claim.native, claim.type, claim.mode) == (item.id, reading.type, reading.mode)
        day = values["first"] or values["told_first"]
        assert claim.day.isoformat() == (values["told_first"] or day if reading.type != values["type"] else day)
        assert sides(claim) == tuple([in_polecat(code) for code in values[role]] for role in ("actors", "recipients"))
        assert claim.contexts == tuple(values["contexts"])
        assert (claim.latitude, claim.longitude) == (values["latitude"], values["longitude"])


# -- ICEWS -------------------------------------------------------------------------------------------------------------


def test_pandas_reads_icews(tmp_path: Path) -> None:
    """The published columns stand in the published order, and pandas reads them with the published types."""
    out, summary = exported(tmp_path, "icews", visit(), hostile_event(), ahead())
    dtypes = {name: ICEWS_NUMBERS.get(name, "str") for name in layout("icews").columns}
    frame = pd.read_csv(out, sep="\t", quoting=3, dtype=dtypes, parse_dates=["Event Date"])
    assert tuple(frame.columns) == layout("icews").columns
    assert list(frame["CAMEO Code"]) == ["042", "043", "0311", "036"]
    assert list(frame["Intensity"]) == [1.9, 2.8, 5.2, 4.0]
    assert list(frame["Source Country"]) == ["Norway", "Peru", "Norway", "Norway"]
    assert frame["Event ID"].is_unique
    assert (frame["Event ID"] < 2**53).all()
    assert dict(summary.written) == {"rows": 4, "events": 3}


def test_joint_acts_stand_in_both_directions(tmp_path: Path) -> None:
    """Who meet without host or guest give a row in each direction, under different ids."""
    out, _ = exported(tmp_path, "icews", visit(mode=None, actors=["NOR", "PER"], recipients=[]))
    claims = read_back(out, "icews")
    assert [sides(claim) for claim in claims] == [(["NOR"], ["PER"]), (["PER"], ["NOR"])]
    assert len({claim.native for claim in claims}) == 2


def test_one_side_alone(tmp_path: Path) -> None:
    """An act on nobody has an unspecified target, which reads back as none."""
    out, _ = exported(tmp_path, "icews", event(type="MOBILIZE", contexts=[], recipients=[]))
    (claim,) = read_back(out, "icews")
    assert claim.body["Target Name"] == "Unspecified Actor"
    assert sides(claim) == (["NOR"], [])


@pytest.mark.parametrize("name", ["icews", "gdelt"])
def test_what_cameo_has_no_place_for_is_counted(tmp_path: Path, name: str) -> None:
    """Denied, possible and demanded acts, resignations, and events without a day or a party are left out by reason."""
    lost = {"first": None, "last": None, "told_first": None, "told_last": None}
    _, summary = exported(
        tmp_path,
        name,
        visit(status="denied"),
        visit(status="possible"),
        event(type="RETREAT", mode="resign", contexts=[]),
        visit(**lost),
        visit(actors=[], recipients=[]),
    )
    assert summary.written == {}
    assert dict(summary.dropped) == {
        "CAMEO has no place for an act that is denied": 1,
        "CAMEO has no place for an act that is possible": 1,
        "CAMEO has no resignations": 1,
        "no day": 1,
        "no parties": 1,
    }


@ANY
@given(items=st.lists(events(), max_size=4))
def test_what_survives_icews_and_gdelt(items: list[EventItem], tmp_path: Path) -> None:
    """Of what is done the type and day survive, of what is ahead that it was told; states and armed groups in both."""
    for name in ("icews", "gdelt"):
        out, summary = exported(tmp_path, name, *items)
        claims = read_back(out / EVENTS if name == "gdelt" else out, name)
        assert len(claims) == summary.written["rows"]
        types = {item.values["type"] for item in items if time_of(item.values["status"]) == "done"}
        done = {claim.type for claim in claims} - {"AGREE", "THREATEN"}
        assert done <= types
        states = {code for item in items for role in ("actors", "recipients") for code in item.values[role]}
        known = {code for code in states if parties()[base_of(code)[0]].icews}
        assert {party for claim in claims for party in claim.parties if base_of(party)[0] in parties()} & known <= known
    for item in items:
        out, summary = exported(tmp_path, "gdelt", item)
        values = item.values
        if time_of(values["status"]) == "done" and summary.written["rows"]:
            (claim, *_) = read_back(out / EVENTS, "gdelt")
            assert (claim.type, claim.day.isoformat()) == (values["type"], values["first"] or values["told_first"])


@pytest.mark.parametrize("party", ["UNO", "EUR", "NATO", "AUN", "XKX", "ROU", "YEM-REB", "CIV"])
@pytest.mark.parametrize("name", ["icews", "gdelt"])
def test_bodies_and_groups_survive(tmp_path: Path, name: str, party: str) -> None:
    """Bodies with a code of their own, states with codes that are not ISO, and armed groups come back as they went."""
    out, _ = exported(tmp_path, name, event(actors=[party]))
    (claim,) = read_back(out / EVENTS if name == "gdelt" else out, name)
    assert sides(claim) == ([party], ["PER"])


# -- GDELT -------------------------------------------------------------------------------------------------------------


def table(path: Path, dataset: str, numbers: dict[str, str]) -> str:
    """Return a table function of DuckDB that reads a file without header by its published columns."""
    columns = ", ".join(f"'{name}': '{numbers.get(name, 'VARCHAR')}'" for name in layout(dataset).columns)
    return (
        f"read_csv('{path}', delim='\t', header=false, auto_detect=false, quote='', escape='', columns={{{columns}}})"
    )


def test_duckdb_reads_gdelt(tmp_path: Path) -> None:
    """DuckDB reads both tables by the published columns and types, and joins mentions to events by id."""
    two = visit(
        articles=2,
        tellings=[telling(), telling("c2", article="a2", outlet="Example Courier", url=None, published=None)],
    )
    out, summary = exported(tmp_path, "gdelt", two, hostile_event(), event(actors=["EUR"]))
    assert dict(summary.written) == {"events": 3, "rows": 4, "mentions": 6}
    rows = table(out / EVENTS, "gdelt", GDELT_NUMBERS)
    told = table(out / MENTIONS, "gdelt-mentions", {"GLOBALEVENTID": "BIGINT", "MentionTimeDate": "BIGINT"})
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT EventCode, SQLDATE, FractionDate, QuadClass, GoldsteinScale, NumArticles, ActionGeo_CountryCode,"  # noqa: S608
            f" Actor1Code, count(m.MentionIdentifier) FROM {rows} e JOIN {told} m USING (GLOBALEVENTID)"
            " GROUP BY ALL ORDER BY EventCode, Actor1Code"
        ).fetchall()
        longest = connection.execute(f"SELECT max(GLOBALEVENTID) FROM {rows}").fetchall()  # noqa: S608
    assert [row[0] for row in found] == ["0311", "0311", "042", "043"]
    assert found[2][1:] == (20240505, 2024.3425, 1, 1.9, 2, "PE", "NOR", 2)
    assert found[0][7] == "IGOEUREEC"
    assert longest[0][0] < 2**53


def test_mentions_come_back(tmp_path: Path) -> None:
    """Each telling is a mention of each row, with its article, its offset and its status."""
    out, _ = exported(tmp_path, "gdelt", visit())
    found = list(read_coded(out / MENTIONS, "gdelt-mentions", Limits()))
    assert len(found) == 2
    assert {one.url for one in found} == {"https://post.example/trout"}  # type: ignore[union-attr]
    assert {one.body["Extras"] for one in found} == {"status:occurred"}  # type: ignore[union-attr]


@pytest.mark.parametrize(("name", "columns"), [("polecat", 40), ("icews", 20), ("gdelt", 61)])
def test_no_value_breaks_a_row(tmp_path: Path, name: str, columns: int) -> None:
    """Tabs, ends of lines, half characters and controls in words leave every row on one line with its columns."""
    out, _ = exported(tmp_path, name, hostile_event(), visit(place="a\tb\u2028c"))
    path = out / EVENTS if name == "gdelt" else out
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert {line.count("\t") + 1 for line in lines} == {columns}
    assert not any(mark in line for line in lines for mark in "\r\x00\x1b\u2028\ud800")
    assert not [one for one in read_coded(path, dataset_named(name), Limits()) if isinstance(one, (Refused, Noted))]


@pytest.mark.parametrize("name", ["plover", "polecat", "icews", "gdelt"])
def test_the_same_items_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    """Nothing but the items goes into a file."""
    made = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        out, _ = exported(tmp_path / folder, name, visit(), ahead(), hostile_event())
        files = [out] if out.is_file() else sorted(out.iterdir())
        made.append([file.read_bytes() for file in files])
    assert made[0] == made[1]
