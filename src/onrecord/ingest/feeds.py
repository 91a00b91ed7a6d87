"""Feeds: RSS in all its versions, Atom and JSON Feed, as pure functions from bytes to entries.

Guarantees: nothing is fetched; entries come in the feed's order; an entry's id is the one the feed gives, or its link,
or a digest of what it says, and so the same at every reading; a broken feed gives the entries that could be read.
An entry is `full` where it carries the text of its article and not only a summary.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import warnings
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from onrecord.ingest.items import LeftOut, Place, Rules, left_out, new_item, with_defaults
from onrecord.ingest.published import Published, read_time
from onrecord.ingest.urls import absolute, is_url
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
MARKUP = re.compile(
    r"<(?:p|br|div|a|b|i|em|strong|span|img|ul|ol|li|h\d|table|blockquote|figure)\b[^<>]*>", re.IGNORECASE
)
ROOT = re.compile(rb"<[A-Za-z]")
# A summary as long as a short article is taken for the article.
FULL_SUMMARY_WORDS = 250
JSON_FEED = "https://jsonfeed.org/version/"


class Entry(NamedTuple):
    """One entry of a feed; `full` where the item holds the article's text, not only a summary of it."""

    item: RawItem
    full: bool


def read_feed(content: bytes, place: Place, rules: Rules, *, base: str | None = None) -> Iterator[Entry | LeftOut]:
    """Yield the entries of an RSS or Atom feed, and what was left out; `base` is the address it came from."""
    root = ROOT.search(content)
    if b"<!ENTITY" in content[: root.start() if root else None].replace(b"\0", b"").upper():
        yield left_out(place.location, "xml-entities", "the feed declares entities; it is not read")
        return
    parsed = _parsed(content, base)
    entries = parsed.get("entries", [])
    if not entries and not parsed.get("version"):
        reason = str(parsed.get("bozo_exception") or "it is no RSS, Atom or JSON Feed")[:200]
        yield left_out(place.location, "not-a-feed", f"no feed could be read in it ({reason})")
        return
    if not entries and parsed.get("bozo"):
        reason = str(parsed.get("bozo_exception", ""))[:200]
        yield left_out(place.location, "feed-broken", f"the feed is malformed and no entry could be read ({reason})")
        return
    feed = parsed.get("feed", {})
    for entry in entries[: rules.limits.entries]:
        yield _entry(entry, feed, place, rules, base)


def _parsed(content: bytes, base: str | None) -> Any:
    import feedparser  # noqa: PLC0415 - only feeds need it

    # A stream, never the bytes themselves: those could be taken for the name of a file or an address.
    headers = {"content-location": base} if base else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
        except Exception as error:  # noqa: BLE001 - hostile feeds break the library in ways none can list
            return {"bozo_exception": f"{type(error).__name__}: {str(error)[:100]}"}


def _entry(entry: Any, feed: Any, place: Place, rules: Rules, base: str | None) -> Entry | LeftOut:
    body, is_html, full = _body(entry)
    title = _line(entry.get("title"), is_html="html" in str(_get(entry, "title_detail").get("type", "")))
    link = absolute(base, entry.get("feedburner_origlink") or entry.get("link"))
    time = _entry_time(entry)
    identity = str(entry.get("id") or link or "").strip() or _digest(title, time, body)
    here = Place(f"{place.location}#{identity}"[:500], f"{place.source}#{identity}" if place.source else None)
    if not (body or title):
        return left_out(here.location, "empty-entry", "the entry has neither title nor text")
    tags = [_line(tag.get("term"), is_html=False) for tag in entry.get("tags") or [] if isinstance(tag, dict)]
    item = RawItem(
        here.location,
        body or title or "",
        "html" if is_html and body else "text",
        id=identity,
        title=title,
        outlet=rules.defaults.outlet or _outlet(entry, feed),
        published=time.day if time else None,
        published_at=time.at if time else None,
        url=link or (identity if is_url(identity) else None),
        language=_line(entry.get("language") or feed.get("language"), is_html=False),
        author=_line(entry.get("author") or feed.get("author"), is_html=False),
        section=next((tag for tag in tags if tag), None),
        source=here.source,
    )
    return Entry(with_defaults(item, rules.defaults), full and bool(body))


def _body(entry: Any) -> tuple[str, bool, bool]:
    """Return the longest text of an entry, whether it is HTML, and whether it is the whole article."""
    contents = [part for part in entry.get("content") or [] if isinstance(part, dict) and part.get("value")]
    best = max(contents, key=lambda part: len(str(part["value"])), default=None)
    if best is not None:
        value = str(best["value"])
        return value, _is_html(value, str(best.get("type", ""))), True
    summary = str(entry.get("summary") or entry.get("description") or "")
    is_html = _is_html(summary, str(_get(entry, "summary_detail").get("type", "")))
    return summary, is_html, len(TAG.sub(" ", summary).split()) >= FULL_SUMMARY_WORDS


def _is_html(value: str, declared: str) -> bool:
    return ("html" in declared or "xml" in declared or bool(MARKUP.search(value))) and bool(
        TAG.search(value) or "&" in value
    )


def _outlet(entry: Any, feed: Any) -> str | None:
    source = _get(entry, "source").get("title")
    return _line(source or feed.get("title"), is_html=True)


def _get(entry: Any, name: str) -> Mapping[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _entry_time(entry: Any) -> Published | None:
    for name in ("published", "created", "updated"):
        # the library answers for `published` with `updated` where only that is given, unless asked for what is there
        words = dict.get(entry, name)
        found = read_time(str(words)) if words else None
        if found:
            return found
        parsed = dict.get(entry, f"{name}_parsed")
        if parsed:
            try:
                moment = datetime.fromtimestamp(timegm(parsed), UTC)
            except (ValueError, TypeError, OverflowError, OSError):
                continue
            return Published(moment.date(), moment.isoformat())
    return None


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "replace")).hexdigest()[:16]


def _line(words: Any, *, is_html: bool) -> str | None:
    """Return words as one line, without tags where they are HTML."""
    if not isinstance(words, str):
        return None
    plain = html.unescape(TAG.sub("", words)) if is_html else words
    return " ".join(plain.split()) or None


# -- JSON Feed --------------------------------------------------------------------------------------------------------


def is_json_feed(value: object) -> bool:
    """Return whether a JSON value says that it is a JSON Feed."""
    return (
        isinstance(value, dict)
        and str(value.get("version", "")).startswith(JSON_FEED)
        and isinstance(value.get("items"), list)
    )


def read_json_feed(
    value: Mapping[str, Any], place: Place, rules: Rules, *, base: str | None = None
) -> Iterator[Entry | LeftOut]:
    """Yield the entries of a JSON Feed, and what was left out."""
    for entry in value["items"][: rules.limits.entries]:
        if isinstance(entry, dict):
            yield _json_entry(entry, value, place, rules, base)
        else:
            yield left_out(place.location, "empty-entry", "an entry of the feed is no object")


def _json_entry(
    entry: Mapping[str, Any], feed: Mapping[str, Any], place: Place, rules: Rules, base: str | None
) -> Entry | LeftOut:
    words = {key: found for key in entry if (found := entry[key]) and isinstance(found, str)}
    kind: Literal["text", "html"] = "html" if "content_html" in words else "text"
    body = words.get("content_html") or words.get("content_text") or words.get("summary") or ""
    link = absolute(base, words.get("url") or words.get("external_url"))
    time = read_time(words.get("date_published") or words.get("date_modified") or "")
    given = entry.get("id")
    title = _line(words.get("title"), is_html=False)
    identity = str(given) if isinstance(given, (str, int)) and given else link or _digest(title, time, body)
    here = Place(f"{place.location}#{identity}"[:500], f"{place.source}#{identity}" if place.source else None)
    if not (body or title):
        return left_out(here.location, "empty-entry", "the entry has neither title nor text")
    people = entry.get("authors") or feed.get("authors") or [entry.get("author") or feed.get("author")]
    names = [person["name"] for person in people if isinstance(person, dict) and isinstance(person.get("name"), str)]
    listed = entry.get("tags")
    tags = [tag for tag in listed if isinstance(tag, str)] if isinstance(listed, list) else []
    item = replace(
        new_item(here, body or title or "", kind if body else "text", Rules()),
        id=identity,
        title=title,
        outlet=rules.defaults.outlet or _line(feed.get("title"), is_html=False),
        published=time.day if time else None,
        published_at=time.at if time else None,
        url=link or (identity if is_url(identity) else None),
        language=words.get("language") or _line(feed.get("language"), is_html=False),
        author="; ".join(names) or None,
        section=tags[0] if tags else None,
    )
    return Entry(with_defaults(item, rules.defaults), "content_html" in words or "content_text" in words)
