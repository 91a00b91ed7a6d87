"""What a person asks for, in the words they use, as the store takes it: filters, dyads, days.

Raises UsageError, saying what would be understood.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from onrecord.errors import UsageError
from onrecord.project.outgoing import Asked
from onrecord.query.dyads import parties_of
from onrecord.record.fields import TYPES
from onrecord.record.flatten import dyad as name_of_dyad
from onrecord.record.kinds import KINDS
from onrecord.record.rows import Filters

# a hyphen that parts two codes, and not one within a code ("PSE-REB")
SEVERAL = re.compile(r"[-,–](?!reb$)", re.IGNORECASE)


def filters_of(  # noqa: PLR0913 - one keyword a filter
    *,
    kind: str | None = None,
    party: str | None = None,
    dyad: str | None = None,
    type: str | None = None,  # noqa: A002 - the word of the glossary
    status: str | None = None,
    source_type: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
) -> Filters:
    """Return what a search is narrowed to; raises UsageError on what is no kind, dyad or day."""
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of record; the kinds are {', '.join(KINDS)}")
    return Filters(
        kind=kind,
        party=party.upper() if party else None,
        dyad=dyad_asked(dyad),
        # what is coded by PLOVER is in capitals; no other type of a record is
        type=type.upper() if type and type.upper() in TYPES else type,
        status=status,
        source_type=source_type,
        outlet=outlet,
        language=language,
        since=day_asked(since),
        until=day_asked(until),
    )


def asked_of(*, today: date | str | None = None, **filters: Any) -> Asked:
    """Return what is to leave a project, filters as those of a search; `today` is the present day where not given."""
    day = day_asked(today)
    on = date.fromisoformat(day) if day else date.today()  # noqa: DTZ011 - the reader's own day
    return Asked(on, filters_of(**filters))


def dyad_asked(words: str | None) -> str | None:
    """Return the name of a dyad as the store has it ("IND-RUS"), None for None; raises UsageError."""
    if words is None:
        return None
    parties = words.upper().replace("-REB", "_REB").replace(",", "-").replace("–", "-").split("-")
    if len(parties) != 2 or not all(parties):
        raise UsageError(f"{words!r} is no dyad; write two party codes, like RUS-IND")
    first, second = (party.strip().replace("_REB", "-REB") for party in parties)
    return name_of_dyad(first, second)


def pair(words: str | None) -> tuple[str, ...]:
    """Return the parties of a dyad in the order in which they are named."""
    name = dyad_asked(words)
    if words is None or name is None:
        return ()
    first, second = sorted(parties_of(name), key=lambda party: not words.upper().strip().startswith(party))
    return first, second


def day_asked(value: date | str | None) -> str | None:
    """Return a day as YYYY-MM-DD, None for None; raises UsageError."""
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise UsageError(f"{value!r} is no day; write it as YYYY-MM-DD, like 2025-12-03") from None


def parties_asked(words: str) -> tuple[str, ...]:
    """Return the party or the two parties somebody names.

    >>> parties_asked("RUS-IND"), parties_asked("pse-reb")
    (('RUS', 'IND'), ('PSE-REB',))
    """
    return pair(words) if SEVERAL.search(words.strip()) else (words.strip().upper(),)
