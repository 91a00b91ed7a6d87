"""From findings to records: doubles dropped, ids given, parents linked, text order."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.attribution.denied import denials
from onrecord.annotate.attribution.firm import loose_rule
from onrecord.annotate.attribution.footing import footing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.annotation import Attribution
    from onrecord.types.text import Span

# Constructions that tell a wish or stance: inside another's words they are part of what is said
STANCES = frozenset({"verb.inf", "verb.with", "verb.for", "noun.inf", "declined"})
STANCE_CLASSES = frozenset({"assertive", "denial", "demand", "threat", "belief"})
TOLD = frozenset({"the report", "the story", "the article", "that report", "its report"})


def without_doubles(found: Sequence[Finding]) -> list[Finding]:
    """Keep the first reading of a cue: findings come in order of precedence. Returns them in text order."""
    kept: list[Finding] = []
    heads: set[int] = set()
    for finding in found:
        if finding.head.i in heads or any(_same_cue(other.cue, finding.cue) for other in kept):
            continue
        heads.add(finding.head.i)
        kept.append(finding)
    return sorted(kept, key=lambda f: (f.start, f.cue.start))


def _same_cue(one: Span, other: Span) -> bool:
    return one.overlaps(other) and (one.covers(other) or other.covers(one))


def without_idle(found: Sequence[Finding]) -> list[Finding]:
    """Drop what is no saying of its own inside another's words: wishes and stances told within an attribution."""
    return [f for f in found if not is_stance(f) or not any(_holds(other, f) for other in found if other is not f)]


def is_stance(finding: Finding) -> bool:
    """Return whether a finding tells a wish or a stance rather than words: "backs the plan", "hopes to sign"."""
    construction = finding.rules[-1]
    if construction.startswith("adjective.") or construction in STANCES:
        return True
    return construction == "verb.obj" and finding.entry.cls in STANCE_CLASSES and finding.entry.id != "verb.deny"


def _holds(outer: Finding, inner: Finding) -> bool:
    return any(s.covers(inner.cue) for s in outer.content) and not any(s.covers(outer.cue) for s in inner.content)


def attributions(reading: Reading, found: Sequence[Finding]) -> tuple[Attribution, ...]:
    """Turn findings into records in text order, each with the attribution it stands in as parent."""
    drafts = {id(f): _judged(reading, f, _identified(reading, footing(reading, f))) for f in found}
    first: dict[str, Finding] = {}
    for finding in found:
        first.setdefault(drafts[id(finding)].id, finding)
    bearers = {record: drafts[id(f.carried)].id for record, f in first.items() if f.carried is not None}
    records = sorted((drafts[record] for record in map(id, first.values())), key=lambda r: _place(r, first[r.id]))
    records = _told_reports(reading, records)
    parents = {record.id: _parent(record, records) for record in records}
    for record, bearer in bearers.items():
        parents[record] = parents.get(bearer)
    denied = denials(reading, first, records)
    return tuple(
        replace(r, parent=parents[r.id], continues=bearers.get(r.id), denies=denied.get(r.id)) for r in records
    )


def _place(record: Attribution, finding: Finding) -> tuple[int, int, str]:
    return finding.start, record.cue.start, record.id


def _identified(reading: Reading, draft: Attribution) -> Attribution:
    offsets = ",".join(f"{s.start}-{s.end}" for s in (draft.cue, *draft.content))
    seed = f"{reading.document.sha256}attribution{offsets}"
    return replace(draft, id=hashlib.sha1(seed.encode(), usedforsecurity=False).hexdigest()[:12])


def _judged(reading: Reading, finding: Finding, draft: Attribution) -> Attribution:
    """Return the record as it is, or as a loose one with the rule that says so."""
    rule = loose_rule(reading, finding)
    return draft if rule is None else replace(draft, firm=False, why=(*draft.why, rule))


def _told_reports(reading: Reading, records: Sequence[Attribution]) -> list[Attribution]:
    """Give "the report", told after an outlet has been the source, that outlet's footing."""
    outlet: Attribution | None = None
    found = []
    for record in records:
        words = record.source.of(reading.document.text).lower() if record.source is not None else ""
        if words in TOLD and record.source_type == "public_document" and outlet is not None:
            found.append(
                replace(
                    record,
                    source_type="media",
                    source_name=outlet.source_name,
                    source_party=outlet.source_party,
                )
            )
            continue
        if record.source is not None and record.source_type in {"media", "public_document"}:
            outlet = record if record.source_type == "media" else None
        found.append(record)
    return found


def _parent(child: Attribution, records: Sequence[Attribution]) -> str | None:
    """Return the id of the attribution with the smallest content around the child's cue and content."""
    around = [
        other
        for other in records
        if other.id != child.id
        and _covers(other, child.cue)
        and all(_covers(other, span) for span in child.content)
        and not _covers(child, other.cue)
    ]
    best = min(around, key=lambda a: (sum(s.end - s.start for s in a.content), a.id), default=None)
    return None if best is None else best.id


def _covers(outer: Attribution, span: Span) -> bool:
    return any(part.covers(span) for part in outer.content)
