"""Passive cues: "was accused of", "is believed to", "asked whether" – the subject is content, or the one spoken to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.assemble import assemble
from onrecord.annotate.attribution.complements import ASKING, Complement, tree
from onrecord.annotate.attribution.speaker import may_speak
from onrecord.annotate.attribution.subject import agent, is_aside

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Syntax, Token

# Classes whose passive attributes though no "by" phrase and no complement is there ("the plan was criticized")
BARE = frozenset({"hedge", "neutral", "factive", "assertive"})
COUNTED = ("report",)  # "ten cases were reported": that there were, not that somebody said so
EMPTY_SUBJECTS = frozenset({"WDT", "WP", "DT", "PRP"})


def is_passive(syntax: Syntax, verb: Token) -> bool:
    """Return whether a verb is passive, with auxiliary or reduced ("a plan criticized by", "asked whether")."""
    if syntax.is_passive(verb) or _shares_passive(syntax, verb):
        return True
    if verb.lemma == "ask" and verb.dep in {"parataxis", "ccomp", "advcl"}:
        subject = syntax.child(verb, "nsubj")
        if subject is not None and is_aside(syntax, verb, subject):
            return True
    return verb.tag in {"VBN", "VBD"} and (verb.dep == "acl" or (verb.dep == "advcl" and verb.lemma == "ask"))


def _shares_passive(syntax: Syntax, verb: Token) -> bool:
    """Return whether a participle shares the auxiliary of a passive before it ("was praised and criticized")."""
    if verb.tag != "VBN" or verb.dep != "conj" or syntax.child(verb, "aux", "auxpass", "nsubj", "dobj") is not None:
        return False
    return syntax.is_passive(syntax.head(verb))


def read_passive(reading: Reading, verb: Token, entry: CueEntry, further: tuple[Token, ...]) -> Finding | None:
    """Return what a passive cue gives: the source is its "by" phrase or left out."""
    syntax = reading.syntax
    speaker = agent(syntax, verb)
    if speaker is None and ("passive" not in entry.takes or _is_supposed(syntax, verb, entry)):
        return None
    if speaker is not None and not may_speak(reading, speaker, verb):
        return None
    heads = [c for c in syntax.children(verb) if c.i > verb.i and _completes(syntax, c, entry)]
    subject = _subject(syntax, verb)
    if not heads and (not _stands_bare(entry, speaker, subject) or (speaker is None and entry.words == COUNTED)):
        return None
    got = tree(syntax, *heads)
    if subject is not None and not entry.hears and not (subject.lower == "it" and heads):
        got |= tree(syntax, subject) - (tree(syntax, verb) if verb.dep == "acl" else frozenset())
    if not got:
        return None
    return assemble(reading, entry, verb, Complement(got, further, "passive"), speaker)


def _is_supposed(syntax: Syntax, verb: Token, entry: CueEntry) -> bool:
    """Return whether a passive tells how something would be seen, not how it is ("would be considered an insult")."""
    return entry.cls == "belief" and any(c.tag == "MD" for c in syntax.children(verb, "aux"))


def _stands_bare(entry: CueEntry, speaker: Token | None, subject: Token | None) -> bool:
    """Return whether a passive without complement attributes its subject."""
    if entry.hears or (subject is not None and subject.tag in EMPTY_SUBJECTS):
        return False
    if entry.cls != "neutral" and not entry.takes & {"obj", "passive"}:
        return False  # "a policy directed by two envoys"
    return speaker is not None or entry.cls in BARE


def _subject(syntax: Syntax, verb: Token) -> Token | None:
    if verb.dep == "acl":
        return syntax.head(verb)
    return syntax.child(verb, "nsubjpass", "nsubj") or next(iter(syntax.subjects(verb)), None)


def _completes(syntax: Syntax, child: Token, entry: CueEntry) -> bool:
    if child.dep in {"ccomp", "xcomp", "oprd"}:
        return True
    if child.dep == "advcl" and entry.words[0] in ASKING:
        return any(c.lower in {"if", "whether"} for c in syntax.children(child, "mark"))
    return child.dep == "prep" and child.lower in {"as", *entry.prepositions, *entry.object_prepositions}
