"""Who fills the roles of a frame: slots of the predicate turned into sides, another party preferred."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.events.candidates import codes, distinct, without
from onrecord.annotate.events.company import both
from onrecord.annotate.events.grammar import VERBAL
from onrecord.annotate.events.parties import is_bare_name, is_human
from onrecord.annotate.events.predicates import NOUN_TAGS, OCCASION_PREPOSITIONS, Predicate
from onrecord.vocab.frames import word_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.annotate.events.candidates import Candidate
    from onrecord.annotate.events.parties import Side, Sides
    from onrecord.types.syntax import Token
    from onrecord.vocab.frames import Frame

JOINT_SLOTS = ("between", "among", "with", "by")
COMPLEMENT_SLOTS = ("obj", "iobj", "to", "with", "for", "against", "from", "on", "of", "into")
TELLING = frozenset({"say", "announce", "confirm", "declare", "hope", "report", "insist", "claim"})
DECIDED = frozenset({"AID", "SANCTION", "COOPERATE", "MOBILIZE", "RETREAT", "CONCEDE"})
DECIDING = frozenset(
    "announce approve authorize authorise order plan unveil propose consider prepare resume expand increase halt "
    "suspend boost begin start discuss back continue seek cancel schedule speed accelerate "
    "complete finish delay slow".split()
)
ENDING = frozenset({"end", "stop", "halt", "prevent", "avert", "avoid"})
BROKERING = frozenset({"broker", "mediate", "facilitate"})
BACKING = frozenset({"SUPPORT", "AID"})
SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "AGREE", "CONCEDE"})
OWNING = frozenset({"of", "from", "by"})
HOSTILE = frozenset({"SANCTION", "ASSAULT", "COERCE"})
UNDERGOING = frozenset({"under", "amid", "despite", "by"})
TOPICS = frozenset({"about", "on"})
ASIDE = frozenset({"in", "at", "near", "around", "about", "regarding", "concerning"})
SPITE = frozenset({"despite", "amid", "notwithstanding"})
ADDRESSED = frozenset({"obj", "iobj", "target", "on"})
SHARED = frozenset({"AGREE", "COOPERATE"})
DEEP = 6
DEEP_TOKENS = 30


class Roles:
    """Role questions on one text; `at` tells what another word codes to."""

    __slots__ = ("_at", "grammar", "sides", "syntax")

    def __init__(self, sides: Sides, at: Callable[[Token], Candidate | None]) -> None:
        self.sides = sides
        self.grammar = sides.grammar
        self.syntax = sides.grammar.syntax
        self._at = at

    def of(self, frame: Frame, predicate: Predicate) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        """Return the actors and the recipients; a joint frame has actors only."""
        return self._noun_roles(frame, predicate) if frame.kind == "noun" else self._verb_roles(frame, predicate)

    def coded_below(self, verb: Token) -> list[Candidate]:
        """Return what the complement's verb, its object and its own complement name."""
        heads = [verb, *self.grammar.objects(verb)]
        below = self.grammar.complement(verb)[0]
        if below is not None and below.i not in {h.i for h in heads}:
            heads.extend([below, *self.grammar.objects(below)])
        return [c for c in (self._at(h) for h in heads) if c is not None]

    def _verb_roles(self, frame: Frame, predicate: Predicate) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        actors = self._doer_of_thing(self._first(frame.by, predicate, frozenset()))
        known = codes(actors)
        if frame.joint:
            others = self._union(frame.to, predicate)
            apart = self.sides.of(predicate.slot("between"))
            if len(apart) > 1 or len(codes(apart)) > 1:
                return distinct(apart), ()  # who mends ties between two others is none of them
            across = {s.token.i for s in self.sides.of(predicate.slot("with"))}
            if not known and len(codes(others)) > 1 and all(s.token.i in across for s in others if s.parties):
                others = ()  # "cooperate with X and Y": who does is not told
            return distinct((*actors, *others)), ()
        found = self._first(frame.to, predicate, known, {s.token.i for s in actors})
        if frame.type == "PROTEST" and not any(s.parties for s in found):
            found = self._protested_against(predicate, known) or found
        if frame.type in SHARED and len(known) > 1 and not any(s.parties or self._are_people(s.token) for s in found):
            return actors, ()  # "X and Y agreed to share data": what they share takes no part
        return actors, found if frame.type not in SPEECH else tuple(s for s in found if not self._is_mere_place(s))

    def _protested_against(self, predicate: Predicate, known: frozenset[str]) -> tuple[Side, ...]:
        """Return whom a protest's purpose names: "blocked a road to show their anger at Chad", "to demand that ..."."""
        clauses = [*self.syntax.children(predicate.token, "advcl", "xcomp")]
        clauses += [c for t in predicate.slot("obj") for c in self.syntax.children(t, "relcl", "acl") if c.tag == "VB"]
        for clause in clauses:
            if clause.tag not in {"VB", "VBG"} or clause.i < predicate.token.i:
                continue
            deeds = [s for c in self.coded_below(clause) for s in c.recipients if s.parties and s.token.pos != "PRON"]
            found = tuple(deeds) or self._complement_sides(clause, known, 0)
            if any(s.parties for s in found):
                return found
        return ()

    def _is_mere_place(self, side: Side) -> bool:
        """Return whether the side is a town or region that speaks for nobody: "answers on Mosul"."""
        token, mention = side.token, self.sides.entities.at(side.token)
        if mention is None or mention.kind != "place":
            return False
        return token.dep == "pobj" and self.syntax.head(token).lower not in OWNING

    def _doer_of_thing(self, actors: tuple[Side, ...]) -> tuple[Side, ...]:
        """Return who made the statement or policy that acts: "issued a statement condemning X"."""
        if len(actors) != 1 or actors[0].parties:
            return actors
        thing = actors[0].token
        above = self.syntax.head(thing)
        if thing.dep == "pobj":
            if above.lower in UNDERGOING | TOPICS | {"against"}:
                return actors  # "is under sanctions banning its trade"
            above = self.syntax.head(above)  # "presided over a ceremony reopening X"
        if thing.pos == "NOUN" and thing.dep in {"dobj", "pobj"} and above.pos in VERBAL and not is_human(thing):
            return self.sides.of(self.grammar.subjects(above)) or actors
        return actors

    def _noun_roles(self, frame: Frame, predicate: Predicate) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        if frame.joint:
            return self._joint_noun(frame, predicate), ()
        used, actors = self._doers(frame, predicate)
        if not any(s.parties for s in actors) and frame.type in DECIDED:
            actors = self._decider(predicate) or actors
        slots = [s for s in frame.to if s != used]
        victims = self._victims(predicate)
        if victims:
            return tuple(s for s in actors if s.token.i not in {v.token.i for v in victims}), victims
        recipients = self._noun_slots(slots, predicate, codes(actors), {s.token.i for s in actors}, frame.type)
        if frame.type == "ACCUSE":
            recipients = tuple(s for s in recipients if not self._is_mere_place(s))  # "inquiry into Quito"
        return actors, recipients

    def _doers(self, frame: Frame, predicate: Predicate) -> tuple[str, tuple[Side, ...]]:
        for name in ("subj", "poss", "by", "mod", "from", "of"):
            if name in {"from", "of"} and name in frame.to:
                continue
            ends = predicate.light is not None and predicate.light.lemma in ENDING
            if name == "subj" and frame.type in HOSTILE and ends:
                continue  # who ends a war need not wage it
            sides = self._noun_slot(name, predicate)
            if name == "of" and frame.type == "RETREAT":
                sides = tuple(s for s in sides if not self._is_left(s))
            if name == "mod":
                sides = tuple(s for s in sides if not self._is_scene(s, predicate))
            if name == "mod" and predicate.token.lemma.lower() in word_class("topical"):
                sides = tuple(  # "the Russia investigation" is about Russia
                    s for s in sides if s.token.head != predicate.token.i or not is_bare_name(s.token)
                )
            if sides and (any(s.parties for s in sides) or name in {"subj", "poss", "by"}):
                return name, sides
        return "", ()

    def _is_left(self, side: Side) -> bool:
        """Return whether the side is what is left behind: "the withdrawal of forces from Chad"."""
        return side.owner and side.token.dep == "pobj" and self.syntax.head(side.token).lower == "from"

    def _victims(self, predicate: Predicate) -> tuple[Side, ...]:
        """Return the person whose killing the noun names: "the Lopez assassination", "General Lopez's murder"."""
        if predicate.token.lemma.lower() not in word_class("slaying") or predicate.slot("of"):
            return ()
        sides = (*self._noun_slot("poss", predicate), *self._noun_slot("mod", predicate))
        return tuple(s for s in sides if self._is_person(s.token) and s.token.ent != "NORP")

    def _is_person(self, token: Token) -> bool:
        mention = self.sides.entities.at(token)
        return mention is not None and mention.kind == "person" and token.pos != "PRON"

    def _is_scene(self, side: Side, predicate: Predicate) -> bool:
        """Return whether a town before the noun tells where it was: "the Mosul attack" was not made by Mosul."""
        mention = self.sides.entities.at(side.token)
        is_place = mention is not None and mention.kind == "place"
        return is_place and side.token.head == predicate.token.i and is_bare_name(side.token)

    def _decider(self, predicate: Predicate) -> tuple[Side, ...]:
        """Return who decides on what the noun names: "France announced aid to Chad", "plans talks with Chad"."""
        noun = predicate.token
        verb = self.syntax.head(noun)
        if noun.dep != "dobj" or verb.lemma not in DECIDING or self.grammar.is_passive(verb):
            return ()
        return tuple(s for s in self.sides.of(self.grammar.subjects(verb)) if s.parties)

    def _joint_noun(self, frame: Frame, predicate: Predicate) -> tuple[Side, ...]:
        names = ["subj", "poss", "mod", *JOINT_SLOTS, *(s for s in frame.to if s not in {"obj", *JOINT_SLOTS})]
        if len(codes(self._noun_slot("by", predicate))) > 1:
            names.remove("mod")  # "the Syria deal struck by X and Y"
        if predicate.light is not None and predicate.light.lemma in BROKERING and "subj" in names:
            names.remove("subj")  # who brokers a deal is no party to it
        slots = ((n, s) for n in names for s in self._noun_slot(n, predicate))
        named = [(n, s) for n, s in slots if n != "mod" or not self._is_venue(s, predicate)]
        found = [s for _, s in named]
        across = {n for n, s in named if s.parties} == {"with"}  # "talks with X and Y": with whom, not who talks
        if len(codes(found)) == 1 or across:
            found.extend(self._decider(predicate) or self._teller(predicate, codes(found)))
        if predicate.light is None and not any(s.parties for s in found):
            return ()
        if across and len(found) == len(named):
            return distinct(found)[:1]
        return distinct(found)

    def _is_venue(self, side: Side, predicate: Predicate) -> bool:
        """Return whether the word tells which meeting, not who meets: "the G-20 summit", "Cairo talks"."""
        if side.parties == ("IGO",) or self.sides.is_venue(predicate.token, side):
            return True
        return predicate.token.lemma.lower() in word_class("topical") and is_bare_name(side.token)

    def _teller(self, predicate: Predicate, known: frozenset[str]) -> tuple[Side, ...]:
        """Return who says it, where one side only is named: "France said talks with Japan would resume"."""
        if predicate.token.dep == "pobj" and self.syntax.head(predicate.token).lower in OCCASION_PREPOSITIONS:
            return ()  # "said that, during talks, X must ..."
        verb = predicate.light or self.syntax.head(predicate.token)
        above = self.syntax.head(verb)
        if verb.dep != "ccomp" or above.lemma not in TELLING:
            return ()
        sides = self.sides.of(self.grammar.subjects(above))
        return tuple(s for s in sides if s.parties and not set(s.parties) & known)

    def _noun_slot(self, name: str, predicate: Predicate, known: frozenset[str] = frozenset()) -> tuple[Side, ...]:
        if name == "poss":
            return self.sides.possessor(predicate.token)
        if name == "mod":
            return self.sides.modifiers(predicate.token)
        if name in {"comp", "deep"}:
            return self._slot_sides(name, predicate, known)
        return self.sides.of(predicate.slot(name))

    def _noun_slots(
        self, slots: Iterable[str], predicate: Predicate, known: frozenset[str], taken: set[int], frame_type: str
    ) -> tuple[Side, ...]:
        explicit: tuple[Side, ...] = ()
        for name in slots:
            sides = tuple(
                s for s in self._noun_slot("of" if name == "obj" else name, predicate, known) if s.token.i not in taken
            )
            if frame_type in BACKING and any(t.lemma in word_class("removal") for t in predicate.slot(name)):
                break  # "support for the overthrow of Lopez" is none for Lopez
            other = tuple(s for s in sides if s.parties and not set(s.parties) <= known)
            if other:
                return other
            explicit = explicit or sides
            if self._are_armed(sides) or any(s.token.ent == "PERSON" for s in sides):
                break  # "strikes on rebels in X" are not on X, "the killing of Lopez in X" is none of X
        return explicit

    def _are_armed(self, sides: tuple[Side, ...]) -> bool:
        """Return whether a nameless armed group, or a thing of theirs, fills the slot."""
        return any(not s.parties and self.sides.is_of_armed_group(s.token) for s in sides)

    def _first(
        self, slots: Iterable[str], predicate: Predicate, known: frozenset[str], taken: set[int] | None = None
    ) -> tuple[Side, ...]:
        """Return the first slot that names another party, else the first that names anybody."""
        explicit: tuple[Side, ...] = ()
        domestic: tuple[Side, ...] = ()
        for name in slots:
            sides = self._slot_sides(name, predicate, known)
            sides = tuple(s for s in sides if s.token.i not in (taken or set()))
            if name == "obj":
                sides = tuple(s for s in sides if not self._is_victim(s, predicate))
            other = tuple(s for s in sides if s.parties and not set(s.parties) <= known)
            if other:
                return other
            if name in ADDRESSED and self._stays_at_home(sides, known):
                return sides
            explicit = explicit or tuple(s for s in sides if not (s.owner and set(s.parties) & known))
            domestic = domestic or tuple(s for s in sides if s.token.pos != "PRON")
            if self._are_armed(sides):
                break
        return explicit or domestic

    def _is_victim(self, side: Side, predicate: Predicate) -> bool:
        """Return whether the side only suffers what the object names: "defended the shelling of X"."""
        above = self.syntax.head(side.token)
        removed = word_class("removal")
        if side.owner and any(t.lemma.lower() in removed for t in predicate.slot("obj")):
            return True  # "backed Lopez's removal" backs not Lopez
        if not side.owner or side.token.dep != "pobj" or above.lower != "of":
            return False
        deed = self.syntax.head(above)
        return deed.lower.endswith("ing") and deed.pos == "NOUN" and deed.i in {t.i for t in predicate.slot("obj")}

    def _stays_at_home(self, sides: tuple[Side, ...], known: frozenset[str]) -> bool:
        """Return whether those spoken to are the doer's own: whom else the sentence names is then its topic only."""
        return bool(sides) and all(
            s.parties
            and set(s.parties) <= known
            and not s.owner
            and s.token.pos != "PRON"
            and self._are_people(s.token)
            for s in sides
        )

    def _are_people(self, token: Token) -> bool:
        mention = self.sides.entities.at(token)
        return is_human(token) or (mention is not None and mention.kind in {"person", "institution", "group"})

    def _slot_sides(self, name: str, predicate: Predicate, known: frozenset[str]) -> tuple[Side, ...]:
        if name == "comp":
            return self._complement_sides(self._clause_of(predicate), known, 0)
        if name == "deep":
            return self._deep(predicate, known)
        sides = self.sides.of(predicate.slot(name))
        if name == "obj" and sides and not any(s.parties for s in sides):
            return self._doers_of_deed(sides) or sides
        return tuple(self._without(s, known) for s in sides)

    def _without(self, side: Side, known: frozenset[str]) -> Side:
        """Return the side without those that act; "both countries" without the one that acts are two others."""
        if len(known) == 1 and (not side.parties or known & set(side.parties)):
            others = both(side.token, self.syntax, self.sides.codes, known)
            if others:
                return replace(side, parties=others)
        return without(side, known)

    def _doers_of_deed(self, sides: tuple[Side, ...]) -> tuple[Side, ...]:
        """Return who did what the object names: "the war unleashed by X", "the attack", "the sanctions X imposed"."""
        for side in sides:
            if side.token.pos not in NOUN_TAGS:
                continue
            deed = self._at(side.token)
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
            for part in (head, *self.grammar.preps(head).get("of", ())):
                deed = self._at(part)
                if deed is not None and deed.frame.type in HOSTILE:
                    known |= codes(deed.recipients)  # "pushed for sanctions on X": not X is pushed
                if part.lemma.lower() in word_class("sanction") | word_class("attack"):
                    against = self.grammar.preps(part)
                    known |= codes(self.sides.of((*against.get("against", ()), *against.get("on", ()))))
            for token in self.syntax.subtree(head)[:DEEP_TOKENS]:
                if token.i >= head.i - DEEP and token.i != predicate.token.i and not self._is_aside(token):
                    found = tuple(s for s in self.sides.named(token) if not set(s.parties) <= known)
                    if found:
                        return found
        return ()

    def _is_aside(self, token: Token) -> bool:
        """Return whether the word only tells where, what about or in spite of whom: "reject a deal in Geneva"."""
        above = token
        while above.dep in {"poss", "compound", "amod", "det"}:
            above = self.syntax.head(above)
        if above.dep == "pobj" and self.syntax.head(above).lower in SPITE:
            return True
        return token.dep == "pobj" and self.syntax.head(token).lower in ASIDE

    def _union(self, slots: Iterable[str], predicate: Predicate) -> tuple[Side, ...]:
        return tuple(s for name in slots for s in self.sides.of(predicate.slot(name)))

    def _complement_sides(self, verb: Token | None, known: frozenset[str], step: int) -> tuple[Side, ...]:
        """Return whom the act in the complement is about, other than the actor."""
        if verb is None or step > 2:
            return ()
        coded = self.coded_below(verb)
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
            if other:
                return other
            explicit = explicit or sides
        deeper = self._complement_sides(inner.complement, known, step + 1)
        if any(s.parties for s in deeper):
            return deeper
        own = self.syntax.children(verb, "nsubj", "nsubjpass")
        subjects = self.sides.of(t for o in own for t in self.grammar.spread(o))
        return tuple(s for s in subjects if s.parties and not set(s.parties) <= known) or explicit
