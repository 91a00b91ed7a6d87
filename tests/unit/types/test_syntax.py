"""The questions a rule asks of a tree, answered on trees built by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.types.syntax import Sentence, Syntax, Token
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    Builder = Callable[[str], Syntax]

TWO = """
The DT det minister
Danish JJ amod minister
minister NN nsubj landed
landed/land VBD ROOT landed
. . punct landed

She PRP nsubj met
met/meet VBD ROOT met
envoys/envoy NNS dobj met
and CC cc envoys
clerks/clerk NNS conj envoys
and CC cc clerks
cooks/cook NNS conj clerks
. . punct met
"""
JOINED = """
Peru NNP nsubj signed
and CC cc Peru
Chile NNP conj Peru
signed/sign VBD ROOT signed
and CC cc signed
left/leave VBD conj signed
and CC cc left
slept/sleep VBD conj left
. . punct signed
"""
CROSSED = """
A DT det report
report NN nsubjpass issued
was/be VBD auxpass issued
issued/issue VBN ROOT issued
on IN prep report
fish NN pobj on
. . punct issued
"""


@pytest.fixture(scope="module")
def two(tree: Builder) -> Syntax:
    """Two sentences, the second with coordinated objects."""
    return tree(TWO)


@pytest.fixture(scope="module")
def joined(tree: Builder) -> Syntax:
    """Coordinated subjects and coordinated verbs."""
    return tree(JOINED)


@pytest.fixture(scope="module")
def crossed(tree: Builder) -> Syntax:
    """A discontinuous subject phrase ("a report ... on fish")."""
    return tree(CROSSED)


def word(syntax: Syntax, text: str) -> Token:
    """Return the first token with this text."""
    return next(t for t in syntax.tokens if t.text == text)


def words(tokens: tuple[Token, ...]) -> list[str]:
    """Return the texts of tokens."""
    return [t.text for t in tokens]


def test_token_knows_its_place_and_its_lower_case(two: Syntax) -> None:
    """A token points into the text of its tree."""
    token = word(two, "Danish")
    assert (token.span.of(two.text), token.lower) == ("Danish", "danish")


def test_words_of_a_sentence(two: Syntax) -> None:
    """A sentence has its own words and no others."""
    assert words(two.words(two.sentences[0])) == ["The", "Danish", "minister", "landed", "."]


def test_sentence_of_a_token(two: Syntax) -> None:
    """A token knows its sentence."""
    assert two.sentence_of(word(two, "met")) is two.sentences[1]


def test_root(two: Syntax) -> None:
    """The root of a sentence governs itself."""
    root = two.root(two.sentences[1])
    assert root is not None
    assert (root.text, two.head(root)) == ("met", root)


def test_empty_sentence_has_no_root() -> None:
    """A sentence without tokens has no root."""
    empty = Sentence(0, Span(0, 0), 0, 0)
    assert Syntax("", (), (empty,)).root(empty) is None


def test_children_in_order(two: Syntax) -> None:
    """All direct dependants come in text order."""
    assert words(two.children(word(two, "minister"))) == ["The", "Danish"]


def test_children_by_label(two: Syntax) -> None:
    """Labels choose among the dependants."""
    assert words(two.children(word(two, "minister"), "amod", "poss")) == ["Danish"]


def test_child_is_the_first_with_a_label(two: Syntax) -> None:
    """Of several dependants the first is returned, none where there is none."""
    minister = word(two, "minister")
    first = two.child(minister, "amod", "det")
    assert first is not None
    assert (first.text, two.child(minister, "poss")) == ("The", None)


def test_ancestors_up_to_the_root(two: Syntax) -> None:
    """The governors come from the nearest to the root."""
    assert [t.text for t in two.ancestors(word(two, "cooks"))] == ["clerks", "envoys", "met"]


def test_root_has_no_ancestors(two: Syntax) -> None:
    """A root has no governor but itself."""
    assert list(two.ancestors(word(two, "landed"))) == []


def test_subtree_in_text_order(crossed: Syntax) -> None:
    """A discontinuous subtree comes in text order, without what it does not govern."""
    assert words(crossed.subtree(word(crossed, "report"))) == ["A", "report", "on", "fish"]


def test_edges_of_a_discontinuous_subtree(crossed: Syntax) -> None:
    """The edges of a subtree are its first and its last token."""
    low, high = crossed.edges(word(crossed, "report"))
    assert (crossed.tokens[low].text, crossed.tokens[high].text) == ("A", "fish")


def test_edges_of_a_leaf(two: Syntax) -> None:
    """A token without dependants is its own subtree."""
    token = word(two, "She")
    assert two.edges(token) == (token.i, token.i)


def test_edges_of_a_very_deep_tree() -> None:
    """Depth does not matter: there is no recursion."""
    many = 3000
    tokens = [Token(i, i * 2, i * 2 + 1, "x", "x", "NOUN", "NN", "dep", max(i - 1, 0), "", 0) for i in range(many)]
    syntax = Syntax("x " * many, tokens, [Sentence(0, Span(0, 2 * many - 1), 0, many)])
    assert syntax.edges(tokens[0]) == (0, many - 1)


def test_is_under_an_ancestor_and_itself(two: Syntax) -> None:
    """A token is under itself and under each of its governors, not under its dependants."""
    envoys, cooks = word(two, "envoys"), word(two, "cooks")
    assert (two.is_under(cooks, envoys), two.is_under(cooks, cooks), two.is_under(envoys, cooks)) == (True, True, False)


def test_span_between_tokens(two: Syntax) -> None:
    """A span reaches from the first token's start to the last one's end."""
    assert two.span(word(two, "Danish"), word(two, "landed")).of(two.text) == "Danish minister landed"


def test_span_of_one_token(two: Syntax) -> None:
    """Without a last token the span is the first one's."""
    assert two.span(word(two, "Danish")).of(two.text) == "Danish"


def test_phrase_is_the_whole_subtree(two: Syntax) -> None:
    """A phrase reaches over all that its head governs."""
    assert two.phrase(word(two, "envoys")).of(two.text) == "envoys and clerks and cooks"


def test_within_leaves_out_cut_tokens(two: Syntax) -> None:
    """Only tokens that lie wholly within a span belong to it."""
    start = two.text.index("Danish")
    assert words(two.within(Span(start + 1, two.text.index("landed") + 6))) == ["minister", "landed"]


def test_conjuncts_of_the_first(two: Syntax) -> None:
    """A chain of coordination is followed to its end."""
    assert words(two.conjuncts(word(two, "envoys"))) == ["envoys", "clerks", "cooks"]


def test_first_conjunct_of_the_last(two: Syntax) -> None:
    """From any member the coordination leads back to its head."""
    assert two.first_conjunct(word(two, "cooks")).text == "envoys"


def test_first_conjunct_of_a_single_word(two: Syntax) -> None:
    """A word outside of any coordination is its own head."""
    assert two.first_conjunct(word(two, "She")).text == "She"


def test_subjects_of_coordinated_verbs(joined: Syntax) -> None:
    """A later verb of a coordination shares the subjects of the first, with their conjuncts."""
    assert words(joined.subjects(word(joined, "slept"))) == ["Peru", "Chile"]


def test_verb_without_a_subject(tree: Builder) -> None:
    """A root without a subject has none."""
    syntax = tree("Leave VB ROOT Leave\nnow RB advmod Leave")
    assert syntax.subjects(syntax.tokens[0]) == ()


def test_passive_by_auxiliary(crossed: Syntax) -> None:
    """A passive auxiliary makes a passive."""
    assert crossed.is_passive(word(crossed, "issued"))


def test_active_is_no_passive(joined: Syntax) -> None:
    """A verb with an active subject is no passive."""
    assert not joined.is_passive(word(joined, "signed"))
