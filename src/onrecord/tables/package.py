"""Tables as a Frictionless data package: `datapackage.json`, which tells every file, column, key and reference.

Follows Data Package 1 (specs.frictionlessdata.io), which validators of both versions read. No clock.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import SourceError
from onrecord.tables.specs import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from onrecord.tables.specs import Column, Table

NAME = "datapackage.json"
CHUNK = 1 << 20
PROFILE = "data-package"
Form = Literal["parquet", "csv"]
MEDIA = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}
# types of Table Schema
TYPES = {
    "string": "string",
    "strings": "array",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "json": "string",
}
NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")


def package_name(words: str) -> str:
    """Return words as the name of a package: lower case, without blanks.

    >>> package_name("Indian Ocean watch!")
    'indian-ocean-watch'
    """
    return NOT_IN_NAMES.sub("-", words.lower()).strip("-.") or "record"


def resource(table: Table, path: Path, form: Form, rows: int, present: frozenset[str]) -> dict[str, Any]:
    """Return the description of one file of a package; references to tables that are not in it are left out."""
    found: dict[str, Any] = {
        "name": table.name.replace("_", "-"),
        "title": table.words,
        "path": path.name,
        "format": form,
        "mediatype": MEDIA[form],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "rows": rows,
    }
    if form == "csv":
        found |= {"encoding": "utf-8", "profile": "tabular-data-resource"}
    return found | {"schema": _schema(table, present, form)}


def _schema(table: Table, present: frozenset[str], form: Form) -> dict[str, Any]:
    found: dict[str, Any] = {
        "fields": [_field(column, table, form) for column in table.columns],
        "primaryKey": list(table.key),
    }
    references = [
        {"fields": list(columns), "reference": {"resource": target.replace("_", "-"), "fields": _key_of(target)}}
        for columns, target in table.to.items()
        if target in present
    ]
    return found | ({"foreignKeys": references} if references else {}) | {"missingValues": [""]}


def _key_of(target: str) -> list[str]:
    return list(tables()[target].key)


def _field(column: Column, table: Table, form: Form) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": TYPES[column.type], "description": column.words}
    if column.unit:
        found["unit"] = column.unit
    # in CSV an empty string is an empty cell
    if column.name in table.key or not (column.optional or (form == "csv" and column.type == "string")):
        found["constraints"] = {"required": True}
    return found


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal digits."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def write_package(folder: Path, about: Mapping[str, Any], resources: Sequence[Mapping[str, Any]]) -> None:
    """Write `datapackage.json`; `about` are its properties but for the resources."""
    values = {"profile": PROFILE, **about, "resources": list(resources)}
    text = json.dumps(values, ensure_ascii=False, indent=2)
    (folder / NAME).write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def read_package(folder: Path) -> dict[str, Any]:
    """Return the description of a package; raises SourceError where it cannot be read."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{folder / NAME}: cannot be read ({error}); name the folder of an export") from error
    if not isinstance(found, dict):
        raise SourceError(f"{folder / NAME}: no description of a package; name the folder of an export")
    return found
