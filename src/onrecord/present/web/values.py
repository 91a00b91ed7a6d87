"""What goes over the interface: how values are written, what bodies a request may have, and how lists are paged.

Guarantees: every answer is ASCII JSON, so that no text of an article can break it; text in a request that could not be
stored is refused before anything is done.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from onrecord.record.values import plain_values

MOST = 200
FURTHEST = 1_000_000
LONGEST = 20_000


class Values(JSONResponse):
    """JSON in ASCII; days as text, sets in order."""

    def render(self, content: Any) -> bytes:
        """Return the bytes of an answer."""
        return json.dumps(content, ensure_ascii=True, allow_nan=False, default=plain_values).encode("ascii")


def _storable(text: str) -> str:
    if not text.isprintable() and any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in text):
        raise ValueError("text with half characters or zero bytes cannot be kept")
    return text


Text = Annotated[str, Field(max_length=LONGEST), AfterValidator(_storable)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=FURTHEST, description="How many to leave out first.")]


def paged(items: Sequence[Any], total: int, limit: int, offset: int) -> Values:
    """Return one page of a list: the items, how many there are in all, and where the next page begins."""
    following = offset + len(items)
    more = following if items and following < total else None
    return Values({"items": items, "total": total, "limit": limit, "offset": offset, "next": more})


class Body(BaseModel):
    """A request's body; what is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class JudgementBody(Body):
    """A decision on a record; `field` and `value` go with correct, `why` is the reason or the note."""

    action: Literal["accept", "reject", "correct", "note"]
    field: Text | None = None
    value: Text | None = None
    why: Text | None = None


class UndoBody(Body):
    """Why a decision is taken back."""

    why: Text | None = None


class RecordBody(Body):
    """A record that is missing: its kind, the words it hangs on, and its fields as one types them."""

    kind: Literal[
        "event",
        "attribution",
        "position",
        "flow",
        "leverage",
        "narrative",
        "forum",
        "instrument",
        "evaluation",
    ]
    quote: Text
    start: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    fields: dict[str, Text] = {}
    why: Text | None = None


class JobBody(Body):
    """A job to start; `source` goes with add."""

    job: Literal["read", "add", "retry"]
    source: Text | None = None
    fetch: bool = False


class OutcomeBody(Body):
    """What became of what was expected; "open" takes an earlier decision back."""

    outcome: Literal["happened", "late", "partly", "did_not", "postponed", "cancelled", "unknown", "void", "open"]
    why: Text | None = None


class SameBody(Body):
    """Whether another claim or event (its id) tells of the same happening."""

    other: Text
    verdict: Literal["same", "different"]
    why: Text | None = None


class Problem(BaseModel):
    """What went wrong."""

    code: str
    message: str
    hint: str


class ErrorBody(BaseModel):
    """The shape of every error."""

    error: Problem


ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorBody} for status in (400, 401, 403, 404, 405, 413, 422, 429, 503)
}
