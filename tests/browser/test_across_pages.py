"""The pages across articles in a browser: sound in light and dark, no wider than a phone, deciding without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import browser, complaints, serious, server, wait_for
from relation import relation_at
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select
from workbench import SECRET

from onrecord.project.project import Project
from onrecord.record.happenings import EventFilters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Bench

PAGES = (
    "/events",
    "/events/{event}",
    "/ledger",
    "/ledger/calendar?month=2098-01",
    "/ledger/records",
    "/dyads",
    "/dyads/NOR-PER",
    "/parties",
    "/parties/PER",
    "/persons/Ada%20Example",
    "/graph",
    "/map",
    "/compare",
    "/compare?event={event}",
    "/exports",
)
PHONE = 400


def denied_in(folder: Path) -> str:
    with Project(folder) as project:
        return project.across.events(EventFilters(status="denied"))[0].id


@pytest.fixture(scope="module")
def related(common: Bench, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A workbench on a relation, entered; its tests change nothing that another looks at."""
    folder = tmp_path_factory.mktemp("related") / "p"
    relation_at(folder).close()
    with server(folder) as address:
        bench = common._replace(address=address, folder=folder)
        bench.open(f"/?token={SECRET}")
        yield bench


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound(related: Bench, path: str) -> None:
    """No page writes to the console, has anything serious for axe-core, light or dark, or is wider than a phone."""
    driver = related.driver
    size = {"width": PHONE, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    complaints(driver)
    try:
        for theme in ("light", "dark"):
            feature = {"name": "prefers-color-scheme", "value": theme}
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
            related.open(path.format(event=denied_in(related.folder)))
            assert serious(driver) == []
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= PHONE
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert complaints(driver) == []


def test_a_decision_in_the_ledger_without_scripts(related: Bench, tmp_path: Path) -> None:
    """With scripts off, what was expected is decided on the page of its event and stands in its history."""
    with browser(tmp_path / "profile", script=False) as plain:
        plain.get(f"{related.address}/ledger?token={SECRET}")
        plain.find_element(By.CSS_SELECTOR, ".ledger > li a[href$='#expected']").click()
        form = plain.find_element(By.CSS_SELECTOR, "form.decide")
        Select(form.find_element(By.NAME, "outcome")).select_by_value("late")
        form.find_element(By.NAME, "why").send_keys("seen at the harbour")
        form.find_element(By.TAG_NAME, "button").click()
        wait_for(lambda: plain.current_url.endswith("#history"))
        assert "seen at the harbour" in plain.find_element(By.ID, "history").text
        plain.get(f"{related.address}/ledger?view=resolved")
        assert plain.find_element(By.CSS_SELECTOR, ".ledger > li .status").text == "late"


def test_the_chart_leads_to_events(related: Bench) -> None:
    """A mark of a dyad's chart leads to its event, a bar to the events of its period, the switches draw anew."""
    related.open("/dyads/NOR-PER")
    mark = related.driver.find_element(By.CSS_SELECTOR, ".chart a[href^='/events/']")
    bar = related.driver.find_element(By.CSS_SELECTOR, ".chart a[href^='/events?']")
    links = [related.driver.execute_script("return arguments[0].href.baseVal", one) for one in (mark, bar)]
    for link, words in zip(links, ("NOR", "Events"), strict=True):
        related.open(link)
        assert words in related.driver.find_element(By.TAG_NAME, "h1").text
    related.open("/dyads/NOR-PER")
    related.driver.find_element(By.CSS_SELECTOR, "input[value=week]").click()
    related.driver.find_element(By.CSS_SELECTOR, ".switches button").click()
    wait_for(lambda: "step=week" in related.driver.current_url)
