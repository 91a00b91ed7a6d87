"""Exports as a user meets them: whole or not at all, nothing overwritten, the same bytes again."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pytest
from workbench import project_at

from onrecord.errors import UsageError
from onrecord.present.export import registry, writing
from onrecord.present.export.exporter import ArticleItem, EventItem, ExpectationItem, Kind, LayerItem, Summary
from onrecord.project.asking import asked_of
from onrecord.project.feeding import feeding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item
    from onrecord.project.outgoing import Asked
    from onrecord.project.project import Project

TODAY = date(2024, 6, 1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return a project of three articles."""
    with project_at(tmp_path / "p") as made:
        yield made


def asked(**filters: str) -> Asked:
    """Return what is asked for, on a fixed day."""
    return asked_of(today=TODAY, **filters)


class Broken:
    """A format that writes and then fails."""

    name: ClassVar[str] = "broken"
    suffix: ClassVar[str] = ".txt"
    needs: ClassVar[frozenset[Kind]] = frozenset(Kind)
    drops: ClassVar[tuple[str, ...]] = ()
    failure: BaseException = RuntimeError("no further")

    def setup(self, out: Path, header: Header) -> None:
        """Write something."""
        assert header.program
        self.seen: list[Item] = []
        out.write_text("half", encoding="utf-8")

    def feed(self, item: Item) -> None:
        """Keep the item."""
        self.seen.append(item)

    def finish(self) -> Summary:
        """Fail."""
        raise self.failure


@pytest.mark.parametrize("failure", [RuntimeError("no"), KeyboardInterrupt()])
def test_a_failure_leaves_what_was_there(project: Project, tmp_path: Path, failure: BaseException) -> None:
    """After an error or an interrupt OUT holds what it held, and nothing stands beside it."""
    out = tmp_path / "x.txt"
    out.write_text("before", encoding="utf-8")
    broken = Broken()
    broken.failure = failure
    with pytest.raises(type(failure)):
        writing.export(project, broken, str(out), asked(), force=True)
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p", "x.txt"]


def test_items_come_by_kind_day_and_id(project: Project, tmp_path: Path) -> None:
    """Articles come first, then events, expectations, and what they are made from, each by day and id."""
    broken = Broken()
    with pytest.raises(RuntimeError):
        writing.export(project, broken, str(tmp_path / "x.txt"), asked())
    kinds = [type(item) for item in broken.seen]
    assert kinds == sorted(kinds, key=[ArticleItem, EventItem, ExpectationItem, LayerItem].index)
    assert kinds.count(ArticleItem) == 3
    days = [
        (item.values["first"] or item.values["told_first"], item.id) for item in broken.seen if type(item) is EventItem
    ]
    assert days
    assert days == sorted(days)


def test_an_existing_file_is_refused(project: Project, tmp_path: Path) -> None:
    """Without force, what is there stays and the error says what to do."""
    out = tmp_path / "events.csv"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="--force"):
        writing.export(project, registry.exporter("events-csv"), str(out), asked())
    assert out.read_text(encoding="utf-8") == "mine"


def test_a_folder_of_somebody_is_never_replaced(tmp_path: Path) -> None:
    """With force, only an empty folder or one that an export made is replaced."""
    (tmp_path / "mine").mkdir()
    writing.check(tmp_path / "mine", folder=True, force=True)
    (tmp_path / "mine" / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="no export made"):
        writing.check(tmp_path / "mine", folder=True, force=True)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A format of one file does not replace a folder, whatever is forced."""
    with pytest.raises(UsageError, match="this format is a file"):
        writing.check(tmp_path, folder=False, force=True)


def test_the_same_bytes_again(project: Project, tmp_path: Path) -> None:
    """The same project gives the same file, the second in the place of the first."""
    out = tmp_path / "events.csv"
    first = writing.export(project, registry.exporter("events-csv"), str(out), asked())
    before = out.read_bytes()
    again = writing.export(project, registry.exporter("events-csv"), str(out), asked(), force=True)
    assert (out.read_bytes(), again) == (before, first)


def test_standard_output(project: Project, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """With "-" a format of one file goes to standard output."""
    writing.export(project, registry.exporter("events-csv"), "-", asked(dyad="NOR-PER"))
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode())))
    assert {row["type"] for row in rows} == {"CONSULT", "SUPPORT"}
    assert all({*row["actors"].split(), *row["recipients"].split()} == {"NOR", "PER"} for row in rows)


@pytest.mark.parametrize(
    ("filters", "most"),
    [({"outlet": "example POST"}, 3), ({"dyad": "KEN-UGA"}, 2), ({"since": "2031-01-01"}, 0), ({"party": "per"}, 4)],
)
def test_filters_narrow(project: Project, filters: dict[str, str], most: int) -> None:
    """Filters narrow events to those told so, and articles to those that pass or tell such an event."""
    with feeding(project, asked(**filters)) as feed:
        _, items = feed.items({Kind.ARTICLE, Kind.EVENT})
        found = list(items)
    events = [item for item in found if isinstance(item, EventItem)]
    articles = {item.id for item in found if isinstance(item, ArticleItem)}
    assert len(events) <= most
    assert bool(events) == bool(most)
    assert {telling["article"] for item in events for telling in item.values["tellings"]} <= articles


def test_an_event_has_its_tellings(project: Project) -> None:
    """A telling brings the words with offsets, the source, and the records it rests on."""
    with feeding(project, asked(dyad="NOR-PER", type="CONSULT", outlet="Example Post")) as feed:
        _, items = feed.items({Kind.EVENT})
        (event,) = items
    assert isinstance(event, EventItem)
    told = next(one for one in event.values["tellings"] if one["outlet"] == "Example Post")
    assert told["span"]["text"] == "visit"
    assert told["source"]["type"] == "unnamed"
    assert [one["id"] for one in told["attributions"]] == ["a1"]
    assert told["event"]["trigger"]["start"] == told["span"]["start"]


def test_an_unknown_format_is_named() -> None:
    """An unknown format is refused with the names of those there are."""
    with pytest.raises(UsageError, match="events-csv"):
        registry.exporter("xlsx")


@pytest.mark.parametrize("name", registry.names())
def test_every_format_is_described(name: str) -> None:
    """Every format loads, bears its name, and says what it leaves out."""
    made = registry.exporter(name)
    assert made.name == name
    assert made.needs <= set(Kind)
    assert made.suffix == "" or made.suffix.startswith(".")
    assert isinstance(made.drops, tuple)
