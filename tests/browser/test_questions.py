"""The questions page in Chromium: links, filters, keyboard, and links with invalid choices."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import served
from tests.browser.visit import open_page


def chosen(page):
    return page.get_by_test_id("stMetric").first


def test_a_link_restores_filter_and_question(context, address):
    page = open_page(context, f"{address}/questions?instrument=EIT&question=E12")
    expect(chosen(page)).to_contain_text("E12")
    expect(page.get_by_text("ทุกข้อในตัวกรอง (15)")).to_be_visible()


def test_a_link_to_an_indicator_survives_the_language(context, address):
    page = open_page(context, f"{address}/questions?indicator=4")
    expect(chosen(page)).to_contain_text("I19")
    page.get_by_text("English").click()
    expect(page.get_by_text("All questions of the filter (6)")).to_be_visible()
    assert "indicator=4" in page.url


def tab_to(page, label):
    """Press Tab until the button with that label has the focus."""
    button = page.get_by_role("button", name=label)
    button.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            return
    raise AssertionError(f"{label} cannot be reached with Tab")


# The ring comes up by and by.
HAS_FOCUS_RING = """() => {
  const style = getComputedStyle(document.activeElement)
  return style.boxShadow !== "none" || style.outlineStyle !== "none"
}"""


def test_a_row_is_chosen_by_keyboard_alone(context, address):
    page = open_page(context, f"{address}/questions")
    tab_to(page, "I7 ·")
    page.wait_for_function(HAS_FOCUS_RING)
    page.keyboard.press("Enter")
    expect(chosen(page)).to_contain_text("I7")
    expect(page).to_have_url(re.compile("question=I7"))


def test_a_question_of_the_priorities_is_chosen_by_keyboard_alone(context, address):
    page = open_page(context, f"{address}/questions?sort=potential", 1)
    page.get_by_label("ข้อคำถาม").last.focus()
    page.keyboard.type("I19")
    expect(page.get_by_role("option").first).to_contain_text("I19")
    page.keyboard.press("Enter")
    expect(chosen(page)).to_contain_text("I19")


def test_a_hostile_address_does_no_harm_and_is_said(context, address):
    url = f"{address}/questions?instrument=<script>&indicator=99&question={'x' * 20_000}"
    page = open_page(context, url)
    expect(chosen(page)).to_contain_text("I11")
    assert page.get_by_test_id("stException").count() == 0
    for quoted in ("“<script>” (เครื่องมือ)", "“99” (ตัวชี้วัด)", "“xxx"):
        expect(page.get_by_text(quoted)).to_be_visible()


def test_a_choice_that_another_one_leaves_out_is_no_unknown_one(context, address):
    page = open_page(context, f"{address}/questions?instrument=EIT&question=E12")
    page.get_by_text("OIT", exact=True).first.click()
    expect(chosen(page)).to_contain_text("O1")
    expect(page.get_by_text("ซึ่งไม่มีอยู่ที่นี่")).to_have_count(0)


def test_choices_of_language_stay_from_page_to_page(context, address):
    page = open_page(context, f"{address}/questions?english=true")
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_text("the highest there is")).to_be_visible(timeout=20_000)


def test_the_first_visit_of_a_new_server_may_be_a_link_to_a_page(context, tmp_path):
    with served(tmp_path / "ita.sqlite3") as fresh:
        page = open_page(context, f"{fresh}/questions?instrument=EIT")
        expect(chosen(page)).to_contain_text("E14")
