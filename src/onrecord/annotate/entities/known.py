"""What is known of a named person: canonical name, side, office; who is in apposition; and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.annotate.entities.gazetteer import holders
from onrecord.annotate.entities.titles import left_tokens, nominals, singular
from onrecord.types.annotation import Mention
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onrecord.annotate.entities.gazetteer import Holder
    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.syntax import Token

# of several who bear a surname, the leading office is meant
RANKS = {
    "head_of_state": 0,
    "head_of_government": 1,
    "foreign_minister": 2,
    "defence_minister": 3,
    "secretary_general": 4,
}
PROMINENT = frozenset(RANKS)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a named person: canonical name, side(s), office, and the rule that gave them."""

    name: str
    parties: tuple[str, ...]
    office: str | None
    rule: str


def term_at(terms: Sequence[Holder], published: date | None) -> Holder | None:
    """Return the term that covers the date; else the latest one that began before it; without a date the latest."""
    if published is None:
        return max(terms, key=lambda t: (t.last == "", t.first))
    day = published.isoformat()
    begun = [t for t in terms if t.first <= day]
    covering = [t for t in begun if not t.last or t.last >= day[: len(t.last)]]
    prominent = [t for t in covering if t.office in PROMINENT]
    return max(prominent or covering or begun, key=lambda t: t.first, default=None)


def add_person(scene: Scene, head: Token, tokens: Sequence[Token], known: Known) -> None:
    """Keep a named person; the words of the title before the name are claimed with it, unless they name a side."""
    titles = [t for t in left_tokens(scene, head, tokens[0]) if scene.at(t) is None]
    scene.add(
        Mention(
            span=_titled_span(scene, head, tokens),
            head=head.i,
            kind="person",
            form="name",
            parties=known.parties,
            rule=known.rule,
            name=known.name,
            office=known.office,
        ),
        (*titles, *tokens),
    )


def _titled_span(scene: Scene, head: Token, tokens: Sequence[Token]) -> Span:
    """The name with the titles before it ("Russian Defense Minister Andrei Belousov")."""
    left = left_tokens(scene, head, tokens[0])
    return Span((left[0] if left else tokens[0]).start, tokens[-1].end)


def terms_of(person: str) -> tuple[Holder, ...]:
    """Return the terms of an office-holder by canonical name."""
    return holders()[table_form(person)]


def table_form(name: str) -> str:
    """Return a form under which the office table lists a person."""
    return name if name in holders() else next(f for f, terms in holders().items() if terms[0].person == name)


def apposition(scene: Scene, head: Token) -> Token | None:
    """The title noun in apposition to a name, on either side of it."""
    lexicon = nominals()
    for child in scene.syntax.children(head, "appos"):
        if singular(child) in lexicon.titles or singular(child) in lexicon.kinds:
            return child
    governor = scene.syntax.head(head)
    if head.dep == "appos" and singular(governor) in lexicon.titles:
        return governor
    for clause in scene.syntax.children(head, "relcl"):
        title = _served_as(scene, clause)
        if title is not None:
            return title
    return None


def _served_as(scene: Scene, clause: Token) -> Token | None:
    """The title in a relative clause ("Collins, who served as the American ambassador")."""
    lexicon = nominals()
    if clause.lemma == "be":
        return next((t for t in scene.syntax.children(clause, "attr") if singular(t) in lexicon.titles), None)
    if clause.lemma in {"serve", "work"}:
        for preposition in scene.syntax.children(clause, "prep"):
            title = scene.syntax.child(preposition, "pobj")
            if preposition.lower == "as" and title is not None and singular(title) in lexicon.titles:
                return title
    return None


def own_left(scene: Scene, noun: Token) -> tuple[Token, ...]:
    """Return the modifiers before a noun, theirs among them: both words of "foreign affairs minister"."""
    own = (c for c in scene.syntax.children(noun, "amod", "compound", "nmod") if c.i < noun.i)
    return tuple(word for c in own for word in (*own_left(scene, c), c))
