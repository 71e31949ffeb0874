"""A dashboard run without a browser, on workbooks that a test chooses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ita.ui import results

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


def visible_text(test: AppTest) -> str:
    """Everything a page says in words."""
    parts = [
        *(element.value for kind in ("title", "subheader", "markdown", "caption", "text")
          for element in test.get(kind)),
        *(element.value for kind in ("info", "warning", "success", "error")
          for element in test.get(kind)),
        *(f"{metric.label} {metric.value} {metric.delta}" for metric in test.metric),
        *(expander.label for expander in test.expander),
    ]  # fmt: skip
    return "\n".join(str(part) for part in parts)


def charts(test: AppTest) -> int:
    """How many charts a page draws."""
    return len(test.get("plotly_chart"))
