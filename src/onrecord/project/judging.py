"""The third layer from a person's side: decide about a record, add one that is missing, take a decision back.

Guarantees: a decision is checked before it is kept (a field takes only what it can hold, a quote must stand in the
text once); nothing is ever overwritten; an undo is a further decision.
"""

from __future__ import annotations

import getpass
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.record.anchors import anchor_at, locate, type_of
from onrecord.record.fields import FIELDS, NEEDED, a, blank, corrected, read_value
from onrecord.record.kinds import KINDS
from onrecord.record.rows import Anchor, Judgement
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.record.rows import Action
    from onrecord.record.store import Store

VARIABLE = "ONRECORD_USER"


def now() -> str:
    """Return this moment in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def whoever() -> str:
    """Return who decides: the environment's ONRECORD_USER, else the user of the machine."""
    try:
        return os.environ.get(VARIABLE) or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


class Judging:
    """Decisions of one person on the records of a store."""

    def __init__(self, store: Store, by: str | None = None) -> None:
        self.store, self.by = store, by or whoever()

    def accept(self, record: str, why: str | None = None) -> Judgement:
        """Say that a record is right."""
        return self._decide("accept", record, why)

    def reject(self, record: str, why: str | None = None) -> Judgement:
        """Say that a record is wrong; it is then no longer counted or found, but still shown."""
        return self._decide("reject", record, why)

    def note(self, record: str, why: str) -> Judgement:
        """Write something to a record."""
        if not why.strip():
            raise UsageError("a note needs words; give them with --why")
        return self._decide("note", record, why)

    def correct(self, record: str, field: str, words: str, why: str | None = None) -> Judgement:
        """Replace one field of a record; raises UsageError where the field takes no such value."""
        identity = self._record(record)
        _, kind, _ = self.store.anchor(identity)
        return self._decide("correct", identity, why, field, read_value(kind, field, words))

    def add(
        self,
        article: str,
        kind: str,
        quote: str,
        values: Mapping[str, str],
        why: str | None = None,
        *,
        start: int | None = None,
    ) -> Judgement:
        """Add a record that is missing, on words of the article's current text; `start` tells like words apart."""
        found = self.store.named(article)
        if found.what not in {"article", "version"}:
            raise UsageError(f"{article} is the id of a {found.what}; name the article that lacks a record")
        if kind not in KINDS:
            raise UsageError(f"{kind!r} is no kind of record; the kinds are {', '.join(KINDS)}")
        missing = [field for field in NEEDED.get(kind, ()) if field not in values]
        if missing:
            raise UsageError(f"{a(kind)} needs {', '.join(missing)}; fields are {', '.join(FIELDS[kind])}")
        text = self.store.dossier(found.article).text
        place = _place(quote, text, start)
        body: dict[str, Any] = blank(kind, {"start": place.start, "end": place.end, "text": quote})
        for field, words in values.items():
            body = corrected(body, field, read_value(kind, field, words))
        anchor = anchor_at(text, place, kind_type=type_of(kind, body))
        return self._keep(Judgement("", found.article, kind, "add", anchor, self.by, now(), value=body, why=why))

    def undo(self, judgement: str | None = None, why: str | None = None) -> tuple[Judgement, Judgement]:
        """Take back a decision, or the last one; returns what was taken back and the row that says so."""
        target = self._undoable(judgement)
        undoing = Judgement(
            "", target.article, target.kind, "undo", target.anchor, self.by, now(), undoes=target.id, why=why
        )
        return target, self._keep(undoing)

    def _undoable(self, judgement: str | None) -> Judgement:
        if judgement is None:
            last = self.store.last_judgement()
            if last is None:
                raise UsageError("nothing to take back: there is no judgement; texts and readings are never taken away")
            return last
        named = self.store.named(judgement)
        found = self.store.judgement(named.id)
        if found is None:
            raise UsageError(
                f"{judgement} is the id of a {named.what}; only judgements are taken back (onrecord log lists them)"
            )
        return found

    def _decide(
        self, action: Action, record: str, why: str | None, field: str | None = None, value: Any = None
    ) -> Judgement:
        identity = self._record(record)
        article, kind, anchor = self.store.anchor(identity)
        made = Judgement(
            "", article, kind, action, anchor, self.by, now(), assertion=identity, field=field, value=value, why=why
        )
        return self._keep(made)

    def _record(self, words: str) -> str:
        named = self.store.named(words)
        if named.what != "record":
            raise UsageError(
                f"{words} is a {named.what}, no record; onrecord show {words} lists records with their ids"
            )
        return named.id

    def _keep(self, judgement: Judgement) -> Judgement:
        return self.store.judge(judgement)


def _place(quote: str, text: str, start: int | None) -> Span:
    """Return where a quote stands in a text; raises UsageError where it stands nowhere or more than once."""
    if start is not None and quote.strip() and text.startswith(quote, start):
        return Span(start, start + len(quote))
    first = text.find(quote) if quote.strip() else -1
    if first < 0:
        found = locate(Anchor(quote), text)
        if found is None:
            raise UsageError(f"{quote!r} does not stand in the text; give words exactly as they stand there")
        return found
    if text.find(quote, first + 1) >= 0:
        raise UsageError(f"{quote!r} stands in the text more than once; give more words, so that it is one place")
    return Span(first, first + len(quote))
