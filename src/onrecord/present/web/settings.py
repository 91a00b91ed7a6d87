"""How a workbench is set: who may enter, under which names it is reached, and its limits."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field

TOKEN_BYTES = 24
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Settings of one workbench.

    secret           the token of the admin; those of the other roles are derived from it (security.token_of)
    hosts            names a request may use for this server; others are refused (a page elsewhere could otherwise
                     rename this machine and read along)
    writes           changes a visitor may make in a minute
    tries            wrong tokens an address may send in a minute
    most_bytes       longest body of a request
    at_once          answers that are made at the same time; further requests wait for their turn
    follow_seconds   longest time one progress stream stays open
    """

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))
    hosts: tuple[str, ...] = LOOPBACK_NAMES
    writes: int = 120
    tries: int = 20
    most_bytes: int = 1_000_000
    at_once: int = 6
    follow_seconds: float = 600.0


def is_loopback(host: str) -> bool:
    """Return whether a host to listen on is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
