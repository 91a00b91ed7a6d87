"""What is expected as iCalendar (RFC 5545), for the workbench and for exports.

Guarantees: every text is escaped and every line folded at 75 octets or before, never within a letter; an entry takes
whole days and never makes anybody busy (TRANSP:TRANSPARENT); what was called off stays in it as cancelled, so that a
calendar which has it learns of that; the same entries give the same bytes. UIDs are ids of expectations, and the
sequence number grows with every decision.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from onrecord.present.escaping import neutral
from onrecord.present.wording import act_words, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# one less than 75 would do; two leave room for readers that count the line end
FOLD = 73
GONE = frozenset({"cancelled", "did_not", "void"})
FIRST_YEAR, LAST_YEAR = 1000, 9998
END = "END:VCALENDAR"


def head(name: str) -> tuple[str, ...]:
    """Return the lines a calendar begins with."""
    return (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//onrecord//ledger//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    )


def written(lines: Iterable[str]) -> str:
    """Return lines as they stand in a file: folded, each ended by CR LF."""
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def why_not(entry: Mapping[str, Any]) -> str | None:
    """Return why an entry of the ledger (as `onrecord ledger --json` has it) has no place in a calendar; else None."""
    horizon = entry["expectation"]["horizon"]
    if horizon is None:
        return "no day told"
    if horizon["basis"] != "told":
        return "day assumed, not told"
    year = date.fromisoformat(horizon["first"]).year
    return None if year >= FIRST_YEAR and date.fromisoformat(horizon["last"]).year <= LAST_YEAR else "day out of range"


def event_lines(entry: Mapping[str, Any], base: str | None = None) -> Iterator[str]:
    """Yield the lines of one entry that has a place in a calendar; `base` is the address of a workbench."""
    one = entry["expectation"]
    first, last = (date.fromisoformat(one["horizon"][end]) for end in ("first", "last"))
    stamp = date.fromisoformat(one["told"]) if one["told"] else first
    sources = ", ".join(dict.fromkeys(plain(s["name"] or s["words"] or s["type"]) for s in one["sources"]))
    told = f"{plain(one['words'])}\naccording to: {sources}\nstate: {entry['state']}"
    yield "BEGIN:VEVENT"
    yield f"UID:{one['id']}@onrecord"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{len(entry['decisions'])}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(summary(one))}"
    yield f"DESCRIPTION:{escaped(told)}"
    if base is not None:
        yield f"URL:{base}/events/{one['event']}"
    yield f"CATEGORIES:{escaped(one['kind'])}"
    yield f"STATUS:{status(entry['state'], one['kind'])}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def summary(one: Mapping[str, Any]) -> str:
    """Return an expectation in a line: who, what, and how sure it was told."""
    actors, recipients = " · ".join(one["actors"]), " · ".join(one["recipients"])
    sides = f"{actors} → {recipients}" if recipients else actors
    return f"{sides} {act_words(one['type'], one['mode'])} ({one['kind']})"


def status(state: str, kind: str) -> str:
    """Return what iCalendar calls the state of an entry of a kind."""
    if state in GONE:
        return "CANCELLED"
    return "CONFIRMED" if kind == "scheduled" else "TENTATIVE"


def escaped(text: str) -> str:
    """Return a text as iCalendar wants it: separators and line ends escaped, nothing that steers."""
    safe = neutral(text.replace("\r\n", "\n").replace("\r", "\n"))
    for mark, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        safe = safe.replace(mark, escape)
    return safe


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces, the later ones after a space; no letter is cut."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > FOLD:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += width
    yield piece
