"""The data page in Chromium: good, broken and hostile files, two visitors, saved files."""

import pytest
from playwright.sync_api import Page, expect

from tests import workbooks
from tests.browser.conftest import served
from tests.browser.visit import PHONE, page_width, wait_until_whole

# The page is in Thai; these are what a clerk reads on it.
USE, RESULT, KEEP, WHO, SAVE = "ใช้ไฟล์นี้", "ดูผลในหน้าภาพรวม", "บันทึกในคลัง", "ชื่อผู้ดำเนินการ", "บันทึก"


def data_page(context, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/data")
    page.wait_for_selector("input[type=file]", state="attached", timeout=60_000)
    wait_until_whole(page)
    return page


def upload(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files([file])
    expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=30_000)
    wait_until_whole(page)


def read_page(page: Page) -> str:
    """Return the text of the page, including the values of its inputs."""
    wait_until_whole(page)
    typed = page.locator("input").evaluate_all("inputs => inputs.map(input => input.value)")
    return "\n".join([page.locator("body").inner_text(), *typed])


def test_a_good_file_with_a_thai_name_is_understood_and_used(context, address):
    page = data_page(context, address)
    upload(page, "ผลคะแนน เขตทดสอบ.xlsx", workbooks.indicators("สำนักงานเขตทดสอบ"))
    expect(page.get_by_text("ไม่พบปัญหาในไฟล์นี้")).to_be_visible()
    page.get_by_role("button", name=USE).click()
    page.get_by_role("link", name=RESULT).click()
    expect(page.get_by_role("heading", name="สำนักงานเขตทดสอบ")).to_be_visible(timeout=20_000)
    expect(page.get_by_test_id("stMetric").first).to_contain_text("86.80")


def test_a_correction_reaches_the_result(context, address):
    page = data_page(context, address)
    upload(page, "ผล.xlsx", workbooks.questions("ชื่อผิด"))
    page.get_by_role("button", name="แก้หน่วยงาน ปี หรือประเภทหน่วยงาน").click()
    field = page.get_by_label("หน่วยงาน", exact=True)
    field.fill("ชื่อที่ถูก")
    field.press("Enter")
    wait_until_whole(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=USE).click()
    page.get_by_role("link", name=RESULT).click()
    expect(page.get_by_role("heading", name="ชื่อที่ถูก")).to_be_visible(timeout=20_000)


def test_a_broken_file_names_its_cells(context, address):
    page = data_page(context, address)
    upload(page, "ชำรุด.xlsx", workbooks.broken())
    # The doubt stands open; what only the office can mend is a click away.
    expect(page.get_by_text("C22").first).to_be_visible()
    page.get_by_text("ข้อผิดพลาด").click()
    for cell in ("C7", "C10"):
        expect(page.get_by_role("listitem").filter(has_text=f"· {cell} ")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content"),
    [("ปลอม.xlsx", b"PK\x03\x04" + bytes(range(256)) * 20), ("ว่าง.xlsx", b""),
     ("<img src=x onerror=alert(1)>.csv", b"<script>alert(1)</script>,[x](http://y)")],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_words(context, address, name, content):
    alerts = []
    page = data_page(context, address)
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    upload(page, name, content)
    expect(page.get_by_text("ยังอ่านคะแนนจากไฟล์นี้ไม่ได้")).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
    assert page.locator("img[src=x]").count() == 0
    assert alerts == []


def test_two_visitors_do_not_see_each_others_files(windows, address):
    with windows.lend() as one, windows.lend() as other:
        first, second = data_page(one, address), data_page(other, address)
        upload(first, "หนึ่ง.xlsx", workbooks.questions("หน่วยงานหนึ่ง", 91))
        upload(second, "สอง.xlsx", workbooks.questions("หน่วยงานสอง", 93))
        for page in (first, second):
            page.get_by_role("button", name=USE).click()
            expect(page.get_by_role("link", name=RESULT)).to_be_visible()
        assert "หน่วยงานหนึ่ง" in read_page(first)
        assert "หน่วยงานสอง" not in read_page(first)
        assert "หน่วยงานสอง" in read_page(second)
        assert "หน่วยงานหนึ่ง" not in read_page(second)


def test_a_saved_file_is_there_after_a_restart_and_deleting_asks(context, tmp_path):
    store = tmp_path / "ita.sqlite3"
    with served(store) as address:
        page = data_page(context, address)
        upload(page, "เก็บ.xlsx", workbooks.questions("สำนักงานที่เก็บไว้", 91))
        page.get_by_role("button", name=KEEP).click()
        page.get_by_label(WHO).type("นางสาวทดสอบ")
        page.get_by_role("button", name=SAVE, exact=True).click()
        # What was saved is chosen and shown.
        expect(page.get_by_text("บันทึกในคลังแล้ว")).to_be_visible(timeout=20_000)
        expect(page.get_by_role("heading", name="สำนักงานที่เก็บไว้")).to_be_visible()
        wait_until_whole(page)
    with served(store) as address:
        page = context.new_page()
        page.goto(f"{address}/?data=สำนักงานที่เก็บไว้+2565")
        heading = page.get_by_role("heading", name="สำนักงานที่เก็บไว้")
        expect(heading).to_be_visible(timeout=60_000)
        page = data_page(context, address)
        page.get_by_text("สำนักงานที่เก็บไว้ 2565").first.click()
        expect(page.get_by_text("นางสาวทดสอบ").first).to_be_visible()
        page.get_by_role("button", name="ลบ", exact=True).click()
        expect(page.get_by_text("ออกจากคลังหรือไม่")).to_be_visible()


def test_the_empty_form_arrives(windows, address):
    with windows.lend(PHONE) as context:
        page = data_page(context, address)
        with page.expect_download() as download:
            page.get_by_role("button", name="แบบฟอร์มเปล่า").click()
        assert download.value.suggested_filename == "ita-2565-bangkok.xlsx"
        assert page_width(page) <= PHONE["width"]
