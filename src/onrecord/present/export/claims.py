"""schema.org Claim as JSON-LD: one claim a source and status of an event, with where it appeared; no rating.

schema.org 28 (Claim, Event, NewsArticle and their ranges). A claim here is what one source asserts of one event, told
in one or more articles; the program does not say whether it is true, so there is no ClaimReview and no rating.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.iri import NAMESPACE, hashed, iri, web_address
from onrecord.present.export.lists import ListFile
from onrecord.present.icalendar import summary
from onrecord.present.wording import party_name, plain
from onrecord.types.claim import REPORTER
from onrecord.vocab.countries import iso2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item

CONTEXT = {"@vocab": "https://schema.org/", "onrecord": NAMESPACE}
STATUSES = {"scheduled": "EventScheduled", "cancelled": "EventCancelled"}
PAPERS = {"public_document": "public", "nonpublic_document": "not public"}
PEOPLE = frozenset({"named_person", "unnamed"})
Values = dict[str, Any]
# of one event alone, which comes once
OWN = frozenset({"Claim", "Event"})


class SchemaClaims:
    """One JSON-LD file of claims on events."""

    name: ClassVar[str] = "schema-claim"
    suffix: ClassVar[str] = ".jsonld"
    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})
    drops: ClassVar[tuple[str, ...]] = (
        "spans and rule ids",
        "of a chain of sources all but the one who asserts",
        "who acts and who is acted on: a claim is about both alike",
        "copies, reports, origins and grades: a claim carries no rating",
        "articles' other records, and the ledger",
    )

    def setup(self, out: Path, header: Header) -> None:
        """Open the file."""
        self._graph = ListFile(out, {"@context": CONTEXT}, "@graph")
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Write the claims on an event, the event, and what they refer to."""
        if not isinstance(item, EventItem):
            return
        for node in claim_nodes(item.values):
            if node["@type"] in OWN:
                self._graph.add(node)
            elif not self._graph.add_once(node, key="@id"):
                continue
            self._summary.write(NOUNS[node["@type"]])

    def finish(self) -> Summary:
        """Close the file."""
        self._graph.close()
        return self._summary


NOUNS = {
    "Claim": "claims",
    "Event": "events",
    "NewsArticle": "articles",
    "Country": "parties",
    "Organization": "parties",
}


def claim_nodes(event: Mapping[str, Any]) -> Iterator[Values]:
    """Yield the nodes of an event: parties and articles first, then the event, then its claims."""
    parties = [*event["actors"], *event["recipients"]]
    yield from (party_node(code) for code in dict.fromkeys(parties))
    yield from (article_node(one) for one in event["tellings"])
    yield event_node(event)
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for telling in event["tellings"]:
        groups.setdefault(_same(telling), []).append(telling)
    for key, tellings in groups.items():
        yield _claim(event, key, tellings)


def _same(telling: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what two tellings have in common when one source says the same of an event."""
    source = telling["source"]
    who = source["name"] or plain(source["words"])
    if source["type"] == REPORTER:
        who = telling["outlet"] or telling["article"]
    return telling["status"], source["type"], source["party"] or "", who


def _claim(event: Mapping[str, Any], key: tuple[str, ...], tellings: Iterable[Mapping[str, Any]]) -> Values:
    told = sorted(tellings, key=lambda one: (one["published"] or "9999", one["id"]))
    first = told[0]
    appearances = dict.fromkeys(iri("article", one["article"]) for one in told)
    parties = dict.fromkeys((*event["actors"], *event["recipients"]))
    found: Values = {
        "@id": iri("claim", f"{event['id']}-{hashed(*key)}"),
        "@type": "Claim",
        "name": summary({**event, "kind": first["status"]}),
        "text": plain(first["sentence"]),
        "about": [_to("event", event["id"]), *(_to("party", code) for code in parties)],
        "datePublished": first["published"],
        "firstAppearance": _to("article", first["article"]),
        "appearance": [{"@id": one} for one in appearances],
        "onrecord:status": first["status"],
        "onrecord:source_type": first["source"]["type"],
        **author(first),
    }
    return {name: value for name, value in found.items() if value is not None}


def author(telling: Mapping[str, Any]) -> Values:
    """Return who asserts what a telling tells: `author`, or for papers `isBasedOn`; nothing where nobody is named."""
    source = telling["source"]
    words = plain(source["name"] or source["words"])
    if source["type"] == REPORTER:
        outlet = telling["outlet"]
        return {"author": {"@type": "NewsMediaOrganization", "name": plain(outlet)}} if outlet else {}
    if source["type"] in PAPERS:
        paper = {"@type": "CreativeWork", "name": words or "a paper", "creativeWorkStatus": PAPERS[source["type"]]}
        return {"isBasedOn": paper}
    if source["type"] == "unspecified":
        return {}
    kind = "Person" if source["type"] in PEOPLE else "Organization"
    kind = "NewsMediaOrganization" if source["type"] == "media" else kind
    # an unnamed source has no name: the words that describe it are no name either
    name = {"name": words} if source["name"] or kind != "Person" else {"description": words or "unnamed"}
    office = {"jobTitle": plain(source["office"])} if source["office"] and kind == "Person" else {}
    side = {}
    if source["party"]:
        side = {"affiliation" if kind == "Person" else "memberOf": _to("party", source["party"])}
    return {"author": {"@type": kind, **name, **office, **side}}


def event_node(event: Mapping[str, Any]) -> Values:
    """Return the node of an event."""
    found: Values = {
        "@id": iri("event", event["id"]),
        "@type": "Event",
        "name": summary({**event, "kind": event["status"]}),
        "additionalType": {"@id": f"{NAMESPACE}{event['type']}"},
        "startDate": event["first"],
        "endDate": event["last"],
        "eventStatus": {"@id": f"{CONTEXT['@vocab']}{STATUSES[event['status']]}"}
        if event["status"] in STATUSES
        else None,
        "location": _place(event),
    }
    return {name: value for name, value in found.items() if value is not None}


def _place(event: Mapping[str, Any]) -> Values | None:
    country = event["country"]
    if country is None:
        return None
    found: Values = {"@type": "Place", "name": plain(event["place"] or party_name(country))}
    found["address"] = {"@type": "PostalAddress", "addressCountry": iso2(country) or country}
    if event["latitude"] is not None:
        place = {"latitude": event["latitude"], "longitude": event["longitude"]}
        found["geo"] = {"@type": "GeoCoordinates", **place}
    return found


def article_node(telling: Mapping[str, Any]) -> Values:
    """Return the node of the article a telling stands in."""
    outlet = telling["outlet"]
    found: Values = {
        "@id": iri("article", telling["article"]),
        "@type": "NewsArticle",
        "headline": plain(telling["title"]) if telling["title"] else None,
        "datePublished": telling["published"],
        "url": web_address(telling["url"]),
        "publisher": {"@type": "NewsMediaOrganization", "name": plain(outlet)} if outlet else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def party_node(code: str) -> Values:
    """Return the node of a party: a country, or an organisation of several."""
    kind = "Country" if iso2(code) and "-" not in code else "Organization"
    return {"@id": iri("party", code), "@type": kind, "name": party_name(code), "identifier": code}


def _to(kind: str, identity: str) -> Values:
    return {"@id": iri(kind, identity)}
