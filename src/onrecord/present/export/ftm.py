"""FollowTheMoney entities as JSON lines: events, articles, parties, named sources and the links between them.

Schemata and properties of followthemoney 4.11 (Article, Documentation, Event, Mention, Note, Organization, Person,
PublicBody). Every value is a list of strings; ids are SHA-1, as that library makes its own, so that the same thing
from two exports is one entity. Texts of articles are left out.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.iri import NAMESPACE, web_address
from onrecord.present.icalendar import summary
from onrecord.present.lines import line_for_others
from onrecord.present.wording import party_name, plain
from onrecord.vocab.countries import iso2

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item

Entity = dict[str, Any]
NAMED = {"named_person": "Person", "institution": "Organization"}
LONGEST_NAME = 384
# of several events
SHARED = frozenset({"Article", "Mention", "Organization", "Person", "PublicBody"})


class FollowTheMoney:
    """One file of entities, a line each."""

    name: ClassVar[str] = "ftm"
    suffix: ClassVar[str] = ".ftm.json"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "who acts and who is acted on: both are involved",
        "attribution, but as a note in words; the kind of a source that has no name",
        "places in the text, and the texts",
        "copies, reports, origins, grades: one note in words",
        "positions, evaluations and all else that is no event; the ledger",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file."""
        self._file = out.open("w", encoding="utf-8", newline="\n")
        self._summary = Summary()
        self._seen: set[str] = set()

    def feed(self, item: Item) -> None:
        """Write an event with all that it refers to, each entity once."""
        if not isinstance(item, EventItem):
            return
        own: set[str] = set()
        for made in entities(item.values):
            # what belongs to one event need not be known beyond it
            seen = self._seen if made["schema"] in SHARED else own
            if made["id"] not in seen:
                seen.add(made["id"])
                self._file.write(line_for_others(made) + "\n")
                self._summary.write(made["schema"])

    def finish(self) -> Summary:
        """Close the file."""
        self._file.close()
        return self._summary


def entities(event: Mapping[str, Any]) -> Iterator[Entity]:
    """Yield the entities of an event; what an entity refers to comes before it."""
    parties = dict.fromkeys((*event["actors"], *event["recipients"]))
    yield from map(_party, parties)
    yield from (_article(one) for one in event["tellings"])
    yield _event(event, parties)
    for telling in event["tellings"]:
        yield from _source(telling)
        yield _documentation(event, telling)
        yield _note(event, telling)


def entity_id(*parts: str) -> str:
    """Return the id of an entity: SHA-1 over our namespace and what makes the thing what it is."""
    whole = "\x1f".join((NAMESPACE, *parts))
    return hashlib.sha1(whole.encode("utf-8", "backslashreplace"), usedforsecurity=False).hexdigest()


def _entity(schema: str, identity: tuple[str, ...], **properties: str | list[str] | None) -> Entity:
    """Return an entity; what is empty is left out."""
    lists = {name: value if isinstance(value, list) else [value or ""] for name, value in properties.items()}
    given = {name: [one for one in values if one] for name, values in lists.items()}
    return {
        "id": entity_id(*identity),
        "schema": schema,
        "properties": {name: values for name, values in sorted(given.items()) if values},
    }


def _party(code: str) -> Entity:
    country = iso2(code)
    is_state = country is not None and "-" not in code
    return _entity(
        "PublicBody" if is_state else "Organization",
        ("party", code),
        name=party_name(code),
        alias=code,
        country=country.lower() if country else None,
    )


def _article(telling: Mapping[str, Any]) -> Entity:
    title = plain(telling["title"] or "") or f"article {telling['article']}"
    return _entity(
        "Article",
        ("article", telling["article"]),
        # a document must have a file name; ours have none, their id stands for it
        fileName=telling["article"],
        name=title[:LONGEST_NAME],
        title=title,
        publishedAt=telling["published"],
        publisher=plain(telling["outlet"] or ""),
        sourceUrl=web_address(telling["url"]),
    )


def _event(event: Mapping[str, Any], parties: Mapping[str, Any]) -> Entity:
    statuses = ", ".join(f"{status} {count}" for status, count in event["statuses"].items())
    counts = f"told as {statuses}; {event['articles']} articles, {event['origins']} independent origins"
    country = iso2(event["country"])
    return _entity(
        "Event",
        ("event", event["id"]),
        name=summary({**event, "kind": event["status"]}),
        startDate=event["first"],
        endDate=event["last"],
        location=plain(event["place"] or ""),
        country=country.lower() if country else None,
        involved=[entity_id("party", code) for code in parties],
        keywords=[event["type"], *([event["mode"]] if event["mode"] else []), event["status"]],
        recordId=event["id"],
        notes=f"{counts}; grade {event['grade']}: {'; '.join(event['grounds'])}",
        proof=list(dict.fromkeys(entity_id("article", one["article"]) for one in event["tellings"])),
    )


def _source(telling: Mapping[str, Any]) -> Iterator[Entity]:
    """Yield a named source, and its being named in the article."""
    source = telling["source"]
    if not source["name"] or source["type"] not in NAMED:
        return
    name, party = plain(source["name"])[:LONGEST_NAME], source["party"]
    identity = ("source", source["type"], party or "", name)
    country = iso2(party)
    code = country.lower() if country else None
    schema = NAMED[source["type"]]
    office = {"position": plain(source["office"] or "")} if schema == "Person" else {}
    yield _entity(schema, identity, name=name, country=code, **office)
    yield _entity(
        "Mention",
        ("mention", telling["article"], *identity),
        document=entity_id("article", telling["article"]),
        name=name,
        resolved=entity_id(*identity),
        detectedSchema=schema,
        contextCountry=code,
    )


def _documentation(event: Mapping[str, Any], telling: Mapping[str, Any]) -> Entity:
    return _entity(
        "Documentation",
        ("documentation", event["id"], telling["article"], telling["status"]),
        document=entity_id("article", telling["article"]),
        entity=entity_id("event", event["id"]),
        role="tells",
        status=telling["status"],
        date=telling["published"],
    )


def _note(event: Mapping[str, Any], telling: Mapping[str, Any]) -> Entity:
    source = telling["source"]
    who = plain(source["name"] or source["words"]) or source["type"].replace("_", " ")
    side = f" ({source['party']})" if source["party"] else ""
    kind = f"{source['type'].replace('_', ' ')}, {telling['status']}"
    return _entity(
        "Note",
        ("note", telling["id"]),
        name=f"According to {who}{side}"[:LONGEST_NAME],
        description=f"{plain(telling['sentence'])} [{kind}]",
        entity=entity_id("event", event["id"]),
        publisher=plain(telling["outlet"] or ""),
        proof=entity_id("article", telling["article"]),
    )
