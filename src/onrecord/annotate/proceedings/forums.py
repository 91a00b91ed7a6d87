"""Forums: standing bodies and series of meetings, and which session a passage speaks of.

A forum is found by its body ("the Joint Commission on Ports"), by a session of it ("its eighth session", "the seventh
time") or by a later mention that stands for it ("the commission", "the ninth session"). One-off meetings are none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.proceedings.bodies import TALKS, Bodies, Body, key_of
from onrecord.annotate.proceedings.drafts import Draft
from onrecord.annotate.proceedings.phrases import after, before, number, owner
from onrecord.annotate.proceedings.scene import Scene, event_parties
from onrecord.annotate.proceedings.told import Told
from onrecord.types.relation import ForumMention
from onrecord.types.text import Span, annotation_id

if TYPE_CHECKING:
    from onrecord.types.annotation import EventDate, EventMention, EventPlace
    from onrecord.types.syntax import Token

LEAST = 2
DEFINITE = frozenset({"the", "its", "their", "this", "that"})
REACH = 6


class ForumFinder:
    """One reading of one text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.syntax = scene.syntax
        self.bodies = Bodies(scene)
        self.words = self.bodies.lexicon.forums
        self.drafts: list[Draft] = []
        self._used: set[int] = set()

    def find(self) -> tuple[ForumMention, ...]:
        """Return the mentions in text order."""
        for token in self.syntax.tokens:
            if token.i in self._used:
                continue
            if token.pos in {"NOUN", "PROPN", "NUM", "VERB"}:
                draft = self._draft(token)
                if draft is not None:
                    self._add(draft)
        Told(self.scene, self.drafts).add()
        return self._finished()

    def _add(self, draft: Draft) -> None:
        self._used.update(h.i for h in draft.heads)
        self._used.update(t.i for t in self.scene.tokens_of(draft.body.span.start, draft.body.span.end))
        draft.sentence = draft.heads[0].sentence
        draft.verb, draft.event = self._occasion(draft)
        if len(draft.body.parties) < LEAST and not draft.body.known:
            parties = self._parties_for(draft)
            if len(parties) >= LEAST:
                draft.body = draft.body.of(parties)
        self.drafts.append(draft)

    def _draft(self, token: Token) -> Draft | None:
        lemma = token.lemma.lower()
        body = self.bodies.at(token)
        if body is not None:
            return self._of_body(body)
        if lemma in self.words["sessions"]:
            return self._talks(token) or self._again(token) or self._delegates(token)
        if lemma in self.words["standing"] and token.pos != "VERB":
            return self._again(token)
        return None

    # -- a body that is named ------------------------------------------------------------------------------------

    def _of_body(self, body: Body) -> Draft | None:
        """A named body, with the session it is told with: "the eighth session of …", "the …'s fifth meeting"."""
        session = body.session
        heads: tuple[Token, ...] = (body.head,)
        span = body.span
        sitting = self._sitting(body)
        if sitting is not None:
            heads = (sitting, body.head)
            span = Span(min(span.start, self._from(sitting)), max(span.end, sitting.end))
            told = self._session(sitting)
            session = told if told is not None else session
        own = number(before(self.syntax, body.head)) if session is None else None
        if own is not None and not body.known:
            session = own
        if session is None and sitting is None and not body.session_only:
            session = self._ordinal_before(body.span.start)
        if session is None and sitting is None:
            session = self._times(body.head)
        if body.session_only and sitting is None and session is None:
            return None
        return Draft(body, span, heads, session, [body.why])

    def _from(self, noun: Token) -> int:
        """Return where a sitting's phrase begins, with its number."""
        numbered = [t for t in before(self.syntax, noun) if number((t,)) is not None]
        return numbered[0].start if numbered else noun.start

    def _ordinal_before(self, start: int) -> int | None:
        """Return the number before a name, also where the parser left names of parties out of it."""
        first = self.scene.tokens_of(start, start + 1)
        for steps in range(1, REACH):
            at = first[0].i - steps if first else -1
            token = self.syntax.tokens[at] if at >= 0 else None
            if token is None or token.sentence != first[0].sentence:
                return None
            found = number((token,))
            if found is not None:
                return found
            if token.pos != "PROPN" and token.text not in {"-", "–"} and token.lower not in self.words["yearly"]:
                return None
        return None

    def _sitting(self, body: Body) -> Token | None:
        """Return the session noun that governs or follows a body's name."""
        above = self.syntax.head(body.head)
        if body.head.dep == "pobj" and above.lower == "of":
            noun = self.syntax.head(above)
            if noun.lemma.lower() in self.words["sessions"] and noun.i < body.head.i:
                return noun
        if body.head.dep in {"poss", "compound", "nmod"} and above.lemma.lower() in self.words["sessions"]:
            return above
        following = self.syntax.tokens[body.head.i + 1 : body.head.i + 5]
        for token in following:
            if token.lemma.lower() in self.words["sessions"] and token.pos in {"NOUN", "PROPN"}:
                return token if token.sentence == body.head.sentence else None
            if token.pos not in {"ADJ", "NOUN", "PROPN", "PART"} and number((token,)) is None:
                return None
        return None

    def _session(self, sitting: Token) -> int | None:
        """Return the number of a sitting; "first since" and "first in years" number nothing."""
        found = number(list(before(self.syntax, sitting)))
        if found is not None and found < 4:
            rest = self.syntax.tokens[sitting.i + 1 : self.syntax.sentence_of(sitting).last]
            if any(t.lower == "since" for t in rest) or any(t.lower == "this" for t in rest[:2]):
                return None
        return found

    def _times(self, subject: Token) -> int | None:
        """Return the number in "met for the seventh time" and "held its third session" of a body that is subject."""
        verb = self.syntax.head(subject)
        if subject.dep not in {"nsubj", "nsubjpass"}:
            return None
        for prep in self.syntax.children(verb, "prep"):
            target = self.syntax.child(prep, "pobj") if prep.lower == "for" else None
            if target is not None and target.lemma == "time":
                return number(before(self.syntax, target))
        return None

    # -- what has no body ----------------------------------------------------------------------------------------

    def _talks(self, token: Token) -> Draft | None:
        """Read "the third round of talks between A and B": a series known by its parties alone."""
        session = self._session(token)
        if token.lemma != "round" or session is None:
            return None
        inner = next((t for t in after(self.syntax, token, ("of",)) if t.lemma.lower() in {*TALKS, "meeting"}), None)
        if inner is None or self.bodies.at(inner) is not None:
            return None
        words, end = self.bodies.subject(inner, before(self.syntax, inner))
        parties = self.bodies.parties(inner, before(self.syntax, inner))
        kind = "talks" if inner.lemma in {"talk", "negotiation"} else inner.lemma
        name = Span(inner.start, end).of(self.scene.document.text)
        body = Body(
            key_of(parties, kind, words), kind, name, parties, words, Span(inner.start, end), inner, "forum.talks"
        )
        draft = Draft(body, Span(self._from(token), end), (token, inner), session, ["forum.talks"])
        if len(parties) < LEAST:
            draft.sentence = token.sentence
            draft.verb, draft.event = self._occasion(draft)
            parties = event_parties(draft.event) or self._owners(draft) or self._same_name(draft)
            if len(parties) < LEAST:
                return None
            draft.body = body.of(parties)
        return draft

    def _delegates(self, token: Token) -> Draft | None:
        """Read "their seventh meeting", of envoys or negotiators spoken of in the sentence before."""
        possessor, session = owner(self.syntax, token), self._session(token)
        if (
            token.lemma != "meeting"
            or possessor is None
            or session is None
            or session < LEAST + 1
            or not token.sentence
        ):
            return None
        earlier = self.syntax.sentences[token.sentence - 1]
        around = [possessor] if possessor.pos != "PRON" else self.syntax.words(earlier)
        who = next((t.lemma for t in around if t.lemma in self.words["delegates"]), None)
        parties = self.scene.sides(earlier) or self.scene.pair
        if who is None or len(parties) < LEAST:
            return None
        body = Body(
            key_of(parties, "meeting", (who,)),
            "meeting",
            f"{who}s",
            parties,
            (who,),
            token.span,
            token,
            "forum.delegates",
        )
        return Draft(body, Span(self._from(token), token.end), (token,), session, ["forum.delegates"])

    def _again(self, token: Token) -> Draft | None:
        """Read "the commission", "its ninth session", "the next round": the forum spoken of before."""
        if not self.drafts or token.text[0].isupper():
            return None
        determined = any(c.lower in DEFINITE for c in self.syntax.children(token, "det", "poss"))
        premods = before(self.syntax, token)
        lemma = token.lemma.lower()
        standing = lemma in self.words["standing"]
        session = None if standing else self._session(token)
        if not determined or self.bodies.parties(token, premods):
            return None
        last = self._antecedent(token, standing=standing, numbered=session is not None)
        if last is None or (last.body.session_only and session is None):
            return None
        following = any(t.lower == "next" for t in premods)
        plain = [t for t in premods if t.pos in {"NOUN", "PROPN"} and t.ent not in {"DATE", "TIME", "CARDINAL"}]
        if plain or after(self.syntax, token, ("of", "on", "between", "with")):
            return None
        if standing:
            session = self._times(token)
            held = self._held_by(token)
            if held is not None:
                session = self._session(held)
        elif session is None and following and last.session is not None:
            session = last.session + 1
        elif session is None and not following and not standing:
            session = last.session
        if following and session is None:
            return None
        body = replace(last.body, head=token)
        return Draft(
            body,
            Span(self._from(token), token.end),
            (token,),
            session,
            ["forum.again" if not following else "forum.next"],
        )

    def _held_by(self, body: Token) -> Token | None:
        """Return the session a body is said to have held: "the commission held its third session"."""
        verb = self.syntax.head(body)
        if body.dep != "nsubj":
            return None
        target = self.syntax.child(verb, "dobj")
        return target if target is not None and target.lemma in self.words["sessions"] else None

    def _antecedent(self, token: Token, *, standing: bool, numbered: bool) -> Draft | None:
        """Return the forum a later word stands for: of the same noun for a body, told with a session for a sitting."""
        for draft in reversed(self.drafts):
            if token.sentence - draft.sentence > REACH * 2:
                return None
            if standing and (draft.body.head.lemma == token.lemma or token.lower in draft.body.kind.split()):
                return draft
            if not standing:
                sitting = draft.heads[0].lemma
                if numbered and token.lemma in {"session", "round", "meeting"}:
                    return draft
                if token.lemma == sitting and (draft.session is not None or sitting in {"session", "round"}):
                    return draft
                if token.lemma in {"session", "round"} and draft.session is not None and draft.body.kind:
                    return draft
        return None

    # -- which act is the session's ------------------------------------------------------------------------------

    def _occasion(self, draft: Draft) -> tuple[Token | None, EventMention | None]:
        """Return the verb a mention hangs on and the act that is the session's being held."""
        for head in draft.heads:
            event = self.scene.event_at(head)
            if event is not None and event.type == "CONSULT":
                return self._verb(head), event
        verb = self._verb(draft.heads[0])
        if verb is not None and self._holds(verb, draft):
            event = self.scene.event_at(verb)
            return verb, event if event is not None and event.type == "CONSULT" else None
        return None, None

    def _holds(self, verb: Token, draft: Draft) -> bool:
        """Return whether a verb tells the session itself: "held the session", "met for the session"."""
        head = self.syntax.first_conjunct(draft.heads[0])
        lemma = verb.lemma.lower()
        if self.syntax.head(head).i == verb.i:
            return lemma in self.words["hold_verbs"] or (lemma in self.words["meet_verbs"] and head.dep == "nsubj")
        prep = self.syntax.head(head)
        near = {"for", "in", "during"} if draft.body.known else {"for", "in", "during", "at"}
        through = head.dep == "pobj" and prep.lower in near and self.syntax.head(prep).i == verb.i
        return through and lemma in (self.words["meet_verbs"] | {"participate", "take"})

    def _verb(self, head: Token) -> Token | None:
        """Return the nearest verb above a noun, None where another clause lies between."""
        for steps, above in enumerate(self.syntax.ancestors(head)):
            if above.pos in {"VERB", "AUX"}:
                return above
            if steps > REACH:
                break
        return None

    def _parties_for(self, draft: Draft) -> tuple[str, ...]:
        """Return the parties of a body named without them: of its act, of the same name before, of the sentence."""
        known = set(draft.body.parties)
        for told in (event_parties(draft.event), self._owners(draft), self._same_name(draft)):
            if len(told) >= LEAST and known <= set(told):
                return told
        name = self.scene.tokens_of(*draft.body.span)
        if draft.body.kind in {"summit", "conference", "forum"} or any(
            t.lower == "trilateral" or self.scene.is_vague(t) for t in name
        ):
            return ()
        sentence = self.syntax.sentences[draft.sentence]
        earlier = self.syntax.sentences[max(0, draft.sentence - 1)]
        for told in (self.scene.sides(sentence), self.scene.sides(earlier), self.scene.pair):
            if told and known <= set(told):
                return told
        return ()

    def _owners(self, draft: Draft) -> tuple[str, ...]:
        found = [owner(self.syntax, head) for head in draft.heads]
        return self.scene.codes(t for o in found if o is not None for t in self.syntax.subtree(o))

    def _same_name(self, draft: Draft) -> tuple[str, ...]:
        """Return the parties told with the same name elsewhere in the text."""
        for other in reversed(self.drafts):
            if (other.body.kind, other.body.words) == (draft.body.kind, draft.body.words) and draft.body.words:
                return other.body.parties
        return ()

    # -- the result ----------------------------------------------------------------------------------------------

    def _finished(self) -> tuple[ForumMention, ...]:
        found = [self._mention(draft) for draft in self.drafts if self._stands(draft)]
        return tuple(sorted(found, key=lambda m: (m.span, m.key)))

    def _stands(self, draft: Draft) -> bool:
        """Leave out what stayed without parties and without a name."""
        if draft.body.known or len(draft.body.parties) >= LEAST:
            return True
        if set(draft.body.words) <= self.words["bare_with"]:
            return False
        return (bool(draft.body.words) and draft.body.head.text[0].isupper() and draft.body.why != "forum.series") or (
            bool(draft.body.words) and draft.why[0] in {"forum.again", "forum.next"}
        )

    def _mention(self, draft: Draft) -> ForumMention:
        event = draft.event
        date, place = self._when_and_where(draft)
        return ForumMention(
            id=annotation_id(self.scene.document, "forum", draft.span, draft.body.key),
            span=draft.span,
            key=draft.body.key,
            name=draft.body.name,
            parties=draft.body.parties,
            why=tuple(dict.fromkeys((*draft.why, *draft.extra))),
            session=draft.session,
            chairs=draft.chairs,
            agenda=draft.agenda,
            status=event.status if event is not None else None,
            date=date,
            place=place,
            attribution=event.attribution if event is not None else self.scene.attribution(draft.span),
            event=event.id if event is not None else None,
        )

    def _when_and_where(self, draft: Draft) -> tuple[EventDate | None, EventPlace | None]:
        """Return day and place of a session: of its act, where they are told here, else of the verb that tells it.

        An act may have taken its day from elsewhere in the text, where another act is told.
        """
        event, verb = draft.event, draft.verb
        told = verb is not None and verb.lemma.lower() in self.words["hold_verbs"]
        date = self.scene.date_under(verb) if verb is not None and told else None
        place = self.scene.place_under(verb) if verb is not None and told else None
        if event is None:
            return date, place
        sentence = draft.heads[0].sentence
        # "It will be their seventh meeting" speaks of what the sentence before tells
        first = sentence - 1 if sentence and draft.why[0] == "forum.delegates" else sentence
        near = Span(self.syntax.sentences[first].span.start, self.syntax.sentences[sentence].span.end)
        if event.date is not None and (event.date.mention is None or near.covers(event.date.mention)):
            date = event.date
        if event.place is not None and near.covers(event.place.mention):
            place = event.place
        return date, place
