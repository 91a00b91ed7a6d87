"""The public face: light to import, and nothing promised that is not there."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import onrecord

HEAVY = frozenset({"spacy", "yaml", "rich", "typer", "trafilatura", "lxml", "py3langid", "numpy"})
LONGEST = 0.3
PROBE = """
import json, sys, time
start = time.perf_counter()
import onrecord
took = time.perf_counter() - start
print(json.dumps([took, sorted(sys.modules)]))
"""


def import_afresh() -> tuple[float, set[str]]:
    """Return how long the import takes in a new process, and which modules it loads."""
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    took, modules = json.loads(done.stdout)
    return took, set(modules)


def test_import_is_quick() -> None:
    """The import takes less than 0.3 s, at the best of five: the others measure the machine."""
    assert min(import_afresh()[0] for _ in range(5)) < LONGEST


def test_import_loads_nothing_heavy() -> None:
    """The language model, file formats and the terminal are loaded when they are first needed."""
    assert import_afresh()[1] & HEAVY == set()


def test_public_names_are_sorted() -> None:
    """One order for all to read: capitals, small letters, underscores as Python sorts them."""
    assert onrecord.__all__ == sorted(set(onrecord.__all__))


@pytest.mark.parametrize("name", onrecord.__all__)
def test_public_name_is_there(name: str) -> None:
    """Every promised name can be had, also those loaded late."""
    assert getattr(onrecord, name) is not None


def test_unknown_name_tells_the_known_ones() -> None:
    """A misspelt name is answered with those that there are."""
    with pytest.raises(AttributeError, match="read_text"):
        _ = onrecord.raed_text
