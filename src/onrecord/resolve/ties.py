"""The rules of `origins`: when two reports rest on one source, and when one only passes on another."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from onrecord.resolve.reports import PAPERS, outlet_key, same_sentence, same_words
from onrecord.resolve.settings import settings
from onrecord.resolve.words import overlap
from onrecord.types.origin import Tie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.resolve.reports import Told

    Ground = Callable[[Told, Told], str]

SAME_PAPER = 0.5
NAMELESS = frozenset({"unnamed", "unspecified"})
NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:of|and|the|[A-Z][\w'’.-]*))*")


def same(one: Told, other: Told) -> Tie | None:
    """Return why two reports rest on one source; None where nothing says so."""
    for rule, ground in SAME:
        detail = ground(one, other) or ground(other, one)
        if detail:
            return Tie(rule, one.report.id, other.report.id, detail)
    return None


def passed_on(told: Sequence[Told]) -> Iterator[Tie]:
    """Yield, for each report that only passes on another, the tie to the one it goes with."""
    for one in told:
        found = min(_grounds(one, told), default=None)
        if found is not None:
            *_, other, rule, detail = found
            yield Tie(rule, one.report.id, other, detail)


Found = tuple[int, bool, bool, str, int, str, str, str]


def _grounds(one: Told, told: Sequence[Told]) -> Iterator[Found]:
    for other in told:
        if other is one:
            continue
        for place, (rule, ground) in enumerate(PASSED_ON):
            detail = ground(one, other)
            if detail:
                own = other.reporter or other.source.type == "media"
                yield place, own, other.reporter, other.published, other.start, other.report.id, rule, detail


def _same_source(one: Told, other: Told) -> str:
    a, b = one.source, other.source
    if a.name and a.type == "institution" and b.type == "named_person":
        return a.name if a.name.lower() in f"{b.words} {b.office or ''}".lower() else ""
    if a.type != b.type or a.type not in {"institution", "named_person", "media"} or not _may_be_one_side(one, other):
        return ""
    if a.name and b.name:
        return max(a.name, b.name, key=len) if _same_name(a.name, b.name, person=a.type == "named_person") else ""
    alike = a.words.lower() == b.words.lower() and a.party == b.party and not (a.name or b.name)
    if alike or (a.type == "media" and a.party and a.party == b.party and "state" in one.nouns & other.nouns):
        return a.words
    return ""


def _same_name(one: str, other: str, *, person: bool) -> bool:
    a, b = (re.findall(r"\w+", name.lower()) for name in (one, other))
    short, long = sorted((a, b), key=len)
    return a == b or (person and bool(short) and long[-len(short) :] == short)


def _may_be_one_side(one: Told, other: Told) -> bool:
    sides = {one.source.party, other.source.party} - {None}
    return len(sides) < 2


def _same_side(one: Told, other: Told) -> str:
    both = one.official and other.official and one.side == other.side
    return (one.side or "") if both and {one.source.type, other.source.type} != {"unnamed"} else ""


def _same_document(one: Told, other: Told) -> str:
    if one.source.type not in PAPERS or one.source.type != other.source.type or one.source.party != other.source.party:
        return ""
    alike = not one.paper or not other.paper or overlap(one.paper, other.paper) >= SAME_PAPER
    return one.report.source if alike else ""


def _unnamed(one: Told, other: Told) -> str:
    if one.source.type not in NAMELESS or other.source.type not in NAMELESS or one.kind != other.kind:
        return ""
    return (one.source.party or "no side known") if one.source.party == other.source.party else ""


def _copied(one: Told, other: Told) -> str:
    return same_sentence(one, other) if one.report.group != other.report.group else ""


def _one_voice(one: Told, other: Told) -> str:
    return ", ".join(sorted(one.outlets & other.outlets)) if one.reporter and other.reporter else ""


SAME: tuple[tuple[str, Ground], ...] = (
    ("same_source", _same_source),
    ("same_side", _same_side),
    ("same_words", same_words),
    ("same_sentence", _copied),
    ("same_document", _same_document),
    ("unnamed", _unnamed),
    ("same_outlet", _one_voice),
)


def _outlet_cited(one: Told, other: Told) -> str:
    if one.outlets & other.outlets:
        return ""
    cited = sorted(name for name in one.cited if name and name in other.outlets)
    return ", ".join(cited) or _given_to(one, other)


def _given_to(one: Told, other: Told) -> str:
    """Return the outlet of the other where it stands in the words for the source ("the draft seen by The Echo")."""
    if one.reporter or not one.naming:
        return ""
    named = {outlet_key(name) for stretch in NAME.findall(one.naming) for name in _parts(stretch)}
    return ", ".join(sorted(named & other.outlets - {""}))


def _parts(stretch: str) -> Iterator[str]:
    words = stretch.split()
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            yield " ".join(words[first:last])


def _restated(one: Told, other: Told) -> str:
    if one.report.group != other.report.group or other.reporter or other.pointing:
        return ""
    if one.pointing:
        return f"“{one.source.words}” is somebody the same text names"
    return "the report itself restates it" if one.reporter else ""


def _carries(one: Told, other: Told) -> str:
    return ", ".join(sorted(one.wires & other.outlets)) if one.reporter else ""


def _same_credit(one: Told, other: Told) -> str:
    credit = (one.wires - one.outlets) & other.wires
    return ", ".join(sorted(credit)) if one.reporter else ""


def _told_before(one: Told, other: Told) -> str:
    before = one.reporter and not other.reporter and other.published <= one.published
    return ", ".join(sorted(one.outlets & other.outlets)) if before else ""


def _for_both(one: Told, other: Told) -> str:
    """Return the party of an official, beside whom the one speaks for both sides or is a release of nobody."""
    if one.source.party is not None or not other.official:
        return ""
    words = settings().sources
    joint = one.source.type == "institution" and one.nouns & words["joint"]
    release = one.source.type == "public_document" and one.nouns & words["releases"]
    beside = one.report.group == other.report.group
    return (other.source.party or "") if joint or (release and beside) else ""


def _sideless(one: Told, other: Told) -> str:
    fits = {one.source.type, other.source.type} <= NAMELESS and one.kind == other.kind
    return "no side known" if fits and one.source.party is None and other.source.party is not None else ""


def _any_paper(one: Told, other: Told) -> str:
    if one.source.type not in PAPERS or one.source.type != other.source.type:
        return ""
    if one.source.party is not None or other.source.party is None:
        return ""
    alike = not one.paper or not other.paper or overlap(one.paper, other.paper) >= SAME_PAPER
    return other.report.source if alike else ""


def _recalled(one: Told, other: Told) -> str:
    if not one.reporter or not one.claims[0].published or not other.claims[0].published:
        return ""
    days = (date.fromisoformat(one.published) - date.fromisoformat(other.published)).days
    happened = max((c.last for c in one.claims if c.last), default=None)
    if happened and (date.fromisoformat(one.published) - happened).days <= settings().recalled_days:
        return ""
    return f"{days} days after" if days > settings().recalled_days else ""


PASSED_ON: tuple[tuple[str, Ground], ...] = (
    ("outlet_cited", _outlet_cited),
    ("same_text", _restated),
    ("same_wire", _carries),
    ("same_wire", _same_credit),
    ("same_outlet", _told_before),
    ("same_side", _for_both),
    ("unnamed", _sideless),
    ("same_document", _any_paper),
    ("recalled", _recalled),
)
