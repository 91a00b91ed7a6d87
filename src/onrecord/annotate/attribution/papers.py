"""Who or what a source draws on: "citing two officials", "in private letters", each a source of the same content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.chain import is_stance
from onrecord.annotate.attribution.cuespan import cue_span
from onrecord.annotate.attribution.finding import Finding
from onrecord.annotate.attribution.lexicon import CueEntry, cues
from onrecord.annotate.attribution.source import FILE, can_speak, source_nouns, source_span
from onrecord.annotate.attribution.spans import parts
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.attribution.finding import Reading
    from onrecord.types.syntax import Syntax, Token
    from onrecord.types.text import Span

    Behind = tuple[CueEntry, Token, Span]

SURVEYS = frozenset({"poll", "survey", "study", "census", "report", "audit", "index"})
CITING = frozenset({"cite", "quote"})


def read_papers(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """Return second sources of contents already found: those cited, and papers nobody outside can see."""
    by_head = {f.head.i: f for f in found}
    added = []
    for token in reading.syntax.tokens:
        got = _cited(reading, token) or _drawn_on(reading, token) or _stands_in(reading, token)
        if got is None:
            continue
        entry, source, cue = got
        bearer = _bearer(reading.syntax, token, by_head)
        if bearer is None or bearer.head.i == token.i or not bearer.content:
            continue
        own = frozenset(t.i for t in reading.syntax.within(cue))
        span = source_span(reading, source, own)
        content = _outside(reading, bearer.content, cue, span)
        if content:
            added.append(Finding(entry, token, cue, content, source, span, (entry.id, "source.behind"), None, bearer))
    return added


def _outside(reading: Reading, content: tuple[Span, ...], cue: Span, source: Span | None) -> tuple[Span, ...]:
    """Return the content without the words that cite: a source's words may reach over them."""
    if not any(part.overlaps(cue) for part in content):
        return content
    citing = [span for span in (cue, source) if span is not None]
    tokens = (token for part in content for token in reading.syntax.within(part))
    return parts(reading, [token.i for token in tokens if not any(token.span.overlaps(span) for span in citing)])


def read_surveys(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """Return what is told "in a poll" or "in a study" at the head of a sentence that has no other cue."""
    syntax, cued = reading.syntax, {f.head.sentence for f in found if not is_stance(f)}
    added = []
    for sentence in syntax.sentences:
        words = syntax.words(sentence)
        entries = cues("behind").get(words[0].lower, ()) if words else ()
        if not entries or sentence.i in cued or words[0].dep != "prep":
            continue
        paper = syntax.child(words[0], "pobj")
        end = syntax.edges(words[0])[1]
        if paper is None or paper.lemma.lower() not in SURVEYS:
            continue
        if end + 2 >= sentence.last or syntax.tokens[end + 1].text != ",":
            continue
        content = parts(reading, range(end + 2, sentence.last))
        if content:
            span = source_span(reading, paper, frozenset({words[0].i}))
            added.append(
                Finding(entries[0], words[0], words[0].span, content, paper, span, (entries[0].id, "source.survey"))
            )
    return added


def _bearer(syntax: Syntax, token: Token, by_head: dict[int, Finding]) -> Finding | None:
    """Return the finding whose cue governs the token, through the words between."""
    for above in syntax.ancestors(token):
        if above.i in by_head:
            return by_head[above.i]
        for child in syntax.children(above, "ccomp", "acl", "advcl", "xcomp"):
            if child.i < token.i and child.i in by_head and above.pos in {"NOUN", "PROPN"}:
                return by_head[child.i]
    return None


def cites_speaker(reading: Reading, verb: Token) -> bool:
    """Return whether a participle "citing" has somebody who speaks as its object, not a fact."""
    if verb.tag != "VBG" or verb.lemma.lower() not in CITING or verb.dep not in {"advcl", "xcomp", "acl", "prep"}:
        return False
    obj = reading.syntax.child(verb, "dobj")
    if obj is None or not can_speak(reading, obj):
        return False
    # "citing two officials" are sources; "citing the nineteen indictments" is a fact
    return not (_is_paper(obj) and reading.syntax.children(obj, "nummod"))


def _cited(reading: Reading, token: Token) -> Behind | None:
    obj = reading.syntax.child(token, "dobj")
    if obj is None or not cites_speaker(reading, token):
        return None
    return cues("behind")[token.lemma.lower()][0], obj, cue_span(reading.syntax, token)


def _drawn_on(reading: Reading, token: Token) -> Behind | None:
    """Read "drawing on classified briefings"."""
    if token.tag not in {"VBG", "VBN"}:
        return None
    for entry in cues("behind").get(token.lemma.lower(), ()):
        for prep in reading.syntax.children(token, "prep"):
            obj = reading.syntax.child(prep, "pobj")
            if obj is not None and prep.lower in entry.words and _is_paper(obj):
                return entry, obj, reading.syntax.span(token, prep)
    return None


def _stands_in(reading: Reading, token: Token) -> Behind | None:
    """Read "in private correspondence obtained by …", "in leaked cables"."""
    entries = cues("behind").get(token.lower, ())
    if token.dep != "prep" or not entries:
        return None
    obj = reading.syntax.child(token, "pobj")
    if obj is None or not _is_paper(obj) or not _is_nonpublic(reading, obj):
        return None
    return entries[0], obj, token.span


def _is_paper(noun: Token) -> bool:
    known = source_nouns().get(noun.lemma.lower())
    return known is not None and known.kind == "document"


def _is_nonpublic(reading: Reading, noun: Token) -> bool:
    words = {t.lower for t in reading.syntax.subtree(noun)}
    return bool(words & set(load_yaml(FILE)["nonpublic"]))
