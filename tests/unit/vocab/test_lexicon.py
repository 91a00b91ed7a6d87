"""Reading knowledge files: what is loaded, what is refused, and how errors name the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import VocabularyError
from onrecord.vocab import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder in the place of the shipped one, with nothing remembered before and after."""
    loaders = (lexicon.load_yaml, lexicon.load_rows, lexicon.vocabulary_digest)
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    for loader in loaders:
        loader.cache_clear()
    yield tmp_path
    for loader in loaders:
        loader.cache_clear()


def test_missing_file_is_named(data: Path) -> None:
    """The error for a file that is not there names the file."""
    with pytest.raises(VocabularyError, match=r"lexicons/xx\.yml: no such knowledge file"):
        lexicon.load_yaml("lexicons/xx.yml")


def test_yaml_is_parsed(data: Path) -> None:
    """A YAML file gives its plain values."""
    (data / "a.yml").write_text("# head\nwords: [é, b]\n", encoding="utf-8")
    assert lexicon.load_yaml("a.yml") == {"words": ["é", "b"]}


def test_yaml_is_loaded_once(data: Path) -> None:
    """A second request returns the same object."""
    (data / "a.yml").write_text("[1]", encoding="utf-8")
    assert lexicon.load_yaml("a.yml") is lexicon.load_yaml("a.yml")


def test_broken_yaml_is_named(data: Path) -> None:
    """The error for a malformed file names the file."""
    (data / "bad.yml").write_text("a: [1,\nb", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"^bad\.yml: not valid YAML"):
        lexicon.load_yaml("bad.yml")


def test_yaml_makes_no_objects(data: Path) -> None:
    """A file cannot make the loader run code."""
    (data / "bad.yml").write_text("!!python/object/apply:os.getcwd []", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"bad\.yml"):
        lexicon.load_yaml("bad.yml")


def test_rows_skip_comments_and_strip_fields(data: Path) -> None:
    """Lines from # on are comments; fields lose the space around them."""
    (data / "a.csv").write_text("# head\ncode,name\n# part\nDNK, Denmark \n", encoding="utf-8")
    assert lexicon.load_rows("a.csv") == ({"code": "DNK", "name": "Denmark"},)


def test_quoted_field_may_hold_a_comma(data: Path) -> None:
    """CSV quoting is understood."""
    (data / "a.csv").write_text('code,name\nDNK,"Denmark, Kingdom of"\n', encoding="utf-8")
    assert lexicon.load_rows("a.csv")[0]["name"] == "Denmark, Kingdom of"


def test_folder_gives_all_rows_in_name_order(data: Path) -> None:
    """The CSV files of a folder are read one after another, by name."""
    (data / "f").mkdir()
    for name in ("b", "a"):
        (data / "f" / f"{name}.csv").write_text(f"code\n{name}\n", encoding="utf-8")
    assert [row["code"] for row in lexicon.load_rows("f")] == ["a", "b"]


@pytest.mark.parametrize("row", ["DNK", "DNK,Denmark,x"], ids=["too-few", "too-many"])
def test_row_of_another_length_is_named(data: Path, row: str) -> None:
    """The error for a row with too few or too many fields names file and row."""
    (data / "bad.csv").write_text(f"code,name\nSWE,Sweden\n{row}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"^bad\.csv: row 2 "):
        lexicon.load_rows("bad.csv")


@pytest.mark.parametrize(
    ("field", "expected"),
    [("", ()), ("UN", ("UN",)), ("UN;U.N.", ("UN", "U.N.")), (" a ; ;b;", ("a", "b"))],
)
def test_multiple_splits_at_semicolons(field: str, expected: tuple[str, ...]) -> None:
    """A multi-valued field gives its values without blanks around them and without empty ones."""
    assert lexicon.multiple(field) == expected


def test_vocabulary_digest_is_short_and_hexadecimal() -> None:
    """The digest is sixteen hexadecimal digits."""
    assert re.fullmatch(r"[0-9a-f]{16}", lexicon.vocabulary_digest())


def test_vocabulary_digest_changes_with_a_file(data: Path) -> None:
    """Any change of knowledge changes the digest."""
    (data / "a.yml").write_text("1", encoding="utf-8")
    before = lexicon.vocabulary_digest()
    lexicon.vocabulary_digest.cache_clear()
    (data / "a.yml").write_text("2", encoding="utf-8")
    assert lexicon.vocabulary_digest() != before


def test_vocabulary_digest_changes_with_a_name(data: Path) -> None:
    """The name of a file is a part of the knowledge."""
    (data / "a.yml").write_text("1", encoding="utf-8")
    before = lexicon.vocabulary_digest()
    lexicon.vocabulary_digest.cache_clear()
    (data / "a.yml").rename(data / "b.yml")
    assert lexicon.vocabulary_digest() != before


def test_vocabulary_digest_ignores_other_files(data: Path) -> None:
    """What is no knowledge file does not count."""
    (data / "a.yml").write_text("1", encoding="utf-8")
    before = lexicon.vocabulary_digest()
    lexicon.vocabulary_digest.cache_clear()
    (data / "note.txt").write_text("x", encoding="utf-8")
    assert lexicon.vocabulary_digest() == before
