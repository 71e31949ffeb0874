"""Fixtures that start a real server and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect, sync_playwright

from tests.browser.visit import DESKTOP
from tests.publishing.processes import below, left_of, soon

# A busy machine is no failure; what never comes fails all the same.
expect.set_options(timeout=30_000)

ROOT = Path(__file__).parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Pages of a visitor share a process, which compiles Streamlit's scripts once for all of them.
    "--process-per-site",
]


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(store: Path | str, port: int, **settings: str) -> subprocess.Popen[bytes]:
    """Start the dashboard as in the README, in its own process group; return when it is ready.

    `store` is a path or a database URL, `settings` are environment variables.
    """
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py",
         f"--server.port={port}", "--server.headless=true"],
        cwd=ROOT,
        env={**os.environ, "ITA_STORE": str(store), **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    health = f"http://localhost:{port}/_stcore/health"
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(health, timeout=5):
            break
        time.sleep(0.1)
    return server


@contextmanager
def served(store: Path | str, **settings: str) -> Iterator[str]:
    """Serve a dashboard on a free port and yield its URL.

    Afterwards asserts that no process it started is left.
    """
    port = free_port()
    server = started(store, port, **settings)
    try:
        yield f"http://localhost:{port}"
    finally:
        its_own = below(server.pid)
        server.terminate()
        server.wait(20)
        assert soon(lambda: not left_of(its_own))


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server that all browser tests share."""
    with served(tmp_path_factory.mktemp("store") / "ita.sqlite3") as url:
        yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The installed Chromium; without one the tests fail instead of being skipped."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program, "the browser tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield chromium
        chromium.close()


class Windows:
    """A pool of browser contexts, each used by one visitor after another.

    A new context takes Chromium a second of processor time, and its process another one to compile
    Streamlit's scripts. Between visitors cookies and local storage are cleared; only the cache with
    Streamlit's own files remains.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[tuple[object, ...], list[BrowserContext]] = defaultdict(list)

    @contextmanager
    def lend(
        self,
        viewport: ViewportSize = DESKTOP,
        color_scheme: Literal["dark", "light"] = "light",
        has_touch: bool = False,
    ) -> Iterator[BrowserContext]:
        """Yield a context for one visitor, not shared while it is in use."""
        free = self._free[(*viewport.values(), color_scheme, has_touch)]
        if free:
            context = free.pop()
        else:
            context = self._browser.new_context(
                viewport=viewport, color_scheme=color_scheme, has_touch=has_touch
            )
            # A window closes with its last page, and the process of a site with the site's last one.
            page = context.new_page()
            page.route("**", lambda route: route.fulfill(body=""))
            page.goto("http://localhost")
        yield context
        for page in context.pages[1:]:
            page.evaluate("location.protocol.startsWith('http') && localStorage.clear()")
            page.close()
        context.clear_cookies()
        free.append(context)


@pytest.fixture(scope="package")
def windows(browser: Browser) -> Windows:
    """A pool of browser contexts, for tests with other windows or several visitors."""
    return Windows(browser)


@pytest.fixture
def context(windows: Windows) -> Iterator[BrowserContext]:
    """A desktop visitor without cookies or local storage."""
    with windows.lend() as visitor:
        yield visitor
