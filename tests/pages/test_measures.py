"""The measures page on the real plan and with reports in the store."""

import pytest

from ita.domain.follow_up import FollowUp
from ita.reading.measures import read_measures
from ita.store import open_store
from ita.ui import plans, url_state
from tests import workbooks
from tests.pages.contents import charts, faultless_text, figures, visible_text

REAL = plans.MEASURES.folder / "yannawa_2566.xlsx"
MARSHALS = "ฝ่ายเทศกิจ"


def test_the_answer_on_a_day_of_the_plan(open_measures):
    test = open_measures()
    text = faultless_text(test)
    assert "ล่าช้า 19" in text
    assert "**59**" in text
    assert "15 เม.ย. 2566" in text
    assert figures(test)["ล่าช้า"] == "19"
    assert charts(test) == 2
    assert len(test.dataframe[0].value) == 59
    assert len(test.dataframe[0].value.columns) == 12


def test_own_work_and_shared_work_are_told_apart(open_measures):
    test = open_measures(division=MARSHALS)
    faultless_text(test)
    cards = figures(test)
    assert (cards["งานของฝ่ายเอง"], cards["งานร่วมทุกฝ่าย"]) == ("4", "17")
    own_work, shared = (each.value["ฝ่ายที่รับผิดชอบ"] for each in test.dataframe[:2])
    assert (len(own_work), len(shared)) == (4, 17)
    assert all(MARSHALS in names for names in own_work)
    assert all("ร่วมทุกฝ่าย" in names and MARSHALS not in names for names in shared)
    # The charts of all divisions are those of the page of all divisions.
    assert charts(test) == 1
    assert charts(open_measures("months", division=MARSHALS)) == 0


def test_the_report_of_one_division_is_not_that_of_another(open_measures, tmp_path):
    test = report_one(open_measures(division=MARSHALS), reporter="นาง ก", status="done")
    assert figures(test)["แล้วเสร็จ"] == "1"
    assert f"{MARSHALS}: แล้วเสร็จ" in faultless_text(test)
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    keys = read_measures(REAL.read_bytes(), REAL.name).measures
    shared = keys[keys["divisions"].map(lambda names: names == ("ทุกฝ่าย",))]["key"]
    store.add_follow_ups(
        FollowUp(key, "2023-04", "done", "นาง ก", division=MARSHALS) for key in shared
    )
    history = store.follow_ups()
    store.close()
    assert set(history["division"]) == {MARSHALS}
    assert figures(open_measures(division=MARSHALS))["แล้วเสร็จ"] == str(1 + len(shared))
    assert figures(open_measures(division="ฝ่ายโยธา"))["แล้วเสร็จ"] == "0"
    # Nobody leads what all share alone, so that the office waits for everybody.
    assert figures(open_measures(division="none"))["แล้วเสร็จ"] == "0"


def test_whose_report_makes_a_measure_done_is_chosen_and_kept(open_measures):
    test = open_measures()
    assert "ถือว่าแล้วเสร็จเมื่อฝ่ายหลัก" in faultless_text(test)
    next(radio for radio in test.radio if "แล้วเสร็จเมื่อใด" in radio.label).set_value("all")
    test.text_input(key="who-completion").set_value("ผู้อำนวยการ")
    test.button(key="completion").click().run()
    text = faultless_text(test)
    assert "ถือว่าแล้วเสร็จเมื่อทุกฝ่าย" in text
    assert "เลือกโดย ผู้อำนวยการ" in text
    assert "ถือว่าแล้วเสร็จเมื่อทุกฝ่าย" in faultless_text(open_measures("months"))


def test_a_coordinator_reports_for_a_division_or_for_the_whole(open_measures, tmp_path):
    keys = read_measures(REAL.read_bytes(), REAL.name).measures
    led = keys[keys["divisions"].map(lambda names: len(names) > 1 and names[-1] == "ทุกฝ่าย")]
    measure = led.iloc[0]
    test = open_measures(measure=measure["key"])
    choice = next(each for each in test.selectbox if each.label == "รายงานในนาม")
    assert choice.value == measure["divisions"][0]
    choice.set_value("").run()
    report_one(test, reporter="นาง ก", status="done")
    assert "ทั้งมาตรการ" in test.dataframe[-1].value["ฝ่าย"].tolist()
    assert figures(open_measures(division=MARSHALS))["แล้วเสร็จ"] == "1"


def test_the_page_opens_with_the_month_and_a_link_to_a_measure_with_its_form(run):
    test = run("measures")
    assert test.get("button_group")[0].value == "months"
    test.query_params["measure"] = read_measures(REAL.read_bytes(), REAL.name).measures["key"][5]
    test.run()
    assert "บันทึกรายงาน" in [button.label for button in test.button]


def test_the_month_says_who_owes_what_is_due_and_what_must_be_decided(open_measures, tmp_path):
    text = faultless_text(open_measures("months"))
    assert "ยังไม่ได้รายงานเดือน เม.ย. 2566 (249)" in text
    assert "ฝ่ายปกครอง 42 มาตรการ" in text
    assert "15 เม.ย. 2566 · " in text
    assert "ใหม่ใน 7 วันที่ผ่านมา (0)" in text
    assert "19 มาตรการเกินกำหนดแล้วยังไม่เสร็จ" in text
    measures = read_measures(REAL.read_bytes(), REAL.name).measures
    measure = measures[measures["divisions"].map(lambda names: MARSHALS in names)].iloc[0]
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.add_follow_ups(
        [
            FollowUp(
                measure["key"],
                "2023-04",
                "done",
                "นาง ก",
                division=MARSHALS,
                title=measure["issue"],
            )
        ]
    )
    store.close()
    test = open_measures("months", division=MARSHALS)
    text = faultless_text(test)
    assert "ใหม่ใน 7 วันที่ผ่านมา (1)" in text
    assert "ยังไม่ได้รายงานเดือน เม.ย. 2566 (20)" in text
    assert f"({MARSHALS}, นาง ก)" in text
    assert test.code[0].value.startswith(f"เรียน {MARSHALS}\n")


def test_reports_of_a_division_that_the_plan_does_not_name_are_said(open_measures, tmp_path):
    open_measures()
    key = read_measures(REAL.read_bytes(), REAL.name).measures["key"][0]
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.add_follow_ups([FollowUp(key, "2023-04", "done", "นาง ก", division="ฝ่ายที่ถูกยุบ")])
    store.close()
    assert "ของ ฝ่ายที่ถูกยุบ ซึ่งแผนไม่ได้ระบุ" in faultless_text(open_measures())


def test_a_result_without_a_plan_says_so_and_shows_no_other_offices(run):
    test = run("measures", {"a.xlsx": workbooks.questions("สำนักงานเขตอื่น")})
    text = faultless_text(test)
    assert "ผลคะแนนของ สำนักงานเขตอื่น" in text
    assert "ยังไม่มีแผนมาตรการ" in text
    assert "**59**" not in text
    test.query_params["plan"] = "สำนักงานเขตยานนาวา 2566"
    text = faultless_text(test.run())
    assert "**59**" in text
    assert "ไม่ใช่แผนที่ตอบผลคะแนนที่เลือกไว้" in text


def test_measures_that_name_no_division(open_measures):
    test = open_measures(division="none")
    assert "ไม่ระบุชื่อฝ่าย" in faultless_text(test)
    assert len(test.dataframe[0].value) == 6


def test_filters_and_the_way_back_from_none(open_measures):
    test = open_measures(due="overdue", indicator="2")
    assert set(test.dataframe[0].value["สถานะ"]) == {"ล่าช้า"}
    test.selectbox(key=url_state.widget_key("state")).set_value("done").run()
    assert "ไม่มีมาตรการในตัวกรองนี้" in faultless_text(test)
    next(button for button in test.button if button.label == "ล้างตัวกรอง").click().run()
    assert len(test.dataframe[0].value) == 59


def test_a_day_outside_the_plans_year_is_said(open_measures):
    assert "ปีงบประมาณ 2566" in faultless_text(open_measures(on="2026-01-01"))


@pytest.mark.parametrize(
    "choices",
    [{"on": "never"}, {"on": "9999-12-31"}, {"division": "<script>"}, {"section": "x" * 9000},
     {"measure": "0" * 16}, {"indicator": "99"}],
)  # fmt: skip
def test_a_hostile_address_is_ignored(open_measures, choices):
    assert "**59**" in faultless_text(open_measures(**choices))


@pytest.mark.parametrize("language", ["false", "true"])
@pytest.mark.parametrize("section", ["work", "months", "coverage", "publication"])
def test_every_section_speaks_both_languages(open_measures, section, language):
    text = faultless_text(open_measures(section, {"english": language, "thai_numerals": "true"}))
    assert ("overdue" in text) == (language == "true")


def test_weak_questions_without_a_measure(open_measures):
    text = faultless_text(open_measures("coverage"))
    assert "**E14**" in text
    assert "26, 27, 28" in text


def test_a_measure_for_a_gap_opens_in_the_editor(open_measures):
    test = open_measures("coverage", gap="E14")
    next(button for button in test.button if "E14" in button.label).click().run()
    assert "ไม่มีทั้งประเด็นและกิจกรรม" in faultless_text(test)
    answered = next(each for each in test.multiselect if each.label == "ตอบข้อคำถาม")
    assert answered.value == ["E14"]


def test_the_publication_checklist(open_measures):
    test = open_measures("publication")
    assert "จาก **30** รายการ" in faultless_text(test)
    assert test.dataframe[0].value["รหัส"].tolist() == [f"O{n}" for n in range(1, 31)]


def test_a_report_in_the_store_is_seen_in_the_month(open_measures, tmp_path):
    test = open_measures("months")
    assert figures(test)["รายงานแล้ว"] == "0"
    keys = read_measures(REAL.read_bytes(), REAL.name).measures["key"][:3]
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.add_follow_ups(FollowUp(key, "2023-04", "done", "นาง ก") for key in keys)
    store.close()
    test.run()
    assert figures(test)["รายงานแล้ว"] == "3"
    assert "รายงานแล้ว **3** จาก **59**" in faultless_text(test)


def test_several_measures_are_reported_at_once_and_kept(open_measures):
    test = open_measures("months", division=MARSHALS)
    save = test.button(key="several-save")
    assert save.disabled
    choice = next(each for each in test.multiselect if each.label == "มาตรการ")
    keys = read_measures(REAL.read_bytes(), REAL.name).measures
    own_keys = keys[keys["divisions"].map(lambda names: MARSHALS in names)]["key"].tolist()
    choice.set_value(own_keys[:2]).run()
    test.button(key="several-save").click().run()
    assert "ต้องระบุชื่อผู้รายงาน" in faultless_text(test)
    test.text_input(key="reporter").set_value("นาง ก").run()
    test.button(key="several-save").click().run()
    assert "บันทึกในฐานข้อมูลแล้ว 2 รายการ" in faultless_text(test)
    assert figures(test)["รายงานแล้ว"] == "2"


def report_one(test, **typed):
    """Types into the form of the chosen measure and saves."""
    for widget in (
        *test.get("button_group"),
        *test.number_input,
        *test.text_input,
        *test.text_area,
    ):
        name = str(widget.key).rpartition("-")[2]
        if name in typed:
            widget.set_value(typed[name])
    next(button for button in test.button if button.label == "บันทึกรายงาน").click()
    return test.run()


def test_one_measure_is_reported_in_a_form_that_begins_with_what_is_known(open_measures, tmp_path):
    test = open_measures(indicator="2")
    late = figures(test)["ล่าช้า"]
    report_one(test, status="done", percent=100)
    assert "ต้องระบุชื่อผู้รายงาน" in faultless_text(test)
    report_one(test, reporter="นาง ก", note="บรรทัดหนึ่ง\nบรรทัดสอง", link="https://example.org/a")
    assert "บันทึกในฐานข้อมูลแล้ว 1 รายการ" in faultless_text(test)
    # The rest of the page knows it too, once the state has changed.
    assert figures(test)["ล่าช้า"] == str(int(late) - 1)
    assert figures(test)["แล้วเสร็จ"] == "1"
    report_one(test, percent=90)
    assert "ประวัติการรายงาน (2)" in faultless_text(test)
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    history = store.follow_ups()
    store.close()
    assert history["percent"].tolist() == [100, 90]
    for name, value in {
        "month": "2023-04", "status": "done", "who": "นาง ก",
        "note": "บรรทัดหนึ่ง\nบรรทัดสอง", "link": "https://example.org/a",
    }.items():  # fmt: skip
        assert set(history[name]) == {value}


def test_the_form_of_another_month_begins_empty(open_measures, tmp_path):
    test = report_one(open_measures(), reporter="นาง ก", status="in_progress", note="เมษา")
    test.selectbox(key=url_state.widget_key("month")).set_value("2023-05").run()
    assert [area.value for area in test.text_area] == [""]
    report_one(test, status="done")
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    history = store.follow_ups()
    store.close()
    assert history["month"].tolist() == ["2023-04", "2023-05"]
    assert history["note"].tolist() == ["เมษา", ""]


def test_a_report_that_the_store_refuses_is_said_and_stays_typed(open_measures, monkeypatch):
    test = open_measures()
    monkeypatch.setenv("ITA_STORE", "mysql://nobody")
    report_one(test, reporter="นาง ก", status="done", note="ยังอยู่")
    text = faultless_text(test)
    assert "บันทึกในฐานข้อมูลแล้ว" not in text
    assert "ที่อยู่ของฐานข้อมูลไม่ถูกต้อง" in text
    assert "ยังอยู่" in [area.value for area in test.text_area]


def test_a_store_that_fails_is_said(open_measures, monkeypatch):
    test = open_measures("months")
    monkeypatch.setenv("ITA_STORE", "mysql://nobody")
    text = faultless_text(test.run())
    assert "**59**" in text
    assert "ที่อยู่ของฐานข้อมูลไม่ถูกต้อง" in text


def test_a_plan_of_a_year_that_has_ended_opens_on_its_last_day(run):
    text = visible_text(run("measures"))
    assert "30 ก.ย. 2566" in text
    assert "สิ้นสุดแล้ว" in text
    assert "1,3" not in text
