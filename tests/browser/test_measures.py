"""The measures page in Chromium: entries in table and form, restart, last visit, phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.browser.visit import PHONE, open_page, page_width, wait_until_whole

DAY = "on=2023-04-10"
MARSHALS = "ฝ่ายเทศกิจ"
DONE = "แล้วเสร็จ"
# Where the first status cell lies in the editor.
FIRST_STATUS = {"x": 480, "y": 72}


def measures(context, address: str, query: str, charts: int = 2) -> Page:
    url = f"{address}/measures?{DAY}&{query}"
    page = open_page(context, url, charts)
    expect(page.get_by_test_id("stMetric").first).to_be_visible(timeout=60_000)
    return page


def figure(page: Page, label: str):
    return page.get_by_test_id("stMetric").filter(has_text=label)


def report_done(page: Page, rows: int) -> None:
    """Set the status of the first `rows` rows of the editor to done, by keyboard."""
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    grid.click(position=FIRST_STATUS)
    for row in range(rows):
        page.keyboard.press("Enter")
        expect(page.get_by_role("option", name=DONE)).to_be_visible()
        page.keyboard.type(DONE)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=f"บันทึก {row + 1} รายการ")).to_be_enabled()
        wait_until_whole(page)


def test_a_divisions_own_and_shared_work(context, address):
    page = measures(context, address, "section=work")
    expect(figure(page, "ล่าช้า")).to_contain_text("19")
    page.get_by_role("combobox", name="ฝ่าย").click()
    page.get_by_role("option", name=MARSHALS).click()
    expect(figure(page, "งานของฝ่ายเอง")).to_contain_text("4")
    expect(figure(page, "งานร่วมทุกฝ่าย")).to_contain_text("17")
    expect(page).to_have_url(re.compile("division="))


def test_what_is_reported_in_the_table_outlives_a_restart(context, tmp_path):
    store = tmp_path / "ita.sqlite3"
    query = f"section=months&division={MARSHALS}"
    with served(store) as address:
        page = measures(context, address, query, charts=0)
        who = page.get_by_label("ชื่อผู้รายงาน")
        who.fill("นางสาวทดสอบ")
        who.press("Enter")
        wait_until_whole(page)
        report_done(page, 3)
        page.get_by_role("button", name="บันทึก 3 รายการ").click()
        expect(page.get_by_text("บันทึกในฐานข้อมูลแล้ว 3 รายการ")).to_be_visible()
        expect(figure(page, "รายงานแล้ว")).to_contain_text("3")
    with served(store) as address:
        page = measures(context, address, query, charts=0)
        expect(figure(page, "รายงานแล้ว")).to_contain_text("3")
        page = measures(context, address, "section=months")
        # Another division leads these three, so that none of them is reported as a whole.
        expect(page.get_by_text("0 จาก 59 มาตรการ")).to_be_visible()
        expect(page.get_by_text("3 จาก 249 รายงาน")).to_be_visible()
        page = measures(context, address, f"division={MARSHALS}&state=done", charts=1)
        expect(page.get_by_text("งานของฝ่ายเอง (3)")).to_be_visible()
        expect(page.get_by_text("ประวัติการรายงาน (1)")).to_be_visible()
        history = page.get_by_test_id("stDataFrame").last
        history.scroll_into_view_if_needed()
        cells = history.locator("[role=gridcell]")
        expect(cells.filter(has_text="นางสาวทดสอบ")).to_have_count(1)


def test_one_measure_reported_in_its_form_is_done_on_the_whole_page(context, tmp_path):
    with served(tmp_path / "ita.sqlite3") as address:
        page = measures(context, address, f"section=work&division={MARSHALS}", charts=1)
        expect(figure(page, DONE)).to_contain_text("0")
        page.get_by_label("ชื่อผู้รายงาน").fill("นางสาวทดสอบ")
        page.get_by_role("radio", name=DONE).click()
        page.get_by_role("button", name="บันทึกรายงาน").click()
        expect(figure(page, DONE)).to_contain_text("1", timeout=20_000)
        expect(page.get_by_text("บันทึกในฐานข้อมูลแล้ว 1 รายการ")).to_be_visible()
        expect(page.get_by_text("ประวัติการรายงาน (1)")).to_be_visible()
        expect(page.get_by_role("radio", name=DONE)).to_be_checked()


def test_the_browser_says_when_it_was_here_last(context, address):
    page = measures(context, address, "section=months")
    expect(page.get_by_text("ใหม่ใน 7 วันที่ผ่านมา (0)")).to_be_visible()
    # A visit ends when no page was shown for half an hour.
    page.evaluate("""() => {
        const at = Date.UTC(2026, 0, 15, 5);
        localStorage.setItem("ita-measures-visit", JSON.stringify({ seen: at }));
    }""")
    for _ in range(2):
        page = measures(context, address, "section=months")
        expect(page.get_by_text("เข้าชมครั้งก่อน 15 ม.ค. 2569 (0)")).to_be_visible()
        # Streamlit has a cookie of its own against forged requests.
        assert {each["name"] for each in page.context.cookies()} <= {"_streamlit_xsrf"}


@pytest.mark.parametrize(
    ("section", "charts"), [("work", 2), ("months", 2), ("coverage", 0), ("publication", 0)]
)
def test_a_phone_needs_no_sideways_scrolling(windows, address, section, charts):
    with windows.lend(PHONE) as context:
        page = open_page(context, f"{address}/measures?{DAY}&section={section}", charts)
        expect(page.get_by_text("ล่าช้า 19").first).to_be_visible(timeout=60_000)
        assert page_width(page) <= PHONE["width"]
        assert page.get_by_test_id("stException").count() == 0
