"""Contents as spans: runs, trimming, quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.spans import parts, trim

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax

PLAIN = """The DT det fleet
fleet NN nsubj sailed
, , punct sailed
Oslo NNP nsubj said
said/say VBD parataxis sailed
, , punct sailed
sailed/sail VBD ROOT sailed
. . punct sailed"""
QUOTED = """Oslo NNP nsubj said
said/say VBD ROOT said
" `` punct gone
all DT nsubj gone
gone/go VBN ccomp said
" '' punct gone#1"""


def test_runs_are_parted_and_trimmed(tree: Callable[[str], Syntax], reading: Callable[..., Reading]) -> None:
    """Each unbroken run is a span of its own, without commas at its ends."""
    syntax = tree(PLAIN)
    found = parts(reading(syntax), [0, 1, 2, 5, 6, 7])
    assert [s.of(syntax.text) for s in found] == ["The fleet", "sailed"]


def test_a_run_without_words_is_dropped(tree: Callable[[str], Syntax], reading: Callable[..., Reading]) -> None:
    """Punctuation alone is no content."""
    assert parts(reading(tree(PLAIN)), [2]) == ()


def test_marks_of_a_whole_quotation_are_kept(tree: Callable[[str], Syntax], reading: Callable[..., Reading]) -> None:
    """A run that is a quotation's words reaches to its marks."""
    syntax = tree(QUOTED)
    (found,) = parts(reading(syntax), [3, 4])
    assert found.of(syntax.text).strip().startswith('"')
    assert found.of(syntax.text).endswith('"')


def test_a_bracket_with_its_partner_is_kept(tree: Callable[[str], Syntax]) -> None:
    """Only what hangs loose at an end is cut."""
    syntax = tree(
        "the DT det law\nlaw NN ROOT law\n( -LRB- punct old\nold JJ amod law\n) -RRB- punct old\n, , punct law"
    )
    assert [t.text for t in trim(syntax.tokens)] == ["the", "law", "(", "old", ")"]
    assert [t.text for t in trim(syntax.tokens[3:])] == ["old"]
