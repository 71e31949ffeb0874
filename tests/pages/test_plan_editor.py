"""The plan editor without a browser: how a plan begins, what it lacks, saving, versions."""

import pytest

from ita.measures.drafting import table_rows, with_measures
from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.measures import read_measures
from ita.store import PlanVersion, open_store
from ita.store.choices import save_completion_rule
from ita.ui import plans
from tests.pages.contents import faultless_text

REAL = plans.MEASURES.folder / "yannawa_2566.xlsx"
OFFICE = "สำนักงานเขตยานนาวา"


@pytest.fixture
def editor(run):
    """The editor with choices of its address."""

    def opener(shared=None, **choices):
        return run("measures", None, {"section": "plan", **choices}, **(shared or {}))

    return opener


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "store" / "ita.sqlite3")
    yield opened
    opened.close()


def real_plan():
    return read_measures(REAL.read_bytes(), REAL.name)


def write(test, label, text):
    next(each for each in test.text_area if each.label == label).set_value(text)
    return test.run()


def save(test, who="นาง ก", reason="ทดสอบ"):
    test.text_input(key="plan-who").set_value(who)
    test.text_input(key="plan-reason").set_value(reason)
    return test.button(key="plan-save-it").click().run()


def press(test, key):
    return test.button(key=key).click().run()


def saved_plan(store):
    (file,) = store.files("measures")
    return read_measures(store.file_bytes(file.hash), file.name)


def save_meanwhile(store, based_on, **fields):
    """Somebody else's version, in which the first measure has other fields."""
    plan = real_plan()
    first, *others = table_rows(plan.measures)
    plan = with_measures(plan, [{**first, **fields}, *others])
    data = make_measures_workbook(plan.measures, None, plan.variant)
    version = PlanVersion(OFFICE, 2566, "แผน.xlsx", "นาย ข", "ระหว่างนั้น", based_on)
    return store.save_plan(data, version)


def test_what_is_missing_stands_above_the_table(editor):
    test = editor()
    text = faultless_text(test)
    assert "**6 ข้ออ่อนยังไม่มีมาตรการ** (I7, E14, E2, E12, E1, E15)" in text
    table = test.data_editor[0].value
    assert len(table) == 59
    assert "ยังไม่มีรุ่นที่บันทึก" in text
    assert "ยังไม่มีการแก้ไขที่ต้องบันทึก" in text


@pytest.mark.parametrize("language", ["false", "true"])
@pytest.mark.parametrize("view", ["table", "form"])
def test_both_views_speak_both_languages(editor, view, language):
    text = faultless_text(
        editor({"english": language, "thai_numerals": "true"}, **{"edit-as": view})
    )
    assert ("weak questions" in text) == (language == "true")
    assert "๖" in text


def test_what_a_form_says_is_saved_with_who_and_why(editor, store):
    test = editor(**{"edit-as": "form"})
    write(test, "ผลผลิต", "บรรทัดหนึ่ง\nบรรทัดสอง")
    assert "แก้ไข 1 มาตรการ" in faultless_text(test)
    save(test, who="")
    assert "โปรดใส่ชื่อผู้ดำเนินการก่อน" in faultless_text(test)
    save(test, reason=" ")
    assert "ต้องระบุเหตุผล" in faultless_text(test)
    assert store.files("measures") == []
    save(test)
    assert "นาง ก · ทดสอบ" in faultless_text(test)
    plan, before = saved_plan(store), real_plan()
    assert plan.measures["output"].iloc[0] == "บรรทัดหนึ่ง\nบรรทัดสอง"
    assert plan.measures["key"].tolist() == before.measures["key"].tolist()
    # The saved version is the plan of every page; the bundled one is not offered beside it.
    assert "plan" not in [each.key for each in test.selectbox]
    assert len(store.files("measures")) == 1


def test_a_measure_without_words_cannot_be_saved_and_can_be_removed(editor, store):
    test = press(editor(), "plan-add-blank")
    text = faultless_text(test)
    assert "ไม่มีผู้รับผิดชอบ 1 (มาตรการที่ 60)" in text
    assert "มาตรการที่ 60 ยังไม่มีทั้งประเด็นและกิจกรรม" in text
    assert not [each for each in test.button if each.key == "plan-save-it"]
    press(test, "plan-remove")
    assert "ยังไม่มีการแก้ไขที่ต้องบันทึก" in faultless_text(test)


def test_discarding_goes_back_to_the_plan(editor):
    test = press(editor(), "plan-add-blank")
    press(test, "plan-discard")
    assert "ยังไม่มีการแก้ไขที่ต้องบันทึก" in faultless_text(test)


def test_a_second_editor_is_met_with_what_changed_and_chooses_by_field(editor, store):
    test = editor(**{"edit-as": "form"})
    write(test, "ผลผลิต", "ของฉัน")
    write(test, "วิธีการสร้างการรับรู้", "ของฉันด้วย")
    save_meanwhile(store, None, output="ของเขา", activity="กิจกรรมของเขา")
    save(test)
    text = faultless_text(test)
    assert "มีผู้บันทึกรุ่นใหม่" in text
    assert "นาย ข" in text
    assert "ของท่าน: ของฉัน" in text
    assert "ของผู้บันทึกก่อน: ของเขา" in text
    next(each for each in test.button_group if "ของท่าน" in each.options).set_value("theirs")
    test.run()
    press(test, "plan-merge")
    faultless_text(test)
    save(test, reason="รวมแล้ว")
    assert "นาง ก · รวมแล้ว" in faultless_text(test)
    first = saved_plan(store).measures.iloc[0]
    assert (first["output"], first["activity"], first["awareness"]) == (
        *("ของเขา", "กิจกรรมของเขา"),
        "ของฉันด้วย",
    )


def test_an_unchanged_draft_follows_the_library(editor, store):
    test = editor(**{"edit-as": "form"})
    save_meanwhile(store, None, output="ของเขา")
    test.run()
    output = next(each for each in test.text_area if each.label == "ผลผลิต")
    assert output.value == "ของเขา"
    assert "มีผู้บันทึกรุ่นใหม่" not in faultless_text(test)


def test_a_plan_that_was_deleted_meanwhile_can_be_saved_again(editor, store):
    first = save_meanwhile(store, None, output="ก")
    test = editor(**{"edit-as": "form"})
    write(test, "ผลผลิต", "ของฉัน")
    store.delete_file(first, "นาย ข")
    save(test)
    assert "ลบแผนนี้ออกจากคลัง" in faultless_text(test)
    press(test, "plan-go-on")
    save(test)
    assert saved_plan(store).measures["output"].iloc[0] == "ของฉัน"


def test_the_month_names_new_versions_of_the_plan(editor, store):
    save_meanwhile(store, None, output="ก")
    assert "บันทึกแผนรุ่นใหม่ · ระหว่างนั้น · นาย ข" in faultless_text(editor(section="months"))


def test_what_is_understood_of_a_typed_deadline_is_said_and_not_saved_yet(editor, store):
    test = editor(**{"edit-as": "form"})
    next(each for each in test.button_group if "เขียนเอง" in each.options).set_value("words")
    test.run()
    label = "เขียนระยะเวลาตามแบบของหน่วยงาน"
    next(each for each in test.text_input if each.label == label).set_value("ไตรมาส 2").run()
    assert "มาตรการที่ 1 31 มี.ค. 2566" in faultless_text(test)
    next(each for each in test.text_input if each.label == label).set_value("เร็ว ๆ นี้").run()
    assert "ยังไม่เข้าใจ “เร็ว ๆ นี้”" in faultless_text(test)


def test_two_versions_beside_each_other(editor, store):
    first = save_meanwhile(store, None, output="รุ่นแรก")
    save_meanwhile(store, first.id, output="รุ่นสอง")
    test = editor()
    table = test.dataframe[-1].value
    assert table[["ช่อง", "เดิม", "ใหม่"]].to_numpy().tolist() == [["ผลผลิต", "รุ่นแรก", "รุ่นสอง"]]


def test_next_years_plan_begins_from_this_years_with_its_rule(editor, store):
    save_completion_rule(store, REAL.name, OFFICE, 2566, "all", "ผู้อำนวยการ")
    test = editor(edit=f"{OFFICE} 2567")
    assert "ยังไม่มีแผน เริ่มจัดทำแผนจาก" in faultless_text(test)
    press(test, "plan-start-last-year")
    assert "เพิ่ม 59 มาตรการ" in faultless_text(test)
    save(test)
    faultless_text(test)
    (file,) = store.files("measures")
    assert (file.agency, file.fiscal_year) == (OFFICE, 2567)
    plan = saved_plan(store)
    assert (plan.fiscal_year, plan.done_by) == (2567, "all")


def test_an_empty_plan_and_no_plan_at_all(editor, monkeypatch, tmp_path):
    empty = tmp_path / "none"
    empty.mkdir()
    monkeypatch.setattr(plans.MEASURES, "folder", empty)
    test = editor()
    assert "ยังไม่มีแผน เริ่มจัดทำแผนจาก" in faultless_text(test)
    press(test, "plan-start-gaps")
    text = faultless_text(test)
    assert "เพิ่ม 10 มาตรการ" in text
    assert "ไม่มีผู้รับผิดชอบ 10" in text
    press(test, "plan-discard")
    press(test, "plan-start-empty")
    assert "ยังไม่มีมาตรการ 10 ตัวชี้วัด" in faultless_text(test)


@pytest.mark.parametrize(
    "choices",
    [{"edit": "x" * 999}, {"edit-as": "<b>"}, {"edit-as": "form", "edit-measure": "0" * 16}],
)
def test_a_hostile_address_is_ignored(editor, choices):
    assert "6 ข้ออ่อน" in faultless_text(editor(**choices))
