"""Flows from words of supply, purchase and dependence: from whom, to whom, of what, how it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.annotate.clauses.amounts import amounts
from onrecord.annotate.clauses.standing import Standing, is_infinitive, of_noun, of_verb
from onrecord.annotate.flows.changes import change_of
from onrecord.annotate.flows.goods import Goods, goods_of
from onrecord.annotate.flows.lexicon import flows_lexicon
from onrecord.types.relation import Flow
from onrecord.types.text import Span, annotation_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.annotate.clauses.scene import Scene
    from onrecord.annotate.flows.lexicon import Entry
    from onrecord.types.annotation import Participant, Status
    from onrecord.types.syntax import Token

FORMS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "noun"}
COPULAS = frozenset({"be", "remain", "become", "seem", "stay", "grow"})
IMPERSONAL = frozenset({"require", "mean", "be", "take", "include", "involve"})
SOURCES = frozenset({"source", "supplier", "market", "producer", "company"})
VAGUE = frozenset({"INT"})


@dataclass(slots=True)
class Draft:
    """What has been read around one word."""

    supplier: list[Participant] = field(default_factory=list)
    receiver: list[Participant] = field(default_factory=list)
    goods: Goods | None = None
    found: set[str] = field(default_factory=set)


class Reader:
    """Reads the flows of one text, word by word."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.lexicon = flows_lexicon()

    def flows(self) -> Iterator[Flow]:
        """Yield the flows in text order."""
        for token in self.syntax.tokens:
            form = FORMS.get(token.pos, "")
            if token.pos == "VERB" and token.tag == "VBN" and token.dep in {"acomp", "oprd"}:
                form = "adjective"
            for entry in self.lexicon.by_word.get((form, token.lemma.lower()), ()):
                if not entry.off:
                    yield from self._read(token, entry)
            if form == "noun" and token.lemma.lower() in self.lexicon.traders:
                yield from self._trader(token)

    def _read(self, word: Token, entry: Entry) -> Iterator[Flow]:
        draft = Draft()
        for place, role in entry.roles.items():
            tokens = tuple(self._at(word, place, entry))
            if tokens:
                self._put(draft, role, tokens, place, entry)
        if draft.goods is None and entry.own_sector:
            draft.goods = self._own_goods(word, entry.own_sector)
            if not draft.supplier and "owner" in entry.roles:
                draft.supplier += self.scene.adjectives(word)
        if draft.goods is None and entry.form == "noun" and entry.kind == "supply":
            draft.goods = goods_of(word, self.scene)
        if self._is_flow(word, draft, entry):
            yield from self._made(word, draft, self._standing(word, entry), entry)

    def _is_flow(self, word: Token, draft: Draft, entry: Entry) -> bool:
        """Return whether enough is told: goods, who the wording needs, and of a noun more than that it exists."""
        if draft.goods is None and (entry.kind != "dependence" or self._is_trust(word)):
            return False
        if entry.needs is not None and entry.needs not in draft.found:
            return False
        if entry.form != "noun":
            return True
        if self._is_regulated(word):
            return False
        full = entry.kind != "supply" or (draft.supplier and draft.receiver)
        # "the list of Norwegian exports" tells of no flow, "Norwegian exports fell" does
        return bool(full) or change_of(word, Standing("ongoing"), self.syntax)[0] is not None

    def _is_trust(self, word: Token) -> bool:
        """Return whether a party is relied on to do something: no flow."""
        around = [word, *(t for p in self.syntax.children(word, "prep") for t in self.syntax.children(p, "pobj"))]
        clauses = [c for t in around for c in self.syntax.children(t, "xcomp", "advcl", "relcl", "acl", "ccomp")]
        return any(is_infinitive(clause, self.syntax) for clause in clauses)

    def _own_goods(self, word: Token, sector: str) -> Goods:
        found = goods_of(word, self.scene)
        span = word.span if found is None else found.span
        return Goods(span, sector if found is None else found.sector, found.good if found else word.lower, ())

    def _at(self, word: Token, place: str, entry: Entry) -> Iterable[Token]:
        """Return the heads of what stands at a place of the word."""
        if place == "subj":
            return self._subject(word, entry)
        if place == "obj":
            return self._object(word)
        if place == "dative":
            return [c for c in self.syntax.children(word, "dative") if c.pos != "ADP"]
        if place == "before":
            return [word]
        if place == "owner":
            own = self.scene.owner_word(word)
            return self.syntax.conjuncts(own) if own is not None else self._doer_over(word)
        return self._after(word, place)

    def _doer_over(self, noun: Token) -> tuple[Token, ...]:
        """Return who is told to change it: "Norway halted its exports"; nobody else's are halted by that."""
        verb = self.syntax.head(noun)
        known = noun.dep == "dobj" and verb.pos == "VERB" and verb.lemma.lower() in self.lexicon.words["own_changes"]
        return self.scene.subjects(verb) if known and not self.syntax.is_passive(verb) else ()

    def _subject(self, word: Token, entry: Entry) -> Iterable[Token]:
        if entry.form == "adjective":
            verb = self.syntax.head(self.syntax.first_conjunct(word))
            return self.scene.subjects(verb) if verb.lemma.lower() in COPULAS else ()
        if self._is_passive(word):
            return [
                t
                for by in self.syntax.children(word, "agent", "prep")
                if by.lower == "by"
                for found in self.syntax.children(by, "pobj")
                for t in self.syntax.conjuncts(found)
            ]
        return self.scene.subjects(word) or self._controller(word)

    def _controller(self, verb: Token) -> tuple[Token, ...]:
        """Return the subject of the verb or noun an infinitive hangs on: "agreed to supply", "its plan to supply"."""
        top = self.syntax.first_conjunct(verb)
        head = self.syntax.head(top)
        if top.dep == "xcomp" and head.pos == "VERB":
            named = self.syntax.children(head, "dobj") or self.scene.subjects(head)
            return tuple(t for t in named if t.lower != "it" or head.lemma.lower() not in IMPERSONAL)
        if top.dep == "pcomp":
            return self._doer_of_gerund(head, self.syntax.head(head))
        if top.dep in {"acl", "relcl"} and head.pos == "NOUN":
            own = self.scene.owner_word(head)
            return (own,) if own is not None else ()
        return ()

    def _doer_of_gerund(self, prep: Token, above: Token) -> tuple[Token, ...]:
        """Return who does what stands behind a preposition: "warned Norway against selling", "began by selling"."""
        if above.pos not in {"VERB", "AUX"}:
            return ()
        others = [t for p in self.syntax.children(above, "prep") for t in self.syntax.children(p, "pobj")]
        blamed = self.syntax.children(above, "dobj") or tuple(others)
        if prep.lower in {"against", "from"} or (prep.lower in {"for", "of"} and blamed):
            return blamed
        return tuple(t for t in self.scene.subjects(above) if t.lower != "it")

    def _is_passive(self, verb: Token) -> bool:
        return self.syntax.is_passive(verb) or (verb.tag == "VBN" and verb.dep == "acl")

    def _object(self, word: Token) -> Iterable[Token]:
        if not self._is_passive(word):
            return self.syntax.children(word, "dobj")
        if word.dep == "acl":
            return (self.syntax.head(word),)
        return self.syntax.children(word, "dobj") or self.scene.subjects(word)

    def _after(self, word: Token, name: str) -> list[Token]:
        found: list[Token] = []
        over = [word, *self.syntax.children(word, "dobj", "advmod", "prt"), *self._carrier(word)]
        for owner in over:
            for prep in self.syntax.children(owner, "prep", "dative", "prt"):
                if prep.lower == name and prep.i > word.i and (owner.i == word.i or name in {"from", "to", "for"}):
                    found += [t for o in self.syntax.children(prep, "pobj") for t in self.syntax.conjuncts(o)]
        return found

    def _carrier(self, word: Token) -> tuple[Token, ...]:
        """Return the word the parser may hang a later preposition on: "halted exports to", "is dependent for"."""
        head = self.syntax.head(word)
        changed = word.dep == "dobj" and head.lemma.lower() in self.lexicon.changes
        described = word.dep == "acomp" and head.lemma.lower() in COPULAS
        return (head,) if changed or described else ()

    def _put(self, draft: Draft, role: str, tokens: tuple[Token, ...], place: str, entry: Entry) -> None:
        if role == "goods":
            self._put_goods(draft, tokens, place, entry)
        elif role == "source":
            self._put_source(draft, tokens, place)
        else:
            sides = self.scene.each(tokens, strict=False)
            known = draft.supplier if role == "supplier" else draft.receiver
            known += [s for s in sides if s.party and s.party not in {k.party for k in known}]
            if sides:
                draft.found.add(place)

    def _put_goods(self, draft: Draft, tokens: tuple[Token, ...], place: str, entry: Entry) -> None:
        for token in tokens:
            if place == "obj" and entry.id in {"supply", "provide"} and draft.goods is None:
                draft.receiver += self.scene.sides(token)  # "supplies Norway with gas"
            if draft.goods is None:
                draft.goods = goods_of(token, self.scene, anything=entry.any_goods)
                if draft.goods is not None and "owner" in entry.roles:
                    self._put_owner(draft, entry.roles["owner"], place, token)
                elif draft.goods is not None and entry.form == "verb" and "from" in entry.roles:
                    draft.supplier += [s for s in draft.goods.sides if entry.roles.get("subj") == "receiver"]

    def _put_owner(self, draft: Draft, role: str, place: str, token: Token) -> None:
        """Put the side before goods: "Norwegian gas exports", "imports of Norwegian gas"."""
        sides = draft.goods.sides if draft.goods is not None else ()
        sides = sides or (self.scene.adjectives(token) if place == "before" else ())
        if place == "of":
            role = "supplier"
        if place == "before" and role == "receiver":
            if not draft.receiver:
                return  # "Chinese oil imports" may go either way
            role = "supplier"
        known = draft.supplier if role == "supplier" else draft.receiver
        known += [s for s in sides if s.party not in {k.party for k in known}]

    def _put_source(self, draft: Draft, tokens: tuple[Token, ...], place: str) -> None:
        for token in tokens:
            sides = self.scene.sides(token)
            goods = None if sides else goods_of(token, self.scene)
            if goods is not None and draft.goods is None:
                draft.goods = goods
            found = sides or (goods.sides if goods else ())
            if not found and (goods is not None or token.lemma.lower() in SOURCES):
                found = self.scene.owner(token, strict=False)
            found = found or (self.scene.adjectives(token) if goods or token.lemma.lower() in SOURCES else ())
            draft.supplier += [s for s in found if s.party not in {k.party for k in draft.supplier}]
            if goods is not None:
                for prep in self.syntax.children(token, "prep"):
                    if prep.lower == "from":
                        draft.supplier += self.scene.each(self.syntax.children(prep, "pobj"), strict=False)
            if found:
                draft.found.add(place)

    def _is_regulated(self, noun: Token) -> bool:
        """Return whether the noun only tells what a rule or a talk is about: "a price cap on oil imports"."""
        head = self.syntax.head(noun)
        if noun.dep == "pobj":
            head = self.syntax.head(head)
        return head.i != noun.i and head.pos == "NOUN" and head.lemma.lower() in self.lexicon.words["regulated"]

    def _standing(self, word: Token, entry: Entry) -> Standing:
        if entry.form == "noun":
            return of_noun(word, self.syntax)
        if entry.form == "adjective":
            return of_verb(self.syntax.head(self.syntax.first_conjunct(word)), self.syntax)
        return of_verb(word, self.syntax)

    def _trader(self, noun: Token) -> Iterator[Flow]:
        """Read "Norway is Chile's largest supplier of gas", "Norway, the largest buyer of Chilean copper"."""
        role = self.lexicon.traders[noun.lemma.lower()]
        other = "receiver" if role == "supplier" else "supplier"
        goods = next((g for t in self._after(noun, "of") if (g := goods_of(t, self.scene)) is not None), None)
        if goods is None:
            goods = self._goods_before(noun)
        if goods is None:
            return
        own, verb = self._who_is(noun)
        draft = Draft(goods=goods)
        (draft.supplier if role == "supplier" else draft.receiver).extend(own)
        others = [*self.scene.owner(noun, strict=False), *goods.sides]
        others += self.scene.each(self._after(noun, "to") + self._after(noun, "for"), strict=False)
        (draft.receiver if other == "receiver" else draft.supplier).extend(others)
        standing = of_verb(verb, self.syntax) if verb is not None else Standing("ongoing")
        if own:
            yield from self._made(noun, draft, standing, None)

    def _goods_before(self, noun: Token) -> Goods | None:
        for child in self.syntax.children(noun, "compound", "nmod"):
            sector = self.lexicon.sectors.get(child.lemma.lower())
            if sector is not None and child.i < noun.i:
                return Goods(child.span, sector, child.lower, ())
        return None

    def _who_is(self, noun: Token) -> tuple[tuple[Participant, ...], Token | None]:
        """Return who is told to be the trader, and the verb that tells it; None where an apposition does."""
        head = self.syntax.head(noun)
        if noun.dep == "attr" and head.lemma.lower() in COPULAS:
            return self.scene.each(self.scene.subjects(head), strict=False), head
        if noun.dep == "appos":
            return self.scene.sides(head), None
        if noun.dep == "pobj" and head.lower == "as":
            above = self.syntax.head(head)
            return self.scene.owner(above, strict=False), None
        for child in self.syntax.children(noun, "appos"):
            return self.scene.sides(child), None
        return (), None

    def _made(self, word: Token, draft: Draft, standing: Standing, entry: Entry | None) -> Iterator[Flow]:
        if standing.unreal:
            return
        suppliers = [s for s in draft.supplier if s.party not in VAGUE]
        taken = {s.party for s in suppliers}
        receivers = [r for r in draft.receiver if r.party not in VAGUE and r.party not in taken]
        if not suppliers and not receivers:
            return
        goods = draft.goods
        if goods is None and not (suppliers and receivers):
            return
        senders: list[Participant | None] = [*suppliers] or [None]
        takers: list[Participant | None] = [*receivers] or [None]
        for supplier in senders:
            for receiver in takers:
                yield self._flow(word, supplier, receiver, goods, standing, entry)

    def _flow(
        self,
        word: Token,
        supplier: Participant | None,
        receiver: Participant | None,
        goods: Goods | None,
        standing: Standing,
        entry: Entry | None,
    ) -> Flow:
        change, status = change_of(word, standing, self.syntax)
        if goods is not None and goods.span.start < word.start < goods.span.end and entry and entry.form == "verb":
            goods = goods._replace(span=Span(goods.span.start, len(self.scene.text[: word.start].rstrip())))
        named = supplier or receiver
        words = goods.span if goods is not None else named.mention if named is not None else word.span
        told = self.scene.attribution(word.span)
        key = f"{supplier and supplier.party}\0{receiver and receiver.party}\0{words.start}"
        refuted = told is not None and told.cue_class == "denial"
        final: Status = "denied" if standing.negated or (refuted and standing.told) else status
        return Flow(
            id=annotation_id(self.scene.document, "flow", word.span, key),
            kind=entry.kind if entry is not None else "supply",
            supplier=supplier,
            receiver=receiver,
            goods=words,
            sector=goods.sector if goods is not None else "goods",
            status=final,
            cue=word.span,
            attribution=told.id if told else None,
            why=(f"flow.{entry.id if entry is not None else 'trader'}",),
            good=goods.good if goods is not None else None,
            change=change,
            quantities=tuple(amounts(self.scene.text, words)),
        )
