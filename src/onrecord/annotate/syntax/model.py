"""The pinned language model, loaded once."""

from __future__ import annotations

import json
import warnings
from functools import cache
from typing import Any

from onrecord.annotate.models import model_folder


@cache
def load_model() -> Any:
    """Return the language pipeline, loaded once a process; raises ModelError as `model_folder` does."""
    folder = model_folder()
    import spacy  # noqa: PLC0415 - half a second that only reading needs

    with warnings.catch_warnings():
        # W095: built for spaCy 3.7; the golden parse test shows that it runs correctly under 3.8
        warnings.filterwarnings("ignore", message=r".*W095.*")
        return spacy.load(folder)


@cache
def model_name() -> str:
    """Return name and version of the pinned pipeline, for provenance; does not load it. Raises as `load_model` does."""
    meta = json.loads((model_folder() / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"
