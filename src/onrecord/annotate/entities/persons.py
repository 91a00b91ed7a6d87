"""Persons: whom the text names, the office and the side the text gives them or the office table gives for the date.

What the text says comes first; the table fills what is left open, and only with a term that covers the
publication date (without one: the latest term).
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from onrecord.annotate.entities.gazetteer import holders, people, surnames
from onrecord.annotate.entities.known import (
    PROMINENT,
    Known,
    add_person,
    apposition,
    own_left,
    table_form,
    term_at,
    terms_of,
)
from onrecord.annotate.entities.spoken import office_noun
from onrecord.annotate.entities.surnames import find_surnames
from onrecord.annotate.entities.titles import left_tokens, named_parties, nominals, office_in, phrase_parties
from onrecord.annotate.entities.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from onrecord.annotate.entities.gazetteer import Holder
    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.syntax import Token

# "Binyamin" and "Benjamin" are 0.75 alike, "Abu" and "Abdullah" 0.36
ALIKE = 0.6
NAME_TAGS = frozenset({"NNP", "NNPS"})
NAME_PARTICLES = frozenset(
    {"de", "da", "del", "della", "der", "den", "bin", "ibn", "al", "el", "van", "von", "la", "le", "di", "-"}
)


def claim_full_names(scene: Scene) -> list[tuple[tuple[Token, ...], str]]:
    """Find full names of persons and claim their words, so that no part of them is read as a party's name."""
    found: list[tuple[tuple[Token, ...], str]] = []
    for tokens, name in _full_names(scene):
        scene.claimed.update(t.i for t in tokens)
        found.append((tokens, name))
    for tokens in _recognised(scene):
        scene.claimed.update(t.i for t in tokens)
        if tokens[-1].text in words("places_named_after_people"):
            # claimed all the same: no part of the name of an airport is anybody
            continue
        scene.given_names.add(tokens[0].text)
        scene.family_names.add(tokens[-1].text)
        found.append((tokens, scene.view[tokens[0].start : tokens[-1].end]))
    return sorted(found, key=lambda pair: pair[0][0].i)


def find_persons(scene: Scene, full_names: Sequence[tuple[tuple[Token, ...], str]]) -> None:
    """Add a mention for every named person; bare surnames take over what their full name told anywhere in the text."""
    met: dict[str, Known] = {}
    for tokens, name in full_names:
        head = scene.head_of(tokens)
        met[name] = _known(scene, name, head, tokens, met.get(name))
        add_person(scene, head, tokens, met[name])
    find_surnames(scene, met)


def _full_names(scene: Scene) -> Iterator[tuple[tuple[Token, ...], str]]:
    """Names that the office table knows, as far as no longer name is there."""
    gazetteer = people()
    for sentence in scene.syntax.sentences:
        loud = sentence.i in scene.shouting
        reached = 0
        for token in scene.syntax.words(sentence):
            if token.start < reached or not (token.text[0].isupper() or loud):
                continue
            entry = gazetteer.match(scene.view, token.start, fold_case=loud)
            if entry is None or " " not in entry.form:
                continue
            reached = token.start + len(entry.form)
            yield scene.tokens_from(token, reached), entry.name


def _recognised(scene: Scene) -> Iterator[tuple[Token, ...]]:
    """Two or more capitalised words that the recogniser takes for a person, or that follow a title."""
    for sentence in scene.syntax.sentences:
        row: list[Token] = []
        for token in (*scene.syntax.words(sentence), None):
            if token is not None and _goes_on(scene, token, row):
                row.append(token)
                continue
            while row and row[-1].tag not in NAME_TAGS:
                row.pop()
            if len(row) > 1:
                yield tuple(row)
            row = [token] if token is not None and _goes_on(scene, token, []) else []


def _goes_on(scene: Scene, token: Token, row: list[Token]) -> bool:
    if token.i in scene.claimed or token.ent != "PERSON":
        return False
    if token.tag in NAME_TAGS:
        lexicon = nominals()
        return bool(row) or (token.text not in lexicon.abbreviated and token.lower not in lexicon.titles)
    return bool(row) and token.lower in NAME_PARTICLES


def _known(scene: Scene, name: str, head: Token, tokens: Sequence[Token], before: Known | None) -> Known:
    """What is known of a full name here: the text's own words first, then an earlier naming, then the table."""
    office, parties = _told(scene, head, tokens)
    if before is not None:
        return Known(before.name, before.parties or parties, before.office or office, before.rule)
    implied = nominals().implied_party.get(office or "")
    sides = parties or ((implied,) if implied else ())
    terms = holders().get(name) or _terms_if_spelt_otherwise(name, sides)
    if terms:
        return _from_table(terms, office, parties, scene.document.published)
    return Known(name, sides, office, "person.text" if office or sides else "person.name")


def _told(scene: Scene, head: Token, tokens: Sequence[Token]) -> tuple[str | None, tuple[str, ...]]:
    """Office and side as the words around a name give them: before it, of a state, in apposition."""
    left = left_tokens(scene, head, tokens[0])
    office = office_in(scene, left)
    if office and any(t.lower in {"former", "ex"} for t in left) and not office.startswith("former"):
        office = f"former {office}"
    parties = named_parties(scene, left) or _of_a_state(scene, head)
    beside = apposition(scene, head)
    if beside is not None:
        office = office or office_in(scene, (*own_left(scene, beside), beside))
        parties = parties or phrase_parties(scene, beside)
    return office, parties


def _from_table(terms: Sequence[Holder], office: str | None, parties: tuple[str, ...], published: date | None) -> Known:
    """A holder in office on the day; out of office only the side is kept, where all terms agree on it.

    The text's office stands; its side only where the table has none to set against it ("Britain's Trump" is none).
    """
    person = terms[0].person
    term = term_at(terms, published)
    if term is None:
        sides = {t.party for t in terms}
        known = tuple(sides) if len(sides) == 1 else parties
        return Known(person, known, office, "person.office-table.side")
    rule = "person.text" if office and term.party in parties else "person.office-table"
    # of a title cut short ("staff chairman") the table has the whole
    same = office is not None and office_noun(office) == office_noun(term.title) and not office.startswith("former")
    return Known(person, (term.party,), term.title if same or office is None else office, rule)


def _of_a_state(scene: Scene, head: Token) -> tuple[str, ...]:
    """The state a title is of, where it stands behind the name ("President Sadyr Japarov of Kyrgyzstan")."""
    for preposition in scene.syntax.children(head, "prep"):
        if preposition.lower in {"of", "from"}:
            for noun in scene.syntax.children(preposition, "pobj"):
                mention = scene.at(noun)
                if mention is not None and mention.kind in {"party", "institution"}:
                    return mention.parties
                if mention is None and noun.pos == "NOUN":
                    return named_parties(scene, scene.syntax.children(noun, "amod", "poss", "compound"))
    return ()


def _terms_if_spelt_otherwise(name: str, sides: tuple[str, ...]) -> tuple[Holder, ...]:
    """The terms of the one whose name is spelt much like it, unless the text gives another side."""
    spelling = _table_spelling(name)
    terms = holders()[spelling] if spelling else ()
    return terms if not sides or any(term.party in sides for term in terms) else ()


def _table_spelling(name: str) -> str | None:
    """The table's form of a full name spelt otherwise: same surname, like first name, one such leader only.

    Transliterations differ ("Dmitri A. Medvedev", "Binyamin Netanyahu").
    """
    words = name.split()
    if len(surnames().get(name, ())) == 1:
        return table_form(surnames()[name][0])
    known = surnames().get(words[-1], ()) if len(words) > 1 else ()
    alike = [
        other
        for other in known
        if SequenceMatcher(None, words[0], other.split()[0]).ratio() >= ALIKE
        and any(t.office in PROMINENT for t in terms_of(other))
    ]
    return table_form(alike[0]) if len(alike) == 1 else None
