"""What the words of a header say of its column, in real headers and remarks. (DOMAIN.md §6)"""

from typing import Any

import pytest

from ita.reading.tables.headers import INDICATORS_OF, column, indicator_of_name, instrument_in
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
        "จังหวัด": "agency detail",
        "ปีงบประมาณ": "year",
        "จำนวนข้อที่สูงกว่า 85": "count",
        "จากทั้งหมด (ข้อ)": "count of",
        "เปลี่ยนแปลง (ร้อยละ)": "other",
        "agency_id": "agency detail",
        "คะแนนเต็ม": "full marks",
        "การอื่นใด": "",
        "": "",
    }.items(),
)
def test_words_of_real_headers(header: str, kind: str) -> None:
    assert column(header).role == kind


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
    header = column(*cells)
    assert (header.role, header.key) == (kind, name)


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


def test_every_indicator_has_its_instrument() -> None:
    assert INDICATORS_OF == {"IIT": [1, 2, 3, 4, 5], "EIT": [6, 7, 8], "OIT": [9, 10]}
