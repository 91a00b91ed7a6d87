"""The templates, and how text from outside reaches a page: escaped, and with characters that steer shown as marks.

Guarantees: every value is escaped by the template engine; control characters, bidirectional overrides and halves of
characters never reach a page.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.present.escaping import neutral
from onrecord.present.wording import MARKS, counted, day, party_name, period_words


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return neutral(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.present.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(source_marks=MARKS, party_name=party_name, counted=counted, static=static)
    environment.filters.update(day=day, period=period_words, party=party_name)
    return environment


def static(name: str) -> str:
    """Return the address of a file of ours; it changes with the file, so that browsers may keep it."""
    return f"/static/{name}?v={_stamp(name)}"


@cache
def _stamp(name: str) -> str:
    import hashlib  # noqa: PLC0415 - once a file

    file = files("onrecord.present.web") / "static" / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


ENVIRONMENT = _environment()
