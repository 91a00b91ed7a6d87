"""Zones: what is not running prose — headlines, bylines, datelines, agency slugs, captions, boilerplate.

Precision comes first: a paragraph becomes a zone only where all of it matches a rule of the layout lexicon;
what no rule takes is prose.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.document.datelines import credit_end, dateline_end
from onrecord.document.lexicon import EDGE_MARKS, Lexicon, ZoneRule, layout_lexicon
from onrecord.types.text import Span, Zone

NEAR = 8
LEAD = 4
ALNUM = re.compile(r"[^\W_]")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
LONGEST_LINE = 300
LONGEST_HEADLINE = 160
MOST_HEADLINE_WORDS = 25
MOST_SUBHEAD_WORDS = 8
MOST_TAIL = 900
SAME = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛`", "'"), **dict.fromkeys("‐‑–—", "-")})


class Parts(NamedTuple):
    """A paragraph beside the zones in it; `prose` is what is left for sentences, None where nothing is."""

    paragraph: Span
    prose: Span | None
    zones: tuple[Zone, ...]


def zone_paragraphs(text: str, paragraphs: tuple[Span, ...], title: str | None) -> list[Parts]:
    """Return every paragraph with its zones; prose and headlines stay for sentences."""
    lexicon = layout_lexicon()
    kinds = [_whole(text, span, i, len(paragraphs), lexicon) for i, span in enumerate(paragraphs)]
    if len(kinds) == 1 and kinds[0] is not None and kinds[0].kind == "caption":
        kinds = [None]  # without a text around it, a caption is what there is to read
    heads = _headlines(text, paragraphs, kinds, title)
    parts: list[Parts] = []
    dated = False
    for i, span in enumerate(paragraphs):
        zone, rest = heads.get(i) or kinds[i], span
        if zone is not None:
            parts.append(Parts(zone.span, zone.span if zone.kind == "headline" else None, (zone,)))
            rest = _stripped(text, Span(zone.span.end, span.end))
        if rest.start < rest.end:
            part = _prose(text, rest, lexicon, early=not dated and i < NEAR, late=len(paragraphs) - i <= NEAR)
            dated = dated or any(zone.kind == "dateline" for zone in part.zones)
            parts.append(part)
    return parts


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


# -- whole paragraphs


def _whole(text: str, span: Span, index: int, total: int, lexicon: Lexicon) -> Zone | None:
    """Return the zone a whole paragraph is, or None where it is prose."""
    if not ALNUM.search(text, span.start, span.end):
        return Zone(span, "boilerplate", "zone.boilerplate.separator")
    length = span.end - span.start
    if length > MOST_TAIL:
        return None
    line = " ".join(span.of(text).split())
    if length < LONGEST_LINE and line.strip(EDGE_MARKS).casefold() in lexicon.interface_lines:
        return Zone(span, "boilerplate", "zone.boilerplate.interface")
    if lexicon.any_whole.fullmatch(line) is None:
        return None
    for rule in lexicon.rules["whole"]:
        if length <= rule.limit and _applies(rule, index, total) and _matches(rule, line):
            return Zone(span, rule.kind, rule.id)
    return None


def _matches(rule: ZoneRule, line: str) -> bool:
    if rule.needs is not None and rule.needs.search(line) is None:
        return False
    return rule.pattern.fullmatch(line) is not None


def _applies(rule: ZoneRule, index: int, total: int) -> bool:
    if rule.near == "start":
        return index < NEAR
    if rule.near in {"lead", "below"}:
        return 0 < index <= (LEAD if rule.near == "lead" else total)
    return rule.near != "end" or total - index <= NEAR


# -- headlines


def _headlines(text: str, paragraphs: tuple[Span, ...], kinds: list[Zone | None], title: str | None) -> dict[int, Zone]:
    """Return the headline zones by paragraph: the title or first short line, lines of capitals, subheads."""
    found: dict[int, Zone] = {}
    first = _title_line(text, paragraphs, title) or _first_line(text, paragraphs, kinds)
    if first:
        found[first[0]] = first[1]
    for i, span in enumerate(paragraphs):
        if i in found or kinds[i] is not None or span.end - span.start > LONGEST_HEADLINE:
            continue
        words = WORD.findall(text, span.start, span.end)
        if _is_capitals(words) and text[span.end - 1] not in ".;,:-–—":
            found[i] = Zone(span, "headline", "zone.headline.capitals")
        elif 0 < i < len(paragraphs) - 1 and _is_subhead(text, span, words):
            found[i] = Zone(span, "headline", "zone.headline.subhead")
    return found


def _title_line(text: str, paragraphs: tuple[Span, ...], title: str | None) -> tuple[int, Zone] | None:
    key = _plain(title or "")
    if not key:
        return None
    for i, span in enumerate(paragraphs[:3]):
        if span.end - span.start <= 2 * len(key) + 20 and _plain(span.of(text)) == key:
            return i, Zone(span, "headline", "zone.headline.title")
    end = _title_end(text, paragraphs[0], key) if paragraphs and len(key.split()) > 3 else None
    if end is None:
        return None
    return 0, Zone(Span(paragraphs[0].start, end), "headline", "zone.headline.title")


def _plain(words: str) -> str:
    return " ".join(words.translate(SAME).split()).casefold().strip(" .")


def _title_end(text: str, span: Span, key: str) -> int | None:
    """Return where the title ends that a paragraph begins with and goes on after, with a capital."""
    words = list(re.finditer(r"\S+", text[span.start : min(span.end, span.start + 2 * len(key) + 40)]))
    count = len(key.split())
    if len(words) <= count:
        return None
    end = span.start + words[count - 1].end()
    begins = text[span.start + words[count].start()]
    if _plain(text[span.start : end]) != key or begins.islower() or begins in "-–—":
        return None
    return end


def _first_line(text: str, paragraphs: tuple[Span, ...], kinds: list[Zone | None]) -> tuple[int, Zone] | None:
    """Return the first line that is no zone where it is short, without a stop, and prose follows."""
    first = next((i for i, kind in enumerate(kinds[:4]) if kind is None), None)
    if first is None or first + 1 >= len(paragraphs):
        return None
    span = paragraphs[first]
    line = span.of(text)
    if len(line) > LONGEST_HEADLINE or len(line.split()) > MOST_HEADLINE_WORDS or "\n" in line:
        return None
    bare = line.rstrip("\"”’'»)")
    if not bare or bare[-1] in ".,;:…!-–—" or line[0].islower() or not _longer_follows(paragraphs, first):
        return None
    return first, Zone(span, "headline", "zone.headline.first-line")


def _longer_follows(paragraphs: tuple[Span, ...], index: int) -> bool:
    return any(span.end - span.start > LONGEST_HEADLINE for span in paragraphs[index + 1 : index + 6])


def _is_capitals(words: list[str]) -> bool:
    letters = "".join(words)
    return len(words) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def _is_subhead(text: str, span: Span, words: list[str]) -> bool:
    """Return whether a short line between paragraphs heads what follows."""
    last = text[span.end - 1]
    if not 1 <= len(words) <= MOST_SUBHEAD_WORDS or not (last.isalnum() or last == "?"):
        return False
    line = span.of(text)
    return line[0].isupper() and not any(mark in line for mark in '"“”:;')


def sentence_zone(text: str, sentence: Span) -> Zone | None:
    """Return the zone a sentence amid prose is, as a whole, or None."""
    length = sentence.end - sentence.start
    for rule in layout_lexicon().rules["sentence"]:
        if length <= rule.limit and _matches(rule, " ".join(sentence.of(text).split())):
            return Zone(sentence, rule.kind, rule.id)
    return None


# -- datelines at the front and slugs at the end of prose


def _prose(text: str, span: Span, lexicon: Lexicon, *, early: bool, late: bool) -> Parts:
    zones: list[Zone] = []
    start, end = span
    credit = credit_end(text, span) if early else None
    if credit:
        zones.append(Zone(_stripped(text, Span(start, credit)), "byline", "zone.byline.before-dateline"))
        start = credit
    lead = dateline_end(text, Span(start, end), late=not early)
    if lead:
        zones.append(Zone(Span(start, lead), "dateline", "zone.dateline"))
        start = lead
    if late:
        tail = _tail(text, Span(max(start, end - MOST_TAIL), end), lexicon)
        if tail:
            zones.append(tail)
            end = tail.span.start
    prose = _stripped(text, Span(start, end))
    return Parts(span, prose if prose.start < prose.end else None, tuple(zones))


def _tail(text: str, span: Span, lexicon: Lexicon) -> Zone | None:
    last = span.of(text)
    for rule in lexicon.rules["tail"]:
        for match in rule.pattern.finditer(last):
            if match.end() == len(last):
                return Zone(Span(span.start + match.start(), span.end), rule.kind, rule.id)
    return None
