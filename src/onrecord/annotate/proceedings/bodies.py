"""Which standing body a noun names: a known one, a grouping's meeting, a joint body, a dialogue between parties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.annotate.proceedings.lexicon import proceedings_lexicon
from onrecord.annotate.proceedings.phrases import after, before, is_number, number, owner, telling
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.annotate.proceedings.lexicon import Known
    from onrecord.annotate.proceedings.scene import Scene
    from onrecord.types.syntax import Token

TWO_TWO = "2+2"
TALKS = frozenset({"talk", "negotiation", "consultation", "dialogue", "dialog"})
PARTY_PREPS = ("between", "with", "of", "among")
SUBJECT_PREPS = ("on", "for", "of")
LEAST = 2
NEAR = 6
SERIES_FROM = 4  # leaders who meet for the second or third time are no series yet
LONG = 6  # a short form of a numbered body ("COP") is a body only with its number
SAME_KIND = {"dialog": "dialogue", "subcommission": "commission", "subcommittee": "committee"}


@dataclass(frozen=True, slots=True)
class Body:
    """A standing body as one place names it; `words` tell its subject, `first` is its first token, `head` its noun."""

    key: str
    kind: str
    name: str
    parties: tuple[str, ...]
    words: tuple[str, ...]
    span: Span
    head: Token
    why: str
    known: bool = False
    session_only: bool = False
    session: int | None = None

    def of(self, parties: tuple[str, ...]) -> Body:
        """Return the body with the parties it is between, known now from elsewhere."""
        return replace(self, parties=parties, key=key_of(parties, self.kind, self.words))


def key_of(parties: Sequence[str], kind: str, words: Sequence[str]) -> str:
    """Return a key equal across texts: parties in order, kind, subject words in order."""
    return " ".join(part for part in ("-".join(sorted(parties)), kind, *sorted(set(words))) if part)


class Bodies:
    """The bodies of one text, by their head token."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.lexicon = proceedings_lexicon()
        self._known = self._named(self.lexicon.bodies)
        self._groupings = self._named(self.lexicon.groupings)

    def _named(self, names: tuple[object, Mapping[str, Known]]) -> dict[int, tuple[Known, Span, Token]]:
        """Return the names in the text by each token within them."""
        pattern, forms = names
        found: dict[int, tuple[Known, Span, Token]] = {}
        for match in pattern.finditer(self.scene.view):  # type: ignore[attr-defined]
            tokens = self.scene.tokens_of(*match.span())
            if tokens:
                entry = (forms[match.group()], Span(*match.span()), tokens[-1])
                found.update({token.i: entry for token in tokens})
        return found

    def at(self, head: Token) -> Body | None:
        """Return the body a token is the head (or the last word) of, None where it names none."""
        known = self._known.get(head.i)
        if known is None and self._is_part(head):
            return None
        if known is not None:
            return self._of_known(*known) if head.i == known[2].i else None
        lemma = head.lemma.lower()
        if lemma not in self.lexicon.forums["standing"] and lemma not in self.lexicon.forums["series"]:
            return None
        premods = before(self.scene.syntax, head)
        return self._grouping(head, premods) or self._joint(head, premods) or self._series(head, premods)

    def _is_part(self, head: Token) -> bool:
        """Return whether a noun only tells what another is of: "the Policy Consultation Delegation"."""
        above = self.scene.syntax.head(head)
        session = above.lemma.lower() in self.lexicon.forums["sessions"] | self.lexicon.forums["series"]
        return head.dep == "compound" and above.i == head.i + 1 and not session

    def _of_known(self, known: Known, span: Span, last: Token) -> Body:
        name = known.name
        edition = self._edition(span) if known.numbered else None
        if edition is not None:
            span = Span(span.start, edition[1])
        return Body(
            known.id, "", name, known.parties, (), span, last, f"forum.known.{known.id}", known=True,
            session_only=known.session_only or (known.numbered and edition is None and span.end - span.start < LONG),
            session=edition[0] if edition else None,
        )  # fmt: skip

    def _edition(self, span: Span) -> tuple[int, int] | None:
        """Return the number directly behind a form, with its end ("COP26", "COP-26", "COP 26")."""
        rest = self.scene.view[span.end : span.end + 4]
        digits = rest.lstrip("- ")[:2]
        if not digits.isdigit():
            return None
        return int(digits), span.end + len(rest) - len(rest.lstrip("- ")) + len(digits)

    def _grouping(self, head: Token, premods: Sequence[Token]) -> Body | None:
        """Read "G20 summit", "Quad foreign ministers' meeting", "summit of the G7"."""
        if head.lemma.lower() not in self.lexicon.forums["series"]:
            return None
        behind = [t for t in after(self.scene.syntax, head, ("of",)) if t.i - head.i <= 3]
        place = self._grouping_before(head) or next((t for t in behind if t.i in self._groupings), None)
        if place is None:
            return None
        known, span, _ = self._groupings[place.i]
        others = [t for t in premods if not span.start <= t.start < span.end]
        parties = self.scene.codes([t for t in others if self.scene.is_party(t)], people=False)
        rank = self._rank(self.scene.document.text[min(span.start, head.start) : head.end].lower())
        whole = Span(min(span.start, head.start), max(span.end, head.end))
        name = whole.of(self.scene.document.text)
        if parties and (rank or head.lemma.lower() in {"summit", "dialogue", "ministerial"}):
            sides = tuple(sorted({*parties, *self._codes(known)}))
            return Body(
                key_of(sides, rank or "summit", ()),
                "summit",
                name,
                parties,
                (),
                whole,
                head,
                "forum.grouping.with",
            )
        if rank is None and head.lemma.lower() != "summit":
            return None
        key = f"{known.id} {rank if rank and rank != 'leaders' else 'summit'}"
        return Body(key, "", name, known.parties, (), whole, head, f"forum.grouping.{known.id}", known=True)

    def _grouping_before(self, head: Token) -> Token | None:
        """Return the word that names a grouping before a head, with only names and ranks between."""
        for at in range(head.i - 1, max(self.scene.syntax.sentence_of(head).first, head.i - NEAR) - 1, -1):
            token = self.scene.syntax.tokens[at]
            if at in self._groupings:
                return token
            if token.pos in {"VERB", "AUX", "ADP", "CCONJ", "DET", "PRON", "SCONJ"} or token.text in {",", ";", ":"}:
                return None
        return None

    def _codes(self, known: Known) -> tuple[str, ...]:
        return {"EU": ("EUR",), "NATO": ("NATO",), "AU": ("AUN",)}.get(known.id, (known.id,))

    def _rank(self, words: str) -> str | None:
        return next((rank for phrase, rank in self.lexicon.ranks if phrase in words), None)

    def subject(self, head: Token, premods: Sequence[Token]) -> tuple[tuple[str, ...], int]:
        """Return the telling words before and behind the head, and the end of the name."""
        end, tokens = head.end, [t for t in premods if not is_number(t)]
        for target in after(self.scene.syntax, head, ("on", "for")):
            if target.ent in {"DATE", "TIME"} or target.i - head.i > 6:
                continue
            tokens += self._within(target)
            end = max(end, tokens[-1].end)
        drop = (
            self.lexicon.forums["joint"] - {"strategic", "consultation", "partnership"} | self.lexicon.forums["yearly"]
        )
        words = telling(self.scene, tokens, drop | {"meeting", "session", "talk", "special", "virtual", "ministry"})
        if premods and TWO_TWO in self.scene.view[premods[0].start : head.end].replace(" ", ""):
            words = (TWO_TWO,)
        return words, end

    def _within(self, target: Token) -> list[Token]:
        """Return the words of a subject: the target with what it joins, up to a clause, a place or a date."""
        found: list[Token] = []
        for token in self.scene.syntax.subtree(target):
            if found and token.i != found[-1].i + 1:
                break
            if token.pos in {"VERB", "AUX", "SCONJ", "PRON"} or token.text in "();:" or token.ent in {"DATE", "TIME"}:
                break
            if token.lower in {"in", "at", "with", "between", "held"}:
                break
            found.append(token)
        while found and found[-1].pos in {"PUNCT", "CCONJ", "ADP", "DET"}:
            found.pop()
        return found or [target]

    def parties(self, head: Token, premods: Sequence[Token]) -> tuple[str, ...]:
        """Return the parties in a body's own phrase: before it, its owners, behind "between" and "with"."""
        syntax = self.scene.syntax
        named = [t for t in premods if self.scene.is_party(t) and not self._facilitates(t)]
        found = set(self.scene.codes(named, people=False))
        possessor = owner(syntax, head)
        if possessor is not None:
            found.update(self.scene.codes(syntax.subtree(possessor)))
        for target in after(syntax, head, ("between", "with", "among")):
            found.update(self.scene.codes(syntax.conjuncts(target)))
        return tuple(sorted(found))

    def _facilitates(self, token: Token) -> bool:
        """Return whether a party only brings others together: "the EU-facilitated dialogue"."""
        behind = self.scene.syntax.tokens[token.i + 1 : token.i + 3]
        return len(behind) == LEAST and behind[0].text == "-" and behind[1].tag in {"VBN", "VBD"}

    def _joint(self, head: Token, premods: Sequence[Token]) -> Body | None:
        """Read "the Joint Commission on …", "the Russian-Indian Intergovernmental Commission"."""
        if head.lemma.lower() not in self.lexicon.forums["standing"]:
            return None
        words = {t.lower for t in premods} | {self.scene.view[t.start : t.end].lower() for t in premods}
        text = self.scene.view[premods[0].start : head.end].lower() if premods else ""
        if words & self.lexicon.forums["not_bodies"] - {"military", "central", "security"}:
            return None
        in_name = self.scene.codes([t for t in premods if self.scene.is_party(t)], people=False)
        in_name = tuple(code for code in in_name if code != "UNO")
        joint = any(word in text for word in self.lexicon.forums["joint"])
        if not joint and len(in_name) < LEAST:
            return None
        capital = head.text[0].isupper()
        if (
            not capital
            and head.lemma.lower() in self.lexicon.forums["bare"]
            and not words & self.lexicon.forums["bare_with"]
        ):
            return None
        parties = self.parties(head, premods)
        if not capital and len(parties) < LEAST:
            return None
        subject, end = self.subject(head, premods)
        if not subject and len(parties) < LEAST and not {"intergovernmental", "bilateral"} & words:
            return None
        return self._body(head, premods, parties, (subject, end), "forum.joint")

    def _series(self, head: Token, premods: Sequence[Token]) -> Body | None:
        """Read "the U.S.-Qatar Strategic Dialogue", "the 23rd annual summit", "the sixth 2+2 dialogue"."""
        lemma = head.lemma.lower()
        if lemma not in self.lexicon.forums["series"]:
            return None
        words = {t.lower for t in premods}
        text = self.scene.view[premods[0].start : head.end].lower() if premods else ""
        parties = self.parties(head, premods)
        two_two = TWO_TWO in text.replace(" ", "")
        named = head.text[0].isupper() and any(t.text[0].isupper() for t in premods)
        yearly = bool(words & self.lexicon.forums["yearly"])
        numbered = number(premods) is not None
        steady = two_two or yearly or (named and lemma in {"dialogue", "dialog", "forum", "consultation"})
        if lemma in TALKS and not steady:
            steady = "strategic" in words and len(parties) >= LEAST
        if lemma == "summit" and numbered and (named or (number(premods) or 0) >= SERIES_FROM):
            steady = True
        if not steady or (lemma in {"meeting", "conference"} and not two_two):
            return None
        subject, end = self.subject(head, premods)
        told = (subject and named) or (yearly and parties) or two_two or (lemma == "summit" and (yearly or numbered))
        if len(parties) < LEAST and not told:
            return None
        return self._body(head, premods, parties, (subject, end), "forum.series")

    def _body(
        self,
        head: Token,
        premods: Sequence[Token],
        parties: tuple[str, ...],
        subject: tuple[tuple[str, ...], int],
        why: str,
    ) -> Body:
        words, end = subject
        kind = "dialogue" if TWO_TWO in words else SAME_KIND.get(head.lemma.lower(), head.lemma.lower())
        named = [
            t
            for t in premods
            if not is_number(t) or TWO_TWO in self.scene.view[t.start - 2 : t.end + 4].replace(" ", "")
        ]
        while named and (named[0].pos in {"PUNCT", "DET"} or named[0].text in "-'"):
            named.pop(0)
        span = Span(named[0].start if named else head.start, end)
        name = " ".join(span.of(self.scene.document.text).split())
        return Body(key_of(parties, kind, words), kind, name, parties, words, span, head, why)
