"""Bytes to text, in whatever coding they come."""

from __future__ import annotations

import codecs

import pytest

from onrecord.document.decode import decode
from onrecord.errors import SourceError

RUSSIAN = "Министр прибыл в столицу в понедельник. Переговоры продлятся два дня. " * 5


def codes(content: bytes | str, *, is_html: bool = False) -> list[str]:
    return [issue.code for issue in decode(content, is_html=is_html).issues]


def test_utf8_is_read_without_issue() -> None:
    assert decode("Zürich – “ja”\r\n".encode()) == ("Zürich – “ja”\r\n", ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    assert decode(mark + "Zürich".encode(encoding)).text == "Zürich"


def test_utf16_without_mark_is_recognised() -> None:
    decoded = decode("The ministers met in Zürich.".encode("utf-16-le"))
    assert decoded.text == "The ministers met in Zürich."
    assert [issue.code for issue in decoded.issues] == ["encoding-guessed"]


def test_declared_charset_of_a_page_is_used() -> None:
    page = '<meta charset="windows-1251"><p>' + RUSSIAN
    assert decode(page.encode("cp1251"), is_html=True) == (page, ())


def test_declared_charset_that_does_not_fit_is_passed_over() -> None:
    page = '<meta charset="shift_jis"><p>' + RUSSIAN
    assert "Министр" in decode(page.encode("cp1251"), is_html=True).text


@pytest.mark.parametrize("name", ["hex", "utf-7", "idna", "unicode_escape", "no-such-thing"])
def test_declared_charset_that_is_none_is_passed_over(name: str) -> None:
    page = f'<meta charset="{name}"><p>caf\xe9 au lait'.encode("latin-1")
    assert "caf" in decode(page, is_html=True).text


def test_old_coding_is_guessed_and_told() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"))
    assert decoded.text == RUSSIAN
    assert [issue.code for issue in decoded.issues] == ["encoding-guessed"]


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    content = ("Zürich und Köln. " * 40).encode() + b"\xff end"
    assert decode(content).text.endswith("\ufffd end")
    assert codes(content) == ["undecodable-bytes"]


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert decode("a\ud800b").text == "a\ufffdb"
    assert codes("a\ud800b") == ["lone-surrogates"]


@pytest.mark.parametrize("content", [b"%PDF-1.7 x", b"PK\x03\x04abc", b"\x89PNG\r\n", bytes(range(256)) * 8])
def test_binary_data_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match="not text"):
        decode(content)


def test_a_single_zero_byte_in_a_long_text_is_kept() -> None:
    assert "\0" in decode(b"The ministers met. " * 20 + b"\0").text
