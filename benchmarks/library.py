"""What a rerun costs with 400 saved workbooks against one: server time and memory.

    python -m benchmarks.library [--rounds 40]

Makes two libraries in temporary stores, one of 50 agencies in eight years and one of a single
workbook, and runs the dashboard on both by turns, so that neither gains from what the machine does
meanwhile. It ends with 1 where a rerun of the large one takes more than 1.2 times as long.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

from benchmarks.compare_page import seconds
from ita.store import open_store
from tests import workbooks

ROOT = Path(__file__).resolve().parent.parent
AGENCIES, YEARS = 50, range(2560, 2568)
MOST = 1.2
MEGABYTE = 1024**2


def fill_library(address: Path, owners: Iterable[tuple[str, int]]) -> None:
    """Saves a workbook of ten indicators for each agency and year."""
    with closing(open_store(address)) as store:
        for number, (agency, year) in enumerate(owners):
            store.save_file(
                "scores",
                workbooks.indicators(agency, year, least=60 + number % 30),
                name=f"{agency} {year}.xlsx",
                who="benchmark",
                agency=agency,
                fiscal_year=year,
            )


def start_dashboard(address: Path, key: str) -> AppTest:
    """The overview of the result of this key in a library."""
    os.environ["ITA_STORE"] = str(address)
    test = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=600)
    test.query_params["data"] = key
    return test.run()


def rerun(test: AppTest, address: Path) -> float:
    """The seconds of one rerun."""
    os.environ["ITA_STORE"] = str(address)
    return seconds(test.run)


def resident_megabytes() -> float:
    """What this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    owners = [(f"หน่วยงานตัวอย่างที่ {n}", year) for n in range(1, AGENCIES + 1) for year in YEARS]
    agency, year = owners[0][0], YEARS[0]
    key = f"{agency} {year}"
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder, "one.sqlite3"), Path(folder, "many.sqlite3")
        fill_library(one, owners[:1])
        print(
            f"{len(owners)} workbooks saved in {seconds(lambda: fill_library(many, owners)):.1f} s"
        )
        small = start_dashboard(one, key)
        before = resident_megabytes()
        large = start_dashboard(many, key)
        grown = resident_megabytes() - before
        pairs = [(rerun(small, one), rerun(large, many)) for _ in range(rounds)]
    few, all_of_them = (median(times) for times in zip(*pairs, strict=True))
    print(
        f"a rerun takes {few * 1000:.0f} ms with 1 saved, {all_of_them * 1000:.0f} ms with "
        f"{len(owners)}: {all_of_them / few:.2f} times, at most {MOST}"
    )
    print(f"memory: {before:.0f} MB with 1 saved, {grown:.0f} MB more with {len(owners)}")
    return int(all_of_them > few * MOST)


if __name__ == "__main__":
    sys.exit(main())
