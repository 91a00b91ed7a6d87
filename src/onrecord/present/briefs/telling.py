"""What briefs say of an event alike: who acts, who tells it on what footing, in which words, and what is thin.

Events, tellings and chains are plain values, as exports are fed them (docs/exports.md).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.present.briefs.page import Cited, Item, dim, joined, line, link, status, strong
from onrecord.present.wording import MARKS, act_words, counted, day, party_name, period_words, plain
from onrecord.resolve.grading import OFF_RECORD
from onrecord.types.claim import REPORTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.present.briefs.page import Line

OWN_VOICE = "the reporter’s own voice"
# what of a source's footing a reader must know: its terms, what it has seen, how secret, why it is not named
FOOTING = frozenset({"terms", "access", "secrecy", "reason"})
LONGEST_QUOTE = 400
MOST_ACTS = 8
MOST_ITEMS = 20
LONGEST_GIST = 120


def sides(event: Mapping[str, Any]) -> str:
    """Return who acts on whom by name: "Russia → India", "India and Russia"."""
    actors = " and ".join(map(party_name, event["actors"]))
    recipients = " and ".join(map(party_name, event["recipients"]))
    if set(event["recipients"]) <= set(event["actors"]):
        return actors or "nobody named"
    return f"{actors} → {recipients}"


def headline(event: Mapping[str, Any]) -> str:
    """Return an event in a line."""
    return f"{sides(event)}: {act_words(event['type'], event['mode'])}"


def when(first: str | None, last: str | None) -> str:
    """Return days in words, "" for none."""
    if not first:
        return ""
    return period_words(date.fromisoformat(first), date.fromisoformat(last or first))


def day_of(text: str | None) -> str:
    """Return a day, or the day of a time, in words."""
    return day(date.fromisoformat(text[:10])) if text else "undated"


def statuses(event: Mapping[str, Any]) -> Line:
    """Return the statuses of an event with how many tellings give them."""
    return joined((line(status(name), f" {n}" if n > 1 else "") for name, n in event["statuses"].items()), ", ")


def counts(chain: Mapping[str, Any]) -> str:
    """Return the way from copies to origins: "3 articles → 2 texts → 1 independent origin"."""
    steps = (counted(chain["copies"], "article"), counted(chain["texts"], "text"))
    return " → ".join((*steps, counted(len(chain["origins"]), "independent origin")))


def footing(kind: str) -> str:
    """Return what sort of source it is, in words."""
    return OWN_VOICE if kind == REPORTER else MARKS.get(kind, ("", kind))[1]


def mark(kind: str) -> str:
    """Return the sign of a sort of source."""
    return "✎" if kind == REPORTER else MARKS.get(kind, ("·", ""))[0]


def who(telling: Mapping[str, Any]) -> str:
    """Return who tells it, through whom: outermost first."""
    chain = telling["chain"] or [telling["source"]]
    return " › ".join(dict.fromkeys(source_words(source) for source in chain))


def source_words(source: Mapping[str, Any]) -> str:
    """Return one source in words."""
    if source["type"] == REPORTER:
        return OWN_VOICE
    words = plain(source["name"] or source["words"]) or footing(source["type"])
    office = f", {plain(source['office'])}" if source["office"] and source["name"] else ""
    side = f" ({source['party']})" if source["party"] else ""
    return f"{words}{office}{side}"


def terms(tellings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the words that tell a source's footing, each once: "spoke on condition of anonymity"."""
    found = (q for one in tellings for said in one["attributions"] for q in said.get("qualifiers") or ())
    return list(dict.fromkeys(plain(q["text"]) for q in found if q["axis"] in FOOTING))


def where_told(telling: Mapping[str, Any]) -> Line:
    """Return where a telling stands: outlet, day, a link where there is an address."""
    outlet = telling["outlet"] or "outlet unknown"
    return line(link(outlet, telling["url"]), f", {day_of(telling['published'])}")


def quoted(telling: Mapping[str, Any]) -> Cited:
    """Return a telling's sentence with who says so and where it stands."""
    words = plain(telling["sentence"])
    if len(words) > LONGEST_QUOTE:
        words = words[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"
    kind = telling["source"]["type"]
    said = line(f"{mark(kind)} {who(telling)}; ", where_told(telling), dim(f" ({telling['status']})"))
    return Cited(words, said)


def origins(chain: Mapping[str, Any], event: Mapping[str, Any]) -> Iterator[Item]:
    """Yield the independent origins of a chain, each with its reports in their words and why they are one."""
    told = {one["id"]: one for one in event["tellings"]}
    reports = {report["id"]: report for report in chain["reports"]}
    for origin in chain["origins"]:
        own = [reports[name] for name in origin["reports"]]
        shown = [next((told[i] for i in report["claims"] if i in told), None) for report in own]
        tellings = [one for one in shown if one is not None]
        outlets = dict.fromkeys(outlet for report in own for outlet in report["outlets"])
        kind = origin["source_type"]
        below = [line(f"carried by {', '.join(map(plain, outlets)) or 'outlets unknown'}")]
        if footings := terms(tellings):
            below.append(line(f"on its footing: {'; '.join(f'“{words}”' for words in footings)}"))
        below += [line(f"one origin by {tie['rule']}: {plain(tie['detail'])}") for tie in origin["ties"]]
        if origin["circular"]:
            below.append(line("its reports cite one another and nothing outside"))
        quotes = {quoted(one).words: quoted(one) for one in tellings}
        head = line(f"{mark(kind)} ", strong(origin["label"]), dim(f" — {footing(kind)}"))
        yield Item(head, tuple(quotes.values()), tuple(below))


def conflicts(event: Mapping[str, Any]) -> Iterator[Item]:
    """Yield what the tellings of an event do not agree on, versions side by side."""
    told = {one["id"]: one for one in event["tellings"]}
    for conflict in event["conflicts"]:
        versions = []
        for value, ids in conflict["versions"]:
            outlets = dict.fromkeys(plain(told[i]["outlet"] or "outlet unknown") for i in ids if i in told)
            versions.append(line(strong(value), dim(f" ({', '.join(outlets)})")))
        yield Item(line(f"{conflict['field']}: ", joined(versions, " or ")))


@dataclass(frozen=True, slots=True)
class Weakness:
    """What is weak in how an event is told: the same for several events in `kind`, of this one in `words`."""

    kind: str
    words: str


def thin(event: Mapping[str, Any]) -> list[Weakness]:
    """Return what is weak in how an event is told, the gravest first."""
    return [Weakness(kind, words or kind) for kind, words in _thin(event)]


def _thin(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    chain = event["told"]
    kinds = [origin["source_type"] for origin in chain["origins"]]
    if kinds and all(kind in OFF_RECORD for kind in kinds):
        yield "nobody stands on the record for it: unnamed people, papers not public, or no source given", ""
    if kinds and all(kind == REPORTER for kind in kinds):
        yield "told in the reporters’ own voice only: no source is named", ""
    if len(kinds) == 1:
        yield "one independent origin", chain["advice"]
    if chain["texts"] == 1 and chain["copies"] > 1:
        yield "several articles carry one and the same text", f"{chain['copies']} articles carry one and the same text"
    if chain["circles"]:
        circles = "; ".join(", ".join(circle) for circle in chain["circles"])
        yield "outlets cite one another", f"outlets that cite one another: {plain(circles)}"
    if event["first"] is None:
        yield "no telling gives a day", ""
    if len({*event["actors"], *event["recipients"]}) < 2:
        yield "the tellings name only one party", ""
    if not any(one["state"] != "unreviewed" for one in event["tellings"]):
        yield "no person has reviewed any telling of it (onrecord review)", ""


def thin_by_kind(events: Iterable[Mapping[str, Any]]) -> Iterator[Item]:
    """Yield what is weak in several events, each weakness once with the events that have it."""
    found: dict[str, list[str]] = {}
    every = list(events)
    for event in every:
        for weakness in thin(event):
            found.setdefault(weakness.kind, []).append(f"{headline(event)} ({event['status']})")
    for kind, acts in sorted(found.items(), key=lambda entry: -len(entry[1])):
        if len(acts) == len(every) > 1:
            yield Item(line(strong(f"all {len(acts)} acts"), f": {kind}"))
            continue
        shown = "; ".join(f"{act} ×{n}" if n > 1 else act for act, n in Counter(acts).most_common(MOST_ACTS))
        rest = len(set(acts)) - MOST_ACTS
        more = f"; and {rest} more" if rest > 0 else ""
        yield Item(line(strong(counted(len(acts), "act")), f": {kind}"), (), (line(f"{shown}{more}"),))


def gist(tellings: Sequence[Mapping[str, Any]]) -> Line:
    """Return the beginning of the sentence that tells it first, to stand beside an act; nothing where there is none."""
    first = min(tellings, key=lambda one: (one["published"] or "9999", one["id"]), default=None)
    words = plain(first["sentence"]) if first else ""
    if len(words) > LONGEST_GIST:
        words = words[: LONGEST_GIST - 1].rsplit(" ", 1)[0] + "…"
    return line(dim(f" “{words}”")) if words else ()


def bounded(items: Iterable[Item], most: int = MOST_ITEMS) -> tuple[Item, ...]:
    """Return the first items, and how many more there are, so that a page stays one that is read."""
    every = tuple(items)
    if len(every) <= most:
        return every
    return (*every[:most], Item(line(dim(f"and {len(every) - most} more"))))


def due_item(entry: Mapping[str, Any]) -> Item:
    """Return one line of the ledger: by when, where it stands, according to whom, what later tellings propose."""
    one, horizon = entry["expectation"], entry["expectation"]["horizon"]
    by = "no day told"
    if horizon:
        by = when(horizon["first"], horizon["last"])
        by = f"open (to {day_of(horizon['last'])}, assumed)" if horizon["basis"] == "assumed" else by
    said = ", ".join(dict.fromkeys(source_words(source) for source in one["sources"]))
    below = [line(f"according to {said}, told {day_of(one['told'])}")]
    words = plain(one["words"])
    if one["condition"] and plain(one["condition"]) != words:
        below.append(line(f"on condition: “{plain(one['condition'])}”"))
    if entry["proposal"]:
        grounds = entry["proposal"]["reasons"]
        more = f", and {counted(len(grounds) - 1, 'more ground')}" if len(grounds) > 1 else ""
        below.append(line(f"later tellings suggest: {entry['proposal']['outcome']} ({plain(grounds[-1])}{more})"))
    for decision in entry["decisions"]:
        why = f": {plain(decision['why'])}" if decision["why"] else ""
        below.append(line(f"decided {day_of(decision['at'])} by {plain(decision['by'])}: {decision['outcome']}{why}"))
    head = line(strong(by), f" — {headline(one)} ", status(one["kind"]), dim(f" · {entry['state'].replace('_', ' ')}"))
    return Item(head, (Cited(words, line(f"{mark(one['sources'][0]['type'])} {said}")),) if words else (), tuple(below))


def on_footing(chains: Sequence[Mapping[str, Any]]) -> str:
    """Return of what sort the origins of chains are: "2 on the record, 1 unnamed"."""
    kinds: dict[str, int] = {}
    for chain in chains:
        for origin in chain["origins"]:
            words = footing(origin["source_type"])
            kinds[words] = kinds.get(words, 0) + 1
    return ", ".join(f"{number} {words}" for words, number in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
