"""The brief on one article: what it tells, on whose word, what others tell of the same, what is thin.

Sources are brought together by their name, or the words that name them; the terminal brief (`onrecord read FILE`)
follows them through the text more closely.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from onrecord.present.briefs.page import Cited, Item, Page, Section, Table, dim, joined, line, link, status, strong
from onrecord.present.briefs.telling import (
    bounded,
    conflicts,
    day_of,
    due_item,
    footing,
    gist,
    headline,
    mark,
    source_words,
    statuses,
    terms,
    thin_by_kind,
    when,
    who,
)
from onrecord.present.dossiers import flow_words, leverage_words, position_words
from onrecord.present.wording import MARKS, POINTING, counted, plain
from onrecord.resolve.grading import OFF_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.present.briefs.page import Line
    from onrecord.project.outgoing import ArticleItem

    Own = Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]

WANTS = (("positions", position_words), ("flows", flow_words), ("leverages", leverage_words))
MOST_QUALIFIERS = 4


def article_page(
    item: ArticleItem, events: Sequence[Mapping[str, Any]], entries: Sequence[Mapping[str, Any]], foot: Line
) -> Page:
    """Return the brief on an article; `events` are those it tells, with the tellings of all others."""
    own = [(event, [one for one in event["tellings"] if one["article"] == item.id]) for event in events]
    weak = [(event, told) for event, told in own if _off_record(told)]
    return Page(
        "article",
        plain(item.meta["title"] or "") or f"Article {item.id}",
        tuple(_facts(item)),
        tuple(_short(item, own, weak)),
        (
            Section(
                "What it tells between parties", _told(own), "Nothing between two parties that the rules can read."
            ),
            Section("Who says so", tuple(_sources(item)), "Nobody is named: it stands in the reporter’s own voice."),
            Section("Only on unnamed or non-public sources", bounded(_weak(weak))),
            Section("What contradicts it", bounded(_against(own))),
            Section("What each is said to want", tuple(_wants(item))),
            Section("Evaluative wording in the reporter’s own voice", bounded(_own_voice(item))),
            Section("What is due", bounded(map(due_item, entries))),
            Section("What is thin", tuple(thin_by_kind(events))),
            Section("What could not be read", tuple(_issues(item))),
        ),
        foot,
    )


def _facts(item: ArticleItem) -> Iterator[tuple[str, Line]]:
    meta = item.meta
    yield "Outlet", line(plain(meta["outlet"] or "") or "unknown")
    yield "Published", line(day_of(meta["published"]))
    if meta["author"]:
        yield "By", line(plain(meta["author"]))
    if meta["wire"]:
        yield "Credits", line(plain(meta["wire"]))
    if meta["url"]:
        yield "Address", line(link(meta["url"], meta["url"]))
    yield "Id", line(f"{item.id}, version {item.version}")


def _short(item: ArticleItem, own: Own, weak: Own) -> Iterator[Line]:
    if item.record is None:
        yield line("Not read yet (onrecord read).")
        return
    alone = sum(event["articles"] == 1 for event, _ in own)
    words = f"Tells {counted(len(own), 'act')} between parties"
    yield line(f"{words}; {alone} told here only, {len(weak)} only on unnamed or non-public sources.")
    kinds = Counter(footing(body["source_type"]) for body in _sayings(item))
    if kinds:
        parts = ", ".join(f"{number} {words}" for words, number in kinds.most_common())
        yield line(f"{counted(sum(kinds.values()), 'attribution')}: {parts}.")
    if against := sum(1 for _ in _against(own)):
        yield line(f"{counted(against, 'act')} elsewhere denied or told differently.")


def _told(own: Own) -> tuple[Table, ...]:
    rows = []
    for event, told in own:
        by = joined((line(f"{mark(one['source']['type'])} {who(one)}") for one in _once(told)), "; ")
        others = event["articles"] - 1
        elsewhere = (
            f"{counted(others, 'other article')}, {counted(event['origins'], 'origin')}" if others else "only here"
        )
        where = plain(event["place"] or event["country"] or "")
        days = " · ".join(part for part in (when(event["first"], event["last"]), where) if part) or "–"
        told_as = joined((line(status(name)) for name in dict.fromkeys(one["status"] for one in told)), " ")
        cells = (
            told_as,
            line(headline(event), gist(told)),
            line(days),
            by,
            line(f"{elsewhere}, grade {event['grade']}"),
        )
        rows.append(cells)
    head = ("told as", "act", "when · where", "according to", "elsewhere")
    return (Table(head, tuple(rows)),) if rows else ()


def _once(told: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return one telling a source."""
    return list({who(one): one for one in told}.values())


def _off_record(told: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether every telling hangs, at some link of its chain, on somebody who cannot be held to it."""
    return all(any(source["type"] in OFF_RECORD for source in one["chain"] or [one["source"]]) for one in told)


def _sayings(item: ArticleItem) -> list[Mapping[str, Any]]:
    """Return the firm attributions with a cue of their own."""
    found = (item.record or {}).get("attributions", ())
    return [one for one in found if one.get("firm", True) and one.get("continues") is None]


def _sources(item: ArticleItem) -> Iterator[Item]:
    """Yield the sources by footing, those that say most first, with the words that tell their footing."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for body in _sayings(item):
        words = plain(body["source_name"] or (body["source"] or {}).get("text") or "")
        words = f"somebody (“{words}”)" if words.lower() in POINTING else words
        groups.setdefault((body["source_type"], words or "no source given there"), []).append(body)
    order = list(MARKS)
    for (kind, words), bodies in sorted(groups.items(), key=lambda g: (order.index(g[0][0]), -len(g[1]), g[0][1])):
        first = bodies[0]
        source = {"type": kind, "name": words, "words": words, "party": first["source_party"]}
        # words that describe a source tell its office already
        named = source_words({**source, "office": first.get("source_office") if first["source_name"] else None})
        said = terms([{"attributions": bodies}])[:MOST_QUALIFIERS]
        below = (line("on its footing: " + "; ".join(f"“{one}”" for one in said)),) if said else ()
        head = line(f"{mark(kind)} ", strong(named), dim(f" — {footing(kind)}, {counted(len(bodies), 'attribution')}"))
        yield Item(head, (), below)


def _weak(weak: Own) -> Iterator[Item]:
    """Yield the sentences that nobody stands for, each with the acts it tells."""
    sentences: dict[tuple[str, str], list[Line]] = {}
    for event, told in weak:
        for one in told:
            by = f"{mark(one['source']['type'])} {who(one)}"
            acts = sentences.setdefault((plain(one["sentence"]), by), [])
            acts.append(line(headline(event), " ", status(one["status"])))
    for (words, by), acts in sentences.items():
        yield Item(joined(dict.fromkeys(acts)), (Cited(words, line(by)),))


def _against(own: Own) -> Iterator[Item]:
    for event, told in own:
        if event["denied"]:
            labels = ", ".join(plain(origin["label"]) for origin in event["denied"]["origins"])
            here = ", also here" if any(one["status"] == "denied" for one in told) else ""
            yield Item(line(f"{headline(event)}: denied by {labels}{here}; told as ", statuses(event)))
        for conflict in conflicts(event):
            yield Item(line(headline(event), "; not agreed: ", conflict.line))


def _wants(item: ArticleItem) -> Iterator[Item]:
    for plural, words in WANTS:
        for body in (item.record or {}).get(plural, ()):
            yield Item(line(plain(words(body))))


def _own_voice(item: ArticleItem) -> Iterator[Item]:
    for body in (item.record or {}).get("evaluations", ()):
        if body["voice"] == "own" and body["kind"] != "distance":
            around = plain(item.text[max(0, body["start"] - 60) : body["end"] + 60])
            yield Item(line(strong(body["text"]), dim(f" — {body['kind']}")), (Cited(f"… {around} …", ()),))


def _issues(item: ArticleItem) -> Iterator[Item]:
    for issue in (item.record or {}).get("issues", ()):
        yield Item(line(f"{issue['stage']}: {plain(issue['message'])}"))
