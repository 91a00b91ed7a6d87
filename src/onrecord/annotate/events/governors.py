"""What a word makes of the act it governs (a plan, a hope, a denial), and an infinitive without such a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.cues import (
    Standing,
    cue_set,
    cue_table,
    is_infinitive,
    negation,
    no_before,
    standing,
    verb_cue,
)
from onrecord.annotate.events.grammar import VERBAL

if TYPE_CHECKING:
    from onrecord.types.syntax import Syntax, Token


def given_status(verb: Token, head: Token, type_: str, syntax: Syntax) -> str | None:
    """Return the status a governing word gives to the act below it, "pass" where its own form decides, or None."""
    status = _looked_up(verb, head, syntax)
    if status == "scheduled" and head.lemma == "vote" and type_ in cue_set("speech_types"):
        return "pass"  # "voted to condemn": condemned by voting
    is_decision = status == "scheduled" and head.lemma in {"decision", "decide", "vote"}
    if is_decision and type_ in cue_set("decided_types"):
        return "pass"  # done by deciding: "the decision to leave the treaty"
    verdicts = (head, *syntax.children(head, "acomp")) if head.lemma == "be" else (head,)
    if any(a.lower in cue_set("factive_adjectives") and _is_told_past(a, syntax) for a in verdicts):
        return "occurred"
    return status


def _looked_up(verb: Token, head: Token, syntax: Syntax) -> str | None:
    if head.pos in VERBAL:
        return _construction(verb, head, syntax) or verb_cue(head, syntax)
    if head.pos == "ADJ":
        return cue_table("adjective_governors").get(head.lower)
    if head.lower == "about" and is_infinitive(syntax, verb):
        return "scheduled"
    if head.lower == "order" and syntax.tokens[head.i - 1].lower == "in":
        return "possible"  # "in order to": an aim, no order
    return cue_table("noun_governors").get(head.lemma) if head.pos == "NOUN" else None


def _construction(verb: Token, head: Token, syntax: Syntax) -> str | None:
    """What a governing verb says in one construction only: "is going to", "is to", "has to", "stopped buying"."""
    if head.lemma == "go" and head.tag == "VBG" and is_infinitive(syntax, verb):
        return "scheduled"
    if head.lemma in {"have", "be"} and is_infinitive(syntax, verb):
        if any(c.lower == "yet" for word in (verb, head) for c in syntax.children(word, "advmod")):
            return "denied"  # "has yet to decide"
        if head.lemma == "have" or verb.dep == "xcomp":
            if head.lemma == "have" and head.tag == "VBD" and head.dep not in {"conj", "xcomp"}:
                return "pass"  # "had to call it off": it was
            return "demanded" if head.lemma == "have" else _equated(head, syntax)
    if head.lemma in {"like", "wish", "want"} and verb.lemma in cue_set("performative_verbs"):
        return "occurred" if verb.dep == "xcomp" else None
    if head.lemma in {"want", "expect", "like", "love", "prefer"} and syntax.children(verb, "nsubj"):
        return "expected" if head.lemma == "expect" else "demanded"
    if head.lemma == "rule" and syntax.child(head, "prt") is None:
        return "pass"  # a court rules that; only "rule out" denies
    return _before_gerund(verb, head) if verb.tag == "VBG" else _talked_into(head, syntax)


def _before_gerund(verb: Token, head: Token) -> str | None:
    """What a verb says of a verb in -ing: "stopped buying", "favours leaving"."""
    if head.lemma in cue_set("ending_verbs"):
        return "denied"
    return "demanded" if head.lemma in cue_set("favouring_verbs") and verb.dep == "xcomp" else None


def _talked_into(head: Token, syntax: Syntax) -> str | None:
    """Read "tried to persuade them to meet" as a call to; who did persuade them had it done."""
    is_tried = head.dep in {"xcomp", "acl"} and syntax.head(head).lemma in cue_set("trying_words")
    return "demanded" if is_tried and head.lemma in cue_set("coaxing_verbs") else None


def _equated(copula: Token, syntax: Syntax) -> str:
    """Read "is to": fixed of somebody who is to act, an aim of a thing that is one ("the goal is to ...")."""
    subject = syntax.child(copula, "nsubj", "csubj")
    if subject is None or subject.pos == "PROPN":
        return "scheduled"
    if subject.dep == "csubj":
        return verb_cue(subject, syntax) or "possible"
    given = cue_table("noun_governors").get(subject.lemma)
    if given in {"possible", "expected", "demanded"}:
        return given
    return "possible" if subject.lemma in cue_set("aim_nouns") else "scheduled"


def judged_by(verb: Token, copula: Token, syntax: Syntax) -> Token | None:
    """Return the word that judges an act to be done by others: "it is necessary for them to", "all we ask is for"."""
    if copula.lemma != "be" or verb.i < copula.i:
        return None
    return syntax.child(copula, "acomp") or syntax.child(copula, "csubj")


def asking_object(verb: Token, head: Token, syntax: Syntax) -> Token | None:
    """Return the call that the verb above makes for the act: "issued an ultimatum to them to leave"."""
    found = syntax.child(head, "dobj")
    if found is None or not head.i < found.i < verb.i:
        return None
    return found if cue_table("noun_governors").get(found.lemma) == "demanded" else None


def likelihood(verb: Token, head: Token, syntax: Syntax) -> Standing | None:
    """Return what "it is likely that it will", "the chance that it will" make of the will."""
    if verb.dep in {"acl", "relcl"} and head.pos == "NOUN":
        given = cue_table("noun_governors").get(head.lemma)
        no = no_before(head, syntax)
        if given in {"possible", "expected"} and any(c.lower == "that" for c in syntax.children(verb, "mark")):
            return Standing("denied", no) if no is not None else standing(given, head)
    if verb.dep not in {"ccomp", "csubj"} or (head.lemma != "be" and head.pos != "ADJ"):
        return None
    for adjective in (head, *syntax.children(head, "acomp")):
        given = cue_table("adjective_governors").get(adjective.lower)
        if given in {"possible", "expected", "denied"} and negation(head, syntax) is None:
            return standing(given, adjective)
    return None


def is_wished_of(verb: Token, head: Token, syntax: Syntax) -> bool:
    """Return whether the act is what somebody wants of another: "would like them to meet"."""
    asked = syntax.child(head, "dobj")
    return head.lemma in {"like", "love", "want", "prefer"} and asked is not None and head.i < asked.i < verb.i


def open_infinitive(verb: Token, head: Token, syntax: Syntax) -> Standing | None:
    """Read an infinitive below a word that decides nothing as open ("the struggle to reach ...")."""
    to = next((c for c in syntax.children(verb, "aux") if c.lower == "to"), None)
    if to is None or _is_done(verb, head, syntax):
        return None
    if head.head == head.i and head.pos in {"NOUN", "PROPN"}:
        return Standing("scheduled", to)  # a headline: "Minister to visit Oslo"
    denied = next((c for c in syntax.children(head, "advmod") if c.lower == "too" and not _is_eager(c, syntax)), None)
    if denied is None and head.pos == "ADJ":
        denied = negation(syntax.head(head), syntax)
    return Standing("denied", denied) if denied is not None else Standing("possible", to)


def disclaimed(verb: Token, noun: Token, syntax: Syntax) -> Token | None:
    """Return the verb that denies a claim which the act is: "denied claims that it had armed them"."""
    told = noun.pos == "NOUN" and noun.lemma in cue_set("speech_nouns") and verb.dep in {"acl", "ccomp", "relcl"}
    if not told or verb.i < noun.i or not any(t.lower == "that" for t in syntax.tokens[noun.i : verb.i]):
        return None
    above = syntax.head(noun)
    stated = above.pos in VERBAL and noun.dep == "dobj" and verb_cue(above, syntax) == "denied"
    return above if stated and negation(above, syntax) is None and is_clause(verb, syntax) else None


def is_clause(verb: Token, syntax: Syntax) -> bool:
    """Return whether a clause has a subject of its own, other than the word it tells of."""
    return any(c.lower not in {"that", "which", "who"} for c in syntax.children(verb, "nsubj", "nsubjpass"))


def is_only_later(verb: Token, syntax: Syntax) -> bool:
    """Return whether what is negated is the time: "will not take effect immediately"."""
    return any(c.lower in {"immediately", "yet"} for c in syntax.children(verb, "advmod"))


def is_finite(verb: Token, syntax: Syntax) -> bool:
    """Return whether the verb tells of the present or past: "had talked", "talks", "is talking"."""
    under_way = verb.tag == "VBG" and any(c.lemma == "be" for c in syntax.children(verb, "aux"))
    return under_way or verb.tag in {"VBD", "VBN", "VBZ", "VBP"}


def given_up(noun: Token, syntax: Syntax) -> Token | None:
    """Return the verb that calls off a plan ("shelved plans to sell ..."), where it is not itself open."""
    verb = syntax.head(noun)
    if noun.pos != "NOUN" or noun.dep not in {"dobj", "nsubjpass"} or verb.pos not in VERBAL:
        return None
    is_off = verb_cue(verb, syntax) == "cancelled" or verb.lemma in cue_set("undoing_verbs")
    return verb if is_off else None


def mulled_over(noun: Token, syntax: Syntax) -> Token | None:
    """Return the verb that leaves a plan open: "is studying a plan to strike", "floated a deal to sell"."""
    verb = syntax.head(noun)
    is_object = noun.pos == "NOUN" and noun.dep in {"dobj", "nsubjpass"} and verb.pos in VERBAL
    return verb if is_object and verb_cue(verb, syntax) in {"possible", "demanded"} else None


def is_present_at(verb: Token, syntax: Syntax) -> bool:
    """Return whether somebody is somewhere ("envoys are in Riga to ..."): what they are there for goes on."""
    places = [c for c in syntax.children(verb, "prep") if c.lower in {"in", "at"}]
    named = any(t.ent in {"GPE", "FAC", "LOC"} for c in places for t in syntax.children(c, "pobj"))
    return verb.lemma == "be" and named and verb.tag in {"VBZ", "VBP", "VBD"}


def _is_eager(too: Token, syntax: Syntax) -> bool:
    """Return whether "too" belongs to "only too happy to", which denies nothing."""
    return too.i > 0 and syntax.tokens[too.i - 1].lower in {"only", "all"}


def _is_told_past(adjective: Token, syntax: Syntax) -> bool:
    copula = syntax.head(adjective)
    return copula.lemma in {"be", "feel"} and copula.tag == "VBD" and negation(copula, syntax) is None


def _is_done(verb: Token, head: Token, syntax: Syntax) -> bool:
    """Return whether an infinitive tells a fact: "to have sold", "the first country to recognise ..."."""
    perfect = any(c.lemma == "have" for c in syntax.children(verb, "aux"))
    words = cue_set("ranking_words")
    return perfect or head.lower in words or any(c.lower in words for c in syntax.children(head, "amod"))
