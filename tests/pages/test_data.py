"""The library on the data page: scores and measures told apart, deleted and restored by name."""

import pytest

from ita.domain.mapping import FileMapping
from ita.store import open_store
from tests import workbooks
from tests.pages.contents import visible_text
from tests.pages.test_answers import opened

WHO = "นาง ก"


@pytest.fixture
def store(tmp_path):
    """The store of the page."""
    opened = open_store(tmp_path / "store" / "ita.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def saved(store):
    """A score workbook and a measure workbook of the same office and year."""
    return [
        store.save_file(
            kind,
            kind.encode(),
            name=f"{kind}.xlsx",
            who=WHO,
            agency="สำนักงานเขตทดสอบ",
            fiscal_year=2566,
        )
        for kind in ("scores", "measures")
    ]


def titles(test):
    return [expander.label for expander in test.expander]


def press(test, key, who):
    """Presses a button without a name, which does nothing, then names somebody and presses it."""
    before = titles(test)
    test.button(key=key).click().run()
    assert titles(test) == before
    test.text_input(key=f"who-{key}").set_value(who)
    test.button(key=key).click()
    return test.run()


def test_both_kinds_are_listed_and_told_apart(run, saved):
    assert titles(run("data")) == ["คะแนน · สำนักงานเขตทดสอบ 2566", "มาตรการ · สำนักงานเขตทดสอบ 2566"]


def test_a_measure_workbook_is_deleted_and_comes_back(run, store, saved):
    _, plan = saved
    test = run("data")
    test.session_state[f"entry-{plan.id}"] = True
    test.run()
    assert "ลบ **มาตรการ · สำนักงานเขตทดสอบ 2566** ออกจากคลังหรือไม่" in visible_text(test)
    press(test, f"delete-{plan.id}", "นาย ข")
    assert titles(test) == ["คะแนน · สำนักงานเขตทดสอบ 2566", "ลบแล้ว (1)"]
    assert store.files("measures") == []
    test.session_state["deleted-files"] = True
    test.run()
    press(test, f"restore-{plan.id}", "นาย ค")
    assert titles(test) == ["คะแนน · สำนักงานเขตทดสอบ 2566", "มาตรการ · สำนักงานเขตทดสอบ 2566"]
    (back,) = store.files("measures")
    assert (back.who, store.file_bytes(back.hash)) == ("นาย ค", b"measures")
    assert [version.who for version in store.versions(back)] == ["นาย ค", "นาย ข", WHO]


def test_a_saved_workbook_is_opened_to_see_and_correct_how_it_is_read(run, store):
    entry = store.save_file(
        "scores",
        workbooks.indicators("กรมหนึ่ง"),
        name="ผล.xlsx",
        who=WHO,
        agency="กรมหนึ่ง",
        fiscal_year=2565,
        mapping=FileMapping(agency="กรมที่แก้แล้ว").to_json(),
    )
    test = run("data")
    test.session_state[f"entry-{entry.id}"] = True
    test.run()
    test.button(key=f"open-{entry.id}").click().run()
    assert "กรมที่แก้แล้ว · ปีงบประมาณ 2565 · 10 ตัวชี้วัด" in visible_text(test)


def test_answers_that_cannot_be_read_any_more_are_said(run, store):
    entry = store.save_file("scores", workbooks.total(), name="ผล.xlsx", who=WHO, mapping="{")
    test = run("data")
    assert not test.exception
    test.session_state[f"entry-{entry.id}"] = True
    test.run()
    test.button(key=f"open-{entry.id}").click().run()
    assert not test.exception
    assert "ไฟล์ที่บันทึกไว้เสียหาย" in visible_text(test)


def test_totals_of_several_offices_have_the_numerals_of_the_page(run):
    rows = [["หน่วยงาน", "คะแนนรวม"], ["กรมหนึ่ง", 80], ["กรมสอง", 90.5]]
    content = workbooks.workbook({"ปีงบประมาณ 2565": rows})
    test = opened(run("data", thai_numerals="true"), ("ผล.xlsx", content))
    totals = [each.value["คะแนนรวม ITA"].tolist() for each in test.dataframe]
    assert ["๘๐.๐๐", "๙๐.๕๐"] in totals
