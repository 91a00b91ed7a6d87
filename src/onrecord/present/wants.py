"""What `onrecord wants` prints: what each side wants of the other, side by side, and what flows between them."""

from __future__ import annotations

import sys
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from onrecord.present.across import ID_SHOWN
from onrecord.present.dossiers import flow_words, leverage_words, position_words
from onrecord.present.projects import DIM, STRONG, print_values, say
from onrecord.present.screens import screen_of
from onrecord.present.wording import MARKS, counted, party_name, plain
from onrecord.record.values import as_values

if TYPE_CHECKING:
    from onrecord.project.wants import Want, Wants
    from onrecord.types.claim import ClaimSource

WORDS = {"position": position_words, "flow": flow_words, "leverage": leverage_words}
REPORTER = ("✎", "the reporter’s own voice")


def print_wants(found: Wants, *, as_json: bool) -> None:
    """Print what parties want of one another."""
    if as_json:
        print_values(wants_values(found))
        return
    if not found.flows and not any(found.sides.values()):
        names = " and ".join(map(party_name, found.parties))
        say(f"nothing is told of what {names} want; onrecord read brings more, or ask for one party", style=DIM)
        return
    screen = screen_of(sys.stdout)
    table = Table(box=None, pad_edge=False, header_style=STRONG, expand=True)
    for party in found.sides:
        named = f"{party_name(party)} wants" if party else f"others want of {party_name(found.parties[0])}"
        table.add_column(named, ratio=1, overflow="fold")
    for row in zip_longest(*found.sides.values()):
        table.add_row(*(_cell(want) if want else Text("") for want in row))
    screen.print(table)
    if found.flows:
        say("FLOWS", style=STRONG)
    for want in found.flows:
        screen.print(_cell(want), soft_wrap=True)


def _cell(want: Want) -> Text:
    """Return an entry: what, in whose words, and how many tell it."""
    source = want.tellings[0].source
    mark, kind = MARKS.get(source.type, REPORTER)
    text = Text(f"{mark} ", style="" if source.type != "reporter" else DIM)
    text.append(plain(WORDS[want.kind](want.body)))
    counts = (counted(want.articles, "article"), counted(want.texts, "text"), counted(want.origins, "origin"))
    told = f"\n  {_who(source) or kind}; {' → '.join(counts)}"
    outlets = f" ({', '.join(want.outlets)})" if want.outlets else ""
    text.append(f"{told}{outlets}  {want.tellings[0].record[:ID_SHOWN]}\n", style=DIM)
    return text


def _who(source: ClaimSource) -> str:
    named = plain(source.name or source.words)
    return f"{named} ({source.party})" if named and source.party else named


def wants_values(found: Wants) -> dict[str, Any]:
    """Return what parties want as plain values; of one party alone, what others want of it stands under "others"."""
    return {
        "parties": list(found.parties),
        "sides": {party or "others": [as_values(want) for want in side] for party, side in found.sides.items()},
        "flows": [as_values(want) for want in found.flows],
    }
