"""The interface across articles: pages, filters, one shape of errors, and the same words as the commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from workbench import SECRET, client_of, project_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

BEARER = {"authorization": f"Bearer {SECRET}"}
LISTS = ("events", "ledger", "ledger/records", "dyads", "forums", "instruments", "parties")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of a small project."""
    folder: Path = tmp_path_factory.mktemp("api") / "p"
    project_at(folder).close()
    with client_of(folder, None) as made:
        yield made


def get(client: TestClient, path: str, answers: int = 200, **query: Any) -> Any:
    """Return what an address of the interface answers."""
    answer = client.get(f"/api/v1/{path}", params=query or None, headers=BEARER)
    assert answer.status_code == answers, answer.text
    return answer.json()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_paged(client: TestClient, name: str) -> None:
    """One after the other, the pages hold what the whole list holds, and the last one says that it is."""
    whole = get(client, name, limit=200)
    assert (whole["next"], whole["total"]) == (None, len(whole["items"]))
    items, offset = [], 0
    while offset is not None:
        page = get(client, name, limit=1, offset=offset)
        items += page["items"]
        offset = page["next"]
    assert items == whole["items"]


def test_filters_are_those_of_a_search(client: TestClient) -> None:
    """Events are narrowed by dyad in either order, party, status and day; the ledger by dyad and state."""
    both = get(client, "events", dyad="PER-NOR")
    assert both == get(client, "events", dyad="NOR-PER")
    assert both["total"] > 0
    assert {event["id"] for event in get(client, "events", party="ken")["items"]}.isdisjoint(
        event["id"] for event in both["items"]
    )
    assert all("scheduled" in event["statuses"] for event in get(client, "events", status="scheduled")["items"])
    assert get(client, "events", since="2090-01-01")["total"] == 0
    everything = get(client, "ledger", today="2024-05-07")
    assert everything["total"] == sum(
        get(client, "ledger", today="2024-05-07", state=state)["total"] for state in ("open", "due", "overdue")
    )
    assert get(client, "ledger", dyad="KEN-UGA", today="2024-05-07")["total"] < everything["total"]


def test_one_event_is_what_check_prints(client: TestClient) -> None:
    """An event by the beginning of its id has tellings, origins and grade."""
    event = get(client, "events", dyad="NOR-PER")["items"][0]
    found = get(client, f"events/{event['id'][:10]}")
    assert found["event"]["id"] == event["id"]
    assert found["told"]["origins"]
    assert found["grade"]["mark"]


def test_one_dyad_and_one_party(client: TestClient) -> None:
    """A dyad has its periods by week; a party its dyads and offices."""
    series = get(client, "dyads/PER-NOR", step="week", unit="copies")
    assert (series["dyad"], series["step"]) == ("NOR-PER", "week")
    assert series["events"] == get(client, "events", dyad="NOR-PER")["total"]
    party = get(client, "parties/nor")
    assert (party["code"], party["name"], party["dyads"]) == ("NOR", "Norway", ["NOR-PER"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("events?dyad=NOR", 400),
        ("events?since=soon", 400),
        ("events?status=odd", 422),
        ("events?limit=0", 422),
        ("events/ffff", 404),
        ("dyads/NOR", 404),
        ("dyads/NOR-PER?step=year", 422),
        ("parties/XQX", 404),
        ("ledger?state=odd", 422),
    ],
)
def test_every_error_has_one_shape(client: TestClient, path: str, status: int) -> None:
    """What is wrong is said with a code, words, and what to do."""
    error = get(client, path, status)["error"]
    assert set(error) == {"code", "message", "hint"}
    assert error["message"]


def test_a_decision_goes_over_the_interface(client: TestClient) -> None:
    """A reviewer decides an expectation and takes it back; an outcome that is none is refused."""
    entry = get(client, "ledger", dyad="NOR-PER")["items"][0]["expectation"]
    address = f"/api/v1/events/{entry['event']}/outcome"
    assert client.post(address, json={"outcome": "odd"}, headers=BEARER).status_code == 422
    made = client.post(address, json={"outcome": "late", "why": "seen"}, headers=BEARER)
    assert (made.status_code, made.json()["outcome"]) == (201, "late")
    assert get(client, "ledger", state="late")["items"][0]["expectation"]["id"] == entry["id"]
    client.post(address, json={"outcome": "open"}, headers=BEARER)
    assert get(client, "ledger", state="late")["total"] == 0


def test_every_list_is_described(client: TestClient) -> None:
    """The description names every list and its parts."""
    paths = client.get("/api/v1/openapi.json", headers=BEARER).json()["paths"]
    for name in (*LISTS, "events/{identity}", "dyads/{name}", "parties/{code}"):
        assert f"/api/v1/{name}" in paths
