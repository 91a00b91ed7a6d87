"""PDF: text, paragraphs, what the file says of itself, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.document import pdf, to_document
from onrecord.errors import SourceError
from onrecord.types.text import RawItem

LINES = [
    "The ministers of both states met in the capital on Monday to talk about trade and a",
    "new railway, and they agreed that the talks would go on in the spring, a state-",
    "ment said.",
    "On Friday the envoy left for home, and nobody would say whether the treaty had been",
    "signed or not.",
]


def made(pages: list[list[str]], info: bytes = b"", extra: bytes = b"") -> bytes:
    """Return a PDF of pages of lines, written by hand."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F 10 Tf 50 780 Td {shown} ET".encode()
        fonts = "/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
        page = f"<</Type/Page/Parent 2 0 R{fonts}/Contents {5 + 2 * number} 0 R>>"
        bodies += [page.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)]
    bodies.append(b"<<%s>>" % info)
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table)
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R%s>>\n" % (len(bodies) + 1, len(bodies), extra)
    return out + head + trailer + b"startxref\n%d\n%%%%EOF" % len(out)


def test_lines_are_joined_to_paragraphs_and_cut_words_made_whole() -> None:
    document, _ = to_document(RawItem("a.pdf", made([LINES]), "pdf"))
    first, second = document.text.split("\n\n")
    assert first.endswith("in the spring, a statement said.")
    assert (
        second == "On Friday the envoy left for home, and nobody would say whether the treaty had been signed or not."
    )


def test_file_says_title_author_and_day() -> None:
    info = b"/Title(Communique on the railway)/Author(Ann Prova)/CreationDate(D:20250602101500Z)"
    document, issues = to_document(RawItem("a.pdf", made([LINES], info), "pdf"))
    assert (document.title, document.author, document.kind) == ("Communique on the railway", "Ann Prova", "pdf")
    assert document.published == date(2025, 6, 2)
    assert "date-guessed" in [issue.code for issue in issues]


def test_name_of_a_file_is_no_title() -> None:
    assert pdf.read_pdf(made([LINES], b"/Title(Microsoft Word - note7.docx)"))[0].title is None


def test_heads_and_numbers_of_pages_are_left_out() -> None:
    pages = [["Ministry Bulletin", *LINES, f"Page {number} of 4"] for number in range(1, 5)]
    text = pdf.read_pdf(made(pages))[0].text
    assert "Bulletin" not in text
    assert "Page" not in text
    assert text.count("On Friday") == 4


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\nbroken", "broken"),
        (b"", "broken"),
        (
            made([LINES], extra=b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"x" * 32, b"y" * 32)),
            "encrypted|broken",
        ),
        (made([[]]), "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=rf"^a\.pdf: .*(?:{reason})"):
        to_document(RawItem("a.pdf", content, "pdf"))


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    found, issues = pdf.read_pdf(made([LINES] * 3))
    assert [issue.code for issue in issues] == ["pdf-pages"]
    assert found.text.count("On Friday") == 2
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 400)
    assert [issue.code for issue in pdf.read_pdf(made([LINES] * 2))[1]] == ["pdf-length"]
    monkeypatch.setattr(pdf, "MOST_SECONDS", -1.0)
    assert "pdf-time" in [issue.code for issue in pdf.read_pdf(made([LINES]))[1]]
    monkeypatch.setattr(pdf, "MOST_SECONDS", 60.0)
    monkeypatch.setattr(pdf, "MOST_OBJECTS", 0)
    assert "pdf-page" in [issue.code for issue in pdf.read_pdf(made([LINES]))[1]]
