"""What `compare` prints: one table a question, counts beside rates, and "too few" where a rate would say nothing."""

from __future__ import annotations

import sys
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.present.outside import print_series, series_values
from onrecord.present.projects import DIM, STRONG, print_values, say
from onrecord.present.screens import screen_of
from onrecord.present.wording import counted, plain
from onrecord.record.values import as_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from onrecord.query.contrast import Contrast, Group, LeftOut, Rate, Role
    from onrecord.query.terms import Term
    from onrecord.types.outside import OutsideSeries

TERMS_SHOWN = 8
ROLES_SHOWN = 6
LEFT_OUT_SHOWN = 5
TOO_FEW = "too few"
KINDS = ("all", "loaded", "metaphor", "superlative", "speculation", "motive", "distance")


def contrast_values(found: Contrast) -> dict[str, Any]:
    """Return a comparison as plain values, all of it."""
    values: dict[str, Any] = as_values(found)
    for term, one in zip(values["terms"], found.terms, strict=True):
        term["exclusive"] = one.exclusive
        term["examples"] = [{"article": article, "sentence": sentence} for article, sentence in one.examples]
    for role, shown in zip(values["roles"], found.roles, strict=True):
        role["only_described"] = shown.only_described
    return values


def print_contrast(found: Contrast, outside: Sequence[OutsideSeries] = (), *, as_json: bool) -> None:
    """Print a comparison, and what other data sets have on the dyad; lists are cut for people, never in JSON."""
    if as_json:
        print_values({**contrast_values(found), "outside": series_values(outside)})
        return
    if not found.groups:
        say("no articles tell of that; onrecord events shows what is there", style=DIM)
        print_series(outside)
        return
    screen = screen_of(sys.stdout)
    least = f"rates and terms from {found.least_articles} articles and {found.least_words:,} words on"
    screen.print(Text(f"by {found.by}: {counted(len(found.groups), 'group')}; {least}", style=DIM))
    _rates(screen, "EVALUATIVE WORDING", _voice(found), found.groups, KINDS)
    types = tuple(dict.fromkeys(kind for group in found.groups for kind in group.attributions))
    _rates(screen, "SAYINGS BY TYPE OF SOURCE", "", found.groups, types)
    _terms(screen, found)
    _roles(screen, found.roles)
    _left_out(screen, found.left_out)
    print_series(outside)


def _voice(found: Contrast) -> str:
    return "in the outlet's own voice" if found.by == "outlet" else "in what they are told to have said"


def _heading(screen: Console, words: str, note: str = "") -> None:
    line = Text("\n")
    line.append(words, style=STRONG)
    line.append(f"   {note}" if note else "", style=DIM)
    screen.print(line)


def _rates(screen: Console, words: str, note: str, groups: Sequence[Group], kinds: Sequence[str]) -> None:
    """One line a group: articles, words, and each kind as a count with its rate."""
    evaluative = kinds is KINDS
    _heading(screen, words, f"{note}{', ' if note else ''}count (per 1,000 words)")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=DIM)
    columns = (*kinds, "narratives") if evaluative else kinds
    for column in ("group", "articles", "words", *columns):
        table.add_column(column.replace("_", " "))
    for group in groups:
        rates = group.evaluations if evaluative else group.attributions
        cells = [_rate(rates.get(kind), enough=group.enough) for kind in kinds]
        if evaluative:
            cells.append(_rate(group.narratives, enough=group.enough))
        table.add_row(Text(plain(group.name)), str(group.articles), f"{group.words:,}", *cells)
    screen.print(table)


def _rate(rate: Rate | None, *, enough: bool) -> str:
    if rate is None:
        return "0" if enough else f"0 ({TOO_FEW})"
    return f"{rate.count} ({TOO_FEW if rate.per_thousand is None else f'{rate.per_thousand:.2f}'})"


def _terms(screen: Console, found: Contrast) -> None:
    _heading(screen, "TERMS OF ONE'S OWN", "more than the other groups by log-odds; * no other group has it")
    if not found.terms:
        few = sum(group.enough for group in found.groups) <= 1
        words = TOO_FEW + " groups with enough text" if few else "none that the counts can tell from chance"
        screen.print(Text(f"  {words}", style=DIM))
    for name, terms in groupby(found.terms, key=lambda term: term.group):
        screen.print(Text(f"  {plain(name)}", style=STRONG))
        for term in islice(terms, TERMS_SHOWN):
            screen.print(Padding(_term(term), (0, 0, 0, 4)))


def _term(term: Term) -> Text:
    line = Text(f"{term.words}{'*' if term.exclusive else ''}")
    line.append(f"  {term.count} here, {term.elsewhere} elsewhere, z {term.z:.1f}", style=DIM)
    if term.examples:
        line.append(f"  “{plain(term.examples[0][1])}”", style=DIM)
    return line


def _roles(screen: Console, roles: Iterable[Role]) -> None:
    _heading(screen, "WHO ACTS, WHO IS ACTED ON, WHO SPEAKS", "tellings; sayings quoted and paraphrased")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=DIM)
    for column in ("group", "party", "acts", "acted on", "quoted", "paraphrased", ""):
        table.add_column(column)
    for name, shown in groupby(roles, key=lambda role: role.group):
        for role in islice(shown, ROLES_SHOWN):
            note = "only described" if role.only_described else ""
            numbers = (role.agent, role.patient, role.quoted, role.paraphrased)
            table.add_row(Text(plain(name)), role.party, *map(str, numbers), Text(note, style=DIM))
    screen.print(table)


def _left_out(screen: Console, left_out: Iterable[LeftOut]) -> None:
    _heading(screen, "TOLD BY OTHERS ONLY")
    printed = False
    for name, missing in groupby(left_out, key=lambda one: one.group):
        printed = True
        rows = list(missing)
        screen.print(Text(f"  {plain(name)} does not tell {counted(len(rows), 'event')}", style=STRONG))
        for row in rows[:LEFT_OUT_SHOWN]:
            line = Text(f"{row.event[:8]}  ", style=DIM)
            line.append(plain(row.sentence), style="")
            line.append(f"  ({', '.join(map(plain, row.told_by))})", style=DIM)
            screen.print(Padding(line, (0, 0, 0, 4)))
    if not printed:
        screen.print(Text("  nothing", style=DIM))
