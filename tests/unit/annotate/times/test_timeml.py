"""The TimeML scorer, on a small invented archive."""

from __future__ import annotations

import io
import tarfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.times import find_times
from onrecord.evaluate.timeml import GoldTime, matches, parse_timeml, read_timeml, score_timeml
from onrecord.types.text import Span

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = b"""<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2025-12-03">2025-12-03</TIMEX3></DCT>
<TEXT>They <EVENT eid="e1">met</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2025-12-02">Tuesday</TIMEX3>
for <TIMEX3 tid="t2" type="DURATION" value="P3D">three days</TIMEX3>.</TEXT></TimeML>"""


def archive(folder: Path, content: bytes) -> Path:
    """Return an archive with one document."""
    path = folder / "times.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        info = tarfile.TarInfo("tml/a.tml")
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    return path


def test_offsets_and_creation_day() -> None:
    """Times of the body only, with offsets into its text; the creation time is the publication date."""
    document = parse_timeml("a", DOCUMENT)
    assert document.created == date(2025, 12, 3)
    assert [t.span.of(document.text) for t in document.times] == ["Tuesday", "three days"]


def test_a_perfect_finder_scores_one(tmp_path: Path) -> None:
    """The grammar reads the invented document without error."""
    figures = score_timeml(archive(tmp_path, DOCUMENT), find_times)
    assert figures["all"]["strict_f1"] == figures["all"]["value_f1"] == 1.0
    assert figures["even DATE"]["gold"] == 1
    assert figures["odd"]["gold"] == 0


def test_each_span_is_matched_once() -> None:
    """One wide span over two gold spans matches one of them; equal spans come first."""
    gold = [GoldTime(Span(0, 3), "DATE", "a"), GoldTime(Span(5, 8), "DATE", "b")]
    wide = [GoldTime(Span(0, 8), "DATE", "a")]
    assert list(matches(gold, wide)) == [(gold[0], wide[0])]
    assert list(matches(gold, [gold[1]])) == [(gold[1], gold[1])]


def test_entity_declarations_are_refused(tmp_path: Path) -> None:
    """XML that declares entities is not parsed."""
    bad = b'<!DOCTYPE x [<!ENTITY a "b">]><TimeML><TEXT>&a;</TEXT></TimeML>'
    with pytest.raises(ValueError, match="entities"):
        list(read_timeml(archive(tmp_path, bad)))
