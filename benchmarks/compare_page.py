"""What the compare page costs among the agencies of the whole country, beside bare SQL.

`benchmarks.nation` fills the store and calls `measure_page`.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import streamlit as st
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from ita.store import Store
from ita.ui import results
from tests import workbooks

ROOT = Path(__file__).resolve().parent.parent
YEAR = 2565
# An answer may take so many times what the bare query and an empty page take.
MOST = 3.0
BARE = {
    "first chart": "SELECT a.name, r.score FROM agency_years y JOIN agencies a ON a.id = y.agency_id"
    " JOIN results r ON r.agency_year_id = y.id"
    f" WHERE y.fiscal_year = {YEAR} AND y.is_current AND r.level = 'total'",
    "filter": "SELECT r.key, count(r.score), avg(r.score), min(r.score), max(r.score)"
    " FROM agency_years y JOIN agencies a ON a.id = y.agency_id"
    " JOIN results r ON r.agency_year_id = y.id"
    f" WHERE y.fiscal_year = {YEAR} AND y.is_current AND a.province = :text GROUP BY r.key",
    "search": "SELECT a.name, r.score FROM agency_years y JOIN agencies a ON a.id = y.agency_id"
    " JOIN results r ON r.agency_year_id = y.id"
    f" WHERE y.fiscal_year = {YEAR} AND y.is_current AND r.level = 'total'"
    " AND a.name LIKE :text ORDER BY r.score DESC LIMIT 200",
}


def seconds(work: Callable[[], object]) -> float:
    """How long something takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_page(store: Store, address: str, agency: str, rounds: int = 7) -> bool:
    """Prints medians of the page's reruns; whether each answers within MOST."""
    os.environ["ITA_STORE"] = address
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "scores")
        files.mkdir()
        (files / "own.xlsx").write_bytes(workbooks.indicators(agency, YEAR, 70.0))
        with patch.object(results.SCORES, "folder", files):
            page = _open(ROOT, f"{agency} {YEAR}", view="agencies")
            empty = _open(_with_empty_pages(Path(folder)), f"{agency} {YEAR}")
            of_empty = median(seconds(empty.run) for _ in range(rounds))
            print(f"a rerun of an empty page: {of_empty * 1000:.0f} ms")
            takes: dict[str, Callable[[int], tuple[float, float]]] = {
                "first chart": lambda _: _change_results(page, store.engine),
                "filter": lambda at: _choose(page, "province", f"จังหวัดที่ {at}"),
                "search": lambda at: _choose(page, "agency", f"ตัวอย่างที่ {at}"),
            }
            within = True
            for name, measure in takes.items():
                pairs = [measure(at) for at in range(10, 10 + rounds)]
                answer, whole = (median(times) for times in zip(*pairs, strict=True))
                bare = median(_ask(store.engine, name, at) for at in range(10, 10 + rounds))
                limit = MOST * (bare + of_empty)
                within &= answer <= limit
                print(
                    f"{name}: {answer * 1000:.0f} ms, the whole page {whole * 1000:.0f} ms, "
                    f"bare SQL {bare * 1000:.0f} ms, limit {limit * 1000:.0f} ms"
                )
            again = median(seconds(page.run) for _ in range(rounds))
            print(f"a rerun with nothing changed: {again * 1000:.0f} ms")
    return within


def _open(folder: Path, key: str, **choices: str) -> AppTest:
    test = AppTest.from_file(str(folder / "dashboard.py"), default_timeout=600)
    test.query_params["data"] = key
    test.run()
    test.switch_page("pages/compare.py")
    for name, value in choices.items():
        test.query_params[name] = value
    test.run()
    if test.exception:
        raise RuntimeError(test.exception[0].message)
    return test


def _with_empty_pages(folder: Path) -> Path:
    """A copy of the dashboard whose pages show nothing."""
    (folder / "pages").mkdir()
    shutil.copy(ROOT / "dashboard.py", folder)
    shutil.copytree(ROOT / "static", folder / "static")
    for page in (ROOT / "pages").glob("*.py"):
        (folder / "pages" / page.name).write_text("")
    return folder


def _change_results(page: AppTest, engine: Engine) -> tuple[float, float]:
    """A rerun after the results have changed, to its first chart and to its end."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE revisions SET revision = :new"), {"new": uuid4().hex})
    return _rerun(page, "plotly_chart")


def _choose(page: AppTest, name: str, value: str) -> tuple[float, float]:
    """A rerun with another filter to its first chart, with another search to its table."""
    page.query_params.pop("province", None)
    page.query_params.pop("agency", None)
    page.query_params[name] = value
    return _rerun(page, "plotly_chart" if name == "province" else "dataframe")


def _rerun(page: AppTest, answer: str) -> tuple[float, float]:
    """The seconds of a rerun to the first call of a function of Streamlit, and to its end."""
    original, ends = getattr(st, answer), []

    def timed(*arguments: Any, **options: Any) -> Any:
        made = original(*arguments, **options)
        ends.append(time.perf_counter())
        return made

    with patch.object(st, answer, timed):
        start = time.perf_counter()
        page.run()
        return ends[0] - start, time.perf_counter() - start


def _ask(engine: Engine, name: str, at: int) -> float:
    value = f"จังหวัดที่ {at}" if name == "filter" else f"%ตัวอย่างที่ {at}%"
    with engine.connect() as connection:
        return seconds(lambda: connection.execute(text(BARE[name]), {"text": value}).all())
