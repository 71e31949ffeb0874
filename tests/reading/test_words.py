"""Headers, labels, codes, years and figures, each word by itself. (DOMAIN.md §6)"""

import datetime
from typing import Any

import pytest

from ita.reading.scores.labels import label_of, printed_code
from ita.reading.tables.headers import INDICATORS_OF, column, indicator_of_name, instrument_in
from ita.reading.tables.numbers import figure, figure_and_words
from ita.reading.tables.text import clean, key, year_in
from tests.reading.files import NAMES


@pytest.mark.parametrize(
    ("header", "kind"),
    {
        "ตัวชี้วัด": "indicator name",
        "ตัวชี้วัดที่": "indicator number",
        "ตัวชี้วัดย่อย": "sub-indicator",
        "ประเด็นการประเมิน": "text",
        "หัวข้อ": "text",
        "ข้อคำถาม": "text",
        "ข้อ": "code",
        "รหัส": "code",
        "ลำดับ": "order",
        "อันดับ": "order",
        "เครื่องมือ": "instrument",
        "แบบวัด": "instrument",
        "แบบ/ค่าน้ำหนัก (ร้อยละ)": "instrument",
        "น้ำหนัก(ร้อยละ)": "weight",
        "คะแนน": "score",
        "คะแนนที่ได้": "score",
        "คะแนนที่ได้ (๑๐๐)": "score",
        "คะแนนเฉลี่ย": "score",
        "คะแนน ITA (ปี 2563)": "total",
        "คะแนนรวม": "total",
        "ผลประเมิน Pre-Assessment": "result",
        "ผลสรุปการประเมิน": "result",
        "ผลการประเมิน": "result",
        "คะแนนเฉลี่ยตัวชี้วัด": "indicator score",
        "คะแนนเฉลี่ย ตัวชี้วัด": "indicator score",
        "คะแนนถ่วงน้ำหนัก": "weighted",
        "ระดับ": "grade",
        "ระดับผลการประเมิน": "grade",
        "หน่วยงาน": "agency",
        "คณะ/หน่วย": "agency",
        "จังหวัด": "agency",
        "ปีงบประมาณ": "year",
        "จำนวนข้อที่สูงกว่า 85": "count",
        "จากทั้งหมด (ข้อ)": "count of",
        "เปลี่ยนแปลง (ร้อยละ)": "other",
        "agency_id": "other",
        "คะแนนเต็ม": "other",
        "การอื่นใด": "",
        "": "",
    }.items(),
)
def test_words_of_real_headers(header: str, kind: str) -> None:
    assert column(header).kind == kind


@pytest.mark.parametrize(
    ("cells", "kind", "name"),
    [
        (("IIT",), "of instrument", "IIT"),
        (("EIT ส่วนที่ 2",), "of part", "EIT 2"),
        (("EIT", "ส่วนที่ 1"), "of part", "EIT 1"),
        (("IIT", 3), "of indicator", "3"),
        (("EIT", 1), "of indicator", "6"),
        (("OIT", "๑๐"), "of indicator", "10"),
        (("ตัวชี้วัดที่ ๔",), "of indicator", "4"),
        (("ตัวชี้วัด", "การใช้งบประมาณ"), "of indicator", "2"),
        (("i5",), "item", "I5"),
        (("9.1 ข้อมูลพื้นฐาน",), "of sub-indicator", "9.1"),
        (("IIT", "ระดับ"), "grade", "IIT"),
        (("IIT", "คะแนนถ่วงน้ำหนัก"), "weighted", "IIT"),
        (("คะแนน", 2564), "score", ""),
        (("หน่วยงาน", ""), "agency", ""),
    ],
)
def test_what_a_column_holds(cells: tuple[Any, ...], kind: str, name: str) -> None:
    found = column(*cells)
    assert (found.kind, found.key) == (kind, name)


def test_a_header_tells_its_year_in_both_eras() -> None:
    assert column("คะแนน ITA (ปี 2563)").year == 2563
    assert column("คะแนน ปี ๒๕๖๔").year == 2564
    assert (column("Score 2021").year, column("Score 2021").christian) == (2564, True)


@pytest.mark.parametrize("prefix", ["", "1. ", "๑) ", "ตัวชี้วัดที่ 1 ", "(1) "])
def test_an_indicator_by_its_name(prefix: str) -> None:
    assert indicator_of_name(prefix + NAMES[0]) == 1


@pytest.mark.parametrize(
    ("name", "number"),
    {
        "การใช้อํานาจ": 3,
        "การปรับปรุงการทำงาน": 8,
        "การปรับปรุงระบบการทางาน": 8,
        "คุณภารการดำเนินงาน": 6,
        "การเปิดเผยข้อมูล": 9,
        "การเปิดเผยข้อมูลสาธารณะ": None,
        "การปฏิบัติหน้าที่ของบุคลากร": None,
    }.items(),
)
def test_other_spellings_of_an_indicator(name: str, number: int | None) -> None:
    assert indicator_of_name(name) == number


@pytest.mark.parametrize(
    ("text", "instrument"),
    {
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)": "IIT",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก": "EIT",
        "แบบตรวจการเปิดเผยข้อมูลสาธารณะ(OIT)": "OIT",
        "IIT และ EIT": "",
        "VISIT": "",
    }.items(),
)
def test_an_instrument_in_a_heading(text: str, instrument: str) -> None:
    assert instrument_in(text) == instrument


@pytest.mark.parametrize(
    ("text", "kind"),
    {
        "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่": "indicator",
        "๑) แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)": "instrument",
        "แบบวัด EIT ส่วนที่ 2": "part",
        "๙.๑. ข้อมูลพื้นฐาน": "group",
        "10.2.1 มาตรการภายใน": "group",
        "๑๑. บุคลากรในสำนักงาน": "item",
        "1๒๕. ผู้อำนวยการ": "item",
        "๐๑๐. แผนปฏิบัติราชการ": "item",
        "E๑ เจ้าหน้าที่": "item",
        "คะแนนเฉลี่ย (ถ่วงน้ำหนัก)": "total",
        "คะแนนรวม ITA": "total",
        "รวม": "summary",
        "ค่าเฉลี่ย": "summary",
        "ระดับผลการประเมิน": "grade",
        "• เงิน": "detail",
        "๑) ๗ ท่านรู้เกี่ยวกับแผน": "text",
        "รวมถึงการมีส่วนร่วมของประชาชน": "text",
        "ระดับความพึงพอใจของท่าน": "text",
        "": "",
    }.items(),
)
def test_what_a_row_is_about(text: str, kind: str) -> None:
    assert label_of(text).kind == kind


def test_a_label_of_a_whole_page_is_judged_and_kept_whole() -> None:
    label = label_of("I5. " + "ก" * 3000)
    assert (label.kind, label.code, len(label.text)) == ("item", "I5", 3000)


@pytest.mark.parametrize(
    ("code", "plain", "believable"),
    [
        ("I11", "I11", True),
        ("i 5", "I5", True),
        ("E๑๕.", "E15", True),
        ("๑๑๒", "112", False),
        ("1๒๕", "125", False),
        ("๐๑๐", "010", False),
        ("O020", "O020", False),
        ("", "", False),
    ],
)
def test_which_printed_codes_are_believed(code: str, plain: str, believable: bool) -> None:
    assert printed_code(code) == (plain, believable)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (85, 85.0),
        (85.5, 85.5),
        ("85,5", 85.5),
        ("0,855", 0.855),
        ("1,234.5", 1234.5),
        ("๙๗.๖๘ คะแนน", 97.68),
        ("ร้อยละ ๙๐", 90.0),
        ("85.5 %", 85.5),
        ("-5", -5.0),
        (".5", 0.5),
        ("100.", 100.0),
    ],
)
def test_figures(cell: Any, value: float) -> None:
    assert figure(cell) == (value, "")


@pytest.mark.parametrize(
    ("cell", "trouble"),
    [
        (None, "missing"),
        ("", "missing"),
        ("\u00a0–\u200b", "missing"),
        ("n/a", "missing"),
        ("ไม่มีข้อมูล", "missing"),
        ("#DIV/0!", "error-value"),
        ("#N/A", "error-value"),
        (True, "boolean"),
        (datetime.datetime(2022, 1, 2), "date"),
        (datetime.time(1, 2), "date"),
        (datetime.timedelta(1), "date"),
        (float("nan"), "not-finite"),
        (float("inf"), "not-finite"),
        (10**400, "not-finite"),
        ("9" * 60, ""),
        ("8 5", "text"),
        ("85.5.5", "text"),
        ("=1+1", "text"),
        ("1" * 61, "text"),
    ],
)
def test_what_is_no_figure(cell: Any, trouble: str) -> None:
    assert figure(cell).trouble == trouble


def test_a_level_behind_a_figure() -> None:
    value, words = figure_and_words("๙๘.๑๔ AA - Excellence")
    assert (value.value, words) == (98.14, "AA - Excellence")
    assert figure_and_words("๖ คุณภาพการดำเนินงาน")[0].value is None


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (2565, (2565, False)),
        (2565.0, (2565, False)),
        ("ปี ๒๕๖๕", (2565, False)),
        ("พ.ศ. 2565", (2565, False)),
        (2022, (2565, True)),
        ("FY2022", (2565, True)),
        ("2563–2565", (None, False)),
        ("2565.5", (None, False)),
        (25650, (None, False)),
        (True, (None, False)),
        (None, (None, False)),
    ],
)
def test_years(cell: Any, year: tuple[int | None, bool]) -> None:
    assert year_in(cell) == year


def test_texts_that_look_alike_are_equal() -> None:
    spellings = ["น้ำหนัก", "น้\u0e4d\u0e32หนัก", "น้าหนัก", "น้ํ าหนัก", "น้ำ\u200bหนัก", " น้ำ หนัก "]
    assert {key(text) for text in spellings} == {"น้าหนัก"}
    assert clean("ก_x000D_\nข\u0008\u202eค") == "ก ขค"


def test_every_indicator_has_its_instrument() -> None:
    assert INDICATORS_OF == {"IIT": [1, 2, 3, 4, 5], "EIT": [6, 7, 8], "OIT": [9, 10]}
