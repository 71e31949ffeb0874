"""What the sidebar and a link choose: the default office, many offices, what is not there."""

from contextlib import closing

import pytest
import streamlit as st
from sqlalchemy import update

from ita.language import Words
from ita.store import open_store
from ita.store.schema import analyses, contents, results
from ita.ui import results as ui_results
from ita.ui import sidebar, url_state
from tests import workbooks
from tests.pages.contents import visible_text
from tests.store.rows import of_year

DATA = url_state.widget_key("data")
AGENCY = "data-agency"
BUNDLED = "สำนักงานเขตยานนาวา 2565"


def save(tmp_path, content, **details):
    details = {"name": "ผล.xlsx"} | details
    with closing(open_store(tmp_path / "store" / "ita.sqlite3")) as store:
        store.save_file("scores", content, who="นาง ก", **details)


def save_years(tmp_path, *owners):
    """Saves a workbook of ten indicators for each agency and year."""
    for agency, year in owners:
        data = workbooks.indicators(agency, year)
        save(tmp_path, data, name=f"{agency} {year}.xlsx", agency=agency, fiscal_year=year)


def change_store(tmp_path, statement):
    """Changes the database behind the back of the store."""
    with (
        closing(open_store(tmp_path / "store" / "ita.sqlite3")) as store,
        store.engine.begin() as connection,
    ):
        connection.execute(statement)


@pytest.fixture
def names_read(monkeypatch):
    """The names of the workbooks of scores that the dashboard reads."""
    st.cache_resource.clear()
    names = []
    read = ui_results.read_scores

    def record(data, name, **details):
        names.append(name)
        return read(data, name, **details)

    monkeypatch.setattr(ui_results, "read_scores", record)
    return names


def test_a_first_visit_opens_on_the_bundled_office_whatever_was_saved_last(run, tmp_path):
    save(tmp_path, workbooks.questions("กรมอื่น"), agency="กรมอื่น", fiscal_year=2565)
    test = run()
    assert test.selectbox(key=AGENCY).options == ["สำนักงานเขตยานนาวา", "กรมอื่น"]
    assert test.selectbox(key=DATA).value == BUNDLED


def test_a_first_visit_opens_on_the_newest_year_of_the_office_of_the_settings(
    run, tmp_path, monkeypatch
):
    save_years(tmp_path, ("กรมเรา", 2564), ("กรมเรา", 2566), ("กรมเรา", 2565))
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
    ("page", "name", "label"),
    [
        ("questions", "question", "questions.question"),
        ("questions", "instrument", "questions.instrument"),
        ("questions", "indicator", "questions.indicator"),
        ("measures", "section", "measures.section"),
        ("publish", "picture", "publish.picture"),
    ],
)
def test_an_unknown_choice_in_a_link_is_noted_to_be_said(run, page, name, label):
    test = run()
    test.query_params[name] = "<b>ไม่มี</b>"
    test.switch_page(f"pages/{page}.py").run()
    assert not test.exception
    assert test.session_state["_unknown-choices"] == {name: (Words("th")(label), "<b>ไม่มี</b>")}


def test_of_very_many_offices_the_sidebar_lists_those_that_are_searched_for(run, monkeypatch):
    monkeypatch.setattr(sidebar, "MANY", 3)
    rows = [[f"กรมที่ {n}", 80 + n] for n in range(1, 9)]
    content = workbooks.workbook({"ปีงบประมาณ 2565": [["หน่วยงาน", "คะแนนรวม"], *rows]})
    test = run(files={"รวม.xlsx": content})
    assert len(test.selectbox(key=AGENCY).options) == 3
    test.text_input(key="data-search").set_value("ที่ 7").run()
    # The chosen one stays until another one is chosen.
    assert test.selectbox(key=AGENCY).options == ["กรมที่ 1", "กรมที่ 7"]
    test.selectbox(key=AGENCY).set_value("กรมที่ 7").run()
    assert "กรมที่ 7" in test.title[0].value
    test.text_input(key="data-search").set_value("ไม่มีแน่").run()
    assert "ไม่มีผลการประเมินที่ตรง" in visible_text(test)
    assert "กรมที่ 7" in test.title[0].value


def test_saved_agencies_are_searched_for_in_the_store(run, tmp_path, monkeypatch):
    monkeypatch.setattr(sidebar, "MANY", 2)
    save_years(tmp_path, *((f"กรมที่ {n}", 2565) for n in range(1, 5)))
    test = run(data="กรมที่ 4 2565")
    assert test.selectbox(key=AGENCY).value == "กรมที่ 4"
    test.text_input(key="data-search").set_value("ที่ 3").run()
    assert test.selectbox(key=AGENCY).options == ["กรมที่ 4", "กรมที่ 3"]


def test_an_agency_is_chosen_before_its_year(run, tmp_path):
    save_years(tmp_path, ("กรมหนึ่ง", 2564), ("กรมหนึ่ง", 2566), ("กรมสอง", 2563), ("กรมสอง", 2564))
    test = run(data="กรมหนึ่ง 2564")
    assert test.selectbox(key=DATA).options == ["2566", "2564"]
    # Another agency in the same year, so that the two can be compared.
    test.selectbox(key=AGENCY).set_value("กรมสอง").run()
    assert test.title[0].value == "กรมสอง ปีงบประมาณ 2564"
    test.selectbox(key=DATA).set_value("กรมสอง 2563").run()
    assert test.title[0].value == "กรมสอง ปีงบประมาณ 2563"
    assert test.query_params["data"] == "กรมสอง 2563"
    # The newest where it has no such year.
    test.selectbox(key=AGENCY).set_value("กรมหนึ่ง").run()
    assert test.title[0].value == "กรมหนึ่ง ปีงบประมาณ 2566"


def test_only_what_is_shown_is_read_from_its_file(run, tmp_path, names_read):
    owners = [(f"กรมที่ {n}", year) for n in range(1, 5) for year in (2563, 2564, 2565)]
    save_years(tmp_path, *owners)
    bundled = ["yannawa_2565.xlsx"]
    run()
    assert names_read == bundled
    # The overview names the change since the year before.
    run(data="กรมที่ 2 2565")
    assert names_read == [*bundled, "กรมที่ 2 2565.xlsx", "กรมที่ 2 2564.xlsx"]
    for page in ("questions", "compare", "what_if", "measures", "data"):
        test = run(page, data="กรมที่ 2 2565")
        assert not test.exception
    assert names_read == [*bundled, "กรมที่ 2 2565.xlsx", "กรมที่ 2 2564.xlsx"]
    run("compare", data="กรมที่ 3 2563", view="agencies")
    assert names_read[3:] == ["กรมที่ 3 2563.xlsx"]
    # Publishing compares with the year before; of earlier ones it asks the rows.
    run("publish", data="กรมที่ 4 2565")
    assert sorted(names_read[4:]) == [f"กรมที่ 4 {year}.xlsx" for year in (2564, 2565)]


def test_a_second_result_of_an_agency_and_year_has_a_number(run, tmp_path):
    save_years(tmp_path, ("กรมหนึ่ง", 2565))
    rows = [["หน่วยงาน", "ปีงบประมาณ", "คะแนนรวม"], ["กรมหนึ่ง", 2565, 99.5], ["กรมสอง", 2565, 70]]
    save(tmp_path, workbooks.workbook({"ผล": rows}), name="รวม.xlsx")
    test = run(data="กรมหนึ่ง 2565 (2)")
    assert test.selectbox(key=DATA).options == ["2565", "2565 (2)"]
    assert "99.50" in visible_text(test)
    test.selectbox(key=DATA).set_value("กรมหนึ่ง 2565").run()
    assert "99.50" not in visible_text(test)


def test_a_link_finds_an_agency_in_another_spelling(run, tmp_path):
    save_years(tmp_path, ("องค์การบริหารส่วนตำบลหนึ่ง", 2565))
    test = run(data="อบต.หนึ่ง 2565")
    assert "องค์การบริหารส่วนตำบลหนึ่ง" in test.title[0].value
    assert test.query_params["data"] == "องค์การบริหารส่วนตำบลหนึ่ง 2565"


def test_a_workbook_without_an_agency_goes_by_its_name(run, tmp_path):
    save(tmp_path, workbooks.workbook({"ผล": [["ปีงบประมาณ", "คะแนนรวม"], [2565, 88.5]]}))
    test = run(data="ผล.xlsx 2565")
    assert test.selectbox(key=AGENCY).value == "ผล.xlsx"
    assert "88.50" in visible_text(test)


def test_a_damaged_workbook_is_passed_over(run, tmp_path):
    save_years(tmp_path, ("กรมหนึ่ง", 2565))
    change_store(tmp_path, update(contents).values(data=b"damaged"))
    test = run(data="กรมหนึ่ง 2565")
    assert not test.exception
    assert test.selectbox(key=DATA).value == BUNDLED
    assert "กรมหนึ่ง 2565" in visible_text(test)
    # The data page says why.
    test.switch_page("pages/data.py").run()
    test.session_state["entry-1"] = True
    assert "ไฟล์ที่บันทึกไว้เสียหาย" in visible_text(test.run())
    assert not test.get("page_link")
    # Also where it would come first.
    test = run(files={}, data="")
    assert not test.exception
    assert not [each for each in test.selectbox if each.key == DATA]


def test_results_of_an_older_analysis_are_computed_once_at_the_start(run, tmp_path, monkeypatch):
    save_years(tmp_path, ("กรมหนึ่ง", 2565))
    change_store(tmp_path, update(analyses).values(version=0))
    change_store(tmp_path, update(results).values(score=1.0))
    test = run(data="กรมหนึ่ง 2565")
    with closing(open_store(tmp_path / "store" / "ita.sqlite3")) as store:
        assert store.outdated_files() == []
        assert 1.0 not in of_year(store, 2565)["score"].tolist()
        monkeypatch.setattr(type(store), "recompute_results", None)
    assert not test.run().exception
