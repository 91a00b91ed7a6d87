"""The workbench in a browser: pages, reading without scripts, correcting, reviewing by keyboard, searching."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from arrivals import reading
from browsing import browser, complaints, serious, server, wait_for
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select
from workbench import SECRET, project_at

from onrecord.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome

    from conftest import Bench

PAGES = ("/", "/search?q=visit", "/review", "/sources", "/you", "/api", "/nowhere", "/articles/{article}")
PAGES += ("/articles/{article}?layer=party&layer=time&layer=evaluation&layer=event&layer=said",)
PAGES += ("/articles/{article}/versions",)


def article_in(folder: Path) -> str:
    with Project(folder) as project:
        return project.search("fishing accord").hits[0].article


def scheduled_in(folder: Path) -> str:
    with Project(folder) as project:
        events = project.show(article_in(folder)).view.of("event")
        return next(r.id for r in events if r.body["type"] == "CONSULT")


def status_of(folder: Path, record: str) -> str:
    with Project(folder) as project:
        return str(next(r for r in project.show(record).view.records if r.id == record).body["status"])


def choose_theme(driver: Chrome, theme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": theme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound(bench: Bench, path: str, theme: str) -> None:
    """Every page loads without a word in the console, and axe-core finds nothing serious, light and dark."""
    choose_theme(bench.driver, theme)
    complaints(bench.driver)
    bench.open(path.format(article=article_in(bench.folder)))
    told = [one for one in complaints(bench.driver) if "404" not in one or path != "/nowhere"]
    assert told == []
    assert serious(bench.driver) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(bench: Bench, path: str) -> None:
    """At 400 pixels nothing sticks out to the side."""
    size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    bench.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        bench.open(path.format(article=article_in(bench.folder)))
        assert bench.driver.execute_script("return document.documentElement.scrollWidth") <= 400
    finally:
        bench.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_reading_needs_no_script(bench: Bench, tmp_path: Path) -> None:
    """With scripts off, the text, its layers, the record, search and the links between them all work."""
    article = article_in(bench.folder)
    with browser(tmp_path / "profile", script=False) as plain:
        plain.get(f"{bench.address}/articles/{article}?token={SECRET}")
        assert plain.find_element(By.CSS_SELECTOR, "#text .ev").is_displayed()
        plain.find_element(By.CSS_SELECTOR, "input[value=time]").click()
        plain.find_element(By.CSS_SELECTOR, "#layers button").click()
        wait_for(lambda: "layer=time" in plain.current_url)
        assert "show-time" in plain.find_element(By.ID, "text").get_attribute("class")
        plain.find_element(By.CSS_SELECTOR, "#text a.ev").click()
        assert plain.find_element(By.CSS_SELECTOR, "article:target").is_displayed()
        plain.find_element(By.ID, "quick").send_keys("accord", Keys.ENTER)
        assert plain.find_elements(By.CSS_SELECTOR, ".hits li")


def test_a_corrected_field_survives_a_new_reading(own: Bench) -> None:
    """A field corrected on the page stands, beside the machine's value, also after the article was read again."""
    article, record = article_in(own.folder), scheduled_in(own.folder)
    own.open(f"/articles/{article}")
    card = own.driver.find_element(By.ID, f"r-{record}")
    card.find_element(By.TAG_NAME, "summary").click()
    Select(card.find_element(By.NAME, "field")).select_by_value("status")
    card.find_element(By.NAME, "value").send_keys("cancelled")
    card.find_element(By.NAME, "why").send_keys("seen in the note")
    card.find_element(By.CSS_SELECTOR, "button[value=correct]").click()
    wait_for(lambda: own.driver.find_elements(By.CSS_SELECTOR, f"#r-{record}.state-corrected"))
    with Project(own.folder) as project:
        version = project.show(article).version
        project.store.keep_reading(reading(version.id, project.show(article).text, extractor="hand-2"))
    own.open(f"/articles/{article}")
    (card,) = own.driver.find_elements(By.CSS_SELECTOR, ".state-corrected")
    assert card.find_element(By.CSS_SELECTOR, ".head .status").text == "cancelled"
    card.find_element(By.TAG_NAME, "summary").click()
    assert card.find_element(By.TAG_NAME, "del").text == "scheduled"
    assert "seen in the note" in card.text


def test_review_by_keyboard(own: Bench) -> None:
    """J and k walk, a accepts, u takes it back, e corrects, n notes; nothing needs the mouse."""
    own.open("/review")
    record = own.driver.find_element(By.CSS_SELECTOR, ".queued.here").get_attribute("data-record")

    def press(*keys: str) -> None:
        ActionChains(own.driver).send_keys(*keys).perform()

    def said(words: str) -> None:
        wait_for(lambda: words in own.driver.find_element(By.ID, "said").text)

    press("a")
    said("accepted")
    press("u")
    said("taken back")
    press("n")
    press("ask the embassy", Keys.ENTER)
    said("noted")
    press("e")
    press(Keys.TAB, "expected", Keys.ENTER)
    said("corrected")
    assert status_of(own.folder, record) == "expected"
    with Project(own.folder) as project:
        (kept,) = [r for r in project.show(record).view.records if r.id == record]
    assert (kept.state, kept.notes) == ("corrected", ("ask the embassy",))


def test_search_by_facet(bench: Bench) -> None:
    """A facet narrows what is found, and its chip takes it away again."""
    bench.open("/search?q=visit")
    before = len(bench.driver.find_elements(By.CSS_SELECTOR, ".hits > li"))
    bench.driver.find_element(By.LINK_TEXT, "KEN-UGA").click()
    assert len(bench.driver.find_elements(By.CSS_SELECTOR, ".hits > li")) == 1
    bench.driver.find_element(By.CSS_SELECTOR, ".chips a").click()
    assert len(bench.driver.find_elements(By.CSS_SELECTOR, ".hits > li")) == before


def test_a_layer_is_switched_by_a_click(bench: Bench) -> None:
    """A layer is drawn at a click and stands in the address."""
    bench.open(f"/articles/{article_in(bench.folder)}")
    bench.driver.find_element(By.CSS_SELECTOR, "input[value=evaluation]").click()
    assert "show-evaluation" in bench.driver.find_element(By.ID, "text").get_attribute("class")
    assert "layer=evaluation" in bench.driver.current_url


def test_words_and_record_light_together(bench: Bench) -> None:
    """A click on words lights their record and all words of it."""
    bench.open(f"/articles/{article_in(bench.folder)}")
    words = bench.driver.find_element(By.CSS_SELECTOR, "#text a.cue")
    record = words.get_attribute("data-r")
    words.click()
    assert "lit" in bench.driver.find_element(By.ID, f"r-{record}").get_attribute("class")
    pieces = bench.driver.find_elements(By.CSS_SELECTOR, f"#text [data-r='{record}']")
    assert all("lit" in piece.get_attribute("class") for piece in pieces)


def test_selected_words_become_a_record(own: Bench) -> None:
    """Words selected in the text are offered as a record, which hangs on just these words."""
    own.open(f"/articles/{article_in(own.folder)}")
    own.driver.execute_script(
        """const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const at = walker.currentNode.data.indexOf("fishing");
          if (at >= 0) {
            getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 7);
            break;
          }
        }
        document.getElementById("text").dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));"""
    )
    buttons = wait_for(lambda: own.driver.find_elements(By.CSS_SELECTOR, ".bubble button"))
    next(button for button in buttons if button.text == "Add evaluation").click()
    own.driver.find_element(By.CSS_SELECTOR, "#adding > button").click()
    wait_for(lambda: "#r-" in own.driver.current_url)
    with Project(own.folder) as project:
        (added,) = [r for r in project.show(article_in(own.folder)).view.records if r.origin == "human"]
    assert added.body["text"] == "fishing"


def test_progress_of_a_job_is_shown(own: Bench) -> None:
    """A job that was started is followed on the page until it ends."""
    (own.folder / "more.txt").write_text("Chile denied on Monday that it had met Bolivia's envoy.", encoding="utf-8")
    own.open("/sources")
    own.driver.find_element(By.NAME, "source").send_keys(str(own.folder / "more.txt"))
    own.driver.find_element(By.CSS_SELECTOR, "#jobs form button").click()
    wait_for(lambda: "1 new" in own.driver.find_element(By.TAG_NAME, "main").text)


def test_hostile_words_run_nowhere(own: Bench) -> None:
    """An article that holds scripts and handlers runs none of them."""
    hostile = own.folder / "hostile.txt"
    hostile.write_text("<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"> said.")
    with Project(own.folder) as project:
        project.add([hostile])
        article = project.search("script").hits[0].article
    complaints(own.driver)
    own.open(f"/articles/{article}?layer=said")
    assert own.driver.title != "run"
    assert complaints(own.driver) == []


def test_the_server_of_another_project_is_entered_apart(bench: Bench, tmp_path: Path) -> None:
    """Two workbenches on one machine keep their sessions apart."""
    project_at(tmp_path / "q").close()
    with server(tmp_path / "q") as address:
        bench.driver.get(f"{address}/")
        assert "closed" in bench.driver.find_element(By.TAG_NAME, "h1").text
        bench.driver.find_element(By.ID, "token").send_keys(SECRET, Keys.ENTER)
        wait_for(lambda: bench.driver.find_element(By.TAG_NAME, "h1").text == "Desk")
    bench.open("/")
    assert bench.driver.find_element(By.TAG_NAME, "h1").text == "Desk"
