"""The door to the network, against a server of our own on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.ingest import fetch
from onrecord.ingest.fetch import Fetcher, FetchError, FetchSettings, checked_address, is_public
from onrecord.ingest.items import FeedState, LeftOut
from onrecord.ingest.sources import read_sources
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOCAL = FetchSettings(delay=0, allow_private=True, timeout=2, total=5)
PAGE = b"<html><head><title>T</title></head><body><p>The ministers met on Monday for talks.</p></body></html>"
RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title>
<item><title>Whole</title><link>{base}/whole</link><guid isPermaLink="false">1</guid>
<content:encoded>&lt;p&gt;They met.&lt;/p&gt;</content:encoded></item>
<item><title>Short</title><link>{base}/page</link><guid isPermaLink="false">2</guid>
<description>A summary.</description></item>
</channel></rss>"""
Answer = tuple[int, dict[str, str], bytes]


class QuietServer(ThreadingHTTPServer):
    """A server that does not tell of clients that hang up."""

    def handle_error(self, *_: object) -> None:
        """Keep quiet."""


class Server:
    """A server whose answers are a table of paths; counts what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[Any], None]] = {}
        self.asked: Counter[str] = Counter()
        self.heads: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked[self.path] += 1
                outer.heads.append({name.lower(): value for name, value in self.headers.items()})
                answer = outer.answers.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self.httpd = QuietServer(("127.0.0.1", 0), Handler)
        self.httpd.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.httpd.server_address[1]}"
        threading.Thread(target=self.httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.httpd.shutdown()
    made.httpd.server_close()


def code(url: str, settings: FetchSettings = LOCAL) -> str:
    with pytest.raises(FetchError) as raised, Fetcher(settings) as fetcher:
        fetcher.get(url)
    return raised.value.code


def read(server: Server, path: str, **options: Any) -> list[RawItem | LeftOut]:
    with Fetcher(LOCAL) as fetcher:
        return list(read_sources([server.base + path], fetcher=fetcher, **options))


def test_page_is_fetched_with_its_state(server: Server) -> None:
    server.answers["/a"] = (200, {"Content-Type": "text/html", "ETag": '"1"'}, gzip.compress(PAGE))
    server.answers["/a"][1]["Content-Encoding"] = "gzip"  # type: ignore[index]
    found = Fetcher(LOCAL).get(f"{server.base}/a")
    assert (found.content, found.etag, found.content_type) == (PAGE, '"1"', "text/html")
    assert server.heads[-1]["user-agent"].startswith("onrecord/")


def test_conditional_request(server: Server) -> None:
    server.answers["/a"] = (304, {"ETag": '"1"'}, b"")
    assert Fetcher(LOCAL).get(f"{server.base}/a", etag='"1"', modified="bad\r\nX: y").not_modified
    assert server.heads[-1]["if-none-match"] == '"1"'
    assert "if-modified-since" not in server.heads[-1]


@pytest.mark.parametrize("packing", [zlib.compress, lambda data: zlib.compress(data)[2:-4]])
def test_deflate_in_both_forms(server: Server, packing: Callable[[bytes], bytes]) -> None:
    server.answers["/a"] = (200, {"Content-Encoding": "deflate"}, packing(PAGE * 50))
    assert Fetcher(LOCAL).get(f"{server.base}/a").content == PAGE * 50


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((500, {}, b""), "http-500"),
        ((404, {}, b""), "http-404"),
        ((429, {"Retry-After": "30"}, b""), "busy"),
        ((200, {"Content-Encoding": "br"}, b"x"), "encoding"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "bad-encoding"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 9_000)[:-12]), "bad-encoding"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 3_000_000)), "ratio"),
        ((200, {}, b"x" * 4_000_001), "too-large"),
        ((302, {"Location": "/a"}, b""), "redirects"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "bad-url"),
        ((302, {"Location": "http://user:word@127.0.0.1/"}, b""), "bad-url"),
    ],
)
def test_what_goes_wrong_has_a_reason(server: Server, answer: Answer, expected: str) -> None:
    server.answers["/a"] = answer
    bounded = FetchSettings(delay=0, allow_private=True, largest=4_000_000, free=1_000_000, robots=False)
    assert code(f"{server.base}/a", bounded) == expected


@pytest.mark.parametrize(
    "url", ["ftp://x.example/", "http:///a", "http://x.example:99999/", "http://x.example/a b", "http://[::1", "x"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert code(url, FetchSettings(delay=0, robots=False)) == "bad-url"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "192.168.1.1", "224.0.0.1", "255.255.255.255",  # noqa: S104
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::", "ff02::1", "x"],
)  # fmt: skip
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_open_addresses_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_private_addresses_are_refused_before_connecting(server: Server) -> None:
    assert code(f"{server.base}/a", FetchSettings(delay=0)) == "private-address"
    assert code("http://localhost/", FetchSettings(delay=0)) == "private-address"
    assert not server.asked


def test_host_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        checked_address("rebind.example", 80)


def test_connection_goes_to_the_checked_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once: a second answer, from a server that means harm, is never asked for."""
    port = server.httpd.server_address[1]
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def once(host: str, *rest: Any, **more: Any) -> Any:
        if host == "gazette.example":
            looked_up.append(host)
            return [(2, 1, 6, "", ("127.0.0.1", port))]
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    server.answers["/a"] = (200, {}, b"x")
    bare = FetchSettings(delay=0, allow_private=True, robots=False)
    assert Fetcher(bare).get(f"http://gazette.example:{port}/a").content == b"x"
    assert len(looked_up) == 1
    assert server.heads[-1]["host"] == f"gazette.example:{port}"


def test_redirect_to_a_private_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answers["/a"] = (302, {"Location": "http://169.254.169.254/latest"}, b"")
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1")
    assert code(f"{server.base}/a", FetchSettings(delay=0, robots=False)) == "private-address"


def test_robots_are_honoured_and_read_once(server: Server) -> None:
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    server.answers["/a"] = (200, {}, b"x")
    with Fetcher(LOCAL) as fetcher:
        assert fetcher.get(f"{server.base}/a").content == b"x"
        with pytest.raises(FetchError, match="robots"):
            fetcher.get(f"{server.base}/private/a")
    assert server.asked["/robots.txt"] == 1
    assert server.asked["/private/a"] == 0


def test_site_that_cannot_tell_its_rules_is_not_read(server: Server) -> None:
    server.answers["/robots.txt"] = (503, {}, b"")
    assert code(f"{server.base}/a") == "robots"


def test_requests_to_one_host_are_apart(server: Server) -> None:
    server.answers["/a"] = (200, {}, b"x")
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3\n")
    slept: list[float] = []
    fetcher = Fetcher(FetchSettings(delay=1, allow_private=True), sleep=slept.append, clock=lambda: 0.0)
    for _ in range(2):
        fetcher.get(f"{server.base}/a")
    assert len(slept) == 2
    assert slept[0] == 1
    assert slept[1] > 3


def test_slow_server_is_cut_off(server: Server) -> None:
    def trickle(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            try:
                handler.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    server.answers["/a"] = trickle
    start = time.monotonic()
    assert code(f"{server.base}/a", FetchSettings(delay=0, allow_private=True, robots=False, total=0.4)) == "timeout"
    assert time.monotonic() - start < 3


def test_garbage_instead_of_http_is_an_error(server: Server) -> None:
    server.answers["/a"] = lambda handler: handler.wfile.write(b"\x00\xff garbage\r\n\r\n")
    assert code(f"{server.base}/a", FetchSettings(delay=0, allow_private=True, robots=False)) == "network"


def test_feed_is_read_with_its_pages_and_its_state_kept(server: Server) -> None:
    server.answers["/feed"] = (
        200,
        {"ETag": '"7"', "Content-Type": "application/rss+xml"},
        RSS.format(base=server.base).encode(),
    )
    server.answers["/page"] = (200, {"Content-Type": "text/html"}, PAGE)
    states: dict[str, FeedState] = {}
    found = read(server, "/feed", feed_state=states)
    assert [(one.id, one.title, one.outlet) for one in found if isinstance(one, RawItem)] == [
        ("1", "Whole", "Gazette"),
        ("2", "Short", "Gazette"),
    ]
    assert isinstance(found[1], RawItem)
    assert found[1].content == PAGE
    assert states == {f"{server.base}/feed": FeedState('"7"', None)}
    server.answers["/feed"] = (304, {}, b"")
    again = read(server, "/feed", feed_state=states)
    assert [(one.issue.code, one.skipped) for one in again if isinstance(one, LeftOut)] == [("not-modified", 1)]


def test_state_is_not_kept_where_a_page_failed(server: Server) -> None:
    server.answers["/feed"] = (200, {"ETag": '"7"'}, RSS.format(base=server.base).encode())
    states: dict[str, FeedState] = {}
    found = read(server, "/feed", feed_state=states)
    assert [one.issue.code for one in found if isinstance(one, LeftOut)] == ["http-404"]
    assert states == {}


def test_known_pages_are_not_fetched_again(server: Server) -> None:
    server.answers["/feed"] = (200, {}, RSS.format(base=server.base).encode())
    found = read(server, "/feed", known=lambda url: url.endswith("/page"))
    assert [one.id for one in found if isinstance(one, RawItem)] == ["1"]
    assert server.asked["/page"] == 0


def test_sitemap_index_is_followed_and_loops_end(server: Server) -> None:
    lists = "".join(f"<sitemap><loc>{server.base}/{name}</loc></sitemap>" for name in ("1.xml.gz", "index.xml"))
    index = f"<sitemapindex>{lists}</sitemapindex>"
    urls = f"<urlset><url><loc>{server.base}/page</loc></url></urlset>"
    server.answers["/index.xml"] = (200, {"Content-Type": "text/xml"}, index.encode())
    server.answers["/1.xml.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(urls.encode()))
    server.answers["/page"] = (200, {"Content-Type": "text/html"}, PAGE)
    found = read(server, "/index.xml")
    assert [one.url for one in found if isinstance(one, RawItem)] == [f"{server.base}/page"]


def test_opml_leads_to_feeds(server: Server) -> None:
    server.answers["/list"] = (200, {}, f'<opml><body><outline xmlUrl="{server.base}/feed"/></body></opml>'.encode())
    server.answers["/feed"] = (200, {}, RSS.format(base=server.base).encode())
    server.answers["/page"] = (200, {"Content-Type": "image/png"}, b"\x89PNG")
    found = read(server, "/list")
    assert [one.issue.code if isinstance(one, LeftOut) else one.id for one in found] == ["1", "other-content"]
