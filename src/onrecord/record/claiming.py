"""What one version of an article tells, as claims under the ids its events have in the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.resolve.claims import Telling, claims_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.record.rows import Version
    from onrecord.types.claim import Claim


def claims_of_version(
    version: Version,
    group: str,
    text: str,
    attributions: Sequence[Mapping[str, Any]],
    events: Sequence[Mapping[str, Any]],
) -> tuple[Claim, ...]:
    """Return the claims of a version that stands in a group of copies; `id` of each event is that of its record."""
    telling = Telling(
        version=version.id,
        article=version.article,
        group=group,
        outlet=version.outlet,
        wire=version.wire,
        published=date.fromisoformat(version.published[:10]) if version.published else None,
        text=text,
    )
    found = claims_of(telling, {"attributions": attributions, "events": events})
    return tuple(replace(claim, id=claim.event) for claim in found)
