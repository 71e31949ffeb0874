"""The measures page on the real plan, on none, on a bad one, and with reports in the store."""

import pytest

from ita.domain.follow_up import FollowUp
from ita.domain.mapping import FileMapping
from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.measures import read_measures
from ita.store import open_store
from ita.ui import plans, url_state
from tests import workbooks
from tests.measures.tiny import entries, measures
from tests.pages.conftest import charts, visible_text
from tests.reading.files import workbook

REAL = plans.MEASURES.folder / "yannawa_2566.xlsx"
MARSHALS = "ฝ่ายเทศกิจ"
FORBIDDEN = ("nan", "None", "<NA>", "NaT", "Traceback")


@pytest.fixture
def opened(run):
    """The page with choices of its address, on 10 April 2023."""

    def opener(section="work", shared=None, **choices):
        test = run("measures", **(shared or {}))
        choices = {"on": "2023-04-10", "section": section, **choices}
        for name, value in choices.items():
            test.query_params[name] = value
        return test.run()

    return opener


def whole(test):
    text = visible_text(test)
    assert not test.exception
    assert not any(word in text for word in FORBIDDEN)
    return text


def figures(test):
    return {metric.label: metric.value for metric in test.metric}


def test_the_answer_on_a_day_of_the_plan(opened):
    test = opened()
    text = whole(test)
    assert "ล่าช้า 19" in text
    assert "**59**" in text
    assert "15 เม.ย. 2566" in text
    assert figures(test)["ล่าช้า"] == "19"
    assert charts(test) == 2
    assert len(test.dataframe[0].value) == 59
    assert len(test.dataframe[0].value.columns) == 12


def test_own_work_and_shared_work_are_told_apart(opened):
    test = opened(division=MARSHALS)
    whole(test)
    found = figures(test)
    assert (found["งานของฝ่ายเอง"], found["งานร่วมทุกฝ่าย"]) == ("4", "17")
    own, shared = (each.value["ฝ่ายที่รับผิดชอบ"] for each in test.dataframe[:2])
    assert (len(own), len(shared)) == (4, 17)
    assert all(MARSHALS in names for names in own)
    assert all("ร่วมทุกฝ่าย" in names and MARSHALS not in names for names in shared)
    # The charts of all divisions are those of the page of all divisions.
    assert charts(test) == 1
    assert charts(opened("months", division=MARSHALS)) == 0


def test_the_report_of_one_division_is_not_that_of_another(opened, tmp_path):
    test = report_one(opened(division=MARSHALS), reporter="นาง ก", status="done")
    assert figures(test)["แล้วเสร็จ"] == "1"
    assert f"{MARSHALS}: แล้วเสร็จ" in whole(test)
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    keys = read_measures(REAL.read_bytes(), REAL.name).measures
    shared = keys[keys["divisions"].map(lambda names: names == ("ทุกฝ่าย",))]["key"]
    store.add_follow_ups(
        FollowUp(key, "2023-04", "done", "นาง ก", division=MARSHALS) for key in shared
    )
    history = store.follow_ups()
    store.close()
    assert set(history["division"]) == {MARSHALS}
    assert figures(opened(division=MARSHALS))["แล้วเสร็จ"] == str(1 + len(shared))
    assert figures(opened(division="ฝ่ายโยธา"))["แล้วเสร็จ"] == "0"
    # Nobody leads what all share alone, so that the office waits for everybody.
    assert figures(opened(division="none"))["แล้วเสร็จ"] == "0"


def test_whose_report_makes_a_measure_done_is_chosen_and_kept(opened):
    test = opened()
    assert "ถือว่าแล้วเสร็จเมื่อฝ่ายหลัก" in whole(test)
    next(radio for radio in test.radio if "แล้วเสร็จเมื่อใด" in radio.label).set_value("all")
    test.text_input(key="who-completion").set_value("ผู้อำนวยการ")
    test.button(key="completion").click().run()
    text = whole(test)
    assert "ถือว่าแล้วเสร็จเมื่อทุกฝ่าย" in text
    assert "เลือกโดย ผู้อำนวยการ" in text
    assert "ถือว่าแล้วเสร็จเมื่อทุกฝ่าย" in whole(opened("months"))


def test_a_coordinator_reports_for_a_division_or_for_the_whole(opened, tmp_path):
    keys = read_measures(REAL.read_bytes(), REAL.name).measures
    led = keys[keys["divisions"].map(lambda names: len(names) > 1 and names[-1] == "ทุกฝ่าย")]
    measure = led.iloc[0]
    test = opened(measure=measure["key"])
    choice = next(each for each in test.selectbox if each.label == "รายงานในนาม")
    assert choice.value == measure["divisions"][0]
    choice.set_value("").run()
    report_one(test, reporter="นาง ก", status="done")
    assert "ทั้งมาตรการ" in test.dataframe[-1].value["ฝ่าย"].tolist()
    assert figures(opened(division=MARSHALS))["แล้วเสร็จ"] == "1"


def test_the_page_opens_with_the_month_and_a_link_to_a_measure_with_its_form(run):
    test = run("measures")
    assert test.get("button_group")[0].value == "months"
    test.query_params["measure"] = read_measures(REAL.read_bytes(), REAL.name).measures["key"][5]
    test.run()
    assert "บันทึกรายงาน" in [button.label for button in test.button]


def test_the_month_says_who_owes_what_is_due_and_what_must_be_decided(opened, tmp_path):
    text = whole(opened("months"))
    assert "ยังไม่ได้รายงานเดือน เม.ย. 2566 (249)" in text
    assert "ฝ่ายปกครอง 42 มาตรการ" in text
    assert "15 เม.ย. 2566 · " in text
    assert "ใหม่ใน 7 วันที่ผ่านมา (0)" in text
    assert "19 มาตรการเกินกำหนดแล้วยังไม่เสร็จ" in text
    measures = read_measures(REAL.read_bytes(), REAL.name).measures
    own = measures[measures["divisions"].map(lambda names: MARSHALS in names)].iloc[0]
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.add_follow_ups(
        [FollowUp(own["key"], "2023-04", "done", "นาง ก", division=MARSHALS, title=own["issue"])]
    )
    store.close()
    test = opened("months", division=MARSHALS)
    text = whole(test)
    assert "ใหม่ใน 7 วันที่ผ่านมา (1)" in text
    assert "ยังไม่ได้รายงานเดือน เม.ย. 2566 (20)" in text
    assert f"({MARSHALS}, นาง ก)" in text
    assert test.code[0].value.startswith(f"เรียน {MARSHALS}\n")


def test_another_plan_opens_on_a_day_of_its_own_year(opened, tmp_path):
    test = opened(
        division=MARSHALS, measure=read_measures(REAL.read_bytes(), REAL.name).measures["key"][13]
    )
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    later = other_plan("สำนักงานเขตยานนาวา", 2590)
    store.save_file(
        "measures",
        later,
        name="หลัง.xlsx",
        who="นาง ก",
        agency="สำนักงานเขตยานนาวา",
        fiscal_year=2590,
    )
    store.close()
    test.run()
    test.selectbox(key=url_state.widget_key("plan")).set_value("สำนักงานเขตยานนาวา 2590").run()
    text = whole(test)
    assert "ยังไม่เริ่ม" in text
    assert "1 ต.ค. 2589" in text
    assert "ไม่ใช่แผนที่ตอบผลคะแนนที่เลือกไว้" in text
    # The division stays chosen.
    assert f"**{MARSHALS}**" in text


def test_reports_of_a_division_that_the_plan_does_not_name_are_said(opened, tmp_path):
    opened()
    key = read_measures(REAL.read_bytes(), REAL.name).measures["key"][0]
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.add_follow_ups([FollowUp(key, "2023-04", "done", "นาง ก", division="ฝ่ายที่ถูกยุบ")])
    store.close()
    assert "ของ ฝ่ายที่ถูกยุบ ซึ่งแผนไม่ได้ระบุ" in whole(opened())


def test_a_result_without_a_plan_says_so_and_shows_no_other_offices(run):
    test = run("measures", {"a.xlsx": workbooks.questions("สำนักงานเขตอื่น")})
    text = whole(test)
    assert "ผลคะแนนของ สำนักงานเขตอื่น" in text
    assert "ยังไม่มีแผนมาตรการ" in text
    assert "**59**" not in text
    test.query_params["plan"] = "สำนักงานเขตยานนาวา 2566"
    text = whole(test.run())
    assert "**59**" in text
    assert "ไม่ใช่แผนที่ตอบผลคะแนนที่เลือกไว้" in text


def test_measures_that_name_no_division(opened):
    test = opened(division="none")
    assert "ไม่ระบุชื่อฝ่าย" in whole(test)
    assert len(test.dataframe[0].value) == 6


def test_filters_and_the_way_back_from_none(opened):
    test = opened(due="overdue", indicator="2")
    assert set(test.dataframe[0].value["สถานะ"]) == {"ล่าช้า"}
    test.selectbox(key=url_state.widget_key("state")).set_value("done").run()
    assert "ไม่มีมาตรการในตัวกรองนี้" in whole(test)
    next(button for button in test.button if button.label == "ล้างตัวกรอง").click().run()
    assert len(test.dataframe[0].value) == 59


def test_a_day_outside_the_plans_year_is_said(opened):
    assert "ปีงบประมาณ 2566" in whole(opened(on="2026-01-01"))


@pytest.mark.parametrize(
    "choices",
    [{"on": "never"}, {"on": "9999-12-31"}, {"division": "<script>"}, {"section": "x" * 9000},
     {"measure": "0" * 16}, {"indicator": "99"}],
)  # fmt: skip
def test_a_hostile_address_is_ignored(opened, choices):
    assert "**59**" in whole(opened(**choices))


@pytest.mark.parametrize("language", ["false", "true"])
@pytest.mark.parametrize("section", ["work", "months", "coverage", "publication"])
def test_every_section_speaks_both_languages(opened, section, language):
    text = whole(opened(section, {"english": language, "thai_numerals": "true"}))
    assert ("overdue" in text) == (language == "true")


def test_weak_questions_without_a_measure(opened):
    text = whole(opened("coverage"))
    assert "**E14**" in text
    assert "26, 27, 28" in text


def test_a_measure_for_a_gap_opens_in_the_editor(opened):
    test = opened("coverage", gap="E14")
    next(button for button in test.button if "E14" in button.label).click().run()
    assert "ไม่มีทั้งประเด็นและกิจกรรม" in whole(test)
    answered = next(each for each in test.multiselect if each.label == "ตอบข้อคำถาม")
    assert answered.value == ["E14"]


def test_the_publication_checklist(opened):
    test = opened("publication")
    assert "จาก **30** รายการ" in whole(test)
    assert test.dataframe[0].value["รหัส"].tolist() == [f"O{n}" for n in range(1, 31)]


def test_a_report_in_the_store_is_seen_in_the_month(opened, tmp_path):
    test = opened("months")
    assert figures(test)["รายงานแล้ว"] == "0"
    keys = read_measures(REAL.read_bytes(), REAL.name).measures["key"][:3]
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.add_follow_ups(FollowUp(key, "2023-04", "done", "นาง ก") for key in keys)
    store.close()
    test.run()
    assert figures(test)["รายงานแล้ว"] == "3"
    assert "รายงานแล้ว **3** จาก **59**" in whole(test)


def test_several_measures_are_reported_at_once_and_kept(opened):
    test = opened("months", division=MARSHALS)
    save = test.button(key="several-save")
    assert save.disabled
    choice = next(each for each in test.multiselect if each.label == "มาตรการ")
    keys = read_measures(REAL.read_bytes(), REAL.name).measures
    own = keys[keys["divisions"].map(lambda names: MARSHALS in names)]["key"].tolist()
    choice.set_value(own[:2]).run()
    test.button(key="several-save").click().run()
    assert "ต้องระบุชื่อผู้รายงาน" in whole(test)
    test.text_input(key="reporter").set_value("นาง ก").run()
    test.button(key="several-save").click().run()
    assert "บันทึกในฐานข้อมูลแล้ว 2 รายการ" in whole(test)
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


def test_one_measure_is_reported_in_a_form_that_begins_with_what_is_known(opened, tmp_path):
    test = opened(indicator="2")
    late = figures(test)["ล่าช้า"]
    report_one(test, status="done", percent=100)
    assert "ต้องระบุชื่อผู้รายงาน" in whole(test)
    report_one(test, reporter="นาง ก", note="บรรทัดหนึ่ง\nบรรทัดสอง", link="https://example.org/a")
    assert "บันทึกในฐานข้อมูลแล้ว 1 รายการ" in whole(test)
    # The rest of the page knows it too, once the state has changed.
    assert figures(test)["ล่าช้า"] == str(int(late) - 1)
    assert figures(test)["แล้วเสร็จ"] == "1"
    report_one(test, percent=90)
    assert "ประวัติการรายงาน (2)" in whole(test)
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    history = store.follow_ups()
    store.close()
    assert history["percent"].tolist() == [100, 90]
    for name, value in {
        "month": "2023-04", "status": "done", "who": "นาง ก",
        "note": "บรรทัดหนึ่ง\nบรรทัดสอง", "link": "https://example.org/a",
    }.items():  # fmt: skip
        assert set(history[name]) == {value}


def test_the_form_of_another_month_begins_empty(opened, tmp_path):
    test = report_one(opened(), reporter="นาง ก", status="in_progress", note="เมษา")
    test.selectbox(key=url_state.widget_key("month")).set_value("2023-05").run()
    assert [area.value for area in test.text_area] == [""]
    report_one(test, status="done")
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    history = store.follow_ups()
    store.close()
    assert history["month"].tolist() == ["2023-04", "2023-05"]
    assert history["note"].tolist() == ["เมษา", ""]


def test_a_report_that_the_store_refuses_is_said_and_stays_typed(opened, monkeypatch):
    test = opened()
    monkeypatch.setenv("ITA_STORE", "mysql://nobody")
    report_one(test, reporter="นาง ก", status="done", note="ยังอยู่")
    text = whole(test)
    assert "บันทึกในฐานข้อมูลแล้ว" not in text
    assert "ที่อยู่ของฐานข้อมูลไม่ถูกต้อง" in text
    assert "ยังอยู่" in [area.value for area in test.text_area]


def test_a_store_that_fails_is_said(opened, monkeypatch):
    test = opened("months")
    monkeypatch.setenv("ITA_STORE", "mysql://nobody")
    text = whole(test.run())
    assert "**59**" in text
    assert "ที่อยู่ของฐานข้อมูลไม่ถูกต้อง" in text


def test_without_a_plan_the_page_says_what_to_do(run, monkeypatch, tmp_path):
    monkeypatch.setattr(plans.MEASURES, "folder", tmp_path)
    assert "ยังไม่มีแผนมาตรการ" in whole(run("measures"))


def test_a_bad_plan_is_told_with_its_reason(run, monkeypatch, tmp_path):
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    monkeypatch.setattr(plans.MEASURES, "folder", tmp_path)
    text = whole(run("measures"))
    assert "ยังไม่มีแผนมาตรการ" in text
    assert "ข้อผิดพลาด" in text


def test_the_questions_page_names_the_measures_of_a_question(run):
    test = run("questions")
    assert "มาตรการปี 2566 ที่ตอบข้อนี้" in whole(test)
    test.get("button_group")[0].set_value("EIT").run()
    assert "ยังไม่มีมาตรการตอบข้อนี้" in whole(test)


def other_plan(agency="สำนักงานเขตอื่น", year=2566):
    """A workbook of another office with two measures, one of them for indicator 8."""
    plan = measures(
        {"indicator": 8, "issue": "รับฟังประชาชน", "activity": "ตั้งกล่องรับฟัง", "output": "กล่อง",
         "deadline_text": "๒๐ เม.ย. ๖๖", "responsible_text": "ฝ่ายปกครอง"},
        {"indicator": 1, "issue": "คู่มือ", "deadline_text": "๒๐ เม.ย. ๖๖",
         "responsible_text": "ทุกฝ่าย", "key": "f" * 16},
    )  # fmt: skip
    return make_measures_workbook(
        plan.assign(agency=agency, fiscal_year=year), entries((1, "2023-03", "done")), "bangkok"
    )


def open_file(test, name, data):
    test.file_uploader[0].upload(name, data)
    return test.run()


def test_an_opened_plan_is_used_saved_and_brings_its_reports(opened, tmp_path):
    test = open_file(opened(), "อื่น.xlsx", other_plan())
    assert "**2** มาตรการ" in whole(test)
    test.text_input(key="who-plan-save").set_value("นาง ก")
    test.button(key="plan-save").click().run()
    assert "บันทึกแล้ว" in whole(test)
    test.button(key="plan-entries").click().run()
    assert "เพิ่มรายงานใหม่ 1 รายการ" in whole(test)
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    assert [file.agency for file in store.files("measures")] == ["สำนักงานเขตอื่น"]
    store.close()
    test.run()
    assert figures(test)["แล้วเสร็จ"] == "1"
    assert "ประวัติการรายงาน" in whole(test)


def test_a_bad_file_is_told_and_the_bundled_plan_stays(opened):
    test = open_file(opened(), "เสีย.xlsx", b"PK\x03\x04" + bytes(range(256)) * 20)
    text = whole(test)
    assert "ไม่พบมาตรการในไฟล์" in text
    assert "**59**" in text


def test_another_offices_measure_becomes_one_of_the_plan(opened, tmp_path):
    test = opened("coverage", gap="E14")
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    data = other_plan()
    store.save_file(
        "measures", data, name="อื่น.xlsx", who="นาง ก", agency="สำนักงานเขตอื่น", fiscal_year=2566
    )
    store.close()
    test.query_params["plan"] = "สำนักงานเขตยานนาวา 2566"
    test.run()
    assert "ตั้งกล่องรับฟัง" in whole(test)
    next(button for button in test.button if button.label == "ใช้เป็นร่าง").click().run()
    whole(test)
    issue = next(each for each in test.text_area if each.label.startswith("ประเด็น"))
    assert issue.value == "รับฟังประชาชน"


def test_a_saved_plan_is_read_with_the_variant_it_was_saved_with(opened, tmp_path):
    def divisions(test):
        return test.selectbox(key=url_state.widget_key("division")).options

    test = opened()
    assert "ฝ่ายคลัง" not in divisions(test)
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.save_file(
        "measures", REAL.read_bytes(), name=REAL.name, who="นาง ก", agency="สำนักงานเขตยานนาวา",
        fiscal_year=2566, mapping=FileMapping(variant="national").to_json(),
    )  # fmt: skip
    store.close()
    # The national framework has no list of divisions, so every name is taken as it stands.
    test.run()
    assert "**59**" in whole(test)
    assert "ฝ่ายคลัง" in divisions(test)


def test_the_year_after_shows_before_and_after(run):
    files = {
        "2565.xlsx": workbooks.questions("สำนักงานเขตยานนาวา"),
        "2566.xlsx": workbooks.indicators("สำนักงานเขตยานนาวา", 2566),
    }
    test = run("measures", files)
    test.query_params["section"] = "coverage"
    assert "ไม่ได้แปลว่าเพิ่มเพราะมาตรการ" in whole(test.run())


OTHER_PLANS = {
    "items": [
        ["ข้อ", "งานที่รับผิดชอบ"],
        ["O1", "งานธุรการ"],
        ["O2 ข้อมูลผู้บริหาร", "ทุกสำนัก/กอง"],
    ],
    "risks": [
        ["โครงการ/ภารกิจ", "วิธีการจัดการความเสี่ยง", "ตัวชี้วัดความสำเร็จ", "งบประมาณ", "ระยะเวลา", "ผู้รับผิดชอบ"],
        ["จัดซื้อ", "อบรม", "ร้อยละ 80", 10000, "ไตรมาส ๑ - ๔", "กองคลัง/กองช่าง"],
        ["เบิกจ่าย", "ตรวจ", "", "", "ทุกเดือน", "ทุกกอง"],
    ],
    "nothing but what and when": [["กิจกรรม", "กำหนดแล้วเสร็จ"], ["อบรม", "31 มี.ค. 66"]],
}  # fmt: skip


@pytest.mark.parametrize("section", ["work", "months", "coverage", "publication"])
@pytest.mark.parametrize("plan", OTHER_PLANS)
def test_plans_of_other_offices(opened, monkeypatch, tmp_path, plan, section):
    title = ["แผนของเทศบาลเมืองตัวอย่าง ปีงบประมาณ พ.ศ. 2566"]
    (tmp_path / "plan.xlsx").write_bytes(workbook([title, *OTHER_PLANS[plan]]))
    monkeypatch.setattr(plans.MEASURES, "folder", tmp_path)
    text = whole(opened(section, plan="เทศบาลเมืองตัวอย่าง 2566"))
    assert "ฝ่ายปกครอง" not in text
    assert "ไม่ใช่แผนที่ตอบผลคะแนนที่เลือกไว้" in text
    if (plan, section) == ("risks", "work"):
        assert "ร้อยละ 80" in text
        assert "10,000" in text


def test_a_plan_of_a_year_that_has_ended_opens_on_its_last_day(run):
    text = visible_text(run("measures"))
    assert "30 ก.ย. 2566" in text
    assert "สิ้นสุดแล้ว" in text
    assert "1,3" not in text
