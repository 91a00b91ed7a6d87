"""The effective view: what stands, from what a machine asserts and what people decided about it.

One pure function of its arguments: no clock, no store, no order of arrival. Judgements are applied in the order in
which they were made, each to the record it was made on or, where that is gone (a new reading, a new version of the
text), to the record of its kind on the same words. One that holds for nothing is told as stale, never dropped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.record.anchors import anchor_at, locate, span_of, type_of
from onrecord.record.fields import corrected
from onrecord.record.kinds import KINDS, placed
from onrecord.record.rows import EffectiveRecord, EffectiveView, Stale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.record.rows import Anchor, Assertion, Judgement, StaleReason, State
    from onrecord.types.text import Span

STATES: dict[str, State] = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


def effective(
    text: str, assertions: Sequence[Assertion], judgements: Iterable[Judgement], *, was_read: bool = True
) -> EffectiveView:
    """Return what stands for an article: `text` and `assertions` of its current version, all judgements on it."""
    view = _Records(text, assertions)
    stale: list[Stale] = []
    for judgement in active(judgements):
        reason = view.add(judgement) if judgement.action == "add" else view.apply(judgement)
        if reason is not None:
            waits = not was_read and reason == "no-record"
            stale.append(Stale(judgement, "not-read" if waits else reason))
    return EffectiveView(view.in_order(), tuple(stale))


def active(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that nobody took back, in the order they were made; an undo can be undone."""
    in_order = sorted(judgements, key=lambda judgement: (judgement.at, judgement.id))
    undone: set[str] = set()
    for judgement in reversed(in_order):
        if judgement.action == "undo" and judgement.id not in undone and judgement.undoes is not None:
            undone.add(judgement.undoes)
    return [judgement for judgement in in_order if judgement.action != "undo" and judgement.id not in undone]


def anchor_of(target: Assertion, assertions: Sequence[Assertion], text: str) -> Anchor | None:
    """Return the anchor of an assertion among all of its reading; None where it hangs on no words."""
    span = span_of(target.kind, target.body)
    if span is None:
        return None
    here = [a.id for a in assertions if (a.kind, span_of(a.kind, a.body)) == (target.kind, span)]
    return anchor_at(text, span, kind_type=type_of(target.kind, target.body), ordinal=here.index(target.id))


class _Records:
    """The records of one text while judgements are applied to them."""

    def __init__(self, text: str, assertions: Sequence[Assertion]) -> None:
        self.text = text
        self.records = {
            a.id: EffectiveRecord(a.id, a.kind, a.position, "machine", "unreviewed", a.body) for a in assertions
        }
        # what the machine said, not what became of it: judgements find their record by that
        self.types = {a.id: type_of(a.kind, a.body) for a in assertions}
        self.on: dict[tuple[str, Span], list[str]] = defaultdict(list)
        for assertion in sorted(assertions, key=lambda a: (a.kind, a.position)):
            span = span_of(assertion.kind, assertion.body)
            if span is not None:
                self.on[assertion.kind, span].append(assertion.id)

    def in_order(self) -> tuple[EffectiveRecord, ...]:
        """Return the records by kind and place in the text, those a person added behind the machine's."""
        order = {kind: place for place, kind in enumerate(KINDS)}

        def place(record: EffectiveRecord) -> tuple[int, bool, int, str]:
            return order.get(record.kind, len(order)), record.origin == "human", record.position, record.id

        return tuple(sorted(self.records.values(), key=place))

    def add(self, judgement: Judgement) -> StaleReason | None:
        """Put a record a person added on its words."""
        span = locate(judgement.anchor, self.text)
        if span is None:
            return "no-place"
        place = {"start": span.start, "end": span.end, "text": span.of(self.text)}
        # what a reading finds has an id within it, by which other records refer to it
        body = {"id": judgement.id, **judgement.value, **placed(judgement.kind, place)}
        notes = (judgement.why,) if judgement.why else ()
        record = EffectiveRecord(
            judgement.id, judgement.kind, span.start, "human", "accepted", body, (judgement.id,), (), notes
        )
        self.records[record.id] = record
        return None

    def apply(self, judgement: Judgement) -> StaleReason | None:
        """Apply a judgement to its record."""
        record, reason = self.target(judgement)
        if record is None:
            return reason
        record = replace(
            record,
            judgements=(*record.judgements, judgement.id),
            state=STATES.get(judgement.action, record.state),
            notes=(*record.notes, judgement.why) if judgement.why else record.notes,
        )
        if judgement.action == "correct" and judgement.field is not None:
            changed = {*record.corrected, judgement.field}
            body = corrected(record.body, judgement.field, judgement.value)
            record = replace(record, body=body, corrected=tuple(sorted(changed)))
        self.records[record.id] = record
        return None

    def target(self, judgement: Judgement) -> tuple[EffectiveRecord | None, StaleReason | None]:
        """Return the record a judgement holds for, or why there is none."""
        known = self.records.get(judgement.assertion or "")
        if known is not None:
            return known, None
        span = locate(judgement.anchor, self.text)
        if span is None:
            return None, "no-place"
        found = self.on_words(judgement.kind, span)
        if not found:
            return None, "no-record"
        one = self.fitting(judgement.anchor, found)
        return (self.records[one], None) if one else (None, "several-records")

    def on_words(self, kind: str, span: Span) -> list[str]:
        """Return the ids of a kind on the words, or else on words that overlap them."""
        near = [ids for (other, place), ids in self.on.items() if other == kind and place.overlaps(span)]
        return self.on.get((kind, span)) or [record for ids in near for record in ids]

    def fitting(self, anchor: Anchor, found: list[str]) -> str | None:
        """Return the one of several records that was meant: by type, then by order; None where that does not tell."""
        fitting = [record for record in found if self.types[record] == anchor.type] or found
        if len(fitting) == 1:
            return fitting[0]
        meant = found[anchor.ordinal] if anchor.ordinal < len(found) else None
        return meant if meant in fitting else None
