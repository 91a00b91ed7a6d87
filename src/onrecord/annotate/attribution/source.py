"""The words that name a source, and whether what they name is able to say anything."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.subject import antecedent
from onrecord.types.text import Span
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.annotation import SourceType
    from onrecord.types.syntax import Syntax, Token

FILE = "lexicons/en/source_nouns.yml"
SPEAKING_KINDS = frozenset({"party", "person", "institution", "outlet", "group", "document"})
SPEAKING_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
PRONOUNS = frozenset(
    {
        "he",
        "she",
        "they",
        "who",
        "we",
        "you",
        "i",
        "everyone",
        "nobody",
        "somebody",
        "someone",
        "anyone",
        "everybody",
        "one",
        "others",
        "some",
        "many",
        "most",
        "few",
        "several",
        "both",
        "all",
        "none",
        "those",
        "another",
        "each",
        "neither",
        "either",
        "half",
        "two",
        "three",
    }
)
POSSESSIVES = frozenset({"it", "its", "his", "her", "their", "my", "our", "whose"})
PORTIONS = frozenset(
    {
        "third",
        "quarter",
        "handful",
        "hundred",
        "thousand",
        "dozen",
        "million",
        "share",
        "proportion",
        "rest",
        "plurality",
        "percentage",
        "tenth",
        "fifth",
        "couple",
        "series",
        "range",
        "host",
        "variety",
    }
)
DOER_ENDINGS = ("er", "or", "ian", "ee", "eur", "crat")
PERSON_ENDINGS = ("man", "men", "woman", "women", "person", "people", "ist", "ician", "ologist", "eer")
NOT_SPOKEN_OF = frozenset({"there", "what", "nothing", "something", "everything", "this", "these", "whatever"})


class SourceNoun(NamedTuple):
    """A noun that can stand for a source: its kind, the source type it gives and its standing."""

    kind: str
    type: SourceType
    standing: str | None


@cache
def source_nouns() -> Mapping[str, SourceNoun]:
    """Return the source nouns by lemma."""
    found = {}
    for group in load_yaml(FILE)["groups"]:
        noun = SourceNoun(group["kind"], group["type"], group.get("standing"))
        for lemma in group["nouns"]:
            found[str(lemma)] = noun
    return found


@cache
def mute_nouns() -> frozenset[str]:
    """Return nouns that look like sources but never are."""
    return frozenset(load_yaml(FILE)["mute"])


def can_speak(reading: Reading, head: Token, *, spoken: bool = False) -> bool:
    """Return whether the noun phrase under `head` names somebody, or a paper, that can say something.

    `spoken` says that the verb is one that only speakers do: then any noun will do that is not known to be mute.
    """
    if head.lower == "who":
        return True
    meant = antecedent(reading.syntax, head) or head
    lemma = meant.lemma.lower()
    mention = reading.entities.at(meant)
    if mention is not None and (mention.kind in SPEAKING_KINDS or meant.pos != "PROPN"):
        return mention.kind in SPEAKING_KINDS
    named = spoken and meant.pos == "PROPN" and meant.ent == "ORG"  # "the Refugee Center"
    if (lemma in mute_nouns() and not named) or meant.lower in NOT_SPOKEN_OF:
        return False
    if meant.pos == "PRON" or meant.lower in PRONOUNS:
        return meant.lower in PRONOUNS | POSSESSIVES
    if meant.pos == "NUM" or lemma in PORTIONS:
        return meant.ent not in {"DATE", "TIME", "MONEY"}
    return spoken or _looks_speaking(reading, meant)


def _looks_speaking(reading: Reading, noun: Token) -> bool:
    """Return whether a noun is known as a source, recognised as a name, or built like a word for a person."""
    if noun.lemma.lower() in source_nouns() or noun.ent in SPEAKING_NAMES:
        return True
    if noun.pos == "PROPN" and noun.ent in {"", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"}:
        return True
    return noun.lemma.lower().endswith(PERSON_ENDINGS + DOER_ENDINGS) or _is_aged(reading, noun)


def _is_aged(reading: Reading, head: Token) -> bool:
    """Return whether the head ends "the 46-year-old"."""
    return head.lower == "old" and head.i > 1 and reading.syntax.tokens[head.i - 1].text == "-"


def source_span(reading: Reading, head: Token, cut: frozenset[int], *, possessive: bool = False) -> Span:
    """Return the words that name the source: the phrase under `head` without the cue's own clause.

    `cut` holds the tokens of cue and content, which a phrase must not swallow ("officials saying that …").
    A relative clause after a comma is left out, an apposition is kept.
    """
    syntax = reading.syntax
    kept = _phrase(syntax, head, cut)
    low = high = head.i
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    run = [syntax.tokens[i] for i in range(low, high + 1)]
    if not possessive and len(run) > 1 and run[-1].tag == "POS":
        run.pop()
    while len(run) > 1 and not is_word(run[-1]) and not (run[-1].text == ")" and any(t.text == "(" for t in run)):
        run.pop()
    while len(run) > 1 and not is_word(run[0]):
        run.pop(0)
    return Span(run[0].start, run[-1].end)


def _phrase(syntax: Syntax, head: Token, cut: frozenset[int]) -> set[int]:
    """Collect the tokens of the phrase from the head outwards, stopping at what does not name."""
    kept: set[int] = set()
    queue = [head]
    while queue:
        token = queue.pop()
        kept.add(token.i)
        for child in syntax.children(token):
            if child.i in cut or (token.i == head.i and _is_aside(syntax, head, child)):
                continue
            queue.append(child)
    return kept


def _is_aside(syntax: Syntax, head: Token, child: Token) -> bool:
    """Return whether a dependant tells about the source rather than names it."""
    if child.dep in {"advmod", "mark", "advcl", "ccomp", "parataxis", "npadvmod"} and child.i > head.i:
        return True
    if child.dep == "relcl":
        first = syntax.edges(child)[0]
        return first > 0 and syntax.tokens[first - 1].text in {",", "—", "–", "-"}
    return child.dep == "cc" and not syntax.children(head, "conj")
