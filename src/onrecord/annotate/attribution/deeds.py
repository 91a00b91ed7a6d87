"""Verbs of speaking that tell a deed: towards a bare name, about a bare topic, of two sides who talk with each other.

"Lima threatened Quito", "lashed out at the envoy", "announced the package", "the leaders discussed the canal" name
no words, thought or stance of anybody; what stands beside the cue is whom or what the deed concerns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.quoted import is_word

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.syntax import Syntax, Token

TARGETED = frozenset("obj at of against with about over on to".split())
TARGETS = frozenset({"person", "party", "institution"})
NAMED_WITH = frozenset("compound det nummod conj cc punct amod nmod case poss appos".split())
PRONOUNS = frozenset({"it", "him", "her", "them", "me", "us", "you"})
PERSONS = frozenset({"him", "her", "them"})
# To endorse or agree with somebody is to say so, whoever it is; a poll shows somebody ahead
DECLARED = frozenset({"endorse", "agree", "disagree", "show", "recall", "remember", "mention"})
POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
# With one's own person for object these name or cast, they do not describe
SELVES = frozenset("itself himself herself themselves myself yourself ourselves each".split())
CASTING = frozenset({"call", "name", "dub", "style"})
TALKING = frozenset({"talk", "speak", "discuss", "mention", "announce", "reference"})
# What is repeated or echoed in words, not done again
SAID_AGAIN = frozenset("position sentiment line view mantra slogan point words phrase message stance theme".split())


def is_told_deed(reading: Reading, finding: Finding) -> bool:
    """Return whether a verbal cue without quoted words only tells towards whom or about what something was done."""
    if finding.entry.kind != "verb" or len(finding.content) != 1:
        return False
    pattern, word, syntax = finding.rules[-1].removeprefix("verb."), finding.entry.words[0], reading.syntax
    words = [t for t in syntax.within(finding.content[0]) if is_word(t)]
    if _is_writers_question(syntax, finding.head) or (word == "find" and _is_small(syntax, finding.head)):
        return True
    if word in CASTING and pattern == "as":
        return any(c.lower in SELVES for c in words[:1])
    return pattern in TARGETED and bool(words) and _is_bare_deed(reading, finding, words)


def _is_bare_deed(reading: Reading, finding: Finding, words: list[Token]) -> bool:
    """Return whether nothing but a name or a topic stands beside the verb."""
    word, head = finding.entry.words[0], _head(words)
    if word == "discuss" and _is_mutual(reading.syntax, finding):
        return True
    if word == "repeat" and finding.rules[-1] == "verb.obj" and not _is_speech(head):
        return True
    pointed = len(words) < 4 and words[0].lower in POINTING and not _is_speech(head)
    if pointed and word in TALKING and len(finding.entry.words) == 1:
        return True
    return word not in DECLARED and _is_target(reading, finding, head, words)


def _is_writers_question(syntax: Syntax, verb: Token) -> bool:
    """Return whether the writer asks: "Would they prefer a truce?"."""
    subject = syntax.child(verb, "nsubj")
    asks = any(subject is not None and c.i < subject.i for c in syntax.children(verb, "aux"))
    return asks and syntax.tokens[syntax.sentence_of(verb).last - 1].text == "?"


def _is_small(syntax: Syntax, verb: Token) -> bool:
    """Return whether something is only felt to be so: "find it hard to sail"."""
    clause = next((c for c in syntax.children(verb, "ccomp") if c.i > verb.i), None)
    subject = None if clause is None else syntax.child(clause, "nsubj")
    return clause is not None and clause.pos == "ADJ" and subject is not None and subject.lower == "it"


def _head(words: list[Token]) -> Token:
    inside = {t.i for t in words}
    return next((t for t in words if t.head not in inside or t.head == t.i), words[-1])


def _is_mutual(syntax: Syntax, finding: Finding) -> bool:
    """Return whether several discuss a thing among each other: that they met is told, not what one of them said."""
    if finding.speaker is None:
        return False
    several = finding.speaker.tag in {"NNS", "NNPS"} or finding.speaker.lower in {"they", "both"}
    joined = bool(syntax.children(finding.speaker, "conj"))
    return several or joined or any(p.lower == "with" for p in syntax.children(finding.head, "prep"))


def _is_speech(noun: Token) -> bool:
    return noun.lemma.lower() in SAID_AGAIN or noun.lemma.lower() in cues("noun")


def _is_target(reading: Reading, finding: Finding, head: Token, words: list[Token]) -> bool:
    """Return whether the content is nothing but names of people and sides, or a pronoun."""
    if finding.entry.cls == "denial" and head.lower in PRONOUNS:
        return False  # "denied it": the claim before
    takes_words = finding.entry.cls in {"assertive", "belief"} and finding.rules[-1] == "verb.obj"
    if head.lower in PERSONS and takes_words:
        return False
    if head.lower in PRONOUNS | SELVES:
        return len(words) == 1
    mention = reading.entities.at(head)
    if mention is None or mention.kind not in TARGETS or mention.form != "name":
        return False
    if any(p.lower == "as" for p in reading.syntax.children(finding.head, "prep")):
        return False
    if mention.kind == "person" and takes_words:
        return False  # to praise or to criticize somebody takes words
    return all(t.i == head.i or t.dep in NAMED_WITH for t in words)
