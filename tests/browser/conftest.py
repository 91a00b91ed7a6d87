"""One server and one browser for all browser tests; each test that changes the record makes its own project."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from browsing import browser, missing, server
from workbench import SECRET, project_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome


class Bench(NamedTuple):
    """A workbench in a browser that has entered as admin."""

    driver: Chrome
    address: str
    folder: Path

    def open(self, path: str) -> None:
        """Go to a page."""
        self.driver.get(self.address + path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over these tests, saying why, only where there is no browser."""
    reason = missing()
    for item in items:
        if reason and "browser" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One browser."""
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="session")
def common(driver: Chrome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A workbench that no test changes."""
    folder = tmp_path_factory.mktemp("bench") / "p"
    project_at(folder).close()
    with server(folder) as address:
        yield Bench(driver, address, folder)


@pytest.fixture
def bench(common: Bench) -> Bench:
    """The common workbench, entered."""
    common.open(f"/?token={SECRET}")
    return common


@pytest.fixture
def own(driver: Chrome, tmp_path: Path) -> Iterator[Bench]:
    """A workbench of the test's own, entered."""
    project_at(tmp_path / "p").close()
    with server(tmp_path / "p") as address:
        driver.get(f"{address}/?token={SECRET}")
        yield Bench(driver, address, tmp_path / "p")
