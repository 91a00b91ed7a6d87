"""Claims to events: link what tells of one happening, keep what the tellings do not agree on.

Claims are the nodes, matches from the `link` threshold on the edges of a graph. Within a component, groups are
joined best match first, as long as the mean score between them holds and nobody has decided against it. A group
depends on its component alone, and a component on the matches between its claims: adding a claim changes only the
components it links to, and the order of adding changes nothing.

Human decisions: two claims said to be the same are always together, two said to be different never
(a decision for "same" that would bring together what was said to be different is not carried out and is returned).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from onrecord.resolve.settings import settings
from onrecord.resolve.similarity import compare, window
from onrecord.types.claim import Conflict, ResolvedEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from onrecord.types.claim import Claim, Match

Pair = tuple[str, str]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided on pairs of claims: the same event, or not. Pairs are in order of ids."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The events of a set of claims, the matches they rest on, and decisions that could not be carried out."""

    events: tuple[ResolvedEvent, ...]
    matches: Mapping[Pair, Match]
    unmet: tuple[Pair, ...] = field(default=())


def pair(one: str, other: str) -> Pair:
    """Return two ids in order."""
    return (one, other) if one <= other else (other, one)


def link(claims: Iterable[Claim], known: Iterable[Claim] = ()) -> dict[Pair, Match]:
    """Return the matches from the `link` threshold on: among `claims`, and between them and the `known` ones."""
    least = settings().thresholds["link"]
    new = {claim.id: claim for claim in claims}
    found: dict[Pair, Match] = {}
    for one, other in _candidates(new, known):
        key = pair(one.id, other.id)
        if key not in found:
            match = compare(one, other)
            if match is not None and match.score >= least:
                found[key] = match
    return found


def _candidates(new: Mapping[str, Claim], known: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs with a new claim in them that share a dyad and may be near enough in time."""
    by_dyad: dict[str, list[Claim]] = defaultdict(list)
    for claim in (*new.values(), *known):
        for dyad in claim.dyads:
            by_dyad[dyad].append(claim)
    for bucket in by_dyad.values():
        if any(claim.id in new for claim in bucket):
            yield from _near_in_time(bucket, new)


def _near_in_time(bucket: Iterable[Claim], new: Mapping[str, Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs whose windows meet: a sweep over the claims in the order in which their windows open."""
    opened: list[tuple[date, Claim]] = []
    for (first, last), claim in sorted(((window(c), c) for c in bucket), key=lambda item: (item[0], item[1].id)):
        opened = [item for item in opened if item[0] >= first]
        for _, other in opened:
            if claim.id in new or other.id in new:
                yield claim, other
        opened.append((last, claim))


def resolve(
    claims: Iterable[Claim], decisions: Decisions | None = None, matches: Mapping[Pair, Match] | None = None
) -> Resolution:
    """Return the events these claims tell of, in order of their ids.

    `matches`, where given, are those of `link` over the same claims, so that a store need not compare again.
    """
    decided = decisions or Decisions()
    by_id = {claim.id: claim for claim in claims}
    links = dict(matches) if matches is not None else link(by_id.values())
    groups, unmet = _groups(sorted(by_id), links, decided)
    events = (event_of([by_id[i] for i in sorted(group)]) for group in groups)
    return Resolution(tuple(sorted(events, key=lambda event: event.id)), links, unmet)


class _Groups:
    """Groups of claims that grow by joining; knows which must not meet."""

    def __init__(self, ids: Iterable[str], different: frozenset[Pair]) -> None:
        self.of = {i: i for i in ids}
        self.members = {i: {i} for i in self.of}
        self.foes: dict[str, set[str]] = defaultdict(set)
        for one, other in different:
            self.foes[one].add(other)
            self.foes[other].add(one)

    def may_join(self, one: str, other: str) -> bool:
        return not any(self.foes[i] & self.members[other] for i in self.members[one] if i in self.foes)

    def join(self, one: str, other: str) -> None:
        keep, gone = pair(one, other)
        for i in self.members.pop(gone):
            self.of[i] = keep
            self.members[keep].add(i)


def _groups(ids: list[str], links: Mapping[Pair, Match], decided: Decisions) -> tuple[list[set[str]], tuple[Pair, ...]]:
    groups = _Groups(ids, decided.different)
    unmet = _carry_out(groups, decided.same)
    least = settings().thresholds["join"]

    def score(one: set[str], other: set[str]) -> float:
        total = sum(links[key].score for a in one for b in other if (key := pair(a, b)) in links)
        return total / (len(one) * len(other))

    _join_best_first(groups, links, lambda one, other: score(one, other) >= least)
    return list(groups.members.values()), unmet


def _carry_out(groups: _Groups, same: frozenset[Pair]) -> tuple[Pair, ...]:
    unmet: list[Pair] = []
    for one, other in sorted(same):
        if one not in groups.of or other not in groups.of:
            continue
        a, b = groups.of[one], groups.of[other]
        if a == b:
            continue
        if groups.may_join(a, b):
            groups.join(a, b)
        else:
            unmet.append((one, other))
    return tuple(unmet)


def _join_best_first(groups: _Groups, links: Mapping[Pair, Match], holds: Callable[[set[str], set[str]], bool]) -> None:
    for (one, other), _ in sorted(links.items(), key=lambda item: (-item[1].score, item[0])):
        if one not in groups.of or other not in groups.of:
            continue
        a, b = groups.of[one], groups.of[other]
        if a != b and groups.may_join(a, b) and holds(groups.members[a], groups.members[b]):
            groups.join(a, b)


def event_of(claims: list[Claim]) -> ResolvedEvent:
    """Return the event that claims (at least one, in order of ids) tell of, as most groups of copies tell it."""
    told = _one_a_group(claims)
    days = Counter((c.first, c.last) for c in told if c.first)
    period = _commonest(days, narrow=True)
    places = Counter((c.country, c.place) for c in told if c.country)
    country, place = _commonest(places) or (None, None)
    kind = _commonest(Counter(c.type for c in told)) or claims[0].type
    alike = [c for c in told if c.type == kind]
    sides = _commonest(Counter((c.actors, c.recipients) for c in alike)) or (claims[0].actors, claims[0].recipients)
    return ResolvedEvent(
        id=min(claim.id for claim in claims),
        claims=tuple(sorted(claim.id for claim in claims)),
        type=kind,
        mode=_commonest(Counter(c.mode for c in alike if c.mode)),
        actors=sides[0],
        recipients=sides[1],
        first=period[0] if period else None,
        last=period[1] if period else None,
        country=country,
        place=place,
        statuses=tuple(sorted(Counter(c.status for c in told).items(), key=lambda item: (-item[1], item[0]))),
        conflicts=tuple(_conflicts(claims, kind)),
    )


def _one_a_group(claims: list[Claim]) -> list[Claim]:
    """Return one claim a syndication group and source, so that copies do not outvote anybody."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.group, claim.source, claim.first, claim.last, claim.status, claim.country, claim.actors)
        seen.setdefault(key, claim)
    return list(seen.values())


def _commonest(counts: Counter[Value], *, narrow: bool = False) -> Value | None:
    """Return the value told most often; of equals the narrower period, then the first in order."""
    if not counts:
        return None

    def rank(item: tuple[Value, int]) -> tuple[int, int, str]:
        value, count = item
        return (-count, _days(value) if narrow else 0, repr(value))

    return min(counts.items(), key=rank)[0]


def _days(period: object) -> int:
    match period:
        case (date() as first, date() as last):
            return (last - first).days
    return 0


def _conflicts(claims: list[Claim], kind: str) -> Iterable[Conflict]:
    """Yield the fields on which tellings differ: day, place, and who acts upon whom."""
    days = _versions((f"{c.first}/{c.last}", c.id) for c in claims if c.first and c.last == c.first)
    sides = _versions(("+".join(c.actors) + " → " + "+".join(c.recipients), c.id) for c in _directed(claims, kind))
    places = _versions((f"{c.place}", c.id) for c in claims if c.place)
    for name, versions in (("day", days), ("sides", sides), ("place", places)):
        if len(versions) > 1:
            yield Conflict(name, versions)


def _directed(claims: list[Claim], kind: str) -> list[Claim]:
    """Return the tellings of the act itself that say who did it to whom."""
    mutual = settings().mutual
    return [c for c in claims if c.type == kind and c.recipients and (kind not in mutual or c.mode)]


def _versions(told: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = defaultdict(list)
    for value, claim in told:
        found[value].append(claim)
    return tuple((value, tuple(sorted(ids))) for value, ids in sorted(found.items()))
