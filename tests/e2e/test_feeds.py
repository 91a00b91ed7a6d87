"""Feeds end to end: a server of our own asked day after day, and a process killed between fetch and store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import onrecord
from onrecord.project.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
OPEN = "User-agent: *\nAllow: /\n"
SHUT = "User-agent: *\nDisallow: /feed.xml\n"
ENTRIES = {
    "accord": "Norway and Peru signed a fishing accord in Lima on Monday, the Norwegian foreign ministry said. "
    "The accord covers squid and anchovy and runs for five years, according to the ministry.",
    "denial": "Chile denied on Tuesday that its minister had met the envoy of Bolivia in Arica. "
    "A spokeswoman called the report mistaken and said that no meeting was planned before the summer.",
    "visit": "The Portuguese minister is expected to visit Rabat in May, according to a Moroccan newspaper. "
    "Talks are to turn on ferries, fruit and the power cable under the strait.",
}
EDITED = ENTRIES["denial"].replace("in Arica", "in Arica and in Iquique")


def feed(entries: dict[str, str], base: str) -> bytes:
    """Return an RSS feed that carries its entries in full; an entry without text only links to its page."""
    items = "".join(
        f"<item><title>The {name}</title><link>{base}/{name}</link><guid>{base}/{name}</guid>"
        f"<pubDate>Mon, 06 May 2024 0{number}:00:00 GMT</pubDate>"
        + (f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>" if text else "")
        + "</item>"
        for number, (name, text) in enumerate(entries.items(), 1)
    )
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{head}<channel><title>Example Post</title><link>{base}</link>{items}</channel></rss>".encode()


class Site(ThreadingHTTPServer):
    """A server whose pages can be changed; it keeps what was asked of it and how it answered."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server_port}"
        self.robots = OPEN
        self.entries: dict[str, str] = {}
        self.answers: list[tuple[str, int]] = []
        self.held = threading.Event()
        self.free = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about clients that were killed."""

    def told(self, path: str) -> list[int]:
        """Return the codes with which a path was answered."""
        return [code for asked, code in self.answers if asked == path]


class Handler(BaseHTTPRequestHandler):
    """What the site answers: robots.txt, the feed with its ETag, and one page that it holds back."""

    server: Site

    def do_GET(self) -> None:
        """Answer one request."""
        if self.path == "/robots.txt":
            self.answer("text/plain", self.server.robots.encode())
        elif self.path == "/feed.xml":
            self.answer("application/rss+xml", feed(self.server.entries, self.server.base))
        else:
            self.server.held.set()
            self.server.free.wait(60)
            page = f"<html><head><title>The visit</title></head><body><p>{ENTRIES['visit']}</p></body></html>"
            self.answer("text/html", page.encode())

    def answer(self, kind: str, body: bytes) -> None:
        """Send a body, or 304 where the client has it."""
        etag = f'"{hash(body) & 0xFFFF_FFFF:x}"'
        code = 304 if self.headers.get("If-None-Match") == etag else 200
        self.server.answers.append((self.path, code))
        self.send_response(code)
        self.send_header("ETag", etag)
        if code == 200:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if code == 200 else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """Run a site of its own."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.free.set()
        site.shutdown()
        thread.join()
        site.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site of its own."""
    with serving() as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project that may ask this machine, without pauses."""
    made = tmp_path / "watch"
    onrecord.init(made).close()
    settings = made / "onrecord.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("allow_private = false", "allow_private = true").replace("delay = 1.0", "delay = 0.0")
    settings.write_text(text, encoding="utf-8")
    return made


def add(folder: Path, site: Site) -> tuple[int, int, int, int]:
    """Add the feed in a run of its own; returns how many are new, updated, unchanged and failed."""
    with Project(folder) as project:
        found = project.add([f"{site.base}/feed.xml"])
    return found.new, found.updated, found.unchanged, found.failed


def test_an_edited_entry_is_a_further_version(site: Site, folder: Path) -> None:
    """New, updated and unchanged entries are told apart; what the server has not changed is not read again."""
    site.entries = {name: ENTRIES[name] for name in ("accord", "denial")}
    assert add(folder, site) == (2, 0, 0, 0)
    assert add(folder, site) == (0, 0, 0, 0)
    assert site.told("/feed.xml") == [200, 304]
    site.entries = {"accord": ENTRIES["accord"], "denial": EDITED, "visit": ENTRIES["visit"]}
    assert add(folder, site) == (1, 1, 1, 0)
    assert add(folder, site) == (0, 0, 0, 0)
    assert site.told("/feed.xml") == [200, 304, 200, 304]
    with Project(folder) as project:
        assert (project.status().articles, project.status().versions) == (3, 4)
        (hit,) = project.search("Iquique").hits
        assert [version.published for version in project.show(hit.article).versions] == ["2024-05-06"] * 2


def test_a_refusal_is_tried_again(site: Site, folder: Path) -> None:
    """What robots.txt refuses is a failure with its reason; --retry asks again, and success closes it."""
    site.entries = {"accord": ENTRIES["accord"]}
    site.robots = SHUT
    assert add(folder, site) == (0, 0, 0, 1)
    assert site.told("/feed.xml") == []
    with Project(folder) as project:
        (failure,) = project.failures()
        assert (failure.verb, failure.place, failure.code) == ("add", f"{site.base}/feed.xml", "robots")
        assert project.retry().failed == 1
        (failure,) = project.failures()
        assert failure.times == 2
        site.robots = OPEN
        assert project.retry().new == 1
        assert project.failures() == ()


def test_a_kill_between_fetch_and_store_loses_nothing(site: Site, folder: Path) -> None:
    """A process killed after the feed came and before it was kept leaves the feed to be asked for in full."""
    site.entries = {"accord": ENTRIES["accord"], "visit": ""}
    command = [sys.executable, "-m", "onrecord", "add", f"{site.base}/feed.xml", "--project", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert site.held.wait(60)
        process.send_signal(signal.SIGKILL)
    with Project(folder) as project:
        assert project.status().articles == 0
    site.free.set()
    assert add(folder, site) == (2, 0, 0, 0)
    assert site.told("/feed.xml") == [200, 200]
    assert add(folder, site) == (0, 0, 0, 0)
    with Project(folder) as project:
        assert project.store.problems() == []
