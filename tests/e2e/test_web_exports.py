"""Exports as downloads: every format, the filters, folders as archives, and nothing left behind."""

from __future__ import annotations

import io
import tempfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from workbench import client_of, project_at

from onrecord.present.export import registry
from onrecord.present.export.exporter import Kind, Summary
from onrecord.present.web import downloads

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Return a reader's client of a small project; what is written for a download goes under `exports`."""
    (tmp_path / "exports").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "exports"))
    project_at(tmp_path / "p").close()
    return client_of(tmp_path / "p", "reader")


class Folder:
    """A format that is a folder of two files."""

    name, suffix, drops = "two-files", "", ()
    needs = frozenset({Kind.EVENT})

    def setup(self, out: Path, header: Any) -> None:
        """Write the first one."""
        self.out = out
        (out / "b.txt").write_text(header.project, encoding="utf-8")

    def feed(self, item: Any) -> None:
        """Write the second one, deeper down."""
        (self.out / "deep").mkdir(exist_ok=True)
        (self.out / "deep" / "a.txt").write_text(item.id, encoding="utf-8")

    def finish(self) -> Summary:
        """Say nothing."""
        return Summary()


@pytest.mark.parametrize("name", registry.names())
def test_every_format_is_offered_and_comes(client: TestClient, tmp_path: Path, name: str) -> None:
    """A reader finds each format with what it leaves out, takes it as a file, and nothing stays on the disk."""
    page = client.get("/exports").text
    assert f'href="/exports/{name}"' in page
    answer = client.get(f"/exports/{name}")
    assert answer.status_code == 200, answer.text[:300]
    assert answer.content
    assert f"onrecord-{name}" in answer.headers["content-disposition"]
    assert list((tmp_path / "exports").iterdir()) == []


def test_filters_narrow_what_is_taken(client: TestClient) -> None:
    """The filters of the page stand in the addresses of the formats, and narrow what comes."""
    page = client.get("/exports", params={"dyad": "KEN-UGA"}).text
    assert "/exports/events-csv?dyad=KEN-UGA" in page
    whole, part = (client.get(f"/exports/events-csv{q}").text.splitlines() for q in ("", "?dyad=KEN-UGA"))
    assert 1 < len(part) < len(whole)


def test_a_folder_comes_as_an_archive(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files lie in the archive under their paths, and the same export is the same archive."""
    monkeypatch.setattr(registry, "exporter", lambda _: Folder())
    first, second = (client.get("/exports/two-files").content for _ in range(2))
    assert first == second
    assert zipfile.ZipFile(io.BytesIO(first)).namelist() == ["b.txt", "deep/a.txt"]


@pytest.mark.parametrize(("path", "status"), [("/exports/odd", 404), ("/exports/events-csv?since=soon", 404)])
def test_what_cannot_be_exported_is_said(client: TestClient, tmp_path: Path, path: str, status: int) -> None:
    """An unknown format or a wrong filter is an error page, and leaves nothing behind."""
    assert client.get(path).status_code == status
    assert list((tmp_path / "exports").iterdir()) == []


def test_no_more_than_a_few_are_written_at_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where enough are being written, one is asked to come again."""
    with downloads.turn(), downloads.turn():
        assert client.get("/exports/events-csv").status_code == 503
    assert client.get("/exports/events-csv").status_code == 200
