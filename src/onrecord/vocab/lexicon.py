"""The one place that reads knowledge files: YAML and CSV shipped with the package, loaded once when first used.

A mistake in a file is a `VocabularyError` that names the file and the entry.
`vocabulary_digest` identifies all knowledge together; it is part of a record's provenance.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from onrecord.errors import VocabularyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Key = TypeVar("Key")
Value = TypeVar("Value")
DATA = Path(__file__).parent / "data"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_path(name: str) -> Path:
    """Return the path of a knowledge file or folder, named relative to the data folder."""
    path = DATA / name
    if not path.exists():
        raise VocabularyError(f"{name}: no such knowledge file; is the installation complete?")
    return path


@cache
def load_yaml(name: str) -> Any:
    """Return the parsed YAML file `name` ("lexicons/en/times.yml"); callers must not change it."""
    path = data_path(name)
    try:
        with path.open(encoding="utf-8") as file:
            return yaml.load(file, Loader=LOADER)  # noqa: S506 - both loaders are the safe kind
    except yaml.YAMLError as error:
        raise VocabularyError(f"{name}: not valid YAML: {error}") from error


@cache
def load_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a CSV file, or of all CSV files of a folder in name order; lines from # on are comments."""
    path = data_path(name)
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    return tuple(row for file in files for row in _rows(file))


def _rows(path: Path) -> Iterable[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(line for line in file if not line.startswith("#"))
        for number, row in enumerate(reader, 1):
            if None in row or None in row.values():
                raise VocabularyError(f"{path.name}: row {number} has another number of fields than its header: {row}")
            yield {key: value.strip() for key, value in row.items()}


def multiple(field: str) -> tuple[str, ...]:
    """Split a multi-valued CSV field at its semicolons."""
    return tuple(part.strip() for part in field.split(";") if part.strip())


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """Return the values of each key, in the order they came: an index of entries by their words."""
    found: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def refuse_twins(file: str, ids: Iterable[str]) -> None:
    """Raise VocabularyError where an id of a file is used twice, naming it."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise VocabularyError(f"{file}: {name}: this id is used twice")
        seen.add(name)


@cache
def vocabulary_digest() -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 over all knowledge files, in name order."""
    total = hashlib.sha256()
    for path in sorted(p for p in DATA.rglob("*") if p.suffix in {".yml", ".csv"}):
        total.update(path.relative_to(DATA).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
