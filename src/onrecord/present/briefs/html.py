"""A brief as one HTML page: nothing is fetched, nothing runs, it prints on paper.

Guarantees: every word is escaped; the page carries a Content-Security-Policy that allows its own style and nothing
else, so no word of a text could ever run or load anything; it needs no file beside it. The same page gives the same
bytes.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.present.briefs.drawing import svg
from onrecord.present.briefs.page import Item, Table
from onrecord.present.escaping import as_html
from onrecord.present.wording import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.present.briefs.page import Block, Line, Page, Run, Section

# an entry that begins with the sign of its source needs no other
SIGNS = {"✎", *(sign for sign, _ in MARKS.values())}
STATUS_CLASSES = {
    "occurred": "done",
    "ongoing": "done",
    "scheduled": "ahead",
    "expected": "ahead",
    "possible": "maybe",
    "conditional": "maybe",
    "demanded": "maybe",
    "denied": "against",
    "cancelled": "against",
}


def as_page(page: Page) -> str:
    """Return the page as an HTML document."""
    return "\n".join(_lines(page)) + "\n"


@cache
def _style() -> str:
    text = (files("onrecord.present.briefs") / "brief.css").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line.strip())


@cache
def _policy() -> str:
    digest = b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _lines(page: Page) -> Iterator[str]:
    title = as_html(page.title)
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{title}</title>"
    yield f"<style>{_style()}</style></head>"
    yield f'<body><main class="{page.kind}"><p class="kind">Brief on one {page.kind}</p><h1 dir="auto">{title}</h1>'
    yield '<dl class="facts">'
    for name, words in page.facts:
        yield f"<div><dt>{as_html(name)}</dt><dd>{_words(words)}</dd></div>"
    yield "</dl>"
    if page.short:
        yield f'<div class="short">{"".join(f"<p>{_words(words)}</p>" for words in page.short)}</div>'
    for section in page.kept():
        yield from _section(section)
    yield f"<footer>{_words(page.foot)}</footer></main></body></html>"


def _section(section: Section) -> Iterator[str]:
    yield f"<section><h2>{as_html(section.title)}</h2>"
    if not section.blocks:
        yield f'<p class="dim">{as_html(section.empty)}</p>'
    listed = False
    for block in section.blocks:
        if isinstance(block, Item) != listed:
            yield "</ul>" if listed else "<ul>"
            listed = not listed
        yield from _block(block)
    yield f"{'</ul>' if listed else ''}</section>"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Item):
        yield from _item(block)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield f"<figure>{svg(block.drawing, block.words)}<figcaption>{as_html(block.words)}</figcaption></figure>"


def _item(item: Item) -> Iterator[str]:
    signed = item.line and item.line[0].words[:1] in SIGNS
    kind = ' class="signed"' if signed else ""
    yield f"<li{kind}>{_words(item.line)}"
    for words in item.below:
        yield f'<div class="below">{_words(words)}</div>'
    for quote in item.quotes:
        by = f"<footer>{_words(quote.by)}</footer>" if quote.by else ""
        yield f'<blockquote dir="auto"><p>{as_html(quote.words)}</p>{by}</blockquote>'
    yield "</li>"


def _table(table: Table) -> Iterator[str]:
    head = "".join(f'<th scope="col">{as_html(name)}</th>' for name in table.head)
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{as_html(", ".join(table.head))}">'
    yield f"<table><thead><tr>{head}</tr></thead><tbody>"
    for row in table.rows:
        yield f"<tr>{_cells(row)}</tr>"
    yield "</tbody></table></div>"


def _cells(row: Iterable[Line]) -> str:
    return "".join(f"<td>{_words(cell)}</td>" for cell in row)


def _words(words: Line) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    found = as_html(run.words)
    if run.address is not None:
        return f'<a href="{as_html(run.address)}" rel="noreferrer noopener" dir="auto">{found}</a>'
    if run.style == "status":
        return f'<span class="status {STATUS_CLASSES.get(run.words, "other")}">{found}</span>'
    if run.style:
        tag = "strong" if run.style == "strong" else 'span class="dim"'
        return f"<{tag}>{found}</{tag.split(maxsplit=1)[0]}>"
    return found
