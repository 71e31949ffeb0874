"""The plan editor in Chromium: a measure for a gap, concurrent edits of two editors, restart."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

from docx import Document
from playwright.sync_api import BrowserContext, Page, TimeoutError, ViewportSize, expect

from tests.browser.conftest import Windows, served
from tests.browser.visit import (
    DESKTOP,
    PATIENCE,
    PHONE,
    open_page,
    page_width,
    wait_until_whole,
)

ISSUE = "เปิดช่องทางให้ประชาชนร่วมปรับปรุงงาน"
RULERS = "ฝ่ายปกครอง"
SAVED = "บันทึกเป็นรุ่นใหม่ของแผนในคลังแล้ว"


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True).last
    listed = page.get_by_role("option", name=option, exact=True)
    tag = page.get_by_test_id("stMultiSelect").get_by_text(option, exact=True)
    # A run that ends meanwhile closes the list under the pointer.
    for _ in range(10):
        box.fill(option)
        with suppress(TimeoutError):
            listed.click(timeout=3_000)
        # What was typed and not chosen goes.
        box.blur()
        wait_until_whole(page)
        if box.input_value() == option or tag.count():
            return
    raise AssertionError(f"{option} cannot be chosen")


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label)
    field.fill(text)
    field.blur()
    wait_until_whole(page)


def save(page: Page, who: str, reason: str) -> None:
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.get_by_label("ชื่อผู้ดำเนินการ").fill(who)
    page.get_by_label("เหตุผลที่แก้ไข").fill(reason)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()


def download(page: Page, button: str) -> bytes:
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("button", name=button).first.click()
    return Path(coming.value.path()).read_bytes()


def write_measure_for_e14(page: Page) -> None:
    """Write a complete measure, starting from the list of gaps."""
    page.get_by_role("button", name="เริ่มร่างมาตรการสำหรับ E14").click()
    expect(page.get_by_label("กิจกรรมที่จะดำเนินการ")).to_be_visible()
    wait_until_whole(page)
    write(page, "ประเด็นที่ต้องเตรียมความพร้อม/ยกระดับ", ISSUE)
    write(page, "กิจกรรมที่จะดำเนินการ", "ตั้งกล่องรับฟัง\nเปิดแบบสอบถาม")
    for label, option in (("วันที่", "15"), ("เดือน", "มี.ค."), ("ปี", "2566"), ("ผู้รับผิดชอบ", RULERS)):
        choose(page, label, option)


def wait_until_asking(page: Page, asks: bool) -> None:
    """Wait until the browser would ask (`asks`), or not ask, before leaving the page."""
    wait_until_whole(page)
    # What was typed is noted by a run that may begin only a little later.
    page.wait_for_function(
        "asks => (window.onbeforeunload !== null) === asks", arg=asks, timeout=PATIENCE
    )


def meet(windows: Windows, address: str, size: ViewportSize) -> None:
    """One editor adds a measure for E14 while another changes the first measure; both save."""
    with windows.lend(size) as one, windows.lend(size) as other:
        second = open_page(other, f"{address}/measures?section=plan&edit-as=form")
        wait_until_asking(second, False)
        write(second, "ผลผลิต", "ผลผลิตของคนที่สอง")
        wait_until_asking(second, True)
        first = open_page(one, f"{address}/measures?section=coverage&gap=E14")
        write_measure_for_e14(first)
        save(first, "นางสาวหนึ่ง", "ตอบข้อ E14")
        expect(first.get_by_text(SAVED)).to_be_visible()
        assert page_width(first) <= size["width"]
        save(second, "นายสอง", "แก้ผลผลิต")
        expect(second.get_by_text("มีผู้บันทึกรุ่นใหม่")).to_contain_text("นางสาวหนึ่ง")
        assert page_width(second) <= size["width"]
        second.get_by_role("button", name="รวมกับสิ่งที่พิมพ์ไว้ แล้วแก้ไขต่อ").click()
        wait_until_whole(second)
        save(second, "นายสอง", "แก้ผลผลิต")
        expect(second.get_by_text(SAVED)).to_be_visible()
        wait_until_asking(second, False)


def test_a_measure_for_a_gap_outlives_a_second_editor_and_a_restart(
    windows: Windows, context: BrowserContext, tmp_path: Path
) -> None:
    store = tmp_path / "ita.sqlite3"
    with served(store) as address:
        meet(windows, address, DESKTOP)
    with served(store) as address:
        page = open_page(context, f"{address}/measures?section=plan&edit-as=form")
        expect(page.get_by_label("ผลผลิต")).to_have_value("ผลผลิตของคนที่สอง")
        expect(page.get_by_text("นายสอง · แก้ผลผลิต").first).to_be_visible()
        page.goto(f"{address}/measures?section=coverage")
        expect(page.get_by_text("มีมาตรการตอบ 5 ยังไม่มี 5")).to_be_visible()
        page.goto(f"{address}/measures?section=work&division={RULERS}")
        expect(page.get_by_text(f"{RULERS} มีงานของฝ่ายเอง 31")).to_be_visible()
        page.get_by_role("button", name="เตือนงานและรายการงาน").click()
        calendar = download(page, "ปฏิทิน (.ics)").replace(b"\r\n ", b"").decode()
        (event,) = (each for each in calendar.split("BEGIN:VEVENT") if ISSUE in each)
        assert "20230315" in event
        page.goto(f"{address}/publish")
        document = Document(BytesIO(download(page, "Word")))
        rows = [[cell.text for cell in row.cells] for each in document.tables for row in each.rows]
        (row,) = (row for row in rows if any(ISSUE in text for text in row))
        assert {"15 มี.ค. 2566", RULERS} <= set(row)


def test_two_editors_on_phones(windows: Windows, tmp_path: Path) -> None:
    with served(tmp_path / "ita.sqlite3") as address:
        meet(windows, address, PHONE)
