"""Headline forms: "Kremlin: no talks planned", "Border to stay shut, says ministry", "Envoy to quit: report"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import cues, verb_entries
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.source import can_speak, source_nouns
from onrecord.types.text import Span

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Reading
    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Sentence, Token

LONGEST_SOURCE = 6
# Words of a label before a mark that is no source ("First on …:", "Story highlights:")
LABELS = frozenset({"on", "highlights", "exclusive", "related", "watch", "update", "photos"})
MARKS = frozenset({":", "–", "—", "-"})


def read_headlines(reading: Reading) -> list[Finding]:
    """Return what a mark between source and content attributes, in headlines and before quotations."""
    found = []
    for sentence in reading.syntax.sentences:
        finding = _read(reading, sentence)
        if finding is not None:
            found.append(finding)
    return found


def _read(reading: Reading, sentence: Sentence) -> Finding | None:
    words = reading.syntax.words(sentence)
    if sentence.headline:
        closing = _closing_cue(reading, words)
        if closing is not None:
            return closing
    for at, token in enumerate(words):
        if token.text not in MARKS or (token.text != ":" and not _stands_free(words, at)):
            continue
        before, after = words[:at], words[at + 1 :]
        opens = token.text == ":" and (_is_title(sentence) or _quote_follows(reading, after))
        if opens and _is_source(reading, before) and len([t for t in after if is_word(t)]) > 2:
            return _finding(reading, token, before, after)
        if sentence.headline and _is_source(reading, after) and len([t for t in before if is_word(t)]) > 2:
            return _finding(reading, token, after, before)
    return None


def _closing_cue(reading: Reading, words: tuple[Token, ...]) -> Finding | None:
    """Read "Border to stay shut, says ministry": a comma, a verb of speaking, a name, the end."""
    for at, token in enumerate(words[1:], 1):
        if token.tag not in {"VBZ", "VBP", "VBD"} or words[at - 1].text != ",":
            continue
        entry = next((e for e in verb_entries(token) if e.takes >= {"clause", "quote"}), None)
        if entry is not None and len(words[: at - 1]) > 2 and _is_source(reading, words[at + 1 :]):
            return _finding(reading, token, words[at + 1 :], words[: at - 1], entry)
    return None


def _is_title(sentence: Sentence) -> bool:
    return sentence.headline or sentence.i == 0


def _stands_free(words: tuple[Token, ...], at: int) -> bool:
    """Return whether a dash has space on both sides, so that it is none inside a word."""
    return 0 < at < len(words) - 1 and words[at - 1].end < words[at].start and words[at].end < words[at + 1].start


def _is_source(reading: Reading, words: tuple[Token, ...]) -> bool:
    kept = [t for t in words if is_word(t)]
    if len(kept) == 1 and kept[0].lemma.lower() in source_nouns():
        return True
    if not kept or len(kept) > LONGEST_SOURCE or any(t.pos in {"VERB", "AUX"} or t.lower in LABELS for t in kept):
        return False
    return can_speak(reading, _head(kept))


def _head(words: list[Token]) -> Token:
    inside = {t.i for t in words}
    return next((t for t in words if (t.head not in inside or t.head == t.i) and t.pos in {"NOUN", "PROPN"}), words[-1])


def _quote_follows(reading: Reading, after: tuple[Token, ...]) -> bool:
    first = next((t for t in after if is_word(t)), None)
    return first is not None and reading.quoted.number(first) is not None


def _finding(
    reading: Reading,
    mark: Token,
    source: tuple[Token, ...],
    content: tuple[Token, ...],
    entry: CueEntry | None = None,
) -> Finding:
    if entry is None:
        entry = cues("headline")["colon" if mark.text == ":" else "dash"][0]
    kept = [t for t in source if is_word(t)]
    words = [t for t in content if is_word(t)]
    span = Span(words[0].start, words[-1].end)
    text = reading.document.text
    if words[0].i > 0 and text[words[0].start - 1] in "\"“‘'":
        span = Span(span.start - 1, span.end)
    if span.end < len(text) and text[span.end] in "\"”’'":
        span = Span(span.start, span.end + 1)
    own = Span(kept[0].start, kept[-1].end)
    return Finding(entry, mark, mark.span, (span,), _head(kept), own, (entry.id, "headline.mark"))
