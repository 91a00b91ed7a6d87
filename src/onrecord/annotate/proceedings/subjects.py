"""What an instrument is about: the words before its noun, behind "on", and in its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.proceedings.lexicon import proceedings_lexicon
from onrecord.annotate.proceedings.phrases import after, telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.annotate.proceedings.scene import Scene
    from onrecord.types.syntax import Token

SUBJECT_ENDS = frozenset(
    {"between", "with", "in", "at", "by", "from", "to", "during", "after", "before", "under", "within"}
)
NOT_SUBJECTS = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "PERSON", "ORDINAL", "PERCENT", "QUANTITY"})
ONE_OF = frozenset({"one", "another", "third", "second"})


class Subjects:
    """Questions about the subject of an instrument's noun in one text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.lexicon = proceedings_lexicon()
        self.words = self.lexicon.instruments

    def of(self, noun: Token, premods: Sequence[Token]) -> tuple[tuple[str, ...], int]:
        """Return the words that tell what it is about, and the end of the phrase that tells it."""
        end = noun.end
        tokens = [t for t in premods if self.relates(t)]
        for target in after(self.syntax, noun, self.words["subject_preps"]):
            if (
                self._is_aim(target)
                or target.lemma.lower() in self.words["not_subjects"]
                or target.ent in {"DATE", "TIME", "GPE", "PERSON"}
                or target.pos not in {"NOUN", "PROPN"}
            ):
                continue
            stretch = self.stretch(target)
            if stretch and stretch[-1].lemma != "understanding":
                tokens += self.core(stretch)
                end = max(end, stretch[-1].end)
        if not tokens:
            tokens, end = self._by_clause(noun)
        if noun.lemma.lower() == "memorandum" and not tokens:
            inner = next((t for t in after(self.syntax, noun, ("of",)) if t.lemma.lower() == "understanding"), None)
            return self.of(inner, ()) if inner is not None else ((), end)
        return telling(self.scene, tokens), end

    def _is_aim(self, target: Token) -> bool:
        """Return whether "for" leads to a reason, not to what is agreed (a thing of a known sector, of a contract)."""
        prep = self.syntax.head(target)
        if prep.lower != "for" or self.syntax.head(prep).lemma.lower() == "contract":
            return False
        words = telling(self.scene, self.stretch(target))
        return not any(word in self.lexicon.sectors for word in words)

    def relates(self, token: Token) -> bool:
        """Return whether a word before the noun tells a subject: a noun, or an adjective of a known sector."""
        lemma = token.lemma.lower()
        if lemma in self.words["generic"] or token.ent in {
            "DATE",
            "TIME",
            "MONEY",
            "CARDINAL",
            "PERSON",
            "ORDINAL",
            "PERCENT",
            "QUANTITY",
        }:
            return False
        if token.pos in {"NOUN", "PROPN"}:
            return not self.scene.is_party(token) and token.ent not in {"GPE", "NORP", "PERSON"}
        word = self.lexicon.synonyms.get(lemma, lemma)
        return token.pos == "ADJ" and word in self.lexicon.sectors

    def stretch(self, target: Token, *, alone: bool = False) -> list[Token]:
        """Return the words of the subject: the target and what belongs to it, up to another phrase or clause."""
        found: list[Token] = []
        for token in self.syntax.subtree(target):
            if found and token.i != found[-1].i + 1:
                break
            clause = token.pos in {"VERB", "AUX", "SCONJ", "PRON"} and token.dep not in {"amod", "compound"}
            if clause and token.dep != "poss":
                break
            if found and token.dep == "det" and token.i > target.i and found[-1].lower == "and":
                break
            if found and token.lower == "on" and found[-1].text in {"and", ","}:
                break
            if alone and token.i > target.i and token.dep in {"cc", "conj"}:
                break
            if (token.i > target.i and token.lower in SUBJECT_ENDS) or token.text in "();:–—" or len(found) > 12:
                break
            found.append(token)
        while found and found[-1].pos in {"PUNCT", "CCONJ", "ADP", "DET"}:
            found.pop()
        return found

    def core(self, stretch: list[Token]) -> list[Token]:
        """Look through what is done with the thing: "the supply of potash" is about potash."""
        for at, token in enumerate(stretch):
            if token.lower == "of" and at and stretch[at - 1].lemma.lower() in self.lexicon.transparent:
                return stretch[at + 1 :]
        return stretch

    def _by_clause(self, noun: Token) -> tuple[list[Token], int]:
        """Read the subject out of a clause: "an agreement that raises exports", "a deal to supply gas"."""
        for clause in self.syntax.children(noun, "relcl", "acl"):
            infinitive = any(c.lower == "to" for c in self.syntax.children(clause, "aux"))
            if not infinitive and clause.lemma not in self.words["verb_subjects"]:
                continue
            target = self.syntax.child(clause, "dobj")
            if target is not None and target.pos in {"NOUN", "PROPN"} and target.ent not in {"GPE", "PERSON"}:
                stretch = [t for t in self.stretch(target) if t.pos in {"NOUN", "PROPN"}]
                return self.core(stretch), stretch[-1].end if stretch else noun.end
        return [], noun.end

    def sector(self, words: Iterable[str]) -> str | None:
        """Return the sector the first telling word that has one stands for."""
        return next((self.lexicon.sectors[w] for w in words if w in self.lexicon.sectors), None)

    def is_by_clause(self, noun: Token, premods: Sequence[Token], end: int) -> bool:
        """Return whether the subject of "the agreement, which bans …" is only added to one already known."""
        definite = any(c.lower in {"the", "this"} for c in self.syntax.children(noun, "det"))
        return (
            definite
            and end > noun.end
            and not any(self.relates(t) for t in premods)
            and not after(self.syntax, noun, self.words["subject_preps"])
        )

    def several(self, noun: Token) -> tuple[Token, ...]:
        """Return the heads of a plural's subjects: each behind its own "on", or the objects of "concern"."""
        above = self.syntax.head(noun)
        if noun.dep == "nsubj" and above.lemma in {"concern", "cover"}:
            return tuple(t for o in self.syntax.children(above, "dobj") for t in self.syntax.conjuncts(o))
        found = []
        for token in self.syntax.tokens[noun.i + 1 : self.syntax.sentence_of(noun).last]:
            if (token.pos in {"VERB", "AUX"} and token.dep != "amod") or token.lower in ONE_OF:
                break
            if token.lower == "on":
                target = self.syntax.child(token, "pobj")
                if target is not None and target.ent not in {"DATE", "TIME"} and target.pos in {"NOUN", "PROPN"}:
                    found.append(target)
        return tuple(found)
