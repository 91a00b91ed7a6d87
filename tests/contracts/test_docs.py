"""The documentation keeps up with the program: options, keys, links, code blocks."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import onrecord
from onrecord.evaluate.articles import score_articles
from onrecord.evaluate.sets import SETS
from onrecord.present.cli import app
from onrecord.present.export import registry
from onrecord.present.web.app import create_app
from onrecord.project import folder
from onrecord.record.database import migrations
from onrecord.record.described import described
from onrecord.tables.described import described as tables_described
from onrecord.types import annotation

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "examples/README.md"])
KNOWLEDGE = sorted(p for p in (ROOT / "src/onrecord/vocab/data").rglob("*") if p.suffix in {".csv", ".yml"})
MANUALS = ("reading.md", "project.md", "exports.md", "scale.md")
READING = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in MANUALS)
JSON_PAGE = (ROOT / "docs/json.md").read_text(encoding="utf-8")
GROUP: Any = get_command(app)
OPTIONS = sorted({o for c in GROUP.commands.values() for p in c.params for o in p.opts if o.startswith("-")})
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
TEXT_FILES = {".md", ".py", ".toml", ".yml", ".csv", ".txt", ".json", ""}
# A path of somebody's machine, or a host of a package registry; written so that this file holds none.
PRIVATE = re.compile(
    "|".join(
        ["/(?:home|work|Users|root)" + "/", r"C:[\\]" + r"\w", "pypi[.]" + "org", "python" + "hosted", "index" + "-url"]
    )
)
GENERATED = {".git", ".venv", "build", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}


def blocks(page: Path, language: str) -> list[str]:
    """Return the code blocks of a page in a language."""
    return [body for name, body in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


def anchors(page: Path) -> set[str]:
    """Return the anchors a page's headings make."""
    words = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in words}


def keys(value: Any) -> set[str]:
    """Return all keys within a JSON value."""
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in keys(item)}
    return set()


def commands(page: Path) -> list[str]:
    """Return the lines a reader is told to type."""
    return [line[2:] for body in blocks(page, "console") for line in body.splitlines() if line.startswith("$ ")]


TYPED = [pytest.param(c, id=f"{page.name}: {c[:60]}") for page in PAGES for c in commands(page)]
PYTHON = [pytest.param(b, id=f"{page.name} {i}") for page in PAGES for i, b in enumerate(blocks(page, "python"))]


@pytest.mark.parametrize("name", sorted(GROUP.commands))
def test_commands_are_documented(name: str) -> None:
    """Every command is named in one of the manuals."""
    assert f"onrecord {name}" in READING


@pytest.mark.parametrize("option", [o for o in OPTIONS if o != "--help"])
def test_options_are_documented(option: str) -> None:
    """Every option is named in one of the manuals."""
    assert f"`{option}`" in READING


@pytest.mark.parametrize("name", onrecord.__all__)
def test_public_names_are_there(name: str) -> None:
    """Every public name of the package can be had."""
    assert getattr(onrecord, name) is not None


def test_keys_are_documented() -> None:
    """Every key the JSON of a rich text prints is named in docs/json.md."""
    text = (
        "France and Italy signed an accord in Rome on 4 March 2024.\n\n"
        "Italian Foreign Minister Antonio Tajani, citing an internal memo, said that France might visit Italy soon, "
        "a shameless move.\n\n“It is late, two officials who asked not to be named said.\n"
    )
    printed = onrecord.to_dict(onrecord.read_text(text, published="2024-03-05"))
    found = keys(printed)
    assert {"actors", "source_type", "granularity", "stage"} <= found
    assert [key for key in sorted(found) if f"`{key}`" not in JSON_PAGE and f'"{key}"' not in JSON_PAGE] == []


@pytest.mark.parametrize(
    "values",
    ["SourceType", "CueClass", "Status", "EvaluationKind", "Voice", "QuoteForm", "TimeKind", "Granularity"],
)
def test_closed_lists_are_documented(values: str) -> None:
    """Every value of a closed list is named in docs/json.md."""
    assert [v for v in getattr(annotation, values).__args__ if f"`{v}`" not in JSON_PAGE] == []


@pytest.mark.parametrize("file", KNOWLEDGE, ids=lambda file: file.name)
def test_knowledge_files_are_documented(file: Path) -> None:
    """Every knowledge file is named in docs/knowledge.md, a table with all its columns."""
    page = (ROOT / "docs/knowledge.md").read_text(encoding="utf-8")
    shared = {"frames": [f"frames/{file.name}", "frames/<type>.yml"], "offices": ["offices/*.csv"]}
    names = shared.get(file.parent.name, [file.name])
    rows = [line for name in names for line in page.splitlines() if f"`{name}`" in line]
    assert rows
    if file.suffix == ".csv":
        lines = file.read_text(encoding="utf-8").splitlines()
        header = next(line for line in lines if not line.startswith("#")).split(",")
        assert [column for column in header if f"`{column}`" not in rows[0]] == []


def test_tables_are_documented() -> None:
    """Every table and column of the store is described in docs/store.md, in the words of the schema."""
    page = (ROOT / "docs/store.md").read_text(encoding="utf-8")
    assert [line for line in described(migrations()) if line not in page] == []


def test_exported_tables_are_documented() -> None:
    """Every table and column of the native exports is described in docs/tables.md, in the words of its data file."""
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in tables_described() if line not in page] == []


@pytest.mark.parametrize("name", registry.names())
def test_formats_are_documented(name: str) -> None:
    """Every format of exports has its section in docs/exports.md."""
    headings = HEADING.findall((ROOT / "docs/exports.md").read_text(encoding="utf-8"))
    assert name in {word for heading in headings for word in re.split(r",? and |, ", heading)}


@pytest.mark.parametrize("name", [found.name for found in SETS])
def test_data_sets_are_documented(name: str) -> None:
    """Every data set that can be measured is named in docs/gold.md."""
    assert f"`{name}`" in (ROOT / "docs/gold.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("figure", sorted(score_articles([])))
def test_figures_are_defined(figure: str) -> None:
    """Every figure on articles is defined in docs/quality.md, precision and recall beside their F1."""
    page = (ROOT / "docs/quality.md").read_text(encoding="utf-8")
    base = re.sub(r"_[pr]$", "_f1", figure)
    assert f"| `{figure}`" in page or f"`{base}`, `_p`, `_r`" in page or re.search(rf"\| .*`{figure}`.* \|", page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_resolve(page: Path) -> None:
    """Every link to a page or a heading of this project leads somewhere."""
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def test_every_page_is_linked() -> None:
    """Every page under docs is linked from an index."""
    linked = set()
    for index in (ROOT / "docs/index.md", ROOT / "docs/decisions/index.md"):
        linked |= {(index.parent / t).resolve() for t in LINK.findall(index.read_text(encoding="utf-8"))}
    assert [p.name for p in ROOT.glob("docs/**/*.md") if p not in linked and p != ROOT / "docs/index.md"] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_make_targets_exist(page: Path) -> None:
    """Every make target a page names exists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {t for body in blocks(page, "sh") for t in re.findall(r"^make (\w+)", body, re.MULTILINE)}
    assert [target for target in sorted(named) if f"\n{target}:" not in makefile] == []


@pytest.mark.parametrize("command", TYPED)
def test_commands_run(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command a reader is told to type runs and prints something."""
    monkeypatch.chdir(ROOT)
    first, _, second = command.rpartition(" | ")
    stdin = (ROOT / first.removeprefix("cat ")).read_bytes() if first else None
    program, *arguments = shlex.split(second)
    assert program == "onrecord"
    run = CliRunner().invoke(app, arguments, input=stdin)
    assert (run.exit_code, run.exception) == (0, None)
    assert run.stdout


@pytest.mark.parametrize("body", PYTHON)
def test_python_runs(body: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every Python block runs and prints something."""
    monkeypatch.chdir(ROOT)
    exec(compile(body, "<docs>", "exec"), {})  # noqa: S102 - our own documentation
    assert capsys.readouterr().out


def test_no_private_paths() -> None:
    """No text file of the project names a path of somebody's machine or a package registry."""
    found = []
    for file in ROOT.rglob("*"):
        if GENERATED & set(file.relative_to(ROOT).parts) or not file.is_file() or file.suffix not in TEXT_FILES:
            continue
        match = PRIVATE.search(file.read_text(encoding="utf-8", errors="replace"))
        if match:
            found.append(f"{file.relative_to(ROOT)}: {match.group()}")
    assert found == []


REFERENCE = ROOT / "docs" / "reference.md"


@pytest.mark.parametrize("name", sorted(GROUP.commands))
def test_the_reference_names_every_command(name: str) -> None:
    """Every command has its row in the reference."""
    assert f"| `onrecord {name}` |" in REFERENCE.read_text(encoding="utf-8")


def test_the_reference_names_every_variable() -> None:
    """Every variable of the environment that the sources know has its row in the reference."""
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    page = REFERENCE.read_text(encoding="utf-8")
    assert [name for name in sorted(set(re.findall(r"ONRECORD_[A-Z]+", sources))) if f"| `{name}` |" not in page] == []


def test_the_reference_names_every_setting() -> None:
    """Every setting of a project has its row in the reference."""
    page = REFERENCE.read_text(encoding="utf-8")
    keys_of = set(re.findall(r"^# ?(\w+) = |^(\w+) = ", folder.TEMPLATE, re.MULTILINE))
    assert [key for pair in keys_of for key in pair if key and f"{key}`" not in page] == []


def test_the_reference_names_every_address(tmp_path: Path) -> None:
    """Every address of the HTTP interface has its row in the reference, with its verb."""
    onrecord.init(tmp_path / "watch").close()
    page = REFERENCE.read_text(encoding="utf-8")
    paths = create_app(tmp_path / "watch").openapi()["paths"]
    rows = [f"| `{path}` | {verb.upper()} |" for path, verbs in paths.items() for verb in verbs]
    assert [row for row in rows if row not in page] == []
