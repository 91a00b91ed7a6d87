"""The claims of one document, from its effective record as JSON.

Only events between at least two known parties become claims. The source is the one the event's attribution names;
the chain leads from the outermost source inwards. A claim without an attribution is the reporter's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.resolve.settings import settings
from onrecord.resolve.words import content_words, numbers, sentence_around
from onrecord.types.claim import REPORTER, Claim, ClaimSource
from onrecord.types.text import digest, plain_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEAST_PARTIES = 2
LONGEST_CHAIN = 8
ID_DIGITS = 16
QUOTED = re.compile(r'"([^"]{12,})"')
REPORTERS_OWN = ClaimSource(REPORTER)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """The document behind a set of claims: where it stands among articles, versions and copies."""

    version: str
    article: str
    group: str
    outlet: str | None
    wire: str | None
    published: date | None
    text: str


def claims_of(telling: Telling, record: Mapping[str, Any]) -> tuple[Claim, ...]:
    """Return the claims of a record (the object `--json` prints, after human judgements), in text order."""
    return tuple(_claims(telling, record))


def _claims(telling: Telling, record: Mapping[str, Any]) -> Iterator[Claim]:
    attributions = {a["id"]: a for a in record.get("attributions", ())}
    for event in record.get("events", ()):
        actors, recipients = _parties(event["actors"]), _parties(event["recipients"])
        if len({*actors, *recipients}) >= LEAST_PARTIES:
            yield _claim(telling, event, (actors, recipients), attributions)


def telling_id(version: str, local: str) -> str:
    """Return the content hash of what one version tells; `local` is its id in the record."""
    return digest(f"{version}\0{local}")[:ID_DIGITS]


def _claim(
    telling: Telling, event: Json, sides: tuple[tuple[str, ...], tuple[str, ...]], attributions: Mapping[str, Json]
) -> Claim:
    trigger = event["trigger"]
    sentence = sentence_around(telling.text, trigger["start"], trigger["end"])
    when = event.get("date") or {}
    where = event.get("place") or {}
    chain = _chain(event.get("attribution"), attributions, telling.text)
    named = [*event["actors"], *event["recipients"]]
    return Claim(
        id=telling_id(telling.version, event["id"]),
        event=event["id"],
        version=telling.version,
        article=telling.article,
        group=telling.group,
        outlet=telling.outlet,
        wire=telling.wire,
        published=telling.published,
        type=event["type"],
        mode=event.get("mode"),
        status=event["status"],
        actors=sides[0],
        recipients=sides[1],
        source=chain[-1] if chain else REPORTERS_OWN,
        sentence=sentence,
        trigger=trigger["text"],
        start=trigger["start"],
        first=_day(when.get("start")),
        last=_day(when.get("end")),
        country=where.get("country"),
        place=where.get("name"),
        persons=frozenset(p["name"] for p in named if p.get("name") and p.get("role")),
        words=content_words(sentence, settings().function_words | _names(named, telling)),
        numbers=numbers(sentence),
        chain=chain,
        forum=(event.get("forum") or {}).get("key"),
        session=(event.get("forum") or {}).get("session"),
        instrument=(event.get("instrument") or {}).get("key"),
        denies=attributions.get(event.get("attribution") or "", {}).get("denies"),
    )


def _parties(participants: list[Json]) -> tuple[str, ...]:
    return tuple(sorted({p["party"] for p in participants if p.get("party")}))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _names(participants: list[Json], telling: Telling) -> frozenset[str]:
    """Return the words that name the parties, which every sentence on the dyad has."""
    spans = (p.get("mention") or {} for p in participants)
    names = " ".join(span.get("text") or "" for span in spans)
    return frozenset(re.findall(r"[^\W\d_]{3,}", f"{names} {telling.outlet or ''}".lower()))


def _chain(innermost: str | None, attributions: Mapping[str, Json], text: str) -> tuple[ClaimSource, ...]:
    """Return the sources from the outermost to the one who asserts; ends at a parent that is not there."""
    found: list[ClaimSource] = []
    at = innermost
    while at is not None and at in attributions and len(found) < LONGEST_CHAIN:
        attribution = attributions[at]
        found.append(_source(attribution, text))
        at = attribution.get("parent")
    return tuple(reversed(found))


def _source(attribution: Json, text: str) -> ClaimSource:
    words = (attribution.get("source") or {}).get("text") or ""
    return ClaimSource(
        type=attribution["source_type"],
        party=attribution.get("source_party"),
        name=attribution.get("source_name"),
        office=attribution.get("source_office"),
        words=" ".join(words.split()),
        quoted=_quoted(attribution, text),
    )


def _quoted(attribution: Json, text: str) -> tuple[str, ...]:
    """Return what stands in quotation marks within the content, as plain lower-case words."""
    found: list[str] = []
    for part in attribution.get("content", ()):
        # the marks themselves may stand just outside of the content
        stretch = plain_view(text[max(0, part["start"] - 1) : part["end"] + 1])
        found.extend(" ".join(words.lower().split()) for words in QUOTED.findall(stretch))
    return tuple(found)
