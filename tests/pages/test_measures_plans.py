"""Plans on the measures page: none, a bad one, an opened one, a saved one, those of other offices."""

import pytest

from ita.domain.mapping import FileMapping
from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.measures import read_measures
from ita.store import open_store
from ita.ui import plans, url_state
from tests import workbooks
from tests.measures.tiny import entries, measures
from tests.pages.contents import faultless_text, figures
from tests.reading.files import workbook

REAL = plans.MEASURES.folder / "yannawa_2566.xlsx"
MARSHALS = "ฝ่ายเทศกิจ"


def test_without_a_plan_the_page_says_what_to_do(run, monkeypatch, tmp_path):
    monkeypatch.setattr(plans.MEASURES, "folder", tmp_path)
    assert "ยังไม่มีแผนมาตรการ" in faultless_text(run("measures"))


def test_a_bad_plan_is_told_with_its_reason(run, monkeypatch, tmp_path):
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    monkeypatch.setattr(plans.MEASURES, "folder", tmp_path)
    text = faultless_text(run("measures"))
    assert "ยังไม่มีแผนมาตรการ" in text
    assert "ข้อผิดพลาด" in text


def test_the_questions_page_names_the_measures_of_a_question(run):
    test = run("questions")
    assert "มาตรการปี 2566 ที่ตอบข้อนี้" in faultless_text(test)
    test.get("button_group")[0].set_value("EIT").run()
    assert "ยังไม่มีมาตรการตอบข้อนี้" in faultless_text(test)


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


def test_another_plan_opens_on_a_day_of_its_own_year(open_measures, tmp_path):
    test = open_measures(
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
    text = faultless_text(test)
    assert "ยังไม่เริ่ม" in text
    assert "1 ต.ค. 2589" in text
    assert "ไม่ใช่แผนที่ตอบผลคะแนนที่เลือกไว้" in text
    # The division stays chosen.
    assert f"**{MARSHALS}**" in text


def test_an_opened_plan_is_used_saved_and_brings_its_reports(open_measures, tmp_path):
    test = open_file(open_measures(), "อื่น.xlsx", other_plan())
    assert "**2** มาตรการ" in faultless_text(test)
    test.text_input(key="who-plan-save").set_value("นาง ก")
    test.button(key="plan-save").click().run()
    assert "บันทึกแล้ว" in faultless_text(test)
    test.button(key="plan-entries").click().run()
    # The entrance says it above the page.
    assert test.session_state["_announcement"] == "เพิ่มรายงานใหม่ 1 รายการ"
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    assert [file.agency for file in store.files("measures")] == ["สำนักงานเขตอื่น"]
    store.close()
    test.run()
    assert figures(test)["แล้วเสร็จ"] == "1"
    assert "ประวัติการรายงาน" in faultless_text(test)


def test_a_bad_file_is_told_and_the_bundled_plan_stays(open_measures):
    test = open_file(open_measures(), "เสีย.xlsx", b"PK\x03\x04" + bytes(range(256)) * 20)
    text = faultless_text(test)
    assert "ไม่พบมาตรการในไฟล์" in text
    assert "**59**" in text


def test_another_offices_measure_becomes_one_of_the_plan(open_measures, tmp_path):
    test = open_measures("coverage", gap="E14")
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    data = other_plan()
    store.save_file(
        "measures", data, name="อื่น.xlsx", who="นาง ก", agency="สำนักงานเขตอื่น", fiscal_year=2566
    )
    store.close()
    test.query_params["plan"] = "สำนักงานเขตยานนาวา 2566"
    test.run()
    assert "ตั้งกล่องรับฟัง" in faultless_text(test)
    next(button for button in test.button if button.label == "ใช้เป็นร่าง").click().run()
    faultless_text(test)
    issue = next(each for each in test.text_area if each.label.startswith("ประเด็น"))
    assert issue.value == "รับฟังประชาชน"


def test_a_saved_plan_is_read_with_the_variant_it_was_saved_with(open_measures, tmp_path):
    def divisions(test):
        return test.selectbox(key=url_state.widget_key("division")).options

    test = open_measures()
    assert "ฝ่ายคลัง" not in divisions(test)
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.save_file(
        "measures", REAL.read_bytes(), name=REAL.name, who="นาง ก", agency="สำนักงานเขตยานนาวา",
        fiscal_year=2566, mapping=FileMapping(variant="national").to_json(),
    )  # fmt: skip
    store.close()
    # The national framework has no list of divisions, so every name is taken as it stands.
    test.run()
    assert "**59**" in faultless_text(test)
    assert "ฝ่ายคลัง" in divisions(test)


def test_the_year_after_shows_before_and_after(run):
    files = {
        "2565.xlsx": workbooks.questions("สำนักงานเขตยานนาวา"),
        "2566.xlsx": workbooks.indicators("สำนักงานเขตยานนาวา", 2566),
    }
    test = run("measures", files)
    test.query_params["section"] = "coverage"
    assert "ไม่ได้แปลว่าเพิ่มเพราะมาตรการ" in faultless_text(test.run())


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
def test_plans_of_other_offices(open_measures, monkeypatch, tmp_path, plan, section):
    title = ["แผนของเทศบาลเมืองตัวอย่าง ปีงบประมาณ พ.ศ. 2566"]
    (tmp_path / "plan.xlsx").write_bytes(workbook([title, *OTHER_PLANS[plan]]))
    monkeypatch.setattr(plans.MEASURES, "folder", tmp_path)
    text = faultless_text(open_measures(section, plan="เทศบาลเมืองตัวอย่าง 2566"))
    assert "ฝ่ายปกครอง" not in text
    assert "ไม่ใช่แผนที่ตอบผลคะแนนที่เลือกไว้" in text
    if (plan, section) == ("risks", "work"):
        assert "ร้อยละ 80" in text
        assert "10,000" in text
