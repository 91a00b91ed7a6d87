"""Mail: text or HTML, subject, sender, date, attachments."""

from __future__ import annotations

import io
from datetime import date
from email.message import EmailMessage

from onrecord.ingest.items import LeftOut
from onrecord.ingest.sources import read_sources
from onrecord.types.text import RawItem

TEXT = (
    "The ministry announced that the minister will visit the capital on Monday for talks on trade and transit with " * 2
)


def mail(text: str | None = TEXT, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = "Visit announced", "Press Office <press@ministry.example>"
    message["Date"], message["Message-ID"] = "Mon, 02 Jun 2025 10:00:00 +0200", "<1@ministry.example>"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def read(content: bytes) -> list[RawItem | LeftOut]:
    return list(read_sources(["-"], stdin=io.BytesIO(content)))


def test_mail_gives_its_text_and_head() -> None:
    (item,) = read(bytes(mail()))
    assert isinstance(item, RawItem)
    assert (item.title, item.outlet, item.id) == ("Visit announced", "Press Office", "<1@ministry.example>")
    assert (item.published, item.kind) == (date(2025, 6, 2), "text")
    assert (item.content if isinstance(item.content, str) else item.content.decode()).startswith("The ministry")


def test_html_is_taken_where_the_text_says_little() -> None:
    (item,) = read(bytes(mail("See the page.", f"<p>{TEXT}</p>")))
    assert isinstance(item, RawItem)
    assert item.kind == "html"


def test_attachments_are_counted() -> None:
    message = mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    found = read(bytes(message))
    assert [one.skipped for one in found if isinstance(one, LeftOut)] == [1]


def test_deep_mail_is_no_crash() -> None:
    head = b"From: a@b.example\nSubject: x\nDate: x\nMIME-Version: 1.0\n"
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))
    assert isinstance(read(head + nested)[0], LeftOut)
