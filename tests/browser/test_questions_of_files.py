"""Questions about files in Chromium: answered in a few clicks, not asked again for a saved file."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests import workbooks
from tests.browser.conftest import Windows, served
from tests.browser.test_data import KEEP, SAVE, WHO, data_page, upload
from tests.browser.visit import DESKTOP, PHONE, page_width, wait_until_whole

NUMBERS = range(1, 11)
Visit = Callable[[], BrowserContext]
QUESTION = "โปรดตอบ"


def indicators(agency: str, header: list[str], rows: list[list[object]]) -> bytes:
    """Return a workbook with ten indicators of an agency of FY 2565 under a header."""
    return workbooks.workbook({"ข้อมูลหน่วยงาน": workbooks.info(agency), "คะแนน": [header, *rows]})


def two_rounds(agency: str, called: str = "รอบ", add: float = 0) -> bytes:
    """Return a workbook with two columns of scores that contradict each other."""
    header = ["ตัวชี้วัดที่", f"คะแนน {called} 1", f"คะแนน {called} 2"]
    return indicators(agency, header, [[n, 80 + n, 85 + n / 2 + add] for n in NUMBERS])


# Of each file: the agency, its bytes, what is clicked in turn, and what must then be said.
FILES = {
    "two columns of scores": (
        "เทศบาลตำบลสองรอบ",
        two_rounds("เทศบาลตำบลสองรอบ"),
        [("radio", "คะแนน รอบ 2 (C)")],
        "88.40",
    ),
    "a scale to 5": (
        "เทศบาลตำบลห้าคะแนน",
        indicators(
            "เทศบาลตำบลห้าคะแนน", ["ตัวชี้วัดที่", "คะแนน"], [[n, 4 + n / 20] for n in NUMBERS]
        ),
        [("radio", "0–5")],
        "86.80",
    ),
    "a header that is not known": (
        "เทศบาลตำบลหัวแปลก",
        indicators(
            "เทศบาลตำบลหัวแปลก", ["ตัวชี้วัดที่", "ผลที่ได้มา"], [[n, 80 + n] for n in NUMBERS]
        ),
        [("radio", "ผลที่ได้มา (B)")],
        "86.80",
    ),
    "no year": (
        "เทศบาลตำบลไร้ปี",
        workbooks.workbook(
            {"คะแนน": [["หน่วยงาน", "เทศบาลตำบลไร้ปี"], ["ตัวชี้วัดที่", "คะแนน"],
                       *([n, 80 + n] for n in NUMBERS)]}
        ),
        # Without a year there is a total, but no level.
        [("combobox", "ปีงบประมาณ"), ("option", "2565")],
        "86.80 ระดับ A",
    ),
}  # fmt: skip


SIZES = {"desktop": DESKTOP, "phone": PHONE}
# On a phone a file for each way of answering: a radio below the picture, and a list.
VISITS = [
    *(("desktop", kind) for kind in FILES),
    ("phone", "two columns of scores"),
    ("phone", "no year"),
]


@pytest.fixture(scope="module", params=SIZES)
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, ViewportSize]]:
    """The URL of a dashboard with an empty library, and the window size of its visitors."""
    with served(tmp_path_factory.mktemp("library") / "ita.sqlite3") as address:
        yield address, SIZES[request.param]


@pytest.fixture
def visits(library: tuple[str, ViewportSize], windows: Windows) -> Iterator[tuple[str, Visit]]:
    """The URL of that dashboard, and a function that starts a new visit."""
    address, size = library
    with ExitStack() as contexts:
        yield address, lambda: contexts.enter_context(windows.lend(size))


def answer(page: Page, role: str, name: str) -> None:
    """Click the element with this role and name; for a radio, its label."""
    choice = page.get_by_role(role, name=name, exact=role != "radio").first
    if role == "radio":
        choice = page.locator("label").filter(has=choice)
    choice.click()
    wait_until_whole(page)


def save(page: Page) -> None:
    page.get_by_role("button", name=KEEP).click()
    page.get_by_label(WHO).fill("นางสาวทดสอบ")
    page.get_by_role("button", name=SAVE, exact=True).click()


def expect_result(page: Page, agency: str, total: str) -> None:
    expect(page.get_by_role("heading", name=agency)).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stMetric").first).to_contain_text(total)


@pytest.mark.parametrize(("library", "kind"), VISITS, indirect=["library"])
def test_a_doubt_is_answered_in_three_clicks_and_never_asked_again(visits, kind):
    address, visit = visits
    agency, content, clicks, total = FILES[kind]
    page = data_page(visit(), address)
    upload(page, "ผล.xlsx", content)
    expect(page.get_by_text(total)).to_have_count(0)
    assert len(clicks) <= 3
    for role, name in clicks:
        answer(page, role, name)
    expect(page.get_by_text(total)).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_have_count(0)
    assert page_width(page) <= page.evaluate("innerWidth")
    save(page)
    expect_result(page, agency, total.split()[0])
    page = visit().new_page()
    page.goto(f"{address}/?data={agency}+2565")
    expect_result(page, agency, total.split()[0])
    expect(page.get_by_text("ไม่มีอยู่ที่นี่")).to_have_count(0)


def test_the_next_file_of_the_layout_is_read_without_a_question(visits):
    address, visit = visits
    page = data_page(visit(), address)
    upload(page, "ปีนี้.xlsx", two_rounds("เทศบาลตำบลปีนี้", "ครั้งที่"))
    answer(page, "radio", "คะแนน ครั้งที่ 2 (C)")
    save(page)
    expect_result(page, "เทศบาลตำบลปีนี้", "88.40")
    page = data_page(visit(), address)
    upload(page, "ปีต่อมา.xlsx", two_rounds("เทศบาลตำบลปีต่อมา", "ครั้งที่", add=1))
    expect(page.get_by_text("ใช้คำตอบที่เคยบันทึกไว้")).to_be_visible()
    expect(page.get_by_text("89.40")).to_be_visible()
    page.get_by_role("button", name="ยกเลิกคำตอบ").click()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    expect(page.get_by_text("89.40")).to_have_count(0)


def test_a_keyboard_alone_answers_saves_and_sees_the_result(context, address):
    page = data_page(context, address)
    upload(page, "ผล.xlsx", two_rounds("เทศบาลตำบลแป้นพิมพ์"))
    keyboard = page.keyboard
    # Its heading stands before its questions do, and Tab goes to what is there.
    expect(page.get_by_role("radiogroup")).to_be_visible()
    page.get_by_role("button", name="ปิดไฟล์").focus()
    keyboard.press("Tab")
    keyboard.press("Space")
    wait_until_whole(page)
    expect(page.get_by_text("86.80")).to_be_visible()
    reach(page, KEEP)
    keyboard.press("Enter")
    expect(page.get_by_label(WHO)).to_be_visible()
    reach(page, WHO)
    keyboard.type("นางสาวทดสอบ")
    keyboard.press("Enter")
    expect_result(page, "เทศบาลตำบลแป้นพิมพ์", "86.80")


def reach(page: Page, name: str) -> None:
    """Press Tab until the element with this name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
        )
        if name in (focused or ""):
            return
    raise AssertionError(f"{name} cannot be reached with Tab")
