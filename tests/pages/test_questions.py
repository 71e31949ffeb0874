"""The questions page: filters, the chosen question, and what there is when there is none."""

from ita.ui import url_state
from tests import workbooks
from tests.pages.conftest import charts, visible_text


def test_the_weakest_first_with_what_a_point_is_worth(run):
    test = run("questions")
    text = visible_text(test)
    assert not test.exception
    assert test.selectbox(key=url_state.widget_key("question")).value == "I11"
    assert "81.20" in text
    assert "การจัดซื้อจัดจ้าง" in text
    assert "**0.010**" in text
    assert "**0.14**" in text
    assert charts(test) == 1
    assert len(test.dataframe[0].value) == 88


def test_a_filter_by_instrument(run):
    test = run("questions")
    test.get("button_group")[0].set_value("EIT").run()
    assert test.selectbox(key=url_state.widget_key("question")).value == "E14"
    assert len(test.dataframe[0].value) == 15


def test_a_filter_by_indicator_and_its_question(run):
    test = run("questions")
    test.selectbox(key=url_state.widget_key("indicator")).set_value("4").run()
    assert test.selectbox(key=url_state.widget_key("question")).value == "I19"
    test.selectbox(key=url_state.widget_key("question")).set_value("I23").run()
    assert "95.51" in visible_text(test)


def test_all_equal_is_said(run):
    test = run("questions")
    test.get("button_group")[0].set_value("OIT").run()
    assert "เท่ากัน" in visible_text(test)


def test_without_questions_the_page_says_what_to_add(run):
    test = run("questions", {"ten.xlsx": workbooks.indicators()})
    assert not test.exception
    assert "หนึ่งแถวต่อหนึ่งข้อ" in visible_text(test)
    assert charts(test) == 0


def test_a_broken_file_ranks_what_it_has_and_names_what_is_missing(run):
    test = run("questions", {"broken.xlsx": workbooks.broken(twice=False)})
    text = visible_text(test)
    assert not test.exception
    assert "I6" in text
    assert "I9" in text


def test_a_filter_that_leaves_nothing_offers_the_way_back(run):
    test = run("questions", {"broken.xlsx": workbooks.broken(twice=False)})
    test.get("button_group")[0].set_value("EIT").run()
    assert not test.exception
    assert charts(test) == 0
    test.button[0].click().run()
    assert charts(test) == 1
