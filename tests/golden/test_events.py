"""Invented sentences and the events they tell: data in `events/*.yml`, see the head of `roles.yml` for the fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from onrecord.annotate.entities import find_entities
from onrecord.annotate.events import find_events
from onrecord.annotate.syntax import parse
from onrecord.annotate.times import find_times
from onrecord.document.layout import lay_out
from onrecord.types.text import Document, digest

if TYPE_CHECKING:
    from onrecord.types.annotation import EventMention

FOLDER = Path(__file__).parent / "events"


class Told(NamedTuple):
    """One event in the short form of the data files."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    status: str | None
    details: tuple[tuple[str, str], ...]


def _cases() -> list[Any]:
    cases = []
    for path in sorted(FOLDER.glob("*.yml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            cases.append(pytest.param(case, id=f"{path.stem}-{number}-{case['why']}".replace(" ", "_")))
    return cases


def _read(line: str) -> Told:
    type_, *rest = line.split()
    parties = next((word for word in rest if ">" in word), None)
    sides = (
        [frozenset(side.split(",")) - {""} for side in parties.split(">")] if parties else [frozenset(), frozenset()]
    )
    details = tuple(tuple(word.split("=", 1)) for word in rest if "=" in word)
    status = next((word for word in rest if ">" not in word and "=" not in word), None)
    return Told(type_, sides[0], sides[1], status, details)  # type: ignore[arg-type]


def _found(case: Any) -> tuple[EventMention, ...]:
    document = Document("case", case["text"], digest(case["text"]), published=case.get("published"))
    parsed = next(iter(parse([(document, lay_out(document.text, None)[0])])))
    entities = find_entities(document, parsed.syntax)
    times = find_times(document.text, document.published, parsed.syntax)
    return find_events(document, parsed.syntax, entities, times, ())


def _parties(event: EventMention) -> tuple[frozenset[str], frozenset[str]]:
    actors = frozenset(p.party for p in event.actors if p.party)
    return actors, frozenset(p.party for p in event.recipients if p.party)


def _detail(event: EventMention, name: str) -> str:
    if name == "mode":
        return event.mode or "none"
    if name == "place":
        return event.place.country if event.place else "none"
    if event.date is None:
        return "none"
    days = (str(event.date.first), str(event.date.last))
    return days[0] if days[0] == days[1] else "/".join(days)


def _fits(told: Told, event: EventMention) -> bool:
    return (
        told.type == event.type
        and (told.actors, told.recipients) == _parties(event)
        and told.status in {None, event.status}
        and all(_detail(event, name) == value for name, value in told.details)
    )


def _short(events: tuple[EventMention, ...]) -> list[str]:
    return [
        f"{e.type} {[*map(sorted, _parties(e))]} {e.status} {_detail(e, 'date')} {_detail(e, 'place')} {e.why}"
        for e in events
    ]


@pytest.mark.parametrize("case", _cases())
def test_text_tells(case: Any) -> None:
    found = _found(case)
    for line in case.get("expect") or []:
        assert any(_fits(_read(line), event) for event in found), (line, _short(found))
    for line in case.get("reject") or []:
        wrong = _rejected(line, found)
        assert not wrong, (line, _short(wrong))


def _rejected(line: str, found: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    if line == "*":
        return tuple(e for e in found if len(frozenset.union(*_parties(e))) > 1)
    told = _read(line)
    if not told.actors:
        return tuple(e for e in found if e.type == told.type)
    return tuple(e for e in found if _fits(told, e))


def test_there_are_cases_enough() -> None:
    cases = [case.values[0] for case in _cases()]
    assert len(cases) >= 80
    assert sum("expect" not in case for case in cases) >= 25
