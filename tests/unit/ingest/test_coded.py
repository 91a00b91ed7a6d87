"""Rows of event data sets, read: columns in any shape, every row kept or refused, codes matched or left open."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from coded_rows import header_of, line_of, table_of
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SourceError, UsageError
from onrecord.ingest.coded.opening import LONGEST, lines_of
from onrecord.ingest.coded.plover import read_records
from onrecord.ingest.coded.readers import dataset_named, read_coded
from onrecord.ingest.coded.rows import Row, layout, read_rows
from onrecord.ingest.coded.values import parts_of
from onrecord.ingest.items import Limits
from onrecord.types.outside import Noted, OutsideClaim, OutsideMention, Refused, Side

if TYPE_CHECKING:
    from pathlib import Path


def found_in(folder: Path, dataset: str, content: str | bytes, name: str = "rows.txt") -> list[Any]:
    """Return all that a file holds."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_coded(path, dataset_named(dataset), Limits()))


def one_claim(folder: Path, dataset: str, **changed: str) -> OutsideClaim:
    """Return the claim of a row by hand with some values changed."""
    (claim,) = [
        one
        for one in found_in(folder, dataset, table_of(dataset, line_of(dataset, **changed)))
        if isinstance(one, OutsideClaim)
    ]
    return claim


def test_a_gdelt_event_is_read(tmp_path: Path) -> None:
    """A published row without header gives sides, act, day, place, outlet, and keeps its own columns."""
    (claim,) = found_in(tmp_path, "gdelt", table_of("gdelt", header=False))
    assert (claim.native, claim.day, claim.line) == ("900000001", date(2024, 5, 6), 1)
    assert (claim.type, claim.mode, claim.status, claim.code, claim.score) == (
        "CONSULT",
        "visit",
        "occurred",
        "042",
        1.9,
    )
    assert (claim.actors, claim.recipients) == ((Side("PERU", "PER", "GOV"),), (Side("NORWAY", "NOR", None),))
    assert (claim.country, claim.latitude, claim.outlet) == ("PER", -12.05, "post.example")
    assert (claim.published, claim.dyads) == (date(2024, 5, 7), ("NOR-PER",))
    assert claim.body["AvgTone"] == "-1.5"
    assert "Actor2Type1Code" not in claim.body


def test_the_host_of_a_visit_does_not_act(tmp_path: Path) -> None:
    """CAMEO 043 tells a visit of its host; the visitor is the actor."""
    claim = one_claim(tmp_path, "gdelt", EventCode="043")
    assert [side.party for side in claim.actors] == ["NOR"]
    assert [side.party for side in claim.recipients] == ["PER"]


@pytest.mark.parametrize(
    ("changed", "party"),
    [
        ({"Actor1Code": "IGOEUREEC", "Actor1CountryCode": "EUR", "Actor1KnownGroupCode": "EEC"}, "EUR"),
        ({"Actor1Code": "EUR", "Actor1CountryCode": "EUR"}, None),
        ({"Actor1Code": "IGOXYZ", "Actor1CountryCode": "", "Actor1Type1Code": "IGO"}, "IGO"),
        ({"Actor1Code": "PERREB", "Actor1Type1Code": "REB"}, "PER-REB"),
        ({"Actor1Code": "PERSEP", "Actor1Type1Code": "SEP"}, "PER-REB"),
        ({"Actor1Code": "BUS", "Actor1CountryCode": "", "Actor1Type1Code": "BUS"}, None),
    ],
)
def test_parties_of_gdelt(tmp_path: Path, changed: dict[str, str], party: str | None) -> None:
    """Known groups go before countries, bodies of states are IGO, armed groups get -REB, regions are nobody."""
    assert one_claim(tmp_path, "gdelt", **changed).actors[0].party == party


def test_a_statement_has_no_type(tmp_path: Path) -> None:
    """What PLOVER does not code is kept without a type, and an intent says what it announces."""
    statement = one_claim(tmp_path, "gdelt", EventCode="010")
    assert (statement.type, statement.text) == (None, "Make statement")
    intent = one_claim(tmp_path, "gdelt", EventCode="036")
    assert (intent.type, intent.announces, intent.status) == ("AGREE", "CONSULT", "occurred")


def test_headers_in_any_shape(tmp_path: Path) -> None:
    """Semicolons, another order, another spelling, an index in front and a mark at the start read the same row."""
    names = [name.lower() for name in layout("gdelt").columns]
    row = line_of("gdelt").split("\t")
    content = "\ufeff" + ";".join(["", *reversed(names)]) + "\r\n" + ";".join(["0", *reversed(row)]) + "\r\n"
    (claim,) = found_in(tmp_path, "gdelt", content)
    (published,) = found_in(tmp_path, "gdelt", table_of("gdelt", header=False))
    assert claim.line == 2
    assert dict(claim.body) == dict(published.body)


def test_a_quoted_field_may_hold_the_delimiter(tmp_path: Path) -> None:
    """In a table with commas a name in quotation marks is one field; between tabs the marks are text."""
    line = line_of("icews", ",", **{"Source Sectors": '"Executive,Government"', "City": '"Oslo"'})
    (claim,) = found_in(tmp_path, "icews", header_of("icews", ",") + "\n" + line + "\n")
    assert claim.body["Source Sectors"] == "Executive,Government"
    assert one_claim(tmp_path, "icews", City='"Oslo"').place == '"Oslo"'


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    """A column no data set has stands in the row under its own name."""
    content = header_of("icews") + "\tHeadline\n" + line_of("icews") + "\tA visit\n"
    (claim,) = found_in(tmp_path, "icews", content)
    assert claim.body["Headline"] == "A visit"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("too\tfew", "wrong-fields"),
        (line_of("icews") + "\tx\ty", "wrong-fields"),
        (line_of("icews", **{"Event ID": ""}), "no-id"),
        (line_of("icews", **{"Event Date": ""}), "no-date"),
        (line_of("icews", **{"Event Date": "2024-02-30"}), "bad-date"),
        (line_of("icews", **{"Event Date": "May 6"}), "bad-date"),
    ],
)
def test_broken_rows_are_refused_and_the_rest_is_read(tmp_path: Path, line: str, code: str) -> None:
    """A row that cannot be read is told with its line and reason; those around it are kept."""
    found = found_in(tmp_path, "icews", table_of("icews", line_of("icews"), line, line_of("icews")))
    assert [type(one) for one in found] == [OutsideClaim, Refused, OutsideClaim]
    assert (found[1].line, found[1].code) == (3, code)


def test_spare_tabs_and_a_last_column_left_away(tmp_path: Path) -> None:
    """Tabs at the end are nothing, and a row may end before an empty last column."""
    short = line_of("gdelt", SOURCEURL="").rstrip("\t")
    found = found_in(tmp_path, "gdelt", table_of("gdelt", line_of("gdelt") + "\t\t", short))
    assert [type(one) for one in found] == [OutsideClaim, OutsideClaim]


def test_older_layouts_are_told_by_their_length(tmp_path: Path) -> None:
    """Rows without the second administrative codes (58 fields) are read; another number of fields is another file."""
    row = dict(zip(layout("gdelt").columns, line_of("gdelt").split("\t"), strict=True))
    older = "\t".join(value for name, value in row.items() if not name.endswith("ADM2Code"))
    (claim,) = found_in(tmp_path, "gdelt", older + "\n")
    assert claim.url == "https://www.post.example/a"
    with pytest.raises(SourceError, match="names no columns"):
        found_in(tmp_path, "gdelt", "1\t2\t3\n")


def test_a_table_of_another_data_set_is_refused(tmp_path: Path) -> None:
    """A header without a required column stops the file, and the error names the column."""
    with pytest.raises(SourceError, match="no column 'Event Type'"):
        found_in(tmp_path, "polecat", table_of("icews"))


def test_what_cannot_be_used_is_noted(tmp_path: Path) -> None:
    """Unknown countries and codes and impossible places leave a gap and a note; the row stays."""
    line = line_of("icews", **{"Source Country": "Atlantis", "CAMEO Code": "xx", "Latitude": "1000"})
    found = found_in(tmp_path, "icews", table_of("icews", line))
    assert {(one.code, one.value) for one in found if isinstance(one, Noted)} == {
        ("unknown-country", "Atlantis"),
        ("unknown-code", "xx"),
        ("bad-place", "1000, 10.7461"),
    }
    (claim,) = [one for one in found if isinstance(one, OutsideClaim)]
    assert (claim.type, claim.latitude, claim.actors[0].party) == (None, None, None)


def test_an_icews_row_is_read(tmp_path: Path) -> None:
    """Countries are names, sectors the first of the table, the event text is kept."""
    claim = one_claim(tmp_path, "icews")
    assert claim.actors == (Side("Foreign Affairs (Peru)", "PER", "GOV"),)
    assert (claim.type, claim.mode, claim.text, claim.place) == ("CONSULT", "visit", "Make a visit", "Oslo")
    assert (claim.outlet, claim.country) == ("Example Wire", "NOR")


@pytest.mark.parametrize(
    ("name", "sectors", "party"),
    [
        ("European Union", "International Government Organization,Regional", "EUR"),
        ("Secretariat (United Nations)", "NA", "UNO"),
        ("Harbour League", "International Government Organization", "IGO"),
        ("Harbour Traders", "Business", None),
    ],
)
def test_sides_of_icews_without_a_country(tmp_path: Path, name: str, sectors: str, party: str | None) -> None:
    """An organisation is known by its name, in brackets too, or as a body of states; others are nobody."""
    changed = {"Source Name": name, "Source Sectors": sectors, "Source Country": "NA"}
    assert one_claim(tmp_path, "icews", **changed).actors[0].party == party


def test_an_unspecified_actor_is_nobody(tmp_path: Path) -> None:
    """A target nobody knows is no recipient, and armed groups of a country get -REB."""
    claim = one_claim(tmp_path, "icews", **{"Target Name": "Unspecified Actor", "Target Country": "NULL"})
    assert (claim.recipients, claim.dyads) == ((), ())
    rebels = one_claim(tmp_path, "icews", **{"Source Sectors": "Dissident,Insurgents"})
    assert rebels.dyads == ("NOR-PER-REB",)


def test_a_polecat_row_is_read(tmp_path: Path) -> None:
    """Several actors in one cell are several sides; "None" is nothing; auxiliary modes give the status."""
    changed = {
        "Actor Name": "Peru; Chile",
        "Actor Country": "PER; CHL",
        "Actor Sectors": "GOV; MIL",
        "Event Mode": "visit; hypothetical",
        "Recipient Name": "None",
        "Recipient Country": "None",
    }
    claim = one_claim(tmp_path, "polecat", **changed)
    assert claim.actors == (Side("Peru", "PER", "GOV"), Side("Chile", "CHL", "MIL"))
    assert (claim.mode, claim.status, claim.contexts) == ("visit", "possible", ("diplomatic", "economic"))
    assert (claim.dyads, claim.country) == (("CHL-PER",), "NOR")


def test_other_headers_of_polecat(tmp_path: Path) -> None:
    """ "Event Intensity" is the intensity, and country names stand for codes."""
    content = table_of("polecat", line_of("polecat", **{"Actor Country": "Russia|Russian Federation"}))
    (claim,) = found_in(tmp_path, "polecat", content.replace("\tIntensity\t", "\tEvent Intensity\t"))
    assert claim.score == 4.0
    assert {side.party for side in claim.actors} == {"RUS"}


def test_a_mention_is_read(tmp_path: Path) -> None:
    """A mention names an event, a moment, an outlet, an address and a sentence."""
    (mention,) = found_in(tmp_path, "gdelt-mentions", table_of("gdelt-mentions"))
    assert isinstance(mention, OutsideMention)
    assert (mention.native, mention.outlet, mention.sentence, mention.confidence) == (
        "900000001",
        "post.example",
        3,
        60,
    )


def plover(*records: Any) -> list[Any]:
    """Return what PLOVER records (or raw lines) give."""
    lines = "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records)
    return list(read_records(lines_of(io.BytesIO(lines.encode()))))


RECORD = {
    "id": "r-1",
    "date": "2024-05-06",
    "actor": [{"code": "PER", "sector": "GOV", "entity_text": "Lima"}],
    "recipient": [{"code": "NOR", "entity_text": "Oslo"}],
    "event": ["CONSULT"],
    "mode": ["visit", "future"],
    "context": ["diplomatic"],
    "event_scale": 4,
    "event_loc": [{"resolved_place": "Oslo", "lat": 59.9, "lon": 10.7, "country_code": "NOR"}],
}


def test_a_plover_record_is_read() -> None:
    """Entities, event, mode with its auxiliary mode, place and scale become a claim that keeps the record whole."""
    (claim,) = plover(RECORD)
    assert (claim.type, claim.mode, claim.status, claim.score) == ("CONSULT", "visit", "expected", 4.0)
    assert (claim.actors[0].party, claim.recipients[0].party, claim.place) == ("PER", "NOR", "Oslo")
    assert claim.body == RECORD


def test_plover_of_older_drafts() -> None:
    """Words in the place of lists, "target" for recipient and former types are read; each event is a claim."""
    old = {"id": 7, "date": "20240506", "actor": "PER", "target": "NOR", "event": "DEMAND; CONSULT"}
    found = plover(old)
    assert [(claim.native, claim.type, claim.dyads) for claim in found] == [
        ("7", "REQUEST", ("NOR-PER",)),
        ("7", "CONSULT", ("NOR-PER",)),
    ]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("{", "not-json"),
        ("[1]", "not-json"),
        ('{"id": "x", "event_scale": NaN}', "not-json"),
        ({"date": "2024-05-06", "event": "AID"}, "no-id"),
        ({"id": "x", "event": "AID"}, "no-date"),
        ({"id": "x", "date": "2024-05-06"}, "no-event"),
        ('{"id": "x", "actor": ' + "[" * 60 + "]" * 60 + "}", "too-deep"),
    ],
)
def test_broken_records_are_refused(record: Any, code: str) -> None:
    """What is no record, or lacks what PLOVER requires, is refused with a reason; the next line is read."""
    found = plover(record, RECORD)
    assert [type(one) for one in found] == [Refused, OutsideClaim]
    assert (found[0].line, found[0].code) == (1, code)


@pytest.mark.parametrize("packed", ["gz", "zip"])
def test_packed_files_are_read(tmp_path: Path, packed: str) -> None:
    """A gzipped file, or a zip of one file, reads like the file itself."""
    content = table_of("gdelt").encode()
    if packed == "gz":
        body = gzip.compress(content)
    else:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("rows.CSV", content)
        body = made.getvalue()
    assert len(found_in(tmp_path, "gdelt", body, f"rows.{packed}")) == 1


@pytest.mark.parametrize("body", [b"\x1f\x8bbroken", b"PK\x03\x04broken"])
def test_a_broken_packed_file_is_an_error(tmp_path: Path, body: bytes) -> None:
    """A packed file that cannot be unpacked says so."""
    with pytest.raises(SourceError, match="broken"):
        found_in(tmp_path, "gdelt", body)


def test_a_zip_of_several_files_is_refused(tmp_path: Path) -> None:
    """Which of several files is meant is not guessed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a", "1")
        archive.writestr("b", "2")
    with pytest.raises(SourceError, match="2 files"):
        found_in(tmp_path, "gdelt", made.getvalue())


def test_a_line_too_long_is_refused(tmp_path: Path) -> None:
    """A line beyond the limit is refused without being held, and the next one is read."""
    found = found_in(tmp_path, "gdelt", table_of("gdelt", "x" * (LONGEST + 5), line_of("gdelt")))
    assert [type(one) for one in found] == [Refused, OutsideClaim]
    assert (found[0].code, found[1].line) == ("line-too-long", 3)


def test_bytes_that_are_not_utf8_are_read_and_noted(tmp_path: Path) -> None:
    """Windows-1252 is read as such and noted; no byte stops a row."""
    content = table_of("icews", line_of("icews", City="Lim\u00e1")).encode("cp1252") + b"\x81"
    found = found_in(tmp_path, "icews", content)
    assert [type(one) for one in found][:2] == [Noted, OutsideClaim]
    assert found[1].place == "Lim\u00e1"


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    """A file without lines gives nothing."""
    assert found_in(tmp_path, "gdelt", "\n\n") == []


def test_an_unknown_data_set_is_an_error() -> None:
    """The error names the data sets there are."""
    with pytest.raises(UsageError, match="polecat"):
        dataset_named("acled")


def test_parts_of_a_value() -> None:
    """Semicolons and bars divide; "None" is no part."""
    assert parts_of("A; B|C;None") == ("A", "B", "C")


@given(st.lists(st.text(max_size=60).filter(lambda text: "\n" not in text and "\r" not in text), max_size=8))
def test_every_line_is_kept_or_refused(texts: list[str]) -> None:
    """Whatever stands in the lines of a table, each that is not empty gives exactly one row or refusal."""
    content = "\n".join([header_of("icews"), *texts])
    found = read_rows(lines_of(io.BytesIO(content.encode("utf-8", "replace"))), layout("icews"))
    told = [one.line for one in found if isinstance(one, (Row, Refused))]
    assert told == [number for number, text in enumerate(texts, 2) if text.strip()]


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists) | st.text())
def test_no_record_breaks_the_reader(value: Any) -> None:
    """Whatever JSON stands in the fields of a record, the line gives claims or one refusal."""
    for key in ("actor", "recipient", "event", "mode", "event_loc", "cite_info", "onrecord", "date", "id"):
        line = json.dumps(RECORD | {key: value})
        found = list(read_records(lines_of(io.BytesIO(line.encode()))))
        kept = [one for one in found if not isinstance(one, Noted)]
        assert kept
        assert all(isinstance(one, OutsideClaim) for one in kept) or len(kept) == 1
