"""What looks like ITA and is none is refused by its name. (DOMAIN.md §3)"""

from typing import Any

import pytest

from ita.domain.mapping import FileMapping, SheetMapping
from ita.reading.files.workbook import Sheet
from ita.reading.scores import read_sheets
from tests.reading.files import FIGURES, NAMES, codes, indicators, questions, reported

MOIT = [["ข้อ", "รายการ", "คะแนน"], *[[f"MOIT {n}", f"ข้อ {n}", 100.0] for n in range(1, 23)]]
EB = [["หลักฐาน", "คะแนน"], *[[f"EB {n} หน่วยงานมีคำสั่ง", 1.0] for n in range(1, 27)]]
FIVE = [
    ["ดัชนี", "ค่าน้ำหนัก", "คะแนน"],
    ["ความโปร่งใส (Transparency Index)", 26.0, 80.5],
    ["ความพร้อมรับผิด (Accountability Index)", 18.0, 81.5],
    ["ความปลอดจากการทุจริตในการปฏิบัติงาน", 22.0, 90.5],
    ["วัฒนธรรมคุณธรรมในองค์กร", 16.0, 70.5],
    ["คุณธรรมการทำงานในหน่วยงาน", 18.0, 75.5],
]
TABLE = [["รายการ", "คะแนนรวม"], ["ด้านที่ 1", 4.5], ["ด้านที่ 2", 4.8], ["คะแนนรวม", 4.65]]
Rows = list[list[Any]]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (MOIT, "MOIT"),
        (EB, "MOIT"),
        ([["ผลการประเมิน MOPH ITA ปี 2565"], *TABLE], "MOIT"),
        (FIVE, "five indices"),
        ([["เกณฑ์การให้คะแนนรางวัลพระปกเกล้า ประจำปี 2565"], *TABLE], "King Prajadhipok"),
        ([["ผลการสำรวจความพึงพอใจของผู้รับบริการ"], *TABLE], "satisfaction"),
        ([["รายการ", "ระดับความพึงพอใจ"], *TABLE[1:]], "satisfaction"),
        ([["การประเมิน LPA ปี 2565"], *TABLE], "LPA"),
        ([["คะแนน PMQA 4.0"], *TABLE], "PMQA"),
    ],
    ids=str,
)
def test_a_look_alike_is_refused_by_name(rows: Rows, name: str) -> None:
    width = max(map(len, rows))
    reading = read_sheets([Sheet("ผล", [r + [""] * (width - len(r)) for r in rows])], "a 2565.xlsx")
    assert codes(reading) == ["other-assessment"]
    assert name in reading.problems[0].value
    assert reading.scores.empty
    assert reading.reported.empty


def test_the_name_of_the_sheet_tells_it_too() -> None:
    assert codes(read_sheets([Sheet("LPA", TABLE)], "2565.xlsx")) == ["other-assessment"]


@pytest.mark.parametrize(
    "title",
    [
        "ผลการประเมิน ITA และความพึงพอใจของผู้รับบริการ (EIT)",
        "โรงพยาบาลพระปกเกล้า ปี 2565",
        "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
    ],
)
def test_ita_itself_is_read(title: str) -> None:
    rows = [[title, "", "", ""], *indicators()]
    assert len(reported(read_sheets([Sheet("ผล", rows)], "2565.xlsx"), "indicator")) == 10


def test_a_question_about_satisfaction_is_no_title() -> None:
    rows = [
        ["ข้อคำถาม", "คะแนน"],
        ["E1 ระดับความพึงพอใจของท่าน", 90.0],
        ["E2 การประเมินความพึงพอใจ", 91.0],
    ]
    reading = read_sheets([Sheet("ผล", rows)], "2565.xlsx")
    assert reading.scores["code"].tolist() == ["E1", "E2"]


def test_the_other_sheets_of_the_file_are_read() -> None:
    sheets = [
        Sheet("MOIT", MOIT),
        Sheet("ITA", [["ตัวชี้วัด", "คะแนน"], *map(list, zip(NAMES, FIGURES, strict=True))]),
    ]
    reading = read_sheets(sheets, "2565.xlsx")
    assert len(reported(reading, "indicator")) == 10
    assert "other-assessment" in codes(reading)


def test_a_person_can_say_that_it_is_ita_all_the_same() -> None:
    rows = [["ระดับความพึงพอใจ", "", "", ""], *indicators()]
    answer = FileMapping(sheets=(SheetMapping("ผล", columns={"D": "score"}),))
    assert codes(read_sheets([Sheet("ผล", rows)], "2565.xlsx")) == ["other-assessment"]
    assert codes(read_sheets([Sheet("ผล", rows)], "2565.xlsx", mapping=answer)) == []


def test_questions_of_ita_are_no_look_alike() -> None:
    assert len(read_sheets([Sheet("ผล", questions())], "2565.xlsx").scores) == 88
