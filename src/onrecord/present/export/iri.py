"""Names of things in linked data and in STIX: the same thing has the same name in every export, for ever.

The host ends in .example, which RFC 2606 keeps from ever being registered: a name of ours can be followed nowhere, by
nobody. Names are made of content hashes, so the same text read by the same program gives the same names on any machine.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from urllib.parse import quote, urlsplit

BASE = "https://onrecord.example/"
NAMESPACE = f"{BASE}ns/1#"
UUIDS = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
# of RFC 3986, what may stand in an address beside letters and digits; "%" so that nothing is escaped twice
IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"
LONGEST_ADDRESS = 2000
BAD_HOST = re.compile(r"[\s<>\"{}|\\^`\x00-\x20]")


def iri(kind: str, identity: str) -> str:
    """Return the name of a thing of ours: its kind and id.

    >>> iri("event", "1f3a")
    'https://onrecord.example/event/1f3a'
    """
    return f"{BASE}{kind}/{quote(identity, safe='')}"


def hashed(*parts: str) -> str:
    """Return a name's worth of hash of what tells a thing from others, 16 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def web_address(url: str | None) -> str | None:
    """Return an address that may be followed (http or https), in the letters of RFC 3986; None for anything else.

    >>> web_address("https://post.example/a b"), web_address("javascript:alert(1)")
    ('https://post.example/a%20b', None)
    """
    if not url or len(url) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or BAD_HOST.search(parts.netloc):
        return None
    return quote(url.encode("utf-8", "replace"), safe=IN_ADDRESS)


def stix_id(kind: str, *parts: str) -> str:
    """Return a STIX 2.1 id: the kind and a UUID of version 5 within our own namespace."""
    return f"{kind}--{uuid.uuid5(UUIDS, hashed(kind, *parts))}"
