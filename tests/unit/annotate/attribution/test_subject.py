"""Who does what a verb says, on trees built by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.attribution.subject import antecedent, bearer_of, doer, raised

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types.syntax import Syntax, Token

CASES = {
    "own subject": ("Oslo NNP nsubj said\nsaid/say VBD ROOT said", "said", "Oslo"),
    "along a coordination": (
        "Oslo NNP nsubj met\nmet/meet VBD ROOT met\nand CC cc met\nsaid/say VBD conj met",
        "said",
        "Oslo",
    ),
    "of a participle": (
        "Oslo NNP nsubj waited\nwaited/wait VBD ROOT waited\n, , punct waited\nsaying/say VBG advcl waited",
        "saying",
        "Oslo",
    ),
    "of a noun's participle": (
        "reports/report NNS ROOT reports\nsaying/say VBG acl reports",
        "saying",
        "reports",
    ),
    "agent of a passive": (
        (
            "plan NN nsubjpass rejected\nwas/be VBD auxpass rejected\nrejected/reject VBN ROOT rejected\n"
            "by IN agent rejected\nOslo NNP pobj by"
        ),
        "rejected",
        "Oslo",
    ),
    "none for a bare passive": (
        "plan NN nsubjpass rejected\nwas/be VBD auxpass rejected\nrejected/reject VBN ROOT rejected",
        "rejected",
        None,
    ),
    "object as in quoted as saying": (
        (
            "TASS NNP nsubj quoted\nquoted/quote VBD ROOT quoted\nhim PRP dobj quoted\nas IN prep quoted\n"
            "saying/say VBG pcomp as"
        ),
        "saying",
        "him",
    ),
    "object that is told to": (
        "Oslo NNP nsubj urged\nurged/urge VBD ROOT urged\nhim PRP dobj urged\nto TO aux say\nsay VB xcomp urged",
        "say",
        "him",
    ),
    "possessor of a pledge": (
        "its PRP$ poss vow\nvow NN ROOT vow\nto TO aux deny\ndeny VB acl vow",
        "deny",
        "its",
    ),
}


def word(syntax: Syntax, text: str) -> Token:
    """Return the first token with this text."""
    return next(t for t in syntax.tokens if t.text == text)


@pytest.mark.parametrize(("table", "verb", "expected"), CASES.values(), ids=CASES)
def test_doer(tree: Callable[[str], Syntax], table: str, verb: str, expected: str | None) -> None:
    """The doer is found through the construction."""
    syntax = tree(table)
    found = doer(syntax, word(syntax, verb))
    assert (None if found is None else found.text) == expected


SECOND_SAYING = """Oslo NNP nsubj said
said/say VBD ROOT said
ship NN nsubj sailed
sailed/sail VBD ccomp said
and CC cc sailed
accused/accuse VBD conj sailed
Lima NNP dobj accused"""


def test_a_second_saying_is_raised_out_of_the_first_ones_content(tree: Callable[[str], Syntax]) -> None:
    """A verb of speaking coordinated inside a content belongs beside the cue, whose doer it shares."""
    syntax = tree(SECOND_SAYING)
    cue = raised(syntax, word(syntax, "accused"))
    assert cue is not None
    assert cue.text == "said"
    found = doer(syntax, word(syntax, "accused"))
    assert found is not None
    assert found.text == "Oslo"


def test_what_is_no_verb_of_speaking_stays_inside(tree: Callable[[str], Syntax]) -> None:
    """An act coordinated inside a content is part of what is said."""
    syntax = tree(SECOND_SAYING.replace("accused/accuse", "sank/sink").replace("accused", "sank"))
    assert raised(syntax, word(syntax, "sank")) is None


def test_antecedent_of_a_relative_pronoun(tree: Callable[[str], Syntax]) -> None:
    """A relative pronoun stands for the noun its clause hangs on; other words for nothing."""
    syntax = tree("envoy NN ROOT envoy\nwho WP nsubj spoke\nspoke/speak VBD relcl envoy")
    meant = antecedent(syntax, word(syntax, "who"))
    assert meant is not None
    assert meant.text == "envoy"
    assert antecedent(syntax, word(syntax, "envoy")) is None


def test_access_to_papers_stands_for_the_papers(tree: Callable[[str], Syntax]) -> None:
    """The papers one has access to are the source, not the access."""
    syntax = tree("access NN nsubj shows\nto IN prep access\nfiles/file NNS pobj to\nshows/show VBZ ROOT shows")
    assert bearer_of(syntax, word(syntax, "access")).text == "files"
    assert bearer_of(syntax, word(syntax, "files")).text == "files"
