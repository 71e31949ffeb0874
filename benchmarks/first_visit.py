"""How long a first visit takes until the last chart stands: ours against bare Streamlit.

    python benchmarks/first_visit.py [--runs 5] [--chromium PATH]

Both servers run on this machine at once, each has answered one visit before anything is measured,
and visits take turns (ours, bare, ours, bare …), so that neither gains from what the machine does
meanwhile. Every visit has a browser context of its own, so its cache is empty.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent

# The one place that names the charts: a bare script that shows what our first page shows.
CHARTS = 4
BARE = """
import streamlit as st
from benchmarks.stand_in_charts import figures

st.title("ITA")
for number, figure in enumerate(figures()):
    st.plotly_chart(figure, key=str(number))
"""

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
    """A network line to emulate; `megabits` None leaves the machine's own."""

    name: str
    megabits: float | None = None
    latency_ms: float = 0
    target: float = 1.0


@dataclass(frozen=True)
class Visit:
    """What one visit took: seconds to the last chart, and bytes that came over the wire."""

    seconds: float
    received: int


LINES = [
    Line("20 Mbit/s, 40 ms", megabits=20, latency_ms=40, target=0.55),
    Line("no emulation", target=1.15),
]


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
        lambda event: sizes.append(len(event["response"]["payloadData"])),
    )
    return sizes


def first_visit(browser: Browser, address: str, line: Line) -> Visit:
    """Open `address` with an empty cache over `line` and wait for the last chart."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page: Page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        if line.megabits is not None:
            rate = line.megabits * 1_000_000 / 8
            wire.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": line.latency_ms,
                    "downloadThroughput": rate,
                    "uploadThroughput": rate,
                },
            )
        sizes = count_bytes(wire)
        page.add_init_script(WATCH.replace("EXPECTED", str(CHARTS)))
        page.goto(address, wait_until="commit")
        stands = page.wait_for_function("window.chartsStand", timeout=60_000).json_value()
        return Visit(stands / 1000, sum(sizes))


def report(line: Line, ours: list[Visit], bare: list[Visit]) -> str:
    """Return the table's rows for one line: both medians with their range, and the ratio."""
    rows = []
    for name, visits in (("ours", ours), ("bare", bare)):
        seconds = [visit.seconds for visit in visits]
        megabytes = median(visit.received for visit in visits) / 1_000_000
        rows.append(
            f"{line.name:<18}{name:<6}{median(seconds):>8.2f} s"
            f"{min(seconds):>8.2f} –{max(seconds):>5.2f} s{megabytes:>8.2f} MB"
        )
    ratio = median(v.seconds for v in ours) / median(v.seconds for v in bare)
    return "\n".join([*rows, f"{'':<18}ratio {ratio:>8.2f}    target ≤ {line.target:.2f}"])


def main() -> None:
    """Start both servers and a browser, take the visits in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="visits to each page over each line")
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "msedge"))), None)
    parser.add_argument("--chromium", default=found, help="the browser's program file")
    options = parser.parse_args()

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        ours = stack.enter_context(served(ROOT / "app.py"))
        bare = stack.enter_context(served(folder / "bare.py"))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=CHROMIUM_OPTIONS
        )
        stack.callback(browser.close)
        for address in (ours, bare):
            first_visit(browser, address, Line("warm-up"))
        print(f"{'line':<18}{'page':<6}{'median':>10}{'range':>16}{'bytes':>11}")
        for line in LINES:
            turns = [
                (first_visit(browser, ours, line), first_visit(browser, bare, line))
                for _ in range(options.runs)
            ]
            print(report(line, [a for a, _ in turns], [b for _, b in turns]), flush=True)


if __name__ == "__main__":
    main()
