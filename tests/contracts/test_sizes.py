"""The house numbers: short modules, short functions, docstrings on all that is public, no catch-all names."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src" / "onrecord"
MODULES = sorted(p.relative_to(SOURCE).as_posix() for p in SOURCE.rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 60
CATCH_ALL = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "shared"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(name: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse((SOURCE / name).read_text(encoding="utf-8"))


def public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Yield the public classes and functions of a body, and the public methods of its public classes."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, f"{prefix}{node.name}.")


@pytest.mark.parametrize("name", MODULES)
def test_module_is_short(name: str) -> None:
    """A module is one idea: at most 400 lines."""
    lines = len((SOURCE / name).read_text(encoding="utf-8").splitlines())
    assert lines <= MODULE_LINES


@pytest.mark.parametrize("name", MODULES)
def test_functions_are_short(name: str) -> None:
    """A function is at most 60 lines."""
    functions = [node for node in ast.walk(tree(name)) if isinstance(node, Function)]
    lengths = {f.name: (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions}
    assert {function: lines for function, lines in lengths.items() if lines > FUNCTION_LINES} == {}


@pytest.mark.parametrize("name", MODULES)
def test_module_has_a_docstring(name: str) -> None:
    """A module says what it is for."""
    assert ast.get_docstring(tree(name))


@pytest.mark.parametrize("name", MODULES)
def test_what_is_public_has_a_docstring(name: str) -> None:
    """A public class, function or method says what it guarantees."""
    assert [found for found, node in public(tree(name).body) if not ast.get_docstring(node)] == []


def test_no_module_is_a_catch_all() -> None:
    """A module or folder is named after what it holds."""
    parts = {part for name in MODULES for part in Path(name).with_suffix("").parts}
    assert parts & CATCH_ALL == set()
