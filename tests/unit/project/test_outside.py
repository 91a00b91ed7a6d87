"""Outside claims in a project: brought in once, shown beside the record, never in it, taken back whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from coded_rows import line_of, table_of
from workbench import project_at

from onrecord.errors import SourceError, UsageError
from onrecord.project.outside import COUNTED, ImportResult, asked_beside
from onrecord.record.happenings import EventFilters
from onrecord.types.outside import OutsideFilters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.project.outside import Outside
    from onrecord.project.project import Project

ALL = OutsideFilters()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return a project of three articles."""
    with project_at(tmp_path / "p") as made:
        yield made


@pytest.fixture
def outside(project: Project) -> Outside:
    """Return its outside claims."""
    return project.outside


def written(folder: Path, name: str, content: str) -> str:
    """Write a file and return its path."""
    (folder / name).write_text(content, encoding="utf-8")
    return str(folder / name)


def icews(folder: Path, *lines: str, name: str = "events.tab") -> str:
    """Write an ICEWS file and return its path."""
    return written(folder, name, table_of("icews", *lines))


def test_a_row_comes_back_as_it_was(outside: Outside, tmp_path: Path) -> None:
    """A claim that was kept has every value it had, its file and its line."""
    file = icews(tmp_path)
    (result,) = outside.bring_in("icews", [file])
    (kept,) = outside.claims(ALL)
    assert (kept.claim.native, kept.claim.dyads, kept.claim.body["Story ID"]) == ("70000001", ("NOR-PER",), "5")
    assert [(one.number, one.file, one.line) for one in kept.stands] == [(result.number, file, 2)]


def test_nothing_of_it_enters_the_record(project: Project, tmp_path: Path) -> None:
    """Events, counts and the digest of the record are the same before and after an import."""
    before = (project.digest(), project.across.events(EventFilters()), project.status())
    project.outside.bring_in("icews", [icews(tmp_path)])
    after = (project.digest(), project.across.events(EventFilters()), project.status())
    assert (after[0], after[1], after[2].articles) == (before[0], before[1], before[2].articles)
    assert project.store.problems() == []


def test_every_row_is_kept_or_refused(outside: Outside, tmp_path: Path) -> None:
    """Counts add up, refusals have line and reason, and unknown values are listed with their rows."""
    lines = (
        line_of("icews"),
        "broken\trow",
        line_of("icews", **{"Event ID": "2", "Source Country": "Atlantis"}),
        line_of("icews", **{"Event ID": "3", "Source Country": "Atlantis"}),
    )
    (result,) = outside.bring_in("icews", [icews(tmp_path, *lines)])
    assert result.counts() == {
        "rows": 4,
        "claims": 3,
        "repeated": 0,
        "mentions": 0,
        "refused": 1,
        "noted": 2,
        "shared": 0,
    }
    (refused,) = outside.store.refused(result.number)
    assert (refused.line, refused.code) == (3, "wrong-fields")
    assert outside.store.notes(result.number) == (("unknown-country", "Atlantis", 2),)


def test_the_same_file_again_changes_nothing(outside: Outside, tmp_path: Path) -> None:
    """Exactly this file, under whatever name, is known."""
    first = outside.bring_in("icews", [icews(tmp_path)])[0]
    again = outside.bring_in("icews", [icews(tmp_path, name="copy.tab")])[0]
    assert (again.known, again.number, again.counts()) == (True, first.number, first.counts())
    assert len(outside.store.imports()) == 1


def test_a_row_of_several_files_is_kept_once(outside: Outside, tmp_path: Path) -> None:
    """A row in two files stands on both lines; taking one back leaves it, taking both back removes it."""
    other = line_of("icews", **{"Event ID": "2"})
    one = icews(tmp_path, line_of("icews"), line_of("icews"))
    two = icews(tmp_path, other, line_of("icews"), name="two.tab")
    results = outside.bring_in("icews", [one, two])
    assert [(r.claims, r.repeated) for r in results] == [(1, 1), (1, 1)]
    (kept,) = [kept for kept in outside.claims(ALL) if kept.claim.native == "70000001"]
    assert [(s.number, s.line) for s in kept.stands] == [(1, 2), (1, 3), (2, 3)]
    outside.withdraw(one)
    assert outside.store.count(ALL) == 2
    outside.withdraw("2")
    assert (outside.store.count(ALL), outside.store.count(OutsideFilters(party="PER"))) == (0, 0)


def test_ids_that_are_not_unique_are_all_kept(outside: Outside, tmp_path: Path) -> None:
    """Two different rows under one id of the data set are two claims."""
    file = icews(tmp_path, line_of("icews"), line_of("icews"), line_of("icews", **{"CAMEO Code": "040"}))
    (result,) = outside.bring_in("icews", [file])
    assert (result.claims, result.repeated, result.shared) == (2, 1, 1)


def test_a_withdrawn_import_can_come_again(outside: Outside, tmp_path: Path) -> None:
    """After it was taken back the same file is new, and the log of imports keeps both."""
    file = icews(tmp_path)
    outside.bring_in("icews", [file])
    outside.withdraw("1")
    assert outside.bring_in("icews", [file])[0].claims == 1
    assert [bool(one.withdrawn) for one in outside.store.imports()] == [True, False]
    with pytest.raises(UsageError, match="no import that stands"):
        outside.withdraw("1")


def test_a_file_broken_halfway_leaves_nothing(
    outside: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where reading fails after some rows, no row and no import stays, and the error names the file."""

    def broken(*_: object) -> Iterator[object]:
        yield from ()
        raise SourceError("the packed file is broken")

    monkeypatch.setattr("onrecord.project.outside.read_coded", broken)
    with pytest.raises(SourceError, match=r"events\.tab"):
        outside.bring_in("icews", [icews(tmp_path)])
    assert (outside.store.imports(), outside.store.count(ALL)) == ((), 0)


def test_what_a_killed_import_left_is_begun_anew(outside: Outside, tmp_path: Path) -> None:
    """An import without end is started again under its number by the same call."""
    file = icews(tmp_path)
    outside.bring_in("icews", [file])
    with outside.store._connection as connection:
        connection.execute("UPDATE outside_import SET ended = NULL, counts = NULL")
    (again,) = outside.bring_in("icews", [file])
    assert (again.number, again.claims, again.known) == (1, 1, False)


def test_filters_narrow(outside: Outside, tmp_path: Path) -> None:
    """Data set, party, dyad, type, days and status narrow; pages follow the day."""
    lines = (
        line_of("icews"),
        line_of("icews", **{"Event ID": "2", "Event Date": "2024-06-01", "CAMEO Code": "163"}),
        line_of("icews", **{"Event ID": "3", "Event Date": "2024-07-01", "Target Country": "Chile"}),
    )
    outside.bring_in("icews", [icews(tmp_path, *lines)])
    outside.bring_in("gdelt", [written(tmp_path, "g.csv", table_of("gdelt"))])

    def natives(**asked: str) -> list[str]:
        return [kept.claim.native for kept in outside.claims(OutsideFilters(**asked))]  # type: ignore[arg-type]

    assert natives(dyad="NOR-PER") == ["70000001", "900000001", "2"]
    assert natives(dataset="gdelt") == ["900000001"]
    assert natives(party="CHL") == ["3"]
    assert natives(type="SANCTION") == ["2"]
    assert natives(since="2024-06-01", until="2024-06-30") == ["2"]
    assert [kept.claim.native for kept in outside.claims(ALL, limit=1, offset=3)] == ["3"]
    assert outside.store.count(OutsideFilters(statuses=("denied",))) == 0


def test_a_dyad_is_counted_by_data_set_and_period(outside: Outside, tmp_path: Path) -> None:
    """Rows count by PLOVER class and month, statements apart, with the mean of the data set's own score."""
    lines = (
        line_of("icews"),
        line_of("icews", **{"Event ID": "2", "CAMEO Code": "010", "Intensity": "0"}),
        line_of("icews", **{"Event ID": "3", "Event Date": "2024-06-03", "CAMEO Code": "163", "Intensity": "-8"}),
    )
    outside.bring_in("icews", [icews(tmp_path, *lines)])
    outside.bring_in("gdelt", [written(tmp_path, "g.csv", table_of("gdelt"))])
    gdelt, found = outside.dyad("per", "nor")
    assert (gdelt.dataset, found.dataset, found.rows) == ("gdelt", "icews", 3)
    assert [(p.first.month, p.quads, p.untyped, p.score) for p in found.periods] == [
        (5, (1, 0, 0, 0), 1, 0.95),
        (6, (0, 0, 0, 1), 0, -8.0),
    ]
    assert outside.between("NOR-PER", since="2024-06-01")[0].rows == 1
    assert outside.between(None) == ()


def test_mentions_stand_beside_their_event(outside: Outside, tmp_path: Path) -> None:
    """A GDELT event shows how many mentions name it; mentions are no claims."""
    outside.bring_in("gdelt", [written(tmp_path, "g.csv", table_of("gdelt"))])
    (result,) = outside.bring_in("gdelt-mentions", [written(tmp_path, "m.csv", table_of("gdelt-mentions"))])
    assert (result.mentions, result.claims) == (1, 0)
    (kept,) = outside.claims(ALL)
    assert kept.mentions == 1


def test_a_record_of_several_events_is_several_claims(outside: Outside, tmp_path: Path) -> None:
    """One line of PLOVER that codes two events gives two claims on one line, counted as one row."""
    record = {"id": "r", "date": "2024-05-06", "actor": "PER", "recipient": "NOR", "event": ["AID", "CONSULT"]}
    (result,) = outside.bring_in("plover", [written(tmp_path, "p.jsonl", json.dumps(record))])
    assert (result.rows, result.claims, result.shared) == (1, 2, 0)


def test_half_characters_do_not_stop_an_import(outside: Outside, tmp_path: Path) -> None:
    """A record with half a character or a zero byte in its words is kept."""
    line = '{"id": "r\\u0000", "date": "2024-05-06", "actor": {"entity_text": "\\ud800"}, "event": "\\ud800"}'
    (result,) = outside.bring_in("plover", [written(tmp_path, "p.jsonl", line)])
    assert (result.claims, result.noted) == (1, 1)
    assert outside.claims(ALL)[0].claim.actors[0].name == "\ud800"


def test_what_cannot_be_imported_says_so(outside: Outside, tmp_path: Path) -> None:
    """No file, a file that is not there, and an unknown data set are errors that say what to do."""
    with pytest.raises(UsageError, match="at least one file"):
        outside.bring_in("icews", [])
    with pytest.raises(UsageError, match="no such file"):
        outside.bring_in("icews", [tmp_path / "none.tab"])
    with pytest.raises(UsageError, match="gdelt-mentions"):
        outside.bring_in("acled", [icews(tmp_path)])


def test_our_filters_ask_for_the_same_outside() -> None:
    """What narrows our events narrows outside claims alike."""
    asked = asked_beside(EventFilters("NOR-PER", "NOR", "AID", "denied", "2024-01-01", "2024-12-31"))
    assert asked == OutsideFilters(None, "NOR", "NOR-PER", "AID", "2024-01-01", "2024-12-31", ("denied",))


def test_a_backup_has_them(project: Project, tmp_path: Path) -> None:
    """A restored backup has the outside claims of the project."""
    from onrecord.project.project import restore  # noqa: PLC0415 - of this test alone

    project.outside.bring_in("icews", [icews(tmp_path)])
    project.backup(tmp_path / "b.db")
    with restore(tmp_path / "b.db", tmp_path / "again") as made:
        assert made.outside.store.count(ALL) == 1


def test_counts_name_every_number() -> None:
    """The numbers of a result are those that are kept with the import."""
    assert set(ImportResult(1, "x", "gdelt").counts()) == set(COUNTED)
