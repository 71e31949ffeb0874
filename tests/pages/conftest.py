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

    `choices` are those of the page in its address. `shared` are choices of the sidebar there: only
    the entrance reads them, and a page that is switched to runs without it.
    """

    def runner(
        page: str = "overview",
        files: dict[str, bytes] | None = None,
        choices: dict[str, str] | None = None,
        **shared: str,
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
        if page == "overview":
            return test
        for name, value in (choices or {}).items():
            test.query_params[name] = value
        return test.switch_page(f"pages/{page}.py").run()

    return runner


@pytest.fixture
def open_measures(run: Run) -> Run:
    """The measures page with choices of its address, on 10 April 2023."""

    def opener(
        section: str = "work", shared: dict[str, str] | None = None, **choices: str
    ) -> AppTest:
        of_page = {"on": "2023-04-10", "section": section, **choices}
        return run("measures", None, of_page, **(shared or {}))

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
        drawn.clear()
        st.cache_data.clear()
        test = run("publish", files, {"on": "2023-04-10", **choices}, **(shared or {}))
        return check_texts(test, drawn)

    return opener
