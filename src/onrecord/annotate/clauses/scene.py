"""One text with what the other layers found, as questions about a word: who is it, who says so, whose clause is it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.clauses.holders import may_act, may_hold
from onrecord.types.annotation import Participant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types.annotation import Attribution, Entities, Mention, TimeExpression
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Document, Span

BEHIND = "behind."
RELATIVES = frozenset({"who", "which", "that"})
REACH = 4
FIRST_PERSON = frozenset({"we", "i", "our", "us", "my"})
# pronouns of several: whom they stand for is known too rarely
UNSURE = frozenset({"they", "their", "them", "theirs"})
MADE = frozenset({"made", "built", "supplied", "produced", "manufactured", "provided", "designed"})
RAISING = frozenset({"continue", "seem", "appear", "remain", "keep", "go"})
SIDES = frozenset({"side", "leadership", "delegation", "authority", "position", "stance", "policy", "diplomacy"})


class Scene:
    """One text with what was found in it. Pure; built once a document and layer."""

    def __init__(
        self,
        document: Document,
        syntax: Syntax,
        entities: Entities,
        attributions: Sequence[Attribution],
        times: Sequence[TimeExpression] = (),
    ) -> None:
        self.document = document
        self.text = document.text
        self.syntax = syntax
        self.entities = entities
        self.times = times
        self._contents = [(p, a) for a in attributions for p in a.content]

    def attribution(self, span: Span) -> Attribution | None:
        """Return the innermost attribution in whose content a stretch lies: who says it before the paper behind."""
        around = [(p.end - p.start, a) for p, a in self._contents if p.covers(span)]
        if not around:
            return None
        least = min(size for size, _ in around)
        nearest = sorted((a for size, a in around if size == least), key=lambda a: (a.why[0].startswith(BEHIND), a.id))
        parents = {a.parent for a in nearest}
        return next((a for a in nearest if a.id not in parents), nearest[0])

    def holders(self, token: Token) -> tuple[Participant, ...]:
        """Return the parties a phrase speaks for in matters of policy; empty where it is nobody who can."""
        return self._who(token, strict=True)

    def sides(self, token: Token) -> tuple[Participant, ...]:
        """Return the parties a phrase acts for, companies and people included."""
        return self._who(token, strict=False)

    def _who(self, token: Token, *, strict: bool) -> tuple[Participant, ...]:
        if token.lower in FIRST_PERSON:
            return self._speaker(token)
        if token.lower in UNSURE:
            return ()
        mention = self.entities.at(token)
        if mention is not None and token.lower == "its" and self._is_unsure(token, mention):
            return ()
        if mention is None:
            return self._owner(token) if token.lemma.lower() in SIDES else ()
        named = self._named(mention)
        fits = may_hold(named, self.text, self.document.published) if strict else may_act(named)
        if not fits or not mention.parties:
            return ()
        return tuple(Participant(p, mention.span, named.name, named.office) for p in mention.parties)

    def _is_unsure(self, pronoun: Token, mention: Mention) -> bool:
        """Return whether another party is named between "its" and whom it is read as, in the same sentence."""
        before = self.syntax.tokens[self.syntax.sentence_of(pronoun).first : pronoun.i]
        for token in reversed(before):
            named = self.entities.at(token)
            if named is not None and named.kind == "party" and named.form in {"name", "metonym"} and named.parties:
                return named.parties != mention.parties
        return False

    def _named(self, mention: Mention) -> Mention:
        seen = 0
        while mention.antecedent is not None and mention.form == "pronoun" and seen < REACH:
            mention, seen = self.entities.mentions[mention.antecedent], seen + 1
        return mention

    def _speaker(self, token: Token) -> tuple[Participant, ...]:
        told = self.attribution(token.span)
        if told is None or not told.source_party:
            return ()
        if told.source_type not in {"named_person", "institution"}:
            return ()
        if told.source_type == "named_person" and not told.source_office:
            return ()
        return (Participant(told.source_party, token.span, told.source_name, told.source_office),)

    def _owner(self, noun: Token) -> tuple[Participant, ...]:
        """Return whose side, policy or leadership it is."""
        for child in self.syntax.children(noun, "poss", "amod", "compound"):
            mention = self.entities.at(child)
            if mention is not None and mention.kind == "party" and mention.parties:
                return tuple(Participant(p, mention.span, mention.name) for p in mention.parties)
        return ()

    def adjectives(self, noun: Token) -> tuple[Participant, ...]:
        """Return the parties whose names stand before a noun: "Russian gas", "US support"."""
        found = []
        for child in self.syntax.children(noun, "amod", "compound", "nmod"):
            if child.i > noun.i:
                continue
            below = self.syntax.children(child, "npadvmod", "advmod", "compound") if child.lower in MADE else ()
            for member in (*self.syntax.conjuncts(child), *below):
                mention = self.entities.at(member)
                named = mention if mention is not None and mention.kind == "party" and member.i < noun.i else None
                if named is not None and not self._is_part(member):
                    found += [Participant(p, named.span, named.name) for p in named.parties]
        return tuple(found)

    def _is_part(self, word: Token) -> bool:
        """Return whether the word is part of a hyphenated one: "anti-Russian", "Russia-led"."""
        if "-" in word.text:
            return word.lower.rsplit("-")[-1] not in MADE
        around = self.syntax.tokens[max(0, word.i - 1) : word.i + 3]
        if len(around) > 3 and around[2].text == "-" and around[3].lower in MADE:
            return False
        return any(t.text in {"-", "–"} for t in around[:3])

    def owner(self, noun: Token, *, strict: bool = True) -> tuple[Participant, ...]:
        """Return whose the thing is by a possessive: "India's push", "its reliance"."""
        found = self.owner_word(noun)
        return self.each(self.syntax.conjuncts(found), strict=strict) if found is not None else ()

    def owner_word(self, noun: Token) -> Token | None:
        """Return the word of the possessor, of a pronoun that takes up one named just before that one."""
        found = self.syntax.child(noun, "poss")
        return None if found is None else self._same_owner(found, noun)

    def _same_owner(self, owner: Token, noun: Token) -> Token:
        """Return the owner named before, of "India's push and its desire": the pronoun takes up that one."""
        before = self.syntax.tokens[owner.i - 1] if owner.i else owner
        if owner.pos != "PRON" or before.lower not in {"and", "or"}:
            return owner
        for above in self.syntax.ancestors(noun):
            found = self.syntax.child(above, "poss") if above.pos == "NOUN" else None
            if found is not None and found.i < owner.i:
                return found
        return owner

    def each(self, tokens: Iterable[Token], *, strict: bool = True) -> tuple[Participant, ...]:
        """Return the parties of several heads, each party once."""
        found: dict[str | None, Participant] = {}
        for token in tokens:
            for side in self._who(token, strict=strict):
                found.setdefault(side.party, side)
        return tuple(found.values())

    def parties_in(self, span: Span) -> tuple[str, ...]:
        """Return the parties named within a stretch, in order, by whatever form but a pronoun."""
        found: dict[str, None] = {}
        for token in self.syntax.within(span):
            mention = self.entities.covering(token)
            if mention is not None and mention.kind not in {"document", "outlet"}:
                found.update(dict.fromkeys(mention.parties))
        return tuple(found)

    def subjects(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """Return who does it: the subject, resolved through relative clauses, participles and raising verbs."""
        if depth > REACH:
            return ()
        own = self.syntax.subjects(verb)
        if own:
            return self._relative(verb, own)
        top = self.syntax.first_conjunct(verb)
        head = self.syntax.head(top)
        if top.head == top.i:
            return ()
        if top.dep == "acl" and top.tag == "VBG" and head.pos in {"NOUN", "PROPN"}:
            return (head,)
        if top.dep == "advcl" and top.tag == "VBG" and head.pos in {"VERB", "AUX"}:
            return () if self.syntax.is_passive(head) else self.subjects(head, depth + 1)
        if top.dep == "xcomp" and head.lemma.lower() in RAISING:
            return self.subjects(head, depth + 1)
        return ()

    def _relative(self, verb: Token, own: tuple[Token, ...]) -> tuple[Token, ...]:
        if own[0].lower not in RELATIVES or own[0].pos not in {"PRON", "DET", "SCONJ"}:
            return own
        clause = self.syntax.first_conjunct(verb)
        return (self.syntax.head(clause),) if clause.dep == "relcl" else ()
