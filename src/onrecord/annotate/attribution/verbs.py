"""Verbal cues: "said", "accused … of", "was believed to", "made clear" – active, passive, inverted, parenthetical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import Complement, complement, is_infinitive, tree
from onrecord.annotate.attribution.cuespan import cue_span
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import MISREAD, CueEntry, cues
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.quotes import add_quotes, quoted_complement
from onrecord.annotate.attribution.source import can_speak, source_span
from onrecord.annotate.attribution.spans import parts
from onrecord.annotate.attribution.subject import SPEECH, agent, doer, raised

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token

FIRST_PERSONS = frozenset({"i", "we", "you", "my", "our", "your"})
HEDGED_PASSIVES = frozenset({"belief", "hedge", "neutral", "factive", "assertive"})


def read_verbs(reading: Reading) -> list[Finding]:
    """Return what verbal cues give, in text order."""
    lexicon = cues("verb")
    found = []
    for token in reading.syntax.tokens:
        if token.pos not in {"VERB", "AUX", "NOUN"} or (token.pos == "NOUN" and token.tag[0] != "V"):
            continue
        lemma = token.lemma.lower()
        for entry in lexicon.get(MISREAD.get(lemma, lemma), ()):
            finding = _read(reading, token, entry)
            if finding is not None:
                found.append(finding)
                break
    return found


def _read(reading: Reading, verb: Token, entry: CueEntry) -> Finding | None:
    further = matched_words(reading.syntax, verb, entry)
    if further is None:
        return None
    if reading.syntax.is_passive(verb) or _is_reduced_passive(verb):
        return _passive(reading, verb, entry, further)
    return _active(reading, verb, entry, further)


def matched_words(syntax: Syntax, head: Token, entry: CueEntry) -> tuple[Token, ...] | None:
    """Return the tokens for the entry's words after the first, which must depend on the head; None if one lacks."""
    found: list[Token] = []
    for word in entry.words[1:]:
        pool = [c for t in (head, *found) for c in syntax.children(t)]
        token = next((c for c in pool if word in {c.lemma.lower(), c.lower} and c not in found), None)
        if token is None:
            return None
        found.append(token)
    return tuple(found)


def _is_reduced_passive(verb: Token) -> bool:
    return verb.tag == "VBN" and verb.dep == "acl"


def _active(reading: Reading, verb: Token, entry: CueEntry, further: tuple[Token, ...]) -> Finding | None:
    syntax = reading.syntax
    speaker = doer(syntax, verb) or _left_neighbour(syntax, verb)
    if speaker is not None and not _may_speak(reading, speaker, verb):
        return None
    got = _content(reading, verb, entry, further)
    if got is None:
        return None
    if speaker is None and verb.tag not in {"VBZ", "VBD", "VBP", "VB", "VBG"}:
        return None
    if speaker is None and not _stands_without_source(reading, verb):
        return None
    indices = without_trailers(syntax, got.tokens - {verb.i} - {t.i for t in further}, verb)
    return make(reading, entry, verb, (*further, *got.cue), indices, speaker, "verb." + got.pattern)


def _left_neighbour(syntax: Syntax, verb: Token) -> Token | None:
    """Return the name just before a finite verb of speaking whose subject the parser missed."""
    if verb.lemma.lower() not in SPEECH or verb.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    at = verb.i - 1
    first = syntax.sentence_of(verb).first
    while at > first and (syntax.tokens[at].text == "," or syntax.tokens[at].pos in {"ADV", "AUX"}):
        at -= 1
    token = syntax.tokens[at]
    if at < first or token.pos not in {"PROPN", "NOUN", "PRON", "NUM"} or token.tag in {"WDT", "WP"}:
        return None
    for above in (token, *syntax.ancestors(token)):
        if above.dep in {"npadvmod", "ROOT", "appos", "dep", "nsubj", "nummod", "pobj", "conj"} and above.i < verb.i:
            if above.ent not in {"DATE", "TIME"} and above.pos in {"PROPN", "NOUN", "PRON", "NUM"}:
                return token if above.dep == "npadvmod" else above
    return token if token.ent not in {"DATE", "TIME"} else None


def _content(reading: Reading, verb: Token, entry: CueEntry, further: tuple[Token, ...]) -> Complement | None:
    syntax = reading.syntax
    anchors = (verb, *further)
    for anchor in anchors:
        got = complement(syntax, anchor, entry)
        if got is not None and not (got.tokens & {t.i for t in anchors}):
            return add_quotes(reading, verb, entry, got)
    parenthetical = _parenthetical(syntax, verb, entry)
    if parenthetical is not None:
        return add_quotes(reading, verb, entry, parenthetical)
    return quoted_complement(reading, verb, entry) or _trailing(syntax, verb, entry)


def _trailing(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    """Read "…, a new poll indicates." and "As the envoy observed, …" where the tree shows no complement."""
    if "clause" not in entry.takes or verb.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    subject = syntax.child(verb, "nsubj")
    if subject is None or subject.tag in {"WDT", "WP"}:
        return None
    sentence = syntax.sentence_of(verb)
    low, high = syntax.edges(verb)
    tokens = syntax.tokens
    if all(not is_word(t) for t in tokens[high + 1 : sentence.last]) and low - 1 > sentence.first:
        if tokens[low - 1].text in {",", "”", '"'} and low - sentence.first > 3:
            return Complement(frozenset(range(sentence.first, low - 1)), (), "trailing")
    return None


def _parenthetical(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    """Read "The deal, officials said, is dead" and "as X put it": the clause around is the content."""
    if "clause" not in entry.takes or verb.dep not in {"parataxis", "advcl", "ccomp", "dep"}:
        return None
    if verb.dep == "advcl" and not any(c.lower == "as" for c in syntax.children(verb, "mark", "advmod")):
        return None
    if verb.dep == "ccomp" and not _is_set_off(syntax, verb):
        return None
    if is_infinitive(syntax, verb) or syntax.child(verb, "nsubj") is None:
        return None
    head = syntax.head(verb)
    return Complement(tree(syntax, head) - tree(syntax, verb), (), "parenthetical")


def _is_set_off(syntax: Syntax, verb: Token) -> bool:
    low, high = syntax.edges(verb)
    tokens = syntax.tokens
    before = low == 0 or tokens[low - 1].text in {",", "—", "–", "-", "“", '"'}
    after = high + 1 >= len(tokens) or tokens[high + 1].text in {",", "—", "–", "-", ".", "“", '"'}
    return before and after


def _passive(reading: Reading, verb: Token, entry: CueEntry, further: tuple[Token, ...]) -> Finding | None:
    syntax = reading.syntax
    speaker = agent(syntax, verb)
    if speaker is not None and not _may_speak(reading, speaker, verb):
        return None
    if "passive" not in entry.takes and speaker is None:
        return None
    subject = syntax.child(verb, "nsubjpass", "nsubj")
    if verb.dep == "acl":
        subject = syntax.head(verb)
    if subject is None:
        subject = doer_of_conjunct(syntax, verb)
    heads = [c for c in syntax.children(verb) if c.i > verb.i and _completes(syntax, c, entry)]
    got = frozenset(tree(syntax, *heads))
    if subject is not None and not (subject.lower == "it" and heads):
        if entry.hears and not heads:
            return None
        got |= tree(syntax, subject) - tree(syntax, verb) if verb.dep == "acl" else tree(syntax, subject)
    if subject is not None and not heads and subject.tag in {"WDT", "WP", "DT", "PRP"}:
        return None
    if not got or (not heads and speaker is None and entry.cls not in HEDGED_PASSIVES):
        return None
    return make(reading, entry, verb, further, got, speaker, "verb.passive")


def without_trailers(syntax: Syntax, indices: frozenset[int], verb: Token) -> frozenset[int]:
    """Drop what the parser hangs into the content but the sentence says beside it.

    ", adding that …", "and accused …", ", but others said …", ", according to …".
    """
    drop: set[int] = set()
    for i in sorted(indices):
        token = syntax.tokens[i]
        if token.i < verb.i or i in drop or token.pos not in {"VERB", "AUX", "ADP"}:
            continue
        if _is_trailer(syntax, token, verb):
            drop |= tree(syntax, token)
            before = [c for c in syntax.children(syntax.head(token), "cc") if c.i < token.i]
            drop |= {c.i for c in before[-1:]}
    return indices - drop


def _is_trailer(syntax: Syntax, token: Token, verb: Token) -> bool:
    if token.lower == "according":
        return syntax.tokens[token.i - 1].text == ","
    outer = raised(syntax, token)
    if outer is not None and outer.i == verb.i:
        return True
    if token.dep != "conj" or token.lemma.lower() not in SPEECH:
        return False
    own = syntax.child(token, "nsubj")
    low = syntax.edges(token)[0]
    joint = [t.lower for t in syntax.tokens[max(0, low - 2) : low]]
    return own is not None and "but" in joint and syntax.child(token, "ccomp") is not None


def doer_of_conjunct(syntax: Syntax, verb: Token) -> Token | None:
    """Return the subject a coordinated passive shares with the verb before it."""
    return next(iter(syntax.subjects(verb)), None)


def _completes(syntax: Syntax, child: Token, entry: CueEntry) -> bool:
    if child.dep in {"ccomp", "xcomp", "oprd"}:
        return True
    del syntax
    return child.dep == "prep" and child.lower in {"as", *entry.prepositions, *entry.object_prepositions}


def _may_speak(reading: Reading, speaker: Token, verb: Token) -> bool:
    """Return whether the subject can speak; "I" and "we" only inside a quotation, where they are somebody's."""
    if speaker.lower in FIRST_PERSONS:
        return False
    del verb
    return can_speak(reading, speaker)


def _stands_without_source(reading: Reading, verb: Token) -> bool:
    """Return whether a cue without a subject still attributes: with a quotation of its own, as in a headline."""
    del reading, verb
    return False


def make(
    reading: Reading,
    entry: CueEntry,
    head: Token,
    further: tuple[Token, ...],
    indices: frozenset[int],
    speaker: Token | None,
    rule: str,
) -> Finding | None:
    """Assemble a finding; None where no content is left."""
    syntax = reading.syntax
    cue = cue_span(syntax, head, further)
    inside = frozenset(t.i for t in syntax.within(cue))
    own = frozenset({head.i}) | inside
    source = None
    if speaker is not None:
        source = source_span(reading, speaker, own | indices, possessive=speaker.dep == "poss")
        indices -= {t.i for t in syntax.within(source)}
    content = parts(reading, indices - own)
    if not content:
        return None
    return Finding(entry, head, cue, content, speaker, source, (entry.id, rule))
