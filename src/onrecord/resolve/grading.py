"""Admiralty marks, only from what is counted; every mark carries its grounds.

Scale: MISP admiralty-scale v5, after FM 2-22.3. Marks are letters and digits, never averaged.

    1  told by two or more independent origins in two or more texts, contradicted by none
    2  one origin, and what it tells had been announced by another; or several origins that one text alone tells of
    3  several reports of one origin, none of it shown to be independent; or origins that disagree on details
    4  only unnamed people or papers nobody can see, and denied on the record by a party to it
    5  contradicted by more independent origins than tell it, at least one of them on the record
    6  everything else: one telling, nothing to compare it with

A source's letter comes from its own record in this collection (`letter`), F until there is enough of it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from onrecord.types.origin import Grade

if TYPE_CHECKING:
    from onrecord.types.origin import Chain, Origin

LEAST_RESOLVED = 8
LETTERS = ((0.85, "A"), (0.70, "B"), (0.50, "C"), (0.30, "D"))
OFF_RECORD = frozenset({"unnamed", "nonpublic_document", "unspecified"})
Z_95 = 1.959963984540054


def digit(
    told: Chain, *, denied: Chain | None = None, announced: Chain | None = None, conflicts: tuple[str, ...] = ()
) -> Grade:
    """Return the credibility digit of what is told.

    `denied` traces the tellings that deny it, `announced` those that told of it before it was due,
    `conflicts` names the fields its tellings do not agree on.
    """
    count = len(told.origins)
    against = denied.origins if denied else ()
    if against:
        return _contradicted(told.origins, against)
    if count >= 2 and told.texts == 1:
        return Grade("2", (f"{count} origins, but one text alone tells of them: {_labels(told.origins)}",))
    if count >= 2 and not conflicts:
        return Grade("1", (f"{count} independent origins: {_labels(told.origins)}",))
    if count >= 2:
        return Grade("3", (f"{count} independent origins, which differ on {', '.join(conflicts)}",))
    if announced and _independent(announced.origins, told.origins):
        return Grade("2", (f"one origin: {_labels(told.origins)}", f"announced before by {_labels(announced.origins)}"))
    if told.texts > 1:
        return Grade("3", (f"{told.texts} texts of one origin: {_labels(told.origins)}",))
    return Grade("6", ("one telling; nothing to compare it with",))


def _contradicted(told: tuple[Origin, ...], against: tuple[Origin, ...]) -> Grade:
    on_record = [origin for origin in against if origin.source_type not in OFF_RECORD]
    ground = f"{len(told)} origins tell it, {len(against)} deny it: {_labels(against)}"
    if len(against) > len(told) and on_record:
        return Grade("5", (ground,))
    if on_record and all(origin.source_type in OFF_RECORD for origin in told):
        return Grade("4", (ground, "told only by unnamed people or papers nobody can see"))
    return Grade("3", (ground,))


def _independent(one: tuple[Origin, ...], other: tuple[Origin, ...]) -> bool:
    return any(a.label != b.label and (a.party is None or a.party != b.party) for a in one for b in other)


def _labels(origins: tuple[Origin, ...]) -> str:
    return "; ".join(origin.label for origin in origins)


def letter(kept: int, resolved: int) -> Grade:
    """Return the reliability letter of a source from its resolved expectations; F below `LEAST_RESOLVED`.

    The letter goes by the lower bound of the 95 % Wilson interval of the share that came about.
    """
    if resolved < LEAST_RESOLVED:
        return Grade("F", (f"{resolved} resolved expectations; {LEAST_RESOLVED} are needed",))
    low, high = wilson(kept, resolved)
    mark = next((mark for least, mark in LETTERS if low >= least), "E")
    return Grade(mark, (f"{kept} of {resolved} came about (95 % interval {low:.2f}-{high:.2f})",))


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share (Wilson 1927); (0, 1) without trials.

    >>> tuple(round(bound, 3) for bound in wilson(8, 10))
    (0.49, 0.943)
    """
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    centre = share + Z_95**2 / (2 * trials)
    spread = Z_95 * math.sqrt(share * (1 - share) / trials + Z_95**2 / (4 * trials**2))
    scale = 1 + Z_95**2 / trials
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
