"""Values of the types as plain values: what JSON and tables hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any


def as_values(found: Any) -> Any:
    """Return a value of the types as plain values: days as text, sets in order."""
    return plain_values(asdict(found))


def plain_values(value: Any) -> Any:
    """Return what JSON can hold of a value, all the way down: days as text, sets in order, any mapping as a dict."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_values(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (list, tuple)):
        return [plain_values(one) for one in value]
    return value
