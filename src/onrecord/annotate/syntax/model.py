"""The pinned language model, loaded once."""

from __future__ import annotations

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


def model_name() -> str:
    """Return name and version of the loaded pipeline, for provenance."""
    meta = load_model().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"
