"""What holds of the time grammar for any text."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.times import find_times
from onrecord.annotate.times.lexicon import lexicon

WORDS = sorted(lexicon().words)
PIECES = st.one_of(
    st.sampled_from([*WORDS, *(w.title() for w in WORDS)]),
    st.sampled_from(["-", "–", ",", ".", ";", "/", "'s", "\n\n", "will", "said", "years", "31", "30", "29", "0", "12"]),
    st.integers(min_value=0, max_value=10_000).map(str),
    st.integers(min_value=1, max_value=40).map(lambda n: f"{n}th"),
    st.text(max_size=4),
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join))
DAYS = st.one_of(st.none(), st.dates())
KINDS = {"DATE", "TIME", "DURATION", "SET"}


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, published=DAYS)
def test_spans_are_valid(text: str, published: date | None) -> None:
    """Every span lies in the text, holds something, comes after the one before; days are in order."""
    end = 0
    for time in find_times(text, published):
        assert end <= time.span.start < time.span.end <= len(text)
        assert time.span.of(text).strip() == time.span.of(text)
        assert time.kind in KINDS
        assert (time.first is None) == (time.last is None)
        if time.first and time.last:
            assert time.first <= time.last
        assert time.basis == "none" or time.first is not None
        end = time.span.end


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, published=DAYS)
def test_same_text_same_times(text: str, published: date | None) -> None:
    """The same text and day give the same times."""
    assert find_times(text, published) == find_times(text, published)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_nothing_is_guessed_without_publication_date(text: str) -> None:
    """Without a publication date nothing has the basis "published"."""
    assert all(time.basis != "published" for time in find_times(text, None))


@settings(max_examples=200, deadline=None)
@given(when=st.dates(min_value=date(1800, 1, 1), max_value=date(2059, 12, 31)), published=DAYS)
def test_a_written_date_is_that_day(when: date, published: date | None) -> None:
    """A full date is read as itself, whatever the publication date."""
    text = f"They met on {when.day} {when:%B} {when.year} in the capital."
    (time,) = find_times(text, published)
    assert (time.first, time.last, time.basis, time.value) == (when, when, "explicit", when.isoformat())
