"""Shingles: what of a text is compared with other texts, as runs of words that are equal however they are written.

Guarantees: what is returned depends on the text alone, never on the process, its hash seed or the machine; case,
accents, quotation marks, hyphens and white space make no difference; linear time in the length of the text, of which
the first million characters count.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.document.datelines import dateline_end
from onrecord.document.lexicon import EDGE_MARKS, Lexicon, layout_lexicon
from onrecord.types.text import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A run of this many words is rarely the same in two texts by chance, and a light edit leaves many such runs whole.
RUN = 5
LONGEST_TEXT = 1_000_000
# Furniture: short lines at the ends of a text.
FRONT, BACK = 5, 8
LONGEST_FURNITURE = 160
# A text that is nearly all furniture, such as a page of captions, is compared as it stands.
FEWEST_OF_BODY = 100

# The first word of a sentence or line has its capital from there.
NAME = re.compile(r"(?<=[^.!?:\"“”‘(\s][ \u00a0])[A-Z][\w’'-]+")
FIGURE = re.compile(r"\d[\d.,:]*")
# Picture galleries, run into one line by extraction: from the first to the last of their counters.
GALLERY = re.compile(r"Hide Caption \d+ of \d+.*Hide Caption \d+ of \d+", re.DOTALL)
SPACE = 32
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# Scripts written without spaces: every character counts as a word.
UNSPACED = re.compile("([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")
LETTERS = bytes(code if chr(code).isalnum() or code > 127 else SPACE for code in range(256)).lower()
# Odd multipliers that spread numbers over 64 bits.
SPREAD = np.uint64(0x9E3779B97F4A7C15)
STEP = np.uint64(0x100000001B3)
FOLD = np.uint64(29)
# The weight of a word's first byte, second, …; bytes of longer words weigh as those before.
LONGEST_WORD = 64
WEIGHTS = np.multiply.accumulate(np.full(LONGEST_WORD, STEP, dtype=np.uint64)) * SPREAD


@dataclass(frozen=True, slots=True)
class Shingled:
    """A text's body as a number for each word and for each run of words: equal runs, equal numbers.

    `named` and `figures` are the words that tell one happening from another: names, by their capital within a
    sentence, and numbers.
    """

    words: NDArray[np.uint64]
    runs: NDArray[np.uint64]
    named: NDArray[np.uint64]
    figures: NDArray[np.uint64]


@lru_cache(maxsize=512)
def shingled(text: str) -> Shingled:
    """Return the body of a text as words and runs; texts compared again and again are read once."""
    inner, words = text, words_of(text)
    bare = body(text)
    bare_words = words_of(bare)
    if len(bare_words) >= min(FEWEST_OF_BODY, len(words) / 2):
        inner, words = bare, bare_words
    named, figures = (np.unique(words_of(" ".join(found.findall(inner)))) for found in (NAME, FIGURE))
    return Shingled(words, runs_of(words), named, figures)


@lru_cache(maxsize=1024)
def whole_runs(text: str) -> NDArray[np.uint64]:
    """Return the different runs of a whole text with all its furniture, in the order of their numbers."""
    return np.unique(runs_of(words_of(text)))


def words_of(text: str) -> NDArray[np.uint64]:
    """Return a number for each word of a text, in order."""
    letters = np.frombuffer(_plain(text[:LONGEST_TEXT]), dtype=np.uint8)
    inside = letters != SPACE
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return np.empty(0, dtype=np.uint64)
    kept = letters[inside].astype(np.uint64)
    lengths = ends - starts
    firsts = np.cumsum(lengths) - lengths
    place = np.arange(len(kept)) - np.repeat(firsts, lengths)
    words = np.add.reduceat((kept + STEP) * WEIGHTS[place % LONGEST_WORD], firsts)
    return _mixed(words)


def _plain(text: str) -> bytes:
    """Return a text as bytes between spaces: letters and digits without case and accents, spaces for the rest."""
    if not text.isascii():
        text = UNSPACED.sub(r" \1 ", NOT_ASCII.sub(_folded, unicodedata.normalize("NFKD", text)))
    return b" " + text.encode("utf-8", "replace").translate(LETTERS) + b" "


def _folded(match: re.Match[str]) -> str:
    """Return characters beyond ASCII: letters without case, nothing for marks and what does not show, else a space."""
    kinds = ((char, unicodedata.category(char)) for char in match[0].casefold())
    return "".join(char if kind[0] in "LN" else "" if kind in {"Mn", "Cf"} else " " for char, kind in kinds)


def runs_of(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a number for each run of words, in order; a text shorter than a run is one run."""
    size = min(RUN, len(words))
    runs = np.zeros(len(words) - size + 1 if size else 0, dtype=np.uint64)
    for offset in range(size):
        runs = _mixed(runs * STEP + words[offset : offset + len(runs)])
    return runs


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    numbers = (numbers ^ (numbers >> FOLD)) * SPREAD
    return numbers ^ (numbers >> FOLD)


def body(text: str) -> str:
    """Return a text without what an outlet puts around it: bylines, datelines, credits, captions, interface lines."""
    lexicon = layout_lexicon()
    text = GALLERY.sub(" ", text[:LONGEST_TEXT])
    lines = [line for raw in text.splitlines() if (line := " ".join(raw.split()))]
    last = len(lines) - BACK
    kept = [line for i, line in enumerate(lines) if not (i < FRONT or i >= last) or not _is_furniture(line, lexicon)]
    return "\n".join(line[_lead(line) :] if i < FRONT else line for i, line in enumerate(kept))


def _is_furniture(line: str, lexicon: Lexicon) -> bool:
    if len(line) > LONGEST_FURNITURE:
        return False
    if line.strip(EDGE_MARKS).casefold() in lexicon.interface_lines:
        return True
    if lexicon.any_whole.fullmatch(line) is None:
        return False
    rules = (rule for rule in lexicon.rules["whole"] if rule.kind != "headline" and len(line) <= rule.limit)
    return any(rule.pattern.fullmatch(line) for rule in rules if rule.needs is None or rule.needs.search(line))


def _lead(line: str) -> int:
    """Return where the first sentence of a line begins, after its dateline."""
    return dateline_end(line, Span(0, len(line))) or 0
