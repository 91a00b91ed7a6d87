"""Forums and instruments over many documents: numbered sessions in order, agreements through their stages.

Pure functions; the tellings may come in any order and more than once, the result is the same.
Tellings are of one forum or instrument when their keys are equal, when a key without parties has the rest of just one
other key, or when one instrument's subject is part of just one other's between the same parties.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.resolve.claims import telling_id
from onrecord.types.claim import REPORTER, Conflict
from onrecord.types.proceeding import (
    ForumSeries,
    ForumTelling,
    InstrumentHistory,
    InstrumentTelling,
    Session,
    StageTold,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from onrecord.resolve.claims import Telling

NO_DAY = date.max
LONGEST_SITTING = timedelta(days=14)
AHEAD = frozenset({"expected", "under_discussion"})
STAGES = ("under_discussion", "expected", "stalled", "signed", "in_force", "suspended", "ended")
Told = TypeVar("Told", ForumTelling, InstrumentTelling)
Days = tuple[date, date]
Json = dict[str, Any]


def forum_tellings(telling: Telling, record: Mapping[str, Any]) -> tuple[ForumTelling, ...]:
    """Return what a record (the object `--json` prints) tells of forums, in text order."""
    sources = _sources(record)
    return tuple(_forum(telling, found, sources) for found in record.get("forums", ()))


def instrument_tellings(telling: Telling, record: Mapping[str, Any]) -> tuple[InstrumentTelling, ...]:
    """Return what a record tells of instruments, in text order."""
    sources = _sources(record)
    return tuple(_instrument(telling, found, sources) for found in record.get("instruments", ()))


def forum_series(tellings: Iterable[ForumTelling]) -> tuple[ForumSeries, ...]:
    """Return the forums with their sessions, in order of their keys."""
    groups = _grouped(tellings, _without_parties)
    return tuple(_series(key, group) for key, group in sorted(groups.items()))


def instrument_histories(tellings: Iterable[InstrumentTelling]) -> tuple[InstrumentHistory, ...]:
    """Return the instruments with their stages, in order of their keys."""
    groups = _grouped(tellings, _narrower)
    return tuple(_history(key, group) for key, group in sorted(groups.items()))


# -- tellings out of a record --------------------------------------------------------------------------------------


def _sources(record: Mapping[str, Any]) -> dict[str | None, str]:
    """Return who asserts an attribution's content, by its id; the reporter where there is none."""
    found: dict[str | None, str] = {None: REPORTER}
    for attribution in record.get("attributions", ()):
        words = (attribution.get("source") or {}).get("text") or attribution["source_type"]
        found[attribution["id"]] = attribution.get("source_name") or " ".join(words.split())
    return found


def _common(telling: Telling, found: Json, sources: Mapping[str | None, str]) -> Json:
    when = found.get("date") or {}
    return {
        "id": telling_id(telling.version, found["id"]),
        "article": telling.article,
        "outlet": telling.outlet,
        "published": telling.published,
        "key": found["key"],
        "name": found["name"],
        "parties": tuple(found["parties"]),
        "source": sources.get(found.get("attribution"), REPORTER),
        "first": _day(when.get("start")),
        "last": _day(when.get("end")),
    }


def _forum(telling: Telling, found: Json, sources: Mapping[str | None, str]) -> ForumTelling:
    return ForumTelling(
        **_common(telling, found, sources),
        session=found.get("session"),
        status=found.get("status"),
        place=(found.get("place") or {}).get("name"),
        chairs=tuple(c.get("name") or c["mention"]["text"] for c in found.get("chairs", ())),
        agenda=(found.get("agenda") or {}).get("text"),
    )


def _instrument(telling: Telling, found: Json, sources: Mapping[str | None, str]) -> InstrumentTelling:
    return InstrumentTelling(
        **_common(telling, found, sources),
        kind=found["kind"],
        stage=found.get("stage"),
        sector=found.get("sector"),
        amounts=tuple((float(q["value"]), q["unit"]) for q in found.get("quantities", ())),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


# -- which keys are one --------------------------------------------------------------------------------------------


def _grouped(tellings: Iterable[Told], joins: Any) -> dict[str, list[Told]]:
    """Return the tellings by the key they come under, each once, in order of time."""
    distinct = {told.id: told for told in tellings}.values()
    known: dict[str, tuple[str, ...]] = {}
    for told in sorted(distinct, key=lambda t: t.id):
        known[told.key] = max(known.get(told.key, ()), told.parties)
    into = {key: joins(key, known) for key in known}
    groups: dict[str, list[Told]] = defaultdict(list)
    for told in sorted(distinct, key=_order):
        groups[into[told.key]].append(told)
    return groups


def _order(told: ForumTelling | InstrumentTelling) -> tuple[date, str]:
    return told.published or NO_DAY, told.id


def _without_parties(key: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """Return the one key that says the same and names the parties too, else the key itself."""
    if known[key]:
        return key
    fuller = [other for other, parties in known.items() if parties and other.endswith(f" {key}")]
    return fuller[0] if len(fuller) == 1 else key


def _narrower(key: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """Return the one widest subject between the same parties that this one is part of, else the key itself."""
    head, words = _parts(key, known[key])
    if not words:
        return key
    wider = {other: _parts(other, parties) for other, parties in known.items() if parties and parties == known[key]}
    over = {other: found for other, (start, found) in wider.items() if start == head and words < found}
    widest = [other for other, found in over.items() if not any(found < more for more in over.values())]
    return widest[0] if len(widest) == 1 else key


def _parts(key: str, parties: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """Return what a key begins with (parties and family) and its subject words."""
    prefix = "-".join(parties)
    if not prefix or not key.startswith(f"{prefix} "):
        return key, frozenset()
    family, *words = key[len(prefix) + 1 :].split()
    return f"{prefix} {family}", frozenset(words)


# -- forums --------------------------------------------------------------------------------------------------------


def _series(key: str, group: Sequence[ForumTelling]) -> ForumSeries:
    by_number: dict[int, list[ForumTelling]] = defaultdict(list)
    by_days: dict[Days, list[ForumTelling]] = defaultdict(list)
    mentions = []
    for told in group:
        if told.session is not None:
            by_number[told.session].append(told)
        elif told.first is not None and told.last is not None and told.status is not None:
            by_days[told.first, told.last].append(told)
        else:
            mentions.append(told.id)
    numbered = [_session(number, told) for number, told in sorted(by_number.items())]
    others = [_session(None, told) for _, told in sorted(by_days.items())]
    missing = [n for n in range(min(by_number), max(by_number)) if n not in by_number] if by_number else []
    return ForumSeries(
        key, _most(t.name for t in group) or key, max(t.parties for t in group),
        (*numbered, *others), tuple(missing), tuple(mentions),
    )  # fmt: skip


def _session(number: int | None, group: Sequence[ForumTelling]) -> Session:
    days = _versions(group, lambda t: (t.first, t.last) if t.first and t.last else None)
    days = {d: told for d, told in days.items() if not any(_says_less(d, other) for other in days)}
    places = _versions(group, lambda t: t.place)
    chairs = {tuple(sorted(t.chairs)): t.chairs for t in reversed(group) if t.chairs}
    told_chairs = _versions(group, lambda t: tuple(sorted(t.chairs)) or None)
    first, last = _leading(days) or (None, None)
    leading = _leading(told_chairs)
    conflicts = (
        *_conflict("date", {f"{a.isoformat()}/{b.isoformat()}": told for (a, b), told in days.items()}),
        *_conflict("place", places),
        *_conflict("chairs", {", ".join(names): told for names, told in told_chairs.items()}),
    )
    return Session(
        number=number,
        status=next((t.status for t in reversed(group) if t.status is not None), None),
        first=first,
        last=last,
        place=_leading(places),
        chairs=chairs[leading] if leading else (),
        agenda=tuple(dict.fromkeys(t.agenda for t in group if t.agenda)),
        tellings=tuple(t.id for t in group),
        conflicts=conflicts,
    )


def _says_less(days: Days, other: Days) -> bool:
    """Return whether days only say less than others: "in December" than the 4th, the last day than all three."""
    if days == other:
        return False
    if days[0] <= other[0] and other[1] <= days[1]:
        return days[1] - days[0] > LONGEST_SITTING
    return other[0] <= days[0] and days[1] <= other[1] and other[1] - other[0] <= LONGEST_SITTING


# -- instruments ---------------------------------------------------------------------------------------------------


def _history(key: str, group: Sequence[InstrumentTelling]) -> InstrumentHistory:
    amounts: dict[str, dict[float, list[str]]] = defaultdict(lambda: defaultdict(list))
    for told in group:
        for value, unit in told.amounts:
            amounts[unit][value].append(told.id)
    conflicts = [
        c for unit, found in sorted(amounts.items()) for c in _conflict(unit, {_figure(v): t for v, t in found.items()})
    ]
    return InstrumentHistory(
        key=key,
        name=_most(t.name for t in group) or key,
        kind=_most(t.kind for t in group) or "",
        parties=max(t.parties for t in group),
        sector=_most(t.sector for t in group),
        stages=_stages(group),
        amounts=tuple((unit, tuple(sorted(found))) for unit, found in sorted(amounts.items())),
        tellings=tuple(t.id for t in group),
        conflicts=tuple(conflicts),
    )


def _since(told: InstrumentTelling) -> date:
    """Return the day from which a telling puts the instrument at its stage."""
    published = told.published or NO_DAY
    if told.stage in AHEAD or told.first is None:
        return published
    return min(told.first, published)


def _stages(group: Sequence[InstrumentTelling]) -> tuple[StageTold, ...]:
    """Return the stages in order of time; a stage told again without a day of its own belongs to where it was."""
    ordered = sorted(
        (t for t in group if t.stage is not None), key=lambda t: (_since(t), STAGES.index(t.stage or ""), t.id)
    )
    steps: list[list[InstrumentTelling]] = []
    for told in ordered:
        earlier = next((step for step in reversed(steps) if step[0].stage == told.stage), None)
        back = bool(steps) and steps[-1][0].stage == "suspended" and told.stage == "in_force"
        if earlier is not None and (earlier is steps[-1] or (_is_background(told) and not back)):
            earlier.append(told)
        else:
            steps.append([told])
    return tuple(_step(step) for step in steps)


def _is_background(told: InstrumentTelling) -> bool:
    return told.first is None or told.stage in AHEAD


def _step(step: Sequence[InstrumentTelling]) -> StageTold:
    stage = step[0].stage
    assert stage is not None  # noqa: S101 - only tellings with a stage make steps
    since = _since(step[0])
    due = {t.first for t in step if t.first is not None} if stage == "expected" else set()
    return StageTold(
        stage=stage,
        since=None if since == NO_DAY else since,
        due=tuple(sorted(due)),
        tellings=tuple(t.id for t in step),
        sources=tuple(dict.fromkeys(t.source for t in step)),
    )


# -- versions ------------------------------------------------------------------------------------------------------

Value = TypeVar("Value", bound="Hashable")


def _versions(group: Sequence[Told], value: Any) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    for told in group:
        given = value(told)
        if given is not None:
            found[given].append(told.id)
    return dict(found)


def _leading(versions: Mapping[Value, Sequence[str]]) -> Value | None:
    """Return what most tellings say; of equals the one that sorts first."""
    return min(versions, key=lambda v: (-len(versions[v]), str(v))) if versions else None


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _conflict(field: str, versions: Mapping[str, Sequence[str]]) -> tuple[Conflict, ...]:
    if len(versions) < 2:
        return ()
    return (Conflict(field, tuple((value, tuple(versions[value])) for value in sorted(versions))),)


def _figure(value: float) -> str:
    return f"{value:.12g}"
