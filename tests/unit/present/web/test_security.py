"""Tokens, sessions, marks of forms and limits."""

from __future__ import annotations

import pytest

from onrecord.present.web.security import ROLES, Doorkeeper, Limit, Visitor, token_of
from onrecord.present.web.settings import WebSettings, is_loopback

WORDS = "one secret"


@pytest.fixture
def keeper() -> Doorkeeper:
    return Doorkeeper(WebSettings(secret=WORDS), "onrecord_test", "ada")


def test_each_role_has_its_token(keeper: Doorkeeper) -> None:
    """Each role's token opens that role, and no other words open any."""
    assert [keeper.role_of(token_of(WORDS, role)) for role in ROLES] == list(ROLES)
    assert keeper.role_of("another") is None
    assert keeper.role_of("\ud800") is None


def test_tokens_are_held_as_hashes(keeper: Doorkeeper) -> None:
    """The doorkeeper holds no token."""
    assert WORDS not in repr(vars(keeper))


def test_roles_are_ordered() -> None:
    """A reviewer may what a reader may, but not what the admin may."""
    visitor = Visitor("reviewer", "ada", "s")
    assert [visitor.may(role) for role in ROLES] == [True, True, False]


def test_a_cookie_of_another_server_is_refused(keeper: Doorkeeper) -> None:
    """A session signed with another secret, or changed by one letter, stands for nobody."""
    cookie = keeper.cookie_of(keeper.welcome("admin"))
    assert keeper.visitor_of(cookie) is not None
    other = Doorkeeper(WebSettings(secret=f"{WORDS}?"), "onrecord_test", "ada")
    assert other.visitor_of(cookie) is None
    assert keeper.visitor_of("x" + cookie[1:]) is None
    assert keeper.visitor_of("") is None


def test_a_mark_belongs_to_one_session(keeper: Doorkeeper) -> None:
    """The mark of one session is none for another; a token in the header needs none."""
    one, other = keeper.welcome("admin"), keeper.welcome("admin")
    assert keeper.is_ours(one, keeper.mark_of(one))
    assert not keeper.is_ours(one, keeper.mark_of(other))
    assert not keeper.is_ours(one, "")
    assert keeper.is_ours(Visitor("admin", "ada", "b", bearer=True), "")


def test_a_limit_comes_back_evenly() -> None:
    """So many a minute, then none, then one for each share of a minute; keys do not disturb one another."""
    limit = Limit(2)
    assert [limit.take("a", 0.0) for _ in range(3)] == [True, True, False]
    assert limit.take("b", 0.0)
    assert not limit.take("a", 29.0)
    assert limit.take("a", 30.5)


@pytest.mark.parametrize(
    ("host", "inside"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("192.0.2.1", False), ("example.org", False)],
)
def test_loopback_is_known(host: str, *, inside: bool) -> None:
    """Only addresses of this machine count as such."""
    assert is_loopback(host) is inside
