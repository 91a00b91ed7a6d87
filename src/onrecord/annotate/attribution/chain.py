"""From findings to records: doubles dropped, parents linked, ids given, text order."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.attribution.footing import footing
from onrecord.types.annotation import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.text import Span


TOLD = frozenset({"the report", "the story", "the article", "that report", "its report"})
STANCES = frozenset({"verb.inf", "verb.with", "verb.for", "noun.inf", "declined"})


def without_doubles(found: Sequence[Finding]) -> list[Finding]:
    """Keep the first reading of a cue: findings come in order of precedence."""
    kept: list[Finding] = []
    taken: dict[int, Finding] = {}
    for finding in found:
        if finding.head.i in taken:
            continue
        if any(other.cue.overlaps(finding.cue) and _same(other, finding) for other in kept):
            continue
        taken[finding.head.i] = finding
        kept.append(finding)
    return sorted(kept, key=lambda f: (f.start, f.cue.start))


def without_idle(found: Sequence[Finding]) -> list[Finding]:
    """Drop what is no saying of its own inside another's words: wishes and stances told within an attribution."""
    return [f for f in found if not any(_idles(f, other) for other in found if other is not f)]


def _idles(finding: Finding, other: Finding) -> bool:
    """Return whether a finding says nothing beside the other: a stance inside it, or a mark before its quotation."""
    if finding.entry.kind == "headline":
        return (
            any(s.covers(other.cue) for s in finding.content)
            and other.speaker is not None
            and not other.entry.kind == "headline"
            and finding.rules[-1] == "headline.quote"
        )
    return _is_stance(finding) and _holds(other, finding)


def _is_stance(finding: Finding) -> bool:
    construction = finding.rules[-1]
    if construction.startswith("adjective.") or construction in STANCES:
        return True
    return construction == "verb.obj" and finding.entry.cls in {"assertive", "denial", "demand", "threat", "belief"}


def _holds(outer: Finding, inner: Finding) -> bool:
    return any(s.covers(inner.cue) for s in outer.content) and not any(s.covers(outer.cue) for s in inner.content)


def _same(one: Finding, other: Finding) -> bool:
    return one.cue.covers(other.cue) or other.cue.covers(one.cue)


def attributions(reading: Reading, found: Sequence[Finding]) -> tuple[Attribution, ...]:
    """Turn findings into records in text order, with the attribution each one stands in as parent."""
    records = _unique([_record(reading, footing(reading, finding)) for finding in found])
    records.sort(key=lambda a: (min([a.cue.start, *(s.start for s in a.content)]), a.cue.start, a.id))
    records = _told_reports(reading, records)
    return tuple(replace(a, parent=_parent(a, records)) for a in records)


def _told_reports(reading: Reading, records: list[Attribution]) -> list[Attribution]:
    """Give "the report", said after an outlet has been the source, that outlet's footing."""
    outlet: Attribution | None = None
    found = []
    for record in records:
        words = record.source.of(reading.document.text).lower() if record.source is not None else ""
        told = record
        if words in TOLD and record.source_type == "public_document" and outlet is not None:
            told = replace(record, source_type="media", source_name=outlet.source_name, source_party=outlet.source_party)
        elif record.source_type == "media" and record.source is not None:
            outlet = record
        elif record.source_type == "public_document":
            outlet = None
        found.append(told)
    return found


def _unique(records: Sequence[Attribution]) -> list[Attribution]:
    return list({a.id: a for a in records}.values())


def _record(reading: Reading, base: Attribution) -> Attribution:
    seed = f"{reading.document.sha256}attribution{_offsets((base.cue, *base.content))}"
    return replace(base, id=hashlib.sha1(seed.encode(), usedforsecurity=False).hexdigest()[:12])


def _offsets(spans: Sequence[Span]) -> str:
    return ",".join(f"{s.start}-{s.end}" for s in spans)


def _parent(child: Attribution, records: Sequence[Attribution]) -> str | None:
    """Return the id of the attribution with the smallest content around the child's cue and content."""
    around = [
        a
        for a in records
        if a.id != child.id
        and _covers(a, child.cue)
        and all(_covers(a, s) for s in child.content)
        and not _covers(child, a.cue)
    ]
    best = min(around, key=lambda a: (sum(s.end - s.start for s in a.content), a.id), default=None)
    return None if best is None else best.id


def _covers(outer: Attribution, span: Span) -> bool:
    return any(s.covers(span) for s in outer.content)
