"""What is printed of other people's event data: imports, rows, and their counts beside ours; people read or JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from onrecord.present.across import ID_SHOWN, QUADS, parties_words
from onrecord.present.projects import DIM, STRONG, print_values, say
from onrecord.present.screens import screen_of
from onrecord.present.wording import act_words, counted, plain
from onrecord.record.values import as_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.project.outside import ImportResult, Outside
    from onrecord.types.outside import KeptClaim, OutsideImport, OutsideSeries, Side

NAMED = 20
NAME_SHOWN = 24
TITLE = "OUTSIDE DATA"
NOTE = "rows as the data sets have them, no part of the record"


def claim_values(kept: KeptClaim) -> dict[str, Any]:
    """Return an outside claim as plain values: what it says, where it stands, how often GDELT mentions it."""
    values: dict[str, Any] = as_values(kept.claim)
    del values["line"]
    stands = [{"import": one.number, "file": one.file, "line": one.line} for one in kept.stands]
    return {"outside": values.pop("dataset"), "id": kept.id, **values, "stands": stands, "mentions": kept.mentions}


def series_values(found: Sequence[OutsideSeries]) -> list[dict[str, Any]]:
    """Return the course of a dyad by each data set as plain values."""
    rows = []
    for one in found:
        values = as_values(one)
        for period, shown in zip(values["periods"], one.periods, strict=True):
            period["rows"] = shown.rows
        rows.append({**values, "rows": one.rows})
    return rows


def print_imported(outside: Outside, results: Sequence[ImportResult], *, as_json: bool, quiet: bool) -> None:
    """Print what came of each file; rows that could not be read are named on standard error."""
    for result in results:
        if as_json:
            print_values(as_values(result))
        else:
            say(f"{plain(result.file)}: {_import_words(result)}")
        if not quiet:
            _print_refused(outside, result)


def _import_words(result: ImportResult) -> str:
    if result.known:
        return f"nothing new; import {result.number} brought in exactly this file"
    parts = [counted(result.rows, "row")]
    parts += [counted(result.mentions, "mention")] if result.mentions else []
    parts += [counted(result.claims, "claim")] if result.claims or not result.mentions else []
    parts += [f"{result.repeated:,} there already"] if result.repeated else []
    parts += [f"{counted(result.shared, 'id')} of several rows"] if result.shared else []
    parts += [f"{result.refused:,} could not be read"] if result.refused else []
    parts += [f"{counted(result.noted, 'value')} not known (onrecord outside --import {result.number})"] * bool(
        result.noted
    )
    return f"import {result.number}: {', '.join(parts)}"


def _print_refused(outside: Outside, result: ImportResult) -> None:
    if not result.refused or result.known:
        return
    errors = screen_of(sys.stderr)
    refused = outside.store.refused(result.number)
    for one in refused[:NAMED]:
        errors.print(Text(f"{plain(result.file)}:{one.line}: {plain(one.message)} [{one.code}]"), soft_wrap=True)
    if len(refused) > NAMED:
        words = f"{len(refused) - NAMED:,} more: onrecord outside --import {result.number}"
        errors.print(Text(words, style=DIM), soft_wrap=True)


def print_withdrawn(found: OutsideImport, *, as_json: bool) -> None:
    """Print which import was taken back."""
    if as_json:
        print_values({"withdrawn": found.number, "file": found.file, "from": found.dataset})
        return
    say(f"import {found.number} ({found.dataset}, {plain(found.file)}) is taken back; the file itself is untouched")


def print_imports(found: Sequence[OutsideImport], *, as_json: bool) -> None:
    """Print all imports."""
    if as_json:
        for one in found:
            print_values(as_values(one))
        return
    if not found:
        say("no imports; onrecord import --from gdelt FILE brings one", style=DIM)
        return
    table = Table(box=None, pad_edge=False, header_style=DIM)
    for name in ("import", "from", "rows", "claims", "refused", "when", "file"):
        table.add_column(name, overflow="fold" if name == "file" else "ellipsis")
    for one in found:
        when = "withdrawn" if one.withdrawn else (one.ended or "unfinished")[:10]
        numbers = (f"{one.counts.get(name, 0):,}" for name in ("rows", "claims", "refused"))
        table.add_row(str(one.number), one.dataset, *numbers, when, Text(plain(one.file)))
    screen_of(sys.stdout).print(table, soft_wrap=True, crop=False)


def print_import(outside: Outside, found: OutsideImport, *, as_json: bool) -> None:
    """Print one import: every row that could not be read, and the values that could not be used."""
    refused, notes = outside.store.refused(found.number), outside.store.notes(found.number)
    if as_json:
        unknown = [{"code": code, "value": value, "rows": times} for code, value, times in notes]
        print_values({**as_values(found), "refused": [as_values(one) for one in refused], "noted": unknown})
        return
    say(f"import {found.number}: {found.dataset}, {plain(found.file)}", style=STRONG)
    say(", ".join(f"{name} {count:,}" for name, count in found.counts.items()))
    for one in refused:
        say(f"  line {one.line}: {plain(one.message)} [{one.code}]")
    for code, value, times in notes:
        say(f"  {code} {plain(value)}: {counted(times, 'row')}", style=DIM)


def print_claims(found: Sequence[KeptClaim], *, as_json: bool, heading: bool = False) -> None:
    """Print outside claims, one a line."""
    if as_json:
        for one in found:
            print_values(claim_values(one))
        return
    if heading:
        say("", f"{TITLE}  ({NOTE})", style=STRONG)
    if not found:
        say("no rows of other data sets on that; onrecord outside --imports shows what is there", style=DIM)
        return
    table = Table(box=None, pad_edge=False, header_style=DIM)
    for name in ("id", "when", "from", "parties", "act", "code", "score", "who", "line"):
        table.add_column(name, no_wrap=True)
    for one in found:
        table.add_row(*map(Text, _claim_row(one)))
    screen_of(sys.stdout).print(table, soft_wrap=True, crop=False)


def _claim_row(kept: KeptClaim) -> tuple[str, ...]:
    claim = kept.claim
    parties = ([side.party or "?" for side in sides] for sides in (claim.actors, claim.recipients))
    act = act_words(claim.type, claim.mode) if claim.type else "no PLOVER type"
    status = "" if claim.status == "occurred" else f" ({claim.status})"
    where = kept.stands[0] if kept.stands else None
    return (
        kept.id[:ID_SHOWN],
        claim.day.isoformat(),
        claim.dataset,
        parties_words(*map(tuple, parties)),
        f"{act}{status}",
        plain(claim.code or ""),
        "" if claim.score is None else f"{claim.score:+.1f}",
        " → ".join(filter(None, (_names(claim.actors), _names(claim.recipients)))),
        f"{where.number}:{where.line}" if where else "",
    )


def _names(sides: Sequence[Side]) -> str:
    words = plain(", ".join(side.name for side in sides))
    return words if len(words) <= NAME_SHOWN else f"{words[: NAME_SHOWN - 1]}…"


def print_series(found: Sequence[OutsideSeries]) -> None:
    """Print what other data sets have on a dyad, a period a line; nothing where they have nothing."""
    if not found:
        return
    say("", f"{TITLE}  ({NOTE})", style=STRONG)
    table = Table(box=None, pad_edge=False, header_style=DIM)
    for name in ("from", "data set", *QUADS, "no type", "its score"):
        table.add_column(name)
    rows = sorted((period.first, at, period) for at, one in enumerate(found) for period in one.periods)
    for first, at, period in rows:
        table.add_row(
            str(first),
            found[at].dataset,
            *(str(count) if count else "·" for count in (*period.quads, period.untyped)),
            "" if period.score is None else f"{period.score:+.1f}",
        )
    screen_of(sys.stdout).print(table)
