"""The JSON of a record built by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onrecord.present.json import FORMAT, to_dict, to_json

if TYPE_CHECKING:
    from onrecord.types.record import Record

TOP = (
    "format document parties people times attributions events positions flows leverages instruments forums evaluations "
    "narratives sourcing issues"
).split()


def spans(value: Any) -> list[dict[str, Any]]:
    """Return all {start, end, text} objects within a JSON value."""
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= set(value) else []
        return own + [span for item in value.values() for span in spans(item)]
    return []


def test_one_line(record: Record) -> None:
    """A record is one line of JSON, and reading it back gives the same values as `to_dict`."""
    line = to_json(record)
    assert "\n" not in line
    assert json.loads(line) == to_dict(record)


def test_keys_in_order(record: Record) -> None:
    """The top keys come in a fixed order, format first and provenance last."""
    assert list(to_dict(record)) == [*TOP, "provenance"]
    assert to_dict(record)["format"] == FORMAT


def test_same_bytes(record: Record) -> None:
    """The same record gives the same bytes."""
    assert to_json(record) == to_json(replace(record))


def test_one_line_for_every_reader(record: Record) -> None:
    """Characters at which some readers end a line, and halves of characters, are printed as escapes."""
    odd = "a\x85b\u2028c\u2029d\ud800e"
    line = to_json(replace(record, document=replace(record.document, outlet=odd)))
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8")
    assert json.loads(line)["document"]["outlet"] == odd


def test_letters_stay_letters(record: Record) -> None:
    """Letters beyond ASCII are printed as they are."""
    told = replace(record, document=replace(record.document, outlet="Ålesund Tidende"))
    assert "Ålesund Tidende" in to_json(told)


def test_spans_point_into_the_text(record: Record) -> None:
    """Every span's text is the document's text between its offsets."""
    text = record.document.text
    found = [s for s in spans(to_dict(record)) if isinstance(s["start"], int)]
    assert len(found) > 30
    assert all(text[s["start"] : s["end"]] == s["text"] for s in found)


def test_text_only_on_demand(record: Record) -> None:
    """A plain text is printed with the record only on demand, since the reader has it."""
    assert "text" not in to_dict(record)["document"]
    assert to_dict(record, with_text=True)["document"]["text"] == record.document.text


def test_extracted_text_always(record: Record) -> None:
    """The text extracted from a page is always printed, since offsets point into it."""
    page = replace(record, document=replace(record.document, kind="html"))
    assert to_dict(page)["document"]["text"] == record.document.text


def test_document(record: Record) -> None:
    """A document's known facts are printed, the publication date as YYYY-MM-DD."""
    document = to_dict(record)["document"]
    assert document["published"] == "2024-03-05"
    assert document["outlet"] == "Example Wire"
    assert document["title"] is None
    assert len(document["sha256"]) == 64


def test_unknown_date_is_null(record: Record) -> None:
    """An unknown publication date is null."""
    undated = replace(record, document=replace(record.document, published=None))
    assert to_dict(undated)["document"]["published"] is None


def test_parties_leave_out_places(record: Record) -> None:
    """Parties are counted, most frequent first; places that are only places and pronouns do not count."""
    assert to_dict(record)["parties"] == [{"party": "NOR", "mentions": 3}, {"party": "ITA", "mentions": 2}]


def test_people(record: Record) -> None:
    """A person is printed with office, party and every mention."""
    (person,) = to_dict(record)["people"]
    assert (person["name"], person["office"], person["party"]) == ("Anna Prova", "minister", "ITA")
    assert [m["text"] for m in person["mentions"]] == ["Anna Prova"]


def test_event(record: Record) -> None:
    """An event is printed with its parties, status, date, place and the attribution that carries it."""
    event = to_dict(record)["events"][0]
    assert event["type"] == "AGREE"
    assert [actor["party"] for actor in event["actors"]] == ["NOR", "ITA"]
    assert event["recipients"] == []
    assert (event["date"]["start"], event["date"]["end"]) == ("2024-03-04", "2024-03-04")
    assert event["place"]["country"] == "NOR"
    assert event["attribution"] == "att-ministry"


def test_unknown_party_is_kept(record: Record) -> None:
    """An event of which a party is unknown is printed, the unknown party as null."""
    event = to_dict(record)["events"][3]
    assert event["recipients"][0]["party"] is None
    assert event["recipients"][0]["mention"]["text"] == "rivals"
    assert event["date"] is None
    assert event["place"] is None


def test_attribution(record: Record) -> None:
    """An attribution is printed with source, cue, content, qualifiers and rules."""
    found = to_dict(record)["attributions"][1]
    assert found["source"]["text"] == "A diplomat"
    assert found["source_name"] is None
    assert found["qualifiers"][0]["axis"] == "terms"
    assert found["why"] == ["verb.say"]


def test_source_left_out_is_null(record: Record) -> None:
    """A source the text leaves out is null."""
    silent = replace(record.attributions[0], source=None)
    assert to_dict(replace(record, attributions=(silent,)))["attributions"][0]["source"] is None


def test_issue(record: Record) -> None:
    """An issue is printed with stage, code, message and place."""
    (issue,) = to_dict(record)["issues"]
    assert (issue["stage"], issue["code"]) == ("decode", "encoding-guessed")
    assert issue["span"]["text"] == "It"


def test_relations_are_lists(record: Record) -> None:
    """What a text tells none of is an empty list, never a missing key."""
    found = to_dict(record)
    assert all(isinstance(found[key], list) for key in ("positions", "flows", "leverages", "narratives"))


def test_sourcing(record: Record) -> None:
    """The sourcing profile points to attributions and events by their ids."""
    found = to_dict(record)
    sourcing = found["sourcing"]
    said, told = {a["id"] for a in found["attributions"]}, {e["id"] for e in found["events"]}
    assert {i for source in sourcing["sources"] for i in source["attributions"]} <= said
    assert {i for act in sourcing["acts"] for i in act["events"]} <= told
    assert {i for act in sourcing["acts"] for i in act["sources"]} <= {s["id"] for s in sourcing["sources"]}
    assert sourcing["sentences"] == {"total": 5, "attributed": 3, "own_voice": 2}
    assert [act["single_source"] for act in sourcing["acts"]] == [False, True]
