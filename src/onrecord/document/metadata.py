"""What a page says about itself: headline, time, author, outlet, section, address.

Works on a parsed tree and knows no HTML library. Guarantees: the same page gives the same answers; nothing is raised
on what is malformed; structured data (JSON-LD, OpenGraph, meta) is read as data, never as text to run.

The headline is the heading on the page that what the page declares as its title confirms; the time is the one declared
as that of publication, or the first marked one that stands outside of comments and teasers.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEPARATOR = re.compile(r"\s+(?:[|–—»›·•/:-]+|::|--)\s+|\s*[|»]\s*|\s*::\s*|: |(?<=[\u3000-\u9fff\uff00-\uffef])[-_—]")
CLOCK = r"[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?\s?(?:Z|[+-][0-2]\d:?[0-5]\d)?"
ISO = re.compile(rf"(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ]{CLOCK})?")
DOTTED = re.compile(r"(?<![\d.])([0-3]?\d)\.\s?([01]?\d)\.\s?((?:19|20)\d\d)(?!\d)")
IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_.-]|$)|/((?:19|20)\d\d)([01]\d)([0-3]\d)(?=[/_.-]|$)"
)
# the front page of a site, or an archive's copy of it
FRONT_PAGE = re.compile(r"(?:https?://[^/]+/web/\d+\w*/)?https?://[^/]+")
# an outlet behind a title in an East Asian script
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}")
FILE = "formats/pages.yml"
MOST_SCRIPTS = 500
LONGEST_SCRIPT = 2_000_000
LONGEST_TITLE = 400
SHORTEST_TITLE = 2
SHORTEST_SITE = 3
EXACT = 3.0
DEEPEST = 30
LEVELS = {"h1": 3.0, "h2": 2.0, "h3": 1.0, "h4": 0.5}


class Moment(NamedTuple):
    """A day and, where the page gives one, the ISO 8601 time on it."""

    day: date
    at: str | None = None


@dataclass(slots=True)
class Declared:
    """What a page declares in its head and structured data; None or empty where it does not."""

    titles: list[str] = field(default_factory=list)
    site: str | None = None
    published: Moment | None = None
    author: str | None = None
    section: str | None = None
    url: str | None = None
    headline: str | None = None


class Heading(NamedTuple):
    """A heading on the page and how likely it is the article's."""

    text: str
    merit: float


@cache
def _names(key: str) -> tuple[str, ...]:
    return tuple(load_yaml(FILE)[key])


@cache
def _mark(key: str) -> re.Pattern[str]:
    """Return the pattern that finds a mark of a part of the page."""
    return re.compile("|".join(load_yaml(FILE)[key]), re.IGNORECASE)


def read_declared(tree: Any) -> Declared:
    """Return what the page declares."""
    metas = _metas(tree)
    found = Declared(site=_first(metas, "og:site_name", "application-name"), section=_first(metas, *_names("sections")))
    found.published = _first_moment(metas)
    for data in _structured(tree):
        _from_structured(data, found)
    titles = [found.headline, _first(metas, "og:title"), _first(metas, "twitter:title", "dc.title", "title")]
    titles.append(next((words for element in tree.iter("title") if (words := _text(element))), None))
    found.titles = [words for words in titles if words]
    found.url = next(
        (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()), None
    ) or _first(metas, "og:url")
    return found


def read_title(tree: Any, declared: Declared, host: str | None) -> str | None:
    """Return the article's headline; None where the page has neither heading nor title."""
    sites = {plain for name in (declared.site, host) if (plain := letters(name or ""))}
    pieces = {plain for title in declared.titles for plain in _pieces(title)}
    whole = {letters(title) for title in declared.titles}
    best = max(_headings(tree, pieces, whole, sites), key=lambda heading: heading.merit, default=None)
    if best is not None and best.merit > 0:
        return best.text
    title = declared.headline or (declared.titles[0] if declared.titles else None)
    title = without_site(title, sites) if title else None
    only = _only_heading(tree, sites)
    return only if only and (title is None or _says_more(only, title)) else title


def _only_heading(tree: Any, sites: set[str]) -> str | None:
    """Return the one heading of the first level that does not name the site, None where there are several."""
    found = [element for element in tree.iter("h1") if letters(_text(element)) not in {"", *sites}]
    return _without_kicker(found[0]) if len(found) == 1 and not _names_site(found[0]) else None


def _says_more(heading: str, title: str) -> bool:
    """Return whether a heading is a fuller form of a title, or the title too short to be one."""
    ours, theirs = (set(re.findall(r"\w+", words.casefold())) for words in (heading, title))
    return len(theirs) < 2 <= len(ours) or theirs <= ours


def without_site(title: str, sites: set[str]) -> str:
    """Return a title without the parts at its end or begin that name the site."""
    bounds = [(match.start(), match.end()) for match in SEPARATOR.finditer(title)]
    for start, end in reversed(bounds):
        if _is_site(letters(title[end:]), sites) and letters(title[:start]):
            return without_site(title[:start].strip(), sites)
    for start, end in bounds:
        if _is_site(letters(title[:start]), sites) and letters(title[end:]):
            return without_site(title[end:].strip(), sites)
    if bounds and CJK.fullmatch(title[bounds[-1][1] :]):
        return title[: bounds[-1][0]].strip()
    return title


def _is_site(plain: str, sites: set[str]) -> bool:
    """Return whether letters are the name of the site, or little more or less than it."""
    return len(plain) >= SHORTEST_SITE and any(
        (plain in site or site in plain) and 2 * len(plain) >= len(site) >= len(plain) / 2
        for site in sites
        if len(site) >= SHORTEST_SITE
    )


def read_visible_moment(tree: Any) -> Moment | None:
    """Return the first marked time on the page that stands outside of comments, teasers and lists of others."""
    for element in tree.iter("time", "abbr", "span", "p", "div"):
        if (element.tag != "time" and not _mark("time").search(_marks(element))) or _is_aside(element):
            continue
        given = element.get("datetime") or element.get("content") or element.get("title") or ""
        found = read_moment(given) or read_moment(_text(element)[:80])
        if found:
            return found
    return None


def published_moment(declared: Moment | None, visible: Moment | None, url: str | None) -> Moment | None:
    """Return the moment of publication from what the page declares, what it shows and what its address says.

    A shown day goes before a declared one without a time; a time in UTC falls on the day that shown day or address
    give, where that is the next one or the one before.
    """
    found = declared or visible
    if declared and visible and declared.day != visible.day and declared.at is None:
        found = visible
    named = moment_of_url(url) or visible
    if found and named and (found.at or "").endswith("+00:00") and abs(found.day - named.day) == timedelta(days=1):
        return found._replace(day=named.day)
    return found


def moment_of_url(url: str | None) -> Moment | None:
    """Return the day a URL names ("/2025/12/04/")."""
    match = IN_URL.search(url or "")
    numbers = [int(number) for number in match.groups() if number] if match else []
    return _moment(*numbers) if len(numbers) == 3 else None


def read_moment(words: str) -> Moment | None:
    """Return the moment words name in ISO 8601 or as day.month.year; None for anything else."""
    match = ISO.search(words)
    if match:
        try:
            parsed = datetime.fromisoformat(re.sub(r"(?<=\d) (?=[+-]|Z)", "", match[0]))
        except ValueError:
            return None
        return Moment(parsed.date(), parsed.isoformat() if len(match[0]) > 10 else None)
    dotted = DOTTED.search(words)
    return _moment(int(dotted[3]), int(dotted[2]), int(dotted[1])) if dotted else None


def letters(words: str) -> str:
    """Return the letters and digits of words, for comparison."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _moment(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(date(year, month, day))
    except ValueError:
        return None


# -- the head ---------------------------------------------------------------------------------------------------------


def _metas(tree: Any) -> dict[str, str]:
    """Return the first filled content of each meta name, in small letters."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content[:LONGEST_TITLE])
    return found


def _first(metas: Mapping[str, str], *names: str) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _first_moment(metas: Mapping[str, str]) -> Moment | None:
    return next((found for name in _names("published") if name in metas and (found := read_moment(metas[name]))), None)


def _structured(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of the page's JSON-LD that describe an article or page."""
    for number, script in enumerate(tree.iter("script")):
        if number >= MOST_SCRIPTS or "ld+json" not in (script.get("type") or "").lower():
            continue
        words = (script.text or "").strip().removesuffix(";")
        if len(words) > LONGEST_SCRIPT:
            continue
        try:
            yield from _objects(json.loads(words, strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        kinds = value.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _mark("kinds").search(kind) for kind in named):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)
    elif isinstance(value, list):
        for part in value[:200]:
            yield from _objects(part, depth + 1)


def _from_structured(data: Mapping[str, Any], found: Declared) -> None:
    """Add what one object says where nothing is known yet; a headline marks an article, which goes before a page."""
    headline = _words(data.get("headline"))
    found.headline = found.headline or headline
    published = data.get("datePublished")
    moment = read_moment(published) if isinstance(published, str) else None
    if moment and (found.published is None or (headline and found.published.day == moment.day and moment.at)):
        found.published = moment
    found.author = found.author or _words(data.get("author"))
    found.section = found.section or _words(data.get("articleSection"))
    found.site = found.site or _words(data.get("publisher"))


def _words(value: Any) -> str | None:
    """Return the words or names of a JSON-LD value."""
    if isinstance(value, str):
        return " ".join(value.split())[:LONGEST_TITLE] or None
    if isinstance(value, dict):
        return _words(value["name"]) if isinstance(value.get("name"), str) else None
    if isinstance(value, list):
        return "; ".join(dict.fromkeys(words for part in value[:20] if (words := _words(part)))) or None
    return None


# -- the headings -----------------------------------------------------------------------------------------------------


def _headings(tree: Any, pieces: set[str], whole: set[str], sites: set[str]) -> Iterator[Heading]:
    """Yield the headings of the page with their merit: how well titles confirm them, how they are marked.

    The names of the site that headings show are added to `sites`.
    """
    for element in tree.iter("h1", "h2", "h3", "h4"):
        if _names_site(element):
            sites.add(letters(_text(element)))
            continue
        text, support = _confirmed(element, pieces, whole)
        plain = letters(text)
        if support == 0 or plain in sites or not SHORTEST_TITLE <= len(plain) <= LONGEST_TITLE:
            continue
        merit = support + LEVELS[element.tag] / 2 + min(len(plain), 60) / 20
        merit += 1.0 * bool(_mark("headline").search(_marks(element))) - 4.0 * _is_aside(element)
        yield Heading(text, merit)


def _confirmed(element: Any, pieces: set[str], whole: set[str]) -> tuple[str, float]:
    """Return the part of a heading that declared titles confirm best, and how well; the heading without a kicker."""
    main = _without_kicker(element)
    choices = [main, *(words for part in element.itertext() if (words := " ".join(part.split())))]
    best = max(choices, key=lambda words: _support(letters(words), pieces, whole))
    support = _support(letters(best), pieces, whole)
    if support >= EXACT or best == main or letters(main) == letters(best):
        exact = _support(letters(main), pieces, whole) >= EXACT
        return (main if exact else best), support
    return main, _support(letters(main), pieces, whole)


def _without_kicker(element: Any) -> str:
    """Return the words of a heading without what is marked as standing above or under the headline."""
    left = _text(element)
    for part in element.iterdescendants():
        words = _text(part) if isinstance(part.tag, str) and _mark("kicker").search(_marks(part)) else ""
        rest = left.removeprefix(words).strip() if left.startswith(words) else left.removesuffix(words).strip()
        if words and letters(rest):
            left = rest.lstrip("-–—:| ")
    return left


def _support(plain: str, pieces: set[str], whole: set[str]) -> float:
    """Return how well declared titles confirm a heading: as a whole, as a part, as the bulk of one, or not."""
    if len(plain) < SHORTEST_TITLE:
        return 0.0
    if plain in whole:
        return EXACT + 1.0
    if plain in pieces:
        return EXACT
    for title in whole:
        if len(plain) > 12 and (plain in title or title in plain) and len(plain) < 3 * len(title):
            return 2.0
    return 0.0


def _pieces(title: str) -> Iterator[str]:
    """Yield the letters of every run of parts of a title between separators."""
    parts = [letters(part) for part in SEPARATOR.split(title) if part and part.strip()][:12]
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            if plain := "".join(parts[start:end]):
                yield plain


def _names_site(element: Any) -> bool:
    """Return whether a heading is the site's own name: a link to its front page, or marked as a logo."""
    for link in element.iter("a"):
        href = (link.get("href") or "").split("?")[0].rstrip("/")
        if href == "" or FRONT_PAGE.fullmatch(href):
            return bool(link.get("href"))
    steps = [element, *list(element.iterancestors())[:2]]
    return any(_mark("brand").search(_marks(step)) for step in steps)


def _is_aside(element: Any) -> bool:
    """Return whether an element stands in comments, teasers, navigation or a footer."""
    for number, step in enumerate([element, *element.iterancestors()]):
        if step.tag in ("aside", "footer", "nav"):
            return True
        if step.tag in ("body", "html") or number > 8:
            break
        if _mark("aside").search(_marks(step)):
            return True
    return False


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _text(element: Any) -> str:
    """Return the words of an element on one line, without soft hyphens."""
    return " ".join(element.text_content().replace("\u00ad", "").split())
