"""URLs: what is one, its host, its canonical form.

Guarantees: the same article has the same canonical URL however a reader came to it; making one twice changes nothing;
no function raises on any text.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.vocab.lexicon import load_yaml

WEB = frozenset({"http", "https"})
PORTS = {"http": 80, "https": 443}
FILE = "formats/urls.yml"
CONTROLS = re.compile(r"[\x00-\x20\x7f]+")
UNRESERVED = re.compile(r"%([0-9A-Fa-f]{2})")
PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
HOST = re.compile(r"[\w.:%-]*", re.ASCII)
SAFE = "%/:@!$&'()*+,;=~-._"


def is_url(name: str) -> bool:
    """Return whether a name is a web address and no path.

    >>> is_url("https://gazette.example/a"), is_url("a.html")
    (True, False)
    """
    return bool(re.match(r"(?i)https?://\S", name))


def host_of(url: str) -> str | None:
    """Return the host of a URL in small letters, None where it has none."""
    parts = _split(url)
    return parts.hostname if parts else None


def absolute(base: str | None, link: str | None) -> str | None:
    """Return a link as an absolute web address, None where it leads to none."""
    if not link:
        return None
    try:
        found = urljoin(base or "", CONTROLS.sub("", link))
    except ValueError:
        return None
    return found if _split(found) else None


def canonical_url(url: str) -> str:
    """Return a web address in its canonical form; anything else as it is, without white space around it.

    Scheme and host are in small letters, the host without its default port, final dot and letters beyond ASCII; the
    fragment and parameters that only track are left out; the others keep their order; escapes that need none are
    undone. A fragment that is a path (`#!/news/1`) stays.

    >>> canonical_url("HTTPS://News.Example:443/a%7Eb?id=3&utm_source=x#top")
    'https://news.example/a~b?id=3'
    """
    words = CONTROLS.sub("", url) if is_url(url.strip()) else url.strip()
    parts = _split(words)
    if parts is None:
        return words
    kept = "&".join(part for part in parts.query.split("&") if part and not _tracks(part.partition("=")[0]))
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    query = f"?{_escaped(kept, SAFE + '?')}" if kept else ""
    return f"{parts.scheme}://{_authority(parts)}{_escaped(parts.path or '/', SAFE)}{query}{fragment}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in WEB and parts.hostname else None


def _authority(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            host = quote(host)
    if not HOST.fullmatch(host):
        # no host at all; escaped, so that the form stays
        host = quote(host, safe=":%")
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port in (None, PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _escaped(words: str, safe: str) -> str:
    """Return words with one spelling of escapes: none where none is needed, capitals in the others."""

    def plain(match: re.Match[str]) -> str:
        letter = chr(int(match[1], 16))
        return letter if letter in PLAIN else match[0].upper()

    return quote(UNRESERVED.sub(plain, words), safe=safe, errors="replace")


def _tracks(name: str) -> bool:
    names, beginnings = _tracking()
    small = name.lower()
    return small in names or small.startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    data = load_yaml(FILE)
    return frozenset(data["parameters"]), tuple(data["beginnings"])
