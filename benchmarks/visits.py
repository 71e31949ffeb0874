"""What one visitor with a browser waits for: first visit, filter, change of the page.

All servers run at once, each has answered a visit before anything is measured, and visits take
turns, so that none gains from what the machine does meanwhile. Every visit has a browser context
of its own, so its cache is empty.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.table import Row, median_or_none

_CHARTS = 2
_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_OPTIONS += ["--disable-component-update", "--disable-sync", "--no-first-run"]
_VIEWPORT = {"width": 1280, "height": 900}

# Notes the first frame in which every expected chart has its drawing and a trace in it.
_WATCH = """
(() => {
  const drawn = plot => plot.querySelector(".main-svg g.trace");
  const look = () => {
    const plots = [...document.querySelectorAll(".js-plotly-plot")];
    if (plots.length >= EXPECTED && plots.every(drawn)) window.chartsStand = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
# The questions that stand in the ranking, ours in rows of text, the others' in a chart.
_LABELS = (
    "[...document.querySelectorAll('.st-key-ranking .textpoint text, #ranking .textpoint text, "
    ".score-rows button')].map(t => t.textContent)"
)
_LINK = "a[href$='/questions']"


@dataclass(frozen=True)
class Line:
    """A network line to emulate."""

    megabits: float
    latency_ms: float


@dataclass(frozen=True)
class Sample:
    """What was measured once: seconds, and the bytes that came over the wire until then."""

    seconds: float
    received: int


@dataclass(frozen=True)
class Visit:
    """One comparison: what is done at every address, and the most that it may take of theirs."""

    name: str
    take: Callable[[Browser, str], Sample]
    most_of_bare: float
    most_of_dash: float | None = None


@contextmanager
def open_browser(program: str | None = None) -> Iterator[Browser]:
    """A browser of the machine, by its program file or else the first that is found."""
    names = ("chromium", "google-chrome", "msedge")
    program = program or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _open_page(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    with browser.new_context(viewport=_VIEWPORT) as context:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        yield page, wire


def _count_bytes(wire: CDPSession) -> list[int]:
    """A list that grows by the size of everything the page receives."""
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    wire.on(
        "Network.webSocketFrameReceived",
        # Streamlit's messages are binary; they are shown here in base64.
        lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 // 4),
    )
    return sizes


def take_first_visit(browser: Browser, address: str, line: Line | None = None) -> Sample:
    """Opens `address` with an empty cache, over `line` if there is one, until the last chart."""
    with _open_page(browser) as (page, wire):
        if line is not None:
            rate = line.megabits * 1_000_000 / 8  # bytes a second
            conditions = {"downloadThroughput": rate, "uploadThroughput": rate}
            conditions |= {"offline": False, "latency": line.latency_ms}
            wire.send("Network.emulateNetworkConditions", conditions)
        sizes = _count_bytes(wire)
        page.add_init_script(_WATCH.replace("EXPECTED", str(_CHARTS)))
        page.goto(address, wait_until="commit")
        stands = page.wait_for_function("window.chartsStand", timeout=60_000).json_value()
        return Sample(stands / 1000, sum(sizes))


def _wait_for_questions(page: Page) -> None:
    page.wait_for_function(f"{_LABELS}.some(text => text.startsWith('I11'))", timeout=60_000)


def take_filter(browser: Browser, address: str) -> Sample:
    """Opens the questions, chooses an instrument, and waits until the ranking shows its questions."""
    with _open_page(browser) as (page, wire):
        page.goto(f"{address}/questions")
        # The ranking holds a question of another instrument before and none after.
        _wait_for_questions(page)
        page.wait_for_timeout(1500)
        sizes = _count_bytes(wire)
        button = page.get_by_role("radio", name="EIT")
        begun = time.perf_counter()
        button.click()
        shown = f"{_LABELS}.length && {_LABELS}.every(text => !text.startsWith('I11'))"
        page.wait_for_function(shown, timeout=60_000)
        return Sample(time.perf_counter() - begun, sum(sizes))


def take_page_change(browser: Browser, address: str) -> Sample:
    """Opens the overview, follows the link to the questions, and waits for their ranking."""
    with _open_page(browser) as (page, wire):
        page.add_init_script(_WATCH.replace("EXPECTED", str(_CHARTS)))
        page.goto(address)
        page.wait_for_function("window.chartsStand", timeout=60_000)
        page.wait_for_timeout(1500)
        sizes = _count_bytes(wire)
        link = page.locator(_LINK).first
        begun = time.perf_counter()
        link.click()
        _wait_for_questions(page)
        return Sample(time.perf_counter() - begun, sum(sizes))


_VISITS = (
    Visit(
        "first visit, 20 Mbit/s and 40 ms", partial(take_first_visit, line=Line(20, 40)), 0.5, 0.58
    ),
    Visit("first visit, this machine", take_first_visit, 0.95),
    Visit("filter", take_filter, 1.0, 1.3),
    Visit("page change", take_page_change, 1.0),
)


def compare_visits(browser: Browser, addresses: Sequence[str | None], rounds: int) -> Iterator[Row]:
    """A row of seconds and one of megabytes each; `addresses` are ours, bare and Dash."""
    for visit in _VISITS:
        samples: list[list[Sample]] = [[], [], []]
        for number in range(rounds + 1):
            for place, address in enumerate(addresses):
                if address is not None:
                    sample = visit.take(browser, address)
                    if number:  # servers load what they need at their first visit
                        samples[place].append(sample)
        seconds = [median_or_none([each.seconds for each in one]) for one in samples]
        bytes_of = [median_or_none([each.received / 1e6 for each in one]) for one in samples]
        yield Row(visit.name, "s", *seconds, visit.most_of_bare, visit.most_of_dash)
        yield Row("  received", "MB", *bytes_of)
