"""STIX 2.1 bundle: parties as identities, events as reports, tellings as notes and denials as opinions.

STIX 2.1 (OASIS Standard, 10 June 2021) has no object for an act between states. A report ("a collection of content
on a topic") comes nearest; what it cannot hold stands in a property extension whose definition is in the bundle. Ids
are UUIDs of version 5 in our own namespace, so that the same thing from two exports is one object.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.iri import NAMESPACE, hashed, stix_id, web_address
from onrecord.present.export.lists import ListFile
from onrecord.present.icalendar import summary
from onrecord.present.wording import party_name, plain
from onrecord.vocab.countries import iso2

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item

Made = dict[str, Any]
# of several events; everything else is of one event, which comes once
SHARED = frozenset({"identity", "location"})
# where no day is known: no clock may be read, and STIX wants a time
EPOCH = "1970-01-01T00:00:00.000Z"
TOOL, EXTENSION = stix_id("identity", "onrecord"), stix_id("extension-definition", NAMESPACE)
# Admiralty credibility to confidence: STIX 2.1, appendix A, table 57; "truth cannot be judged" (6) has no value there
CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
COUNTED = "articles copies texts reports origins origins_denying".split()
EXTENDED = "type mode contexts actors recipients status statuses first last".split()


class StixBundle:
    """One bundle."""

    name: ClassVar[str] = "stix"
    suffix: ClassVar[str] = ".json"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "spans, texts and rule ids",
        "of a chain of sources all but the one who asserts, who is named in words",
        "what people decided",
        "positions, evaluations and all else that is no event; the ledger",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file; who made it and what our extension means stand first."""
        asked = (f"{name}={value}" for name, value in sorted(header.asked.items()))
        head = {"type": "bundle", "id": stix_id("bundle", header.project, *asked)}
        self._bundle = ListFile(out, head, "objects")
        self._summary = Summary()
        for made in (_tool(), _definition(header.program)):
            self._bundle.add(made)

    def feed(self, item: Item) -> None:
        """Write the objects of an event, each once."""
        if not isinstance(item, EventItem):
            return
        for made in objects(item.values):
            if made["type"] not in SHARED and made.get("relationship_type") != "located-at":
                self._bundle.add(made)
            elif not self._bundle.add_once(made):
                continue
            self._summary.write(made["type"])

    def finish(self) -> Summary:
        """Close the file."""
        self._bundle.close()
        return self._summary


def objects(event: Mapping[str, Any]) -> Iterator[Made]:
    """Yield the objects of an event; what an object refers to comes before it."""
    refs = []
    for made in (*_parties(event), *_place(event), *_relationships(event)):
        yield made
        refs.append(made["id"])
    yield _report(event, refs)
    yield from (_said(event, telling) for telling in event["tellings"])


def _object(kind: str, identity: tuple[str, ...], made: str, changed: str | None = None, **values: Any) -> Made:
    found: Made = {
        "type": kind,
        "spec_version": "2.1",
        "id": stix_id(kind, *identity),
        "created_by_ref": TOOL,
        "created": made,
        "modified": changed or made,
    }
    return found | {name: value for name, value in values.items() if value not in (None, [], "")}


def _tool() -> Made:
    made = _object("identity", (), EPOCH, name="onrecord", identity_class="system")
    return made | {"id": TOOL}


def _definition(program: str) -> Made:
    made = _object(
        "extension-definition",
        (),
        EPOCH,
        name="OnRecord event",
        description=f"An act between parties as coverage tells it; docs/exports.md of onrecord {program} has the keys.",
        schema=f"{NAMESPACE}stix",
        version="1.0.0",
        extension_types=["property-extension"],
    )
    return made | {"id": EXTENSION}


def _midnight(day: str | None) -> str:
    return f"{day}T00:00:00.000Z" if day else EPOCH


def _parties(event: Mapping[str, Any]) -> Iterator[Made]:
    for code in dict.fromkeys((*event["actors"], *event["recipients"])):
        country = iso2(code)
        kind = "group" if country is None or "-" in code else "organization"
        external = [{"source_name": "onrecord", "external_id": code}]
        party = _object(
            "identity", ("party", code), EPOCH, name=party_name(code), identity_class=kind, external_references=external
        )
        yield party
        if country is not None:
            state = code.partition("-")[0]
            land = _object("location", ("country", state), EPOCH, name=party_name(state), country=country)
            yield land
            ends = {"source_ref": party["id"], "target_ref": land["id"]}
            yield _object("relationship", ("at", code), EPOCH, relationship_type="located-at", **ends)


def _place(event: Mapping[str, Any]) -> Iterator[Made]:
    country, name = event["country"], plain(event["place"] or "")
    if country is None:
        return
    if not name:
        yield _object("location", ("country", country), EPOCH, name=party_name(country), country=iso2(country))
        return
    at = {"latitude": event["latitude"], "longitude": event["longitude"]}
    city = name if event["latitude"] is not None else None
    yield _object("location", ("place", country, name), EPOCH, name=name, country=iso2(country), city=city, **at)


def _relationships(event: Mapping[str, Any]) -> Iterator[Made]:
    """Yield who acts on whom; those who act together are related each with each, in the order of their codes."""
    doers, targets = sorted(set(event["actors"])), sorted(set(event["recipients"]))
    pairs = product(doers, targets) if targets else combinations(doers, 2)
    made = _midnight(event["told_first"] or event["first"])
    for one, other in pairs:
        if one == other:
            continue
        yield _object(
            "relationship",
            ("event", event["id"], one, other),
            made,
            relationship_type=event["type"].lower(),
            description=summary({**event, "kind": event["status"]}) + ("" if targets else ", together"),
            source_ref=stix_id("identity", "party", one),
            target_ref=stix_id("identity", "party", other),
            **_times(event),
        )


def _times(event: Mapping[str, Any]) -> dict[str, str]:
    """Return the days of an event as times; the stop is the midnight after its last day."""
    if event["first"] is None:
        return {}
    last = date.fromisoformat(event["last"] or event["first"])
    start = {"start_time": _midnight(event["first"])}
    return start if last == date.max else {**start, "stop_time": _midnight((last + timedelta(days=1)).isoformat())}


def _report(event: Mapping[str, Any], refs: list[str]) -> Made:
    made = _midnight(event["told_first"] or event["first"])
    grade = {"mark": event["grade"], "grounds": event["grounds"]}
    extension = {name: event[name] for name in (*EXTENDED, *COUNTED) if event[name] not in (None, [])}
    return _object(
        "report",
        ("event", event["id"]),
        made,
        max(made, _midnight(event["told_last"])),
        name=summary({**event, "kind": event["status"]}),
        description="; ".join(event["grounds"]),
        published=made,
        labels=[event["type"].lower(), event["status"]],
        confidence=CONFIDENCE.get(event["grade"]),
        object_refs=list(dict.fromkeys(refs)),
        external_references=_articles(event),
        extensions={EXTENSION: {"extension_type": "property-extension", **extension, "grade": grade}},
    )


def _articles(event: Mapping[str, Any]) -> list[Made]:
    told = {one["article"]: one for one in event["tellings"]}
    return [_reference(told[article]) for article in sorted(told)]


def _reference(telling: Mapping[str, Any]) -> Made:
    found: Made = {"source_name": plain(telling["outlet"] or "") or "outlet unknown", "external_id": telling["article"]}
    title, url = plain(telling["title"] or ""), web_address(telling["url"])
    return found | ({"description": title} if title else {}) | ({"url": url} if url else {})


def _said(event: Mapping[str, Any], telling: Mapping[str, Any]) -> Made:
    """Return what a telling says: a note, or where it denies the event an opinion that disagrees."""
    source = telling["source"]
    who = plain(source["name"] or source["words"]) or source["type"].replace("_", " ")
    side = f" ({source['party']})" if source["party"] else ""
    shared: Made = {
        "authors": [f"{who}{side}"],
        "object_refs": [stix_id("report", "event", event["id"])],
        "external_references": [_reference(telling)],
        "labels": [source["type"].replace("_", "-"), telling["status"]],
    }
    words, made = plain(telling["sentence"]) or telling["status"], _midnight(telling["published"])
    identity = ("claim", hashed(event["id"], telling["id"]))
    if telling["status"] == "denied":
        return _object("opinion", identity, made, opinion="disagree", explanation=words, **shared)
    return _object("note", identity, made, abstract=telling["status"], content=words, **shared)
