"""Measure events, origins and the ledger on the dispatches, of which what is true is written down.

usage: python benchmarks/ledger.py examples/dispatches.jsonl examples/dispatches/expected.yml [--missing]

Makes a project of the dispatches in a temporary folder, reads and resolves it, and compares with what is true on the
day the collection ends. An event is found when one of ours of its type is told by a dispatch that tells it, between
its parties, and within a day of its date (any, where either has none); its origins are right when there are as many.
An expectation is found when one of ours is told by a dispatch that tells it, of the type and between the parties of
its event (where it names one), and begins within three days of its horizon (any day where either has none); each of
ours stands for one at most. A proposal is right when its outcome is the true one; `unknown` and none are silent.
`--missing` names what was not found or is wrong.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from onrecord.project.project import Project
from onrecord.record.happenings import EventFilters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.project.across import EventCheck
    from onrecord.types.claim import Claim

SLACK = timedelta(days=3)
FIELDS = {"actor": "sides", "date": "day"}
SILENT = frozenset({None, "unknown"})


@dataclass(frozen=True)
class Found:
    """One event of ours, with the dispatches that tell it."""

    check: EventCheck
    told_by: frozenset[int]
    ahead: frozenset[int]
    parties: frozenset[str]


def numbers(manifest: Path) -> dict[tuple[str, str], int]:
    """Return the number of each dispatch by outlet and day; of two versions on one day the later stands."""
    rows = (line for line in manifest.read_text(encoding="utf-8").splitlines() if line[:3].isdigit())
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        before, _, after = row.partition(",20")
        found[before.rsplit(",", 1)[1].strip('"'), f"20{after[:8]}"] = int(row[:3])
    return found


def found_in(dispatches: Path, today: date) -> list[Found]:
    """Return the events of a project made of the dispatches, as checked on a day."""
    number = numbers(dispatches.parent / "dispatches" / "manifest.csv")

    def of(claims: Iterable[Claim]) -> frozenset[int]:
        return frozenset(number.get((c.outlet or "", f"{c.published}"), 0) for c in claims)

    with tempfile.TemporaryDirectory() as folder, Project.init(folder) as project:
        project.add([str(dispatches)])
        project.read(workers=1)
        across = project.across
        checks = [across.check(event.id, today) for event in across.events(EventFilters())]
    found = []
    for check in checks:
        expected = set(check.entry.expectation.claims) if check.entry else set()
        ahead = of(c for c in check.claims if c.id in expected)
        parties = frozenset((*check.event.actors, *check.event.recipients))
        found.append(Found(check, of(check.claims), ahead, parties))
    return found


def period(value: Any) -> tuple[date, date] | None:
    """Return first and last day of a date, a pair of dates or nothing."""
    if value is None:
        return None
    first, last = value if isinstance(value, list) else (value, value)
    return (first, last or first) if first else None


def near(one: tuple[date, date] | None, other: tuple[date, date] | None, slack: timedelta) -> bool:
    """Return whether two periods begin or meet within so many days; where either is open they do."""
    return not one or not other or (one[0] - slack <= other[1] and other[0] - slack <= one[1])


def score_events(truth: list[Any], found: list[Found], missing: list[str]) -> tuple[int, int, dict[str, Found]]:
    """Return how many events were found, of how many the origins are right, and which is which."""
    which: dict[str, Found] = {}
    right = 0
    for event in truth:
        fits = [
            f
            for f in found
            if f.check.event.type == event["type"]
            and f.told_by & set(event["told_by"])
            and set(event["dyad"]) <= f.parties
            and near(
                period(event["date"]),
                (f.check.event.first, f.check.event.last or f.check.event.first) if f.check.event.first else None,
                timedelta(days=1),
            )
        ]
        if not fits:
            missing.append(f"event {event['id']}: not found")
            continue
        best = max(fits, key=lambda f: (len(f.told_by & set(event["told_by"])), f.check.event.id))
        which[event["id"]] = best
        count = len(best.check.told.origins)
        right += count == event["origins"]
        if count != event["origins"]:
            missing.append(f"event {event['id']}: {count} origins, true {event['origins']}")
    return len(which), right, which


def score_expectations(
    truth: list[Any], events: Mapping[str, Any], found: list[Found], missing: list[str]
) -> Counter[str]:
    """Return the counts: found, and of those whose proposal is right, wrong or silent."""
    counts: Counter[str] = Counter(true=len(truth), ours=sum(1 for f in found if f.check.entry))
    free = [f for f in found if f.check.entry]
    for one in truth:
        fits = [f for f in free if is_expected(one, f, events)]
        if not fits:
            missing.append(f"expectation {one['id']}: not found")
            continue
        best = max(fits, key=lambda f: (len(f.ahead & set(one["told_by"])), f.check.event.id))
        free.remove(best)
        entry = best.check.entry
        proposed = entry.proposal.outcome if entry and entry.proposal else None
        verdict = "right" if proposed == one["outcome"] or (proposed is None and one["outcome"] == "open") else "wrong"
        if verdict == "wrong" and proposed in SILENT:
            verdict = "silent"
        counts["found"] += 1
        counts[verdict] += 1
        if verdict != "right":
            missing.append(f"expectation {one['id']}: proposed {proposed}, true {one['outcome']}")
    return counts


def is_expected(one: Any, found: Found, events: Mapping[str, Any]) -> bool:
    """Return whether an event of ours is what was expected."""
    entry = found.check.entry
    if entry is None or not found.ahead & set(one["told_by"]):
        return False
    event = events.get(one.get("event") or "")
    if event and not (set(event["dyad"]) <= found.parties and entry.expectation.type == event["type"]):
        return False
    horizon = entry.expectation.horizon
    ours = (horizon.first, horizon.last) if horizon and horizon.basis == "told" else None
    return near(period(one["horizon"]), ours, SLACK)


def score_contradictions(truth: list[Any], which: Mapping[str, Found], missing: list[str]) -> int:
    """Return how many contradictions on who acts and when are shown as conflicts of their event."""
    shown = 0
    for one in truth:
        found = which.get(one["about"])
        fields = {conflict.field for conflict in found.check.event.conflicts} if found else set()
        if FIELDS.get(one["field"], one["field"]) in fields:
            shown += 1
        else:
            missing.append(f"contradiction {one['about']}, {one['field']}: not shown")
    return shown


def main() -> None:
    """Read, resolve, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dispatches", type=Path)
    parser.add_argument("expected", type=Path)
    parser.add_argument("--missing", action="store_true")
    given = parser.parse_args()
    truth: dict[str, Any] = defaultdict(list, yaml.safe_load(given.expected.read_text(encoding="utf-8")))
    found = found_in(given.dispatches, truth["as_of"])
    missing: list[str] = []
    seen, right, which = score_events(truth["events"], found, missing)
    events = {event["id"]: event for event in truth["events"]}
    counts = score_expectations(truth["expectations"], events, found, missing)
    shown = score_contradictions(truth["contradictions"], which, missing)
    print(f"events: {seen} of {len(truth['events'])} found; origins right for {right} of these")
    print(f"expectations: {counts['found']} of {counts['true']} found (R {counts['found'] / counts['true']:.2f}),")
    print(f"  of {counts['ours']} of ours (P {counts['found'] / max(1, counts['ours']):.2f})")
    print(f"proposals: {counts['right']} right, {counts['wrong']} wrong, {counts['silent']} silent")
    print(f"contradictions: {shown} of {len(truth['contradictions'])} shown")
    if given.missing:
        print(*missing, sep="\n")


if __name__ == "__main__":
    main()
