"""Who is subject and object of a predicate: the questions a frame asks, answered from the tree.

Looks through passives, relative clauses, participles, infinitives (control), gerunds after prepositions and
coordination. All answers are tuples of head tokens with their conjuncts, in text order; empty where the text
names nobody. Works on one `Syntax`; answers are remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from onrecord.types.syntax import Syntax, Token

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
GIVING = frozenset({"grant", "give", "offer", "award", "deny", "promise", "send", "hand", "allow"})
HARMING = frozenset({"kill", "wound", "injure", "destroy", "damage", "maim", "claim", "target", "hit"})
DEPTH = 6
CONTROL = load_yaml("lexicons/en/status_cues.yml")["subject_control"]


class Grammar:
    """Argument questions on one parsed text."""

    __slots__ = ("_complements", "_objects", "_preps", "_subjects", "syntax")

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._subjects: dict[int, tuple[Token, ...]] = {}
        self._objects: dict[int, tuple[Token, ...]] = {}
        self._preps: dict[int, dict[str, tuple[Token, ...]]] = {}
        self._complements: dict[int, tuple[Token | None, str | None]] = {}

    def spread(self, token: Token) -> tuple[Token, ...]:
        """Return the token and its conjuncts, only those that can name somebody or something."""
        members = (t for t in self.syntax.conjuncts(token) if t.pos in NOMINAL or t.i == token.i)
        return tuple(t for t in members if t.i == token.i or not self._is_left_out(t))

    def _is_left_out(self, token: Token) -> bool:
        """Return whether a conjunct is named only to be excluded: "against X but not against Y"."""
        first = self.syntax.edges(token)[0]
        return "not" in {t.lower for t in self.syntax.tokens[max(0, first - 1) : first + 1]}

    def is_passive(self, verb: Token) -> bool:
        """Return whether the verb is passive, also as a participle after its noun or coordinated below one."""
        if self.syntax.is_passive(verb) or self._is_set_off(verb):
            return True
        if verb.tag != "VBN" or self._has_perfect(verb) or self._own_subject(verb) is not None:
            return False
        if verb.dep == "conj":
            head = self.syntax.head(verb)
            return head.pos in VERBAL and head.tag == "VBN" and self.is_passive(head)
        if verb.dep == "acl" and verb.lemma in GIVING and not self.syntax.children(verb, "aux"):
            return True  # "media granted access": the thing given stays
        return verb.dep in {"acl", "advcl", "relcl"} and not self.syntax.children(verb, "dobj", "aux")

    def _is_set_off(self, verb: Token) -> bool:
        """Return whether a participle between commas was read as the main verb: "X, granted access, said"."""
        own = self._own_subject(verb)
        if verb.lemma not in GIVING or verb.tag not in {"VBD", "VBN"} or own is None:
            return False
        return self.syntax.tokens[verb.i - 1].text == "," and own.i == verb.i - 2

    def _has_perfect(self, verb: Token) -> bool:
        return any(c.lemma == "have" for c in self.syntax.children(verb, "aux"))

    def _own_subject(self, verb: Token) -> Token | None:
        return self.syntax.child(verb, "nsubj")

    def subjects(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """Return who does what the verb says: subject of an active, agent of a passive."""
        if verb.i not in self._subjects:
            self._subjects[verb.i] = ()
            found = self._agent(verb) if self.is_passive(verb) else self.surface(verb, depth)
            self._subjects[verb.i] = found
        return self._subjects[verb.i]

    def surface(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """Return the grammatical subject, whatever the voice: its own, or the one the construction gives it."""
        own = list(self.syntax.children(verb, "nsubj", "nsubjpass"))
        if own:
            return (*self._listed_before(verb, own[-1]), *self._resolve_relative(verb, own[-1]))
        if depth > DEPTH or verb.head == verb.i:
            return ()
        head = self.syntax.head(verb)
        if verb.dep == "conj" and head.pos in VERBAL:
            return self.surface(head, depth + 1)
        if verb.dep in {"xcomp", "ccomp", "oprd"}:
            return self._controller(head, depth)
        if verb.dep == "advcl":
            return self._controller(head, depth, subject_only=True)
        if verb.dep in {"acl", "relcl"}:
            return self._of_noun(verb, head, depth)
        if verb.dep == "pcomp":
            return self._of_gerund(head, depth)
        return ()

    def _of_event(self, head: Token, verb: Token) -> Token:
        """Return what a clause on a place means that tells of deaths: in "a strike in X, which killed Y" the strike."""
        above = self.syntax.head(head)
        event = self.syntax.head(above)
        in_place = (
            head.dep == "pobj" and above.lower in {"in", "on", "at", "near"} and head.ent in {"GPE", "LOC", "FAC"}
        )
        return event if in_place and verb.lemma in HARMING and event.pos == "NOUN" else head

    def _listed_before(self, verb: Token, subject: Token) -> tuple[Token, ...]:
        """Return the name a headline puts before the subject without an "and": "Russia, China veto the text"."""
        if subject.i < 2 or subject.pos != "PROPN" or self.syntax.tokens[subject.i - 1].text != ",":
            return ()
        before = self.syntax.tokens[subject.i - 2]
        starts = before.i == self.syntax.sentences[before.sentence].first
        return (before,) if starts and before.ent == "GPE" and before.head == verb.i else ()

    def _resolve_relative(self, verb: Token, subject: Token) -> tuple[Token, ...]:
        if subject.lower in RELATIVE and verb.dep in {"relcl", "ccomp"}:
            clause = verb
            while clause.dep != "relcl" and clause.head != clause.i:
                clause = self.syntax.head(clause)
            if clause.dep == "relcl":
                return (self._of_event(self.syntax.head(clause), verb),)
        if subject.lower in RELATIVE and verb.dep == "conj":
            return self._resolve_relative(self.syntax.head(verb), subject)
        return self.spread(subject)

    def _controller(self, head: Token, depth: int, *, subject_only: bool = False) -> tuple[Token, ...]:
        """Return who the infinitive below `head` is about: its object ("urge X to"), else its subject."""
        if head.pos == "NOUN":
            return self._of_noun(head, head, depth)
        if head.pos == "ADJ":
            above = self.syntax.head(head)
            return self.surface(above, depth + 1) if above.i != head.i else ()
        if head.pos not in VERBAL:
            return ()
        if not subject_only and head.lemma not in CONTROL:
            found = self.syntax.child(head, "dobj", "dative")
            if found is not None and found.pos != "ADP":
                return self.spread(found)
        return self.surface(head, depth + 1)

    def _of_noun(self, verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
        """Return the doer of a clause that hangs on a noun: "the plan of X to", "X, fearing", "troops sent"."""
        if verb.dep == "acl" and any(c.lower == "to" for c in self.syntax.children(verb, "aux")):
            owner = self.syntax.child(noun, "poss")
            if owner is not None:
                return self.spread(owner)
            adjectives = [c for c in self.syntax.children(noun, "amod", "compound", "nmod") if c.ent in {"NORP", "GPE"}]
            if adjectives:
                return tuple(adjectives[:1])
            above = self.syntax.head(noun)
            if noun.dep in {"dobj", "attr"} and above.pos in VERBAL and not self.is_passive(above):
                return self.surface(above, depth + 1)
            by = [c for c in self.syntax.children(noun, "prep") if c.lower in {"by", "of"}]
            targets = [t for c in by for t in self.syntax.children(c, "pobj")]
            return self.spread(targets[0]) if targets else ()
        if verb.dep == "acl" or not self.syntax.children(verb, "nsubj"):
            return (noun,) if noun.pos in NOMINAL else ()
        return ()

    def _of_gerund(self, prep: Token, depth: int) -> tuple[Token, ...]:
        """Return the doer of "... of attacking": after of, for and from the object, else the subject."""
        head = self.syntax.head(prep)
        if head.pos in VERBAL:
            if prep.lower in {"of", "for", "from", "into"} and not self.syntax.is_passive(head):
                found = self.syntax.child(head, "dobj")
                if found is not None:
                    return self.spread(found)
            return self.surface(head, depth + 1)
        if head.pos == "ADJ":
            return self._controller(head, depth)
        if head.pos == "NOUN":
            owner = self.syntax.child(head, "poss")
            if owner is not None:
                return self.spread(owner)
            above = self.syntax.head(head)
            if head.dep == "dobj" and above.pos in VERBAL:
                return self.surface(above, depth + 1)
        return ()

    def _agent(self, verb: Token) -> tuple[Token, ...]:
        """Who does a passive's act: its own "by", else that of a passive coordinated with it, before or behind."""
        below = (m for m in self.syntax.conjuncts(verb)[1:] if m.tag == "VBN")
        for member in (verb, *self._passives_above(verb), *below):
            found = self._by(member)
            if found:
                return found
        return ()

    def _passives_above(self, verb: Token) -> list[Token]:
        found: list[Token] = []
        while verb.dep == "conj":
            verb = self.syntax.head(verb)
            if verb.pos not in VERBAL or not self.is_passive(verb):
                break
            found.append(verb)
        return found

    def _by(self, verb: Token) -> tuple[Token, ...]:
        for by in self.syntax.children(verb, "agent", "prep"):
            if by.lower == "by":
                target = self.syntax.child(by, "pobj")
                if target is not None:
                    return self.spread(target)
        return ()

    def objects(self, verb: Token) -> tuple[Token, ...]:
        """Return whom or what the verb's act concerns: object of an active, subject of a passive."""
        if verb.i not in self._objects:
            self._objects[verb.i] = self._find_objects(verb)
        return self._objects[verb.i]

    def _find_objects(self, verb: Token) -> tuple[Token, ...]:
        if self.is_passive(verb):
            found = self.surface(verb)
            if found:
                return found
        own = [c for c in self.syntax.children(verb, "dobj", "attr") if c.pos in NOMINAL or c.pos == "DET"]
        if own and own[0].lower not in RELATIVE:
            return tuple(t for o in own for t in self.spread(o))
        if verb.dep == "relcl" and (own or self._own_subject(verb) is not None):
            return (self.syntax.head(verb),)
        if verb.dep == "conj" and not own:
            return self._shared_object(verb)
        members = self.syntax.conjuncts(verb)[1:]
        if not own and members and members[0].pos in VERBAL and members[0].tag == verb.tag:
            return self._right_object(verb, members)
        return ()

    def _shared_object(self, verb: Token) -> tuple[Token, ...]:
        """ "attacked and destroyed the base" hangs the object on one of the two; looked up on neither side here."""
        head = self.syntax.head(verb)
        between = [c for c in self.syntax.children(head, "dobj") if c.i > verb.i]
        return tuple(t for o in between for t in self.spread(o))

    def _right_object(self, verb: Token, members: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the object of the next verb where the two stand close together ("condemned and rejected X")."""
        following = members[0]
        if following.i - verb.i > 3 or self.syntax.children(verb, "prep", "ccomp", "xcomp"):
            return ()
        return tuple(t for o in self.syntax.children(following, "dobj") for t in self.spread(o))

    def preps(self, token: Token) -> dict[str, tuple[Token, ...]]:
        """Return the prepositional phrases of a predicate: preposition in lower case → heads of its objects."""
        if token.i not in self._preps:
            found: dict[str, list[Token]] = {}
            for child in self.syntax.children(token):
                if child.dep in {"prep", "agent", "dative"} and child.pos in {"ADP", "SCONJ", "VERB", "ADV", "PART"}:
                    self._collect(child, child.lower, found)
                elif child.dep == "prt" or (child.dep == "advmod" and child.pos in {"ADV", "ADP"}):
                    for below in self.syntax.children(child, "prep"):
                        self._collect(below, below.lower, found)
            self._preps[token.i] = {k: tuple(v) for k, v in found.items()}
        return self._preps[token.i]

    def _collect(self, prep: Token, name: str, found: dict[str, list[Token]]) -> None:
        if prep.lower == "according":
            return  # who says it takes no part in it
        for child in self.syntax.children(prep):
            if child.dep == "pobj":
                found.setdefault(name, []).extend(self.spread(child))
            elif child.dep == "prep" or (child.dep == "conj" and child.pos == "ADP" and not self._is_left_out(child)):
                self._collect(child, child.lower, found)
            elif child.dep == "pcomp":
                found.setdefault(name + " ing", []).append(child)

    def complement(self, token: Token) -> tuple[Token | None, str | None]:
        """Return the verb of the predicate's complement clause and its form: inf, that or ing."""
        if token.i not in self._complements:
            self._complements[token.i] = self._complement(token)
        return self._complements[token.i]

    def _complement(self, token: Token) -> tuple[Token | None, str | None]:
        for child in self.syntax.children(token, "xcomp", "ccomp", "acl", "advcl", "oprd"):
            is_inf = any(c.lower == "to" for c in self.syntax.children(child, "aux"))
            if child.pos not in VERBAL and not is_inf:
                continue
            if child.dep == "advcl" and not (is_inf and child.i > token.i):
                continue
            if child.dep == "acl" and not is_inf:
                continue
            if is_inf:
                return child, "inf"
            if child.tag == "VBG":
                return child, "ing"
            if child.dep == "ccomp" and (child.i > token.i):
                return child, "that"
        for child in self.syntax.children(token, "prep"):
            gerund = self.syntax.child(child, "pcomp")
            if gerund is not None and gerund.pos in VERBAL:
                return gerund, "ing"
        return None, None
