"""What a shard gives: the tables of the record (formats/tables.yml), and those a lake needs beside them.

The tables of a lake's own are described here: what puts its articles into a project, what finds copies, what events
are made of, and what failed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.record.assemble import assemble
from onrecord.record.claiming import claims_of_version
from onrecord.record.claims import claim_to_json
from onrecord.record.ids import reading_id
from onrecord.record.kinds import SHAPES
from onrecord.record.readings import assertions_of
from onrecord.record.rows import Reading, Version
from onrecord.resolve.similarity import window
from onrecord.tables.rows import json_text, record_rows
from onrecord.tables.specs import Column, Table, tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.record.rows import Arrival
    from onrecord.tables.rows import Row, Rows
    from onrecord.types.record import Record

META = "title outlet published published_at url language author section wire kind sha256".split()
OWN: Mapping[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "arrivals": (
        "an article as it came in, in the order of its shard",
        (
            ("article", "string", "id of the article"),
            ("version", "string", "id of what it says here"),
            ("shard", "string", "the shard it came in"),
            ("ordinal", "integer", "its place among the items of the shard"),
            ("key", "string", "what tells the article from all others"),
            ("location", "string", "where it came from, for messages"),
            ("source", "string", "where it came from, as a key that stays"),
            ("facts", "json", "what is known of it there: title, outlet, day and so on"),
            ("issues", "json", "what of it could not be read"),
            ("reading", "string?", "id of its reading; empty where it could not be read"),
        ),
    ),
    "signatures": (
        "what finds the copies of a text",
        (
            ("version", "string", "id of the version"),
            ("sha256", "string", "SHA-256 of its text"),
            ("minhash", "bytes", "its MinHash"),
            ("shingles", "integer", "how many runs of words it has"),
        ),
    ),
    "bands": (
        "a band of a signature: texts that share one may be copies",
        (("band", "integer", "key of the band"), ("version", "string", "id of the version")),
    ),
    "tellings": (
        "an event between parties as one source tells it in one article",
        (
            ("id", "string", "id of the claim, which is that of its event's record"),
            ("version", "string", "id of the version"),
            ("article", "string", "id of the article"),
            ("dyads", "strings", "pairs between which it stands"),
            ("opens", "date", "first day on which another telling of the same may lie"),
            ("closes", "date", "last such day"),
            ("type", "string", "PLOVER type"),
            ("status", "string", "where it stands according to this telling"),
            ("claim", "json", "the claim as a project keeps it"),
        ),
    ),
    "failures": (
        "something that could not be read",
        (
            ("shard", "string", "the shard it came in"),
            ("ordinal", "integer", "its place among the items of the shard"),
            ("location", "string", "where it is"),
            ("code", "string", "a stable name of the reason"),
            ("message", "string", "the reason in words"),
        ),
    ),
}


@cache
def shard_tables() -> Mapping[str, Table]:
    """Return the tables a shard gives, by name."""
    return {table.name: _with_version(table) for table in tables_of("record")} | {
        name: own_table(name, words, columns) for name, (words, columns) in OWN.items()
    }


def _with_version(table: Table) -> Table:
    """Return a table with the version first: a lake may hold several of an article."""
    if "version" in table.names:
        return table
    return replace(
        table, columns=(Column("version", "string", "id of the version it stands in", "version"), *table.columns)
    )


def own_table(name: str, words: str, columns: Sequence[tuple[str, str, str]]) -> Table:
    """Return the description of a table of a lake's own; a type that ends in "?" may be empty."""
    made = tuple(
        Column(column, type_.removesuffix("?"), about, column, optional=type_.endswith("?"))  # type: ignore[arg-type]
        for column, type_, about in columns
    )
    return Table(name, words, "kept", made, (), None, {}, {})


def own_row(table: Table, values: Mapping[str, Any]) -> Row:
    """Return values by name as a row of a table."""
    return tuple(values[name] for name in table.names)


def version_of(version: str, article: str, arrived: Arrival) -> Version:
    """Return an article on its way in as the version it is."""
    document = arrived.document
    published = document.published.isoformat() if document.published else None
    facts = {name: getattr(document, name) for name in META if name != "published"}
    return Version(number=0, id=version, article=article, published=published, **facts)


def read_rows_of(version: Version, arrived: Arrival, record: Record) -> tuple[Reading, Rows]:
    """Return the reading of an article and its rows, as a project that had read it would give them."""
    body = assemble(record)
    made = record.provenance
    identity = reading_id(version.id, made)
    reading = Reading(identity, version.id, made.extractor, made.model, made.vocabulary, body)
    found: dict[str, Any] = {**body, "document": {**body["document"], **meta_of(version)}}
    found |= {shape.plural: [] for shape in SHAPES.values()}
    for one in assertions_of(reading):
        known = {"record": one.id, "state": "unreviewed", "corrected": []}
        found[SHAPES[one.kind].plural].append({**one.body, **known})
    more = {"version": version.id, "key": arrived.key, "record": json_text(body)}
    rows = _versioned(version, record_rows(found, article=version.article, text=arrived.document.text, more=more))
    return reading, rows | {"tellings": _tellings(version, arrived.document.text, found)}


def unread_rows(version: Version, arrived: Arrival) -> Rows:
    """Return the rows of an article that could not be read."""
    more = {"version": version.id, "key": arrived.key, "record": None}
    rows = record_rows({"document": meta_of(version)}, article=version.article, text=arrived.document.text, more=more)
    return _versioned(version, rows)


def _versioned(version: Version, found: Rows) -> Rows:
    """Return rows with the id of the version before them, where their table does not have it."""
    bare = {table.name for table in tables_of("record") if "version" not in table.names}
    return {name: [(version.id, *row) for row in rows] if name in bare else rows for name, rows in found.items()}


def meta_of(version: Version) -> dict[str, Any]:
    """Return what is known of a version, by name."""
    return {name: getattr(version, name) for name in META}


def _tellings(version: Version, text: str, found: Mapping[str, Any]) -> list[Row]:
    table = shard_tables()["tellings"]
    events = [{**event, "id": event["record"]} for event in found["events"]]
    rows = []
    for claim in claims_of_version(version, version.id, text, found["attributions"], events):
        opens, closes = window(claim)
        values: dict[str, Any] = {"id": claim.id, "version": version.id, "article": version.article}
        values |= {"dyads": list(claim.dyads), "opens": opens, "closes": closes}
        values |= {"type": claim.type, "status": claim.status}
        rows.append(own_row(table, {**values, "claim": claim_to_json(claim)}))
    return rows
