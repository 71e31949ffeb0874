"""Plans as other offices lay them out: what each row says, or a question. (DOMAIN.md §4)"""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.domain.divisions import EVERYONE
from ita.domain.mapping import UNUSED, FileMapping, SheetMapping
from tests.reading.files import cells, codes
from tests.reading.measures.other_plans import JUNE, MARCH, SEPTEMBER, days, errors, read


def test_a_plan_against_risks():
    header = ["รหัสเสี่ยง", "โครงการ/ภารกิจ", "วิธีการจัดการความเสี่ยง", "ตัวชี้วัดความสำเร็จ", "ผู้รับผิดชอบ"]
    reading = read(
        [*header, "ระยะเวลา", "วิธีการติดตาม"],
        ["R1", "จัดซื้อ", "อบรม", "ร้อยละ 80", "กองคลัง/กองช่าง", "ไตรมาส ๑ - ๔", "รายงานผู้บริหาร"],
        ["R2", "เบิกจ่าย", "ตรวจ", "ร้อยละ 90", "ทุกสำนัก/กอง", "ทุกเดือน", "ประชุม"],
    )
    first, second = reading.measures.to_dict("records")
    assert (first["issue"], first["activity"], first["kpi"]) == ("จัดซื้อ", "อบรม", "ร้อยละ 80")
    assert (first["divisions"], first["follow_up_text"]) == (("กองคลัง", "กองช่าง"), "รายงานผู้บริหาร")
    assert (second["divisions"], second["recurring"]) == ((EVERYONE,), True)
    assert days(reading) == [SEPTEMBER, None]
    assert errors(reading) == []
    assert cells(reading, "measure-column-unused") == [("แผน", "A2")]


def test_a_list_of_items_with_who_is_responsible():
    reading = read(["ข้อ", "งานที่รับผิดชอบ"], ["O1", "งานธุรการ"], ["O๒ ข้อมูลผู้บริหาร", "งานคลัง/งานพัสดุ"])
    assert reading.measures["item_code"].tolist() == ["O1", "O2"]
    assert reading.measures["issue"].tolist() == ["O1", "ข้อมูลผู้บริหาร"]
    assert reading.measures["divisions"].tolist() == [("งานธุรการ",), ("งานคลัง", "งานพัสดุ")]
    assert days(reading) == [None, None]
    assert codes(reading) == ["measure-column-missing"] * 2
    assert errors(reading) == []


@pytest.mark.parametrize(
    "header", ["งบประมาณ", "งบประมาณ (บาท)", "วงเงินงบประมาณ", "งบประมาณ ปี 2566"]
)
def test_one_column_of_money_is_kept_as_it_stands(header):
    reading = read(
        ["โครงการ", header, "ระยะเวลา", "ผู้รับผิดชอบ"],
        ["อบรม", 10000, "มี.ค. 66", "กองคลัง"],
        ["ประชุม", "ไม่ใช้งบประมาณ", "มี.ค. 66", "กองคลัง"],
    )
    assert reading.measures["budget"].tolist() == ["10,000", "ไม่ใช้งบประมาณ"]
    assert days(reading) == [MARCH, MARCH]


def test_several_columns_of_who_is_responsible_name_all():
    reading = read(
        ["กิจกรรม", "กำหนดเสร็จ", "ผู้รับผิดชอบ", None],
        [None, None, "หลัก", "สนับสนุน"],
        ["อบรม", "มี.ค. 66", "กองคลัง", "กองช่าง"],
    )
    assert reading.measures["divisions"].tolist() == [("กองคลัง", "กองช่าง")]


def test_a_column_of_indicators_that_holds_what_success_is_measured_by():
    reading = read(
        ["โครงการ", "ตัวชี้วัด", "ระยะเวลา", "ผู้รับผิดชอบ"],
        ["อบรม", "1. จำนวนผู้เข้าร่วมไม่น้อยกว่าร้อยละ 80", "มี.ค. 66", "กองคลัง"],
    )
    (row,) = reading.measures.to_dict("records")
    assert row["kpi"].startswith("1. จำนวน")
    assert pd.isna(row["indicator"])
    assert errors(reading) == []


def test_what_a_person_answers_about_columns_and_rows():
    sheet = SheetMapping(
        "แผน",
        header_rows=(2,),
        columns={"B": "responsible", "C": UNUSED},
        unused_rows=frozenset({4}),
    )
    reading = read(
        ["กิจกรรม", "ใคร", "ระยะเวลา"],
        ["ก", "กองคลัง", "เร็ว ๆ นี้"],
        ["ข", "กองคลัง", "-"],
        mapping=FileMapping(fiscal_year=2566, sheets=(sheet,)),
    )
    assert reading.measures["activity"].tolist() == ["ก"]
    assert reading.measures["divisions"].tolist() == [("กองคลัง",)]
    assert errors(reading) == []
    assert reading.tables[0].row_kinds == {3: "measure", 4: "unused"}
    assert reading.tables[0].columns == {"A": "activity", "B": "responsible", "C": "unused"}


@pytest.mark.parametrize(
    "rows",
    [
        [["ลำดับ", "ตัวชี้วัด", "ประเด็น", "คะแนน"], [1, "การปฏิบัติหน้าที่", "ก", 90]],
        [["ลำดับ", "ชื่อ", "เบอร์โทร"], [1, "นาย ก", "02"]],
        [["รายการ", "จำนวน", "ราคา"], ["ปากกา", 2, 10]],
    ],
)
def test_what_is_no_plan_is_refused(rows):
    reading = read(*rows)
    assert reading.measures.empty
    assert errors(reading) == ["no-measures-found"]


def test_rows_that_begin_like_a_header_stay_rows():
    reading = read(
        ["โครงการ", "ระยะเวลา", "ผู้รับผิดชอบ"],
        ["โครงการอบรมคุณธรรม", "มี.ค. 66", "กองคลัง"],
        ["กิจกรรมรณรงค์", "ไตรมาส 2", "ผู้รับผิดชอบโครงการ"],
        ["รายการทรัพย์สิน", "กำหนดตามปฏิทิน", "กองคลัง"],
    )
    assert len(reading.measures) == 3


def test_rows_that_group_add_up_or_explain_are_no_measures_and_are_said():
    reading = read(
        ["โครงการ", "งบประมาณ", "ระยะเวลา", "ผู้รับผิดชอบ"],
        ["มิติที่ 1 การสร้างสังคมที่ไม่ทนต่อการทุจริต"],
        ["โครงการอบรม", "10,000", "มี.ค. 66", "กองคลัง"],
        ["รวม", "10,000"],
        ["หมายเหตุ ข้อมูล ณ วันที่ 1 ต.ค. 65"],
    )
    assert reading.measures["issue"].tolist() == ["โครงการอบรม"]
    left_out = cells(reading, "measure-row-not-understood")
    assert [cell for _, cell in left_out] == ["A3", "A5", "A6"]
    assert errors(reading) == []


def test_what_stands_under_the_plan_counts_and_what_stands_under_its_result_does_not():
    reading = read(
        ["กิจกรรม", "แผน", None, "ผล", None, "ผู้รับผิดชอบ"],
        [None, "เริ่ม", "สิ้นสุด", "เริ่ม", "สิ้นสุด", None],
        ["อบรม", "1 ต.ค. 65", "31 มี.ค. 66", "5 ต.ค. 65", "30 เม.ย. 66", "กองคลัง"],
    )
    assert (days(reading), errors(reading)) == ([MARCH], [])
    assert len(cells(reading, "column-set-aside")) == 2


COLUMNS = {
    "ตัวชี้วัด": 1,
    "ประเด็น": "จุดบริการ",
    "กิจกรรม": "จัดอบรม",
    "ระยะเวลาแล้วเสร็จ": "30 ก.ย. 66",
    "ผู้รับผิดชอบ": "กองคลัง/กองช่าง",
    "งบประมาณ": "10,000",
    "ตัวชี้วัดความสำเร็จ": "ร้อยละ 80",
    "วิธีการติดตาม": "รายงาน",
}


@settings(max_examples=40)
@given(st.permutations(list(COLUMNS)), st.integers(0, 3))
def test_columns_in_any_order_and_blank_ones_between_say_the_same(order, blank):
    reading = read([*[None] * blank, *order], [*[None] * blank, *[COLUMNS[name] for name in order]])
    (row,) = reading.measures.to_dict("records")
    assert (row["indicator"], row["issue"], row["activity"]) == (1, "จุดบริการ", "จัดอบรม")
    assert (row["budget"], row["kpi"], row["follow_up_text"]) == ("10,000", "ร้อยละ 80", "รายงาน")
    assert row["divisions"] == ("กองคลัง", "กองช่าง")
    assert (days(reading), reading.problems) == ([SEPTEMBER], ())


def test_a_plan_that_lies_on_its_side():
    reading = read(
        ["ลำดับ", "1", "2", "3"],
        ["กิจกรรม", "อบรม", "ประชุม", "เผยแพร่"],
        ["กำหนดแล้วเสร็จ", "31 มี.ค. 66", "ไตรมาส 3", "30 ก.ย. 66"],
        ["ผู้รับผิดชอบ", "กองคลัง", "กองช่าง", "ทุกกอง"],
    )
    assert reading.measures["activity"].tolist() == ["อบรม", "ประชุม", "เผยแพร่"]
    assert days(reading) == [MARCH, JUNE, SEPTEMBER]
    assert errors(reading) == []
