"""Invented tellings and the origins they come from: data in `origins.yml`, see its head for the fields."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from claims_by_hand import claim

from onrecord.resolve.origins import trace
from onrecord.types.claim import REPORTER, ClaimSource

if TYPE_CHECKING:
    from onrecord.types.claim import Claim
    from onrecord.types.origin import Chain

DATA = yaml.safe_load((Path(__file__).parent / "origins.yml").read_text(encoding="utf-8"))
LEAST_CASES = 60
FIELDS = ("outlet", "wire", "group", "published", "start", "sentence")


def _source(told: dict[str, Any]) -> ClaimSource:
    named = told.get("source")
    if named is None:
        return ClaimSource(REPORTER)
    fields = DATA["sources"][named] if isinstance(named, str) else named
    return ClaimSource(**fields, quoted=tuple(told.get("quotes", ())))


def _claim(letter: str, told: dict[str, Any]) -> Claim:
    source = _source(told)
    via = tuple(ClaimSource(**DATA["sources"][name]) for name in told.get("via", ()))
    given: dict[str, Any] = {key: told[key] for key in FIELDS if key in told}
    if isinstance(told.get("on"), date):
        given["on"] = told["on"].isoformat()
    chain = () if source.is_reporter else (*via, source)
    return claim(letter, source=source, chain=chain, **given)


def _partition(chain: Chain) -> list[str]:
    claims = {report.id: report.claims for report in chain.reports}
    return sorted("".join(sorted(c for r in origin.reports for c in claims[r])) for origin in chain.origins)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in DATA["cases"]])
def test_origins(case: dict[str, Any]) -> None:
    """The tellings fall into the origins, for the reasons and with the circles the case gives."""
    claims = [_claim(letter, told) for letter, told in case["told"].items()]
    chain = trace(claims)
    assert _partition(chain) == sorted(case["origins"]), case["why"]
    assert {tie.rule for origin in chain.origins for tie in origin.ties} == set(case["rules"])
    assert [list(circle) for circle in chain.circles] == case.get("circles", [])
    assert any(origin.circular for origin in chain.origins) == case.get("circular", False)
    assert trace(reversed(claims)) == chain


def test_there_are_enough_cases() -> None:
    """Each rule and its near misses: the number the project set itself."""
    assert len(DATA["cases"]) >= LEAST_CASES
    assert len({case["id"] for case in DATA["cases"]}) == len(DATA["cases"])
