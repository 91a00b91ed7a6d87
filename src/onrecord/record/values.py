"""Values of the types as plain values: what JSON and tables hold."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any


def as_values(found: Any) -> Any:
    """Return a value of the types as plain values: days as text, sets in order."""
    return _plain(asdict(found))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return sorted(value) if isinstance(value, frozenset) else value
