"""The data page asks: questions and answers, what they change, what is remembered."""

from urllib.parse import unquote_plus

import pytest

from ita.domain.mapping import UNUSED, FileMapping
from ita.store import open_store
from ita.ui import results
from tests import workbooks
from tests.pages import doubtful
from tests.pages.contents import visible_text

TWO = "สองรอบ.xlsx"


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "store" / "ita.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def doubts(monkeypatch):
    """The reading that is in doubt about the files whose names begin with สองรอบ."""
    real = results.read_scores

    def read(data, name, *, mapping):
        reader = doubtful.read_scores if name.startswith("สองรอบ") else real
        return reader(data, name, mapping=mapping)

    monkeypatch.setattr(results, "read_scores", read)


def opened(test, *files):
    """The data page after files were put into the uploader."""
    test.file_uploader[0].set_value(
        [(name, data, "application/octet-stream") for name, data in files]
    )
    return page(test.run())


def page(test):
    assert not test.exception
    assert "nan" not in visible_text(test)
    assert "None" not in visible_text(test)
    return test


def radio(test, words):
    """The question whose sentence holds these words."""
    (widget,) = [each for each in test.radio if words in each.label]
    return widget


def button(test, label):
    return next(each for each in test.button if each.label == label)


def test_questions_come_first_and_nothing_counts_before_they_are_answered(run, doubts):
    test = opened(run("data"), (TWO, doubtful.workbook()))
    (question,) = test.radio
    assert question.value is None
    assert question.options == ["รอบ 1", "รอบ 2 \\<b\\>", "ไม่ใช้เลยสักอย่าง"]
    assert question.proto.captions[0] == "คอลัมน์ B “รอบ 1”\\: 81, 82, 83"
    assert "โปรดตอบ 1 ข้อ" in visible_text(test)
    assert [each.label for each in test.button if "ใช้" in each.label] == []


def test_an_answer_changes_the_result_at_once_and_can_be_changed(run, doubts):
    test = opened(run("data"), (TWO, doubtful.workbook()))
    radio(test, "รอบ 2").set_value(0).run()
    assert "10 ตัวชี้วัด" in visible_text(page(test))
    assert "**86.80**" in visible_text(test)
    radio(test, "รอบ 2").set_value(1).run()
    assert "86.80" not in visible_text(page(test))
    radio(test, "0–5").set_value(0).run()
    assert "**81.36**" in visible_text(page(test))
    # What was answered after a changed answer rests on it, so it is asked again.
    radio(test, "รอบ 2").set_value(0).run()
    assert len(test.radio) == 1
    assert "**86.80**" in visible_text(page(test))


def test_setting_aside_is_an_answer(run, doubts):
    test = opened(run("data"), (TWO, doubtful.workbook()))
    radio(test, "รอบ 2").set_value(2).run()
    assert "โปรดตอบ" not in visible_text(page(test))
    assert "ยังอ่านคะแนนจากไฟล์นี้ไม่ได้" in visible_text(test)


def answered(run, **owner):
    """The page with everything answered: second round, to 5, and whose it is."""
    test = opened(run("data"), (TWO, doubtful.workbook()))
    radio(test, "รอบ 2").set_value(1).run()
    radio(test, "0–5").set_value(0).run()
    next(each for each in test.text_input if each.label == "หน่วยงาน").set_value("กรมสอง").run()
    next(each for each in test.selectbox if each.label == "ปีงบประมาณ").set_value(2565).run()
    return page(test)


def test_an_unknown_agency_is_asked_for_and_nothing_is_green_before(run, doubts):
    test = opened(run("data"), (TWO, doubtful.workbook()))
    radio(test, "รอบ 2").set_value(0).run()
    assert "โปรดระบุ" in visible_text(test)
    assert not test.success
    test = answered(run)
    assert "โปรดระบุ" not in visible_text(test)
    assert [each.value for each in test.success] == ["ไม่พบปัญหาในไฟล์นี้"]
    assert "กรมสอง · ปีงบประมาณ 2565 · 10 ตัวชี้วัด" in visible_text(test)


def save(test, who="นาง ก"):
    test.text_input(key=next(e.key for e in test.text_input if (e.key or "").startswith("who-")))
    next(e for e in test.text_input if (e.key or "").startswith("who-")).set_value(who)
    return button(test, "บันทึก").click().run()


def test_a_saved_file_keeps_its_answers_and_its_office(run, doubts, store):
    save(answered(run))
    (entry,) = store.files("scores")
    assert (entry.agency, entry.fiscal_year) == ("กรมสอง", 2565)
    mapping = FileMapping.from_json(entry.mapping)
    assert mapping.agency == "กรมสอง"
    (sheet,) = mapping.sheets
    assert (sheet.columns, sheet.scales) == ({"B": UNUSED, "C": "score"}, {"C": 5.0})
    # A new visit shows it without a question.
    test = run(data="กรมสอง 2565")
    assert "กรมสอง" in test.title[0].value
    assert "81.36" in visible_text(page(test))


def test_saving_asks_who_and_does_nothing_before(run, doubts, store):
    save(answered(run), " ")
    assert store.files("scores") == []


def test_the_next_file_of_the_same_layout_is_read_with_the_saved_answers(run, doubts, store):
    save(answered(run))
    test = opened(run("data"), ("สองรอบ ปีต่อมา.xlsx", doubtful.workbook() + b" "))
    assert not test.radio
    assert "ใช้คำตอบที่เคยบันทึกไว้กับ สองรอบ\\.xlsx" in visible_text(page(test))
    assert "**81.36**" in visible_text(test)
    # Whose it is belongs to the other file.
    assert "ไม่ทราบหน่วยงาน" in visible_text(test)
    button(test, "ยกเลิกคำตอบ").click().run()
    assert len(page(test).radio) == 1
    assert "ใช้คำตอบที่เคยบันทึก" not in visible_text(test)


def test_a_typed_agency_of_a_file_of_several_years_stays_when_it_is_saved(run, store):
    rows = [["ปีงบประมาณ", "คะแนนรวม"], [2564, 80.0], [2565, 85.0]]
    test = opened(run("data"), ("ผล.xlsx", workbooks.workbook({"ผล": rows})))
    next(each for each in test.text_input if each.label == "หน่วยงาน").set_value("กรมหลายปี").run()
    save(page(test))
    (entry,) = store.files("scores")
    assert (entry.agency, entry.fiscal_year) == ("กรมหลายปี", None)
    for year in ("2564", "2565"):
        assert run(data=f"กรมหลายปี {year}").title[0].value == f"กรมหลายปี ปีงบประมาณ {year}"


def test_the_answers_are_given_out_for_the_command_line(run, doubts):
    test = answered(run)
    (answers_button,) = [each for each in test.get("download_button") if "json" in each.proto.label]
    assert answers_button.proto.label == "คำตอบ (.json)"


def test_the_picture_names_roles_kinds_and_the_header(run, doubts):
    test = opened(run("data"), (TWO, doubtful.workbook()))
    frame = test.dataframe[0].value
    assert frame.iloc[:2, 0].tolist() == ["หัวตาราง", "ตัวชี้วัด"]
    assert list(frame.columns) == [
        ("", "แถวนี้คือ"), ("เลขตัวชี้วัด", "A"), ("–", "B"), ("–", "C"),
    ]  # fmt: skip


def test_a_role_given_in_the_picture_counts(run, doubts):
    test = opened(run("data"), (TWO, doubtful.workbook()))
    column = next(each for each in test.selectbox if each.label == "คอลัมน์")
    column.set_value("B").run()
    next(each for each in test.selectbox if each.label == "คอลัมน์นี้คือ").set_value("score").run()
    assert "**86.80**" in visible_text(page(test))
    button(test, "ยกเลิกการแก้ของแผ่นงานนี้").click().run()
    assert "โปรดตอบ 1 ข้อ" in visible_text(page(test))


def test_a_file_is_opened_once_however_often_it_is_chosen(run):
    data = workbooks.questions()
    test = opened(run("data"), ("ก.xlsx", data), ("ข.xlsx", data))
    assert [each.value for each in test.subheader][:1] == ["ก\\.xlsx"]
    assert "ข\\.xlsx มีเนื้อหาเดียวกับ ก\\.xlsx" in visible_text(test)


def test_nine_files_and_a_corrected_copy_of_one_in_use(run):
    test = run("data")
    files = [(f"{n}.xlsx", workbooks.questions(f"กรม {n}")) for n in range(9)]
    test = opened(test, *files)
    for each in [each.key for each in test.button if each.label == "ใช้ไฟล์นี้"]:
        test.button(key=each).click().run()
    assert len(page(test).get("page_link")) == 9
    test = opened(test, ("0 แก้แล้ว.xlsx", workbooks.questions("กรม 0", 91.0)))
    button(test, "ใช้ไฟล์นี้").click().run()
    assert len(page(test).get("page_link")) == 10


def test_the_link_under_a_file_opens_that_file(run):
    files = [(f"{n}.xlsx", workbooks.questions(f"กรม {n}")) for n in range(2)]
    test = opened(run("data"), *files)
    for each in [each.key for each in test.button if each.label == "ใช้ไฟล์นี้"]:
        test.button(key=each).click().run()
    links = [unquote_plus(each.proto.query_string) for each in page(test).get("page_link")]
    assert links == ["data=กรม 1 2565", "data=กรม 0 2565"]


def test_a_file_with_errors_and_no_total_does_not_offer_to_be_used_first(run):
    test = opened(run("data"), ("ชำรุด.xlsx", workbooks.broken()))
    use = button(test, "ใช้เท่าที่อ่านได้")
    assert use.proto.type == "secondary"
    assert "ใช้ไฟล์นี้" not in [each.label for each in test.button]
