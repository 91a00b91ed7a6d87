"""The one door to the network: guarded, polite, bounded GET requests.

Guarantees: only http and https; every address a host resolves to is checked before connecting, at every redirect
again, and the connection goes to the checked address; private, local and other special addresses are refused unless
the settings allow them; a request ends within its time; bodies are bounded as sent and as unpacked; robots.txt is
honoured; requests to one host are apart by a delay; proxies and credentials of the environment are not used.
Whatever goes wrong is a FetchError whose `code` is a stable name of the reason.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
import zlib
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from onrecord.errors import SourceError
from onrecord.ingest.robots import ALL, MOST_BYTES, NONE, Robots, read_robots
from onrecord.ingest.urls import canonical_url, host_of
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

NAME = "onrecord"
CHUNK = 1 << 16
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
OK = 200
CLIENT_ERROR, SERVER_ERROR = 400, 500
BUSY = frozenset({429, 503})
# IPv6 addresses that stand for an IPv4 address
TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
ACCEPTED = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/pdf,"
    "application/xml;q=0.9,text/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
)


class FetchError(SourceError):
    """A URL could not be fetched; `code` names the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How the network is used. Times are in seconds, sizes in bytes.

    `timeout` bounds each wait for the server, `total` the whole of one request, `delay` the time between two requests
    to one host (a longer Crawl-delay of its robots.txt counts). `ratio` bounds what a packed body may unpack to,
    counted from `free` bytes on. `allow_private` allows local and private addresses.
    """

    agent: str = f"{NAME}/{__version__}"
    timeout: float = 20.0
    total: float = 120.0
    delay: float = 1.0
    largest: int = 50_000_000
    ratio: int = 100
    free: int = 10_000_000
    redirects: int = 5
    robots: bool = True
    allow_private: bool = False


class Fetched(NamedTuple):
    """What a server answered: the final URL, the unpacked body, and what it says about it."""

    url: str
    content: bytes
    content_type: str | None = None
    etag: str | None = None
    modified: str | None = None
    not_modified: bool = False


class _Answer(NamedTuple):
    status: int
    headers: urllib3.HTTPHeaderDict
    body: bytes


@dataclass(slots=True)
class _Host:
    """What is known of one host: its robots.txt and when it may be asked again."""

    robots: Robots | None = None
    ready: float = 0.0


@dataclass(slots=True)
class Fetcher:
    """Fetches URLs one after the other; used by one thread. `sleep` and `clock` can be given for tests."""

    settings: FetchSettings = field(default_factory=FetchSettings)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget what was learned of hosts."""
        self._hosts.clear()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what a URL leads to, through redirects; `not_modified` where the given state is still true.

        Raises FetchError.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        conditions = {name: value for name, value in headers.items() if value and _is_plain(value)}
        place = url
        for _ in range(self.settings.redirects + 1):
            self._ask_leave(place)
            answer = self._request(place, conditions, self.settings.largest)
            if answer.status in REDIRECTS and answer.headers.get("location"):
                place = _redirected(place, answer.headers["location"])
                continue
            return _fetched(place, answer)
        raise FetchError("redirects", f"{url}: more than {self.settings.redirects} redirects")

    def _ask_leave(self, url: str) -> None:
        """Raise a FetchError where the site's robots.txt asks not to fetch the URL."""
        if self.settings.robots and not self._robots(url).allows(url):
            raise FetchError("robots", f"{url}: the site's robots.txt asks programs not to fetch it")

    def _robots(self, url: str) -> Robots:
        host = self._hosts.setdefault(_site(url), _Host())
        if host.robots is None:
            host.robots = self._read_robots(url)
        return host.robots

    def _read_robots(self, url: str) -> Robots:
        """Return the rules of a site: none where it has none, everything forbidden where the site cannot tell."""
        place = urljoin(url, "/robots.txt")
        for _ in range(self.settings.redirects + 1):
            answer = self._request(place, {}, MOST_BYTES * 2)
            if answer.status in REDIRECTS and answer.headers.get("location"):
                place = _redirected(place, answer.headers["location"])
                continue
            if answer.status >= SERVER_ERROR or answer.status in BUSY:
                return NONE
            return read_robots(answer.body, NAME) if answer.status == OK else ALL
        return ALL

    def _request(self, url: str, conditions: dict[str, str], largest: int) -> _Answer:
        """Return the answer to one request, no redirect followed."""
        _check_form(url)
        host = host_of(url) or ""
        port = urlsplit(url).port or PORTS[urlsplit(url).scheme]
        address = checked_address(host, port, allow_private=self.settings.allow_private)
        self._wait(url)
        connection = _connection(url, host, port, address, self.settings.timeout)
        cut = _Cut(connection)
        watch = threading.Timer(self.settings.total, cut)
        watch.daemon = True
        watch.start()
        try:
            connection.connect()
            # the connection gives its socket away to an answer without a declared length
            cut.socket = connection.sock
            answer = self._answer(connection, url, conditions, largest)
            if cut.done:
                # without a declared length a body that was cut looks like a whole one
                raise TimeoutError
        except (HTTPError, HTTPException, OSError, ValueError, AttributeError) as error:
            raise FetchError(*_explained(url, TimeoutError() if cut.done else error)) from error
        else:
            return answer
        finally:
            watch.cancel()
            connection.close()

    def _answer(self, connection: HTTPConnection, url: str, conditions: dict[str, str], largest: int) -> _Answer:
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {
            "Host": parts.netloc,
            "User-Agent": self.settings.agent,
            "Accept": ACCEPTED,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **conditions,
        }
        connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
        response = connection.getresponse()
        try:
            encoding = response.headers.get("content-encoding", "").strip().lower()
            unpacked = _Unpacking(encoding, self.settings, largest)
            if int(response.headers.get("content-length") or 0) > largest and not encoding:
                raise FetchError("too-large", f"{url}: larger than {largest:,} bytes")
            while chunk := response.read(CHUNK, decode_content=False):
                unpacked.add(chunk, url)
            return _Answer(response.status, response.headers, unpacked.content(url))
        finally:
            response.close()

    def _wait(self, url: str) -> None:
        """Wait until the host of a URL may be asked again."""
        host = self._hosts.setdefault(_site(url), _Host())
        now = self.clock()
        if now < host.ready:
            self.sleep(host.ready - now)
        delay = max(self.settings.delay, (host.robots.delay if host.robots else None) or 0.0)
        host.ready = max(self.clock(), host.ready) + delay


class _Cut:
    """Ends a request whose time is over by shutting its socket."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection, self.done = connection, False
        self.socket: socket.socket | None = None

    def __call__(self) -> None:
        self.done = True
        sock = self.socket or self._connection.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


class _Unpacking:
    """A body as it comes in, unpacked within bounds."""

    def __init__(self, encoding: str, settings: FetchSettings, largest: int) -> None:
        self._encoding, self._settings, self._largest = encoding, settings, largest
        self._unpacker = zlib.decompressobj(47) if encoding in ("gzip", "x-gzip", "deflate") else None
        self._parts: list[bytes] = []
        self._sent, self._size = 0, 0

    def add(self, chunk: bytes, url: str) -> None:
        """Take in a piece of the body as sent; raises FetchError where it is too large."""
        if self._unpacker is None and self._encoding not in ("", "identity"):
            raise FetchError("encoding", f"{url}: the server packed it as {self._encoding[:20]!r}, which is not read")
        self._sent += len(chunk)
        while chunk:
            chunk = self._unpack(chunk, url)

    def content(self, url: str) -> bytes:
        """Return the whole body; raises FetchError where a packed one ends too early."""
        if self._unpacker is not None and self._sent and not self._unpacker.eof:
            raise FetchError("bad-encoding", f"{url}: the packed body is incomplete")
        return b"".join(self._parts)

    def _unpack(self, chunk: bytes, url: str) -> bytes:
        """Keep what a piece holds, at most CHUNK bytes of it; returns what is left of the piece."""
        rest = b""
        if self._unpacker is not None:
            try:
                data = self._unpacker.decompress(chunk, CHUNK)
            except zlib.error:
                if self._size or self._encoding != "deflate":
                    raise FetchError("bad-encoding", f"{url}: the packed body is broken") from None
                self._unpacker = zlib.decompressobj(-15)
                data = self._raw(chunk, url)
            rest = self._unpacker.unconsumed_tail
            if self._unpacker.eof and self._unpacker.unused_data and self._encoding != "deflate":
                # gzip allows several members behind one another
                rest, self._unpacker = self._unpacker.unused_data, zlib.decompressobj(47)
        else:
            data = chunk
        self._parts.append(data)
        self._size += len(data)
        self._check(url)
        return rest if data or rest is not chunk else b""

    def _raw(self, chunk: bytes, url: str) -> bytes:
        try:
            return self._unpacker.decompress(chunk, CHUNK) if self._unpacker else b""
        except zlib.error:
            raise FetchError("bad-encoding", f"{url}: the packed body is broken") from None

    def _check(self, url: str) -> None:
        if self._size > self._largest:
            raise FetchError("too-large", f"{url}: larger than {self._largest:,} bytes")
        if self._size > max(self._settings.free, self._settings.ratio * self._sent):
            raise FetchError("ratio", f"{url}: it unpacks to more than {self._settings.ratio} times its size")


def checked_address(host: str, port: int, *, allow_private: bool = False) -> str:
    """Return an address of a host that may be connected to; raises FetchError where any of its addresses may not."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("dns", f"{host}: no such host ({getattr(error, 'strerror', None) or error})") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise FetchError("dns", f"{host}: no such host")
    refused = [address for address in addresses if not (allow_private or is_public(address))]
    if refused:
        raise FetchError("private-address", f"{host}: it leads to a private or local address ({refused[0]})")
    return addresses[0]


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open internet, also where one address stands for another."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified:
        return False
    return all(is_public(str(inner)) for inner in _inner(ip)) if isinstance(ip, ipaddress.IPv6Address) else True


def _inner(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Return the IPv4 addresses an IPv6 address stands for."""
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if any(ip in network for network in TRANSLATED):
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def _connection(url: str, host: str, port: int, address: str, timeout: float) -> HTTPConnection:
    """Return a connection to the checked address; names are checked against the host that was asked for."""
    if urlsplit(url).scheme == "https":
        return HTTPSConnection(address, port, timeout=timeout, server_hostname=host, assert_hostname=host)
    return HTTPConnection(address, port, timeout=timeout)


def _check_form(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError("bad-url", f"{url[:200]!r} is no web address") from None
    bad = any(c.isspace() or not c.isprintable() for c in url) or not url.isascii()
    if parts.scheme not in PORTS or not parts.hostname or port == 0 or bad:
        raise FetchError("bad-url", f"{url[:200]!r} is no web address that can be fetched")
    if "@" in parts.netloc:
        raise FetchError("bad-url", "addresses with a user's name or password are not fetched")


def _redirected(url: str, location: str) -> str:
    try:
        target = urljoin(url, location.strip())
    except ValueError:
        raise FetchError("bad-url", f"{url}: it redirects to what is no address ({location[:100]!r})") from None
    # servers send letters beyond ASCII as they are
    return target if target.isascii() else canonical_url(target.encode("latin-1", "replace").decode("utf-8", "replace"))


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable()


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _fetched(url: str, answer: _Answer) -> Fetched:
    headers = answer.headers
    state = (headers.get("etag"), headers.get("last-modified"))
    if answer.status == NOT_MODIFIED:
        return Fetched(url, b"", None, *state, not_modified=True)
    if answer.status in BUSY:
        again = f"; it says to try again after {headers['retry-after'][:40]}" if "retry-after" in headers else ""
        raise FetchError("busy", f"{url}: the server is busy (status {answer.status}){again}")
    if answer.status != OK:
        raise FetchError(f"http-{answer.status}", f"{url}: the server answered with status {answer.status}")
    return Fetched(url, answer.body, headers.get("content-type"), *state)


def _explained(url: str, error: Exception) -> tuple[str, str]:
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return "timeout", f"{url}: the server did not answer in time"
    return "network", f"{url}: {type(error).__name__}: {str(error)[:200]}"
