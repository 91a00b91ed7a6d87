"""What the other layers know of a place in the text: who is meant, who acts in a clause, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.types.annotation import Participant
from onrecord.types.text import plain_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.types.annotation import Attribution, Entities, Mention
    from onrecord.types.syntax import Sentence, Syntax, Token
    from onrecord.types.text import Document, Layout, Span

STEPS = 6
RELATIVES = frozenset({"who", "which", "that", "whom"})
# clauses without a subject of their own: that of the clause above does it
OPEN_CLAUSES = frozenset({"xcomp", "advcl", "pcomp", "ccomp", "prep", "conj"})
PLURALS = frozenset({"they", "them"})
NO_OWNERS = frozenset({"place", "asset", "document"})
PREDICATES = frozenset({"VERB", "AUX"})


class Who(NamedTuple):
    """Somebody the text names: as a participant, with the parties meant."""

    participant: Participant
    parties: tuple[str, ...]


class Scene:
    """One text with all that was found in it, as questions about a place. Pure; built once a document."""

    def __init__(
        self,
        document: Document,
        layout: Layout,
        syntax: Syntax,
        entities: Entities,
        attributions: Sequence[Attribution],
        lists: Mapping[str, frozenset[str]],
    ) -> None:
        self.document = document
        self.syntax = syntax
        self.entities = entities
        self.attributions = attributions
        self.view = plain_view(document.text)
        self._lists = lists
        self.quotations = tuple(q.inner for q in layout.quotations)

    def lower(self, token: Token) -> str:
        """Return the word in lower case, with plain marks."""
        return self.view[token.start : token.end].lower()

    def quoted(self, span: Span) -> bool:
        """Return whether words of the stretch stand in quotation marks."""
        return any(span.overlaps(inner) for inner in self.quotations)

    def attribution(self, span: Span) -> Attribution | None:
        """Return the innermost attribution in whose content a stretch lies."""
        covering = [(p.end - p.start, a.id, a) for a in self.attributions for p in a.content if p.covers(span)]
        return min(covering, key=lambda c: c[:2])[2] if covering else None

    def who(self, token: Token) -> Who | None:
        """Return whom a word names, None where it names nobody with a side."""
        mention = self.entities.at(token) or self.entities.covering(token)
        if mention is None or mention.kind in NO_OWNERS:
            return None
        known = self._known(mention)
        if known.kind in NO_OWNERS or known.form == "citizen":
            # a people at large, a paper or a place frames nothing
            return None
        if self._is_doubtful(token, mention, known):
            return None
        parties = mention.parties or known.parties
        if not parties:
            return None
        party = parties[0] if len(parties) == 1 else None
        return Who(Participant(party, mention.span, known.name, known.office), parties)

    def _is_doubtful(self, token: Token, mention: Mention, known: Mention) -> bool:
        """Return whether it is not sure whose side is meant: foes of a party, "they" for a state, "officials there"."""
        head = self.syntax.tokens[mention.head]
        if head.lemma.lower() in self._lists["others"]:
            return True
        if mention.form == "pronoun":
            if not known.parties:
                return True
            return (
                self.lower(token) in PLURALS and len(known.parties) == 1 and (known.kind == "party" or not known.plural)
            )
        if (
            mention.name is None
            and mention.rule.startswith("coreference.")
            and head.lemma.lower() in self._lists["media"]
        ):
            return True
        return any(self.lower(child) == "there" for child in self.syntax.children(head, "advmod"))

    def _known(self, mention: Mention) -> Mention:
        """Return the mention that names the one meant; the antecedent of a pronoun."""
        for _ in range(STEPS):
            if mention.antecedent is None or mention.form != "pronoun":
                return mention
            mention = self.entities.mentions[mention.antecedent]
        return mention

    def parties(self, sentence: Sentence) -> set[str]:
        """Return all parties a sentence speaks of."""
        found: set[str] = set()
        for token in self.syntax.words(sentence):
            mention = self.entities.at(token)
            if mention is not None:
                found.update(mention.parties or self._known(mention).parties)
        return found

    def doers(self, verb: Token) -> tuple[Token, ...]:
        """Return who does what a verb tells, in the active: its subjects, or those of the clauses above it.

        "is working to reframe", "an effort to portray": who works, whose effort it is.
        """
        for above in self._upwards(verb):
            if above.pos in PREDICATES and above.dep != "auxpass":
                passive = self.syntax.is_passive(above)
                accused = self.syntax.child(above, "dobj") if above.lemma.lower() in self._lists["accusing"] else None
                if accused is not None and above.i != verb.i:
                    return (accused,)
                found = () if passive and above.i == verb.i else self.syntax.subjects(above)
                if found:
                    return tuple(self._meant(token) for token in found)
                if passive:
                    return ()
            elif above.lemma.lower() in self._lists["efforts"]:
                owner = self.owner_of_noun(above)
                if owner is not None:
                    return (owner,)
        return ()

    def _upwards(self, verb: Token) -> Iterator[Token]:
        """Yield the verb and what it hangs on, as long as the doer stays the same."""
        at = verb
        yield at
        for _ in range(STEPS):
            if at.dep == "relcl" or at.head == at.i:
                return
            if at.dep not in OPEN_CLAUSES and at.dep not in {"acl", "pobj", "dobj", "attr", "nsubj", "amod"}:
                return
            if at.dep == "ccomp" and self.syntax.child(at, "nsubj", "nsubjpass") is not None:
                return
            at = self.syntax.head(at)
            yield at

    def _meant(self, token: Token) -> Token:
        """Return the noun a relative pronoun stands for, else the word itself."""
        if self.lower(token) in RELATIVES:
            for above in self.syntax.ancestors(token):
                if above.dep == "relcl":
                    return self.syntax.head(above)
        return token

    def owner_of_noun(self, noun: Token) -> Token | None:
        """Return whose a noun is, by its possessor, an adjective of a party, or "by" and "from"."""
        for child in self.syntax.children(noun, "poss", "amod", "compound", "nmod"):
            if self.who(child) is not None:
                return child
        for prep in self.syntax.children(noun, "prep"):
            target = self.syntax.child(prep, "pobj") if self.lower(prep) in {"by", "from"} else None
            if target is not None and self.who(target) is not None:
                return target
        return None

    def is_person(self, token: Token) -> bool:
        """Return whether a word names one person with a side."""
        mention = self.entities.at(token) or self.entities.covering(token)
        return (
            mention is not None
            and mention.kind in {"person", "group"}
            and not mention.plural
            and self.who(token) is not None
        )

    def named(self, token: Token) -> Who | None:
        """Return whom a word names or, of a thing ("the emphasis of Moscow"), whose it is."""
        found = self.who(token)
        if found is not None or token.pos not in {"NOUN", "PROPN"} or token.lemma.lower() in self._lists["others"]:
            return found
        owner = self.owner_of_noun(token)
        return self.who(owner) if owner is not None else None

    def agent(self, verb: Token) -> Token | None:
        """Return who does what a passive tells, where "by" names it."""
        for prep in self.syntax.children(verb, "agent", "prep"):
            if self.lower(prep) == "by":
                return self.syntax.child(prep, "pobj")
        return None

    def negated(self, token: Token, refusing: frozenset[str]) -> bool:
        """Return whether a clause is negated, or hangs on a word of refusing, asking or possibility."""
        if self._denied(token):
            return True
        for above in self._upwards(token):
            if above.i != token.i and (above.lemma.lower() in refusing or self._denied(above)):
                return True
        return False

    def _denied(self, token: Token) -> bool:
        words = self.syntax.children(token, "neg", "aux", "advmod", "det", "preconj")
        return any(self.lower(w) in {"not", "n't", "never", "no", "nor", "neither", "hardly"} for w in words)
