"""The faster ways through the model give what its own components give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.annotate.syntax import encoding, load_model, parsing, words
from onrecord.annotate.syntax.encoding import Encoder
from onrecord.annotate.syntax.parsing import ComponentReader, SentenceReader

if TYPE_CHECKING:
    from collections.abc import Sequence

VIEWS = (
    "Prime Minister Anna Berg of Norland met the Sudrian envoy, Omar El Tayeb, in Port Said on 4 May 2021.",
    "Rain.",
    "There is no deal; there's nothin' they can't sign, she's gonna say.",
    "It is got to be let's go, y'all, or ain't it?",
    "The $3.5 billion Norland Gas Company and the United Nations Office in Geneva said so last week",
    "  \n The  envoy \n left . ",
    "Norland",
    "He does not do what they did, though they had had 40 percent of Sudria's fish since 1998.",
    "The so-called ministers re-imposed a ban on co-operation; Re-election followed.",
    "She has been being watched by 12 men from the Northern Front on Monday morning at 9 a.m. in Saint Olaf Street",
)


def told(reader: SentenceReader | ComponentReader, views: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    """Return what the reader finds of each token."""
    return [
        [
            (word.space or (word.tag, word.dep, word.pos, word.lemma), start, length, head, name)
            for word, start, length, head, name in zip(
                read.words, read.starts, read.lengths, read.heads, read.names, strict=False
            )
        ]
        for read in reader.read(views)
    ]


@pytest.fixture(scope="module")
def reader() -> SentenceReader:
    """Return a reader that has read nothing yet."""
    return SentenceReader(load_model())


def test_all_layers_are_those_of_the_components(reader: SentenceReader) -> None:
    """Tag, label, head, part of speech, lemma and kind of name are what the pipeline sets, at first sight."""
    assert told(reader, VIEWS) == told(ComponentReader(load_model()), VIEWS)


def test_what_is_remembered_changes_nothing(reader: SentenceReader) -> None:
    """Read again, in another order and company, sentences get the same layers."""
    assert told(reader, VIEWS[::-1]) == told(ComponentReader(load_model()), VIEWS)[::-1]
    assert told(reader, VIEWS[3:4]) == told(ComponentReader(load_model()), VIEWS[3:4])


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for a few words only, everything is worked out again, to the same result."""
    monkeypatch.setattr(encoding, "KNOWN_WORDS", 3)
    monkeypatch.setattr(words, "KNOWN_CASES", 3)
    monkeypatch.setattr(parsing, "BATCH_SENTENCES", 2)
    assert told(SentenceReader(load_model()), VIEWS) == told(ComponentReader(load_model()), VIEWS)


def test_nothing_to_read() -> None:
    """No sentence, and a sentence without a token, are no error."""
    reader = SentenceReader(load_model())
    assert told(reader, []) == []
    assert told(reader, ["", "Rain."])[0] == []


def test_vectors_are_those_of_the_network() -> None:
    """Remembered halves give the vectors that the whole network computes."""
    nlp = load_model()
    docs = [nlp.make_doc(view) for view in VIEWS]
    network = nlp.get_pipe("tok2vec").model
    whole = np.concatenate(network.predict(docs))
    assert np.allclose(Encoder(network, nlp.vocab).encode(docs), whole, atol=1e-5)


def test_rules_that_look_farther_are_refused() -> None:
    """A model whose rules span three tokens is not read wrongly in silence."""

    class Rules:
        """Rules of another model."""

        patterns = ({"patterns": [[{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]]},)

    with pytest.raises(ValueError, match="farther than two tokens"):
        list(words._patterns(Rules()))
