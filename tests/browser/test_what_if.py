"""The what-if page in Chromium: an edited table, links that restore a scenario, and a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visit import PHONE, open_page, page_width, wait_until_whole

ANSWER = "จาก 98.14 (AA) เป็น 98.33 (AA) เพิ่ม 0.19 ถ้า I11 ได้ 100"


def total(page):
    return page.get_by_test_id("stMetric").first


def type_score(page, row, score):
    """Type a new score into a row of the table, slowly because a cell drops fast key presses."""
    canvas = page.get_by_test_id("data-grid-canvas").first
    canvas.scroll_into_view_if_needed()
    canvas.click(position={"x": 190, "y": 70 + 72 * row}, force=True)
    page.keyboard.type(score, delay=200)
    page.keyboard.press("Enter")


def test_an_edit_in_the_table_moves_the_total_and_the_link_restores_it(context, address):
    page = open_page(context, f"{address}/what_if")
    expect(total(page)).to_contain_text("98.14")
    page.get_by_test_id("data-grid-canvas").first.wait_for()
    # The questions that can give the total most come first: I11, I19.
    type_score(page, 0, "100")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(total(page)).to_contain_text("98.33")
    expect(page).to_have_url(re.compile(r"changes=I11-100$"))
    wait_until_whole(page)
    type_score(page, 1, "100")
    expect(page).to_have_url(re.compile(r"changes=I11-100_I19-100$"))
    expect(total(page)).to_contain_text("98.43")

    colleague = open_page(context, page.url)
    expect(colleague.get_by_text("เพิ่ม 0.29 ถ้า I11 ได้ 100, I19 ได้ 100")).to_be_visible()
    expect(total(colleague)).to_contain_text("98.43")


def test_a_link_that_does_not_fit_is_said(context, address):
    url = f"{address}/what_if?changes=X9-50_<b>-1_I11-100&goal=ZZ&effort={'x' * 20_000}"
    page = open_page(context, url)
    expect(page.get_by_text(ANSWER)).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
    for quoted in ("“X9-50, <b>-1” (คะแนนใหม่)", "“ZZ” (อยากได้)", "“xxx"):
        expect(page.get_by_text(quoted)).to_be_visible()


@pytest.mark.parametrize("english", ["false", "true"])
def test_a_phone_shows_the_answer_first_and_nothing_is_wider(windows, address, english):
    with windows.lend(PHONE) as phone:
        page = open_page(phone, f"{address}/what_if?changes=I11-100&english={english}")
        answer = page.get_by_text("98.33").first.bounding_box()
        assert answer["y"] < PHONE["height"] / 2
        assert page_width(page) <= PHONE["width"]
