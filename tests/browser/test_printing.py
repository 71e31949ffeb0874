"""Printed pages: whole tables and charts, without the sidebar and buttons."""

import pytest
from playwright.sync_api import expect

from tests import workbooks
from tests.browser.test_data import RESULT, data_page, upload
from tests.browser.visit import open_page
from tests.tiny import BANGKOK, items

# Pixels of an A4 page between its margins.
PAPER = 700


@pytest.fixture
def questions(context, address):
    return open_page(context, f"{address}/questions")


def print_on_paper(page):
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")


def test_on_the_screen_a_table_stands_once(questions):
    expect(questions.locator(".printed-table")).to_have_count(1)
    expect(questions.locator(".printed-table")).not_to_be_visible()
    expect(questions.get_by_test_id("stDataFrame")).to_be_visible()


def test_paper_shows_the_whole_table_and_no_sidebar(questions):
    print_on_paper(questions)
    expect(questions.get_by_test_id("stSidebar")).not_to_be_visible()
    expect(questions.get_by_test_id("stDataFrame")).not_to_be_visible()
    rows = questions.locator(".printed-table tbody tr")
    expect(rows).to_have_count(88)
    expect(rows.last).to_be_visible()
    expect(questions.get_by_role("button", name="CSV")).not_to_be_visible()
    wide = questions.locator(".printed-table table").evaluate("table => table.scrollWidth")
    assert wide <= PAPER


def test_paper_shows_whole_charts(context, address):
    page = open_page(context, f"{address}/questions?sort=potential", 1)
    print_on_paper(page)
    # A chart is drawn anew for another width, a little later than the window has it.
    page.wait_for_function(
        """paper => {
             const chart = document.querySelector(".js-plotly-plot .main-svg")
             const box = chart.getBoundingClientRect()
             return box.width && box.left >= 0 && box.right <= paper
           }""",
        arg=PAPER,
    )


def test_a_text_of_a_file_is_no_markup_on_paper(context, address):
    markup = "<img src=x onerror=alert(1)>"
    scores = enumerate(items("IIT", [90], BANGKOK))
    rows = [[row["code"], markup, 90 + at / 100] for at, row in scores]
    content = workbooks.workbook({"ข้อมูล": workbooks.info(), "คะแนน": [workbooks.HEADER, *rows]})
    page = data_page(context, address)
    upload(page, "ก.xlsx", content)
    page.get_by_role("button", name="ใช้เท่าที่อ่านได้").click()
    expect(page.get_by_role("link", name=RESULT)).to_be_visible()
    page.get_by_role("link", name="รายข้อคำถาม").click()
    expect(page.get_by_text("ทุกข้อในตัวกรอง (30)")).to_be_visible(timeout=20_000)
    print_on_paper(page)
    expect(page.locator(".printed-table tbody tr")).to_have_count(30)
    expect(page.locator(".printed-table")).to_contain_text(markup)
    assert page.locator("img[src=x]").count() == 0
