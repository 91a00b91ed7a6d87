"""Which frame a word stands in, and who fills its roles.

`Matcher.at(token)` gives the best candidate for a word or none. Frames are tried from the most to the least
demanding; the first whose conditions hold and whose needed roles are named is taken.
`Matcher.failures(token)` tells of each frame of the word what was missing, for "why not".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.annotate.events.grammar import VERBAL, Grammar
from onrecord.annotate.events.parties import Side, Sides, is_human
from onrecord.annotate.events.predicates import NOUN_TAGS, Predicate, hyphenated, key
from onrecord.annotate.events.status import negation
from onrecord.vocab.frames import ANYTHING, Frame, frame_index, word_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types.annotation import Attribution, Entities
    from onrecord.types.syntax import Syntax, Token

JOINT_SLOTS = ("between", "among", "with", "by")
COMPLEMENT_SLOTS = ("obj", "iobj", "to", "with", "for", "against", "from", "on", "of", "into", "in")
DEEP = 6
PARTICLE_DEPS = ("prt", "advmod", "prep", "acomp", "oprd", "xcomp", "npadvmod", "ccomp")
REFUSING = frozenset({"will", "would", "wo", "ca", "can", "could", "'ll", "'d", "shall"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that names an act, its frame and who fills the roles; `inner` are tokens it speaks for."""

    frame: Frame
    trigger: Token
    light: Token | None
    complement: Token | None
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    inner: frozenset[int]
    why: tuple[str, ...]
    echo: Candidate | None = None
    partial: bool = False

    @property
    def is_international(self) -> bool:
        """Return whether the act is between two parties: two that act together, or one on each side."""
        if self.frame.joint:
            return len(_codes(self.actors)) > 1
        return bool(_codes(self.actors)) and bool(_codes(self.recipients)) and len(self.parties) > 1

    @property
    def parties(self) -> frozenset[str]:
        """Return all known party codes."""
        return frozenset(p for s in (*self.actors, *self.recipients) for p in s.parties)


class Matcher:
    """Frame questions on one text."""

    __slots__ = ("_cache", "grammar", "index", "sides", "syntax")

    def __init__(self, syntax: Syntax, entities: Entities, attributions: Sequence[Attribution] = ()) -> None:
        self.syntax = syntax
        self.grammar = Grammar(syntax)
        self.sides = Sides(self.grammar, entities, attributions)
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
        if kind is None:
            return ()
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
        return tuple(f for f in self.frames(token) if not self._unmet(f, self._predicate(token, kind, f)))

    def failures(self, token: Token) -> tuple[tuple[Frame, str], ...]:
        """Return each frame of the word with what was missing ("" for one that fits)."""
        kind = _kind(token)
        found = []
        for frame in self.frames(token):
            predicate = self._predicate(token, kind or "verb", frame)
            missing = self._unmet(frame, predicate)
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
            if not self._unmet(frame, predicate):
                found = self._candidate(frame, predicate)
                if found is not None:
                    return found
        return None

    def _predicate(self, token: Token, kind: str, frame: Frame) -> Predicate:
        predicate = Predicate(token, kind, self.sides)
        if kind == "noun":
            predicate.find_light(frame.light | word_class("light"), occasion=frame.type == "CONSULT")
        return predicate

    # --- conditions
    def _unmet(self, frame: Frame, predicate: Predicate) -> str:
        """Return the first condition that does not hold, "" if all do."""
        checks = (
            (bool(frame.voice) and not self._voice(frame, predicate), f"voice {frame.voice}"),
            (bool(frame.part) and not self._particle(frame.part, predicate.token), f"particle {frame.part}"),
            (bool(frame.subj) and not self._any_fits(predicate.slot("subj"), frame.subj), "subject of the kind"),
            (bool(frame.obj) and not self._object(frame.obj, predicate), "object of the kind"),
            (bool(frame.not_obj) and self._object(frame.not_obj, predicate), "another object"),
            (bool(frame.mod) and not self._modified(frame.mod, predicate), "word before the noun"),
            (bool(frame.not_mod) and self._modified(frame.not_mod, predicate), "another word before the noun"),
        )
        if frame.refusal and not self._refused(predicate.token):
            return "a refusal"
        for failed, reason in checks:
            if failed:
                return reason
        for name, words in frame.pp:
            if not self._phrase(name, words, predicate):
                return f"phrase with {name}"
        if frame.label and not self._labelled(frame.label, predicate):
            return "a name called"
        if frame.comp_modal and not self._modal(frame.comp_modal, predicate):
            return "modal in the complement"
        return (
            "" if frame.comp is None and not frame.comp_in and not frame.comp_type else self._clause(frame, predicate)
        )

    def _labelled(self, words: frozenset[str], predicate: Predicate) -> bool:
        """Return whether the object is called one of the words ("called the move illegal", "as a threat")."""
        deps = ("oprd", "attr", "acomp", "xcomp", "ccomp")
        named = [c for c in self.syntax.children(predicate.token, *deps) if c.i > predicate.token.i]
        if "<adjective>" in words:
            return any(c.pos == "ADJ" and key(c) not in word_class("positive") for c in named)
        named.extend(self.syntax.children(predicate.token, "dobj"))
        for prep in self.syntax.children(predicate.token, "prep"):
            if prep.lower == "as":
                named.extend(self.syntax.children(prep))
        found = [m for n in named for m in self.syntax.conjuncts(n)]
        found.extend(c for n in tuple(found) for c in self.syntax.children(n, "amod", "attr", "acomp", "compound"))
        return any(key(t) in words for t in found)

    def _modal(self, words: frozenset[str], predicate: Predicate) -> bool:
        verb = predicate.complement
        if verb is None:
            return False
        return any(c.lower in words for c in self.syntax.children(verb, "aux")) or (
            verb.lemma in words or (verb.dep == "xcomp" and self.syntax.head(verb).lemma in words)
        )

    def _refused(self, verb: Token) -> bool:
        """Return whether the verb is a will or can that is negated ("will not lift", "never accepts")."""
        denied = negation(verb, self.syntax)
        if denied is None:
            return False
        return denied.lower == "never" or any(c.lower in REFUSING for c in self.syntax.children(verb, "aux"))

    def _voice(self, frame: Frame, predicate: Predicate) -> bool:
        return self.grammar.is_passive(predicate.token) == (frame.voice == "passive")

    def _particle(self, part: str | None, verb: Token) -> bool:
        """Return whether the verb has the particle: "pull out", "hit back", "set free"."""
        for child in self.syntax.children(verb, *PARTICLE_DEPS):
            alone = child.dep == "prt" or self.syntax.child(child, "pobj") is None
            if child.lower == part and child.i > verb.i and alone:
                return True
        return False

    def _object(self, words: frozenset[str], predicate: Predicate) -> bool:
        if "<clause>" in words and predicate.complement is not None:
            return True
        return self._any_fits(predicate.slot("obj") or predicate.slot("target"), words)

    def _any_fits(self, tokens: Iterable[Token], words: frozenset[str]) -> bool:
        return any(self._fits(t, words) for t in tokens)

    def _fits(self, token: Token, words: frozenset[str]) -> bool:
        if words is ANYTHING or "*" in words or key(token) in words:
            return True
        joined = hyphenated(token, self.syntax)
        if (joined is not None and joined in words) or self._compound_fits(token, words):
            return True
        if "<agent>" in words and (self.sides.is_agent(token) or is_human(token)):
            return True
        if "<party>" in words and self._is_party(token):
            return True
        return "<place>" in words and self._is_place(token)

    def _is_party(self, token: Token) -> bool:
        """Return whether the word is a state, organisation or armed group itself, not a person of it."""
        mention = self.sides.entities.at(token)
        return mention is not None and mention.kind == "party" and bool(mention.parties)

    def _compound_fits(self, token: Token, words: frozenset[str]) -> bool:
        """Return whether the word before the noun decides: "hunger strike", or "aid programme" for aid."""
        before = self.syntax.children(token, "compound", "amod", "nmod")
        if any(f"{c.lower} {key(token)}" in words for c in before):
            return True
        return key(token) in word_class("carrier") and any(key(c) in words for c in before)

    def _is_place(self, token: Token) -> bool:
        mention = self.sides.entities.at(token)
        if mention is not None and mention.form not in {"name", "metonym"}:
            return False
        return token.ent in {"GPE", "LOC", "FAC"} or (mention is not None and mention.kind in {"place", "party"})

    def _modified(self, words: frozenset[str], predicate: Predicate) -> bool:
        return any(
            c.lower in words or key(c) in words
            for c in self.syntax.children(predicate.token, "amod", "compound", "nmod", "npadvmod", "nummod", "poss")
        )

    def _phrase(self, name: str, words: frozenset[str], predicate: Predicate) -> bool:
        preps = predicate.preps()
        if name in preps and self._any_fits(preps[name], words):
            return True
        if words == ANYTHING:
            return f"{name} ing" in preps
        return False

    def _clause(self, frame: Frame, predicate: Predicate) -> str:
        if predicate.complement is None or (frame.comp not in {None, "any"} and frame.comp != predicate.form):
            return f"complement {frame.comp or ''}".strip()
        if frame.comp_in and key(predicate.complement) not in frame.comp_in:
            return "complement of the kind"
        if frame.comp_type and not frame.comp_type & self._types_below(predicate.complement):
            return "complement that names such an act"
        return ""

    def _types_below(self, verb: Token) -> set[str]:
        return {c.frame.type for c in self._coded_below(verb)}

    def _coded_below(self, verb: Token) -> list[Candidate]:
        """Return what the complement's verb, its object and its own complement name."""
        heads = [verb, *self.grammar.objects(verb)]
        below = self.grammar.complement(verb)[0]
        if below is not None and below.i not in {h.i for h in heads}:
            heads.extend([below, *self.grammar.objects(below)])
        return [c for c in (self.at(h) for h in heads) if c is not None]

    # --- roles
    def _candidate(self, frame: Frame, predicate: Predicate, *, partial: bool = False) -> Candidate | None:
        if frame.kind == "noun":
            roles = self._noun_roles(frame, predicate)
        else:
            roles = self._verb_roles(frame, predicate)
        actors, recipients = roles
        if not partial and not _enough(frame, actors, recipients):
            return None
        why = [frame.id]
        if frame.kind == "verb" and self.grammar.is_passive(predicate.token):
            why.append("passive")
        if predicate.light is not None and frame.kind == "noun":
            why.append(f"light:{predicate.light.lemma}")
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

    def _verb_roles(self, frame: Frame, predicate: Predicate) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        actors = self._doer_of_thing(self._first(frame.by, predicate, frozenset()))
        known = _codes(actors)
        if frame.joint:
            others = self._union(frame.to, predicate)
            return _distinct((*actors, *others)), ()
        return actors, self._first(frame.to, predicate, known, {s.token.i for s in actors})

    def _doer_of_thing(self, actors: tuple[Side, ...]) -> tuple[Side, ...]:
        """Return who made the statement or policy that acts: "issued a statement condemning X"."""
        if len(actors) != 1 or actors[0].parties:
            return actors
        thing = actors[0].token
        above = self.syntax.head(thing)
        if thing.pos == "NOUN" and thing.dep == "dobj" and above.pos in VERBAL and not is_human(thing):
            return self.sides.of(self.grammar.subjects(above)) or actors
        return actors

    def _noun_roles(self, frame: Frame, predicate: Predicate) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        if frame.joint:
            return self._joint_noun(frame, predicate), ()
        used, actors = self._doers(frame, predicate)
        slots = [s for s in frame.to if s != used]
        recipients = self._noun_slots(slots, predicate, _codes(actors), {s.token.i for s in actors})
        return actors, recipients

    def _doers(self, frame: Frame, predicate: Predicate) -> tuple[str, tuple[Side, ...]]:
        for name in ("subj", "poss", "by", "mod", "from", "of"):
            if name in {"from", "of"} and name in frame.to:
                continue
            sides = self._noun_slot(name, predicate)
            if sides and (any(s.parties for s in sides) or name in {"subj", "poss", "by"}):
                return name, sides
        return "", ()

    def _joint_noun(self, frame: Frame, predicate: Predicate) -> tuple[Side, ...]:
        names = ["subj", "poss", "mod", *JOINT_SLOTS, *(s for s in frame.to if s not in {"obj", *JOINT_SLOTS})]
        found = [s for n in names for s in self._noun_slot(n, predicate)]
        named = [s for s in found if s.parties]
        if predicate.light is None and not named:
            return ()
        return _distinct(found)

    def _noun_slot(self, name: str, predicate: Predicate, known: frozenset[str] = frozenset()) -> tuple[Side, ...]:
        if name == "poss":
            return self.sides.possessor(predicate.token)
        if name == "mod":
            return self.sides.modifiers(predicate.token)
        if name in {"comp", "deep"}:
            return self._slot_sides(name, predicate, known)
        return self.sides.of(predicate.slot(name))

    def _noun_slots(
        self, slots: Iterable[str], predicate: Predicate, known: frozenset[str], taken: set[int]
    ) -> tuple[Side, ...]:
        explicit: tuple[Side, ...] = ()
        for name in slots:
            sides = tuple(
                s for s in self._noun_slot("of" if name == "obj" else name, predicate, known) if s.token.i not in taken
            )
            other = tuple(s for s in sides if s.parties and not set(s.parties) <= known)
            if other:
                return other
            explicit = explicit or sides
        return explicit

    def _first(
        self, slots: Iterable[str], predicate: Predicate, known: frozenset[str], taken: set[int] | None = None
    ) -> tuple[Side, ...]:
        """Return the first slot that names another party, else the first that names anybody."""
        explicit: tuple[Side, ...] = ()
        domestic: tuple[Side, ...] = ()
        for name in slots:
            sides = self._slot_sides(name, predicate, known)
            sides = tuple(s for s in sides if s.token.i not in (taken or set()))
            other = tuple(s for s in sides if s.parties and not set(s.parties) <= known)
            if other:
                return other
            explicit = explicit or tuple(s for s in sides if not (s.owner and set(s.parties) & known))
            domestic = domestic or tuple(s for s in sides if s.token.pos != "PRON")
        return explicit or domestic

    def _slot_sides(self, name: str, predicate: Predicate, known: frozenset[str]) -> tuple[Side, ...]:
        if name == "comp":
            return self._complement_sides(self._clause_of(predicate), known, 0)
        if name == "deep":
            return self._deep(predicate, known)
        sides = self.sides.of(predicate.slot(name))
        if name == "obj" and sides and not any(s.parties for s in sides):
            return self._doers_of_deed(sides) or sides
        return tuple(_without(s, known) for s in sides)

    def _doers_of_deed(self, sides: tuple[Side, ...]) -> tuple[Side, ...]:
        """Return who did what the object names: "the war unleashed by X", "the attack", "the sanctions X imposed"."""
        for side in sides:
            if side.token.pos not in NOUN_TAGS:
                continue
            deed = self.at(side.token)
            if deed is not None and any(s.parties for s in deed.actors) and not deed.frame.joint:
                return deed.actors
            for clause in self.syntax.children(side.token, "acl", "relcl"):
                if clause.pos in VERBAL and any(o.i == side.token.i for o in self.grammar.objects(clause)):
                    found = tuple(s for s in self.sides.of(self.grammar.subjects(clause)) if s.parties)
                    if found:
                        return found
        return ()

    def _clause_of(self, predicate: Predicate) -> Token | None:
        """Return the predicate's complement, or its object's ("reject a call to withdraw")."""
        if predicate.complement is not None:
            return predicate.complement
        for target in predicate.slot("obj"):
            if target.pos in NOUN_TAGS:
                found = self.grammar.complement(target)[0]
                if found is not None:
                    return found
        return None

    def _deep(self, predicate: Predicate, known: frozenset[str]) -> tuple[Side, ...]:
        """Return the nearest other party named anywhere below the object or the prepositional phrases."""
        heads = [*predicate.slot("obj"), *(t for targets in predicate.preps().values() for t in targets)]
        for head in heads:
            for token in self.syntax.subtree(head)[:30]:
                if token.i >= head.i - DEEP and token.i != predicate.token.i:
                    found = tuple(s for s in self.sides.named(token) if not set(s.parties) <= known)
                    if found:
                        return found
        return ()

    def _union(self, slots: Iterable[str], predicate: Predicate) -> tuple[Side, ...]:
        return tuple(s for name in slots for s in self.sides.of(predicate.slot(name)))

    def _complement_sides(self, verb: Token | None, known: frozenset[str], step: int) -> tuple[Side, ...]:
        """Return whom the act in the complement is about, other than the actor."""
        if verb is None or step > 2:
            return ()
        coded = self._coded_below(verb)
        for candidate in coded:
            for sides in (candidate.recipients, candidate.actors):
                other = tuple(s for s in sides if s.parties and not set(s.parties) <= known)
                if other:
                    return other
        inner = Predicate(verb, "verb", self.sides)
        explicit: tuple[Side, ...] = tuple(s for c in coded for s in c.recipients)
        for name in COMPLEMENT_SLOTS:
            sides = self.sides.of(inner.slot(name))
            other = tuple(s for s in sides if s.parties and not set(s.parties) <= known)
            if other and (name != "in" or step == 0):
                return other
            explicit = explicit or sides
        deeper = self._complement_sides(inner.complement, known, step + 1)
        if any(s.parties for s in deeper):
            return deeper
        own = self.syntax.children(verb, "nsubj", "nsubjpass")
        subjects = self.sides.of(t for o in own for t in self.grammar.spread(o))
        return tuple(s for s in subjects if s.parties and not set(s.parties) <= known) or explicit

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


def _kind(token: Token) -> str | None:
    if token.dep == "acomp" and token.tag in {"VBN", "JJ"}:
        return "adj"
    if token.pos in VERBAL:
        return "verb"
    if token.pos in NOUN_TAGS:
        return "noun"
    return "adj" if token.pos == "ADJ" else None


def _without(side: Side, known: frozenset[str]) -> Side:
    """Return the side without the parties that act themselves: "called on both countries" leaves the other one."""
    rest = tuple(p for p in side.parties if p not in known)
    return replace(side, parties=rest) if rest and len(side.parties) > 1 else side


def _codes(sides: Iterable[Side]) -> frozenset[str]:
    return frozenset(p for s in sides for p in s.parties)


def _distinct(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Return the sides without those that only repeat parties named before them; nameless ones go before two named."""
    sides = tuple(sides)
    if len(_codes(sides)) > 1:
        sides = tuple(s for s in sides if s.parties)
    found: list[Side] = []
    seen: set[str] = set()
    tokens: set[int] = set()
    for side in sides:
        if side.token.i in tokens or (side.parties and set(side.parties) <= seen):
            continue
        tokens.add(side.token.i)
        seen.update(side.parties)
        found.append(side)
    return tuple(found)


def _enough(frame: Frame, actors: tuple[Side, ...], recipients: tuple[Side, ...]) -> bool:
    if frame.joint or frame.needs == "two":
        everyone = (*actors, *recipients)
        return len(_codes(everyone)) > 1 or len({s.token.i for s in everyone}) > 1
    needs_actor = frame.needs in {"actor", "both"}
    needs_recipient = frame.needs in {"recipient", "both"}
    return not ((needs_actor and not actors) or (needs_recipient and not recipients))
