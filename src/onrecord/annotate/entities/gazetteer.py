"""Names of parties, institutions, places and office-holders, indexed for finding them at a place in a text.

A form is looked up by its first word and compared with the text from there on, longest form first,
so that neither tokenisation nor curly marks matter. Nothing here decides; it lists what a stretch may name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.annotate.entities.words import words
from onrecord.types.text import name_view
from onrecord.vocab.lexicon import load_rows, load_yaml, multiple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.types.annotation import MentionForm, MentionKind

FIRST_WORD = re.compile(r"\w+")
# one person's names start alike in both orders; a surname given in the table as "surname=Xi"
SURNAME = "surname="


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form may name.

    `ambiguous` forms need support from the text (a place name beside a person's, "Georgia");
    `state` marks a state's own forms; `capital` marks a city that stands for its government only in the right position;
    `prefix` is a form like "Sino", good only before a hyphen; `needs_the` holds for forms that name
    something only with the article ("the West"); `codes` pairs each last day with the code that holds up to it.
    """

    form: str
    kind: MentionKind
    mention_form: MentionForm
    parties: tuple[str, ...]
    name: str
    ambiguous: bool = False
    capital: bool = False
    state: bool = False
    prefix: bool = False
    needs_the: bool = False
    codes: tuple[tuple[str, str], ...] = ()
    note: str = ""

    def side(self, day: str | None) -> tuple[str, ...]:
        """Return the parties on a day (ISO date): of a group whose code changed, the code that holds then.

        Without a day, the latest code.
        """
        if len(self.codes) < 2:
            return self.parties
        if day is None:
            return (self.codes[-1][1],)
        return next(((code,) for until, code in self.codes if not until or day <= until), self.parties)


class Gazetteer:
    """All known forms, found at an offset of a plain view of a text."""

    __slots__ = ("_index", "_lower")

    def __init__(self, entries: Iterable[Entry]) -> None:
        index: dict[str, dict[str, Entry]] = {}
        lower: dict[str, dict[str, Entry]] = {}
        for entry in _with_variants(entries):
            word = FIRST_WORD.search(entry.form)
            if word is None:
                continue
            index.setdefault(word.group(), {}).setdefault(entry.form, entry)
            small = entry.form.lower()
            lower.setdefault(word.group().lower(), {}).setdefault(small, entry)
        self._index = {key: _longest_first(forms) for key, forms in index.items()}
        self._lower = {key: _longest_first(forms) for key, forms in lower.items()}

    def match(self, view: str, start: int, *, fold_case: bool = False) -> Entry | None:
        """Return the longest form that stands at `start`, None where none does; with `fold_case` in any case."""
        word = FIRST_WORD.match(view, start)
        if word is None:
            return None
        if not fold_case:
            return _first_fit(self._index.get(word.group(), ()), view, start)
        forms = self._lower.get(word.group().lower(), ())
        if not forms:
            return None
        # only the stretch a form may cover is folded: folding the whole view for every word would be quadratic
        return _first_fit(forms, view[start : start + len(forms[0][0]) + 1].lower(), 0)


def _with_variants(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Forms as they stand in text: without their article, and with a capital where a sentence begins with them."""
    for entry in entries:
        article, _, rest = entry.form.partition(" ")
        if article.lower() == "the" and rest:
            lower = article == "the" and not rest[0].isupper()
            yield replace(entry, form=rest, needs_the=lower or rest in words("articled"))
            continue
        yield entry
        if entry.form[0].islower() and not entry.prefix:
            yield replace(entry, form=entry.form[0].upper() + entry.form[1:])


def _longest_first(forms: Mapping[str, Entry]) -> tuple[tuple[str, Entry], ...]:
    return tuple(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])))


def _first_fit(forms: Iterable[tuple[str, Entry]], view: str, start: int) -> Entry | None:
    for form, entry in forms:
        end = start + len(form)
        if view.startswith(form, start) and not (end < len(view) and view[end].isalnum() and form[-1].isalnum()):
            return entry
    return None


@cache
def parties() -> Gazetteer:
    """Return the gazetteer of parties, institutions and places."""
    return Gazetteer((*_blocked(), *_states(), *_organisations(), *_groups(), *_institutions(), *_cities()))


def _blocked() -> Iterator[Entry]:
    """Longer names that contain a party's and are something else; they win by their length and name nobody."""
    for phrase in load_yaml("lexicons/en/not_parties.yml")["phrases"]:
        yield Entry(name_view(phrase), "place", "name", (), phrase, note="blocked")


def _states() -> Iterator[Entry]:
    for row in load_rows("actors/states.csv"):
        code = row["member_of"] or row["code"]
        own = Entry(row["name"], "party", "name", (code,), row["name"], state=True)
        yield from _forms(own, _all_names(row), "name")
        yield from _forms(own, row["former"], "name")
        yield from _forms(own, row["adjectives"], "adjective")
        yield from _forms(own, row["citizens"], "citizen")
        for field in multiple(row["metonyms"]):
            form, _, kind = field.partition("|")
            yield from _metonym(own, form, kind)
        for capital in multiple(row["capital"]):
            yield from _metonym(own, capital, "capital")


def _all_names(row: Mapping[str, str]) -> str:
    """The forms of a row; its name counts as ambiguous where it stands again among them with a question mark.

    A name with a bracket ("Memorial (Russia)") is for display only.
    """
    name = row["name"]
    hidden = name.endswith(")") or f"{name}?" in multiple(row["names"])
    return row["names"] if hidden else f"{name};{row['names']}"


def _metonym(own: Entry, form: str, kind: str) -> Iterator[Entry]:
    bare = name_view(form.rstrip("?"))
    body: MentionKind = "party" if kind == "capital" else "institution"
    name = own.name if kind == "capital" else bare
    yield Entry(bare, body, "metonym", own.parties, name, ambiguous=form.endswith("?"), capital=kind == "capital")


def _forms(own: Entry, field: str, mention_form: MentionForm, kind: MentionKind = "party") -> Iterator[Entry]:
    for form in multiple(field):
        bare = name_view(form.rstrip("?+"))
        yield Entry(
            bare,
            kind,
            mention_form,
            own.parties,
            own.name,
            ambiguous=form.endswith("?"),
            prefix=form.endswith("+"),
            state=own.state,
            codes=own.codes,
            note=own.note,
        )


def _organisations() -> Iterator[Entry]:
    for row in load_rows("actors/organisations.csv"):
        own = Entry(row["name"], "party", "name", (row["code"],), row["name"], note=row["kind"])
        yield from _forms(own, _all_names(row), "name")
        yield from _forms(own, row["adjectives"], "adjective")
        for field in multiple(row["metonyms"]):
            form, _, _ = field.partition("|")
            yield from _forms(own, form, "metonym")


def _groups() -> Iterator[Entry]:
    """Groups; one whose code changed has a row for each code, in order of the last day it holds."""
    terms: dict[str, list[Mapping[str, str]]] = {}
    for row in load_rows("actors/groups.csv"):
        terms.setdefault(row["id"], []).append(row)
    for rows in terms.values():
        row = rows[0]
        codes = tuple((term["until"], term["code"]) for term in rows)
        own = Entry(row["name"], "party", "name", (row["code"],), row["name"], codes=codes)
        yield from _forms(own, _all_names(row), "name")
        yield from _forms(own, row["adjectives"], "adjective")


def _institutions() -> Iterator[Entry]:
    for row in load_rows("actors/institutions.csv"):
        kind: MentionKind = "outlet" if row["kind"] == "media" else "institution"
        # a medium speaks for a state only where the state runs it
        sided = row["party"] and (kind != "outlet" or "state_media" in row["note"])
        own = Entry(row["name"], kind, "name", (row["party"],) if sided else (), row["name"], note=row["note"])
        yield from _forms(own, _all_names(row), "name", kind)


@cache
def seated_name(code: str) -> str:
    """Return the name of the organisation that leads a code's rows ("European Union" for EUR)."""
    return next(row["name"] for row in load_rows("actors/organisations.csv") if row["code"] == code)


@cache
def company_names() -> frozenset[str]:
    """Return the names of all companies of the table of institutions."""
    return frozenset(row["name"] for row in load_rows("actors/institutions.csv") if row["kind"] == "company")


def _cities() -> Iterator[Entry]:
    for row in load_rows("actors/cities.csv"):
        own = Entry(row["name"], "place", "name", (row["country"],), row["name"])
        yield from _forms(own, row["name"], "name", "place")


@dataclass(frozen=True, slots=True)
class Holder:
    """One term of one person in one office; `first` and `last` are ISO dates or prefixes of them, "" for open."""

    person: str
    party: str
    office: str
    title: str
    first: str
    last: str


@cache
def holders() -> Mapping[str, tuple[Holder, ...]]:
    """Return every form of a full name with the terms of its bearer, in table order."""
    found: dict[str, list[Holder]] = {}
    for row in load_rows("actors/offices"):
        term = Holder(row["person"], row["party"], row["office"], row["title"], row["from"], row["to"])
        for form in dict.fromkeys((row["person"], *multiple(row["aliases"]))):
            if not form.startswith(SURNAME):
                found.setdefault(name_view(form), []).append(term)
    return {form: tuple(terms) for form, terms in found.items()}


@cache
def surnames() -> Mapping[str, tuple[str, ...]]:
    """Return every surname with the full names that have it; the last word unless the table says otherwise."""
    found: dict[str, dict[str, None]] = {}
    for row in load_rows("actors/offices"):
        aliases = multiple(row["aliases"])
        stated = [form.removeprefix(SURNAME) for form in aliases if form.startswith(SURNAME)]
        forms = [row["person"], *(form for form in aliases if not form.startswith(SURNAME))]
        for surname in stated or [form.split()[-1] for form in forms if " " in form]:
            found.setdefault(name_view(surname), {})[row["person"]] = None
    return {surname: tuple(people) for surname, people in found.items()}


@cache
def _given_names() -> frozenset[str]:
    names = load_yaml("lexicons/en/given_names.yml")
    return frozenset(names["women"]) | frozenset(names["men"])


def is_given_name(word: str) -> bool:
    """Return whether a word is a given name: alone it names an office-holder only after a title."""
    return word in _given_names()


@cache
def gender_of(name: str) -> bool | None:
    """Return True for a woman's name, False for a man's, None where it cannot be told.

    Office-holders that are not known as women are taken for men: the table's women are listed.
    """
    names = load_yaml("lexicons/en/given_names.yml")
    given = name_view(name).split()[0] if name else ""
    if name in names["women_in_office"] or given in names["women"]:
        return True
    return False if given in names["men"] or name in holders() else None


@cache
def people() -> Gazetteer:
    """Return the gazetteer of office-holders' full names (two words or more, or a name borne alone)."""
    return Gazetteer(Entry(form, "person", "name", (), terms[0].person) for form, terms in holders().items())
