"""A record built by hand: two tellings of one act, one act on an unnamed source only, one open expectation."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from onrecord.types.annotation import (
    Attribution,
    Entities,
    Evaluation,
    EventDate,
    EventMention,
    EventPlace,
    Issue,
    Mention,
    Participant,
    Qualifier,
    TimeExpression,
)
from onrecord.types.record import Provenance, Record
from onrecord.types.syntax import Sentence, Syntax, Token
from onrecord.types.text import Document, Layout, Span, Zone, digest

if TYPE_CHECKING:
    from collections.abc import Callable

HEADLINE = "Oslo and Rome agree on fish"
SENTENCES = (
    HEADLINE,
    "Norway signed a fishing accord with Italy in Bergen on 4 March 2024, the Norwegian foreign ministry said.",
    "A diplomat, who asked not to be named, said Norway had signed the accord with Italy.",
    "The same diplomat said Italy may send its minister, Anna Prova, to Norway on 9 May 2024.",
    "It was a crushing blow to rivals.",
)
TEXT = "\n\n".join(SENTENCES)


def span(words: str, after: str = "") -> Span:
    """Return where the words stand at or behind other words."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def tree_of(text: str, sentences: tuple[str, ...]) -> Syntax:
    """Return a parse without punctuation in which every word hangs on the first word of its sentence."""
    tokens: list[Token] = []
    found: list[Sentence] = []
    at = 0
    for i, sentence in enumerate(sentences):
        start = at = text.index(sentence, at)
        first = len(tokens)
        for word in (w.strip(".,") for w in sentence.split()):
            at = text.index(word, at)
            dep = "ROOT" if len(tokens) == first else "dep"
            tokens.append(Token(len(tokens), at, at + len(word), word, word.lower(), "X", "XX", dep, first, "", i))
            at += len(word)
        found.append(Sentence(i, Span(start, start + len(sentence)), first, len(tokens), headline=i == 0))
    return Syntax(text, tokens, found)


def _mentions() -> tuple[Mention, ...]:
    return (
        Mention(span("Oslo"), 0, "party", "metonym", ("NOR",), "state.capital", name="Norway"),
        Mention(span("Rome"), 2, "party", "metonym", ("ITA",), "state.capital", name="Italy"),
        Mention(span("Norway"), 6, "party", "name", ("NOR",), "state.name", name="Norway"),
        Mention(span("It"), 66, "party", "pronoun", ("ITA",), "pronoun.it", name="Italy", antecedent=1),
        Mention(span("Bergen"), 13, "place", "name", ("NOR",), "city.name", name="Bergen"),
        Mention(
            span("Norwegian foreign ministry"),
            21,
            "institution",
            "name",
            ("NOR",),
            "institution.ministry",
            name="Foreign Ministry",
        ),
        Mention(
            span("Anna Prova"),
            53,
            "person",
            "name",
            ("ITA",),
            "person.title",
            name="Anna Prova",
            office="minister",
        ),
    )


def _attributions() -> tuple[Attribution, ...]:
    ministry = Attribution(
        id="att-ministry",
        source=span("the Norwegian foreign ministry"),
        cue=span("said"),
        content=(span("Norway signed a fishing accord with Italy in Bergen on 4 March 2024"),),
        source_type="institution",
        source_party="NOR",
        source_name="Foreign Ministry",
        quote="indirect",
        cue_class="neutral",
        why=("verb.say", "verb.after"),
    )
    diplomat = Attribution(
        id="att-diplomat",
        source=span("A diplomat"),
        cue=span("said", "named, "),
        content=(span("Norway had signed the accord with Italy"),),
        source_type="unnamed",
        source_party=None,
        source_name=None,
        quote="indirect",
        cue_class="neutral",
        why=("verb.say",),
        qualifiers=(Qualifier(span("who asked not to be named"), "terms", "anonymity", "terms.not-named"),),
    )
    again = Attribution(
        id="att-again",
        source=span("The same diplomat"),
        cue=span("said", "The same"),
        content=(span("Italy may send its minister, Anna Prova, to Norway on 9 May 2024"),),
        source_type="unnamed",
        source_party=None,
        source_name=None,
        quote="indirect",
        cue_class="neutral",
        why=("verb.say",),
        parent="att-diplomat",
    )
    return ministry, diplomat, again


def _events() -> tuple[EventMention, ...]:
    march, may = date(2024, 3, 4), date(2024, 5, 9)
    signed = EventMention(
        id="ev-signed",
        trigger=span("signed"),
        type="AGREE",
        mode="sign",
        contexts=("economic",),
        actors=(
            Participant("NOR", span("Norway"), name="Norway"),
            Participant("ITA", span("Italy"), name="Italy"),
        ),
        recipients=(),
        status="occurred",
        status_cue=None,
        date=EventDate(march, march, "2024-03-04", "explicit", span("4 March 2024")),
        place=EventPlace("NOR", "Bergen", span("Bergen")),
        attribution="att-ministry",
        why=("agree.sign.sign",),
    )
    had_signed = EventMention(
        id="ev-had-signed",
        trigger=span("signed", "had"),
        type="AGREE",
        mode="sign",
        contexts=(),
        actors=(
            Participant("NOR", span("Norway", "said Norway")),
            Participant("ITA", span("Italy", "had signed")),
        ),
        recipients=(),
        status="occurred",
        status_cue=None,
        date=None,
        place=None,
        attribution="att-diplomat",
        why=("agree.sign.sign",),
    )
    send = EventMention(
        id="ev-send",
        trigger=span("send"),
        type="CONSULT",
        mode="visit",
        contexts=(),
        actors=(Participant("ITA", span("Italy", "said Italy may"), name="Anna Prova", role="minister"),),
        recipients=(Participant("NOR", span("Norway", "Prova")),),
        status="possible",
        status_cue=span("may"),
        date=EventDate(may, may, "2024-05-09", "explicit", span("9 May 2024")),
        place=None,
        attribution="att-again",
        why=("consult.visit.send",),
    )
    lonely = EventMention(
        id="ev-lonely",
        trigger=span("blow"),
        type="ASSAULT",
        mode=None,
        contexts=(),
        actors=(Participant("NOR", span("It was")),),
        recipients=(Participant(None, span("rivals")),),
        status="occurred",
        status_cue=None,
        date=None,
        place=None,
        attribution=None,
        why=("assault.strike.blow",),
    )
    return signed, had_signed, send, lonely


@pytest.fixture
def record() -> Record:
    """Return the record of the text above, built without a language model."""
    document = Document(
        "fish-1",
        TEXT,
        digest(TEXT),
        outlet="Example Wire",
        published=date(2024, 3, 5),
        url="https://example.org/fish",
        language="en",
    )
    starts = [TEXT.index(sentence) for sentence in SENTENCES]
    spans = tuple(Span(at, at + len(s)) for at, s in zip(starts, SENTENCES, strict=True))
    may = date(2024, 5, 9)
    return Record(
        document=document,
        layout=Layout(spans, spans, (), (Zone(spans[0], "headline", "headline.first"),)),
        syntax=tree_of(TEXT, SENTENCES),
        entities=Entities(_mentions()),
        times=(
            TimeExpression(
                span("9 May 2024"),
                "DATE",
                "2024-05-09",
                "date.day-month-year",
                edtf="2024-05-09",
                first=may,
                last=may,
                granularity="day",
                basis="explicit",
            ),
        ),
        attributions=_attributions(),
        events=_events(),
        evaluations=(
            Evaluation(span("crushing blow"), "loaded", "own", "loaded.blow"),
            Evaluation(span("may"), "speculation", "attributed", "speculation.may"),
        ),
        issues=(Issue("decode", "encoding-guessed", "read as cp1252", span("It")),),
        provenance=Provenance("onrecord-0.0.0", "no model", "0123456789abcdef"),
    )


@pytest.fixture
def screen() -> Console:
    """Return a screen of 160 columns that writes to memory."""
    return Console(file=io.StringIO(), width=160, highlight=False, markup=False, emoji=False)


@pytest.fixture
def shown(screen: Console) -> Callable[[], str]:
    """Return a function that gives what the screen shows, with white space run together."""

    def words() -> str:
        assert isinstance(screen.file, io.StringIO)
        return " ".join(screen.file.getvalue().split())

    return words
