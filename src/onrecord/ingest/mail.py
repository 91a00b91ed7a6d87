"""Mail (EML): a press release as it was sent: its text, or else its HTML, subject, sender and date.

Guarantees: never fails but with what was left out and why; attachments are passed over and counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from email.utils import parseaddr
from typing import TYPE_CHECKING, BinaryIO, Literal

from onrecord.ingest.items import LeftOut, Place, Rules, left_out, new_item, with_defaults
from onrecord.ingest.payloads import with_charset
from onrecord.ingest.published import read_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from onrecord.types.text import RawItem

FEWEST_WORDS = 20
MOST_PARTS = 1_000
MARKS = re.compile(r"[\x00-\x1f\x7f]+")


def read_mail(stream: BinaryIO, place: Place, rules: Rules) -> Iterator[RawItem | LeftOut]:
    """Yield the item a mail holds, and what was left out of it."""
    limit = rules.limits.mail
    content = stream.read(limit + 1)
    if len(content) > limit:
        yield left_out(place.location, "too-large", f"it is larger than {limit:,} bytes; it is left out")
        return
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        bodies, attachments = _parts(message)
    except Exception as error:  # noqa: BLE001 - hostile mail breaks the library in ways none can list
        yield left_out(place.location, "not-mail", f"the mail cannot be read ({type(error).__name__})")
        return
    plain, html = bodies.get("text"), bodies.get("html")
    kind: Literal["text", "html"] = "html" if html and len((plain or b"").split()) < FEWEST_WORDS else "text"
    body = bodies.get(kind)
    if body is None:
        yield left_out(place.location, "no-text", "the mail has no part with text or HTML")
        return
    yield with_defaults(_with_head(new_item(place, body, kind, Rules()), message), rules.defaults)
    if attachments:
        message_words = f"{attachments} attachment(s) of the mail were passed over; save them to read them"
        yield left_out(place.location, "attachments", message_words, skipped=attachments)


def _parts(message: EmailMessage) -> tuple[dict[str, bytes | str], int]:
    """Return the first text and the first HTML part, and how many attachments there are."""
    bodies: dict[str, bytes | str] = {}
    attachments = 0
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        kind = {"text/plain": "text", "text/html": "html"}.get(part.get_content_type())
        if part.get_content_disposition() == "attachment" or (kind is None and not part.is_multipart()):
            attachments += not part.is_multipart()
        elif kind and kind not in bodies:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                bodies[kind] = with_charset(payload, f"charset={part.get_content_charset() or ''}")
    return bodies, attachments


def _with_head(item: RawItem, message: EmailMessage) -> RawItem:
    name, address = parseaddr(_field(message, "from") or "")
    published = read_time(_field(message, "date") or "")
    return replace(
        item,
        id=_field(message, "message-id"),
        title=_field(message, "subject"),
        outlet=name or address.rpartition("@")[2] or None,
        published=published.day if published else None,
        published_at=published.at if published else None,
    )


def _field(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
        return " ".join(MARKS.sub(" ", str(value)).split()) or None if value is not None else None
    except Exception:  # noqa: BLE001 - the library fails on some malformed heads
        return None
