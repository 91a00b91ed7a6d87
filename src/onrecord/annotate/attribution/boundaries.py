"""Where a verbal cue's content begins and ends, put right: what the parser cut off, or hung on it from elsewhere.

Each rule takes and returns the content's token indices; none looks beyond the cue's sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import is_infinitive, tree
from onrecord.annotate.attribution.lexicon import verb_entries
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.subject import SPEECH

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Syntax, Token

MARKS = frozenset({"that", "whether"})
CONDITIONS = frozenset({"if", "unless"})
RELATIVES = frozenset({"who", "whose", "which"})
OPEN = frozenset({"“", '"', "``", "‘", "''"})
NOMINAL = frozenset({"DET", "NOUN", "PROPN", "NUM", "ADJ"})
FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
CLAUSAL = frozenset({"clause", "parenthetical", "quote"})
LONGEST_GAP = 6  # tokens of a subject the parser left out between the cue and its content


def bounded(reading: Reading, entry: CueEntry, verb: Token, indices: frozenset[int], pattern: str) -> frozenset[int]:
    """Return the content of a clausal cue with its faults of boundary put right; others as they are."""
    syntax = reading.syntax
    if pattern == "as" and verb.tag == "VBG":
        return indices - _second_participle(syntax, verb, indices)
    if pattern not in CLAUSAL or not indices:
        return indices
    if is_added(syntax, verb):
        indices = frozenset(i for i in indices if i > verb.i)
    if not indices:
        return indices
    if pattern == "parenthetical":
        indices = _after_as(reading, verb, indices) or _around_saying(syntax, verb) or indices
    if entry.hears:
        indices -= _of_hearer(syntax, verb, indices)
    if not indices:
        return indices
    indices |= _further(syntax, verb, indices)
    if not entry.hears:
        indices |= _left_out(reading, verb, indices)
    indices |= _condition(syntax, verb, indices)
    return _after_colon(reading, verb, indices)


def is_added(syntax: Syntax, verb: Token) -> bool:
    """Return whether a participle adds a saying to one before it: "…, adding that", "…, saying: “…”"."""
    if verb.tag != "VBG" or verb.lemma.lower() not in SPEECH or verb.dep not in {"advcl", "xcomp", "conj", "ccomp"}:
        return False
    return verb.i > syntax.sentence_of(verb).first and syntax.tokens[verb.i - 1].text == ","


def _further(syntax: Syntax, verb: Token, indices: frozenset[int]) -> frozenset[int]:
    """Return a second clause hung on the cue: ", and that the crew was safe"; "…, he added, and had left"."""
    found: set[int] = set()
    tokens = syntax.tokens
    for clause in syntax.children(verb, "conj"):
        if clause.i < verb.i or clause.i in indices:
            continue
        low, high = syntax.edges(clause)
        marked = tokens[low].lower in MARKS and tokens[low].dep == "mark" and min(indices) > verb.i
        aside = max(indices) < verb.i and tokens[verb.i + 1].text == "," and _shares_subject(syntax, clause)
        if marked or aside:
            start = min([low, *(c.i for c in syntax.children(verb, "cc") if verb.i < c.i < clause.i)])
            found.update(range(start, high + 1))
    return frozenset(found)


def _shares_subject(syntax: Syntax, clause: Token) -> bool:
    """Return whether a clause after an aside goes on with what is said: without a subject, or in its mood."""
    own = syntax.child(clause, "nsubj", "nsubjpass", "expl")
    goes_on = own is None or any(c.tag == "MD" for c in syntax.children(clause, "aux"))
    return goes_on and clause.lemma.lower() not in SPEECH and clause.tag != "VBG"


def _second_participle(syntax: Syntax, verb: Token, indices: frozenset[int]) -> frozenset[int]:
    """Return a second saying that runs on from the first: "describing it as a farce and mocking the mayor"."""
    for i in sorted(indices):
        token = syntax.tokens[i]
        if token.i > verb.i and token.tag == "VBG" and token.dep == "conj" and verb_entries(token):
            start = token.i - 1 if syntax.tokens[token.i - 1].tag == "CC" else token.i
            return frozenset(j for j in indices if j >= start)
    return frozenset()


def _after_as(reading: Reading, verb: Token, indices: frozenset[int]) -> frozenset[int]:
    """Return the quotation alone for "it is, as the envoy said, “a farce”": what stands before is the writer's."""
    if not any(c.lower == "as" for c in reading.syntax.children(verb, "mark", "advmod")):
        return frozenset()
    after = [t for t in reading.syntax.tokens[verb.i + 1 : max(indices) + 1] if is_word(t) and t.i in indices]
    if not after or reading.quoted.number(after[0]) is None:
        return frozenset()
    return frozenset(i for i in indices if i >= after[0].i)


def _around_saying(syntax: Syntax, verb: Token) -> frozenset[int]:
    """Return all before the cue for "Ruiz said the road was shut, the Herald reported", hung on what Ruiz said."""
    clause, sentence = syntax.head(verb), syntax.sentence_of(verb)
    outer, low = syntax.head(clause), syntax.edges(verb)[0]
    if clause.dep != "ccomp" or outer.lemma.lower() not in SPEECH or not outer.i < clause.i < low:
        return frozenset()
    if any(is_word(t) for t in syntax.tokens[syntax.edges(verb)[1] + 1 : sentence.last]):
        return frozenset()
    return frozenset(range(sentence.first, low))


def _of_hearer(syntax: Syntax, verb: Token, indices: frozenset[int]) -> frozenset[int]:
    """Return what tells of the one spoken to after the saying: "“…,” he told a clerk who seemed tired"."""
    if min(indices) > verb.i:
        return frozenset()
    after = [c for c in syntax.children(verb, "ccomp") if c.i > verb.i]
    return frozenset(i for c in after if syntax.tokens[syntax.edges(c)[0]].lower in RELATIVES for i in tree(syntax, c))


def _left_out(reading: Reading, verb: Token, indices: frozenset[int]) -> frozenset[int]:
    """Return the subject that stands between the cue and words without one: "insisted Lima “would never pay”"."""
    tokens, low = reading.syntax.tokens, min(indices)
    gap = [t for t in tokens[verb.i + 1 : low] if t.text not in OPEN]
    first = next((t for t in tokens[low : max(indices) + 1] if is_word(t)), None)
    if first is None or low < verb.i or not 0 < len(gap) <= LONGEST_GAP:
        return frozenset()
    quoted = tokens[low - 1].text in OPEN or tokens[low].text in OPEN
    headless = first.tag in FINITE or (quoted and gap[-1].tag == "PRP$")
    plain = all(t.pos in NOMINAL or t.tag in {"PRP$", "POS"} for t in gap)
    if not headless or not plain or gap[-1].ent in {"DATE", "TIME"}:
        return frozenset()
    return frozenset(range(verb.i + 1, low))


def _condition(syntax: Syntax, verb: Token, indices: frozenset[int]) -> frozenset[int]:
    """Return the condition before an aside: "If it rains, the envoy said, “the talks will end”"."""
    subject = syntax.child(verb, "nsubj")
    after = syntax.tokens[verb.i + 1 : verb.i + 2]
    if subject is None or min(indices) < verb.i or not after or after[0].text != ",":
        return frozenset()
    for clause in syntax.children(verb, "advcl"):
        low, high = syntax.edges(clause)
        marked = any(c.lower in CONDITIONS for c in syntax.children(clause, "mark"))
        if marked and high < subject.i and clause.lemma.lower() not in SPEECH and not is_infinitive(syntax, clause):
            return frozenset(range(low, high + 1))
    return frozenset()


def _after_colon(reading: Reading, verb: Token, indices: frozenset[int]) -> frozenset[int]:
    """Return the quotation alone for "The mayor went on: “…,” he said": what leads up to it is the writer's."""
    if max(indices) > verb.i:
        return indices
    syntax = reading.syntax
    sentence = syntax.sentence_of(verb)
    colons = [t for t in syntax.tokens[sentence.first : verb.i] if t.text == ":" and reading.quoted.number(t) is None]
    if not colons or colons[-1].i < min(indices):
        return indices
    quoted = [t for t in syntax.tokens[colons[-1].i + 1 : verb.i] if reading.quoted.number(t) is not None]
    between = [t for t in syntax.tokens[colons[-1].i + 1 : verb.i] if is_word(t)]
    if not quoted or not between or reading.quoted.number(between[0]) is None:
        return indices
    return frozenset(range(quoted[0].i, quoted[-1].i + 1))
