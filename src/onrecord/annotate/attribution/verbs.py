"""Verbal cues: "said", "accused … of", "was believed to", "made clear" – active, passive, inverted, parenthetical."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import ASKING, Complement, complement, is_infinitive, tree
from onrecord.annotate.attribution.cuespan import cue_span
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import MISREAD, CueEntry, cues
from onrecord.annotate.attribution.papers import cites_speaker
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.quotes import add_quotes, quoted_complement
from onrecord.annotate.attribution.source import can_speak, source_span
from onrecord.annotate.attribution.spans import parts
from onrecord.annotate.attribution.subject import SPEECH, agent, bearer_of, doer, raised

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token

FIRST_PERSONS = frozenset({"i", "we", "you", "my", "our", "your"})
# What only somebody who can speak does; "suggest", "reveal" and "show" are also done by things
ONLY_SPEAKERS = SPEECH - frozenset("suggest reveal describe report cite state express question refer point call".split())
CONTRAST = frozenset({"while", "though", "although", "whereas"})
SHORT_TAIL = 9  # tokens of ", the report said" at most
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
    if cites_speaker(reading, verb):
        return None
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
    return verb.tag in {"VBN", "VBD"} and (verb.dep == "acl" or (verb.dep == "advcl" and verb.lemma == "ask"))


def _active(reading: Reading, verb: Token, entry: CueEntry, further: tuple[Token, ...]) -> Finding | None:
    syntax = reading.syntax
    speaker = doer(syntax, verb) or _left_neighbour(syntax, verb) or _right_neighbour(syntax, verb)
    speaker = None if speaker is None else bearer_of(syntax, speaker)
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


def can_start(token: Token) -> bool:
    """Return whether a token the parser hung loosely on a verb is written like the name of its subject."""
    return token.ent in {"PERSON", "ORG", "GPE", "NORP"} or token.pos == "PROPN"


def _right_neighbour(syntax: Syntax, verb: Token) -> Token | None:
    """Return the name after an inverted verb of speaking whose subject the parser missed: "“…,” said A. B., who …"."""
    if verb.lemma.lower() not in SPEECH or verb.tag not in {"VBD", "VBZ"} or verb.i == 0:
        return None
    if syntax.tokens[verb.i - 1].text not in {",", "”", '"', "''", "’", "'"}:
        return None
    after = next((c for c in syntax.children(verb) if c.i > verb.i and c.pos in {"PROPN", "NOUN"}), None)
    return after if after is not None and after.ent not in {"DATE", "TIME"} else None


def _left_neighbour(syntax: Syntax, verb: Token) -> Token | None:
    """Return the name just before a finite verb of speaking whose subject the parser missed."""
    if verb.lemma.lower() not in SPEECH or verb.tag not in {"VBD", "VBZ", "VBP"}:
        return None
    for child in syntax.children(verb):
        if child.i < verb.i and child.pos in {"PROPN", "NOUN", "PRON"} and child.dep in {"dobj", "dep", "npadvmod"}:
            if child.ent not in {"DATE", "TIME"} and child.tag not in {"WDT", "WP"} and can_start(child):
                return child
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
        got = complement(syntax, anchor, entry, frozenset(t.i for t in further))
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
    if is_infinitive(syntax, verb) or syntax.child(verb, "nsubj") is None or "quote" not in entry.takes:
        return None
    obj = syntax.child(verb, "dobj")
    if obj is not None and not entry.hears and obj.lower != "it":
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
    if entry.hears:
        if not heads:
            return None
    elif subject is not None and not (subject.lower == "it" and heads):
        got |= tree(syntax, subject) - tree(syntax, verb) if verb.dep == "acl" else tree(syntax, subject)
    if subject is not None and not heads and subject.tag in {"WDT", "WP", "DT", "PRP"}:
        return None
    if not heads and speaker is None and entry.cls == "belief":
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
    own = syntax.child(token, "nsubj")
    if own is None or token.lemma.lower() not in SPEECH:
        return False
    if token.dep == "advcl" and any(c.lower in CONTRAST for c in syntax.children(token, "mark")):
        return True
    low, high = syntax.edges(token)
    if token.dep in {"ccomp", "parataxis"} and token.tag == "VBD" and own.i > verb.i and high - low < SHORT_TAIL:
        return high + 2 >= syntax.sentence_of(token).last and syntax.tokens[low - 1].text == ","
    if token.dep != "conj":
        return False
    joint = [t.lower for t in syntax.tokens[max(0, low - 2) : low]]
    return own is not None and "but" in joint and syntax.child(token, "ccomp") is not None


def doer_of_conjunct(syntax: Syntax, verb: Token) -> Token | None:
    """Return the subject a coordinated passive shares with the verb before it."""
    return next(iter(syntax.subjects(verb)), None)


def _completes(syntax: Syntax, child: Token, entry: CueEntry) -> bool:
    if child.dep in {"ccomp", "xcomp", "oprd"}:
        return True
    if child.dep == "advcl" and entry.words[0] in ASKING:
        return any(c.lower in {"if", "whether"} for c in syntax.children(child, "mark"))
    return child.dep == "prep" and child.lower in {"as", *entry.prepositions, *entry.object_prepositions}


def _may_speak(reading: Reading, speaker: Token, verb: Token) -> bool:
    """Return whether the subject can speak; "I" and "we" only inside a quotation, where they are somebody's."""
    if speaker.lower in FIRST_PERSONS:
        return False
    return can_speak(reading, speaker, spoken=verb.lemma.lower() in ONLY_SPEAKERS)


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
