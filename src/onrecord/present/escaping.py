"""How text from outside is made harmless wherever it is shown or written: on a page, in a file, in a calendar."""

from __future__ import annotations

import re
from functools import cache
from html import escape

SHOWN = "\u2426"
CONTROL_PICTURES = 0x2400
KEPT = "\t\n\r"
# what XML 1.0 (production 2, Char) cannot hold in any form
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def _neutral_table() -> dict[int, str]:
    table = {code: chr(CONTROL_PICTURES + code) for code in range(32) if chr(code) not in KEPT}
    steering = (*range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    table |= dict.fromkeys((*steering, 0xFEFF, 0xFFFE, 0xFFFF), SHOWN)
    return table | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def neutral(text: str) -> str:
    r"""Return a text of the same length in which characters that steer are shown instead of obeyed.

    >>> neutral("a\u202eb")
    'a␦b'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_neutral_table())


def as_html(text: str) -> str:
    """Return a text for HTML, in an element or a quoted attribute: neutral, and with every mark of HTML escaped."""
    return escape(neutral(text), quote=True)


def as_xml(text: str) -> str:
    """Return a text for XML 1.0, in an element or a quoted attribute; what XML cannot hold is shown as U+FFFD."""
    return escape(NOT_XML.sub("\ufffd", text), quote=True).replace("\n", "&#10;").replace("\r", "&#13;")
