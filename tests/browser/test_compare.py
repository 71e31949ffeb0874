"""The compare page in Chromium: first screen, phone, links, and no cut or overlapping text."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from ita.store import open_store
from tests.browser.conftest import Windows, served
from tests.browser.visit import DESKTOP, PHONE, open_page, page_width
from tests.reading.files import real

FACULTIES = "02_up2563_faculties_wide.csv"
PROVINCES = "06_nacc2564_group2_provinces_indicators.csv"
# Texts of charts that lie outside the window or, of one chart, on or right beside each other.
CUT = """[...document.querySelectorAll('.js-plotly-plot text')].filter(e => {
  const r = e.getBoundingClientRect();
  return r.width && (r.left < 0 || r.right > innerWidth);
}).map(e => e.textContent)"""
OVERLAPPING = """[...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const boxes = [...plot.querySelectorAll('text')]
    .map(e => ({text: e.textContent, r: e.getBoundingClientRect()}))
    .filter(({text, r}) => text.trim() && r.width);
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
      Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left) > -1
      && Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top) > 7)
    .map(b => `${a.text} / ${b.text}`));
})"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a dashboard with results of real agencies in its library."""
    path = tmp_path_factory.mktemp("store") / "ita.sqlite3"
    _save(path)
    with served(path) as address:
        yield address


def _save(path: Path) -> None:
    store = open_store(str(path))
    for name in (FACULTIES, PROVINCES):
        store.save_file("scores", real(name), name=name, who="ผู้ทดสอบ")


def compare(context: BrowserContext, address: str, charts: int, **choices: str) -> Page:
    """Open the compare page with choices in its URL."""
    return open_page(context, f"{address}/compare?{urlencode(choices)}", charts)


def bottom(page: Page, text: str) -> float:
    box = page.get_by_text(text).first.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_the_answer_is_in_the_first_screen(context: BrowserContext, library: str) -> None:
    page = compare(context, library, 2, data="ตราด 2564")
    assert bottom(page, "ดีขึ้น 5.83") < DESKTOP["height"]
    plot = page.locator(".js-plotly-plot").first.bounding_box()
    assert plot
    assert plot["y"] + plot["height"] < DESKTOP["height"]
    page = compare(context, library, 3, data="กองกลาง 2563", view="agencies")
    # 39 units of a university and two provinces have a result of the year.
    assert bottom(page, "3 จาก 41 หน่วยงาน") < DESKTOP["height"]
    assert bottom(page, "กองกลาง86.29") < DESKTOP["height"]


@pytest.mark.parametrize("view", ["years", "agencies", "best"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_cut_and_no_text_lies_on_another(
    windows: Windows, library: str, size: ViewportSize, view: str
) -> None:
    data = {"years": "ตราด 2564"}.get(view, "กองกลาง 2563")
    with windows.lend(size) as context:
        page = compare(context, library, 1, data=data, view=view, thai_numerals="true")
        assert page_width(page) <= size["width"]
        assert page.evaluate(CUT) == []
        assert page.evaluate(OVERLAPPING) == []


def test_every_choice_is_in_the_address(context: BrowserContext, library: str) -> None:
    page = compare(context, library, 2, data="กองกลาง 2563", view="agencies")
    page.get_by_label("จัดอันดับตาม").click()
    page.get_by_role("option", name="10. การป้องกันการทุจริต").click()
    expect(page.get_by_text("(10. การป้องกันการทุจริต)")).to_be_visible()
    search = page.get_by_label("ค้นหาหน่วยงาน")
    search.fill("วิทยาลัย")
    search.press("Enter")
    page.wait_for_url("**agency=**")
    link = page.url
    assert "view=agencies" in link
    assert "by=10" in link
    other = open_page(context, link, 2)
    expect(other.get_by_text("(10. การป้องกันการทุจริต)")).to_be_visible()
    expect(other.get_by_label("ค้นหาหน่วยงาน")).to_have_value("วิทยาลัย")


def test_what_a_link_asks_in_vain_is_told(context: BrowserContext, library: str) -> None:
    page = compare(context, library, 2, data="ตราด 2564", view="nowhere")
    expect(page.get_by_text("nowhere")).to_be_visible()
