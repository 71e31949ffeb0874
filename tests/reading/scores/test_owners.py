"""Whose figures a row of a list holds: offices by their values, of one name, and without a name."""

from typing import Any

import pytest

from tests.reading.scores.results import (
    OLD,
    OLD_TOTAL,
    SCORES,
    TOTAL,
    Table,
    answered,
    codes_of,
    figures_of,
    indicators,
    read,
    sheet,
    totals,
)

TITLE = ["ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2565"]
FIGURES = ["IIT", "EIT", "OIT", "คะแนนรวม", "ระดับ"]
A, B, C = (
    [90.0, 88.0, 95.0, 91.4, "A"],
    [80.5, 79.0, 70.0, 75.85, "B"],
    [85.0, 84.0, 60.0, 74.7, "B"],
)


def listed(header: list[str], *rows: list[Any]) -> dict[str, float | None]:
    """The totals of a list of offices by their names."""
    total_of = totals(read([TITLE, [*header, *FIGURES], *rows]))
    return {agency: total for (agency, _), total in total_of.items()}


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        (["ลำดับ", "จังหวัด", "หน่วยงาน"], [1, "สมมติ", "ทต.ก"], [2, "สมมติ", "อบต.ข"]),
        (["ลำดับ", "หน่วยงาน", "อำเภอ"], [1, "ทต.ก", "เมือง"], [2, "อบต.ข", "เมือง"]),
        (["สังกัด", "ส่วนราชการ"], ["กระทรวง", "ทต.ก"], ["กระทรวง", "อบต.ข"]),
        (["ประเภท", "ชื่อ อปท."], ["เทศบาล", "ทต.ก"], ["อบต.", "อบต.ข"]),
        (["ที่", "รายการ"], [1, "ทต.ก"], [2, "อบต.ข"]),
        (["ที่", "รายนาม"], [1, "ทต.ก"], [2, "อบต.ข"]),
        (["", ""], [1, "ทต.ก"], [2, "อบต.ข"]),
    ],
)
def test_the_column_of_offices_is_known_by_its_header_or_its_values(
    header: list[str], first: list[Any], second: list[Any]
) -> None:
    assert listed(header, [*first, *A], [*second, *B]) == {"ทต.ก": 91.4, "อบต.ข": 75.85}


def test_the_finest_place_names_the_rows() -> None:
    rows = (["เมือง", "หนองบัว", *A], ["เมือง", "ริมน้ำ", *B])
    assert listed(["อำเภอ", "ตำบล"], *rows) == {"หนองบัว": 91.4, "ริมน้ำ": 75.85}


@pytest.mark.parametrize("second", ["สมมติ", ""])
def test_two_offices_of_one_name_stay_two(second: str) -> None:
    rows = (["สมมติ", "ทต.ก", *A], [second, "อบต.ข", *B], ["ตัวอย่าง", "ทต.ก", *C])
    assert listed(["จังหวัด", "หน่วยงาน"], *rows) == {
        "ทต.ก (สมมติ)": 91.4,
        "อบต.ข": 75.85,
        "ทต.ก (ตัวอย่าง)": 74.7,
    }


def test_two_offices_of_one_name_in_a_table_of_indicators() -> None:
    rows = [["จังหวัด", "หน่วยงาน", "ตัวชี้วัด", "คะแนน"]]
    rows += [["ก", "ทต.ข", *row] for row in indicators()]
    rows += [["ค", "ทต.ข", *row] for row in indicators(OLD)]
    reading = read(rows)
    assert totals(reading) == {("ทต.ข (ก)", 2565): TOTAL, ("ทต.ข (ค)", 2565): OLD_TOTAL}
    assert codes_of(reading) == ["agency-twice"]


def test_numbered_rows_of_one_name_stay_two() -> None:
    rows = ([1, "ทต.ก", *A], [2, "ทต.ก", *C])
    assert listed(["ลำดับ", "หน่วยงาน"], *rows) == {"ทต.ก (1)": 91.4, "ทต.ก (2)": 74.7}


def test_rows_of_one_name_without_a_number_are_a_question() -> None:
    rows = [TITLE, ["หน่วยงาน", *FIGURES], ["ทต.ก", *A], ["ทต.ก", *C]]
    assert figures_of(read(rows)) == [None]
    assert list(answered(rows).values()) == [[91.4], [74.7], [91.4, 74.7]]


def test_the_years_of_one_office_are_no_offices() -> None:
    rows = [["ลำดับ", "หน่วยงาน", "ปี", *FIGURES], [1, "ทต.ก", 2564, *A], [2, "ทต.ก", 2565, *C]]
    assert totals(read(rows)) == {("ทต.ก", 2564): 91.4, ("ทต.ก", 2565): 74.7}
    rows[2][1] = ""
    assert totals(read(rows)) == {("ทต.ก", 2564): 91.4, ("ทต.ก", 2565): 74.7}


def test_a_row_without_a_name_stays_a_row() -> None:
    reading = read(
        [TITLE, ["ลำดับ", "หน่วยงาน", *FIGURES], [1, "ทต.ก", *A], [2, "", *B], [3, "อบต.ค", *C]]
    )
    assert [agency for agency, _ in totals(reading)] == ["ทต.ก", "แถวที่ 4", "อบต.ค"]
    assert figures_of(reading) == [91.4, 75.85, 74.7]
    assert codes_of(reading) == ["agency-missing"]


@pytest.mark.parametrize("header", [["ลำดับ"], ["ลำดับ", "รายนาม"]])
def test_a_list_without_names_is_a_list_of_rows(header: list[str]) -> None:
    rows = [[number, *["คำ"] * (len(header) - 1), *figures] for number, figures in ((1, A), (2, B))]
    assert listed(header, *rows) == {"แถวที่ 3": 91.4, "แถวที่ 4": 75.85}


def test_sums_means_and_full_marks_are_no_offices() -> None:
    rows = (
        ["", "คะแนนเต็ม", 100, 100, 100, 100, ""],
        [1, "ทต.ก", *A],
        [2, "อบต.ข", *B],
        ["", "ค่าเฉลี่ยรวม", *C],
        ["", "น้ำหนัก", 30, 30, 40, 100, ""],
    )
    assert listed(["ลำดับ", "หน่วยงาน"], *rows) == {"ทต.ก": 91.4, "อบต.ข": 75.85}


def test_an_office_without_any_figure_is_there() -> None:
    rows = ([1, "ทต.ก", *A], [2, "อบต.ข", *[""] * 5])
    assert listed(["ลำดับ", "หน่วยงาน"], *rows) == {"ทต.ก": 91.4, "อบต.ข": None}


@pytest.mark.parametrize(
    "rows",
    [
        [["ตัวชี้วัด", "ทต.ก", "อบต.ข"], *indicators(SCORES, OLD)],
        [["หน่วยงาน", *(f"ตัวชี้วัดที่ {n}" for n in range(1, 11))], ["ทต.ก", *SCORES], ["อบต.ข", *OLD]],
        [["หน่วยงาน", "ตัวชี้วัด", "คะแนน"], *(["ทต.ก", *row] for row in indicators())]
        + [["อบต.ข" if not at else "", *row] for at, row in enumerate(indicators(OLD))],
        [["หน่วยงาน", "คะแนน", "หน่วยงาน", "คะแนน"], ["ทต.ก", TOTAL, "อบต.ข", OLD_TOTAL]],
        [["หน่วยงาน", "ทต.ก", "อบต.ข"], ["คะแนนรวม", TOTAL, OLD_TOTAL], ["ระดับ", "A", "B"]],
    ],
    ids=["columns", "rows", "merged", "halves", "lying"],
)
def test_offices_in_any_direction(rows: Table) -> None:
    assert totals(read(rows)) == {("ทต.ก", 2565): TOTAL, ("อบต.ข", 2565): OLD_TOTAL}


def test_columns_of_unknown_names_are_never_taken_as_offices() -> None:
    rows = [["ตัวชี้วัด", "หนองบัว", "ริมน้ำ"], *indicators(SCORES, OLD)]
    assert figures_of(read(rows)) == [None]
    assert list(answered(rows).values()) == [[TOTAL], [OLD_TOTAL], [TOTAL, OLD_TOTAL]]


def test_one_column_of_an_unknown_name_is_asked_about() -> None:
    rows = [["ตัวชี้วัด", "ผลลัพธ์"], *indicators()]
    assert figures_of(read(rows)) == [None]
    assert answered(rows) == {"ผลลัพธ์ (B)": [TOTAL]}


def test_a_figure_without_a_header_beside_an_office_is_asked_about() -> None:
    rows = [["ข้อคำถาม", ""], ["สำนักงานเขตตัวอย่าง", 91.2]]
    assert totals(read(rows)) == {("สำนักงานเขตตัวอย่าง", 2565): None}
    assert list(answered(rows).values()) == [[91.2]]


def test_a_sheet_is_of_the_office_that_it_is_named_after() -> None:
    first = [["ตัวชี้วัด", "คะแนน"], *indicators()]
    other = [["ตัวชี้วัด", "คะแนน"], *indicators(OLD)]
    reading = read([sheet(first, "อบต.ก"), sheet(other, "อบต.ข")])
    assert totals(reading) == {("อบต.ก", 2565): TOTAL, ("อบต.ข", 2565): OLD_TOTAL}


def test_weights_of_nobody_are_those_of_everybody() -> None:
    rows = [["ปี", "ตัวชี้วัด", "คะแนน"], *([2564, *row] for row in indicators(OLD))]
    rows += [[2565, *row] for row in indicators()]
    weights = [["เครื่องมือ", "น้ำหนัก"], ["IIT", 30], ["EIT", 30], ["OIT", 40]]
    reading = read([sheet(rows, "คะแนน"), sheet(weights, "น้ำหนัก")], file="x.xlsx")
    assert totals(reading) == {("", 2564): OLD_TOTAL, ("", 2565): TOTAL}
    assert codes_of(reading) == []
