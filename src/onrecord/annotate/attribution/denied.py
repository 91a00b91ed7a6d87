"""Whose claim a denial denies: "X rejected Y's claim that …", "…, which Tehran denies", "denied the charge"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import tree
from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.subject import RELATIVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.annotation import Attribution
    from onrecord.types.syntax import Syntax, Token

# Verbs and nouns that say of a claim that it is not so; the other denials ("rejected", "dismissed") need a claim named
CONTRADICTING = frozenset({"deny", "dispute", "refute", "rebut", "contradict", "denial", "rebuttal"})
CLAIMS = frozenset({"assertive", "hedge", "belief"})
TELLING = frozenset({"report", "statement", "account", "remark", "version"})
CLAIMED = frozenset({"assertive", "hedge", "belief", "neutral", "factive"})
POINTING = frozenset({"the", "this", "that", "these", "those", "such", "all", "both", "any"})
BARE = frozenset({"it", "this", "that"})
GUILT = frozenset({"involvement", "wrongdoing", "responsibility", "role", "complicity"})
BACK = 3  # sentences before the denial's own in which the claim may stand
ALIKE = 0.5  # share of a denial's words that a claim must have to be the one denied


def denials(reading: Reading, first: Mapping[str, Finding], records: Sequence[Attribution]) -> Mapping[str, str]:
    """Return the id of the claim for each attribution that denies one, by its own id."""
    found = {}
    for record in records:
        finding = first[record.id]
        if finding.entry.cls != "denial" or finding.carried is not None:
            continue
        others = [r for r in records if r.id != record.id and first[r.id].carried is None and _differ(r, record)]
        claim = _claim(reading, finding, first, others)
        if claim is not None:
            found[record.id] = claim
    return found


def _differ(one: Attribution, other: Attribution) -> bool:
    """Return whether two attributions may have different speakers."""
    if one.source_name is not None or other.source_name is not None:
        return one.source_name != other.source_name
    if one.source_type == other.source_type == "unspecified":
        return True
    return (one.source_type, one.source_party) != (other.source_type, other.source_party)


def _claim(
    reading: Reading, denial: Finding, first: Mapping[str, Finding], others: Sequence[Attribution]
) -> str | None:
    sayings = [(r.id, first[r.id]) for r in others if first[r.id].entry.cls in CLAIMED]
    matter = [t for t in _matter(reading, denial) if reading.quoted.number(t) is None]
    named = next((key for key, f in sayings if f.head in matter), None)
    if named is not None:
        return named
    before = [(key, f) for key, f in sayings if _is_before(f, denial)]
    if any(t.lower in RELATIVES for t in matter) or denial.rules[-1] == "verb.relative":
        return _related(reading, denial, before)
    if any(_points_back(reading, t, denial) for t in matter):
        return before[-1][0] if before else None
    if denial.entry.words[0] not in CONTRADICTING:
        return None
    if any(t.lemma.lower() in GUILT for t in matter):
        return _of_side(reading, denial, before)
    return _like(reading, denial, before)


def _matter(reading: Reading, denial: Finding) -> Iterator[Token]:
    """Yield the heads of what is denied: object, subject of a passive, object of a preposition, their partners."""
    syntax = reading.syntax
    for child in syntax.children(denial.head, "dobj", "nsubjpass", "prep"):
        heads = (child,) if child.dep != "prep" else syntax.children(child, "pobj")
        for head in heads:
            yield head
            yield from syntax.children(head, "conj")


def _is_before(finding: Finding, denial: Finding) -> bool:
    distance = denial.head.sentence - finding.head.sentence
    return 0 <= distance <= BACK and finding.start < denial.cue.start and finding.head.i != denial.head.i


def denied_claim(syntax: Syntax, verb: Token) -> frozenset[int] | None:
    """Return the tokens of what a relative clause denies: "a charge it denies", "it fired first, which Lima denies".

    The noun phrase where its noun names a claim; else, for a verb that contradicts, the clause before the comma.
    """
    if verb.dep != "relcl":
        return None
    noun, obj = syntax.head(verb), syntax.child(verb, "dobj")
    if obj is not None and (obj.lower not in RELATIVES or obj.i > verb.i):
        return None
    subject = syntax.child(verb, "nsubj")
    if subject is None or subject.lower in RELATIVES or any(c.i > verb.i for c in syntax.children(verb, "ccomp")):
        return None
    if is_claim(noun):
        return tree(syntax, noun) - tree(syntax, verb)
    if obj is None or verb.lemma.lower() not in CONTRADICTING:
        return None
    clause = next((t for t in (noun, *syntax.ancestors(noun)) if t.pos in {"VERB", "AUX"}), None)
    return None if clause is None else tree(syntax, clause) - tree(syntax, verb)


def is_denied_aside(syntax: Syntax, verb: Token) -> bool:
    """Return whether a verb opens ", which Tehran denies": the reporter's aside, no part of the claim."""
    if verb.dep != "relcl" or verb.lemma.lower() not in CONTRADICTING:
        return False
    low = syntax.edges(verb)[0]
    return low > 0 and syntax.tokens[low - 1].text == "," and denied_claim(syntax, verb) is not None


def is_claim(noun: Token) -> bool:
    """Return whether a noun names a claim: "accusation", "allegation", "report"."""
    lemma = noun.lemma.lower()
    return lemma in TELLING or any(e.cls in CLAIMS for e in cues("noun").get(lemma, ()))


def _points_back(reading: Reading, noun: Token, denial: Finding) -> bool:
    """Return whether the words of what is denied point back to a claim: "the accusation", "it"."""
    if noun.lower in BARE:
        return denial.entry.words[0] in CONTRADICTING
    pointed = noun.tag == "NNS" or any(c.lower in POINTING for c in reading.syntax.children(noun, "det", "amod"))
    tells_own = reading.syntax.children(noun, "acl", "prep", "poss", "relcl")
    return is_claim(noun) and pointed and not tells_own


def _related(reading: Reading, denial: Finding, before: Sequence[tuple[str, Finding]]) -> str | None:
    """Return the claim a relative clause hangs on: the noun it follows, else the saying around that noun."""
    noun = reading.syntax.head(denial.head)
    for key, finding in before:
        if finding.head.i == noun.i:
            return key
    if denial.entry.words[0] not in CONTRADICTING and not is_claim(noun):
        return None
    around = [
        (key, f)
        for key, f in before
        if f.head.sentence == denial.head.sentence and (is_claim(noun) or any(c.covers(noun.span) for c in f.content))
    ]
    return around[-1][0] if around else None


def _of_side(reading: Reading, denial: Finding, before: Sequence[tuple[str, Finding]]) -> str | None:
    """Return the last assertion whose content names the side of the one who denies."""
    mention = None if denial.speaker is None else reading.entities.at(denial.speaker)
    if mention is None or mention.party is None:
        return None
    for key, finding in reversed(before):
        named = (m for m in reading.entities.mentions if any(c.covers(m.span) for c in finding.content))
        if finding.entry.cls == "assertive" and any(mention.party in m.parties for m in named):
            return key
    return None


def _like(reading: Reading, denial: Finding, before: Sequence[tuple[str, Finding]]) -> str | None:
    """Return the last saying that has half of the denial's words."""
    own = _words(reading, denial)
    for key, finding in reversed(before):
        if len(own) > 1 and len(own & _words(reading, finding)) >= ALIKE * len(own):
            return key
    return None


def _words(reading: Reading, finding: Finding) -> frozenset[str]:
    tokens = (t for span in finding.content for t in reading.syntax.within(span))
    return frozenset(t.lemma.lower() for t in tokens if t.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
