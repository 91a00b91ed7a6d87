"""Records of every kind: kept, found, judged and counted alike."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from arrivals import arrival, reading, words

from onrecord.errors import UsageError
from onrecord.project.judging import Judging
from onrecord.record.database import migrations
from onrecord.record.fields import BLANK, FIELDS, blank
from onrecord.record.flatten import flatten
from onrecord.record.kinds import KINDS, SHAPES
from onrecord.record.rows import Filters
from onrecord.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = (
    "Norway backs the Peruvian bid for a seat on the council, an envoy said.\n\n"
    "Peru buys its helicopters from Norway. Oslo uses fish quotas to win votes.\n\n"
    "The envoy framed the deal as a lifeline. The 4th Norway-Peru Fisheries Commission met on the fisheries accord."
)


def side(code: str) -> dict[str, Any]:
    """Return a participant without words."""
    return {"party": code, "name": f"{code} itself", "role": None, "mention": None}


def body() -> dict[str, Any]:
    """Return a reading by hand with one record of each kind but events and evaluations."""
    why = {"why": ["test"], "attribution": None}
    said = {"id": "a1", "cue": words(TEXT, "said"), "source": words(TEXT, "an envoy"), "source_type": "unnamed"}
    said |= {"source_party": "NOR", "source_name": None, "cue_class": "neutral", "content": []}
    position = {"id": "p1", "holder": side("NOR"), "stance": "supports", "target": side("PER"), "topic": None}
    position |= {"cue": words(TEXT, "backs"), "issue": words(TEXT, "bid for a seat on the council"), **why}
    flow = {"id": "f1", "kind": "supply", "supplier": side("NOR"), "receiver": side("PER"), "status": "ongoing"}
    flow |= {"cue": words(TEXT, "buys"), "goods": words(TEXT, "helicopters"), "sector": "arms", "change": None, **why}
    leverage = {"id": "l1", "holder": side("NOR"), "instrument": words(TEXT, "fish quotas"), "target": None}
    leverage |= {"cue": words(TEXT, "uses"), "end": words(TEXT, "win votes"), **why}
    narrative = {"id": "n1", "claim": words(TEXT, "a lifeline"), "owner": side("NOR"), "counter": None, "quoted": False}
    narrative |= {"cue": words(TEXT, "framed"), "standing": "reported", **why}
    forum = {"id": "o1", **words(TEXT, "4th Norway-Peru Fisheries Commission"), "key": "NOR-PER commission fishery"}
    forum |= {"name": "Fisheries Commission", "parties": ["NOR", "PER"], "session": 4, "status": "occurred", **why}
    accord = {"id": "i1", **words(TEXT, "fisheries accord"), "key": "NOR-PER agreement fishery", "kind": "agreement"}
    accord |= {"name": "fisheries accord", "parties": ["NOR", "PER"], "stage": "signed", **why}
    return {
        "attributions": [said],
        "positions": [{**position, "attribution": "a1"}],
        "flows": [flow],
        "leverages": [leverage],
        "narratives": [narrative],
        "forums": [forum],
        "instruments": [accord],
    }


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with one article that was read."""
    with Store.create(tmp_path / "record.db") as made:
        (version,) = made.add([arrival(text=TEXT)]).new
        made.keep_reading(reading(version, TEXT, body=body()))
        yield made


def ids(store: Store) -> dict[str, str]:
    """Return the ids of the records that stand, by kind."""
    (hit,) = store.search("", Filters()).hits
    return {record.kind: record.id for record in store.dossier(hit.article).view.records}


def test_shapes_fields_and_blanks_agree() -> None:
    """Each kind has fields to correct, and an empty record with all of them and its words."""
    assert set(FIELDS) == set(BLANK) == set(SHAPES)
    for kind, fields in FIELDS.items():
        made = blank(kind, words(TEXT, "Norway"))
        assert set(fields) <= set(made)
        assert all(made[name]["text"] == "Norway" for name in SHAPES[kind].words) or made["text"] == "Norway"


def test_every_kind_is_kept_and_counted(store: Store) -> None:
    """What a reading has of any kind stands; a list it has not is nothing."""
    assert set(ids(store)) == set(KINDS) - {"event", "evaluation"}
    assert set(store.counts().records) == set(ids(store))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filters(kind="position", party="NOR", type="supports"), 1),
        (Filters(kind="position", party="NOR", type="opposes"), 0),
        (Filters(kind="position", source_type="unnamed"), 1),
        (Filters(kind="flow", dyad="NOR-PER", status="ongoing"), 1),
        (Filters(kind="leverage", party="PER"), 0),
        (Filters(kind="instrument", status="signed"), 1),
        (Filters(kind="forum", dyad="NOR-PER"), 1),
        (Filters(kind="event"), 0),
    ],
)
def test_filters_hold_of_one_record(store: Store, asked: Filters, found: int) -> None:
    """A search can ask for a kind, and its other filters then hold of a record of that kind."""
    assert store.search("", asked).total == found


def test_names_of_forums_are_found(store: Store) -> None:
    """Names and parties of any record are in the index."""
    assert store.search('actor:"Fisheries Commission"', Filters()).total == 1
    assert store.search("actor:PER", Filters()).total == 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"event", "evaluation"}])
def test_judgements_outlive_a_new_reading(store: Store, kind: str) -> None:
    """A record of any kind is rejected, and stays so when it is read anew under another id."""
    Judging(store, "ada").reject(ids(store)[kind])
    (hit,) = store.search("", Filters()).hits
    store.keep_reading(reading(hit.version, TEXT, extractor="hand-2", body=body()))
    view = store.dossier(hit.article).view
    assert [record.state for record in view.of(kind)] == ["rejected"]
    assert not view.stale


@pytest.mark.parametrize(
    ("kind", "field", "value", "kept"),
    [
        ("position", "holder", "swe", {"party": "SWE", "name": None, "role": None, "mention": None}),
        ("position", "holder", "NOR", side("NOR")),
        ("position", "stance", "Opposes", "opposes"),
        ("flow", "change", "none", None),
        ("flow", "receiver", "none", None),
        ("narrative", "standing", "contested", "contested"),
        ("forum", "session", "5", 5),
        ("instrument", "stage", "in_force", "in_force"),
        ("instrument", "parties", "NOR, PER, CHL", ["NOR", "PER", "CHL"]),
    ],
)
def test_fields_are_corrected(store: Store, kind: str, field: str, value: str, kept: Any) -> None:
    """Each field takes what it can hold; parties that stay keep their names."""
    Judging(store, "ada").correct(ids(store)[kind], field, value)
    (hit,) = store.search("", Filters()).hits
    (record,) = store.dossier(hit.article).view.of(kind)
    assert (record.body[field], record.state) == (kept, "corrected")


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("position", "holder", "none"),
        ("flow", "sector", "toys"),
        ("forum", "session", "four"),
        ("leverage", "end", "x"),
    ],
)
def test_wrong_values_are_refused(store: Store, kind: str, field: str, value: str) -> None:
    """What a field cannot hold is refused with what it takes."""
    with pytest.raises(UsageError):
        Judging(store, "ada").correct(ids(store)[kind], field, value)


def test_records_of_every_kind_are_added(store: Store) -> None:
    """A person adds a position on words of the text; it stands on them, has an id, and is found."""
    (hit,) = store.search("", Filters()).hits
    judging = Judging(store, "ada")
    made = judging.add(hit.article, "position", "fish quotas", {"holder": "PER", "stance": "rejects", "target": "NOR"})
    record = next(r for r in store.dossier(hit.article).view.records if r.id == made.id)
    assert record.body["issue"] == record.body["cue"] == words(TEXT, "fish quotas")
    assert record.body["id"] == made.id
    assert store.search("", Filters(kind="position", type="rejects", dyad="NOR-PER")).total == 1
    judging.add(hit.article, "forum", "council", {"key": "council"})
    with pytest.raises(UsageError, match="a flow needs kind"):
        judging.add(hit.article, "flow", "votes", {"sector": "goods"})


def test_the_source_of_a_position_is_flat(store: Store) -> None:
    """A record of any kind has the source of the attribution that carries it."""
    (hit,) = store.search("", Filters()).hits
    flat = next(f for f in flatten(store.dossier(hit.article).view) if f.record.kind == "position")
    assert (flat.source_type, flat.parties) == ("unnamed", (("NOR", "holder"), ("NOR", "source"), ("PER", "target")))


def test_an_older_store_comes_to_know_the_kinds(store: Store) -> None:
    """A store of the schema before has its readings' further records on the next opening."""
    before = store.digest()
    path = store.path
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM effective_record WHERE kind <> 'attribution'")
        connection.execute("DELETE FROM assertion WHERE kind <> 'attribution'")
        for number, _, script in migrations():
            for kind, name in re.findall(r"^CREATE (TABLE|INDEX|TRIGGER) (\w+)", script, re.MULTILINE):
                if number > 2:
                    connection.execute(f"DROP {kind} IF EXISTS {name}")
        connection.execute("PRAGMA user_version = 2")
    with Store(path) as opened:
        assert opened.digest() == before
        assert opened.meta("rebuild") is None
