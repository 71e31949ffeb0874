"""Ways in which offices lay out their tables: the same result of each."""

import pytest

from tests.reading.files import NAMES
from tests.reading.scores.results import (
    OLD,
    OLD_TOTAL,
    SCORES,
    TOTAL,
    Table,
    codes_of,
    figures_of,
    indicators,
    read,
    totals,
)

HEADER = ["ตัวชี้วัด", "คะแนน"]
ROWS = indicators()
YEARS = {("", 2564): OLD_TOTAL, ("", 2565): TOTAL}
BOTH = indicators(OLD, "B" * 10, SCORES, "A" * 10)


@pytest.mark.parametrize(
    "rows",
    [
        [["ตัวชี้วัด", "", "", "คะแนน"], *([name, "", "", score] for name, score in ROWS)],
        [["คะแนน", "ตัวชี้วัด"], *(row[::-1] for row in ROWS)],
        [["ตัวชี้วัดที่", "คะแนน"], *([at, row[1]] for at, row in enumerate(ROWS, 1))],
        [
            ["ลำดับ", *HEADER, "ระดับ"],
            [1, 2, 3, 4],
            *([at, *row, "A"] for at, row in enumerate(ROWS, 1)),
        ],
        [HEADER, *ROWS[:4], [], HEADER, *ROWS[4:]],
        [HEADER, *ROWS[:4], ["หน้า 1 จาก 2"], [], ["รายงานผล ITA (ต่อ)"], HEADER, *ROWS[4:]],
        [HEADER, ["คะแนนรวม", TOTAL], *ROWS],
        [HEADER, *ROWS[:4], ["คะแนนรวม", TOTAL], *ROWS[4:]],
        [HEADER, ["IIT", ""], *ROWS[:5], ["EIT", ""], *ROWS[5:8], ["OIT", ""], *ROWS[8:]],
        [HEADER, *ROWS, [], ["หมายเหตุ: เทียบกับปีที่แล้ว"], ["1. ปีที่แล้วได้ 83.70"], ["2. เต็ม 100"]],
        [["", *HEADER, ""], *(["", *row, ""] for row in ROWS)],
        [[*HEADER, "", *HEADER], *([*a, "", *b] for a, b in zip(ROWS[:5], ROWS[5:], strict=True))],
        [
            ["ปี", *HEADER, *HEADER],
            *([2565, *a, *b] for a, b in zip(ROWS[:5], ROWS[5:], strict=True)),
        ],
        [["ตัวชี้วัด", *NAMES], ["คะแนน", *SCORES]],
        [["ตัวชี้วัด", *NAMES], ["คะแนน", *SCORES], ["ระดับ", *"AAAAAAAAAA"]],
        [["ตัวชี้วัด", *NAMES, "คะแนนรวม"], ["คะแนน", *SCORES, TOTAL]],
        [["ตัวชี้วัดที่", *range(1, 11)], ["คะแนน", *SCORES], ["ระดับ", *"AAAAAAAAAA"]],
        [["ปีงบประมาณ", *NAMES, "รวม"], [2565, *SCORES, TOTAL]],
        [["Row Labels", "Average of คะแนน"], *ROWS],
        [
            ["ตัวชี้วัดที่", *HEADER],
            *([at, *row] for at, row in zip([1, 2, 3, 4, 5, 9, 10, 11, 12, 13], ROWS, strict=True)),
        ],
        [["ผลการประเมิน", "", ""], ["ตัวชี้วัด", "คะแนน", "ระดับ"], *([*row, "A"] for row in ROWS)],
        [["ตัวชี้วัด", "ผลการประเมิน", ""], ["", "คะแนน", "ระดับ"], *([*row, "A"] for row in ROWS)],
        [["", "ผลการประเมิน", ""], ["ตัวชี้วัด", "คะแนน", "ระดับ"], *([*row, "A"] for row in ROWS)],
    ],
)
def test_one_office(rows: Table) -> None:
    reading = read(rows)
    assert figures_of(reading) == [TOTAL]
    assert set(codes_of(reading)) <= {"indicator-number-differs"}
    assert not reading.reported.duplicated(["level", "key"]).any()


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["ตัวชี้วัด", "ปีงบประมาณ", "", "", ""],
            ["", "2564", "", "2565", ""],
            ["", *["คะแนน", "ระดับ"] * 2],
            *BOTH,
        ],
        [["ตัวชี้วัด", "2564", "", "2565", ""], ["", *["คะแนน", "ระดับ"] * 2], *BOTH],
        [["", "ปี 2564", "", "ปี 2565", ""], ["ตัวชี้วัด", *["คะแนน", "ระดับ"] * 2], *BOTH],
        [["ตัวชี้วัด", "ปี 64", "ปี 65"], *indicators(OLD, SCORES)],
        [["ตัวชี้วัด", "คะแนน FY64", "คะแนน FY65"], *indicators(OLD, SCORES)],
        [["ตัวชี้วัด", "คะแนน ปี 2564", "คะแนน ปี 2565", "ผลต่าง"], *indicators(OLD, SCORES, [5.0] * 10)],
        [["ตัวชี้วัด", "Average of 2564", "Average of 2565"], *indicators(OLD, SCORES)],
        [["ปี", *NAMES], [2564, *OLD], [2565, *SCORES]],
        [["ปี", 2564, 2565], ["คะแนนรวม", OLD_TOTAL, TOTAL], ["ระดับ", "B", "A"]],
        [
            ["ตัวชี้วัด", "คะแนน 2564", "ตัวชี้วัด", "คะแนน 2565"],
            *([*a, *b] for a, b in zip(indicators(OLD), ROWS, strict=True)),
        ],
    ],
)
def test_two_years(rows: Table) -> None:
    reading = read(rows, file="x.xlsx")
    assert totals(reading) == YEARS
    assert codes_of(reading) == []


@pytest.mark.parametrize("filled", [{1, 2, 3}, {4}, set(range(5))])
def test_blanks_beside_totals_are_one_note(filled: set[int]) -> None:
    header = ["หน่วยงาน", "IIT", "EIT", "OIT", "คะแนนรวม"]
    rows = [
        [f"อบต.{at}", *([90, 80, 70] if at in filled else ["", "", ""]), 79.0] for at in range(5)
    ]
    reading = read([header, *rows])
    assert figures_of(reading) == [79.0] * 5
    noted = [each for each in reading.problems if each.code == "scores-missing"]
    assert len(noted) == (len(filled) < 5)
    assert all(each.severity == "warning" for each in noted)
    assert "score-missing" not in codes_of(reading)


def test_one_blank_is_named_and_many_are_one_problem() -> None:
    rows = [HEADER, *ROWS[:2], [NAMES[2], ""], *ROWS[3:]]
    assert codes_of(read(rows)) == ["score-missing"]
    rows = [HEADER, *([name, ""] for name in NAMES)]
    (problem,) = [each for each in read(rows).problems if each.severity == "error"]
    assert (problem.code, problem.cell, problem.detail["count"]) == ("scores-missing", "B2", "10")


def test_each_row_and_column_is_told_for_a_picture_of_the_sheet() -> None:
    rows = [
        ["เทศบาลตำบลตัวอย่าง ปี 2565"],
        ["ลำดับ", *HEADER, "หมายเหตุ", "xyz"],
        [1, *ROWS[0], "ก", "ข"],
    ]
    (table,) = read([*rows, ["", "เฉลี่ย", 91.25]]).tables
    assert table.header_rows == (2,)
    assert table.columns == {
        "A": "order",
        "B": "indicator name",
        "C": "score",
        "D": "other",
        "E": "unknown",
    }
    assert table.row_kinds == {1: "title", 3: "indicator", 4: "summary"}
    again = read(rows).tables[0]
    assert again.layout == table.layout != ""
    assert read([HEADER, *ROWS]).tables[0].layout != table.layout
