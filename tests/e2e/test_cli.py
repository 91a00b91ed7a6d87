"""The command line from outside: a process, its output, its errors, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.version import __version__

ROOT = Path(__file__).parents[2]
ARTICLE = """Portugal and Morocco sign fishing accord

LISBON — Portugal and Morocco signed a fishing accord in Lisbon on Monday.

“The accord opens our ports,” the Portuguese foreign ministry said in a statement.

A Moroccan official, who asked not to be named, said that Morocco would send a delegation to Portugal next week.
"""
PAGE = """<!doctype html><html lang="en"><head><title>Kenya warns Somalia over border</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>Kenya warns Somalia over border</h1>
<p>Kenya warned Somalia on Tuesday that it would close the border, the Kenyan interior ministry said.</p>
<p>Officials in Mogadishu rejected the warning and said that talks with Kenya would go on this week as planned.</p>
<p>The two countries have argued about the border for years, and several rounds of talks have failed.</p>
</article></body></html>
"""
LINES = (
    json.dumps({"id": "one", "text": ARTICLE, "published": "2024-03-05", "outlet": "Example Wire"}),
    '{"id": "two", "text": ',
    json.dumps({"id": "three", "text": "China warned Japan.", "title": "A \ud800 title", "published": "soon"}),
)


def onrecord(*arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, from the project's folder."""
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **more},
        timeout=120,
        check=False,
    )


def objects(output: str) -> list[dict[str, Any]]:
    """Return the objects of JSON lines."""
    return [json.loads(line) for line in output.splitlines()]


def one_line(errors: str) -> str:
    """Return what was printed on standard error, after checking that it is one line."""
    (line,) = errors.splitlines()
    return line


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a text, a page, JSON lines of which the second is broken, and a file of another kind."""
    found = tmp_path_factory.mktemp("news")
    (found / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (found / "b.html").write_text(PAGE, encoding="utf-8")
    (found / "c.jsonl").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    (found / "d.odd").write_text("left,alone\n", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def as_json(folder: Path) -> subprocess.CompletedProcess[str]:
    """Return the run over the folder with --json."""
    return onrecord("read", str(folder), "--json")


@pytest.fixture(scope="module")
def brief() -> subprocess.CompletedProcess[str]:
    """Return the run over standard input with --why, to a stream said to be ASCII and narrow."""
    facts = ("--title", "Fish", "--published", "2024-03-05", "--outlet", "Example Wire")
    return onrecord("read", "-", "--why", *facts, stdin=ARTICLE, PYTHONIOENCODING="ascii", COLUMNS="70")


def test_one_object_a_line(as_json: subprocess.CompletedProcess[str]) -> None:
    """A folder is read in the order of its names, one JSON object a line for each item that could be read."""
    found = objects(as_json.stdout)
    assert [o["document"]["title"] for o in found][1] == "Kenya warns Somalia over border"
    assert [o["document"]["id"] for o in found][2:] == ["one", "three"]
    assert len(found) == 4


def test_broken_line_is_named(folder: Path, as_json: subprocess.CompletedProcess[str]) -> None:
    """A line that cannot be read is named with file and line, the others are read, and the exit code is 1."""
    assert as_json.returncode == 1
    assert f"onrecord: {folder / 'c.jsonl'}:2: the line is not JSON" in as_json.stderr
    assert "4 read, 1 failed" in as_json.stderr


def test_unreadable_field_is_an_issue(as_json: subprocess.CompletedProcess[str]) -> None:
    """A field that cannot be read does not fail its item; the record tells it."""
    issues = objects(as_json.stdout)[3]["issues"]
    assert [issue["code"] for issue in issues] == ["published-unreadable"]


def test_lone_surrogate_is_escaped(as_json: subprocess.CompletedProcess[str]) -> None:
    """A title with half a character is printed with its escape, and the line stays JSON."""
    assert objects(as_json.stdout)[3]["document"]["title"] == "A \ud800 title"


def test_extracted_text_is_printed(as_json: subprocess.CompletedProcess[str]) -> None:
    """The text extracted from a page is printed, a text that was given is not."""
    text, page, *_ = objects(as_json.stdout)
    assert "text" not in text["document"]
    assert "Kenya warned Somalia" in page["document"]["text"]
    assert "Home" not in page["document"]["text"]


def test_spans_of_a_page(as_json: subprocess.CompletedProcess[str]) -> None:
    """Offsets point into the text printed with a page."""
    page = objects(as_json.stdout)[1]
    text = page["document"]["text"]
    triggers = [event["trigger"] for event in page["events"]]
    assert triggers
    assert all(text[t["start"] : t["end"]] == t["text"] for t in triggers)


def test_same_text_same_record(as_json: subprocess.CompletedProcess[str]) -> None:
    """The same text has the same digest and the same attributions, from whatever file it came."""
    text, _, line, _ = objects(as_json.stdout)
    assert text["document"]["sha256"] == line["document"]["sha256"]
    assert [a["id"] for a in text["attributions"]] == [a["id"] for a in line["attributions"]]


def test_standard_input(brief: subprocess.CompletedProcess[str]) -> None:
    """Standard input is read with what the options say about it."""
    assert brief.returncode == 0
    assert " ".join(brief.stdout.split()).startswith("Fish · Example Wire · published 5 Mar 2024")


def test_brief_tells_the_act(brief: subprocess.CompletedProcess[str]) -> None:
    """The brief tells who does what with whom, who says so, and what rests on unnamed sources."""
    assert "MAR · PRT" in brief.stdout
    assert "WHO SAYS SO" in brief.stdout
    assert "A Moroccan official" in brief.stdout.split("◌ unnamed: ")[1]


def test_why_names_rules(brief: subprocess.CompletedProcess[str]) -> None:
    """With --why, words and offsets follow, each on one line of its own."""
    assert "\nWHY\n" in brief.stdout
    assert any(line.startswith("    trigger “signed” [") for line in brief.stdout.splitlines())


def test_nothing_beside_results(brief: subprocess.CompletedProcess[str]) -> None:
    """A run without trouble prints nothing on standard error, and no terminal codes into a pipe."""
    assert brief.stderr == ""
    assert "\x1b" not in brief.stdout


def test_utf8_whatever_the_terminal(brief: subprocess.CompletedProcess[str]) -> None:
    """Output is UTF-8 even where the environment claims ASCII."""
    assert "●" in brief.stdout


def test_with_text(folder: Path) -> None:
    """With --with-text, the document's text is printed exactly as given."""
    run = onrecord("read", str(folder / "a.txt"), "--json", "--with-text", "--url", "https://example.org/a")
    (found,) = objects(run.stdout)
    assert run.returncode == 0
    assert found["document"]["text"] == ARTICLE
    assert found["document"]["url"] == "https://example.org/a"


def test_unreadable_item() -> None:
    """Input without text is named on standard error, nothing is printed, and the exit code is 1."""
    run = onrecord("read", "-", "--json", stdin=" \n")
    assert (run.returncode, run.stdout) == (1, "")
    assert "there is no text in it" in one_line(run.stderr)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("read", "missing.txt"), "missing.txt: no such file or folder"),
        (("read", "README.md", "--published", "3 Dec"), "'3 Dec' is no date; write it as YYYY-MM-DD"),
        (("read", "README.md", "--with-text"), "--with-text goes with --json only"),
        (("evaluate", "--only", "novels"), "no data set novels; known are examples"),
        (("evaluate", "--only", "examples", "--gate", "missing.json"), "missing.json cannot be read"),
    ],
)
def test_impossible_calls(arguments: tuple[str, ...], words: str) -> None:
    """A call that cannot be carried out prints one line that says why, nothing else, and exits with 2."""
    run = onrecord(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert words in one_line(run.stderr)


def test_version() -> None:
    """--version prints the name and the version."""
    assert onrecord("--version").stdout == f"onrecord {__version__}\n"


def test_evaluate_examples() -> None:
    """`evaluate --only examples --json` prints figures between 0 and 1 and the digest of the data."""
    run = onrecord("evaluate", "--only", "examples", "--json")
    assert run.returncode == 0
    (measured,) = json.loads(run.stdout).values()
    assert len(measured["digest"]) == 16
    assert {"attribution_f1", "triple_f1", "status", "evaluation_f1"} <= set(measured["figures"])
    assert all(0 <= value <= 1 for value in measured["figures"].values())


def test_why_not_tells_what_was_missing() -> None:
    """For a sentence, the frames that nearly fired are named with what they lacked."""
    run = onrecord("read", "--why-not", "The visit to the museum was praised.")
    assert run.returncode == 0
    assert "WHY NOT" in run.stdout
    assert "consult.visit-noun.visit" in run.stdout


def test_nothing_named_to_read() -> None:
    """Without a file the call is refused in one line."""
    run = onrecord("read")
    assert run.returncode == 2
    assert "name a file" in one_line(run.stderr)
