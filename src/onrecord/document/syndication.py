"""Syndication: which texts are copies of one another, and how much of its text each shares.

The way of a new text: `signature` once; the stored texts that share a band with it are its candidates;
`may_be_copies` drops most of them by their signatures alone; `copy_reason` decides on the two texts; the pairs
whose reason `joins` go to `group`.

Guarantees: pure functions of their arguments, the same in every process and on every machine; decisions are
symmetric (what a is to b, b is to a, with the shares turned round); groups do not depend on the order of ids or pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np
from rensa import RMinHash  # type: ignore[import-untyped]

from onrecord.document.alignment import align
from onrecord.document.shingles import shingled, whole_runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from onrecord.document.alignment import Side
    from onrecord.document.shingles import Shingled

CopyKind = Literal["same text", "copy with edits", "contained"]
Id = TypeVar("Id", str, int)

# To be raised whenever the signature of a text changes: bands of different schemes never meet.
SCHEME = 1
PERMUTATIONS = 128
SEED = 20_250_101
# Two rows a band: a tenth of the words edited and a third cut still leaves a shared band in 99 of 100 pairs.
ROWS = 2
BAND_BITS = 48
# Below this many words only the same text counts, and below that nothing: stock lines are no reports.
FEWEST_WORDS = 40
FEWEST_SAME = 25
# Two texts are read closely when the shorter shares so many of its runs as they stand,
WORTH_READING = 0.15
# and laid side by side when this share of one of them lies in common runs.
WORTH_ALIGNING = 0.45
# The share of equal words within the shared part: a tenth of the words edited leaves nine tenths, templates less.
DENSE = 0.85
# Passages cut from within: one text is nearly whole, the other still mostly in it, and neither is short.
DENSE_SHORT, DENSE_LONG, FEWEST_CUT = 0.95, 0.6, 120
# From this share of both in common runs on, passages have only been moved.
MOVED = 0.9
# Templates change names and figures and little else. So much of those in the shared part must stand in the other text,
SAME_NAMES = 0.7
# not both may have figures of their own, so many or, where little else differs, so large a part,
OWN_FIGURES, OWN_PART = 2, 0.25
# and where more than a few words differ, no name told so often may be missing from the other.
EDITED, OFTEN = 0.92, 4
# Before and after the shared part one text may have more, but not both something else longer than so many words and
# so much of the shorter text.
OTHER_END, OTHER_END_SHARE = 8, 0.05
# Each text's share beyond which the shared part is the main part of it, whatever leads of this share stand before it.
MAIN_PART, LONGEST_LEAD = 0.5, 0.3
# A brief: nearly all of it is held, by the front of the longer text and at least by the share a lead may have. So any
# two texts that join a third have a part of it in common: a round-up does not make its stories one.
HELD, FEWEST_BRIEF, FRONT_WORDS = 0.85, 60, 25
# From this share of both on it is one text with edits rather than one within the other.
MOST_OF_BOTH = 0.8
# The share of the shorter text in common runs from which it is told to be contained, joined or not.
CONTAINED = 0.75
# The least share of the shorter text's runs that a link of any kind leaves whole.
LEAST_SHARED_RUNS = 0.2


@dataclass(frozen=True, slots=True)
class Signature:
    """What is stored of a text so that its copies are found without reading it again.

    `bands` are integers below 2**48; texts that share one are candidates. A text without words has none.
    """

    minhash: bytes
    bands: tuple[int, ...]
    shingles: int


@dataclass(frozen=True, slots=True)
class CopyReason:
    """Why two texts are linked: the share of the first found in the second, and of the second in the first.

    `joins` says whether they are one report, to be grouped, or only have a part in common.
    """

    kind: CopyKind
    share_ab: float
    share_ba: float
    joins: bool


def signature(text: str) -> Signature:
    """Return the signature of a text."""
    runs = whole_runs(text)
    if not len(runs):
        return Signature(b"", (), 0)
    offsets = np.array([0, len(runs)], dtype=np.uint64)
    rows = RMinHash.digest_matrix_from_flat_token_hashes(runs, offsets, PERMUTATIONS, SEED).to_rows()
    digest = np.array(rows[0], dtype="<u4")
    return Signature(digest.tobytes(), _bands(digest), len(runs))


def _bands(digest: NDArray[np.uint32]) -> tuple[int, ...]:
    """Return the keys of the bands: their rows and place, spread over 48 bits."""
    keys = np.zeros(len(digest) // ROWS, dtype=np.uint64)
    keys += np.arange(len(keys), dtype=np.uint64) + np.uint64(1000 * SCHEME)
    for row in range(ROWS):
        keys = (keys ^ digest[row::ROWS].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    return tuple(int(key) for key in keys >> np.uint64(64 - BAND_BITS))


def may_be_copies(a: Signature, b: Signature) -> bool:
    """Return whether two texts can be linked as far as their signatures tell; False saves reading the texts."""
    if not a.shingles or not b.shingles:
        return False
    equal = np.frombuffer(a.minhash, dtype="<u4") == np.frombuffer(b.minhash, dtype="<u4")
    # The estimate errs; what three standard errors more would give is still let through.
    jaccard = float(np.mean(equal))
    jaccard = min(1.0, jaccard + 3 * (max(jaccard * (1 - jaccard), 0.01) / PERMUTATIONS) ** 0.5)
    shared = jaccard / (1 + jaccard) * (a.shingles + b.shingles)
    return bool(shared >= LEAST_SHARED_RUNS * min(a.shingles, b.shingles))


def shared_share(a: str, b: str) -> tuple[float, float]:
    """Return which share of a's words stands in b in the same runs, and which of b's stands in a."""
    return _shares(shingled(a), shingled(b))


def _shares(a: Shingled, b: Shingled) -> tuple[float, float]:
    return _covered(a, b), _covered(b, a)


def _covered(a: Shingled, b: Shingled) -> float:
    """Return the share of a's words that lie in a run b has as well."""
    if not len(a.words) or not len(b.words):
        return 0.0
    size = len(a.words) - len(a.runs) + 1
    ends = np.zeros(len(a.words) + 1, dtype=np.int64)
    starts = np.flatnonzero(np.isin(a.runs, b.runs))
    ends[starts] += 1
    np.subtract.at(ends, starts + size, 1)
    return float((np.cumsum(ends)[:-1] > 0).mean())


def copy_reason(a: str, b: str) -> CopyReason | None:
    """Return why two texts are copies or one holds the other; None where they are neither."""
    if not _share_runs(a, b):
        return None
    one, other = shingled(a), shingled(b)
    fewest = min(len(one.words), len(other.words))
    if fewest >= FEWEST_SAME and np.array_equal(one.words, other.words):
        return CopyReason("same text", 1.0, 1.0, joins=True)
    if fewest < FEWEST_WORDS:
        return None
    shares = _shares(one, other)
    if max(shares) < WORTH_ALIGNING:
        return None
    sides = align(one, other)
    if sides and _is_one_report(one, other, *sides, moved=min(shares) >= MOVED):
        both = min(side.share for side in sides) >= MOST_OF_BOTH
        held = max(side.share for side in sides) >= HELD
        return CopyReason("contained" if held and not both else "copy with edits", *shares, joins=True)
    return CopyReason("contained", *shares, joins=False) if max(shares) >= CONTAINED else None


def _share_runs(a: str, b: str) -> bool:
    """Return whether whole texts, furniture and all, share enough to look closer: most candidates end here."""
    one, other = whole_runs(a), whole_runs(b)
    shared = int(np.isin(one, other).sum())
    return shared > 0 and shared >= WORTH_READING * min(len(one), len(other))


def _is_one_report(a: Shingled, b: Shingled, in_a: Side, in_b: Side, *, moved: bool) -> bool:
    """Return whether the shared part is the same telling, and enough of both texts."""
    short, long = sorted((in_a, in_b), key=lambda side: side.length)
    dense = min(short.density, long.density) >= DENSE
    cut = short.density >= DENSE_SHORT and long.density >= DENSE_LONG and short.length >= FEWEST_CUT
    if moved:
        return _tell_the_same(a, b, in_a, in_b)
    if not (dense or cut) or _end_differently(short, long):
        return False
    main = min(short.share, long.share) > MAIN_PART and long.start <= LONGEST_LEAD * long.length
    front = long.start <= FRONT_WORDS and long.share > LONGEST_LEAD
    brief = front and short.share >= HELD and short.length >= FEWEST_BRIEF
    return (main or brief) and _tell_the_same(a, b, in_a, in_b)


def _end_differently(short: Side, long: Side) -> bool:
    """Return whether both texts have something of their own at the same end."""
    front = min(short.start, long.start)
    back = min(short.length - short.end, long.length - long.end)
    return max(front, back) > OTHER_END + OTHER_END_SHARE * short.length


def _tell_the_same(a: Shingled, b: Shingled, in_a: Side, in_b: Side) -> bool:
    """Return whether the shared part of each has the names and figures of the other."""
    part_a, part_b = a.words[in_a.start : in_a.end], b.words[in_b.start : in_b.end]
    edited = min(in_a.density, in_b.density) < EDITED
    for part, marked in ((part_a, (a.named, b)), (part_b, (b.named, a))):
        all_of, own = _own(part, *marked)
        if own > (1 - SAME_NAMES) * all_of or (edited and _told_often(part, *marked)):
            return False
    figures = (_own(_with_ends(a, in_a), a.figures, b), _own(_with_ends(b, in_b), b.figures, a))
    least = OWN_FIGURES if edited else 1
    return not all(own >= max(least, OWN_PART * all_of) for all_of, own in figures)


def _with_ends(text: Shingled, side: Side) -> NDArray[np.uint64]:
    """Return the words of the shared part and a few around it: a date changed at the very front counts as well."""
    return text.words[max(0, side.start - OTHER_END) : side.end + OTHER_END]


def _own(part: NDArray[np.uint64], marked: NDArray[np.uint64], other: Shingled) -> tuple[int, int]:
    """Return how many different marked words a part has, and how many of them the other text has nowhere."""
    words = np.unique(part)
    words = words[np.isin(words, marked)]
    return len(words), int(np.isin(words, other.words, invert=True).sum())


def _told_often(part: NDArray[np.uint64], named: NDArray[np.uint64], other: Shingled) -> bool:
    """Return whether a part has a name again and again that the other text never has."""
    words, counts = np.unique(part, return_counts=True)
    often = words[(counts >= OFTEN) & np.isin(words, named)]
    return not np.isin(often, other.words).all()


def group(ids: Iterable[Id], pairs: Iterable[tuple[Id, Id]]) -> dict[Id, Id]:
    """Return the group of each id: the smallest id that pairs link it to; one without pairs is its own group.

    `pairs` are those whose reason joins. To add to existing groups, pass their members as pairs with their group id.
    """
    parent: dict[Id, Id] = {}
    for a, b in pairs:
        low, high = sorted((_root(parent, a), _root(parent, b)))
        parent[high] = low
    return {one: _root(parent, one) for one in set(ids) | set(parent)}


def _root(parent: dict[Id, Id], one: Id) -> Id:
    path = []
    while (above := parent.setdefault(one, one)) != one:
        path.append(one)
        one = above
    for below in path:
        parent[below] = one
    return one
