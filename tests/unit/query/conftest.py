"""Records built from sentences "source said content", without a language model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from onrecord.types.annotation import Attribution, Entities, EventMention, Mention, Participant, Qualifier
from onrecord.types.record import Provenance, Record
from onrecord.types.syntax import Sentence, Syntax, Token
from onrecord.types.text import Document, Layout, Span, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from onrecord.types.annotation import CueClass, MentionKind, SourceType, Status

POS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON", "WP": "PRON", "JJ": "ADJ", "CD": "NUM", "IN": "ADP"}
DEPS = {"DT": "det", "JJ": "amod", "NN": "compound", "NNP": "compound", "CD": "nummod", "PRP$": "poss"}
CONTINUED = ("verb.say", "quotation.continued")


@dataclass(frozen=True)
class Said:
    """One sentence "source cue content."; words of the source are tagged ("an/DT Omani/JJ official/NN").

    Without a cue it is the reporter's own, or carries on the quotation of the attribution numbered `continues`;
    `parent` is the number of the attribution it stands in.
    """

    source: str = ""
    content: str = "ships left"
    type: SourceType = "unnamed"
    party: str | None = None
    name: str | None = None
    cue: str = "said"
    cls: CueClass = "neutral"
    why: tuple[str, ...] = ("verb.say", "verb.clause")
    footing: tuple[tuple[str, str], ...] = ()
    parent: int | None = None
    continues: int | None = None


class Draft:
    """A record in the making: text, tokens, sentences and attributions of what was said."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.text = ""
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.attributions: list[Attribution] = []
        for one in said:
            self.add(one)

    def add(self, said: Said) -> None:
        """Append a sentence and, where it has a cue or carries a quotation on, its attribution."""
        start, first = len(self.text), len(self.tokens)
        source = self.phrase(said.source.split())
        cue = self.words(said.cue)
        content = self.words(said.content)
        self.sentences.append(Sentence(len(self.sentences), Span(start, len(self.text)), first, len(self.tokens)))
        if said.cue or said.continues is not None:
            self.attributions.append(
                Attribution(
                    id=f"a{len(self.attributions)}",
                    source=source if said.source else None,
                    cue=cue if said.cue else Span(content.start, content.start),
                    content=(content,) if said.content else (),
                    source_type=said.type,
                    source_party=said.party,
                    source_name=said.name,
                    quote="indirect",
                    cue_class=said.cls,
                    why=said.why if said.continues is None else CONTINUED,
                    qualifiers=tuple(self.qualifier(axis, words) for axis, words in said.footing),
                    parent=None if said.parent is None else f"a{said.parent}",
                    continues=None if said.continues is None else f"a{said.continues}",
                )
            )

    def qualifier(self, axis: str, words: str) -> Qualifier:
        """Return a qualifier over the last place of the words."""
        at = self.text.rindex(words)
        return Qualifier(Span(at, at + len(words)), axis, "some", "test")

    def phrase(self, words: Sequence[str]) -> Span:
        """Append tagged words: what stands before the head hangs on it, so does what follows it, by prepositions."""
        tags = [w.rsplit("/", 1)[1] for w in words]
        tail = tags.index("IN") if "IN" in tags else len(tags)
        first = len(self.tokens)
        head = first + tail - 1
        for i, word in enumerate(words):
            tag, at = tags[i], first + i
            dep, governor = DEPS.get(tag, "dep"), head
            if at == head:
                dep, governor = "nsubj", first + len(words)
            elif tag == "IN":
                dep = "prep"
            elif at > head:
                dep, governor = "pobj", at - 1
            self.append(word.rsplit("/", 1)[0], tag, dep, governor)
        return self.span(first)

    def words(self, words: str) -> Span:
        """Append untagged words."""
        first = len(self.tokens)
        for word in words.split():
            self.append(word, "XX", "ROOT", len(self.tokens))
        return self.span(first)

    def append(self, word: str, tag: str, dep: str, governor: int) -> None:
        """Append a token behind a space."""
        start = len(self.text)
        lemma = word.lower().removesuffix("s") if tag == "NNS" else word.lower()
        pos, sentence = POS.get(tag, "X"), len(self.sentences)
        end = start + len(word)
        self.tokens.append(Token(len(self.tokens), start, end, word, lemma, pos, tag, dep, governor, "", sentence))
        self.text += word + " "

    def span(self, first: int) -> Span:
        """Return the stretch from a token to the last one; an empty one where there is none."""
        tokens = self.tokens[first:]
        return Span(tokens[0].start, tokens[-1].end) if tokens else Span(len(self.text), len(self.text))

    def mentions(self, links: Mapping[str, tuple[str, MentionKind]]) -> tuple[Mention, ...]:
        """Return a mention for each word that stands for another, behind that of the other."""
        found: list[Mention] = []
        for word, (other, kind) in links.items():
            meant, pointing = (next(t for t in self.tokens if t.text == w) for w in (other, word))
            found.append(Mention(meant.span, meant.i, kind, "nominal", (), "test"))
            found.append(Mention(pointing.span, pointing.i, kind, "pronoun", (), "test", antecedent=len(found) - 1))
        return tuple(found)


@pytest.fixture
def article() -> Callable[..., Record]:
    """Return a builder of records: `article(Said(...), ..., links={"they": ("officials", "group")})`."""

    def build(
        *said: Said,
        links: Mapping[str, tuple[str, MentionKind]] | None = None,
        events: Sequence[EventMention] = (),
        outlet: str | None = None,
    ) -> Record:
        draft = Draft(said)
        spans = tuple(s.span for s in draft.sentences)
        return Record(
            document=Document("x", draft.text, digest(draft.text), outlet=outlet),
            layout=Layout(spans, spans, (), ()),
            syntax=Syntax(draft.text, draft.tokens, draft.sentences),
            entities=Entities(draft.mentions(links or {})),
            times=(),
            attributions=tuple(draft.attributions),
            events=tuple(events),
            evaluations=(),
            issues=(),
            provenance=Provenance("onrecord-0.0.0", "no model", "0123456789abcdef"),
        )

    return build


def act(name: str, by: int | None = None, status: Status = "occurred", actor: str = "OMN") -> EventMention:
    """Return a telling of a visit to Qatar, carried by the attribution of that number or the reporter's own."""
    nowhere = Span(0, 1)
    return EventMention(
        id=name,
        trigger=nowhere,
        type="CONSULT",
        mode="visit",
        contexts=(),
        actors=(Participant(actor, nowhere),),
        recipients=(Participant("QAT", nowhere),),
        status=status,
        status_cue=None,
        date=None,
        place=None,
        attribution=None if by is None else f"a{by}",
        why=("test",),
    )


@pytest.fixture(name="act")
def act_builder() -> Callable[..., EventMention]:
    """Return the builder of tellings."""
    return act


@pytest.fixture
def said() -> type[Said]:
    """Return the builder of sentences."""
    return Said
