"""Firm or loose: whether an editor would call a finding a saying by that source with that content.

The rules are data (`lexicons/en/attribution_firm.yml`); this module reads them and tells which shapes hold. A loose
attribution stays in the record with the id of the rule that made it loose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.annotate.attribution.complements import is_infinitive
from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.source import PERSON_ENDINGS, SPEAKING_KINDS, SPEAKING_NAMES, source_nouns
from onrecord.annotate.attribution.subject import antecedent
from onrecord.annotate.attribution.unsaid import CARRYING
from onrecord.errors import VocabularyError
from onrecord.types.text import Span
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.syntax import Token

FILE = "lexicons/en/attribution_firm.yml"
QUOTED = 1 / 3
LONG_SOURCE = 35
MANY_PARTS = 4
POSSIBLE = frozenset({"could", "would", "might", "may", "should", "must", "can"})
CONDITIONS = frozenset({"if", "unless", "whether"})
READERS = frozenset({"i", "we", "you", "me", "my", "our", "your"})
POINTING = frozenset({"that", "which", "it", "this", "what", "these", "those"})
OBJECTIVE = frozenset({"him", "them", "us", "me"})
# Classes of nouns that name something said: claims, denials, threats; not ideas or views
SPOKEN = frozenset({"assertive", "denial", "threat", "demand", "promise"})
THAT = frozenset({"that", "whether"})
FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
# The spelling of links and captions that ran into the sentence: "RayPoll: …", "MORE (D-Ohio)", "Hide Caption 3 of 9"
FURNITURE = re.compile(
    r"\bMORE \([RDI]-|\b[Rr]ead more\b|Hide Caption|\bJUST WATCHED\b|\bMust Watch\b|\bReplay More\b|toggle caption|"
    r"^Related:|\bImage Credit|\bPhotos? \d+ of \d+|\b\d+ of \d+ Photos\b|[a-z]{2}MORE\b"
)
# A run of links within a sentence begins where a name is glued to the first ("Ray Ann RayPoll: …") and ends with MORE
LINKS = re.compile(r"\b([A-Z][a-z]{2,}) [^.\n]{0,60}?\b\1[A-Z][a-z][^\n]{0,700}?\bMORE\b")


@dataclass(frozen=True, slots=True)
class LooseRule:
    """What makes a finding loose: all conditions that are not empty must hold, of `unless` none may."""

    id: str
    constructions: tuple[str, ...]
    cues: frozenset[str]
    not_cues: frozenset[str]
    classes: frozenset[str]
    shapes: tuple[str, ...]
    unless: tuple[str, ...]

    def names(self, construction: str, cue: str, cls: str) -> bool:
        """Return whether the rule is for a construction, the id of a cue and its class."""
        if self.constructions and not any(_is_of(construction, name) for name in self.constructions):
            return False
        if cue in self.not_cues or (self.cues and cue not in self.cues):
            return False
        return not self.classes or cls in self.classes


def loose_rule(reading: Reading, finding: Finding) -> str | None:
    """Return the id of the rule that makes a finding loose; None where it is firm. Refusals to speak are firm."""
    if finding.entry.cls == "declined":
        return None
    for rule in _rules_for(finding.rules[-1], finding.entry.id, finding.entry.cls):
        if all(SHAPES[shape](reading, finding) for shape in rule.shapes) and not any(
            SHAPES[shape](reading, finding) for shape in rule.unless
        ):
            return rule.id
    return None


@cache
def rules() -> tuple[LooseRule, ...]:
    """Return the rules in the order of the file; a shape or cue that nobody knows is a VocabularyError."""
    known = {e.id for kind in ("verb", "preposition") for group in cues(kind).values() for e in group}
    return tuple(_rule(row, known) for row in load_yaml(FILE)["rules"])


@cache
def _rules_for(construction: str, cue: str, cls: str) -> tuple[LooseRule, ...]:
    """Return the rules to be asked for findings of a kind; there are some thousand kinds at most."""
    return tuple(rule for rule in rules() if rule.names(construction, cue, cls))


def _rule(row: Mapping[str, Any], known: set[str]) -> LooseRule:
    shapes, unless = tuple(row.get("shapes", ())), tuple(row.get("unless", ()))
    named = {*row.get("cues", ()), *row.get("not_cues", ())}
    if not {*shapes, *unless} <= SHAPES.keys() or not named <= known:
        raise VocabularyError(f"{FILE}: {row['id']}: unknown shape or cue")
    return LooseRule(
        row["id"],
        tuple(row.get("constructions", ())),
        frozenset(row.get("cues", ())),
        frozenset(row.get("not_cues", ())),
        frozenset(row.get("classes", ())),
        shapes,
        unless,
    )


def _is_of(construction: str, name: str) -> bool:
    return construction.startswith(name) if name.endswith(".") else construction == name


# -- shapes -----------------------------------------------------------------------------------------------------------


def _is_quoted(reading: Reading, finding: Finding) -> bool:
    return reading.quoted.share(finding.content, finding.head) >= QUOTED


def _is_sourceless(_: Reading, finding: Finding) -> bool:
    return finding.source is None


def _is_speech(reading: Reading, finding: Finding) -> bool:
    """Return whether the content is headed by a noun of speech or holds a that-clause."""
    tokens = [t for span in finding.content for t in reading.syntax.within(span)]
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head not in inside or t.head == t.i]
    if any(e.cls in SPOKEN for h in heads if h.pos == "NOUN" for e in cues("noun").get(h.lemma.lower(), ())):
        return True
    return any(t.lower in THAT and t.dep == "mark" for t in tokens)


def _is_clause(_: Reading, finding: Finding) -> bool:
    return finding.rules[-1].endswith(".clause")


def _is_document(reading: Reading, finding: Finding) -> bool:
    if finding.speaker is None:
        return False
    mention, noun = reading.entities.at(finding.speaker), source_nouns().get(finding.speaker.lemma.lower())
    if mention is not None and mention.kind in {"document", "outlet"}:
        return True
    return noun is not None and noun.kind in {"document", "outlet"}


def _is_thing(reading: Reading, finding: Finding) -> bool:
    """Return whether the source is neither somebody nor a paper."""
    if finding.speaker is None:
        return True
    meant = antecedent(reading.syntax, finding.speaker) or finding.speaker
    mention = reading.entities.at(meant)
    if mention is not None:
        return mention.kind not in SPEAKING_KINDS
    lemma = meant.lemma.lower()
    known = lemma in source_nouns() or meant.ent in SPEAKING_NAMES or meant.pos in {"PROPN", "PRON"}
    return not known and not lemma.endswith(PERSON_ENDINGS)


def _auxiliaries(reading: Reading, finding: Finding) -> set[str]:
    return {c.lower for c in reading.syntax.children(finding.head, "aux")}


def _is_possible(reading: Reading, finding: Finding) -> bool:
    if finding.entry.kind != "verb":
        return False
    under = any(c.lower in CONDITIONS for c in reading.syntax.children(finding.head, "mark"))
    return under or bool(_auxiliaries(reading, finding) & POSSIBLE)


def _is_negated(reading: Reading, finding: Finding) -> bool:
    below = reading.syntax.children(finding.head, "advmod", "cc", "preconj")
    never = [c for c in below if c.i < finding.head.i and c.lower in {"never", "nor", "neither"}]
    return finding.entry.kind == "verb" and bool(never or reading.syntax.children(finding.head, "neg"))


def _is_infinitive(reading: Reading, finding: Finding) -> bool:
    head = finding.head
    if finding.entry.kind != "verb" or not is_infinitive(reading.syntax, head):
        return False
    return reading.syntax.head(head).lemma.lower() not in CARRYING - {"want", "like", "need", "dare", "know"}


def _is_question(reading: Reading, finding: Finding) -> bool:
    last = [t for t in reading.syntax.words(reading.syntax.sentence_of(finding.head)) if t.text == "?"]
    return bool(last) and reading.quoted.number(last[-1]) is None


def _is_reader(_: Reading, finding: Finding) -> bool:
    return finding.speaker is not None and finding.speaker.lower in READERS


def _is_pointing(reading: Reading, finding: Finding) -> bool:
    speaker = finding.speaker
    if speaker is None or speaker.lower not in POINTING or finding.carried is not None:
        return False
    if speaker.lower in {"it", "those"}:
        return speaker.lower == "it" and reading.entities.at(speaker) is None
    meant = antecedent(reading.syntax, speaker)
    return meant is None or _is_thing(reading, finding)


def _is_inside(reading: Reading, finding: Finding) -> bool:
    return reading.quoted.number(finding.head) is not None


def _is_relative(_: Reading, finding: Finding) -> bool:
    return finding.speaker is not None and finding.speaker.lower in {"which", "that"}


def _is_it(_: Reading, finding: Finding) -> bool:
    return finding.speaker is not None and finding.speaker.lower == "it"


def _is_doubtful(reading: Reading, finding: Finding) -> bool:
    """Return whether a pronoun outside of quotation marks was taken for somebody named within them just before."""
    speaker = finding.speaker
    mention = None if speaker is None else reading.entities.at(speaker)
    if speaker is None or mention is None or mention.form != "pronoun" or mention.antecedent is None:
        return False
    meant = reading.entities.mentions[mention.antecedent]
    inside = reading.quoted.number(reading.syntax.tokens[meant.head])
    return inside is not None and reading.quoted.number(speaker) != inside


def _is_objective(reading: Reading, finding: Finding) -> bool:
    speaker = finding.speaker
    if speaker is None or speaker.text not in OBJECTIVE or finding.entry.kind != "verb":
        return False
    return not reading.syntax.is_passive(finding.head)


def _is_furniture(reading: Reading, finding: Finding) -> bool:
    spans = [*finding.content, *([finding.source] if finding.source is not None else [])]
    low, high = min(s.start for s in (*spans, finding.cue)), max(s.end for s in (*spans, finding.cue))
    text, own = reading.document.text, reading.syntax.sentence_of(finding.head).span
    if FURNITURE.search(text[max(low, own.start) : min(high, own.end) + 8]):
        return True
    return any(run.overlaps(span) for run in _link_runs(text) for span in (*spans, finding.cue))


@lru_cache(maxsize=2)
def _link_runs(text: str) -> tuple[Span, ...]:
    """Return the runs of links in a text; remembered, for every finding of a text asks."""
    if "MORE" not in text:
        return ()
    return tuple(Span(*m.span()) for m in LINKS.finditer(text))


def _has_long_source(reading: Reading, finding: Finding) -> bool:
    if finding.source is None:
        return False
    return sum(is_word(t) for t in reading.syntax.within(finding.source)) > LONG_SOURCE


def _is_scattered(reading: Reading, finding: Finding) -> bool:
    own = reading.syntax.sentence_of(finding.head).span
    return sum(span.overlaps(own) for span in finding.content) >= MANY_PARTS


def _is_tiny(reading: Reading, finding: Finding) -> bool:
    words = [t for span in finding.content for t in reading.syntax.within(span) if is_word(t)]
    return len(words) <= 1 and not _is_quoted(reading, finding)


def _is_headless(reading: Reading, finding: Finding) -> bool:
    """Return whether the content after a cue begins with a finite verb: the parser lost its subject."""
    if len(finding.content) != 1 or finding.content[0].start < finding.cue.end:
        return False
    words = [t for t in reading.syntax.within(finding.content[0]) if is_word(t)]
    return bool(words) and _opens_finite(reading, words[0])


def _opens_finite(reading: Reading, first: Token) -> bool:
    if first.tag not in FINITE or first.text[0].isupper():
        return False
    after = reading.syntax.children(first, "nsubj", "expl", "csubj", "nsubjpass")
    above = reading.syntax.children(reading.syntax.head(first), "nsubj", "expl") if first.dep.startswith("aux") else ()
    return not any(t.i > first.i for t in (*after, *above))


def _is_carried(reading: Reading, finding: Finding) -> bool:
    """Return whether the cue would be loose if this further sentence were all its content."""
    if finding.carried is None:
        return False
    return loose_rule(reading, replace(finding.carried, content=finding.content)) is not None


SHAPES: Mapping[str, Callable[[Reading, Finding], bool]] = {
    "quoted": _is_quoted,
    "sourceless": _is_sourceless,
    "speech": _is_speech,
    "clause": _is_clause,
    "document": _is_document,
    "thing": _is_thing,
    "possible": _is_possible,
    "negated": _is_negated,
    "infinitive": _is_infinitive,
    "question": _is_question,
    "reader": _is_reader,
    "pointing": _is_pointing,
    "inside": _is_inside,
    "relative": _is_relative,
    "it": _is_it,
    "doubtful": _is_doubtful,
    "objective": _is_objective,
    "furniture": _is_furniture,
    "long_source": _has_long_source,
    "scattered": _is_scattered,
    "tiny": _is_tiny,
    "headless": _is_headless,
    "carried": _is_carried,
}
