"""What the sidebar and a link choose: the default office, many offices, what is not there."""

import pytest

from ita.store import open_store
from ita.ui import sidebar, url_state
from tests import workbooks
from tests.pages.conftest import visible_text

DATA = url_state.widget_key("data")
BUNDLED = "สำนักงานเขตยานนาวา 2565"


def save(tmp_path, content, **details):
    store = open_store(tmp_path / "store" / "ita.sqlite3")
    store.save_file("scores", content, name="ผล.xlsx", who="นาง ก", **details)
    store.close()


def test_a_first_visit_opens_on_the_bundled_office_whatever_was_saved_last(run, tmp_path):
    save(tmp_path, workbooks.questions("กรมอื่น"), agency="กรมอื่น", fiscal_year=2565)
    test = run()
    assert test.selectbox(key=DATA).options == [BUNDLED, "กรมอื่น 2565"]
    assert test.selectbox(key=DATA).value == BUNDLED


def test_a_first_visit_opens_on_the_newest_year_of_the_office_of_the_settings(
    run, tmp_path, monkeypatch
):
    for year in (2564, 2566, 2565):
        data = workbooks.indicators("กรมเรา", year)
        save(tmp_path, data, agency="กรมเรา", fiscal_year=year)
    monkeypatch.setenv("ITA_AGENCY", "กรมเรา")
    assert run().selectbox(key=DATA).value == "กรมเรา 2566"


def test_an_office_of_the_settings_that_is_not_there_leaves_the_bundled_one(run, monkeypatch):
    monkeypatch.setenv("ITA_AGENCY", "ไม่มี")
    assert run().selectbox(key=DATA).value == BUNDLED


def test_a_link_to_a_file_of_another_visit_says_so(run):
    test = run(data="กรมที่หายไป 2565")
    assert "กรมที่หายไป 2565" in visible_text(test)
    assert "เปิดไฟล์อีกครั้ง" in visible_text(test)
    assert test.selectbox(key=DATA).value == BUNDLED
    test.selectbox(key=DATA).set_value(BUNDLED).run()
    assert "กรมที่หายไป" not in visible_text(test)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("questions", "question"),
        ("questions", "instrument"),
        ("questions", "indicator"),
        ("measures", "section"),
        ("publish", "picture"),
    ],
)
def test_an_unknown_choice_in_a_link_is_noted_to_be_said(run, page, name):
    test = run()
    test.query_params[name] = "<b>ไม่มี</b>"
    test.switch_page(f"pages/{page}.py").run()
    assert not test.exception
    assert test.session_state["_unknown-choices"] == {name: "<b>ไม่มี</b>"}


def test_of_very_many_offices_the_sidebar_lists_those_that_are_searched_for(run, monkeypatch):
    monkeypatch.setattr(sidebar, "MANY", 3)
    rows = [[f"กรมที่ {n}", 80 + n] for n in range(1, 9)]
    content = workbooks.workbook({"ปีงบประมาณ 2565": [["หน่วยงาน", "คะแนนรวม"], *rows]})
    test = run(files={"รวม.xlsx": content})
    assert len(test.selectbox(key=DATA).options) == 3
    test.text_input(key="data-search").set_value("ที่ 7").run()
    # The chosen one stays until another one is chosen.
    assert test.selectbox(key=DATA).options == ["กรมที่ 1 2565", "กรมที่ 7 2565"]
    test.selectbox(key=DATA).set_value("กรมที่ 7 2565").run()
    assert "กรมที่ 7" in test.title[0].value
    test.text_input(key="data-search").set_value("ไม่มีแน่").run()
    assert "ไม่มีผลการประเมินที่ตรง" in visible_text(test)
    assert "กรมที่ 7" in test.title[0].value
