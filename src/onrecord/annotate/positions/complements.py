"""What a word of stance is about: the head of the issue, the words it begins with, and whose issue it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.clauses.standing import is_infinitive
from onrecord.annotate.positions.lexicon import WITH_OBJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from onrecord.annotate.positions.lexicon import Entry
    from onrecord.types.syntax import Syntax, Token

NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
TELLING = frozenset({"to", "do", "does", "did", "will", "would", "can", "could", "may", "might"})


class Complement(NamedTuple):
    """One reading: head of the issue, its first word, the other one who is to act, and the form it has."""

    head: Token
    first: Token
    other: Token | None
    form: str


def complements(word: Token, entry: Entry, syntax: Syntax) -> Iterator[Complement]:
    """Yield what the word is about, in the order of what the entry takes; an issue begins behind its word."""
    for form in entry.takes:
        for found in _of_form(word, form, entry, syntax):
            behind = found.first.i <= word.i < found.head.i
            yield found._replace(first=syntax.tokens[word.i + 1]) if behind else found


def _of_form(word: Token, form: str, entry: Entry, syntax: Syntax) -> Iterator[Complement]:
    if form == "that":
        return _clause(word, entry, syntax)
    if form in FORMS:
        return FORMS[form](word, syntax)
    match = WITH_OBJECT.fullmatch(form)
    if match is None:
        return _after(word, form, syntax)
    objects = [found for found in syntax.children(word, "dobj") if found.lemma.lower() == match["object"]]
    return (issue for found in objects for issue in _after(found, match["prep"], syntax))


def _gerunds(word: Token, syntax: Syntax) -> Iterator[Complement]:
    return (_whole(c, syntax, "ing") for c in syntax.children(word, "xcomp", "ccomp", "dobj") if c.tag == "VBG")


def _of_preposition(word: Token, syntax: Syntax) -> Iterator[Complement]:
    return (_whole(c, syntax, "pobj") for c in syntax.children(word, "pobj"))


def _progressive(word: Token, syntax: Syntax) -> Iterator[Complement]:
    return _object(word, syntax) if word.tag == "VBG" else iter(())


def _whole(head: Token, syntax: Syntax, form: str, other: Token | None = None) -> Complement:
    return Complement(head, syntax.tokens[syntax.edges(head)[0]], other, form)


def _object(word: Token, syntax: Syntax) -> Iterator[Complement]:
    """Yield the object; in the passive with "by" its subject."""
    if syntax.is_passive(word):
        if any(c.lower == "by" for c in syntax.children(word, "agent", "prep")):
            for subject in syntax.subjects(word)[:1]:
                yield _whole(subject, syntax, "passive")
        return
    for found in syntax.children(word, "dobj"):
        described = any(c.lower == "as" for c in syntax.children(word, "prep"))  # "dismissed him as a liar"
        if found.pos in NOMINAL and not described and not syntax.children(word, "dative", "oprd"):
            yield _whole(found, syntax, "obj")


def _infinitive(word: Token, syntax: Syntax) -> Iterator[Complement]:
    for found in syntax.children(word, "xcomp", "acl", "ccomp", "relcl"):
        own = syntax.children(found, "nsubj", "nsubjpass")
        others = word.pos != "NOUN" and syntax.children(word, "dobj")
        if is_infinitive(found, syntax) and not own and not others and found.i > word.i:
            yield Complement(found, _to(found, syntax), None, "inf")


def _to(verb: Token, syntax: Syntax) -> Token:
    return next((c for c in syntax.children(verb, "aux") if c.lower == "to"), verb)


def _of_another(word: Token, syntax: Syntax) -> Iterator[Complement]:
    """Yield "wants Norway to leave", "urged Norway to leave"."""
    for found in syntax.children(word, "ccomp", "xcomp"):
        if not is_infinitive(found, syntax) or found.i < word.i:
            continue
        own = syntax.children(found, "nsubj", "nsubjpass") or syntax.children(word, "dobj")
        if own and word.i < own[0].i < found.i:
            yield Complement(found, syntax.tokens[syntax.edges(own[0])[0]], own[0], "obj_inf")


def _upon(word: Token, syntax: Syntax) -> Iterator[Complement]:
    """Yield "called on Norway to leave"."""
    verb = syntax.child(word, "xcomp", "advcl", "ccomp")
    for prep in syntax.children(word, "prep"):
        target = syntax.child(prep, "pobj")
        if prep.lower not in {"on", "upon"} or target is None:
            continue
        found = verb or syntax.child(prep, "pcomp") or syntax.child(target, "acl", "relcl")
        if found is not None and is_infinitive(found, syntax) and found.i > target.i:
            yield Complement(found, syntax.tokens[syntax.edges(target)[0]], target, "obj_inf")


def _clause(word: Token, entry: Entry, syntax: Syntax) -> Iterator[Complement]:
    for found in syntax.children(word, "ccomp", "acl"):
        fits = found.i > word.i and found.tag != "VBG" and not is_infinitive(found, syntax)
        if fits and (not entry.asks or _asks(found, syntax)):
            subjects = syntax.children(found, "nsubj", "nsubjpass")
            yield _whole(found, syntax, "that", subjects[0] if subjects else None)


def _asks(verb: Token, syntax: Syntax) -> bool:
    """Return whether a clause asks for something ("that Norway leave", "must leave"), not tells it."""
    aux = {c.lower for c in syntax.children(verb, "aux", "auxpass")}
    return bool(aux & {"should", "must"}) or (verb.tag == "VB" and not aux & TELLING)


def _after(word: Token, prep: str, syntax: Syntax) -> Iterator[Complement]:
    for child in syntax.children(word, "prep", "dative", "agent"):
        if child.lower != prep or child.i < word.i:
            continue
        for found in syntax.children(child, "pobj", "pcomp"):
            if found.dep == "pobj" or found.tag == "VBG":
                yield _whole(found, syntax, prep)


FORMS: Mapping[str, Callable[[Token, Syntax], Iterator[Complement]]] = {
    "obj": _object,
    "progressive_obj": _progressive,
    "inf": _infinitive,
    "obj_inf": _of_another,
    "on_inf": _upon,
    "ing": _gerunds,
    "pobj": _of_preposition,
}
