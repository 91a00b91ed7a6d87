"""Where a predicate or a noun stands: told, to come, possible, asked for, denied, on a condition.

`of_verb` and `of_noun` climb from the word to what governs it; the words of each standing are those of
`lexicons/en/status_cues.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, cast

from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.types.annotation import Status
    from onrecord.types.syntax import Syntax, Token

FILE = "lexicons/en/status_cues.yml"
VERBAL = frozenset({"VERB", "AUX"})
NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
LIMITED = frozenset({"only", "just", "merely", "solely", "simply"})
UNREAL = frozenset({"if", "unless", "whether", "lest", "provided", "providing"})
PAST = frozenset({"VBD", "VBN"})
REACH = 5
HANGING = frozenset({"xcomp", "ccomp", "oprd", "acl", "advcl", "pcomp", "relcl"})
AWAY = frozenset({"against", "without", "from", "instead"})
UNSURE = frozenset({"hope", "wish", "doubt", "fear"})
FAVOURING = frozenset({"favor", "favour", "support", "back", "advocate", "endorse"})
BELIEF = frozenset({"think", "believe", "suppose", "imagine", "say"})
ASKING = frozenset({"demand", "insist", "urge", "propose", "suggest", "request", "recommend"})
MORE_CERTAIN: tuple[Status, ...] = ("occurred", "ongoing")


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, whether the word itself is negated, and whether the telling is a hypothesis or question."""

    status: Status
    negated: bool = False
    unreal: bool = False

    @property
    def told(self) -> bool:
        """Return whether the text tells it as so, now or before."""
        return self.status in MORE_CERTAIN and not self.unreal


@cache
def _governors(table: str) -> Mapping[str, str]:
    data = load_yaml(FILE)[table]
    return {str(word): status for status, words in data.items() for word in words}


def is_negated(word: Token, syntax: Syntax) -> bool:
    """Return whether a verb, adjective or noun is denied; "not only" is not."""
    for child in syntax.children(word):
        if (child.dep in {"neg", "det", "preconj"} and child.lower in NEGATIVE) or child.lower == "never":
            follow = syntax.tokens[child.i + 1] if child.i + 1 < len(syntax.tokens) else None
            if follow is None or follow.lower not in LIMITED:
                return True
    return False


def of_verb(verb: Token, syntax: Syntax, depth: int = 0) -> Standing:
    """Return where a verb stands by its own group and what governs it."""
    found = _own(verb, syntax)
    if depth > REACH or verb.head == verb.i or found.unreal:
        return found
    return _above(verb, found, syntax, depth)


def _own(verb: Token, syntax: Syntax) -> Standing:
    group = syntax.children(verb, "aux", "auxpass")
    if not group and verb.dep == "conj" and verb.tag in {"VB", "VBN", "VBG"}:
        group = syntax.children(syntax.first_conjunct(verb), "aux", "auxpass")
    status: Status = "occurred" if _is_past(verb, group) else "ongoing"
    words = {token.lower for token in group}
    if words & {"will", "shall", "'ll", "’ll", "wo"}:
        status = "scheduled"
    elif words & {"may", "might", "could", "can", "ca", "would", "'d", "’d"}:
        status = "possible"
    elif words & {"should", "must", "ought"}:
        status = "demanded"
    unreal = any(c.lower in UNREAL for c in syntax.children(verb, "mark")) or _is_question(verb, syntax)
    nobody = any(is_negated(s, syntax) for s in syntax.children(verb, "nsubj", "nsubjpass"))  # "neither A nor B wants"
    return Standing(status, is_negated(verb, syntax) != nobody, unreal)


def _is_past(verb: Token, group: tuple[Token, ...]) -> bool:
    if not group:
        return verb.tag in PAST
    if any(t.lemma == "be" for t in group) and verb.tag == "VBG":
        return any(t.lower in {"was", "were"} for t in group)
    return any(t.lower in {"had", "have", "has", "'ve", "’ve", "was", "were", "did"} for t in group)


def _is_question(verb: Token, syntax: Syntax) -> bool:
    sentence = syntax.sentence_of(verb)
    return sentence.last > sentence.first and any(t.text == "?" for t in syntax.words(sentence)[-2:])


def is_infinitive(verb: Token, syntax: Syntax) -> bool:
    """Return whether the verb has "to" before it."""
    return any(c.lower == "to" for c in syntax.children(verb, "aux"))


def _above(verb: Token, found: Standing, syntax: Syntax, depth: int) -> Standing:
    """Return what becomes of a verb's own standing under what governs it."""
    top = syntax.first_conjunct(verb)
    if verb.tag in {"VBD", "VBZ", "VBP"} and top.i != verb.i:
        return found  # a coordinated finite verb stands for itself
    head = syntax.head(top)
    if top.dep in HANGING and _hangs(top, syntax):
        if top.dep == "pcomp":
            if head.lower in AWAY or (head.lower == "of" and syntax.head(head).lower == "out"):
                return Standing("possible" if head.lower == "against" else "denied", found.negated, found.unreal)
            head = syntax.head(head)
        return _governed(top, head, found, syntax, depth)
    if top.dep == "ccomp" and head.pos in VERBAL:
        return _in_clause(verb, head, found, syntax)
    return found


def _governed(top: Token, head: Token, found: Standing, syntax: Syntax, depth: int) -> Standing:
    """Return where an infinitive or gerund stands by the word it hangs on."""
    given = _given(head)
    if given is None or given == "pass":
        over = of_verb(head, syntax, depth + 1) if head.pos in VERBAL else of_noun(head, syntax, depth + 1)
        aim = given is None and top.dep in {"advcl", "acl", "relcl"} and is_infinitive(top, syntax)
        if aim and over.status in MORE_CERTAIN:
            return Standing("possible", found.negated, over.unreal)
        return _joined(found, over)
    over = of_verb(head, syntax, depth + 1) if head.pos in VERBAL else Standing("ongoing", is_negated(head, syntax))
    if given == "ongoing":
        return _joined(found, over)
    return Standing(cast("Status", given), found.negated != over.negated, over.unreal)


def _in_clause(verb: Token, head: Token, found: Standing, syntax: Syntax) -> Standing:
    """Return where the verb of a that-clause stands: denied, hoped for, asked for, or as it says itself."""
    lemma = head.lemma.lower()
    would = any(c.lower in {"would", "'d", "’d"} for c in syntax.children(verb, "aux"))
    if would and head.tag in PAST and not found.unreal:
        found = replace(found, status="scheduled")  # the "will" of then
    doubted = is_negated(head, syntax) or (head.dep == "acl" and is_negated(syntax.head(head), syntax))
    if lemma in BELIEF and doubted:
        return replace(found, unreal=True)  # "does not think that they want it"
    if _governors("verb_governors").get(lemma) == "denied":
        return replace(found, status="denied")
    if lemma in UNSURE:
        return replace(found, status="possible")
    if lemma in ASKING and (verb.tag == "VB" or found.status == "demanded"):
        return replace(found, status="demanded")
    return found


def _hangs(verb: Token, syntax: Syntax) -> bool:
    """Return whether a verb has no tense of its own."""
    return is_infinitive(verb, syntax) or (verb.tag == "VBG" and verb.dep in {"xcomp", "pcomp"})


def _given(head: Token) -> str | None:
    lemma = head.lemma.lower()
    if head.pos in VERBAL:
        return "possible" if lemma in FAVOURING else _governors("verb_governors").get(lemma)
    if head.pos == "ADJ":
        return _governors("adjective_governors").get(lemma)
    return _governors("noun_governors").get(lemma)


def _joined(inner: Standing, over: Standing) -> Standing:
    status = over.status if over.status not in MORE_CERTAIN or inner.status in MORE_CERTAIN else inner.status
    return Standing(status, inner.negated != over.negated, inner.unreal or over.unreal)


def of_noun(noun: Token, syntax: Syntax, depth: int = 0) -> Standing:
    """Return where a noun's act stands by its determiner, modifiers and the verb or noun that governs it."""
    negated = is_negated(noun, syntax)
    first = syntax.first_conjunct(noun)
    for child in (*syntax.children(noun, "amod", "compound"), *syntax.children(first, "amod")):
        given = _governors("noun_modifiers").get(child.lower)
        if given is not None and given != "ongoing":
            return Standing(cast("Status", given), negated)
    top = syntax.first_conjunct(noun)
    head = syntax.head(top)
    if depth > REACH or head.i == top.i:
        return Standing("ongoing", negated)
    if top.dep == "pobj":
        head, top = syntax.head(head), head
    if head.pos in VERBAL:
        return _under_verb(top, head, syntax, depth, negated=negated)
    if head.pos in {"NOUN", "ADJ"} and top.dep in {"prep", "compound", "acl"}:
        given = _given(head)
        if given not in {None, "pass", "ongoing"}:
            return Standing(cast("Status", given), negated)
        if head.pos == "NOUN" and top.dep == "prep" and top.lower not in {"on", "about", "regarding", "concerning"}:
            over = of_noun(head, syntax, depth + 1)
            return Standing(over.status, negated, over.unreal)
    return Standing("ongoing", negated)


def _under_verb(top: Token, head: Token, syntax: Syntax, depth: int, *, negated: bool) -> Standing:
    over = of_verb(head, syntax, depth + 1)
    if top.dep == "dobj" or (top.dep == "prep" and top.lower in {"for", "to"}):
        given = _governors("verb_governors").get(head.lemma.lower())
        if given in {"scheduled", "possible", "demanded", "denied", "cancelled", "expected"}:
            # "may pledge aid", "the refusal to pledge aid": as open as the pledging
            status = cast("Status", given) if over.status in MORE_CERTAIN else over.status
            return Standing(status, negated != over.negated, over.unreal)
    if top.dep in {"nsubj", "nsubjpass"}:
        return Standing("ongoing", negated, over.unreal)  # what it does or will do, it is there for
    found: Status = over.status if over.status not in MORE_CERTAIN else "ongoing"
    about = top.dep in {"dobj", "attr"} and over.negated
    return Standing(found, negated != about, over.unreal)
