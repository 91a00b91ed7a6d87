"""Who does what a verb says: subjects through coordination, participles, infinitives, relatives and agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.types.syntax import Syntax, Token

RELATIVES = frozenset({"who", "which", "that", "whom"})
SUBJECT = ("nsubj", "nsubjpass")
# Verbs whose object, not subject, does what the infinitive below them says
OBJECT_CONTROL = frozenset(
    "ask tell urge order want expect get let make help allow cause force lead prompt persuade convince press push "
    "encourage invite instruct enable require compel oblige permit hear see watch have quote cite leave".split(),
)
DEPTH = 8
GLIMPSES = frozenset({"access", "look", "glimpse", "review", "examination", "reading", "study"})
INSIDE = frozenset("conj xcomp dobj attr nsubj pobj prep advcl acl relcl appos acomp oprd".split())
# Verbs of speaking, as precise as needed to tell a second saying from something said
SPEECH = frozenset(
    "say tell add note warn stress insist argue claim call describe emphasize emphasise explain urge accuse vow "
    "assert caution suggest express reiterate announce predict criticize criticise blame denounce condemn demand "
    "promise pledge question refer cite write ask reply declare complain acknowledge admit defend dismiss deny "
    "reject praise thank point contend maintain reveal state report agree".split(),
)


def doer(syntax: Syntax, verb: Token) -> Token | None:
    """Return the head of the noun phrase that does what the verb says; None where the text does not give it."""
    if syntax.is_passive(verb):
        return agent(syntax, verb)
    outer = raised(syntax, verb)
    if outer is not None:
        return doer(syntax, outer)
    current = verb
    for _ in range(DEPTH):
        own = _own_subject(syntax, current)
        if own is not None:
            return own
        step = _up(syntax, current)
        if step is None:
            return None
        current, found = step
        if found is not None:
            return found
    return None


def bearer_of(syntax: Syntax, subject: Token) -> Token:
    """Return the papers for "access to the papers shows", else the subject itself."""
    if subject.lemma.lower() in GLIMPSES:
        for prep in syntax.children(subject, "prep"):
            inner = syntax.child(prep, "pobj")
            if prep.lower in {"to", "of", "at"} and inner is not None:
                return inner
    return subject


def raised(syntax: Syntax, verb: Token) -> Token | None:
    """Return the cue a verb belongs beside, where the parser hung it into that cue's content.

    "Lima said the ship had sailed and accused Quito of theft": "accused" is coordinated with "said";
    "Lima said the ship had sailed, adding that …": so is "adding".
    """
    if verb.lemma.lower() not in SPEECH or syntax.child(verb, *SUBJECT) is not None:
        return None
    participle = verb.dep == "advcl" and verb.tag == "VBG"
    if verb.dep != "conj" and not participle:
        return None
    low = syntax.edges(verb)[0]
    if participle and (low == 0 or syntax.tokens[low - 1].text != ","):
        return None
    for above in syntax.ancestors(verb):
        if above.dep in {"ccomp", "pcomp"}:
            cue = syntax.head(above)
            if cue.lemma.lower() in SPEECH and cue.i < verb.i and (participle or _same_form(syntax, verb, cue)):
                # "says he spoke to the clerk and asked": told in one with what is said
                inside = verb.tag == "VBD" == syntax.head(verb).tag and cue.tag in {"VBZ", "VBP"}
                return None if inside else cue
        elif above.dep not in INSIDE:
            return None
    return None


def _same_form(syntax: Syntax, verb: Token, cue: Token) -> bool:
    """Return whether two verbs agree in tense, counting auxiliaries: "said … and has called"."""
    if verb.tag == cue.tag:
        return True
    finite = {"VBD", "VBZ", "VBP"}
    if cue.tag == "VB" and any(c.lemma == "do" for c in syntax.children(cue, "aux")):
        return verb.tag in finite
    if verb.tag != "VBN":
        return cue.tag in finite and verb.tag in finite
    helpers = syntax.children(verb, "aux", "auxpass")
    # without a helper of its own the participle may as well be a past tense ("had failed and accused …")
    return cue.tag in finite and (not helpers or any(c.lemma == "have" for c in helpers))


def _own_subject(syntax: Syntax, verb: Token) -> Token | None:
    passive = syntax.is_passive(verb)
    found = syntax.children(verb, "nsubj" if not passive else "nsubjpass")
    nearest = min(found, key=lambda t: abs(t.i - verb.i), default=None)
    return nearest or _shared_with_aside(syntax, verb)


def _shared_with_aside(syntax: Syntax, verb: Token) -> Token | None:
    """Return the subject that the parser gave to an aside: "The envoy, asked about the raid, said …"."""
    for aside in syntax.children(verb, "parataxis", "advcl", "ccomp"):
        subject = syntax.child(aside, "nsubj")
        if subject is not None and aside.i < verb.i and is_aside(syntax, aside, subject):
            return subject
    return None


def is_aside(syntax: Syntax, verb: Token, subject: Token) -> bool:
    """Return whether a participle stands between commas after the phrase it was given for subject."""
    if verb.tag not in {"VBD", "VBN"} or syntax.children(verb, "aux", "auxpass") or subject.i > verb.i:
        return False
    between = syntax.tokens[subject.i + 1 : verb.i]
    high = syntax.edges(verb)[1]
    tokens = syntax.tokens
    closed = any(t.text == "," for t in tokens[high : min(high + 2, len(tokens))])
    return bool(between) and between[-1].text == "," and closed


def agent(syntax: Syntax, verb: Token) -> Token | None:
    """Return the head of a passive's "by" phrase."""
    by = syntax.child(verb, "agent")
    return None if by is None else syntax.child(by, "pobj")


def _up(syntax: Syntax, verb: Token) -> tuple[Token, Token | None] | None:
    """Return where to look next for a verb without subject of its own, or whom has been found."""
    head = syntax.head(verb)
    if head.i == verb.i:
        return None
    if verb.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON"}:
        return (head, head) if verb.tag in {"VBG", "VBN"} or verb.dep == "relcl" else _owner(syntax, head)
    if verb.dep in {"xcomp", "ccomp"}:
        return _controller(syntax, verb, head)
    if verb.dep in {"conj", "advcl", "dep", "parataxis", "aux", "prep"} and head.pos in {"VERB", "AUX"}:
        return head, None
    if verb.dep == "pcomp" and head.pos in {"ADP", "SCONJ"}:
        above = syntax.head(head)
        if above.pos == "ADJ":
            above = syntax.head(above)
        if above.pos in {"VERB", "AUX"}:
            return _as_saying(syntax, head, above)
        if above.pos in {"NOUN", "PROPN"}:
            return _owner(syntax, above)
    if verb.dep == "advcl" and head.pos in {"NOUN", "PROPN"}:
        return head, head
    return None


def _owner(syntax: Syntax, noun: Token) -> tuple[Token, Token | None] | None:
    """For "its pledge to resist": the possessor; for "made a pledge to resist": the verb's subject."""
    poss = syntax.child(noun, "poss")
    if poss is not None:
        return noun, poss
    above = syntax.head(noun)
    if noun.dep in {"dobj", "attr"} and above.pos in {"VERB", "AUX"}:
        return above, None
    return None


def _controller(syntax: Syntax, verb: Token, head: Token) -> tuple[Token, Token | None] | None:
    if head.pos not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    if verb.dep == "ccomp" and verb.tag not in {"VB", "VBG"}:
        return None
    obj = syntax.child(head, "dobj", "dative")
    apart = verb.tag == "VBG" and verb.lemma.lower() in SPEECH and syntax.tokens[verb.i - 1].text in {",", "”", '"'}
    if obj is not None and head.lemma in OBJECT_CONTROL and obj.i < verb.i and not apart:
        return head, obj
    if syntax.is_passive(head):
        own = syntax.child(head, "nsubjpass")
        return (head, own) if own is not None else (head, None)
    return head, None


def _as_saying(syntax: Syntax, preposition: Token, verb: Token) -> tuple[Token, Token | None] | None:
    """For "quoted A as saying": A; for "in saying this, A …": the subject of the sentence."""
    if preposition.lower == "as":
        obj = syntax.child(verb, "dobj", "nsubjpass")
        if obj is not None:
            return verb, obj
    return verb, None


def antecedent(syntax: Syntax, relative: Token) -> Token | None:
    """Return the noun a relative pronoun stands for."""
    if relative.lower not in RELATIVES:
        return None
    for above in syntax.ancestors(relative):
        if above.dep == "relcl":
            return syntax.head(above)
    return None
