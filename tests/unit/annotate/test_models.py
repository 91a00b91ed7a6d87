"""The pinned models: nothing is loaded whose files are missing or were changed."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

import pytest

from onrecord.annotate import models
from onrecord.annotate.models import MODELS, Model, checked, digest_of, model_folder
from onrecord.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A model's folder of two files and a licence."""
    folder = tmp_path / "little-1.0"
    (folder / "parser").mkdir(parents=True)
    (folder / "config.cfg").write_text("[nlp]", encoding="utf-8")
    (folder / "parser" / "model").write_bytes(b"\x00weights")
    (folder / "LICENSE").write_text("free", encoding="utf-8")
    return folder


def test_the_installed_model_is_the_pinned_one() -> None:
    """The model of the default installation is there, best of the list, with its files unchanged."""
    assert model_folder().name == MODELS[0].folder


@pytest.mark.parametrize("change", ["content", "name", "more"])
def test_a_changed_file_is_refused(weights: Path, change: str) -> None:
    """A file with another byte, another name, or one file more is refused, with the command that mends it."""
    model = Model("little_model", weights.name, "1.0", digest_of(weights))
    assert checked(model, weights.parent) == weights
    if change == "content":
        (weights / "parser" / "model").write_bytes(b"\x00weightS")
    elif change == "name":
        (weights / "config.cfg").rename(weights / "settings.cfg")
    else:
        (weights / "parser" / "code.py").write_text("print()", encoding="utf-8")
    with pytest.raises(ModelError, match=r"force-reinstall --no-deps little-model==1\.0"):
        checked(model, weights.parent)


def test_a_note_beside_the_weights_is_no_change(weights: Path) -> None:
    """The licence may be another text: it is not loaded."""
    before = digest_of(weights)
    (weights / "LICENSE").write_text("still free", encoding="utf-8")
    assert digest_of(weights) == before


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    """A package without its folder is refused like a changed one."""
    with pytest.raises(ModelError, match="reinstall"):
        checked(Model("little_model", "gone-1", "1", ""), tmp_path)


def test_missing_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any of the pinned models the error tells what to install."""
    monkeypatch.setattr(models, "MODELS", (Model("no_such_model", "x-1", "1", ""),))
    with pytest.raises(ModelError, match="install no-such-model"):
        model_folder()


def test_the_second_model_serves_without_the_first(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the best package is not installed the next of the list is taken."""
    second = Model("little_model", weights.name, "1.0", digest_of(weights))
    monkeypatch.setattr(models, "MODELS", (Model("no_such_model", "x-1", "1", ""), second))
    here = ModuleSpec("little_model", None, origin=str(weights.parent / "__init__.py"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: here if name == "little_model" else None)
    assert model_folder() == weights
