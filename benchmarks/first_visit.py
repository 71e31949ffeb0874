"""How long a first visit takes until the last chart stands: ours against bare Streamlit.

    python benchmarks/first_visit.py [--runs 5] [--chromium PATH]

Both servers run on this machine at once, each has answered one visit before anything is measured,
and visits take turns (ours, bare, ours, bare …), so that neither gains from what the machine does
meanwhile. Every visit has a browser context of its own, so its cache is empty. It asserts nothing.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, CDPSession, sync_playwright

ROOT = Path(__file__).resolve().parent.parent

# The one place that names the charts: bare scripts that show what our pages show, no more.
CHARTS = 2
LOAD = """
from pathlib import Path

import streamlit as st

from ita.charts import scores as score_charts
from ita.analysis.assessment import assessments
from ita.language import Words
from ita.charts.palette import LIGHT
from ita.reading.scores import read_scores


@st.cache_resource
def load():
    path = Path(score_charts.__file__).parent.parent.parent / "data" / "scores" / "yannawa_2565.xlsx"
    return assessments(read_scores(path.read_bytes(), path.name))[0]


assessment, words = load(), Words("th")
"""
BARE_OVERVIEW = (
    LOAD
    + """
st.plotly_chart(score_charts.draw_indicators(assessment, words, LIGHT), key="indicators")
st.plotly_chart(score_charts.draw_lost_points(assessment, words, LIGHT), key="lost")
"""
)
BARE_QUESTIONS = (
    LOAD
    + """
code = st.segmented_control("code", ["IIT", "EIT", "OIT"])
table = assessment.ranked
if code:
    table = table[table["instrument"] == code]
st.plotly_chart(score_charts.draw_items(table.head(10), "10", assessment, words, LIGHT), key="ranking")
st.dataframe(table)
"""
)

# What both are told alike: where to listen, to open no browser, to tell nobody.
SERVER_OPTIONS = ["--server.address=localhost", "--server.headless=true"]
SERVER_OPTIONS += ["--browser.gatherUsageStats=false"]

CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHROMIUM_OPTIONS += ["--disable-component-update", "--disable-sync", "--no-first-run"]

# Notes the first frame in which every expected chart has its drawing and a trace in it.
WATCH = """
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
class Measure:
    """One comparison: what is done at either address, at most how many times the bare time."""

    name: str
    target: float
    take: Callable[[Browser, str], Sample]
    path: str = "/"  # of our page
    bare: str = BARE_OVERVIEW  # the script that shows the same without us


def free_port() -> int:
    """Return a port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


@contextmanager
def served(script: Path) -> Iterator[str]:
    """Run `streamlit run script` in the script's folder; yield its address, then stop it."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script.name, f"--server.port={port}"]
    server = subprocess.Popen(
        command + SERVER_OPTIONS,
        cwd=script.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://localhost:{port}"
        wait_for(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_for(url: str, server: subprocess.Popen, seconds: float = 60) -> None:
    """Return once `url` answers; raise if the server ends or stays silent for too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer (exit code {server.poll()})")


def count_bytes(wire: CDPSession) -> list[int]:
    """Return a list that grows by the size of everything the page receives."""
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    wire.on(
        "Network.webSocketFrameReceived",
        # Streamlit's messages are binary; they are shown here in base64.
        lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 // 4),
    )
    return sizes


def first_visit(browser: Browser, address: str, line: Line | None = None) -> Sample:
    """Open `address` with an empty cache, over `line` if given, and wait for the last chart."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        if line is not None:
            rate = line.megabits * 1_000_000 / 8  # bytes a second
            conditions = {"downloadThroughput": rate, "uploadThroughput": rate}
            conditions |= {"offline": False, "latency": line.latency_ms}
            wire.send("Network.emulateNetworkConditions", conditions)
        sizes = count_bytes(wire)
        page.add_init_script(WATCH.replace("EXPECTED", str(CHARTS)))
        page.goto(address, wait_until="commit")
        stands = page.wait_for_function("window.chartsStand", timeout=60_000).json_value()
        return Sample(stands / 1000, sum(sizes))


def filter_change(browser: Browser, address: str) -> Sample:
    """Open `address`, choose an instrument, and wait until the chart shows its questions."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        # The drawing holds a question of another instrument before and none after.
        page.wait_for_function(f"{LABELS}.some(text => text.startsWith('I11'))", timeout=60_000)
        page.wait_for_timeout(1500)
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        sizes = count_bytes(wire)
        button = page.get_by_role("radio", name="EIT")
        begun = time.perf_counter()
        button.click()
        shown = f"{LABELS}.length && {LABELS}.every(text => !text.startsWith('I11'))"
        page.wait_for_function(shown, timeout=60_000)
        return Sample(time.perf_counter() - begun, sum(sizes))


# The first line of each label in the first chart.
LABELS = "[...document.querySelectorAll('.js-plotly-plot .textpoint text')].map(t => t.textContent)"

# A further comparison is a function like first_visit and a line here.
MEASURES = [
    Measure("20 Mbit/s, 40 ms", 0.55, partial(first_visit, line=Line(20, 40))),
    Measure("no emulation", 1.15, first_visit),
    Measure("filter", 1.5, filter_change, path="/questions", bare=BARE_QUESTIONS),
]


def report(measure: Measure, ours: list[Sample], bare: list[Sample]) -> str:
    """Return a measure's rows: both medians with their range, and the ratio of the medians."""
    rows = []
    for name, samples in (("ours", ours), ("bare", bare)):
        seconds = [sample.seconds for sample in samples]
        megabytes = median(sample.received for sample in samples) / 1_000_000
        rows.append(
            f"{measure.name:<18}{name:<6}{median(seconds):>8.2f} s"
            f"{min(seconds):>8.2f} –{max(seconds):>6.2f} s{megabytes:>8.2f} MB"
        )
    ratio = median(s.seconds for s in ours) / median(s.seconds for s in bare)
    return "\n".join([*rows, f"{'':<18}ratio {ratio:>8.2f}    target ≤ {measure.target:.2f}"])


def main() -> None:
    """Start the servers and a browser, take turns at every measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each page is measured")
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "msedge"))), None)
    parser.add_argument("--chromium", default=found, help="the browser's program file")
    options = parser.parse_args()

    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        ours = stack.enter_context(served(ROOT / "app.py"))
        bare: dict[str, str] = {}  # address of each bare script
        for number, source in enumerate(dict.fromkeys(measure.bare for measure in MEASURES)):
            script = folder / f"bare_{number}.py"
            script.write_text(source, encoding="utf-8")
            bare[source] = stack.enter_context(served(script))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=CHROMIUM_OPTIONS
        )
        stack.callback(browser.close)

        print(f"{'':<18}{'page':<6}{'median':>10}{'range':>17}{'received':>11}")
        for measure in MEASURES:
            pair = (ours + measure.path, bare[measure.bare])
            for address in pair:
                measure.take(browser, address)  # servers load what they need at their first visit
            samples = [[measure.take(browser, one) for one in pair] for _ in range(options.runs)]
            print(report(measure, *map(list, zip(*samples, strict=True))), flush=True)


if __name__ == "__main__":
    main()
