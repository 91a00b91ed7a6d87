"""Which frame a word stands in.

`Matcher.at(token)` gives the best candidate for a word or none. Frames are tried from the most to the least
demanding; the first whose conditions hold and whose needed roles are named is taken.
`Matcher.failures(token)` tells of each frame of the word what was missing, for "why not".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.events.candidates import Candidate, enough
from onrecord.annotate.events.conditions import Conditions
from onrecord.annotate.events.grammar import VERBAL, Grammar
from onrecord.annotate.events.parties import Sides
from onrecord.annotate.events.predicates import NOUN_TAGS, Predicate, hyphenated, key
from onrecord.annotate.events.roles import Roles
from onrecord.vocab.frames import Frame, frame_index, word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.annotation import Attribution, Entities
    from onrecord.types.syntax import Syntax, Token

STATING = frozenset({"suggest", "argue"})
AIMING = frozenset({"aim", "design", "intend", "mean", "gear"})
UNNAMED = frozenset({"name", "identify", "quote"})
SILENT = frozenset({"comment", "speak", "talk", "elaborate", "say", "answer", "respond", "discuss"})
TELLING = frozenset(
    {"say", "concede", "admit", "acknowledge", "believe", "describe", "specify", "detail", "disclose", "reveal"}
)
TERMS = {
    **dict.fromkeys(("ask", "request", "insist", "demand"), UNNAMED),
    **dict.fromkeys(("decline", "refuse"), UNNAMED | TELLING | {"comment", "elaborate"}),
    **dict.fromkeys(("authorize", "authorise", "permit"), SILENT),
}


class Matcher:
    """Frame questions on one text."""

    __slots__ = ("_cache", "conditions", "grammar", "index", "roles", "sides", "syntax")

    def __init__(self, syntax: Syntax, entities: Entities, attributions: Sequence[Attribution] = ()) -> None:
        self.syntax = syntax
        self.grammar = Grammar(syntax)
        self.sides = Sides(self.grammar, entities, attributions)
        self.roles = Roles(self.sides, self.at)
        self.conditions = Conditions(self.sides, self._types_below)
        self.index = frame_index()
        self._cache: dict[int, Candidate | None] = {}

    def at(self, token: Token) -> Candidate | None:
        """Return the act the token names, None where no frame fits."""
        if token.i not in self._cache:
            self._cache[token.i] = None  # a loop of complements ends here
            self._cache[token.i] = self._best(token)
        return self._cache[token.i]

    def partial_at(self, token: Token) -> Candidate | None:
        """Return the act the token names with one side only, for the text before to give the other."""
        kind = _kind(token)
        for frame in self.fitting(token) if kind in {"noun", "verb"} else ():
            if kind == "verb" and (frame.joint or frame.needs in {"none", "actor", "recipient"}):
                continue
            predicate = self._predicate(token, kind or "verb", frame)
            found = self._candidate(frame, predicate, partial=True)
            if found is not None and len(found.parties) == 1:
                return found
        return None

    def frames(self, token: Token) -> tuple[Frame, ...]:
        """Return the frames the word has, whatever its company."""
        kind = _kind(token)
        found = self._entries(token, kind) if kind is not None else ()
        if not found or _is_formula(token, self.grammar) or _is_aim(token, self.grammar):
            return ()
        if kind == "noun" and token.ent == "ORG" and token.tag in {"NNP", "NNPS"}:
            return tuple(f for f in found if f.type == "CONSULT")  # "the Centre for Trade" is a name
        if _is_statement(token, self.grammar):
            return tuple(f for f in found if f.type != "REQUEST")
        return found

    def _entries(self, token: Token, kind: str) -> tuple[Frame, ...]:
        joined = hyphenated(token, self.syntax)
        found = self.index.of(kind, joined) if joined else ()
        found = found or self.index.of(kind, token.lower if kind == "adj" else key(token))
        if not found and kind == "verb" and token.tag in {"VBD", "VBN", "VBG"}:
            # the lemmatiser cuts too much or too little of rare verbs: "waged" → wag, "conferred" → conferre
            lemma = key(token)
            found = self.index.of(kind, lemma + "e") or self.index.of(kind, lemma.rstrip("e")[:-1])
        return found

    def fitting(self, token: Token) -> tuple[Frame, ...]:
        """Return the frames whose conditions hold, whoever fills the roles."""
        kind = _kind(token)
        if kind is None:
            return ()
        return tuple(f for f in self.frames(token) if not self.conditions.unmet(f, self._predicate(token, kind, f)))

    def failures(self, token: Token) -> tuple[tuple[Frame, str], ...]:
        """Return each frame of the word with what was missing ("" for one that fits)."""
        kind = _kind(token)
        found = []
        for frame in self.frames(token):
            predicate = self._predicate(token, kind or "verb", frame)
            missing = self.conditions.unmet(frame, predicate)
            if not missing:
                missing = "" if self._candidate(frame, predicate) else f"roles: {frame.needs} needed"
            found.append((frame, missing))
        return tuple(found)

    def _best(self, token: Token) -> Candidate | None:
        frames = self.frames(token)
        if not frames or (token.pos == "AUX" and token.dep in {"aux", "auxpass"}):
            return None
        kind = _kind(token) or "verb"
        for frame in frames:
            predicate = self._predicate(token, kind, frame)
            if not self.conditions.unmet(frame, predicate):
                found = self._candidate(frame, predicate)
                if found is not None:
                    return found
        return None

    def _predicate(self, token: Token, kind: str, frame: Frame) -> Predicate:
        predicate = Predicate(token, kind, self.sides)
        if kind == "noun":
            predicate.find_light(frame.light | word_class("light"), occasion=frame.type == "CONSULT")
        return predicate

    def _types_below(self, verb: Token) -> set[str]:
        return {c.frame.type for c in self.roles.coded_below(verb)}

    def _candidate(self, frame: Frame, predicate: Predicate, *, partial: bool = False) -> Candidate | None:
        actors, recipients = self.roles.of(frame, predicate)
        if not partial and not enough(frame, actors, recipients):
            return None
        why = [frame.id]
        if frame.kind == "verb" and self.grammar.is_passive(predicate.token):
            why.append("voice.passive")
        if predicate.light is not None and frame.kind == "noun":
            why.append(f"light.{predicate.light.lemma}")
        return Candidate(
            frame,
            predicate.token,
            predicate.light,
            predicate.complement,
            actors,
            recipients,
            self._inner(frame, predicate),
            tuple(why),
            partial=partial,
        )

    def _inner(self, frame: Frame, predicate: Predicate) -> frozenset[int]:
        """Return the tokens of acts the frame speaks for: complement, object, theirs in turn."""
        if not frame.absorb:
            return frozenset()
        found: set[int] = set()
        heads = [*predicate.slot("obj")] if frame.kind == "verb" else []
        for name, _ in frame.pp:
            heads.extend(predicate.preps().get(name, ()))
        verb = predicate.complement
        while verb is not None and verb.i not in found:
            for member in self.syntax.conjuncts(verb):
                found.add(member.i)
                heads.extend(self.grammar.objects(member))
            verb = self.grammar.complement(verb)[0]
        for head in heads:
            found.update(t.i for t in self.syntax.conjuncts(head))
            for targets in self.grammar.preps(head).values():
                found.update(t.i for t in targets if t.pos in NOUN_TAGS)
        return frozenset(found - {predicate.token.i})


def _is_formula(token: Token, grammar: Grammar) -> bool:
    """Return whether the verb only tells on what terms somebody spoke: "asked not to be named"."""
    if token.lemma == "deny" and token.dep == "conj" and grammar.syntax.head(token).lemma == "confirm":
        return True  # "would neither confirm nor deny"
    below = grammar.complement(token)[0]
    return below is not None and below.lemma in TERMS.get(token.lemma, ())


def _is_statement(token: Token, grammar: Grammar) -> bool:
    """Return whether the verb tells what is so, not what shall be: "suggested that X had lied"."""
    below, form = grammar.complement(token)
    return token.lemma in STATING and form == "that" and below is not None and not _is_wish(below, grammar)


def _is_wish(verb: Token, grammar: Grammar) -> bool:
    """Return whether the clause asks for something: "that X stop", "that X should stop"."""
    helpers = {c.lower for c in grammar.syntax.children(verb, "aux")}
    return (verb.tag == "VB" and not helpers - {"should", "must", "be"}) or verb.lemma in {"need", "have", "ought"}


def _is_aim(verb: Token, grammar: Grammar) -> bool:
    """Return whether the verb only says what a thing is for: "a measure aimed at protecting X"."""
    while verb.dep == "conj" and grammar.syntax.head(verb).pos in VERBAL:
        verb = grammar.syntax.head(verb)
    above = grammar.syntax.head(verb)
    if verb.dep == "pcomp":
        above = grammar.syntax.head(above)
    if verb.dep == "xcomp" and above.lemma in AIMING and grammar.syntax.is_passive(above):
        return not any(t.pos in {"PROPN", "PRON"} for t in grammar.surface(above))  # "the raid was meant to scare X"
    return verb.dep in {"pcomp", "xcomp"} and above.dep == "acl" and above.tag == "VBN" and above.lemma in AIMING


def _kind(token: Token) -> str | None:
    if token.dep == "acomp" and token.tag in {"VBN", "JJ"}:
        return "adj"
    if token.pos in VERBAL:
        return "verb"
    if token.pos in NOUN_TAGS:
        return "noun"
    return "adj" if token.pos == "ADJ" else None
