"""What a row's label says, and which printed codes can be believed."""

import pytest

from ita.reading.scores.labels import label_of
from ita.reading.tables.item_codes import item_code


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
    ("code", "read"),
    [
        ("I11", "I11"),
        ("i 5", "I5"),
        ("E๑๕.", "E15"),
        ("O020", "O20"),
        ("IIT-17", "I17"),
        ("๑๑๒", ""),
        ("1๒๕", ""),
        ("๐๑๐", ""),
        ("", ""),
    ],
)
def test_which_printed_codes_can_be_read(code: str, read: str) -> None:
    assert item_code(code) == read
