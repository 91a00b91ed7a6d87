"""From candidates to event mentions: what is told twice or spoken for is left out, the rest gets its fields."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.events.contexts import contexts_of
from onrecord.annotate.events.cues import Standing, cue_set
from onrecord.annotate.events.cues import standing as with_status
from onrecord.annotate.events.dates import DateReader
from onrecord.annotate.events.discourse import Memory
from onrecord.annotate.events.homes import Homes
from onrecord.annotate.events.hypotheses import condition
from onrecord.annotate.events.links import is_in_links
from onrecord.annotate.events.matching import Matcher
from onrecord.annotate.events.occasions import Occasions
from onrecord.annotate.events.parties import REFLEXIVE
from onrecord.annotate.events.places import PlaceReader
from onrecord.annotate.events.status import StatusReader
from onrecord.types.annotation import EventDate, EventMention, Participant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.annotate.events.candidates import Candidate
    from onrecord.annotate.events.parties import Side
    from onrecord.types.annotation import Attribution, Entities, EventPlace, TimeExpression
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Document

BETWEEN = frozenset({"both", "two"})
SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
SINGLE = frozenset({"CONSULT", "RETREAT"})  # acts that a text tells of one at a time; wars and sanctions are many
INHERITED = frozenset({"scheduled", "expected", "ongoing", "cancelled"})
NEUTRAL = frozenset({"come", "follow", "mark", "coincide"})  # "the talks come after" tells not where they stand
# done by one side to another: two that do it together to nobody named have done nothing to each other
ONE_SIDED = frozenset(
    {"ACCUSE", "REQUEST", "THREATEN", "REJECT", "COERCE", "MOBILIZE", "CONCEDE", "RETREAT", "AID", "PROTEST"}
)
INTENT = {"propose": "possible", "plan": "scheduled", "prepare": "scheduled", "consider": "possible"}
DONE = frozenset({"SANCTION", "ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "COOPERATE"})
SHARES = frozenset({"percent", "per cent", "%", "percentage"})
IF_REACH = 3
BEFOREHAND = frozenset({"before", "ahead", "until", "till"})
LOOSE_STATUS = frozenset({"occurred", "ongoing"})


class Assembler:
    """Turns one text's candidates into event mentions."""

    def __init__(
        self,
        document: Document,
        syntax: Syntax,
        entities: Entities,
        times: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
    ) -> None:
        self.document = document
        self.syntax = syntax
        self.matcher = Matcher(syntax, entities, attributions)
        self.status = StatusReader(self.matcher.grammar)
        dates, places = DateReader(syntax, times), PlaceReader(self.matcher.sides)
        self.occasions = Occasions(self.matcher, dates, places, document.published)
        self.homes = Homes(self.matcher.sides, places)
        self.attributions = attributions

    def events(self) -> tuple[EventMention, ...]:
        """Return the text's event mentions in text order."""
        told = self._inherited([(c, self._standing(c)) for c in self._candidates()])
        chosen = [(c, s) for c, s in told if _stands(c, s) and not self._is_mere_aim(c, s)]
        kept = [pair for group in self._by_sentence(chosen) for pair in _once(group)]
        self.occasions.note(kept)
        return tuple(self._mention(c, s) for c, s in kept)

    def _candidates(self) -> list[Candidate]:
        memory = Memory(self.matcher)
        memory.survey([c for t in self.syntax.tokens if (c := self.matcher.at(t)) is not None and c.is_international])
        found = []
        for token in self.syntax.tokens:
            if is_in_links(token, self.syntax):
                continue
            candidate = self._one(token, memory)
            if candidate is not None and is_worth(candidate, self.syntax):
                memory.note(candidate)
                found.append(candidate)
        return [c for c in found if not self._spoken_for(c, found)]

    def _one(self, token: Token, memory: Memory) -> Candidate | None:
        """Return the act a token names, completed from the rest of the text where a side is left out."""
        candidate = self.matcher.at(token)
        if candidate is not None and candidate.is_international:
            return candidate
        half = candidate or self.matcher.partial_at(token)
        completed = memory.complete(half) if half is not None else None
        found = completed or memory.refer_back(token)
        if found is None and (candidate is None or not candidate.parties):
            found = memory.occasion(token) or memory.supply(token)
        return found or candidate

    def _spoken_for(self, candidate: Candidate, others: Iterable[Candidate]) -> bool:
        """Return whether another candidate already tells this act, between the same parties."""
        at = candidate.trigger.i
        for other in others:
            if at in other.inner and (candidate.parties <= other.parties or len(candidate.parties) < 2):
                return True
        return False

    def _standing(self, candidate: Candidate) -> Standing:
        frame = candidate.frame
        if frame.status is not None:
            supposed = self._supposed(candidate.trigger)
            return Standing(frame.status, candidate.trigger) if supposed is None else supposed
        is_noun = frame.kind == "noun"
        if candidate.echo is not None:
            own = self.status.of(candidate.trigger, frame.type, None, is_noun=True)
            return own if own.cue is not None else self._standing(candidate.echo)
        if frame.kind == "adj" and candidate.light is not None:
            return self.status.of(candidate.light, frame.type, None, is_noun=False)
        found = self.status.of(candidate.trigger, frame.type, candidate.light, is_noun=is_noun)
        if found.status in LOOSE_STATUS and frame.kind == "verb" and frame.obj and frame.type in DONE:
            intent = INTENT.get(candidate.trigger.lemma)
            if intent is not None:
                return with_status(intent, candidate.trigger)  # "proposed tariffs", "planned a strike": none yet
        ahead = self._ahead_of(candidate) if is_noun and found.cue is None else None
        if ahead is not None:
            return Standing("scheduled", ahead)
        return Standing(frame.stand, None) if frame.stand is not None and found.cue is None else found

    def _supposed(self, verb: Token) -> Standing | None:
        """Return the "if" over an act whose frame fixes where it stands: "if he decides he cannot accept it"."""
        above = verb
        for _ in range(IF_REACH):
            mark = condition(above, self.syntax)
            if mark is not None and mark.status == "conditional":
                return mark
            if above.dep not in {"ccomp", "xcomp", "conj"}:
                return None
            above = self.syntax.head(above)
        return None

    def _is_mere_aim(self, candidate: Candidate, standing: Standing) -> bool:
        open_aim = standing.status == "possible" and standing.cue is not None and standing.cue.lower == "to"
        return open_aim and self.status.is_mere_aim(candidate.trigger, candidate.frame.type)

    def _ahead_of(self, candidate: Candidate) -> Token | None:
        """Return the will of which a meeting is the subject, whatever it is said to do: "the session will serve as"."""
        noun = candidate.trigger
        if candidate.frame.type != "CONSULT" or noun.dep != "nsubj":
            return None
        helpers = self.syntax.children(self.syntax.head(noun), "aux")
        return next((c for c in helpers if c.lower in {"will", "'ll"}), None)

    def _inherited(self, told: list[tuple[Candidate, Standing]]) -> list[tuple[Candidate, Standing]]:
        """Give a bare noun of action ("the summit") the standing that the text gives the act elsewhere.

        The last telling before it decides; without one, the first after it.
        """
        stated: dict[tuple[object, ...], list[tuple[int, Standing]]] = {}
        for candidate, standing in told:
            if standing.cue is not None:
                same = (candidate.frame.type, candidate.parties)
                stated.setdefault(same, []).append((candidate.trigger.i, standing))
        return [(c, s if self.occasions.is_dated_past(c) else _as_stated(c, s, stated)) for c, s in told]

    def _by_sentence(self, chosen: list[tuple[Candidate, Standing]]) -> Iterator[list[tuple[Candidate, Standing]]]:
        groups: dict[int, list[tuple[Candidate, Standing]]] = {}
        for pair in chosen:
            groups.setdefault(pair[0].trigger.sentence, []).append(pair)
        yield from groups.values()

    def _mention(self, candidate: Candidate, standing: Standing) -> EventMention:
        place = self.occasions.place(candidate)
        at_home = place if candidate.frame.type != "CONSULT" else None  # one meets in other people's countries
        actors = self._participants(candidate.actors, candidate.recipients, at_home, is_doer=True)
        recipients = self._participants(candidate.recipients, candidate.actors, at_home, is_doer=False)
        trigger = candidate.trigger
        date = self.occasions.date(candidate, standing)
        is_ahead = self._is_ahead(date) or self._is_today(date, candidate)
        if is_ahead and standing.status in LOOSE_STATUS and _may_be_ahead(candidate):
            standing = Standing("scheduled", None)
        if self._is_past_setting(date, standing):
            standing = Standing("occurred", None)
        cue = standing.cue.span if standing.cue is not None else None
        return EventMention(
            id=self._id(candidate, actors, recipients),
            trigger=trigger.span,
            type=candidate.frame.type,
            mode=candidate.frame.mode,
            contexts=contexts_of(self.syntax.words(self.syntax.sentence_of(trigger))),
            actors=_unique(actors),
            recipients=_unique(recipients),
            status=standing.status,
            status_cue=cue,
            date=date,
            place=place,
            attribution=self._attribution(candidate),
            why=candidate.why,
        )

    def _participants(
        self, sides: Sequence[Side], others: Sequence[Side], place: EventPlace | None, *, is_doer: bool
    ) -> tuple[Participant, ...]:
        """Return the participants of one side of the act, with home and sector."""
        return tuple(
            replace(p, home=self.homes.of(s, others, place, is_doer=is_doer), sector=self.homes.sector(s))
            for s in sides
            for p in s.participants()
        )

    def _is_ahead(self, date: EventDate | None) -> bool:
        """Return whether the date lies wholly after the day the text was published."""
        published = self.document.published
        return date is not None and published is not None and date.first > published

    def _is_past_setting(self, date: EventDate | None, standing: Standing) -> bool:
        """Return whether "before the talks" of a day now past told only what came first: the talks were held."""
        published, cue = self.document.published, standing.cue
        if date is None or published is None or cue is None or standing.status != "scheduled":
            return False
        return cue.lower in BEFOREHAND and date.last < published

    def _is_today(self, date: EventDate | None, candidate: Candidate) -> bool:
        """Return whether a journey is told in the present for the day of the report: "flies to Quito on Monday"."""
        token = candidate.trigger
        published = self.document.published
        present = token.tag in {"VBZ", "VBP"} and token.lemma in cue_set("journey_verbs")
        if not present or date is None or self.syntax.sentence_of(token).headline:
            return False
        return published is not None and date.first == date.last == published

    def _id(self, candidate: Candidate, actors: Sequence[Participant], recipients: Sequence[Participant]) -> str:
        parties = [",".join(p.party or "-" for p in group) for group in (actors, recipients)]
        span = candidate.trigger.span
        parts = (self.document.sha256, "event", span.start, span.end, candidate.frame.type, *parties)
        return hashlib.sha1("|".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()[:12]

    def _attribution(self, candidate: Candidate) -> str | None:
        """Return the attribution that carries the act: a firm one before a loose one, its own, the innermost."""
        span = candidate.trigger.span
        is_speech = candidate.frame.type in SPEECH
        found = [
            (not a.firm, not own, 0 if own else sum(s.end - s.start for s in a.content), at if own else 0, a.id)
            for at, a in enumerate(self.attributions)
            if (own := is_speech and a.cue.overlaps(span)) or any(s.covers(span) for s in a.content)
        ]
        return min(found)[-1] if found else None


def _may_be_ahead(candidate: Candidate) -> bool:
    """Return whether the form can tell of an act to come: "the visit", "meets", "is meeting"; not "threatens"."""
    if candidate.frame.kind == "noun":
        return True
    return candidate.trigger.tag in {"VBZ", "VBP", "VBG"} and candidate.frame.type not in SPEECH


def _is_bare(candidate: Candidate, standing: Standing) -> bool:
    """Return whether the telling says nothing of where the act stands: a noun without verb or cue."""
    bare = candidate.light is None or (candidate.light.lemma in NEUTRAL and candidate.light.tag in {"VBZ", "VBP"})
    return standing.cue is None and candidate.frame.kind == "noun" and bare


def _as_stated(
    candidate: Candidate, standing: Standing, stated: dict[tuple[object, ...], list[tuple[int, Standing]]]
) -> Standing:
    """Return the standing told of the same act elsewhere, for a bare noun; its own otherwise."""
    others = stated.get((candidate.frame.type, candidate.parties))
    if others is None or not _is_bare(candidate, standing):
        return standing
    before = [other for at, other in others if at < candidate.trigger.i]
    if not before:
        return standing
    chosen = before[-1]
    inherits = candidate.frame.type in SINGLE and chosen.status in INHERITED
    return Standing(chosen.status, None) if inherits else standing


def is_worth(candidate: Candidate, syntax: Syntax) -> bool:
    """Return whether the act is told clearly enough: between two parties, or both roles named by a verb."""
    if any(_is_share(s.token, syntax) for s in candidate.actors):
        return False  # "13 percent of Republicans say": a poll
    if candidate.is_international:
        return True
    frame = candidate.frame
    if len(candidate.parties) > 1 and _is_lopsided(candidate):
        return False
    if frame.kind == "noun":
        named = {s.token.i for s in (*candidate.actors, *candidate.recipients)}
        return candidate.light is not None and bool(candidate.actors) and (bool(candidate.parties) or len(named) > 1)
    return bool(candidate.actors) or (bool(candidate.recipients) and frame.needs in {"recipient", "none"})


def _is_share(token: Token, syntax: Syntax) -> bool:
    """Return whether the word counts those asked: "60 percent of Danes"."""
    whole = syntax.head(syntax.head(token)) if token.dep == "pobj" else token
    return whole.lemma in SHARES or any(c.lemma in SHARES for c in syntax.children(token, "nummod", "amod"))


def _is_lopsided(candidate: Candidate) -> bool:
    """Return whether several parties stand on one side and nobody known on the other.

    "It sent aid to both states" does not tell who acts, "critics in both states slammed the letter" not on whom.
    """
    if candidate.actors and not any(s.parties for s in candidate.actors):
        return True
    if candidate.frame.joint:
        return True  # "they" did it together, whoever they are
    strikes = candidate.frame.type == "ASSAULT" and candidate.frame.kind == "verb"
    if strikes or candidate.frame.type in ONE_SIDED:
        return not _parties(candidate.recipients) - _parties(candidate.actors)
    others = [s for s in candidate.recipients if s.token.lower not in REFLEXIVE]
    return candidate.frame.kind == "verb" and candidate.frame.needs in BETWEEN and bool(others)


def _stands(candidate: Candidate, standing: Standing) -> bool:
    """Return whether the act is told at all: not a ruling out that is denied, not a domestic act merely called for.

    Nor a mere echo of what another sentence says will not be.
    """
    if candidate.frame.when == "affirmed" and standing.status == "denied":
        return False
    if candidate.echo is not None and standing.status == "denied" and _is_elsewhere(standing, candidate):
        return False  # "the meeting" after "it will not take place" says nothing of its own
    return candidate.is_international or standing.status != "demanded"


def _is_elsewhere(standing: Standing, candidate: Candidate) -> bool:
    return standing.cue is None or standing.cue.sentence != candidate.trigger.sentence


def _once(pairs: list[tuple[Candidate, Standing]]) -> list[tuple[Candidate, Standing]]:
    """Return one telling per sentence of each (type, parties, status); the first word that tells it is kept."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for candidate, standing in sorted(pairs, key=lambda p: p[0].trigger.i):
        if candidate.is_international:
            who: tuple[object, ...] = (_parties(candidate.actors), _parties(candidate.recipients))
        else:
            who = (tuple(s.token.i for s in candidate.actors), tuple(s.token.i for s in candidate.recipients))
        key = (candidate.frame.type, *who, standing.status)
        if key not in seen:
            seen.add(key)
            kept.append((candidate, standing))
    return kept


def _parties(sides: Iterable[Side]) -> frozenset[str]:
    return frozenset(p for s in sides for p in s.parties)


def _unique(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return the participants with each party once; nameless ones stay."""
    found: list[Participant] = []
    seen: set[str] = set()
    for participant in participants:
        if participant.party is not None and participant.party in seen:
            continue
        if participant.party is not None:
            seen.add(participant.party)
        found.append(participant)
    return tuple(found)
