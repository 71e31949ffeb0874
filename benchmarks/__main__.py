"""`python -m benchmarks [PARTS] [--quick]`: one table of what the dashboard costs against others.

The same charts and table are also a bare Streamlit script and a Dash app; all run at once and take
turns. Everything is compared by ratios, since a busy machine slows all alike. README.md beside
this file says how to read the table.
"""

import argparse
import importlib.util
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.servers import ROOT, Server, run_bare, run_dash, run_dashboard
from benchmarks.sessions import compare_memory, compare_reruns, compare_sessions
from benchmarks.table import HEADING, Row
from benchmarks.visits import compare_visits, open_browser

_PARTS = ("visits", "reruns", "sessions", "memory", "reading", "exports")
# These print figures of their own, each in a process of its own, and end with 1 over a limit.
_MODULES = {"reading": ("reading",), "exports": ("pictures", "export")}


@dataclass(frozen=True)
class Scale:
    """How much is measured."""

    rounds: int
    visitors: tuple[int, ...]
    clicks: int
    thought: float
    turns: int
    come_and_go: int


_WHOLE = Scale(rounds=7, visitors=(1, 10, 50, 100), clicks=20, thought=5, turns=1, come_and_go=500)
_QUICK = Scale(rounds=3, visitors=(10,), clicks=5, thought=2, turns=1, come_and_go=60)


def measure(
    part: str, scale: Scale, ours: Server, bare: Server, dash: Server | None, chromium: str | None
) -> Iterator[Row]:
    """The rows of a part that asks the running servers."""
    if part == "visits":
        addresses = (ours.address, bare.address, dash.address if dash else None)
        with open_browser(chromium) as browser:
            yield from compare_visits(browser, addresses, scale.rounds)
    elif part == "reruns":
        yield from compare_reruns(ours, bare, scale.rounds)
    elif part == "sessions":
        yield from compare_sessions(
            ours, bare, scale.visitors, scale.clicks, scale.thought, scale.turns
        )
    else:
        yield from compare_memory(ours, bare, scale.come_and_go)


def compare_servers(parts: list[str], scale: Scale, chromium: str | None) -> bool:
    """Starts the three servers and prints the table; whether all is within its limits."""
    within = True
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        ours = stack.enter_context(run_dashboard(folder / "ita.sqlite3"))
        bare = stack.enter_context(run_bare())
        has_dash = importlib.util.find_spec("dash") is not None
        dash = stack.enter_context(run_dash()) if has_dash and "visits" in parts else None
        if not has_dash:
            print("Dash is not compared: pip install -r benchmarks/requirements.txt")
        print(HEADING)
        for part in parts:
            for row in measure(part, scale, ours, bare, dash, chromium):
                print(row, flush=True)
                within &= row.is_within_limits
    return within


def main() -> int:
    """Measures the chosen parts; 1 where something is over its limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(_PARTS)}; else all")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and visitors")
    parser.add_argument("--chromium", help="the browser's program file")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(_PARTS):
        parser.error(f"unknown parts: {', '.join(sorted(unknown))}")
    parts = options.parts or list(_PARTS)
    begun, within = time.monotonic(), True
    of_servers = [part for part in parts if part not in _MODULES]
    if of_servers:
        within &= compare_servers(of_servers, _QUICK if options.quick else _WHOLE, options.chromium)
    for module in (name for part in parts for name in _MODULES.get(part, ())):
        print(f"\n{module}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{module}"]
        within &= subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    print(f"\n{(time.monotonic() - begun) / 60:.1f} minutes; over a limit: {not within}")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
