"""The questions page: filters, the chosen question, and what there is when there is none."""

import pytest

from ita.ui import url_state
from tests import workbooks
from tests.pages.contents import charts, score_rows, visible_text, written_rows


def test_the_weakest_first_with_what_a_point_is_worth(run):
    test = run("questions")
    text = visible_text(test)
    assert not test.exception
    assert test.selectbox(key=url_state.widget_key("question")).value == "I11"
    assert "81.20" in text
    assert "การจัดซื้อจัดจ้าง" in text
    assert "**0.010**" in text
    assert "**0.14**" in text
    rows = score_rows(test)
    assert [code for code, *_ in rows[:3]] == ["I11", "I19", "I7"]
    assert len(rows) == 10
    assert len(test.dataframe[0].value) == 88


def test_a_row_of_the_ranking_shows_its_whole_text(run):
    texts = [text for row in score_rows(run("questions")) for text in row]
    assert max(map(len, texts)) > 100
    assert not any(text.endswith("…") for text in texts)


@pytest.mark.parametrize("page", ["overview", "questions"])
def test_a_question_of_a_file_is_text_not_markup(run, page):
    rows = [
        [f"I{number}", '<img src=x onerror=alert(1)> & "ข้อ"', 80 + number]
        for number in range(1, 31)
    ]
    header = ["รหัส", "ข้อคำถาม", "คะแนน"]
    data = workbooks.workbook({"ข้อมูล": workbooks.info(), "คะแนน": [header, *rows]})
    test = run(page, {"markup.xlsx": data})
    assert not test.exception
    written = written_rows(test)
    assert "&lt;img" in written
    assert "<img" not in written


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
    assert len(test.dataframe) == 1


def test_by_what_can_still_be_won(run):
    test = run("overview", sort="potential").switch_page("pages/questions.py").run()
    text = visible_text(test)
    assert not test.exception
    assert "**I11** อีก **0.19** คะแนน" in text
    assert "ได้เต็มแล้ว 44 ข้อ" in text
    assert charts(test) == 1
    table = test.dataframe[0].value
    assert len(table) == 44
    assert table["รหัส"].tolist()[:3] == ["I11", "I19", "E14"]
    answering = table.set_index("รหัส")["มาตรการที่ตอบ"]
    assert (answering["I11"], answering["E14"]) == ("8, 9, 10, 11", "ยังไม่มีมาตรการ")


def test_the_switch_of_the_order_lives_in_the_address(run):
    test = run("questions")
    test.get("button_group")[1].set_value("potential").run()
    assert "คะแนนที่ยังเพิ่มได้" in "".join(test.get("button_group")[1].options)
    assert "potential" in test.query_params["sort"]
    assert "**I11** อีก" in visible_text(test)


def test_where_all_have_full_marks_nothing_is_left_to_win(run):
    test = run("overview", sort="potential", instrument="OIT")
    test = test.switch_page("pages/questions.py").run()
    assert not test.exception
    assert "ทุกข้อในตัวกรองนี้ได้เต็มแล้ว" in visible_text(test)
    assert charts(test) == 0


def test_an_incomplete_result_has_priorities_of_what_it_has(run):
    files = {"broken.xlsx": workbooks.broken(twice=False)}
    test = run("overview", files, sort="potential").switch_page("pages/questions.py").run()
    assert not test.exception
    assert len(test.dataframe[0].value) == 28
