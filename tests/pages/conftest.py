"""A dashboard run without a browser, on workbooks that a test chooses."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ita.publishing.sheets.page import Page
from ita.ui import results
from ita.ui.publish import picture
from tests.pages.publish import Renderer, check_texts

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., AppTest]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`run(page, workbook bytes by name)` gives the page; without workbooks the bundled ones.

    `shared` are choices of the sidebar as the address has them: only the entrance reads them, and
    a page that is switched to runs without it.
    """

    def runner(
        page: str = "overview", files: dict[str, bytes] | None = None, **shared: str
    ) -> AppTest:
        if files is not None:
            for name, content in files.items():
                (tmp_path / name).write_bytes(content)
            monkeypatch.setattr(results.SCORES, "folder", tmp_path)
        monkeypatch.setenv("ITA_STORE", str(tmp_path / "store" / "ita.sqlite3"))
        test = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for name, value in shared.items():
            test.query_params[name] = value
        test.run()
        return test if page == "overview" else test.switch_page(f"pages/{page}.py").run()

    return runner


@pytest.fixture
def open_measures(run: Run) -> Run:
    """The measures page with choices of its address, on 10 April 2023."""

    def opener(
        section: str = "work", shared: dict[str, str] | None = None, **choices: str
    ) -> AppTest:
        test = run("measures", None, **(shared or {}))
        for name, value in {"on": "2023-04-10", "section": section, **choices}.items():
            test.query_params[name] = value
        return test.run()

    return opener


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """The pages that the publish page has had drawn."""
    renderer = Renderer()
    monkeypatch.setattr(picture, "shared_renderer", lambda: renderer)
    return renderer.pages


@pytest.fixture
def open_publish(run: Run, drawn: list[Page]) -> Run:
    """The publish page with choices of its address, on 10 April 2023; it shows no fault."""

    def opener(
        files: dict[str, bytes] | None = None,
        shared: dict[str, str] | None = None,
        **choices: str,
    ) -> AppTest:
        test = run("publish", files, **(shared or {}))
        for name, value in {"on": "2023-04-10", **choices}.items():
            test.query_params[name] = value
        drawn.clear()
        st.cache_data.clear()
        return check_texts(test.run(), drawn)

    return opener
