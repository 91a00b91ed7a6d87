"""What `onrecord export` prints: the formats there are, and what was written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.present.export import registry
from onrecord.present.export.writing import STANDARD_OUTPUT
from onrecord.present.lines import one_line
from onrecord.present.projects import DIM, STRONG, print_values, say
from onrecord.present.screens import screen_of
from onrecord.present.wording import counted, plain

if TYPE_CHECKING:
    from onrecord.present.export.exporter import Summary
    from onrecord.present.export.releases import Release
    from onrecord.project.bringing import BroughtBack


def print_formats(*, as_json: bool) -> None:
    """Print every format with what it is and what it leaves out."""
    for known in registry.FORMATS:
        made = registry.exporter(known.name)
        if as_json:
            values = {"name": known.name, "words": known.words, "suffix": made.suffix, "drops": list(made.drops)}
            print_values(values)
            continue
        shape = f"*{made.suffix}" if made.suffix else "folder"
        say(f"{known.name}  ({shape})  {known.words}", style=STRONG)
        for words in made.drops:
            say(f"    without {words}", style=DIM)


def print_brought_back(brought: BroughtBack, *, as_json: bool) -> None:
    """Print what came back of a native export."""
    if as_json:
        print_values(brought._asdict())
        return
    articles, decisions = counted(brought.articles, "article"), counted(brought.decisions, "decision")
    say(f"{articles}, {brought.new:,} of them new; {decisions} of people")


def print_release(made: Release, *, as_json: bool) -> None:
    """Print which release was made, and how much changed."""
    counts = {table: dict(found) for table, found in made.counts.items()}
    if as_json:
        values = {"release": made.number, "folder": str(made.folder), "before": made.before, "made": made.made}
        print_values({**values, "changes": counts})
    elif not made.made:
        say(f"nothing has changed since release {made.before}; none was made")
    elif made.before is None:
        say(f"{made.folder}: the first release")
    else:
        say(f"{made.folder}: release {made.number}, with what changed since {made.before} in CHANGES.md")
        for table, found in counts.items():
            say(f"    {table}: {', '.join(f'{n:,} {kind}' for kind, n in sorted(found.items()))}")


def print_summary(summary: Summary, name: str, out: str, *, as_json: bool, quiet: bool) -> None:
    """Print what was written and what was left out; on standard error where the export went to standard output."""
    stream = sys.stderr if out == STANDARD_OUTPUT else sys.stdout
    if as_json:
        values = {"format": name, "out": out, "written": dict(summary.written), "dropped": dict(summary.dropped)}
        stream.write(one_line(values) + "\n")
        return
    if quiet:
        return
    written = ", ".join(f"{number:,} {what}" for what, number in sorted(summary.written.items())) or "nothing"
    screen_of(stream).print(Text(plain(f"{out}: {written}")), soft_wrap=True)
    for reason, number in sorted(summary.dropped.items()):
        words = f"left out: {counted(number, 'thing')}, {reason}"
        screen_of(stream).print(Text(plain(words), DIM), soft_wrap=True)
