"""Instruments: agreements, treaties, contracts, memoranda and joint papers, with parties, subject and stage.

A bare "the agreement" or "a deal" is none unless it stands for one named before; "an agreement on X" counts where
the text tells between whom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.clauses.amounts import amounts
from onrecord.annotate.proceedings.between import Between, Told
from onrecord.annotate.proceedings.bodies import key_of
from onrecord.annotate.proceedings.drafts import Found
from onrecord.annotate.proceedings.lexicon import Kind, proceedings_lexicon
from onrecord.annotate.proceedings.phrases import after, before, telling
from onrecord.annotate.proceedings.scene import event_parties
from onrecord.annotate.proceedings.stages import Stages, Standing
from onrecord.annotate.proceedings.subjects import ONE_OF, Subjects
from onrecord.types.relation import InstrumentMention
from onrecord.types.text import Span, annotation_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.annotate.proceedings.lexicon import Known
    from onrecord.annotate.proceedings.scene import Scene
    from onrecord.types.annotation import EventMention
    from onrecord.types.relation import Quantity
    from onrecord.types.syntax import Token

LEAST = 2
REACH = 8
NONE = frozenset({"no", "any"})
PLURAL = frozenset({"NNS", "NNPS"})
DEFINITE = frozenset({"the", "this", "that", "its", "their", "these", "those"})
PARTY_PREPS = ("between", "with", "among", "by")


class InstrumentFinder:
    """One reading of one text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.lexicon = proceedings_lexicon()
        self.words = self.lexicon.instruments
        self.stages = Stages(scene)
        self.subjects = Subjects(scene)
        self.between = Between(scene, self.stages)
        self.found: list[Found] = []
        self._taken: set[int] = set()

    def find(self) -> tuple[InstrumentMention, ...]:
        """Return the mentions in text order."""
        named = self._named()
        taken = {i for last, (_, span) in named.items() for i in self._indices(span, last)}
        self._taken = taken | set(named)
        for token in self.syntax.tokens:
            if token.i in named:
                self._add(self._of_known(token, *named[token.i]))
            elif token.i not in taken and token.pos in {"NOUN", "PROPN"}:
                kind = self._kind(token)
                if kind is not None:
                    for found in self._several(token, kind) or (self._of_noun(token, kind),):
                        self._add(found)
            elif token.lower == "it":
                self._add(self._pronoun(token))
            elif token.lower in ONE_OF:
                kind = self._one_of(token)
                self._add(self._of_noun(token, kind) if kind is not None else None)
        self._complete()
        return tuple(self._mention(f) for f in self.found)

    def _complete(self) -> None:
        """Give "a deal" between two parties the subject that the text tells elsewhere, where it tells just one."""
        for found in self.found:
            indefinite = any(c.lower in {"a", "an"} for c in self.syntax.children(found.noun, "det"))
            if not found.words and not found.known and not indefinite:
                same = {
                    (f.key, f.name, f.sector): f
                    for f in self.found
                    if f.words and f.parties == found.parties and f.kind.family == found.kind.family and not f.known
                }
                if len(same) == 1:
                    other = next(iter(same.values()))
                    found.key, found.name, found.sector = other.key, other.name, other.sector

    def _add(self, found: Found | None) -> None:
        if found is not None:
            self.found.append(found)

    def _indices(self, span: Span, last: int) -> Iterable[int]:
        return (t.i for t in self.scene.tokens_of(span.start, span.end) if t.i != last)

    # -- named treaties ------------------------------------------------------------------------------------------

    def _named(self) -> dict[int, tuple[Known, Span]]:
        pattern, forms = self.lexicon.treaties
        found = {}
        for match in pattern.finditer(self.scene.view):
            tokens = self.scene.tokens_of(*match.span())
            if tokens:
                found[tokens[-1].i] = (forms[match.group()], Span(*match.span()))
        return found

    def _of_known(self, token: Token, known: Known, span: Span) -> Found | None:
        above = self.syntax.head(token)
        # "the JCPOA agreement", "the INF accord": what is said is said of the noun
        head = above if token.dep in {"compound", "nmod"} and self._kind(above) is not None else token
        standing = self.stages.of(head)
        event = self._event(head, standing)
        kind = self.lexicon.kinds.get(known.kind, Kind(known.kind, known.kind))
        rule = f"instrument.known.{known.id}"
        return Found(
            head, span, kind, known.id, known.name, known.parties, (), rule, standing, event, known.sector, known=True
        )

    # -- common nouns --------------------------------------------------------------------------------------------

    def _kind(self, token: Token) -> Kind | None:
        """Return the kind a noun is of; "joint statement" and "letter of intent" count with their other words."""
        kinds = self.lexicon.kinds
        lemma = token.lemma.lower()
        found = (
            kinds.get(lemma)
            or kinds.get(token.lower)
            or (kinds.get(token.lower[:-1]) if token.lower.endswith("s") else None)
        )
        left = self.syntax.tokens[token.i - 1] if token.i else None
        right = self.syntax.tokens[token.i + 1] if token.i + 1 < len(self.syntax.tokens) else None
        if found is None and left is not None:
            found = kinds.get(f"{left.lower} {lemma}")
        elif found is not None and left is not None and left.lower == "joint":
            found = kinds.get(f"joint {lemma}", found)
        if found is None:
            return None
        if left is not None and left.lower in self.words["not_before"]:
            return None
        if right is not None and right.dep != "punct" and right.lemma.lower() in self.words["not_after"]:
            return None
        return found

    def _pronoun(self, token: Token) -> Found | None:
        """Read "It was suspended": of the instrument that the sentence before has as its subject."""
        last = self.found[-1] if self.found else None
        if last is None or token.dep not in {"nsubj", "nsubjpass"} or not 0 < token.sentence - last.noun.sentence <= 1:
            return None
        standing = self.stages.of_pronoun(token) if last.noun.dep in {"nsubj", "nsubjpass", "dobj"} else None
        if standing is None or standing.stage is None or standing.stage == "under_discussion":
            return None
        return self._as(last, token, standing, self._event(token, standing))

    def _between(self, noun: Token, premods: Sequence[Token], told: Told) -> tuple[str, ...]:
        return self.between.of(noun, premods, told, {f.parties for f in self.found})

    def _agreed(self, noun: Token, kind: Kind, standing: Standing | None) -> Found | None:
        """Read "the agreement" after "A agreed with B to supply gas": what was agreed names it."""
        definite = any(c.lower in {"the", "this"} for c in self.syntax.children(noun, "det"))
        beside = noun.dep == "pobj" and self.syntax.head(noun).lower in {"in", "under"}  # "agreed to …, in a deal that"
        if not (definite or beside) or kind.family != "agreement" or noun.tag in PLURAL:
            return None
        for event in reversed(self.scene.events):
            verb = self.scene.token_at(event.trigger.start)
            if verb is None or verb.lemma != "agree" or verb.i > noun.i:
                continue
            if noun.sentence - verb.sentence > (1 if definite else 0):
                continue
            below = self.syntax.child(verb, "xcomp")
            parties = (
                event_parties(event)
                if len(event_parties(event)) >= LEAST
                else self.scene.sides(self.syntax.sentence_of(verb))
            )
            words = telling(self.scene, self.syntax.subtree(below)) if below is not None else ()
            words = tuple(w for w in words if w in self.lexicon.sectors)
            if len(parties) >= LEAST and words:
                key = key_of(parties, kind.family, words)
                event_ = self._event(noun, standing) or event
                name, sector = f"{kind.name} on {', '.join(words)}", self.subjects.sector(words)
                rule = "instrument.agreed"
                return Found(noun, noun.span, kind, key, name, parties, words, rule, standing, event_, sector)
        return None

    def _one_of(self, token: Token) -> Kind | None:
        """Return the kind of "one on the supply of potash" where the sentence speaks of agreements in the plural."""
        if not any(c.lower == "on" for c in self.syntax.children(token, "prep")):
            return None
        earlier = self.syntax.tokens[self.syntax.sentence_of(token).first : token.i]
        return next((k for t in earlier if t.tag in PLURAL and (k := self._kind(t)) is not None), None)

    def _several(self, noun: Token, kind: Kind) -> tuple[Found, ...]:
        """Return one instrument for each subject of a plural: "agreements on X and on Y"."""
        if noun.tag not in PLURAL or noun.text[0].isupper():
            return ()
        premods = before(self.syntax, noun)
        standing = self.stages.of(noun)
        event = self._event(noun, standing)
        parties = self._between(noun, premods, Told(standing, event, subject=True)) or self.scene.pair
        found = []
        concerned = noun.dep == "nsubj" and self.syntax.head(noun).lemma in {"concern", "cover"}
        moved = standing is not None and standing.stage not in {None, "under_discussion"}
        for target in self.subjects.several(noun) if len(parties) >= LEAST and (moved or concerned) else ():
            stretch = self.subjects.stretch(target, alone=noun.dep == "nsubj")
            words = telling(self.scene, self.subjects.core(stretch)) if stretch else ()
            if words:
                span = Span(stretch[0].start, stretch[-1].end)
                name = f"{kind.name} on {' '.join(span.of(self.scene.document.text).split())}"
                again = next((f for f in self.found if f.words == words and f.parties == parties), None)
                key = again.key if again is not None else key_of(parties, kind.family, words)
                found.append(
                    Found(
                        noun,
                        span,
                        kind,
                        key,
                        name,
                        parties,
                        words,
                        "instrument.several",
                        standing,
                        event,
                        self.subjects.sector(words),
                    )
                )
        return tuple(found)

    def _of_noun(self, noun: Token, kind: Kind) -> Found | None:
        premods = before(self.syntax, noun)
        if any(t.i in self._taken for t in premods) or any(c.lower in NONE for c in self.syntax.children(noun, "det")):
            return None
        words, end = self.subjects.of(noun, premods)
        standing = self.stages.of(noun)
        if self._is_mass(noun, premods, standing) or self.stages.absent(noun):
            return None
        event = self._event(noun, standing)
        told = () if self.subjects.is_by_clause(noun, premods, end) else words
        again = self._again(noun, kind, told)
        if again is not None:
            return self._as(again, noun, standing, event)
        if noun.dep in {"compound", "nmod"} and not noun.text[0].isupper():
            return None
        if not words:
            agreed = self._agreed(noun, kind, standing)
            if agreed is not None:
                return agreed
        parties = self._between(noun, premods, Told(standing, event, bool(words)))
        capital = noun.text[0].isupper() and any(t.text[0].isupper() and t.pos == "PROPN" for t in premods)
        if not self._counts(noun, kind, words, parties, standing, capital=capital):
            return None
        start = next((t.start for t in premods if t.pos != "PUNCT"), noun.start)
        span = Span(start, max(end, noun.end))
        name = " ".join(span.of(self.scene.document.text).split())
        key = key_of(parties, kind.family, words)
        rule = "instrument.capital" if capital else "instrument.subject" if words else "instrument.parties"
        return Found(noun, span, kind, key, name, parties, words, rule, standing, event, self.subjects.sector(words))

    def _is_mass(self, noun: Token, premods: Sequence[Token], standing: Standing | None) -> bool:
        """Return whether "agreement" without an article means agreeing, not a paper; headlines leave articles out."""
        consenting = next((t for t in after(self.syntax, noun, ("of",)) if noun.lemma == "agreement"), None)
        if consenting is not None and not premods and self.scene.codes((consenting,)):
            return True  # "the agreement of the president"
        if premods or noun.text[0].isupper() or noun.tag in PLURAL or self.syntax.children(noun, "det", "poss"):
            return False
        return standing is None or standing.stage is None or standing.cue.lemma in {"reach", "make", "seek"}

    def _counts(
        self,
        noun: Token,
        kind: Kind,
        words: tuple[str, ...],
        parties: tuple[str, ...],
        standing: Standing | None,
        *,
        capital: bool,
    ) -> bool:
        """Return whether there is enough to be a record: parties and a subject, or parties and a stage."""
        if len(parties) < LEAST:
            return capital and len(words) >= LEAST and noun.tag not in PLURAL
        if capital:
            return True
        if kind.name in self.words["named_only"] and (standing is None or standing.stage is None):
            return False
        staged = standing is not None and standing.stage is not None
        if words:
            return staged or noun.tag not in PLURAL
        if noun.tag in PLURAL:
            return False
        if standing is not None and standing.rule == "modifier.draft":
            return kind.family in {"agreement", "protocol", "memorandum"}
        return standing is not None and standing.stage is not None and kind.family == "agreement"

    # -- between whom --------------------------------------------------------------------------------------------

    def _event(self, noun: Token, standing: Standing | None) -> EventMention | None:
        """Return the act that moves the instrument: the one its governing word names, else its own."""
        for token in (standing.cue if standing else None, standing.verb if standing else None, noun):
            event = self.scene.event_at(token) if token is not None else None
            if event is not None and event.type in {
                "SUPPORT",
                "AGREE",
                "COOPERATE",
                "CONSULT",
                "REJECT",
                "RETREAT",
                "SANCTION",
                "CONCEDE",
                "THREATEN",
                "COERCE",
            }:
                return event
        return None

    # -- what was named before -----------------------------------------------------------------------------------

    def _again(self, noun: Token, kind: Kind, words: tuple[str, ...]) -> Found | None:
        """Return the instrument a definite phrase stands for: of its family, its words among those told before."""
        determined = any(c.lower in DEFINITE for c in self.syntax.children(noun, "det", "poss"))
        if any(t.lower in self.words["another"] for t in before(self.syntax, noun)):
            return None
        near = [
            f for f in reversed(self.found) if f.kind.family == kind.family and noun.sentence - f.noun.sentence <= REACH
        ]
        if words and not determined:
            return None
        if words:
            return self._of_words(noun, words, near)
        if not determined or not near or any(self.scene.is_party(t) for t in before(self.syntax, noun)):
            return None
        alike = [f for f in near if f.noun.lemma.lower() == noun.lemma.lower()] or near
        recent = {f.key for f in alike if alike[0].noun.sentence - f.noun.sentence <= 1}
        if len(recent) == 1 and (noun.lemma.lower() != "deal" or alike[0].kind.name != "treaty"):
            return alike[0]
        return None

    def _of_words(self, noun: Token, words: tuple[str, ...], near: Sequence[Found]) -> Found | None:
        """Return the one whose words a phrase repeats, or the known one of its sector ("the nuclear deal")."""
        beside = after(self.syntax, noun, PARTY_PREPS)
        own = set(self.scene.codes(t for o in beside for t in self.syntax.conjuncts(o)))
        if noun.tag in PLURAL or (beside and not own):
            return None
        kin = {self.lexicon.sectors.get(word) for word in words}
        for found in near:
            fits = (
                kin == {found.sector} and found.kind.name != "treaty" if found.known else set(words) <= set(found.words)
            )
            if fits and own <= set(found.parties):
                return found
        return None

    def _as(self, before_: Found, noun: Token, standing: Standing | None, event: EventMention | None) -> Found | None:
        premods = before(self.syntax, noun)
        start = next((t.start for t in premods if t.pos != "PUNCT"), noun.start)
        rule = "instrument.again"
        return Found(
            noun, Span(start, noun.end), before_.kind, before_.key, before_.name, before_.parties, before_.words, rule,
            standing, event, before_.sector, before_.known,
        )  # fmt: skip

    # -- the result ----------------------------------------------------------------------------------------------

    def _amounts(self, found: Found) -> tuple[Quantity, ...]:
        """Return the amounts of its phrase, and of its clause where that says what is in it."""
        text = self.scene.document.text
        noun = found.noun
        stretches = [self.syntax.phrase(noun)]
        above = self.syntax.head(noun)
        if noun.dep == "pobj" and above.lower == "under":
            stretches.append(self.syntax.phrase(self.syntax.head(above)))
        elif noun.dep == "nsubj" and above.lemma in {"cover", "be", "run", "raise", "value", "provide", "total"}:
            stretches.append(self.syntax.phrase(above))
        told = [q for span in stretches for q in amounts(text, span)]
        return tuple(dict.fromkeys(told))

    def _mention(self, found: Found) -> InstrumentMention:
        standing, event = found.standing, found.event
        stage = standing.stage if standing is not None else None
        date = (
            event.date
            if event is not None and event.trigger.start == (standing.cue.start if standing else -1)
            else None
        )
        if date is None and standing is not None and stage is not None and standing.verb.pos in {"VERB", "AUX"}:
            date = self.scene.date_under(standing.cue if standing.cue.pos == "VERB" else standing.verb)
        return InstrumentMention(
            id=annotation_id(self.scene.document, "instrument", found.span, found.key),
            span=found.span,
            key=found.key,
            name=found.name,
            kind=found.kind.name,
            parties=found.parties,
            stage=stage,
            cue=standing.cue.span if standing is not None and stage is not None else None,
            attribution=event.attribution if event is not None else self.scene.attribution(found.span),
            why=(found.why,) if standing is None or stage is None else (found.why, f"stage.{standing.rule}"),
            sector=found.sector,
            quantities=self._amounts(found),
            date=date,
            event=event.id if event is not None else None,
        )
