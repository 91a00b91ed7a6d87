"""What can be seen of a sentence without parsing it: parties, persons, references and the words of acts.

A single pass over the words. Nothing here decides what the text says: it names signs that something may be said,
each a short string ("p2": two parties named; "CONSULT:visit": the word of an act in company its frame asks for).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.annotate.entities.gazetteer import holders, is_given_name, parties, people, surnames
from onrecord.annotate.entities.titles import nominals
from onrecord.annotate.triage.forms import WORDS, forms_of
from onrecord.types.text import is_shouting, name_view
from onrecord.vocab.frames import ANYTHING, Frame, frame_index
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.types.text import Span

WORD = re.compile(r"\w+")
MANY_PARTIES, MANY_SURNAMES, MANY_REFERENCES, MANY_IN_TEXT, LATE, LONG = 3, 2, 4, 6, 3, 4
FEW_CUES = 4
WORDS_A_STEP = 10


@dataclass(frozen=True, slots=True)
class Cue:
    """The word of an act: its sign, and for each condition of its frame the words of which one must be near."""

    sign: str
    company: tuple[frozenset[str], ...]


@dataclass(slots=True)
class Seen:
    """The words of one sentence, sorted: codes of parties, words in capitals that name none, cues, all words."""

    codes: set[str]
    unknown: set[str]
    cues: set[str]
    words: set[str]
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """The closed classes of `triage.yml`."""

    pronouns: frozenset[str]
    bodies: frozenset[str]
    both: frozenset[str]


@cache
def closed_words() -> Words:
    """Return the pronouns, the nouns for bodies and those for several sides."""
    rows = load_yaml(WORDS)["words"]
    titles = nominals()
    return Words(
        frozenset(rows["pronouns"]),
        frozenset(rows["bodies"]) | titles.titles | titles.offices,
        frozenset(rows["both"]),
    )


@cache
def cue_index() -> Mapping[str, tuple[Cue, ...]]:
    """Return the cues by the forms of their words, in lower case."""
    found: dict[str, dict[Cue, None]] = {}
    for frame in frame_index().frames:
        cue = Cue(f"{frame.type}:{frame.lemma}", tuple(_company(frame)))
        for form in forms_of(frame.kind, frame.lemma):
            found.setdefault(form.lower(), {})[cue] = None
    return {form: tuple(cues) for form, cues in found.items()}


@cache
def company_index() -> Mapping[str, frozenset[str]]:
    """Return for a form the words it may be a form of, of all that frames ask for as company."""
    asked = {word for cues in cue_index().values() for cue in cues for group in cue.company for word in group}
    found: dict[str, set[str]] = {}
    for word in asked:
        for form in (*forms_of("noun", word), *forms_of("verb", word)):
            found.setdefault(form.lower(), set()).add(word)
    return {form: frozenset(words) for form, words in found.items()}


def _company(frame: Frame) -> Iterator[frozenset[str]]:
    groups = [frame.obj, frame.subj, frame.comp_in, frame.mod, frame.label, frame.comp_modal]
    for preposition, heads in frame.pp:
        yield frozenset(preposition.split("|"))
        groups.append(heads)
    for group in groups:
        if group and group != ANYTHING:
            yield frozenset(word.lower() for word in group)
    if frame.part:
        yield frozenset(frame.part.split("|"))


@cache
def _known_surnames() -> frozenset[str]:
    return frozenset(name.lower() for name in surnames() if not is_given_name(name))


class TextSigns:
    """The signs of all sentences of a text."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.view = name_view(text)
        self.persons: dict[str, set[str]] = {}
        self.seen = [self._look(span) for span in sentences]
        titled = [seen.unknown for seen in self.seen if seen.words & nominals().titles]
        # who was named beside an office may act under the bare name later
        self.introduced = {name for names in titled for name in names if len(name) > WORDS_A_STEP // 4}
        for seen in self.seen:
            for name in self.persons.keys() & seen.words:
                seen.codes |= self.persons[name]
        self.codes = frozenset(code for seen in self.seen for code in seen.codes)

    def may_hold_acts(self) -> bool:
        """Return whether the text names two parties, or one and somebody who may stand for another."""
        named = len(self.codes)
        return named > 1 or (named == 1 and any(seen.unknown & _known_surnames() for seen in self.seen))

    def _look(self, span: Span) -> Seen:
        view, start, end = self.view, span.start, span.end
        fold = is_shouting(view[start:end])
        seen = Seen(set(), set(), set(), set(), 0)
        free = start
        for match in WORD.finditer(view, start, end):
            word = match.group()
            seen.count += 1
            seen.words.add(word.lower())
            if match.start() >= free and (word[0].isupper()):
                free = self._name(seen, word, match.start(), fold=fold)
        self._cues(seen)
        return seen

    def _name(self, seen: Seen, word: str, start: int, *, fold: bool) -> int:
        """Note the name that begins at a word; returns where the next may begin."""
        party = parties().match(self.view, start, fold_case=fold)
        if party is not None:
            seen.codes.update(party.parties)
            return start + len(party.form)
        person = people().match(self.view, start, fold_case=fold)
        if person is not None:
            codes = {term.party for term in holders().get(person.form, ())}
            self.persons.setdefault(person.form.split()[-1].lower(), set()).update(codes)
            seen.codes |= codes
            return start + len(person.form)
        seen.unknown.add(word.lower())
        return start + len(word)

    def _cues(self, seen: Seen) -> None:
        index, company = cue_index(), company_index()
        near: set[str] | None = None
        for word in seen.words:
            for cue in index.get(word, ()):
                if cue.sign in seen.cues:
                    continue
                if cue.company and near is None:
                    near = set(seen.words)
                    for other in seen.words:
                        near |= company.get(other, frozenset())
                if near is None or not any(group.isdisjoint(near) for group in cue.company):
                    seen.cues.add(cue.sign)

    def of(self, i: int) -> list[str]:
        """Return the signs of a sentence."""
        seen, words = self.seen[i], closed_words()
        bare = len((seen.unknown & _known_surnames()) - self.persons.keys())
        pronoun = not words.pronouns.isdisjoint(seen.words)
        introduced = not self.introduced.isdisjoint(seen.words)
        named = len(seen.codes)
        found = [
            f"p{min(named, MANY_PARTIES)}",
            f"s{min(bare, MANY_SURNAMES)}",
            f"u{min(named + bare + pronoun + introduced, MANY_REFERENCES)}",
            f"d{min(len(self.codes), MANY_IN_TEXT)}",
            f"pos{min(i, LATE)}",
            f"k{min(len(seen.cues), FEW_CUES)}",
            f"len{min(seen.count // WORDS_A_STEP, LONG)}",
            *self._before(i),
        ]
        flags = (
            (pronoun, "pron"),
            (introduced, "unk"),
            (not nominals().titles.isdisjoint(seen.words), "title"),
            (not words.bodies.isdisjoint(seen.words), "nom"),
            (not words.both.isdisjoint(seen.words), "both"),
        )
        found.extend(name for holds, name in flags if holds)
        return [*found, *seen.cues, *_types(seen.cues, pair=named + bare > 1)]

    def _before(self, i: int) -> Iterable[str]:
        before = len(self.seen[i - 1].codes) if i else 0
        return [f"prev{n}" for n in (1, 2) if before >= n]


def _types(cues: Iterable[str], *, pair: bool) -> list[str]:
    types = {cue.partition(":")[0] for cue in cues}
    return [*(f"T{name}" for name in types), *(f"2T{name}" for name in types if pair)]
