"""Third-person pronouns: the nearest speaker or party that fits, subjects first.

Left out on purpose: "I", "we" and "you" (the attribution layer knows who speaks), and empty "it".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.entities.gazetteer import gender_of
from onrecord.annotate.entities.spoken import SUBJECT
from onrecord.annotate.entities.titles import nominals, singular
from onrecord.annotate.entities.words import words
from onrecord.types.annotation import Mention
from onrecord.types.text import Span

if TYPE_CHECKING:
    from onrecord.annotate.entities.scene import Scene
    from onrecord.annotate.entities.spoken import History, Spoken
    from onrecord.types.annotation import MentionKind
    from onrecord.types.syntax import Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
# prepositions whose object is not the subject of their verb ("Modi spoke to him"); "with" may be his own side
TOWARDS = frozenset({"to", "against", "with"})
NEAR = 2


class Pronouns:
    """Reads one pronoun at a time against what was spoken of before."""

    def __init__(self, scene: Scene, history: History) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.history = history

    def read(self, token: Token) -> Mention | None:
        """Return the mention of a pronoun, None where nobody fits."""
        word = token.lower
        if word in HE or word in SHE:
            earlier = self._person(token, woman=word in SHE)
            return None if earlier is None else self.history.refers(token, earlier, "coreference.pronoun.person")
        if word in IT and token.dep in {"nsubj", "nsubjpass", "poss"} and not self._is_empty(token):
            earlier = self._body(token)
            return None if earlier is None else self.history.refers(token, earlier, "coreference.pronoun.it")
        return self._they(token) if word in THEY else None

    def _is_empty(self, token: Token) -> bool:
        verb = self.syntax.head(token)
        if token.dep == "expl" or verb.lemma in words("weather"):
            return True
        if any(c.lower in words("of_will") for c in self.syntax.children(verb, "acomp")):
            return False  # "says it is willing to"
        if token.dep == "nsubj" and verb.lemma in words("of_facts"):
            return True
        # "when it comes to", "if it comes to"
        if token.dep == "nsubj" and verb.lemma == "come" and self.syntax.child(verb, "advmod", "mark") is not None:
            return True
        clause = self.syntax.child(verb, "ccomp", "xcomp", "acomp", "csubj", "advcl")
        return token.dep == "nsubj" and verb.lemma in words("empty_verbs") and clause is not None

    def _person(self, token: Token, *, woman: bool) -> Mention | None:
        owner = self._joint_owner(token)
        if owner is not None and owner.kind == "person" and _gender(owner) is not (not woman):
            return owner
        barred = self._own_subject(token) or self._speaker(token)
        for candidates in self.history.by_sentence(token):
            people = [
                (t, m)
                for t, m in candidates
                if m.kind == "person"
                and not m.plural
                and not self._is_attributive(t)
                and (barred is None or m.name != barred)
                and _gender(m) is not (not woman)
                and not _clashes(t, token)
            ]
            if people:
                people = [pair for pair in people if _gender(pair[1]) is woman] or people
                subjects = _subjects(people)
                return (subjects or people)[-1 if people[0][0].sentence == token.sentence else 0][1]
        return None

    def _is_attributive(self, token: Token) -> bool:
        """Whether a name only tells which people or things are meant ("the Castro brothers", "a Merkel aide")."""
        return token.dep == "compound" and self.syntax.head(token).lemma not in words("of_a_leader")

    def _own_subject(self, token: Token) -> str | None:
        """The name of the subject of an object pronoun's own verb: it is not meant ("Modi thanked him")."""
        verb = self.syntax.head(token)
        if token.dep == "pobj" and verb.lower in TOWARDS:
            verb = self.syntax.head(verb)
        elif token.dep not in {"dobj", "iobj", "dative"}:
            return None
        subjects = self.syntax.subjects(verb)
        mention = self.scene.at(subjects[0]) if subjects else None
        return mention.name if mention is not None else None

    def _joint_owner(self, token: Token) -> Mention | None:
        """Whoever is joined with the thing owned ("Obama and his aides", "Russia and its allies")."""
        owned = self.syntax.head(token)
        if token.dep != "poss" or owned.dep != "conj":
            return None
        known = {*nominals().kinds, *nominals().offices, *nominals().titles}
        if singular(owned) not in known and not owned.lemma.endswith(("er", "or", "ist", "mate")):
            return None  # "its acts in X and its support": what is owned is nobody who could stand beside X
        return self.scene.at(self.syntax.head(owned))

    def _speaker(self, token: Token) -> str | None:
        """The name of the one whose speech a quoted pronoun stands in: the speaker does not say "he" of himself."""
        if token.i not in self.scene.quoted:
            return None
        sentence = self.syntax.words(self.syntax.sentence_of(token))
        spoken = (t for t in sentence if t.i not in self.scene.quoted and t.lemma in words("speaking"))
        for verb in spoken:
            mentions = [self.scene.at(t) for t in self.syntax.subjects(verb)]
            return next((m.name for m in mentions if m is not None and m.name), None)
        return None

    def _body(self, token: Token) -> Mention | None:
        """A party or a body, preferably the subject of the clause or of the sentence before."""
        owner = self._joint_owner(token) or self._same_owner(token)
        if owner is not None and _is_body(owner):
            return owner
        for candidates in self.history.by_sentence(token, NEAR):
            bodies = [(t, m) for t, m in candidates if _is_body(m) and t.dep != "compound" and not _clashes(t, token)]
            papers = [m for t, m in candidates if m.kind == "document" and t.dep in SUBJECT]
            if papers and token.dep in SUBJECT and self.syntax.head(token).lemma in words("paper_verbs"):
                return papers[-1]
            if not bodies:
                continue
            subjects = _subjects(bodies)
            if bodies[0][0].sentence != token.sentence:
                return (subjects or bodies)[0][1]
            clause = [pair for pair in subjects if self.syntax.is_under(token, self.syntax.head(pair[0]))]
            return (clause or subjects or bodies)[-1][1]
        return None

    def _same_owner(self, token: Token) -> Mention | None:
        """Whoever the same possessive before it in a list stands for ("its raids in X and its support for Y")."""
        owned = self.syntax.head(token)
        if token.dep != "poss" or owned.dep not in {"conj", "dobj"}:
            return None
        before = self.syntax.tokens[self.syntax.sentence_of(token).first : token.i]
        same = [t for t in before if t.lower == token.lower and t.dep == "poss"]
        return self.scene.at(same[-1]) if same else None

    def _they(self, token: Token) -> Mention | None:
        owner = self._joint_owner(token)
        if owner is not None and owner.plural:
            return self.history.refers(token, owner, "coreference.pronoun.they")
        for candidates in self.history.by_sentence(token, NEAR):
            many = [(t, m) for t, m in candidates if self._is_many(t, m) and not _clashes(t, token)]
            if many:
                same = many[0][0].sentence == token.sentence
                if self._nearer_things(token, many):
                    return None
                return self._refers_to_all(token, *(_subjects(many) or many)[-1 if same else 0])
        return None

    def _nearer_things(self, token: Token, many: list[Spoken]) -> bool:
        """Whether a plural that stands for nobody is a likelier antecedent ("estimates are few, but they grow")."""
        start = self.syntax.sentence_of(token).first
        if many[0][0].sentence == token.sentence:
            if any(t.dep in SUBJECT for t, _ in many):
                return False
            start = many[-1][0].i + 1
        # what was done to things is told of them with "be" ("denied the charges, saying they were false")
        taken_up = self.syntax.head(token).lemma == "be" or token.dep == "dobj"  # "made deals and broke them"
        roles = {*SUBJECT, "attr", "dobj"} if taken_up else {*SUBJECT, "attr"}
        things = self.syntax.tokens[start : token.i]
        return any(t.tag == "NNS" and t.dep in roles and self.scene.at(t) is None and not t.ent for t in things)

    def _is_many(self, token: Token, mention: Mention) -> bool:
        if mention.form == "adjective" or mention.kind == "document":
            return False
        if mention.plural or len(mention.parties) > 1 or token.tag == "NNS":
            return True
        named = [t for t in self.syntax.conjuncts(token) if self.scene.at(t) is not None]
        return (mention.kind == "group" and token.tag == "NNPS") or (len(named) > 1 and token.dep != "conj")

    def _refers_to_all(self, token: Token, earlier_token: Token, earlier: Mention) -> Mention:
        joined = [m for t in self.syntax.conjuncts(earlier_token) if (m := self.scene.at(t)) is not None]
        alone = len(joined) < 2
        kind: MentionKind = "group" if earlier.kind == "person" and not alone else earlier.kind
        return Mention(
            span=Span(token.start, token.end),
            head=token.i,
            kind=kind,
            form="pronoun",
            parties=tuple(dict.fromkeys(p for m in joined for p in m.parties)),
            rule="coreference.pronoun.they",
            name=earlier.name if alone else None,
            office=earlier.office if alone else None,
            antecedent=earlier.head,
            plural=True,
        )


def _gender(mention: Mention) -> bool | None:
    """True for a woman, False for a man, None where neither title, given name nor the office table tells."""
    words = set((mention.office or "").split())
    if words & nominals().women:
        return True
    if words & nominals().men:
        return False
    return gender_of(mention.name or "")


def _subjects(candidates: list[Spoken]) -> list[Spoken]:
    return [pair for pair in candidates if pair[0].dep in SUBJECT]


def _is_body(mention: Mention) -> bool:
    if mention.plural or mention.form == "adjective" or len(mention.parties) > 1:
        return False
    return mention.kind in {"party", "institution", "outlet"}


def _clashes(earlier: Token, pronoun: Token) -> bool:
    """An object pronoun does not stand for the subject of its own verb, nor one subject for another."""
    if pronoun.dep in {"dobj", "iobj", "dative"}:
        return earlier.head == pronoun.head and earlier.dep in SUBJECT
    return pronoun.dep in SUBJECT and earlier.head == pronoun.head
