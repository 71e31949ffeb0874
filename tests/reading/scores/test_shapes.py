"""The shapes in which offices keep their scores, each read by its content."""

import pytest

from ita.reading.scores import Reading, read_scores
from tests.reading.files import (
    FIGURES,
    NAMES,
    Rows,
    cells,
    codes,
    grades,
    questions,
    reported,
    scores,
    workbook,
)

ALL = {str(number): figure for number, figure in enumerate(FIGURES, 1)}


def read(rows: Rows, name: str = "ita 2565.xlsx") -> Reading:
    """A one-sheet workbook as the reader gives it; its year stands in the name."""
    return read_scores(workbook(rows), name)


def unexpected_codes(reading: Reading) -> list[str]:
    """The problems apart from the year's origin and from what a small table leaves out."""
    expected = {
        *("year-from-file-name", "items-missing", "indicators-missing", "instruments-missing"),
    }
    return [code for code in codes(reading) if code not in expected]


def test_one_row_a_question() -> None:
    reading = read(questions(), "x.xlsx")
    assert len(scores(reading)) == 88
    assert codes(reading) == []
    assert [(each.shape, each.rows) for each in reading.tables] == [("questions", 88)]


@pytest.mark.parametrize(
    "header", ["ตัวชี้วัด", "ชื่อตัวชี้วัด", "ตัวชี้วัด ", "ตัวชี้\u200bวัด", "ตัวชี้วัด\n", "Indicator"]
)
def test_one_row_an_indicator(header: str) -> None:
    reading = read([[header, "คะแนน"], *zip(NAMES, FIGURES, strict=True)])
    assert reported(reading, "indicator") == ALL
    assert unexpected_codes(reading) == []


def test_one_row_an_agency_under_a_header_of_two_rows() -> None:
    reading = read(
        [
            ["ผลการประเมิน"],
            ["หน่วยงาน", "IIT", *[""] * 4, "EIT", "", "", "OIT", "", "คะแนนรวม", "ระดับ"],
            ["", *range(1, 11), "", ""],
            ["เขต ก", *FIGURES, 93.5, "A"],
            ["เขต ข", *reversed(FIGURES), 90.25, "A"],
        ]
    )
    assert reported(reading, "indicator", agency="เขต ก") == ALL
    assert reported(reading, "indicator", agency="เขต ข")["1"] == 75.0
    assert reported(reading, "total", agency="เขต ข") == {"total": 90.25}
    assert unexpected_codes(reading) == []


def test_indicator_names_below_a_merged_cell_and_a_mean_at_the_end() -> None:
    reading = read(
        [
            ["ที่", "หน่วยงาน", "ตัวชี้วัด", *[""] * 9, "คะแนน ITA"],
            ["", "", *NAMES, ""],
            [1, "เขต ก", *FIGURES, 93.5],
            ["", "รวมเฉลี่ย", *FIGURES, 93.5],
        ]
    )
    assert reported(reading, "indicator") == ALL
    assert set(reading.reported["agency"]) == {"เขต ก"}
    assert unexpected_codes(reading) == ["summary-row-unused"]


@pytest.mark.parametrize(
    ("name", "figures", "is_agency"),
    [
        ("รวมไทย", [88, 70], True),
        ("เทศบาลตำบลรวมไทยพัฒนา", [85, 90], True),
        ("รวม", [88, 70], False),
        ("รวมทั้งสิ้น 2 แห่ง", [85, 90], False),
        ("รวม ๒ แห่ง", [88, 70], False),
        ("รวมกรมตัวอย่าง", [85, 90], False),
        ("รวมกรมตัวอย่าง", [170, 180], False),
        ("รวมอำเภอตัวอย่าง", [88, 70], False),
        ("ค่าเฉลี่ยถ่วงน้ำหนักของกรม", [88, 70], False),
    ],
)
def test_an_agency_whose_name_begins_like_a_sum(
    name: str, figures: list[float], is_agency: bool
) -> None:
    # What lies further up belongs to another group.
    others = [["เขต ค", 60, 61], ["เขต ก", 80, 85], ["เขต ข", 90, 95]]
    reading = read([["หน่วยงาน", "IIT", "EIT"], *others, [name, *figures]])
    assert (name in set(reading.reported["agency"])) == is_agency
    assert ("summary-row-unused" in codes(reading)) != is_agency


def test_one_row_a_year() -> None:
    reading = read(
        [["ปี", "IIT", "EIT", "OIT", "รวม"], ["ปี 2564", 90, 91, 92, 91.1], [2565, 1, 2, 3, 2]]
    )
    assert reported(reading, "instrument", fiscal_year=2564) == {"IIT": 90, "EIT": 91, "OIT": 92}


def test_years_as_columns() -> None:
    rows = [
        ["ตัวชี้วัด", "คะแนน", ""],
        ["", 2564, 2565],
        *zip(NAMES, FIGURES, FIGURES[::-1], strict=True),
    ]
    reading = read(rows)
    assert reported(reading, "indicator", fiscal_year=2564) == ALL
    assert reported(reading, "indicator", fiscal_year=2565)["1"] == 75.0
    assert unexpected_codes(reading) == []


def test_years_of_the_common_era_as_columns() -> None:
    reading = read([["ตัวชี้วัด", 2021, 2022], *zip(NAMES, FIGURES, FIGURES, strict=True)])
    assert set(reading.reported["fiscal_year"]) == {2564, 2565}
    assert cells(reading, "year-christian") == [("Sheet1", "B1"), ("Sheet1", "C1")]


def test_agencies_as_columns() -> None:
    rows = [["ตัวชี้วัด", "เขต ก", "เขต ข"], *zip(NAMES, FIGURES, FIGURES[::-1], strict=True)]
    reading = read(rows)
    assert reported(reading, "indicator", agency="เขต ก") == ALL
    assert reported(reading, "indicator", agency="เขต ข")["10"] == 98.87


def test_questions_as_columns() -> None:
    reading = read([["หน่วยงาน", "I1", "I2", "E1", "O43"], ["เขต ก", 90, "", 80, 0]])
    assert scores(reading) == {"I1": 90, "I2": None, "E1": 80, "O43": 0}
    assert reading.scores["instrument"].tolist() == ["IIT", "IIT", "EIT", "OIT"]
    assert reading.scores["indicator"].tolist() == [1, 1, 6, 10]
    assert reading.scores["sub_indicator"].tolist() == ["", "", "", "10.2"]
    assert cells(reading, "score-missing") == [("Sheet1", "C2")]


def test_instruments_only() -> None:
    reading = read(
        [["เครื่องมือ", "คะแนน"], ["IIT", 90], ["EIT", 91], ["OIT", 92], ["คะแนนรวม", 91.1]]
    )
    assert reported(reading, "instrument") == {"IIT": 90, "EIT": 91, "OIT": 92}
    assert reported(reading, "total") == {"total": 91.1}
    assert codes(reading) == ["year-from-file-name"]


def test_a_total_only() -> None:
    reading = read([["คะแนนรวม", 91.1], ["ระดับ", "A"]])
    assert reported(reading, "total") == {"total": 91.1}
    assert grades(reading) == {"total": "A"}
    assert codes(reading) == ["year-from-file-name"]


def test_headings_with_their_scores_between_the_questions() -> None:
    reading = read(
        [
            ["ข้อ", "ประเด็นการประเมิน", "คะแนน"],
            ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", 97.5],
            ["i1", "ข้อแรก", 97],
            ["i2", "ข้อสอง", 98],
            ["", "เฉลี่ย", 97.5],
            ["ตัวชี้วัดที่ ๒ การใช้งบประมาณ", "", "๙๐ คะแนน"],
            ["i7", "ข้อเจ็ด", "90%"],
            ["", "รวม", 187.5],
            ["คะแนนรวม", "", 98.14],
            ["ระดับ", "", "AA"],
        ]
    )
    assert scores(reading) == {"I1": 97, "I2": 98, "I7": 90}
    assert reading.scores["indicator"].tolist() == [1, 1, 2]
    assert reported(reading, "indicator") == {"1": 97.5, "2": 90}
    assert reported(reading, "total") == {"total": 98.14}
    assert grades(reading) == {"total": "AA"}
    assert cells(reading, "summary-row-unused") == [("Sheet1", "C5"), ("Sheet1", "C8")]


def test_a_name_on_one_row_and_its_score_on_the_next() -> None:
    reading = read(
        [["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"], ["98.87 คะแนน"], ["คะแนนรวม"], [95.1]],
    )
    assert reported(reading, "indicator") == {"1": 98.87}
    assert reported(reading, "total") == {"total": 95.1}


def test_code_and_text_in_one_cell() -> None:
    reading = read([["ข้อคำถาม", "คะแนน"], ["I1 ข้อแรก", 90], ["I2. ข้อสอง", 91], ["E๑ ข้อนอก", 92]])
    assert scores(reading) == {"I1": 90, "I2": 91, "E1": 92}
    assert reading.scores["text"].tolist() == ["ข้อแรก", "ข้อสอง", "ข้อนอก"]


def test_indicator_column_merged_over_its_questions() -> None:
    rows = [["ตัวชี้วัด", "รหัส", "ข้อคำถาม", "คะแนน", "คะแนนเฉลี่ยตัวชี้วัด"]]
    for code, indicator, _, text, score in questions_of(1, 2):
        first = code in ("I1", "I7")
        name = f"{indicator}. {NAMES[indicator - 1]}" if first else ""
        rows.append([name, "๑" + code[1:], text, score, FIGURES[indicator - 1] if first else ""])
    reading = read(rows)
    assert list(scores(reading)) == [f"I{number}" for number in range(1, 13)]
    assert reported(reading, "indicator") == {"1": 98.87, "2": 93.69}


def questions_of(*numbers: int) -> list[tuple]:
    """The office's own questions of some indicators, without their year."""
    return [tuple(row[1:]) for row in questions()[1:] if row[2] in numbers]


def test_points_only_are_computed_back_and_said() -> None:
    reading = read(
        [["เครื่องมือ", "น้ำหนัก", "คะแนนถ่วงน้ำหนัก"], ["IIT", 30, 27], ["EIT", 30, 28.5], ["OIT", 40, 40]]
    )
    assert reported(reading, "instrument") == {"IIT": 90, "EIT": 95, "OIT": 100}
    (problem,) = [each for each in reading.problems if each.code == "score-from-points"]
    assert (problem.severity, problem.cell, problem.detail["count"]) == ("warning", "C2", "3")


def test_points_in_a_wide_table_are_told_by_their_size() -> None:
    header = ["หน่วยงาน", "IIT (30)", "EIT (30)", "OIT (40)", "รวม (100)"]
    points = read([header, ["เขต ก", 27, 28.5, 40, 95.5]])
    assert reported(points, "weighted") == {"IIT": 27, "EIT": 28.5, "OIT": 40}
    assert reported(points, "total") == {"total": 95.5}
    of_hundred = read([header, ["เขต ก", 87, 88.5, 90, 88.65]])
    assert reported(of_hundred, "instrument") == {"IIT": 87, "EIT": 88.5, "OIT": 90}
    assert reported(of_hundred, "weighted") == {}


def test_weighted_and_indicator_scores_side_by_side_compute_nothing_back() -> None:
    header = ["หน่วยงาน", *NAMES, "IIT (30)", "EIT (30)", "OIT (40)"]
    reading = read([header, ["เขต ก", *FIGURES, 28.9, 29.2, ""]])
    assert reported(reading, "instrument") == {}
    assert reported(reading, "weighted") == {"IIT": 28.9, "EIT": 29.2, "OIT": None}
    assert unexpected_codes(reading) == []


@pytest.mark.parametrize("part_column", [True, False])
def test_the_eit_in_two_parts(part_column: bool) -> None:
    if part_column:
        rows = [["ส่วนที่", "รหัส", "เครื่องมือ", "ข้อคำถาม", "คะแนน"]]
        rows += [[part, "E1", "EIT", "ข้อแรก", 80 + part] for part in (1, 2)]
    else:
        rows = []
        for part in (1, 2):
            rows += [[f"แบบวัด EIT ส่วนที่ {part}", 70 + part], ["E1. ข้อแรก", 80 + part]]
    reading = read(rows, "2566.xlsx")
    assert reading.scores["part"].tolist() == [1, 2]
    assert reading.scores["score"].tolist() == [81, 82]
    assert "code-twice" not in codes(reading)
    if not part_column:
        assert reported(reading, "part") == {"EIT 1": 71, "EIT 2": 72}


def test_tables_of_two_years_below_each_other() -> None:
    table = [["ตัวชี้วัด", "คะแนน"], *zip(NAMES, FIGURES, strict=True)]
    lower = [["ตัวชี้วัด", "คะแนน"], *zip(NAMES, FIGURES[::-1], strict=True)]
    reading = read([["ปีงบประมาณ พ.ศ. ๒๕๖๔"], *table, [], ["ปีงบประมาณ พ.ศ. ๒๕๖๕"], *lower])
    assert reported(reading, "indicator", fiscal_year=2564) == ALL
    assert reported(reading, "indicator", fiscal_year=2565)["1"] == 75.0
    assert codes(reading) == []


def test_a_year_a_sheet() -> None:
    table = [["ตัวชี้วัด", "คะแนน"], *zip(NAMES, FIGURES, strict=True)]
    reading = read_scores(workbook({"ปี 2564": table, "2565": table}), "x.xlsx")
    assert set(reading.reported["fiscal_year"]) == {2564, 2565}
    assert codes(reading) == []


def test_the_row_of_the_header_is_told() -> None:
    reading = read([["หัวเรื่อง"], [], ["ตัวชี้วัด", "คะแนน"], *zip(NAMES, FIGURES, strict=True)])
    (understood,) = reading.tables
    assert (understood.header_row, understood.shape, understood.rows) == (3, "indicators", 10)
    assert reading.reported["cell"].iloc[0] == "B4"


def test_a_sorted_table_keeps_its_codes() -> None:
    rows = questions()
    by_score = [rows[0], *sorted(rows[1:], key=lambda row: row[-1])]
    assert scores(read(by_score)) == scores(read(rows))


def test_an_oit_item_without_score_leaves_its_sub_indicator_in_place() -> None:
    reading = read(
        [
            ["ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", 50],
            ["9.1 ข้อมูลพื้นฐาน", 50],
            ["9.1.1 ย่อย", 50],
            ["O1. ก", 100],
            ["O2. ข", 0],
        ]
    )
    assert reading.scores["sub_indicator"].tolist() == ["9.1", "9.1"]
    assert scores(reading) == {"O1": 100, "O2": 0}
    assert reported(reading, "sub_indicator") == {"9.1": 50}
