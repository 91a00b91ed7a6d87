"""Persons: whom the text names, the office and the side the text gives them or the office table gives for the date.

What the text says comes first; the table fills what is left open, and only with a term that covers the
publication date (without one: the latest term).
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from onrecord.annotate.entities.gazetteer import holders, is_given_name, people, surnames
from onrecord.annotate.entities.spoken import office_noun
from onrecord.annotate.entities.titles import (
    left_tokens,
    named_parties,
    nominals,
    office_in,
    phrase_parties,
    singular,
)
from onrecord.types.annotation import Mention
from onrecord.types.text import Span
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
HEADS = frozenset({"head_of_state", "head_of_government"})
NO_SURNAMES = frozenset({"DATE", "TIME", "PRODUCT", "LAW", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"})
# "Binyamin" and "Benjamin" are 0.75 alike, "Abu" and "Abdullah" 0.36
ALIKE = 0.6
NAME_TAGS = frozenset({"NNP", "NNPS"})
NAME_PARTICLES = frozenset(
    {"de", "da", "del", "della", "der", "den", "bin", "ibn", "al", "el", "van", "von", "la", "le", "di", "-"}
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a named person: canonical name, side(s), office, and the rule that gave them."""

    name: str
    parties: tuple[str, ...]
    office: str | None
    rule: str


def claim_full_names(scene: Scene) -> list[tuple[tuple[Token, ...], str]]:
    """Find full names of persons and claim their words, so that no part of them is read as a party's name."""
    found: list[tuple[tuple[Token, ...], str]] = []
    for tokens, name in _full_names(scene):
        scene.claimed.update(t.i for t in tokens)
        found.append((tokens, name))
    for tokens in _recognised(scene):
        scene.claimed.update(t.i for t in tokens)
        found.append((tokens, scene.view[tokens[0].start : tokens[-1].end]))
    return sorted(found, key=lambda pair: pair[0][0].i)


def find_persons(scene: Scene, full_names: Sequence[tuple[tuple[Token, ...], str]]) -> None:
    """Add a mention for every named person; bare surnames take over what their full name told anywhere in the text."""
    met: dict[str, Known] = {}
    for tokens, name in full_names:
        head = scene.head_of(tokens)
        met[name] = _known(scene, name, head, tokens, met.get(name))
        _add(scene, head, tokens, met[name])
    _bare_surnames(scene, met)


def term_at(terms: Sequence[Holder], published: date | None) -> Holder | None:
    """Return the term that covers the date; else the latest one that began before it; without a date the latest."""
    if published is None:
        return max(terms, key=lambda t: (t.last == "", t.first))
    day = published.isoformat()
    begun = [t for t in terms if t.first <= day]
    covering = [t for t in begun if not t.last or t.last >= day[: len(t.last)]]
    prominent = [t for t in covering if t.office in PROMINENT]
    return max(prominent or covering or begun, key=lambda t: t.first, default=None)


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


def _add(scene: Scene, head: Token, tokens: Sequence[Token], known: Known) -> None:
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


def _known(scene: Scene, name: str, head: Token, tokens: Sequence[Token], before: Known | None) -> Known:
    """What is known of a full name here: the text's own words first, then an earlier naming, then the table."""
    office, parties = _told(scene, head, tokens)
    if before is not None:
        return Known(before.name, before.parties or parties, before.office or office, before.rule)
    terms = holders().get(name) or holders().get(_table_spelling(name) or "")
    if terms:
        return _from_table(terms, office, parties, scene.document.published)
    implied = nominals().implied_party.get(office or "")
    sides = parties or ((implied,) if implied else ())
    return Known(name, sides, office, "person.text" if office or sides else "person.name")


def _told(scene: Scene, head: Token, tokens: Sequence[Token]) -> tuple[str | None, tuple[str, ...]]:
    """Office and side as the words around a name give them: before it, of a state, in apposition."""
    left = left_tokens(scene, head, tokens[0])
    office = office_in(scene, left)
    if office and any(t.lower in {"former", "ex"} for t in left) and not office.startswith("former"):
        office = f"former {office}"
    parties = named_parties(scene, left) or _of_a_state(scene, head)
    beside = _apposition(scene, head)
    if beside is not None:
        office = office or office_in(scene, (*_own_left(scene, beside), beside))
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


def _table_spelling(name: str) -> str | None:
    """The table's form of a full name spelt otherwise: same surname, like first name, one such leader only.

    Transliterations differ ("Dmitri A. Medvedev", "Binyamin Netanyahu").
    """
    words = name.split()
    if len(surnames().get(name, ())) == 1:
        return _table_form(surnames()[name][0])
    known = surnames().get(words[-1], ()) if len(words) > 1 else ()
    alike = [
        other
        for other in known
        if SequenceMatcher(None, words[0], other.split()[0]).ratio() >= ALIKE
        and any(t.office in PROMINENT for t in _terms_of(other))
    ]
    return _table_form(alike[0]) if len(alike) == 1 else None


def _terms_of(person: str) -> tuple[Holder, ...]:
    return holders()[_table_form(person)]


def _own_left(scene: Scene, noun: Token) -> tuple[Token, ...]:
    return tuple(c for c in scene.syntax.children(noun, "amod", "compound", "nmod") if c.i < noun.i)


def _apposition(scene: Scene, head: Token) -> Token | None:
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


def _bare_surnames(scene: Scene, met: dict[str, Known]) -> None:
    """Surnames alone: of a person named in full anywhere in the text, of a holder in office, or after a title."""
    by_surname: dict[str, Known] = {}
    for name, known in met.items():
        for surname in _surnames_of(name, known.name):
            by_surname.setdefault(surname, known)
    for name, known in met.items():
        # Chinese and Korean family names come first, and people are spoken of by their given names
        by_surname.setdefault(name.split()[0], known)
    for token in scene.syntax.tokens:
        if token.i in scene.claimed or not token.text[0].isupper() or token.pos in {"PRON", "DET", "ADP", "AUX"}:
            continue
        word = scene.view[token.start : token.end]
        word = word.title() if token.sentence in scene.shouting else word
        named = by_surname.get(word) if token.pos == "PROPN" or word.lower() not in scene.common_words else None
        found = named
        if found is None and token.pos in {"PROPN", "NOUN", "ADJ"}:
            found = _holder_alone(scene, token, word) or _titled_alone(scene, token, word)
        if found is not None:
            by_surname.setdefault(word, found)
            if not _part_of_longer_name(scene, token):
                _add(scene, token, (token,), found)


def _surnames_of(form: str, name: str) -> set[str]:
    forms = [form.split(), name.split()]
    given_last = {words[0] for words in forms if name in surnames().get(words[0], ())}
    return {words[-1] for words in forms} | given_last


def _holder_alone(scene: Scene, token: Token, word: str) -> Known | None:
    """A surname that one holder of a leading office bears at the date; of another office only after its title."""
    names = surnames().get(word)
    if not names or token.ent in NO_SURNAMES or word.lower() in scene.common_words:
        return None
    left = left_tokens(scene, token, token)
    office, sides = office_in(scene, left), named_parties(scene, left)
    if office is None and (is_given_name(word) or _is_plain_word(scene, token, word)):
        return None
    found: list[tuple[tuple[int, ...], Known]] = []
    for name in names:
        terms = [t for t in _terms_of(name) if t.office in PROMINENT or _is_titled(t, office)]
        term = term_at(terms, scene.document.published) if terms else None
        if term is None or (sides and term.party not in sides):
            continue
        if _in_office(term, scene.document.published, titled=_is_titled(term, office)):
            known = Known(name, (term.party,), term.title, "person.office-table.surname")
            found.append((_standing(term, office, scene.document.published), known))
    found.sort(key=lambda pair: pair[0])
    if len(found) > 1 and found[0][0] == found[1][0] and found[0][1].parties != found[1][1].parties:
        return None
    return found[0][1] if found else None


def _is_plain_word(scene: Scene, token: Token, word: str) -> bool:
    """A surname that is a word as well ("Rice exports", "Park rangers") and has no sign here of being a name."""
    if word.lower() not in load_yaml("lexicons/en/not_parties.yml")["surname_words"]:
        return False
    owner = scene.syntax.head(token)
    if token.dep in {"compound", "amod", "nmod"}:
        return owner.lemma.lower() not in {"administration", "government", "presidency", "team", "doctrine", "era"}
    return token.pos != "PROPN"


def _standing(term: Holder, office: str | None, published: date | None) -> tuple[int, ...]:
    """Sort key of several bearers: named by their title, serving on the day, the leading office, the latest."""
    day = published.isoformat() if published else "9999"
    serving = not term.last or term.last >= day[: len(term.last)]
    rank = RANKS.get(term.office, len(RANKS))
    return int(not _is_titled(term, office)), int(not serving), rank


def _is_titled(term: Holder, office: str | None) -> bool:
    """Whether the title before a surname is that of the term ("Foreign Minister" for a foreign minister)."""
    return office is not None and (office in term.title or term.title in office)


def _table_form(name: str) -> str:
    return name if name in holders() else next(f for f, terms in holders().items() if terms[0].person == name)


def _in_office(term: Holder, published: date | None, *, titled: bool) -> bool:
    """Whether the term lasts at the date; a former holder is still named by surname, an old one is not.

    Without a date, a title before the name ("President Mugabe") vouches for it.
    """
    if published is None:
        return titled or not term.last or term.last >= "2015"
    since = published.year - int(term.last[:4]) if term.last else 0
    return since <= (12 if term.office in HEADS else 1) or titled


def _titled_alone(scene: Scene, token: Token, word: str) -> Known | None:
    """A surname after a title ("Gen. Hakimi", "President Aru")."""
    if token.pos != "PROPN" or token.dep in {"compound", "amod"}:
        return None
    left = left_tokens(scene, token, token)
    lexicon = nominals()
    titled = bool(left) and (left[-1].text in lexicon.abbreviated or singular(left[-1]) in lexicon.offices)
    if not titled and (token.ent in {"GPE", "NORP"} or (left and left[-1].tag in {"NN", "NNS"})):
        return None
    if not titled and not (
        token.ent == "PERSON" and token.dep in {"nsubj", "nsubjpass", "pobj", "poss", "dobj", "appos", "conj"}
    ):
        return None
    if word.isupper() and token.sentence not in scene.shouting:
        return None
    office = office_in(scene, left)
    parties = named_parties(scene, left)
    implied = lexicon.implied_party.get(office or "")
    return Known(word, parties or ((implied,) if implied else ()), office, "person.titled-surname")


def _part_of_longer_name(scene: Scene, token: Token) -> bool:
    """Whether the word belongs to another name ("Trump Tower", "Merkel Institute")."""
    owner = scene.syntax.head(token)
    if token.dep == "compound" and owner.pos == "PROPN" and owner.i > token.i:
        return owner.ent in {"ORG", "FAC", "PERSON", "WORK_OF_ART"} and owner.lower not in {
            "administration",
            "government",
        }
    return False
