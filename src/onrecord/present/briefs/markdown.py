"""A brief as Markdown (CommonMark with the tables of GFM).

Guarantees: no word of a text is taken for Markdown or HTML, nor an address in it for a link; the only links are those
of the page. The same page gives the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.present.briefs.page import Chart, Item, Table
from onrecord.present.escaping import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.present.briefs.page import Line, Page, Run, Section

# what begins anything within a line; ":" and "@" and "." only where GFM would make a link of an address
MARKS = re.compile(r"([\\`*_\[\]<>|~$#])|(?<=[A-Za-z])(:)(?=//)|(@)|(?<=www)(\.)", re.IGNORECASE)
# what begins a list, a heading or an underline where it stands first
FIRST = re.compile(r"^(\s*)(\d{1,9})([.)])|^(\s*)([-+=])")


def as_markdown(page: Page) -> str:
    """Return the page as Markdown."""
    # one blank line between blocks is enough
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(page))) + "\n"


def escaped(words: str) -> str:
    r"""Return words as Markdown that shows just them.

    >>> escaped("1. *all* of <b> & https://x.example")
    '1\\. \\*all\\* of \\<b\\> &amp; https\\://x.example'
    """
    found = MARKS.sub(lambda match: f"\\{match[0]}", neutral(words).replace("&", "&amp;"))
    return FIRST.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", found)


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    for name, words in page.facts:
        yield f"- **{escaped(name)}:** {_words(words)}"
    yield ""
    for words in page.short:
        yield _words(words)
        yield ""
    for section in page.kept():
        yield from _section(section)
    yield "---"
    yield ""
    yield _words(page.foot)


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    yield ""
    if not section.blocks:
        yield f"_{escaped(section.empty)}_"
        yield ""
    before = False
    for block in section.blocks:
        if before and not isinstance(block, Item):
            yield ""
        before = isinstance(block, Item)
        if isinstance(block, Item):
            yield from _item(block)
        elif isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Chart):
            continue
    yield from ("",) if before else ()


def _item(item: Item) -> Iterator[str]:
    yield f"- {_words(item.line)}"
    for words in item.below:
        yield f"  - {_words(words)}"
    for quote in item.quotes:
        yield ""
        yield f"  > {escaped(quote.words)}"
        if quote.by:
            yield "  >"
            yield f"  > — {_words(quote.by)}"
    if item.quotes:
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, table.head))} |"
    yield f"|{'---|' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(_words(cell) or ' ' for cell in row)} |"
    yield ""


def _words(words: Line) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    found = escaped(run.words)
    if run.address is not None:
        # what could end the address or the cell of a table it stands in
        address = run.address.replace("(", "%28").replace(")", "%29").replace("|", "%7C")
        return f"[{found}](<{address}>)"
    if run.style == "strong" and found.strip():
        # the marks must touch the words, or they are no marks
        inner = found.strip()
        return found.replace(inner, f"**{inner}**", 1)
    return found
