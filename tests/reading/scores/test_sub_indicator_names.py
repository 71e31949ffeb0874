"""Names of sub-indicators as a file writes them: in a column, in headings, or not at all."""

import pytest

from ita.reading.scores import read_scores
from tests.workbooks import info, workbook


def names(rows):
    reading = read_scores(workbook({"ข้อมูล": info(year=2568), "คะแนน": rows}), "ก.xlsx")
    table = reading.scores.fillna({"sub_indicator_name": ""})
    return list(
        zip(table["code"], table["sub_indicator"], table["sub_indicator_name"], strict=True)
    )


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["ตัวชี้วัดย่อย", "รหัส", "คะแนน"],
            ["9.1 ข้อมูลสถานศึกษา", "O1", 100],
            ["๙.๒ งานวิชาการ", "O2", 0],
            ["10.1", "O3", 100],
        ],
        [
            ["รหัส", "รายการ", "คะแนน"],
            ["9.1 ข้อมูลสถานศึกษา", None, None],
            ["O1", "ก", 100],
            ["๙.๒ งานวิชาการ", None, None],
            ["O2", "ข", 0],
            ["10.1", None, None],
            ["O3", "ค", 100],
        ],
    ],
)
def test_names_of_a_list_of_its_own(rows):
    assert names(rows) == [
        ("O1", "9.1", "ข้อมูลสถานศึกษา"), ("O2", "9.2", "งานวิชาการ"), ("O3", "10.1", ""),
    ]  # fmt: skip
