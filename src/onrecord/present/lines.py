"""Plain values as one line of JSON."""

from __future__ import annotations

import json
import re

# Some readers end a line at these, and half a character cannot be written as UTF-8: printed as escapes.
HALVES = re.compile("[\ud800-\udfff]")
ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def one_line(values: object) -> str:
    """Return plain values as one line of JSON that every reader takes for one line."""
    line = json.dumps(values, ensure_ascii=False, separators=(", ", ": "))
    return ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def line_for_others(values: object) -> str:
    """Return plain values as one line of JSON that strict readers take too: half a character becomes U+FFFD."""
    line = json.dumps(values, ensure_ascii=False, separators=(", ", ": "))
    return ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", HALVES.sub("\ufffd", line))
