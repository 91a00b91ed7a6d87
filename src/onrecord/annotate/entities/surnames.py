"""Surnames alone: of persons named in full elsewhere in the text, of holders of leading offices, and after a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.entities.gazetteer import is_given_name, surnames
from onrecord.annotate.entities.known import (
    PROMINENT,
    RANKS,
    Known,
    add_person,
    apposition,
    own_left,
    term_at,
    terms_of,
)
from onrecord.annotate.entities.titles import left_tokens, named_parties, nominals, office_in, singular
from onrecord.annotate.entities.words import words
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from datetime import date

    from onrecord.annotate.entities.gazetteer import Holder
    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.syntax import Token

HEADS = frozenset({"head_of_state", "head_of_government"})
NO_SURNAMES = frozenset({"DATE", "TIME", "PRODUCT", "LAW", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"})


def find_surnames(scene: Scene, met: dict[str, Known]) -> None:
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
                add_person(scene, token, (token,), found)


def _surnames_of(form: str, name: str) -> set[str]:
    forms = [form.split(), name.split()]
    given_last = {words[0] for words in forms if name in surnames().get(words[0], ())}
    return {words[-1] for words in forms} | given_last


def _holder_alone(scene: Scene, token: Token, word: str) -> Known | None:
    """A surname that one holder of a leading office bears at the date; of another office only after its title."""
    names = surnames().get(word)
    if not names or token.ent in NO_SURNAMES or word.lower() in scene.common_words or _inside_a_name(scene, token):
        return None
    office, sides = _title_of(scene, token)
    if office is None and (is_given_name(word) or _is_plain_word(scene, token, word) or _is_city(scene, token)):
        return None
    if office in words("titles_of_given_names") and is_given_name(word):
        return None
    found: list[tuple[tuple[int, ...], Known]] = []
    for name in names:
        terms = [t for t in terms_of(name) if t.office in PROMINENT or _is_titled(t, office)]
        term = term_at(terms, scene.document.published) if terms else None
        if term is None or (sides and term.party not in sides):
            continue
        if office is None and word in words("shared_surnames") and not _is_spoken_of(scene, term.party):
            continue
        day = scene.document.published
        if office is None and day is not None and not _serves(term, day) and not _is_spoken_of(scene, term.party):
            continue  # a former holder, where his state is no matter
        if _in_office(term, scene.document.published, titled=_is_titled(term, office)):
            known = Known(name, (term.party,), term.title, "person.office-table.surname")
            found.append((_standing(term, office, scene.document.published), known))
    found.sort(key=lambda pair: pair[0])
    if len(found) > 1 and found[0][0] == found[1][0] and found[0][1].parties != found[1][1].parties:
        return None
    return found[0][1] if found else None


def _is_spoken_of(scene: Scene, party: str) -> bool:
    """Whether a state, its government or its people are named anywhere in the text."""
    return any(party in mention.parties and mention.kind != "person" for mention in scene.mentions.values())


def _title_of(scene: Scene, token: Token) -> tuple[str | None, tuple[str, ...]]:
    """Office and side that stand before a surname or in apposition to it ("the spokeswoman, Zakharova")."""
    left = left_tokens(scene, token, token)
    office, sides = office_in(scene, left), named_parties(scene, left)
    beside = None if office else apposition(scene, token)
    if beside is None:
        return office, sides
    return office_in(scene, (*own_left(scene, beside), beside)), sides


def _is_city(scene: Scene, token: Token) -> bool:
    """Whether a surname is where somebody or something is or goes ("flights from Austin")."""
    governor = scene.syntax.head(token)
    return (
        token.ent == "GPE" and token.dep == "pobj" and governor.lower in {"from", "in", "to", "near", "at", "outside"}
    )


def _inside_a_name(scene: Scene, token: Token) -> bool:
    """Whether a surname is one word of a longer name of somebody or something else.

    Before it stands a first name, behind it the noun of a place, or it is joined by an ampersand
    ("Ada Wade", "Marcos Island", "Johnson & Johnson").
    """
    before, after = scene.before(token), scene.after(token)
    if any(t is not None and t.text == "&" for t in (before, after)):
        return True
    if after is not None and after.text in words("places_named_after_people"):
        return True
    if before is None or before.tag != "NNP" or before.dep != "compound" or before.head != token.i:
        return False
    lexicon = nominals()
    titled = singular(before) in lexicon.titles or before.text in lexicon.abbreviated or before.text.endswith(".")
    return before.ent == "PERSON" and not titled and before.i not in scene.claimed


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
    serving = _serves(term, published)
    rank = RANKS.get(term.office, len(RANKS))
    return int(not _is_titled(term, office)), int(not serving), rank


def _serves(term: Holder, published: date | None) -> bool:
    """Whether the term is not over on the day."""
    day = published.isoformat() if published else "9999"
    return not term.last or term.last >= day[: len(term.last)]


def _is_titled(term: Holder, office: str | None) -> bool:
    """Whether the title before a surname is that of the term ("Foreign Minister" for a foreign minister)."""
    return office is not None and (office in term.title or term.title in office)


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
