"""The what-if page: what changes give, what a goal takes, and links that do not fit."""

import pytest

from ita.language import Words
from tests import workbooks
from tests.pages.contents import faultless_text

STORED = "changes"


def card(test, start):
    return next(metric for metric in test.metric if metric.label.startswith(start))


def press(test, label):
    return next(button for button in test.button if label in button.label).click().run()


def chosen(test, name):
    """What the address says of a choice."""
    value = test.query_params[name]
    return value[0] if isinstance(value, list) else value


def cheapest(test):
    """The first lines of the way with the least effort."""
    texts = [element.value for element in test.markdown]
    at = next(i for i, text in enumerate(texts) if "ใช้ความพยายามน้อยที่สุด" in text)
    return texts[at + 2]


def test_a_link_shows_what_a_change_gives(run):
    test = run("overview", changes="I11-100").switch_page("pages/what_if.py").run()
    text = faultless_text(test)
    assert "จาก **98.14** (AA) เป็น **98.33** (AA) เพิ่ม **0.19** ถ้า I11 ได้ 100" in text
    assert card(test, "คะแนนรวม ITA").value == "98.33"
    assert card(test, "IIT").value == "97.05"
    assert card(test, "EIT").delta == "เท่าเดิม"
    row = test.data_editor[0].value.iloc[0]
    assert (row["code"], row["score"], row["new_score"], row["gain"]) == (
        "I11", "81.20", 100.0, "+0.188",
    )  # fmt: skip
    assert "81.20 →\n100.00" in text
    assert "สำนักงานเขตของท่าน มีการจัดซื้อจัดจ้าง" in text


def test_before_any_change_the_best_one_is_a_click_away(run):
    test = run("what_if")
    assert "ยังไม่ได้เปลี่ยนคะแนนใด" in faultless_text(test)
    press(test, "ลองให้ I11 ได้ 100")
    assert "เพิ่ม **0.19** ถ้า I11 ได้ 100" in faultless_text(test)
    assert chosen(test, STORED) == "I11-100"
    press(test, "กลับเป็นคะแนนจริง")
    assert "ยังไม่ได้เปลี่ยนคะแนนใด" in faultless_text(test)
    assert STORED not in test.query_params


def test_the_slider_moves_an_indicator_and_its_instrument(run):
    test = run("what_if")
    test.get("button_group")[0].set_value("indicator").run()
    test.selectbox(key="lever-choice").set_value("8").run()
    test.slider(key="what-if-score").set_value(100.0).run()
    text = faultless_text(test)
    # 3.1 points of one of three indicators of 30 %.
    assert "เพิ่ม **0.31** ถ้า ตัวชี้วัดที่ 8 ได้ 100" in text
    assert card(test, "EIT").value == "98.40"
    assert chosen(test, "level") == "indicator"


def test_the_later_of_two_changes_of_one_part_counts(run):
    test = run("overview", changes="I11-100").switch_page("pages/what_if.py").run()
    test.get("button_group")[0].set_value("instrument").run()
    test.slider(key="what-if-score").set_value(99.0).run()
    assert chosen(test, STORED) == "IIT-99"


def test_a_link_with_a_part_and_its_whole_says_what_does_not_count(run):
    test = run("overview", changes="I11-100_2-95").switch_page("pages/what_if.py").run()
    assert "ไม่นับ เพราะเปลี่ยนคะแนนของส่วนที่ใหญ่กว่าแล้ว: I11" in faultless_text(test)


def test_what_a_link_asks_for_in_vain_is_said(run):
    test = run("overview", changes="X9-100_I11-900_E14-99", effort="E14-9", goal="ZZ", level="<b>")
    test = test.switch_page("pages/what_if.py").run()
    assert "ถ้า E14 ได้ 99.00" in faultless_text(test)
    words = Words("th")
    # The entrance says it, which only a browser runs around a page that is no first one.
    assert test.session_state["_unknown-choices"] == {
        "changes": (words("what_if.new"), "X9-100, I11-900"),
        "effort": (words("columns.effort"), "E14-9"),
        "goal": (words("what_if.goal"), "ZZ"),
        "level": (words("what_if.level"), "<b>"),
    }
    assert chosen(test, STORED) == "E14-99"


def test_an_item_of_the_oit_is_all_or_nothing(run):
    test = run("overview", changes="O3-50").switch_page("pages/what_if.py").run()
    assert "ข้อของ OIT ได้ 100 หรือ 0 เท่านั้น: O3" in faultless_text(test)


def test_a_wanted_total_gives_three_ways_and_takes_one_over(run):
    test = run("overview", goal="98.3").switch_page("pages/what_if.py").run()
    text = faultless_text(test)
    assert "เปลี่ยน 1 รายการ ได้ **98.30** (AA)" in text
    assert "แต่ละรายการเพิ่มไม่เกิน" in text
    test.button(key="take-smallest").click().run()
    assert "เพิ่ม **0.16** ถ้า I11 ได้" in faultless_text(test)
    assert chosen(test, STORED).startswith("I11-")


def test_effort_changes_the_cheapest_way(run):
    test = run("overview", goal="98.2").switch_page("pages/what_if.py").run()
    assert "**E1**" in cheapest(test)
    efforts = "_".join(f"I{n}-1" for n in range(1, 31))
    test = run("overview", goal="98.2", effort=efforts).switch_page("pages/what_if.py").run()
    assert "**I1**" in cheapest(test)
    assert "**E1**" not in cheapest(test)
    efforts = test.data_editor[0].value.set_index("code")["effort"]
    assert (efforts["I11"], efforts["E14"]) == (1, 3)


def test_a_goal_that_is_reached_or_out_of_reach_is_said(run):
    test = run("overview", goal="90").switch_page("pages/what_if.py").run()
    assert "ถึงแล้ว" in faultless_text(test)
    files = {"ten.xlsx": workbooks.total()}
    assert "ยังไม่มีคะแนนที่ลองเปลี่ยนได้" in faultless_text(run("what_if", files))


def test_levels_above_the_current_one_are_goals(run):
    test = run("what_if", {"ten.xlsx": workbooks.indicators()})
    text = faultless_text(test)
    # 85.9: the next level takes 95.
    assert "ขาด **" in text
    assert test.get("button_group")[1].options[0] == "AA"
    assert test.get("button_group")[0].options[0] == "ตัวชี้วัด"


def test_from_2566_on_a_level_asks_each_instrument(run):
    rows = [["IIT", 82.44], ["EIT", 96.0], ["OIT", 97.0]]
    content = workbooks.workbook(
        {
            "ข้อมูลหน่วยงาน": workbooks.info(year=2566),
            "คะแนน": [["เครื่องมือ", "คะแนน"], *rows],
        }
    )
    test = run("what_if", {"three.xlsx": content})
    text = faultless_text(test)
    assert "ตอนนี้ได้ **92.33** (ผ่าน)" in text
    assert test.get("button_group")[1].options[:2] == ["ผ่านดี", "ผ่านดีเยี่ยม"]
    assert "IIT 82.44 ขาด **2.56** จึงจะถึง 85" in text
    assert "EIT 96.00 ถึง 85 แล้ว" in text
    assert "**IIT** 82.44 → 85.00" in text
    test.button(key="take-smallest").click().run()
    text = faultless_text(test)
    assert "เป็น **93.10** (ผ่านดี)" in text
    test.get("button_group")[1].set_value("ผ่านดีเยี่ยม").run()
    assert "IIT 82.44 ขาด **12.56** จึงจะถึง 95" in faultless_text(test)
    assert chosen(test, "goal") == "ผ่านดีเยี่ยม"


def test_an_incomplete_result_says_what_has_no_score(run):
    test = run("what_if", {"broken.xlsx": workbooks.broken(twice=False)})
    text = faultless_text(test)
    assert "I6" in text
    assert "I9" in text
    assert "ยังคำนวณคะแนนรวมไม่ได้" in text
    test.slider(key="what-if-score").set_value(100.0).run()
    assert card(test, "IIT").value > "90.00"
    assert card(test, "EIT").value == "–"


def test_a_total_alone_says_what_the_page_needs(run):
    text = faultless_text(run("what_if", {"total.xlsx": workbooks.total()}))
    assert "**91.15**" in text
    assert "ยังไม่มีคะแนนที่ลองเปลี่ยนได้" in text


def test_a_name_is_kept_letter_by_letter(run):
    name = "<b>แผน</b> *ปี*"
    test = run("overview", scenario=name, changes="I11-100")
    test = test.switch_page("pages/what_if.py").run()
    faultless_text(test)
    assert test.text_input(key="what-if-name").value == name
    test.text_input(key="what-if-name").set_value("  แผน   ก ").run()
    assert chosen(test, "scenario") == "แผน ก"


def test_another_result_begins_a_scenario_of_its_own(run):
    files = {"a.xlsx": workbooks.questions("ก", 80), "b.xlsx": workbooks.questions("ข", 90)}
    test = run("overview", files, changes="I11-100", goal="AA")
    test = test.switch_page("pages/what_if.py").run()
    assert "I11 ได้ 100" in faultless_text(test)
    test.switch_page("dashboard.py").run()
    test.selectbox(key="data-agency").set_value("ข").run()
    test.switch_page("pages/what_if.py").run()
    assert "ยังไม่ได้เปลี่ยนคะแนนใด" in faultless_text(test)
    assert "goal" not in test.query_params


@pytest.mark.parametrize("thai_numerals", ["true", "false"])
@pytest.mark.parametrize("english", ["true", "false"])
def test_both_languages_and_numerals(run, english, thai_numerals):
    test = run("overview", english=english, thai_numerals=thai_numerals, changes="I11-100")
    test = test.switch_page("pages/what_if.py").run()
    text = faultless_text(test)
    assert ("๙๘.๓๓" in text) == (thai_numerals == "true")
    assert ("more, if I11 gets" in text) == (english == "true")
