"""A real browser on a real server, for the tests of what only a browser shows."""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uvicorn
from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from workbench import SECRET

from onrecord.present.web.app import create_app
from onrecord.present.web.settings import WebSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage --force-prefers-reduced-motion"
).split()
SERIOUS = frozenset({"serious", "critical"})
PATIENCE = 10.0


def missing() -> str | None:
    """Return why no browser can be driven here, None where one can."""
    wanting = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return f"{' and '.join(wanting)} not installed; .ci/run installs them" if wanting else None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serve a project on a free port; yields its address."""
    app = create_app(folder, WebSettings(secret=SECRET, writes=1_000))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", timeout_graceful_shutdown=1)
    serving = uvicorn.Server(config)
    thread = threading.Thread(target=serving.run)
    thread.start()
    try:
        wait_for(lambda: serving.started)
        yield f"http://127.0.0.1:{serving.servers[0].sockets[0].getsockname()[1]}"
    finally:
        serving.should_exit = True
        thread.join()


@contextmanager
def browser(profile: Path, *, script: bool = True) -> Iterator[Chrome]:
    """Start a browser with an empty profile."""
    options = Options()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    try:
        yield driver
    finally:
        driver.quit()


def wait_for(condition: Any) -> Any:
    """Return what a condition gives once it gives something; raises AssertionError where it never does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it never came about")


def serious(driver: Chrome) -> list[str]:
    """Return the serious violations axe-core finds on the page, each with the elements."""
    # the script stands in the package; it is put in over the debugger, which no policy of the page forbids
    found = Axe().run(driver)["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in SERIOUS
    ]


def complaints(driver: Chrome) -> list[str]:
    """Return what the page wrote to the console."""
    return [str(entry["message"]) for entry in driver.get_log("browser")]
