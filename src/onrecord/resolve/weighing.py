"""How an event is told: the chain of its tellings, of its denials, of what announced it, and the grade they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.resolve.grading import digit
from onrecord.resolve.origins import trace
from onrecord.resolve.outcomes import rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types.claim import Claim, ResolvedEvent
    from onrecord.types.origin import Chain, Grade

DENYING = frozenset({"denied"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """The chains of an event.

    told traces the claims that tell it as done, under way or still to come; `denied` those that deny it (None where
    nobody does); `announced` those that told of it before it was told as done
    """

    told: Chain
    denied: Chain | None
    announced: Chain | None
    grade: Grade


def weigh(event: ResolvedEvent, claims: Sequence[Claim]) -> Weighed:
    """Return the chains of an event from its claims."""
    denying = [claim for claim in claims if claim.status in DENYING]
    awaited = rules().rank
    done = [claim for claim in claims if claim.status not in {*DENYING, *awaited, "demanded"}]
    ahead = [claim for claim in claims if claim.status in awaited]
    told = trace(done or ahead or list(claims))
    denied = trace(denying) if denying and (done or ahead) else None
    announced = trace(ahead) if done and ahead else None
    conflicts = tuple(conflict.field for conflict in event.conflicts)
    return Weighed(told, denied, announced, digit(told, denied=denied, announced=announced, conflicts=conflicts))
