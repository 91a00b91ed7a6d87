"""The brief on one event: what is known, by whose word, how many independent origins, what is thin, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.present.briefs.page import Item, Page, Section, line, link, status, strong
from onrecord.present.briefs.telling import (
    bounded,
    conflicts,
    counts,
    day_of,
    due_item,
    headline,
    on_footing,
    origins,
    statuses,
    thin,
    when,
)
from onrecord.present.wording import counted, party_name, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.present.briefs.page import Line


def event_page(event: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], foot: Line) -> Page:
    """Return the brief on an event; `entries` are its lines of the ledger."""
    return Page(
        "event",
        ", ".join(part for part in (headline(event), when(event["first"], event["last"])) if part),
        tuple(_facts(event)),
        tuple(_short(event)),
        (
            Section("According to whom", bounded(origins(event["told"], event))),
            Section("Announced before", tuple(origins(event["announced"], event)) if event["announced"] else ()),
            Section(
                "Who denies it",
                tuple(origins(event["denied"], event)) if event["denied"] else (),
                "Nobody in this collection.",
            ),
            Section("What its tellings do not agree on", tuple(conflicts(event))),
            Section("What is due", tuple(map(due_item, entries))),
            Section("What is thin", tuple(Item(line(weakness.words)) for weakness in thin(event))),
            Section("Articles", bounded(_articles(event))),
        ),
        foot,
    )


def _facts(event: Mapping[str, Any]) -> Iterator[tuple[str, Line]]:
    yield "When", line(when(event["first"], event["last"]) or "no telling gives a day")
    if event["country"]:
        country = party_name(event["country"])
        place = plain(event["place"] or "")
        yield "Where", line(f"{place}, {country}" if place and place != country else country)
    yield "Told as", statuses(event)
    yield "Carried by", line(counts(event["told"]))
    yield "Footing", line(on_footing([event["told"]]))
    yield "Grade", line(strong(event["grade"]), f" — {'; '.join(map(plain, event['grounds']))}")
    persons = dict.fromkeys(
        plain(side["name"])
        for one in event["tellings"]
        for side in (*one["event"].get("actors", ()), *one["event"].get("recipients", ()))
        # of a party without a person the name is the party's own
        if side.get("name") and side.get("role")
    )
    if persons:
        yield "People", line(", ".join(persons))
    yield "Id", line(event["id"])


def _short(event: Mapping[str, Any]) -> Iterator[Line]:
    number = len(event["told"]["origins"])
    said = line(headline(event), " — told as ", status(event["status"]), f" by {counted(number, 'independent origin')}")
    yield line(said, f" ({on_footing([event['told']])}) in {counted(event['told']['copies'], 'article')}.")
    if event["denied"]:
        against = ", ".join(plain(origin["label"]) for origin in event["denied"]["origins"])
        yield line(f"Denied by {against}.")
    if event["conflicts"]:
        fields = ", ".join(conflict["field"] for conflict in event["conflicts"])
        yield line(f"The tellings do not agree on {fields}.")


def _articles(event: Mapping[str, Any]) -> Iterator[Item]:
    told = {one["article"]: one for one in event["tellings"]}
    for one in sorted(told.values(), key=lambda t: (t["published"] or "9999", t["article"])):
        title = plain(one["title"] or "") or "(no title)"
        outlet = plain(one["outlet"] or "") or "outlet unknown"
        yield Item(line(f"{day_of(one['published'])} · {outlet} · ", link(title, one["url"]), f" · {one['article']}"))
