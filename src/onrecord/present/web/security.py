"""Who may do what: tokens, sessions, forms that only our own pages can send, and limits on writing.

Guarantees: without a valid token or session nothing of the project is shown; tokens are compared in constant time and
only their hashes are held; a form is taken only with the mark its own session was given; a role does what those below
it may do (reader < reviewer < admin).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from itsdangerous import BadSignature, URLSafeTimedSerializer

if TYPE_CHECKING:
    from onrecord.present.web.settings import WebSettings

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")
SESSION_SECONDS = 30 * 24 * 3600
MOST_BUCKETS = 10_000
MINUTE = 60.0
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a role, the name decisions are signed with, and the session.

    `bearer` is True for one who came with a token in the header instead of a cookie.
    """

    role: Role
    name: str
    session: str
    bearer: bool = False

    def may(self, role: Role) -> bool:
        """Return whether this visitor may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


def token_of(secret: str, role: Role) -> str:
    """Return the token of a role; the admin's is the secret itself, from which nobody can go back to it."""
    return secret if role == "admin" else _keyed(secret, f"token of a {role}")[:32]


def _keyed(secret: str, words: str) -> str:
    return hmac.new(secret.encode(), words.encode(), hashlib.sha256).hexdigest()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Doorkeeper:
    """Tells who a token or a cookie stands for, and whether a form is one of ours."""

    def __init__(self, settings: WebSettings, cookie: str, owner: str) -> None:
        self.cookie, self.owner = cookie, owner
        self._tokens: dict[Role, str] = {role: _hashed(token_of(settings.secret, role)) for role in ROLES}
        self._mark_key = _keyed(settings.secret, "marks of forms")
        self._sessions = URLSafeTimedSerializer(_keyed(settings.secret, "sessions"), salt="session")
        self.writes = Limit(settings.writes)
        self.tries = Limit(settings.tries)

    def role_of(self, token: str) -> Role | None:
        """Return the role a token stands for."""
        given = _hashed(token)
        found: Role | None = None
        for role, known in self._tokens.items():
            found = role if hmac.compare_digest(given, known) else found
        return found

    def welcome(self, role: Role) -> Visitor:
        """Return a new visitor in a role, with a session of their own."""
        return Visitor(role, self.owner if role == "admin" else role, secrets.token_urlsafe(12))

    def cookie_of(self, visitor: Visitor) -> str:
        """Return what the visitor's cookie holds."""
        return str(self._sessions.dumps([visitor.role, visitor.name, visitor.session]))

    def visitor_of(self, cookie: str) -> Visitor | None:
        """Return who a cookie stands for; None where it is not ours or too old."""
        try:
            held: Any = self._sessions.loads(cookie, max_age=SESSION_SECONDS)
        except BadSignature:
            return None
        role, name, session = held
        return Visitor(role, name, session)

    def mark_of(self, visitor: Visitor) -> str:
        """Return the mark the forms of a session carry."""
        return _keyed(self._mark_key, visitor.session)

    def is_ours(self, visitor: Visitor, mark: str) -> bool:
        """Return whether a form was sent by a page of this session; a token in the header needs no mark."""
        return visitor.bearer or hmac.compare_digest(mark.encode("utf-8", "replace"), self.mark_of(visitor).encode())


class Limit:
    """At most so many in a minute by one key; a key's allowance comes back evenly."""

    def __init__(self, most: int) -> None:
        self._most = float(most)
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, now: float | None = None) -> bool:
        """Return whether one more is allowed, and count it."""
        moment = time.monotonic() if now is None else now
        left, at = self._held.pop(key, (self._most, moment))
        left = min(self._most, left + (moment - at) * self._most / MINUTE)
        allowed = left >= 1
        self._held[key] = (left - 1 if allowed else left, moment)
        if len(self._held) > MOST_BUCKETS:
            self._held.popitem(last=False)
        return allowed
