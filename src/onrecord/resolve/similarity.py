"""How much two claims look like tellings of one event, with every reason named.

`compare` returns None where they cannot be one: too few parties in common, types that are not kin,
days too far apart, other sessions of the same forum. Otherwise the score is the sum of the weights of its reasons
(`ontologies/resolution.yml`); it is symmetric.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.resolve.settings import Settings, settings
from onrecord.resolve.words import overlap, stem
from onrecord.types.claim import Match, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types.claim import Claim

LONG_PERIOD = 31
# a period up to this many days tells when; a longer one, such as a month, tells little
LONG_WEEK = 8
# far enough from the ends of the calendar to count on from
EARLIEST, LATEST = date(1, 2, 1), date(9999, 11, 30)
FEWEST_WORDS = 3
FEWEST_COMMON = 2


def compare(one: Claim, other: Claim) -> Match | None:
    """Return the match of two claims, or None where they cannot tell of one event."""
    rules = settings()
    if one.id > other.id:
        # the details of the reasons, too, must not depend on which claim was asked first
        one, other = other, one
    if _cannot(one, other, rules):
        return None
    reasons = tuple(_reasons(one, other, rules))
    return Match(round(sum(reason.weight for reason in reasons), 3), reasons)


def window(claim: Claim) -> tuple[date, date]:
    """Return the days within which another claim must lie to be of the same event: windows that do not meet are none.

    A claim with a day is met by reports on that day and by publications up to a month around it;
    one without by what was published up to a month off. A numbered session may have been told with any day.
    """
    if claim.session is not None or (claim.published is None and claim.first is None):
        return date.min, date.max
    reach = timedelta(days=(LONG_PERIOD + 1) // 2)
    days = [day for day in (claim.first, claim.last, claim.published) if day is not None]
    if claim.first is not None and claim.last is not None:
        days = [claim.first, claim.last]
    return max(min(days), EARLIEST) - reach, min(max(days), LATEST) + reach


def _cannot(one: Claim, other: Claim, rules: Settings) -> bool:
    shared = one.parties & other.parties
    if len(shared) < 2 or len(shared) / len(one.parties | other.parties) < rules.thresholds["parties"]:
        return True
    if one.type != other.type and frozenset((one.type, other.type)) not in rules.kindred:
        return True
    if one.session and other.session and one.forum == other.forum and one.session != other.session:
        return True
    gap = _day_gap(one, other)
    if gap is not None:
        most = 0 if {one.mode, other.mode} & rules.brief else rules.thresholds["day_gap"]
        return gap > most and not _told_on_with_other_day(one, other)
    return _published_too_far(one, other)


def _told_on_with_other_day(one: Claim, other: Claim) -> bool:
    """Return whether a numbered session is meant, of which the tellings give two days: a conflict."""
    return one.session is not None and one.session == other.session and one.forum == other.forum


def _published_too_far(one: Claim, other: Claim) -> bool:
    """Return whether two claims, one at least without a day, stand too far apart to be told of one happening."""
    dated, loose = (one, other) if one.first else (other, one)
    if dated.first and dated.last and loose.published and loose.first is None:
        return _days_outside(dated.first, dated.last, loose) > LONG_PERIOD
    if one.first or other.first or one.published is None or other.published is None:
        return False
    return abs((one.published - other.published).days) > LONG_PERIOD


def _days_outside(first: date, last: date, claim: Claim) -> int:
    """Return how many days the publication of a claim without a day lies off a period."""
    assert claim.published is not None  # noqa: S101 - asked of the caller
    return max((first - claim.published).days, (claim.published - last).days, 0)


def _day_gap(one: Claim, other: Claim) -> int | None:
    """Return the days between two periods (0 where they overlap); None where one of them has none."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return None
    return max((one.first - other.last).days, (other.first - one.last).days, 0)


def _reasons(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    yield _reason(rules, "same_dyad", "-".join(sorted(one.parties & other.parties)))
    if one.parties != other.parties:
        yield _reason(rules, "other_parties", "+".join(sorted(one.parties ^ other.parties)))
    yield _reason(rules, "same_type" if one.type == other.type else "kindred_type", f"{one.type}/{other.type}")
    yield from _lasting(one, other, rules)
    yield from _direction(one, other, rules)
    yield from _mode(one, other, rules)
    yield from _trigger(one, other, rules)
    yield from _time(one, other, rules)
    yield from _place(one, other, rules)
    yield from _named(one, other, rules)
    yield from _wording(one, other, rules)


def _reason(rules: Settings, name: str, detail: str = "", share: float = 1.0) -> Reason:
    return Reason(name, round(rules.weight(name) * share, 3), detail)


def _lasting(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    """Yield what speaks against one happening where nobody says when: stances are taken again and again."""
    if _told_day(one) and _told_day(other):
        if {one.type, other.type} & rules.lasting and (one.first, one.last) != (other.first, other.last):
            yield _reason(rules, "lasting", f"{one.type}, not one day")
        return
    acts = {stem(one.trigger.lower()), stem(other.trigger.lower())}
    once = len(acts) == 1 and acts <= rules.once
    if not once and {one.type, other.type} & rules.lasting:
        close = one.published and other.published and abs((one.published - other.published).days) <= 1
        yield _reason(rules, "lasting" if close else "lasting_and_apart", f"{one.type}, no day")
    if {one.status, other.status} & rules.unreal:
        yield _reason(rules, "no_fact", f"{one.status}/{other.status}")


def _told_day(claim: Claim) -> bool:
    """Return whether the telling gives a day, a week or a month; a year says little."""
    return claim.first is not None and _length(claim) <= LONG_PERIOD


def _direction(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    if one.type in rules.mutual and one.mode is None and other.mode is None:
        return
    if one.actors == other.actors and one.recipients == other.recipients:
        yield _reason(rules, "same_direction")
    elif one.actors == other.recipients and one.recipients == other.actors and one.actors != one.recipients:
        same_act = bool(one.trigger) and stem(one.trigger.lower()) == stem(other.trigger.lower())
        name = "opposite_direction" if same_act else "opposite_act"
        yield _reason(rules, name, f"{'+'.join(one.actors)} or {'+'.join(other.actors)} acts")


def _mode(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    if one.mode and one.mode == other.mode:
        yield _reason(rules, "same_mode", one.mode)
    elif one.mode and other.mode:
        yield _reason(rules, "other_mode", f"{one.mode}/{other.mode}")


def _trigger(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    acts = stem(one.trigger.lower()), stem(other.trigger.lower())
    if all(acts):
        yield _reason(rules, "same_trigger" if acts[0] == acts[1] else "other_trigger", "/".join(sorted(set(acts))))


def _time(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    gap = _day_gap(one, other)
    if gap is not None:
        yield _reason(rules, *_dated(one, other, gap))
        return
    if one.published is None or other.published is None:
        return
    if one.first or other.first:
        dated, open_claim = (one, other) if one.first else (other, one)
        assert dated.first is not None  # noqa: S101 - one of the two is dated
        assert dated.last is not None  # noqa: S101 - first and last come together
        days = _days_outside(dated.first, dated.last, open_claim)
        if days > rules.thresholds["published_days"]:
            yield _reason(rules, "published_apart", f"{days} days")
        elif _length(dated) < LONG_WEEK:
            yield _reason(rules, "day_near_publication", f"{days} days")
        return
    apart = abs((one.published - other.published).days)
    if apart == 0:
        yield _reason(rules, "published_same_day")
    elif apart <= rules.thresholds["published_days"]:
        yield _reason(rules, "published_close", f"{apart} days")
    else:
        yield _reason(rules, "published_apart", f"{apart} days")


def _dated(one: Claim, other: Claim, gap: int) -> tuple[str, str]:
    assert one.first is not None  # noqa: S101 - a gap was measured
    assert other.first is not None  # noqa: S101
    if gap and max(_length(one), _length(other)) >= LONG_WEEK:
        return "periods_apart", f"{one.first} or {other.first}"
    if gap:
        told_at_once = one.first == one.published and other.first == other.published
        return "each_its_own_day" if told_at_once else "day_off", f"{one.first} or {other.first}"
    longest = max(_length(one), _length(other))
    if (one.first, one.last) == (other.first, other.last) and longest < LONG_WEEK:
        return "same_day", f"{one.first}"
    if longest < LONG_WEEK:
        return "same_week", f"{max(one.first, other.first)}"
    if longest > LONG_PERIOD:
        return "overlapping_years", f"{max(one.first, other.first)}"
    return "overlapping_period", f"{max(one.first, other.first)}"


def _length(claim: Claim) -> int:
    return (claim.last - claim.first).days if claim.first and claim.last else 0


def _place(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    if one.country is None or other.country is None:
        return
    if one.country != other.country:
        yield _reason(rules, "other_country", f"{one.country}/{other.country}")
    elif one.place == other.place:
        yield _reason(rules, "same_place", one.place or one.country)
    else:
        yield _reason(rules, "same_country", one.country)


def _named(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    persons = one.persons & other.persons
    if persons:
        yield _reason(rules, "shared_person", ", ".join(sorted(persons)))
    if one.persons - other.persons and other.persons - one.persons:
        yield _reason(rules, "other_person", ", ".join(sorted(one.persons ^ other.persons)))
    if one.forum and one.forum == other.forum:
        yield _reason(rules, "same_forum", one.forum)
        if one.session and one.session == other.session:
            yield _reason(rules, "same_session", str(one.session))
    if one.instrument and one.instrument == other.instrument:
        yield _reason(rules, "same_instrument", one.instrument)


def _wording(one: Claim, other: Claim, rules: Settings) -> Iterator[Reason]:
    if one.version == other.version:
        yield _reason(rules, "same_article")
    if one.sentence and one.sentence == other.sentence and one.trigger == other.trigger:
        yield _reason(rules, "same_text")
        return
    if min(len(one.words), len(other.words)) < FEWEST_WORDS:
        return
    common = sorted(one.words & other.words)
    if len(common) >= FEWEST_COMMON:
        share = overlap(one.words, other.words)
        yield _reason(rules, "same_words", ", ".join(common), min(1.0, share / rules.words_in_full))
    if (one.status in {"denied", "cancelled"}) != (other.status in {"denied", "cancelled"}):
        yield _reason(rules, "other_outcome", f"{one.status}/{other.status}")
