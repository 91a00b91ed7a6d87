"""The part of the brief that tells what each party is said to want, what it relies on, and what it holds in hand.

One line an issue and holder, with the mark of every source that tells it; nothing is summed up or scored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from onrecord.present.wording import MARKS, party_name, plain, source_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from onrecord.types.annotation import Attribution, Participant
    from onrecord.types.record import Record
    from onrecord.types.relation import Flow, Leverage, Position
    from onrecord.types.text import Span

HEADING = "WHAT EACH IS SAID TO WANT"
STANCES = {
    "supports": "supports",
    "opposes": "opposes",
    "seeks": "seeks",
    "rejects": "rejects",
    "undecided": "weighs",
    "conditional": "on conditions",
}
KINDS = {"supply": "Supplies", "dependence": "Relies on", "diversification": "Diversifies"}
LONGEST = 110
Line = tuple[str, str, str]


def print_relations(record: Record, screen: Console) -> None:
    """Print positions by holder, then flows between two parties, then leverage; nothing where there is none."""
    lines = [*_positions(record), *_flows(record), *_leverages(record)]
    if not lines:
        return
    screen.print(Text("\n" + HEADING, style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    before = ""
    for who, what, source in lines:
        table.add_row(Text("  " + ("" if who == before else who), style="bold"), Text(what), Text(source, style="dim"))
        before = who
    screen.print(table)


def _gathered(lines: Iterable[Line]) -> list[Line]:
    """Return each line once, with all the sources that tell it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for who, what, source in lines:
        found.setdefault((who, what), {}).setdefault(source)
    return [(who, what, "; ".join(sources)) for (who, what), sources in found.items()]


def _positions(record: Record) -> list[Line]:
    order: dict[str | None, int] = {}
    for position in record.positions:
        order.setdefault(position.holder.party, len(order))
    ranked = sorted(record.positions, key=lambda p: order[p.holder.party])
    return _gathered((_name(p.holder), _stance(p, record), _source(p.attribution, record)) for p in ranked)


def _stance(position: Position, record: Record) -> str:
    words = f"{STANCES[position.stance]}: {_short(position.issue, record)}"
    if position.condition is not None:
        words += f" — on condition: {_short(position.condition, record)}"
    return words


def _flows(record: Record) -> list[Line]:
    full = [f for f in record.flows if f.supplier is not None and f.receiver is not None]
    return _gathered((KINDS[f.kind], _flow(f, record), _source(f.attribution, record)) for f in full)


def _flow(flow: Flow, record: Record) -> str:
    sides = f"{_code(flow.supplier)} → {_code(flow.receiver)}"
    named = flow.supplier is not None and flow.goods == flow.supplier.mention
    goods = "" if named else f" {_short(flow.goods, record)}"
    notes = [
        word for word in (flow.change, flow.status if flow.status not in {"ongoing", "occurred"} else None) if word
    ]
    return sides + goods + (f" ({', '.join(notes)})" if notes else "")


def _leverages(record: Record) -> list[Line]:
    return _gathered(
        ("Leverage", _leverage(found, record), _source(found.attribution, record)) for found in record.leverages
    )


def _leverage(found: Leverage, record: Record) -> str:
    by = f" through {_short(found.instrument, record)}" if found.instrument is not None else ""
    return f"{_name(found.holder)}{by}: {_short(found.end, record)}"


def _name(side: Participant) -> str:
    return party_name(side.party) if side.party else plain(side.name or "")


def _code(side: Participant | None) -> str:
    return "?" if side is None or side.party is None else side.party


def _short(span: Span, record: Record) -> str:
    words = plain(span.of(record.document.text))
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _source(attribution: str | None, record: Record) -> str:
    """Return who tells it, the outer one first where one source speaks within another's words."""
    by_id: Mapping[str, Attribution] = {a.id: a for a in record.attributions}
    chain: list[str] = []
    seen: set[str] = set()
    while attribution is not None and attribution in by_id and attribution not in seen:
        seen.add(attribution)
        link = by_id[attribution]
        chain.append(_beside(link, record) + source_words(link, record.document.text))
        attribution = link.parent
    return " › ".join(dict.fromkeys(reversed(chain))) or "the reporter"


def _beside(link: Attribution, record: Record) -> str:
    """Return the marks of what else the same words are put down to: the papers behind a source."""
    own = MARKS[link.source_type][0]
    marks = [MARKS[a.source_type][0] for a in record.attributions if a.content == link.content and a.id != link.id]
    return "".join(mark for mark in dict.fromkeys(marks) if mark != own)
