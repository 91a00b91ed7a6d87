"""What the sentences around a session tell of it: who chairs it and what is discussed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.proceedings.lexicon import proceedings_lexicon
from onrecord.annotate.proceedings.phrases import after
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.proceedings.drafts import Draft
    from onrecord.annotate.proceedings.scene import Scene
    from onrecord.types.syntax import Token

MEETING = frozenset({"they", "sides", "parties", "delegations"})
LEAST_WORDS = 2


class Told:
    """Adds chairs and agenda to the drafts of one text."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.drafts = drafts
        self.words = proceedings_lexicon().forums
        self._used = {head.i for draft in drafts for head in draft.heads}

    def add(self) -> None:
        """Add chairs and agenda to the mentions of the session they are told of."""
        for token in self.syntax.tokens:
            lemma = token.lemma.lower()
            if lemma in self.words["chair_verbs"] or (lemma in {"co", "chair"} and token.pos == "VERB"):
                self._chaired(token)
            elif lemma in self.words["agenda_verbs"] and token.pos == "VERB":
                self._discussed(token)
            elif lemma in self.words["agenda_nouns"]:
                self._on_agenda(token)

    def _near(self, token: Token, subject: Token | None = None) -> Draft | None:
        """Return the session a sentence speaks of: one named in it, or the last one where a pronoun stands for it."""
        inside = [d for d in self.drafts if d.sentence == token.sentence]
        if inside:
            return inside[0]
        back = [d for d in self.drafts if 0 < token.sentence - d.sentence <= 1]
        stands = (
            subject is None
            or subject.lower == "it"
            or (subject.lower in MEETING and bool(back) and not back[-1].body.known)
        )
        return back[-1] if back and stands else None

    def _chaired(self, verb: Token) -> None:
        people = list(self.syntax.subjects(verb))
        if self.syntax.is_passive(verb) or verb.tag == "VBN":
            by = [c for c in self.syntax.children(verb, "agent", "prep") if c.lower == "by"]
            people = [t for c in by for o in self.syntax.children(c, "pobj") for t in self.syntax.conjuncts(o)]
        draft = self._near(verb, people[0] if people else None) if people else None
        chairs = self.scene.participants(people)
        if draft is not None and chairs and not draft.chairs:
            draft.chairs = chairs
            draft.extra.append("forum.chairs")

    def _discussed(self, verb: Token) -> None:
        subjects = self.syntax.subjects(verb)
        draft = self._near(verb, subjects[0] if subjects else None)
        if draft is None or draft.agenda is not None or not subjects:
            return
        of_it = any(s.i in {h.i for h in draft.heads} for s in subjects)
        apart = draft.sentence != verb.sentence
        under = (
            draft.verb is not None
            and verb.dep in {"advcl", "acl", "conj", "relcl"}
            and self.syntax.is_under(verb, draft.verb)
        )
        if not (of_it or apart or under):
            return
        target = self.syntax.child(verb, "dobj") or next(iter(after(self.syntax, verb, ("on", "with"))), None)
        if target is not None and target.pos in {"NOUN", "PROPN"} and target.i not in self._used:
            stretch = self._stretch(target)
            if len(stretch.of(self.scene.document.text).split()) >= LEAST_WORDS:
                draft.agenda = stretch
                draft.extra.append("forum.agenda")

    def _on_agenda(self, noun: Token) -> None:
        """Read "the agenda covers X", "the focus is on X"."""
        verb = self.syntax.head(noun)
        draft = self._near(noun)
        if draft is None or draft.agenda is not None or noun.dep != "nsubj":
            return
        target = self.syntax.child(verb, "dobj", "attr")
        if target is not None:
            draft.agenda = self._stretch(target)
            draft.extra.append("forum.agenda")

    def _stretch(self, target: Token) -> Span:
        siblings = self.syntax.children(self.syntax.head(target), target.dep)
        low, high = self.syntax.edges(target)[0], max(self.syntax.edges(t)[1] for t in siblings)
        tokens = list(self.syntax.tokens[low : high + 1])
        stop = next((t.i for t in tokens if t.i > target.i and t.dep in {"relcl", "advcl"}), high + 1)
        last = max(target.i, stop - 1)
        while last > target.i and self.syntax.tokens[last].pos in {"PUNCT", "CCONJ", "PRON", "ADP"}:
            last -= 1
        return Span(self.syntax.tokens[low].start, self.syntax.tokens[last].end)
