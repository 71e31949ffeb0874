"""The plan editor in Chromium: a measure for a gap, written by hand, met by a second editor, kept."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.browser.conftest import DESKTOP, PHONE, served

ISSUE = "เปิดช่องทางให้ประชาชนร่วมปรับปรุงงาน"
RULERS = "ฝ่ายปกครอง"


def settle(page: Page) -> None:
    page.wait_for_timeout(300)
    page.wait_for_selector('[data-testid=stApp][data-test-script-state="notRunning"]')


def open_page(browser: Browser, url: str, size=DESKTOP) -> Page:
    page = browser.new_context(viewport=size, accept_downloads=True).new_page()
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)
    return page


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True).last
    found = page.get_by_role("option", name=option, exact=True)
    tag = page.get_by_test_id("stMultiSelect").get_by_text(option, exact=True)
    # A run that ends meanwhile closes the list under the pointer.
    for _ in range(10):
        box.fill(option)
        with suppress(TimeoutError):
            found.click(timeout=3_000)
        settle(page)
        if box.input_value() == option or tag.count():
            return
    raise AssertionError(f"{option} cannot be chosen")


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label)
    field.fill(text)
    field.blur()
    settle(page)


def save(page: Page, who: str, reason: str) -> None:
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.get_by_label("ชื่อผู้ดำเนินการ").fill(who)
    page.get_by_label("เหตุผลที่แก้ไข").fill(reason)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()


def write_measure_for_e14(page: Page) -> None:
    """From the list of gaps to a whole measure: what, who and by when."""
    page.get_by_role("button", name="เริ่มร่างมาตรการสำหรับ E14").click()
    expect(page.get_by_label("กิจกรรมที่จะดำเนินการ")).to_be_visible()
    settle(page)
    write(page, "ประเด็นที่ต้องเตรียมความพร้อม/ยกระดับ", ISSUE)
    write(page, "กิจกรรมที่จะดำเนินการ", "ตั้งกล่องรับฟัง\nเปิดแบบสอบถาม")
    for label, option in (("วันที่", "15"), ("เดือน", "มี.ค."), ("ปี", "2566"), ("ผู้รับผิดชอบ", RULERS)):
        choose(page, label, option)
    page.keyboard.press("Escape")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_measure_for_a_gap_is_kept_and_a_second_editor_loses_nothing(browser, tmp_path, size):
    store = tmp_path / "ita.sqlite3"
    with served(store) as address:
        second = open_page(browser, f"{address}/measures?section=plan&edit-as=form", size)
        write(second, "ผลผลิต", "ผลผลิตของคนที่สอง")
        first = open_page(browser, f"{address}/measures?section=coverage&gap=E14", size)
        write_measure_for_e14(first)
        save(first, "นางสาวหนึ่ง", "ตอบข้อ E14")
        expect(first.get_by_text("บันทึกเป็นรุ่นใหม่ของแผนในคลังแล้ว")).to_be_visible()
        assert first.evaluate("document.documentElement.scrollWidth") <= size["width"]
        save(second, "นายสอง", "แก้ผลผลิต")
        expect(second.get_by_text("มีผู้บันทึกรุ่นใหม่")).to_contain_text("นางสาวหนึ่ง")
        second.get_by_role("button", name="รวมกับสิ่งที่พิมพ์ไว้ แล้วแก้ไขต่อ").click()
        settle(second)
        save(second, "นายสอง", "แก้ผลผลิต")
        expect(second.get_by_text("บันทึกเป็นรุ่นใหม่ของแผนในคลังแล้ว")).to_be_visible()
    with served(store) as address:
        page = open_page(browser, f"{address}/measures?section=plan&edit-as=form", size)
        expect(page.get_by_label("ผลผลิต")).to_have_value("ผลผลิตของคนที่สอง")
        expect(page.get_by_text("นายสอง · แก้ผลผลิต").first).to_be_visible()
        page.goto(f"{address}/measures?section=coverage")
        expect(page.get_by_text("มีมาตรการตอบ 5 ยังไม่มี 5")).to_be_visible()
        page.goto(f"{address}/measures?division={RULERS}")
        expect(page.get_by_test_id("stMetric").filter(has_text="31")).to_be_visible()
        page.goto(f"{address}/publish")
        with page.expect_download() as download:
            page.get_by_role("button", name="Word").first.click()
        document = Document(BytesIO(Path(download.value.path()).read_bytes()))
        cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
        assert any(ISSUE in text for text in cells)
        assert any("15 มี.ค. 2566" in text for text in cells)
