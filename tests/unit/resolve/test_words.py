"""Content words, quantities and sentences."""

from onrecord.resolve.words import content_words, numbers, overlap, sentence_around, stem


def test_endings_are_cut_where_enough_is_left() -> None:
    """Inflected forms of one word meet; short words stay whole."""
    assert stem("signing") == stem("signs") == stem("signed") == "sign"
    assert stem("gas") == "gas"


def test_content_words_leave_out_what_is_given() -> None:
    """Function words and names of parties tell nothing apart."""
    assert content_words("India and Russia signed a fuel pact", {"and", "india", "russia"}) == {"sign", "fuel", "pact"}


def test_diacritics_do_not_matter() -> None:
    """A name is spelt with and without its marks."""
    assert content_words("Erdoğan", ()) == content_words("Erdogan", ())


def test_numbers_are_quantities() -> None:
    """Thousands separators go; ordinals and parts of dates with hyphens are no quantities."""
    assert numbers("1,200 troops and 3.5 tonnes at the 22nd session on 2025-12-04") == {"1200", "3.5"}


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    """The sentence around a place ends at full stops, not after titles or initials."""
    text = "It rained. Mr. Rao met Gen. A. Petrov in Delhi. Then he left."
    start = text.index("met")
    assert sentence_around(text, start, start + 3) == "Mr. Rao met Gen. A. Petrov in Delhi."


def test_a_line_break_ends_a_sentence() -> None:
    """A headline has no full stop."""
    assert sentence_around("Talks held\nThey met.", 0, 5) == "Talks held"


def test_overlap_is_by_the_smaller_set() -> None:
    """All of a short sentence in a long one counts in full; nothing in common counts 0."""
    assert overlap(frozenset("ab"), frozenset("abcd")) == 1.0
    assert overlap(frozenset(), frozenset("a")) == 0.0
