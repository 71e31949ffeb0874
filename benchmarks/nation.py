"""What the results of the whole country cost: importing them, and the questions of a page.

`python -m benchmarks.nation [ADDRESS]` makes a list of 8,300 agencies, ten years and ten indicators,
imports it into a SQLite file (or the empty database at ADDRESS) and prints what that takes beside
what pandas alone takes to read the list and write it into the same database, what queries take
beside bare SQL, and what the compare page takes. Memory is that of the import in a process of its
own. It ends with 1 if the import or the page is over its limit.
"""

import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
from sqlalchemy import create_engine, text

from benchmarks.compare_page import measure_page, seconds
from ita.analysis.compare_agencies import rank_agencies, spread
from ita.store import open_store
from ita.store.engine import database_url
from ita.store.imports import import_list

AGENCIES, YEARS = 8_300, range(2560, 2570)
MOST_OF_PANDAS = 3.0


def make_list(path: Path) -> int:
    """Writes a list of made-up scores; how many rows it has."""
    luck = np.random.default_rng(2565)
    names = [f"องค์การบริหารส่วนตำบลตัวอย่างที่ {number}" for number in range(AGENCIES)]
    frame = pd.DataFrame(
        {
            "agency": np.repeat(names, len(YEARS) * 10),
            "province": np.repeat(
                [f"จังหวัดที่ {number % 76}" for number in range(AGENCIES)], len(YEARS) * 10
            ),
            "fiscal_year": np.tile(np.repeat(list(YEARS), 10), AGENCIES),
            "indicator": np.tile(range(1, 11), AGENCIES * len(YEARS)),
            "score": luck.uniform(50, 100, AGENCIES * len(YEARS) * 10).round(2),
        }
    )
    frame.to_csv(path, index=False)
    return len(frame)


def best(work: Callable[[], object], times: int = 5) -> float:
    """The least of several runs."""
    return min(seconds(work) for _ in range(times))


def import_once(address: str, path: Path) -> tuple[float, int]:
    """The seconds of an import, and the peak of the process's memory in MB."""
    store = open_store(address)
    taken = seconds(lambda: import_list(store, path))
    store.close()
    # What the system counts for a process begins with its parent's peak; its own stands here.
    status = Path("/proc/self/status").read_text()
    return taken, int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main() -> int:
    """Imports, asks, prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        rows = make_list(path)
        address = sys.argv[1] if sys.argv[1:] else str(Path(folder) / "ita.sqlite3")
        alone = create_engine(database_url(sys.argv[1] if sys.argv[1:] else f"{address}.pandas"))

        def by_pandas() -> None:
            with alone.begin() as connection:
                pd.read_csv(path).to_sql("pandas_alone", connection, index=False)

        pandas_takes = seconds(by_pandas)
        with alone.begin() as connection:
            connection.execute(text("DROP TABLE pandas_alone"))
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            ours, memory = pool.submit(import_once, address, path).result()
        store = open_store(address)
        ratio = ours / pandas_takes
        print(f"{rows:,} rows: {ours:.1f} s, pandas alone {pandas_takes:.1f} s, ratio {ratio:.2f}")
        print(f"  (at most {MOST_OF_PANDAS}); peak of memory {memory} MB")
        again = seconds(lambda: import_list(store, path))
        print(f"the same list again: {again:.1f} s")
        questions: dict[str, Callable[[], object]] = {
            "search": lambda: store.results.agencies("ตัวอย่างที่ 77"),
            "years of one agency": lambda: store.results.of_agency(4_000),
            "scores of a year": lambda: store.results.scores_of_year(2565),
        }
        for name, question in questions.items():
            print(f"{name}: {best(question) * 1000:.0f} ms")
        bare = (
            "SELECT a.name, r.score FROM agency_years y JOIN agencies a ON a.id = y.agency_id "
            "JOIN results r ON r.agency_year_id = y.id "
            "WHERE y.fiscal_year = 2565 AND y.is_current AND r.level = 'total'"
        )
        with store.engine.connect() as connection:
            taken = best(lambda: connection.execute(text(bare)).all())
        print(f"totals of a year, bare SQL: {taken * 1000:.0f} ms")
        scores = store.results.scores_of_year(2565)
        computations: dict[str, Callable[[], object]] = {
            "scores of a year side by side": lambda: store.results.scores_of_year(2565),
            f"ranking of {len(scores):,} agencies": lambda: rank_agencies(scores),
            "their spread": lambda: spread(scores),
        }
        for name, computation in computations.items():
            print(f"{name}: {best(computation) * 1000:.0f} ms")
        within = measure_page(store, address, str(scores["agency"].iloc[4_000]))
        store.close()
    return 0 if ratio <= MOST_OF_PANDAS and within else 1


if __name__ == "__main__":
    sys.exit(main())
