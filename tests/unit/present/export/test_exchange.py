"""FollowTheMoney and STIX: what their schemata ask for, ids that stay, hostile words kept as words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import stix2
import yaml
from exporting import exported
from items_by_hand import event, hostile_event, source, telling

SCHEMATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("ftm_schemata.yml").read_text(encoding="utf-8"))
EVENTS = (
    event(),
    hostile_event(),
    event("e3", actors=["NATO", "PSE-REB"], recipients=[], first=None, last=None, country=None, place=None),
    event("e4", statuses={"denied": 1}, status="denied", tellings=[telling("c9", status="denied", published=None)]),
    event("e5", tellings=[telling("c7", source=source(type="named_person", name="Ana Quispe", office="minister"))]),
    event("e6", told_first=None, told_last=None, first="9999-12-31", last="9999-12-31"),
)


def entities(folder: Path) -> list[dict[str, Any]]:
    """Return the entities of all events."""
    out, _ = exported("ftm", folder, *EVENTS)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_entities_have_the_properties_of_their_schema(tmp_path: Path) -> None:
    """Every entity is of a known schema, has what that asks for and nothing it does not know; values are lists."""
    for entity in entities(tmp_path):
        schema = SCHEMATA[entity["schema"]]
        assert set(entity) == {"id", "schema", "properties"}
        assert set(schema["required"]) <= set(entity["properties"]) <= set(schema["properties"])
        assert all(
            isinstance(v, list) and v and all(isinstance(one, str) for one in v) for v in entity["properties"].values()
        )


def test_links_lead_to_entities_of_their_range(tmp_path: Path) -> None:
    """What a property refers to is in the file, comes before, and is of a schema the property takes."""
    seen: dict[str, str] = {}
    for entity in entities(tmp_path):
        for name, values in entity["properties"].items():
            kind = SCHEMATA[entity["schema"]]["properties"][name]
            if kind[0].isupper():
                assert all(kind in SCHEMATA[seen[value]]["is_a"] for value in values)
        seen[entity["id"]] = entity["schema"]


def test_values_are_of_their_type(tmp_path: Path) -> None:
    """Days are ISO 8601, countries two small letters, links addresses of the web, ids SHA-1."""
    forms = {"date": r"\d{4}-\d{2}-\d{2}", "country": "[a-z]{2}", "url": r"https?://\S+"}
    for entity in entities(tmp_path):
        assert re.fullmatch("[0-9a-f]{40}", entity["id"])
        for name, values in entity["properties"].items():
            form = forms.get(SCHEMATA[entity["schema"]]["properties"][name])
            assert form is None or all(re.fullmatch(form, value) for value in values)


def test_a_thing_told_twice_is_one_entity(tmp_path: Path) -> None:
    """Parties and articles that several events share stand once, also across exports."""
    ids = [entity["id"] for entity in entities(tmp_path)]
    assert len(ids) == len(set(ids))
    assert ids == [entity["id"] for entity in entities(tmp_path)]


def test_a_named_source_is_a_person_mentioned_in_the_article(tmp_path: Path) -> None:
    """A named person is a Person with an office; the article mentions that person."""
    found = {(e["schema"], *e["properties"]["name"]): e for e in entities(tmp_path) if "name" in e["properties"]}
    person = found["Person", "Ana Quispe"]
    assert person["properties"]["position"] == ["minister"]
    assert found["Mention", "Ana Quispe"]["properties"]["resolved"] == [person["id"]]


@pytest.mark.parametrize("name", ["ftm", "stix"])
def test_nothing_stands_twice(tmp_path: Path, name: str) -> None:
    """What several events share stands once, and so does what belongs to one."""
    out, _ = exported(name, tmp_path, *EVENTS, event("e7", tellings=[telling("c20"), telling("c21")]))
    ids = re.findall(
        r'^\{"(?:id|type)".*?"id": "([^"]+)"|^\{"id": "([^"]+)"', out.read_text(encoding="utf-8"), re.MULTILINE
    )
    found = [one or other for one, other in ids]
    assert len(found) == len(set(found)) > 20


def bundle(folder: Path) -> Any:
    """Return the bundle of all events as the STIX library reads it, without custom content."""
    out, _ = exported("stix", folder, *EVENTS)
    return stix2.parse(out.read_text(encoding="utf-8"), allow_custom=False)


def test_a_bundle_is_stix(tmp_path: Path) -> None:
    """The STIX library reads every object, and every reference leads to an object of the bundle."""
    objects = {made.id: made for made in bundle(tmp_path).objects}
    for made in objects.values():
        for name, value in made.items():
            if name.endswith(("_ref", "_refs")):
                refs = [value] if isinstance(value, str) else value
                assert all(ref in objects for ref in refs), (made.id, name)


def test_an_event_is_a_report_with_our_extension(tmp_path: Path) -> None:
    """The report names the parties and the place, and the extension says what STIX has no words for."""
    objects = bundle(tmp_path).objects
    (definition,) = (made for made in objects if made.type == "extension-definition")
    report = next(made for made in objects if made.type == "report" and made.name == "NOR → PER agree (occurred)")
    values = report.extensions[definition.id]
    assert (values["type"], values["status"], values["origins"]) == ("AGREE", "occurred", 1)
    kinds = {ref.split("--")[0] for ref in report.object_refs}
    assert kinds == {"identity", "location", "relationship"}


@pytest.mark.parametrize(("grade", "confidence"), [("1", 90), ("3", 50), ("5", 10), ("6", None)])
def test_a_truth_that_cannot_be_judged_has_no_confidence(tmp_path: Path, grade: str, confidence: int | None) -> None:
    """Admiralty digits become the values of the STIX scale; a 6 is no 50."""
    out, _ = exported("stix", tmp_path, event(grade=grade))
    report = next(made for made in json.loads(out.read_text(encoding="utf-8"))["objects"] if made["type"] == "report")
    assert report.get("confidence") == confidence


def test_a_denial_is_an_opinion_that_disagrees(tmp_path: Path) -> None:
    """A telling that denies the event is no note but an opinion on the report."""
    (opinion,) = (made for made in bundle(tmp_path).objects if made.type == "opinion")
    assert opinion.opinion == "disagree"
    assert opinion.object_refs[0].startswith("report--")


def test_who_acts_is_related_to_who_is_acted_on(tmp_path: Path) -> None:
    """A relationship runs from doer to target over the event's days; the stop is the midnight after the last."""
    names = {made.id: made.get("name") for made in bundle(tmp_path).objects}
    ties = [
        made for made in bundle(tmp_path).objects if made.type == "relationship" and made.relationship_type == "agree"
    ]
    one = next(made for made in ties if names[made.source_ref] == "Norway")
    assert names[one.target_ref] == "Peru"
    assert (one.start_time.day, one.stop_time.day) == (5, 6)
    joint = next(made for made in ties if "together" in made.description)
    assert "start_time" not in joint
