"""The interface against its own description: whatever is sent, the server never breaks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from workbench import SECRET, client_of, project_at

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

# over all addresses together; ONRECORD_CASES=2000 looks harder
CASES = int(os.environ.get("ONRECORD_CASES", "200"))
BEARER = {"authorization": f"Bearer {SECRET}"}


def test_no_request_breaks_the_server(tmp_path: Path) -> None:
    """Generated requests on every address of the description get an answer of the server's own making."""
    project_at(tmp_path / "p").close()
    with client_of(tmp_path / "p", None, writes=10_000_000, tries=10_000_000) as client:
        jobs = client.app.state.jobs  # type: ignore[attr-defined]
        jobs.read = jobs.retry = jobs.add = lambda *_, **__: None
        described = client.get("/api/v1/openapi.json", headers=BEARER).json()
        schema = schemathesis.openapi.from_dict(described)
        schema.config.update(base_url="http://testserver")
        operations = [found.ok() for found in schema.get_all_operations()]
        assert len(operations) > 10
        for operation in operations:
            attack(client, operation, max(4, CASES // len(operations)))
        assert client.get("/api/v1", headers=BEARER).status_code == 200


def attack(client: TestClient, operation: Any, cases: int) -> None:
    """Send so many generated requests to one address."""

    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: schemathesis.Case) -> None:
        sent = case.as_transport_kwargs(headers=BEARER)
        known = {name: sent[name] for name in ("method", "url", "params", "headers", "json", "data") if name in sent}
        answer = client.request(**known)
        assert answer.status_code < 500, (sent, answer.text)
        if answer.status_code >= 400:
            assert set(answer.json()["error"]) == {"code", "message", "hint"}

    send()
