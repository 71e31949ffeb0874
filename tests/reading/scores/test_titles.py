"""Whose figures a sheet holds and of which year; contradicting titles are a question."""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.domain.mapping import FileMapping
from ita.reading.files.workbook import Sheet
from ita.reading.scores import Reading, read_sheets
from tests.reading.files import FIGURES, NAMES, codes, reported

TABLE = [["ตัวชี้วัด", "คะแนน"], *[list(row) for row in zip(NAMES, FIGURES, strict=True)]]
Rows = list[list[Any]]


def read(
    *above: list[Any],
    below: Rows | None = None,
    name: str = "Sheet1",
    file: str = "x.xlsx",
    mapping: FileMapping | None = None,
) -> Reading:
    """A table of ten indicators between titles, without any other sign of agency and year."""
    rows = [*above, *TABLE, *(below or [])]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    return read_sheets([Sheet(name, rows)], file, mapping=mapping or FileMapping())


def owner(reading: Reading) -> tuple[str | None, int | None]:
    """The one agency and year of a reading."""
    owners = {
        (None if row.agency is None else str(row.agency), row.fiscal_year)
        for row in reading.reported.astype(object)
        .where(reading.reported.notna(), None)
        .itertuples()
    }
    assert len(owners) == 1
    return owners.pop()


@pytest.mark.parametrize(
    "titles",
    [
        [["เทศบาลเมืองตัวอย่าง ปีงบประมาณ พ.ศ. 2565"]],
        [["หน่วยงาน", "เทศบาลเมืองตัวอย่าง"], ["ปีงบประมาณ", "FY65"]],
        [["ชื่อหน่วยงาน", ":", "เทศบาลเมืองตัวอย่าง"], ["ปีงบประมาณ", ":", 65]],
        [["หน่วยงาน", "เทศบาลเมืองตัวอย่าง", "ปีงบประมาณ", "2565 (2022)"]],
        [["หน่วยงาน: เทศบาลเมืองตัวอย่าง"], ["ปีงบประมาณ: 65"]],
        [["เทศบาลเมืองตัวอย่าง", "ปีงบประมาณ 2565"]],
        [["ปีงบประมาณ", datetime.datetime(2565, 1, 1)], ["เทศบาลเมืองตัวอย่าง"]],
        [["กรมส่งเสริมการปกครองท้องถิ่น กระทรวงมหาดไทย"], ["เทศบาลเมืองตัวอย่าง"], ["ปี 2565"]],
        [["จังหวัดสมมติ"], ["เทศบาลเมืองตัวอย่าง"], ["ผลการประเมิน ITA ปี 2565"]],
        [["ผลการประเมิน ITA ปี 2565"], ["เทศบาลเมืองตัวอย่าง อำเภอเมือง"], ["ข้อมูล ณ 5 มกราคม 2566"]],
        [["เทศบาลเมืองตัวอย่าง"], ["ตามเกณฑ์ของสำนักงาน ป.ป.ช. พ.ศ. 2566"], ["ปีงบประมาณ 2565"]],
        [["หน่วยงาน", "สำนักปลัด เทศบาลเมืองตัวอย่าง"], ["เทศบาลเมืองตัวอย่าง"], ["ปี 2565"]],
        [["ผลการประเมิน ITA ปี 2565"], ["ทม.ตัวอย่าง"], ["เทศบาลเมืองตัวอย่าง"]],
    ],
)
def test_titles_and_labels(titles: Rows) -> None:
    agency, year = owner(read(*titles))
    assert year == 2565
    assert str(agency).endswith("เทศบาลเมืองตัวอย่าง")
    assert set(codes(read(*titles))) <= {"year-christian"}


@pytest.mark.parametrize(
    "note",
    [
        "เพื่อใช้จัดทำแผนปี 2566",
        "หมายเหตุ ผลการประเมิน ITA ปี 2566 ยังไม่ประกาศ",
        "ที่มา: รายงานปี 2566",
        "พิมพ์เมื่อปี 2566",
        "หน้า 2 รายงาน ITA ปี 2566",
        "เอกสารแนบ 4 ปี 2566",
        "เป้าหมาย ปี 2566",
    ],
)
@pytest.mark.parametrize("position", ["before", "after", "below"])
def test_years_of_something_else(note: str, position: str) -> None:
    title = ["ผลการประเมิน ITA ปี 2565"]
    above = {"before": [[note], title], "after": [title, [note]], "below": [title]}[position]
    reading = read(*above, below=[[note]] if position == "below" else None)
    assert owner(reading)[1] == 2565
    assert codes(reading) == []


_LINES = [
    "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2565",
    "(1 ต.ค. 2564 - 30 ก.ย. 2565)",
    "เทศบาลเมืองตัวอย่าง",
    "อำเภอเมือง จังหวัดสมมติ",
    "ข้อมูล ณ วันที่ 5 มกราคม 2566",
    "ตามเกณฑ์ของสำนักงาน ป.ป.ช.",
    "เพื่อใช้จัดทำแผนปี 2566",
    "พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540",
    "หน้า 1 จาก 3 · 2566",
]


@settings(max_examples=80, deadline=None)
@given(st.permutations(_LINES), st.integers(0, len(_LINES)))
def test_any_order_of_titles_and_notes(lines: list[str], above: int) -> None:
    title = next(at for at, line in enumerate(lines) if line.startswith("ผลการ"))
    agency = next(at for at, line in enumerate(lines) if line.startswith("เทศบาล"))
    above = max(above, title + 1, agency + 1)
    reading = read(*([line] for line in lines[:above]), below=[[line] for line in lines[above:]])
    assert owner(reading) == ("เทศบาลเมืองตัวอย่าง", 2565)
    assert codes(reading) == []


def test_titles_of_two_years_are_a_question_that_a_mapping_answers() -> None:
    titles = [["ผลการประเมิน ITA ปี 2565"], ["ผลการประเมิน ITA ปี 2564"]]
    ambiguous = read(*titles, file="ita 2566.xlsx")
    assert owner(ambiguous)[1] is None
    (problem,) = ambiguous.problems
    assert (problem.code, problem.severity, problem.cell) == ("fiscal-year-unclear", "error", "A2")
    assert [option.label for option in problem.options] == ["2565", "2564"]
    for option in problem.options:
        answered = read(*titles, mapping=option.mapping)
        assert owner(answered)[1] == int(option.label)
        assert codes(answered) == []
    typed = read(*titles, mapping=FileMapping(fiscal_year=2563))
    assert (owner(typed)[1], codes(typed)) == (2563, [])


def test_a_label_and_a_title_of_another_year_are_a_question() -> None:
    reading = read(["ปีงบประมาณ", 2565], ["ผลการประเมิน ITA ปี 2564"])
    assert codes(reading) == ["fiscal-year-unclear"]


def test_titles_of_two_agencies_are_a_question_that_a_mapping_answers() -> None:
    titles = [["อบต.ก"], ["อบต.ข"], ["ปี 2565"]]
    (problem,) = read(*titles).problems
    assert problem.code == "agency-unclear"
    assert [option.label for option in problem.options] == ["อบต.ก", "อบต.ข"]
    assert owner(read(*titles, mapping=problem.options[1].mapping)) == ("อบต.ข", 2565)


def test_contradictions_below_the_last_figures_are_nobodys_question() -> None:
    notes = [["ผลการประเมิน ITA ปี 2564"], ["ผลการประเมิน ITA ปี 2563"]]
    reading = read(["ผลการประเมิน ITA ปี 2565"], below=notes)
    assert owner(reading)[1] == 2565
    assert codes(reading) == []


def test_two_tables_of_two_years_each_have_their_own_title() -> None:
    below = [["ผลการประเมิน ITA ปี 2564"], *TABLE]
    reading = read(["ผลการประเมิน ITA ปี 2565"], below=below)
    assert set(reading.reported["fiscal_year"]) == {2564, 2565}
    assert codes(reading) == []


def test_the_name_of_the_sheet_comes_before_that_of_the_file() -> None:
    reading = read(name="อบต.ก ปี 2565", file="อบต.ข ITA 2564.xlsx")
    assert owner(reading) == ("อบต.ก", 2565)
    assert codes(reading) == []


def test_the_name_of_the_file_comes_last_and_is_said() -> None:
    reading = read(file="ผล ITA เทศบาลเมืองตัวอย่าง ปี 65.xlsx")
    assert owner(reading) == ("เทศบาลเมืองตัวอย่าง", 2565)
    assert codes(reading) == ["year-from-file-name", "agency-from-file-name"]


def two_sheets(first: str, second: str, *titles: list[Any]) -> Reading:
    """Two sheets of one layout with different figures."""
    lower = [TABLE[0], *[[name, figure / 2] for name, figure in TABLE[1:]]]
    above = [[*title, ""] for title in titles]
    return read_sheets(
        [Sheet(first, [*above, *TABLE]), Sheet(second, [*above, *lower])], "2565.xlsx"
    )


@pytest.mark.parametrize(
    ("names", "has_note"), [(("อบต.ก", "อบต.ข"), False), (("บางรัก", "สาทร"), True)]
)
def test_a_sheet_for_each_office(names: tuple[str, str], has_note: bool) -> None:
    reading = two_sheets(*names)
    assert tuple(reading.reported["agency"].unique()) == names
    assert ("agency-from-sheet-name" in codes(reading)) == has_note


def test_sheets_of_other_names_are_of_the_one_agency_and_contradict_each_other() -> None:
    for names in (("Sheet1", "Sheet2"), ("เดิม", "ใหม่"), ("ครั้งที่ 1", "ครั้งที่ 2")):
        assert "sheets-differ" in codes(two_sheets(*names))
    assert "sheets-differ" in codes(two_sheets("บางรัก", "สาทร", ["เทศบาลเมืองตัวอย่าง"]))


def test_a_district_office_has_the_framework_of_bangkok() -> None:
    assert read(["สำนักงานเขตบางรัก"], ["ปี 2566"]).variant == "bangkok"
    assert read(["เทศบาลเมืองตัวอย่าง"], ["ปี 2566"]).variant is None


def test_a_plans_year_in_the_name_of_a_file_is_not_the_results() -> None:
    reading = read(file="แผนปฏิบัติการ ปี 2566.xlsx")
    assert owner(reading)[1] is None
    assert codes(reading) == ["year-missing"]


def test_a_question_that_lost_its_score_names_no_agency() -> None:
    rows = [["I1", "สำนักงานเขตของท่าน มีการดำเนินการ", 90.0], ["", "สำนักงานเขตของท่าน มีแผน", ""]]
    reading = read_sheets([Sheet("ก", [["รหัส", "ข้อคำถาม", "คะแนน"], *rows])], "ita 2565.xlsx")
    assert reading.scores["agency"].isna().all()


def test_figures_are_read_whatever_stands_above() -> None:
    assert list(reported(read(["ปี 2565"]), "indicator").values()) == FIGURES
