"""Verbal cues: "said", "accused … of", "made clear" – active, inverted, parenthetical; passives are in `passives`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.assemble import assemble
from onrecord.annotate.attribution.boundaries import bounded
from onrecord.annotate.attribution.complements import Complement, complement, is_infinitive, tree
from onrecord.annotate.attribution.denied import denied_claim
from onrecord.annotate.attribution.lexicon import verb_entries
from onrecord.annotate.attribution.papers import cites_speaker
from onrecord.annotate.attribution.passives import is_passive, read_passive
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.quotes import add_quotes, announced_quote, quoted_complement
from onrecord.annotate.attribution.speaker import FINITE, RELATIVE_TAGS, may_speak, speaker_of
from onrecord.annotate.attribution.trailers import without_trailers

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Syntax, Token

# With these a "to" verb tells what somebody is there for ("came to discuss the port"), not what was said
PURPOSES = frozenset({"obj", "to"})
SET_OFF_BEFORE = frozenset({",", "—", "–", "-", "“", '"'})
SET_OFF_AFTER = SET_OFF_BEFORE | {"."}


def read_verbs(reading: Reading) -> list[Finding]:
    """Return what verbal cues give, in text order; of a verb's entries the first that fits."""
    found = []
    for token in reading.syntax.tokens:
        if token.pos not in {"VERB", "AUX"}:
            continue
        for entry in verb_entries(token):
            finding = _read(reading, token, entry)
            if finding is not None:
                found.append(finding)
                break
    return found


def _read(reading: Reading, verb: Token, entry: CueEntry) -> Finding | None:
    further = matched_words(reading.syntax, verb, entry)
    if further is None or cites_speaker(reading, verb) or _is_misnomer(reading.syntax, verb, entry):
        return None
    if is_passive(reading.syntax, verb):
        return read_passive(reading, verb, entry, further)
    speaker = speaker_of(reading.syntax, verb)
    if speaker is None or not may_speak(reading, speaker, verb) or _has_clause_for_subject(reading.syntax, verb):
        return None
    got = _content(reading, verb, entry, further)
    if got is None or (is_infinitive(reading.syntax, verb) and got.pattern in PURPOSES):
        return None
    tokens = without_trailers(reading.syntax, bounded(reading, entry, verb, got.tokens, got.pattern), verb)
    return assemble(reading, entry, verb, Complement(tokens, (*further, *got.cue), got.pattern), speaker)


def _is_misnomer(syntax: Syntax, verb: Token, entry: CueEntry) -> bool:
    """Return whether "call" means to phone ("called up the columnist"), or "think" belongs to a think tank."""
    if entry.words == ("think",) and verb.i + 1 < len(syntax.tokens):
        return syntax.tokens[verb.i + 1].lower in {"tank", "tanks"}
    return entry.words == ("call",) and any(c.lower == "up" for c in syntax.children(verb, "prt"))


def _has_clause_for_subject(syntax: Syntax, verb: Token) -> bool:
    """Return whether what happens, not somebody, is the subject: "That the port closed makes clear that …"."""
    return syntax.child(verb, "csubj", "csubjpass") is not None and syntax.child(verb, "nsubj") is None


def matched_words(syntax: Syntax, head: Token, entry: CueEntry) -> tuple[Token, ...] | None:
    """Return the tokens for the entry's words after the first, each below those before; None if one lacks."""
    found: list[Token] = []
    for word in entry.words[1:]:
        pool = [c for t in (head, *found) for c in syntax.children(t)]
        token = next((c for c in pool if word in {c.lemma.lower(), c.lower} and c not in found), None)
        if token is None:
            return None
        found.append(token)
    return tuple(found)


def _content(reading: Reading, verb: Token, entry: CueEntry, further: tuple[Token, ...]) -> Complement | None:
    """Return the content: governed by the cue's words, the clause around a parenthesis, a quotation, what precedes."""
    syntax = reading.syntax
    answered = denied_claim(syntax, verb) if entry.cls == "denial" else None
    if answered is not None:
        return Complement(answered, (), "relative")
    own = frozenset(t.i for t in further)
    for anchor in (verb, *further):
        got = complement(syntax, anchor, entry, own)
        if got is not None and got.pattern == "clause" and _lacks_quote(reading, entry, got):
            continue
        if got is not None and not got.tokens & (own | {verb.i}):
            return announced_quote(reading, verb, entry, got) or add_quotes(reading, verb, entry, got)
    around = _parenthetical(syntax, verb, entry)
    if around is not None:
        return add_quotes(reading, verb, entry, around)
    return quoted_complement(reading, verb, entry) or _trailing(syntax, verb, entry)


def _lacks_quote(reading: Reading, entry: CueEntry, got: Complement) -> bool:
    """Return whether a verb that takes quoted words only ("lashed out, “…”") is given a clause without any."""
    if "quote" not in entry.takes or entry.takes & {"clause", "as"}:
        return False
    return all(reading.quoted.number(reading.syntax.tokens[i]) is None for i in got.tokens)


def _trailing(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    """Read "…, a new poll indicates." where the tree shows no complement."""
    subject = syntax.child(verb, "nsubj")
    if "clause" not in entry.takes or verb.tag not in FINITE or verb.dep == "relcl":
        return None
    if subject is None or subject.tag in RELATIVE_TAGS:
        return None
    sentence = syntax.sentence_of(verb)
    low, high = syntax.edges(verb)
    is_last = all(not is_word(t) for t in syntax.tokens[high + 1 : sentence.last])
    if is_last and low - sentence.first > 3 and syntax.tokens[low - 1].text in {",", "”", '"'}:
        return Complement(frozenset(range(sentence.first, low - 1)), (), "trailing")
    return None


def _parenthetical(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    """Read "The deal, officials said, is dead" and "as the envoy put it": the clause around is the content."""
    if not entry.takes >= {"clause", "quote"} or verb.dep not in {"parataxis", "advcl", "ccomp", "dep"}:
        return None
    if verb.dep == "advcl" and not any(c.lower == "as" for c in syntax.children(verb, "mark", "advmod")):
        return _after_condition(syntax, verb)
    if verb.dep == "ccomp" and not _is_set_off(syntax, verb):
        return None
    if is_infinitive(syntax, verb) or syntax.child(verb, "nsubj") is None:
        return None
    obj = syntax.child(verb, "dobj")
    if obj is not None and not entry.hears and obj.lower != "it":
        return None
    head = syntax.head(verb)
    if head.pos in {"NOUN", "PROPN"}:  # "The deal, as the envoy put it, is dead", hung on the deal
        head = next((t for t in syntax.ancestors(head) if t.pos in {"VERB", "AUX"}), head)
    return Complement(tree(syntax, head) - tree(syntax, verb), (), "parenthetical")


def _after_condition(syntax: Syntax, verb: Token) -> Complement | None:
    """Read "If it rains, the envoy suggested, the talks will end": the condition and the clause after are content."""
    condition = next((c for c in syntax.children(verb, "advcl") if c.i < verb.i), None)
    subject, head = syntax.child(verb, "nsubj"), syntax.head(verb)
    if condition is None or subject is None or verb.tag not in FINITE or head.i < verb.i:
        return None
    if syntax.child(verb, "mark", "dobj", "ccomp", "xcomp") is not None or not _is_set_off(syntax, verb):
        return None
    return Complement((tree(syntax, head) - tree(syntax, verb)) | tree(syntax, condition), (), "parenthetical")


def _is_set_off(syntax: Syntax, verb: Token) -> bool:
    low, high = syntax.edges(verb)
    tokens = syntax.tokens
    before = low == 0 or tokens[low - 1].text in SET_OFF_BEFORE
    return before and (high + 1 >= len(tokens) or tokens[high + 1].text in SET_OFF_AFTER)
