"""Measures from workbooks of any shape: headers, headings, keys, what is no plan at all."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from ita.domain.divisions import EVERYONE, load_divisions
from ita.domain.mapping import FileMapping
from ita.domain.tables import MEASURE_TYPES
from ita.language import Words
from ita.reading.measures import read_measures
from tests.reading.files import cells, codes, workbook
from tests.reading.measures.plans import GOOD, HEADER, read, row


@pytest.mark.parametrize("text", ["ทุกเดือน", "ทุก ๑ เดือน", "รายไตรมาส", "ตลอดปี"])
def test_work_that_comes_back_has_no_last_day(text):
    reading = read(row(deadline=text))
    assert reading.problems == ()
    assert reading.measures["recurring"].tolist() == [True]


@pytest.mark.parametrize(
    ("cell", "indicator"),
    [
        ("๑) การปฏิบัติหน้าที่", 1),
        ("๕) การแก้ไข ปัญหา การทุจริต", 5),
        ("๗) ประสิทธิภาพในการสื่อสาร", 7),
        ("ตัวชี้วัดที่ ๓ การใช้อํานาจ", 3),
        ("การใช้งบประมาณ", 2),
        (10, 10),
        ("๙.๒ การบริหารงาน", 9),
    ],
)
def test_forms_of_the_indicator_cell(cell, indicator):
    reading = read(row(indicator=cell), row(indicator=None, issue="อีกเรื่อง"))
    assert reading.measures["indicator"].tolist() == [indicator, indicator]
    assert reading.problems == ()


def test_headings_and_codes_as_the_offices_document_prints_them():
    page = ["ตัวชี้วัด", "ประเด็นที่ต้องเตรียมความพร้อม/ยกระดับ", "กิจกรรม", "แล้วเสร็จ", "ผู้รับผิดชอบ"]
    rows = [
        ["๙) การเปิดเผยข้อมูล"],
        ["๙.๑ ข้อมูลพื้นฐาน"],
        ["", "๐๑ โครงสร้าง", "ลงเว็บ", "๒๐ เม.ย ๖๖", "ฝ่ายปกครอง"],
        page,
        ["", "O๑๐ คู่มือ", "ลงเว็บ", "๒๐ เม.ย ๖๖", "ทุกฝ่าย"],
        ["ตัวชี้วัดย่อยที่ ๙.๓ การบริหารเงินงบประมาณ"],
        ["", "020 สรุปผล", "ลงเว็บ", "๒๐ เม.ย ๖๖", "ฝ่ายคลัง"],
        ["ลงชื่อ ผู้อำนวยการเขต"],
    ]
    reading = read(*rows, header=page)
    measures = reading.measures
    assert measures["item_code"].tolist() == ["O1", "O10", "O20"]
    assert measures["issue"].tolist() == ["โครงสร้าง", "คู่มือ", "สรุปผล"]
    assert measures["sub_indicator"].tolist() == ["9.1", "9.1", "9.3"]
    assert set(measures["indicator"]) == {9}
    assert {each.code: each.cell for each in reading.problems} == {
        "measure-row-not-understood": "A9",
        "item-code-from-issue": "B4",
    }


def test_headers_in_any_order_row_and_sheet():
    sheets = {
        "บันทึก": [["ไม่มีอะไร"]],
        "แผน ": [
            ["มาตรการส่งเสริมคุณธรรมของสำนักงานเขตตัวอย่าง ปีงบประมาณ 2566"],
            [],
            [None, "ผู้รับผิดชอบ", "ลิงก์", "กำหนดแล้วเสร็จ", "มาตรการ\nที่ทำ", "ตัวชี้วัด"],
            [None, "ฝ่ายคลัง", "https://x.go.th", "20 เม.ย. 66", "จัดประชุม", 2],
        ],
    }
    reading = read_measures(workbook(sheets), "a.xlsx")
    (measure,) = reading.measures.to_dict("records")
    assert (measure["issue"], measure["indicator"], measure["cell"]) == ("จัดประชุม", 2, "B4")
    assert measure["divisions"] == ("ฝ่ายการคลัง",)
    assert (reading.agency, reading.fiscal_year) == ("สำนักงานเขตตัวอย่าง", 2566)
    assert reading.problems == ()


def test_a_header_of_two_merged_rows():
    rows = [
        ["ตัวชี้วัด", "ประเด็น", "ระยะเวลา", "", "ผู้รับผิดชอบ"],
        ["", "", "แล้วเสร็จ", "กำกับติดตาม", ""],
        [1, "เรื่อง", "20 เม.ย. 66", "ทุก ๑ เดือน", "ฝ่ายปกครอง"],
    ]
    reading = read_measures(workbook(rows), "2566.xlsx")
    (measure,) = reading.measures.to_dict("records")
    assert (measure["deadline_text"], measure["follow_up_text"]) == ("20 เม.ย. 66", "ทุก ๑ เดือน")
    assert codes(reading) == ["year-from-file-name"]


def test_columns_missing_or_twice():
    reading = read(["เรื่อง", "ทำ", "ฝ่ายปกครอง"], header=["ประเด็น", "กิจกรรม", "ผู้รับผิดชอบ"])
    assert {each.value for each in reading.problems if each.code == "measure-column-missing"} == {
        "ตัวชี้วัด",
        "ระยะเวลาแล้วเสร็จ",
    }
    assert set(codes(reading)) == {"measure-column-missing"}
    assert {each.severity for each in reading.problems} == {"warning"}
    twice = read([*GOOD, "ฝ่ายโยธา"], header=[*HEADER, "ฝ่ายที่รับผิดชอบ"])
    assert twice.problems == ()
    assert twice.measures["divisions"].tolist() == [("ฝ่ายปกครอง", "ฝ่ายโยธา")]


def test_an_empty_table_and_a_file_without_measures():
    assert codes(read()) == ["measure-table-empty", "no-measures-found"]
    none = read_measures(workbook([["รหัส", "คะแนน"], ["I1", 90]]), "a.xlsx")
    assert codes(none) == ["no-measures-found"]
    assert none.measures.empty
    assert list(none.measures.columns) == list(MEASURE_TYPES)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"GIF89a", "file-not-a-spreadsheet"),
        (b"%PDF-1.4", "file-unreadable"),
    ],
)
def test_bad_bytes_give_a_problem_and_an_empty_table(data, code):
    reading = read_measures(data, "../ม.xlsx")
    assert codes(reading) == [code]
    assert reading.measures.empty
    assert reading.file == "ม.xlsx"


def test_a_csv_reads_as_well():
    text = "\n".join(",".join(cells_of) for cells_of in (HEADER, GOOD))
    reading = read_measures(text.encode("cp874"), "แผน 2566.csv")
    assert reading.measures["issue"].tolist() == ["จุดบริการ"]


def test_what_the_user_corrected_comes_first():
    reading = read(GOOD, mapping=FileMapping("เขตอื่น", 2567))
    assert (reading.agency, reading.fiscal_year) == ("เขตอื่น", 2567)
    assert codes(reading) == ["deadline-before-year"]


def test_the_users_variant_comes_before_the_files():
    assert read(GOOD).variant == "bangkok"
    reading = read(GOOD, mapping=FileMapping(variant="national"))
    assert (reading.variant, reading.divisions.names) == ("national", ("ฝ่ายปกครอง",))


def test_a_correction_fills_only_the_gaps_of_a_file_with_several_years():
    header = [*HEADER, "ปีงบประมาณ"]
    one = read(
        [*GOOD, 2566], [*row(issue="ข"), ""], header=header, mapping=FileMapping(fiscal_year=2565)
    )
    assert one.measures["fiscal_year"].tolist() == [2565, 2565]
    two = read(
        [*GOOD, 2566],
        [*row(issue="ข"), 2564],
        [*row(issue="ค"), ""],
        header=header,
        mapping=FileMapping(fiscal_year=2565),
    )
    assert two.measures["fiscal_year"].tolist() == [2566, 2564, 2565]
    assert two.fiscal_year is None


def test_the_same_measure_keeps_its_key_in_another_row_and_sheet():
    first = read(GOOD, row(issue="ข")).measures
    moved = read(row(issue="ใหม่"), row(issue="ข"), GOOD).measures
    assert (
        dict(zip(first["issue"], first["key"], strict=True)).items()
        <= dict(zip(moved["issue"], moved["key"], strict=True)).items()
    )


def test_a_key_that_the_file_brings_is_kept_unless_it_is_not_one():
    header = [*HEADER, "รหัสมาตรการ"]
    reading = read(
        [*GOOD, "0123456789abcdef"],
        [*row(issue="ข"), "ไม่ใช่รหัส"],
        header=header,
    )
    assert reading.measures["key"].iloc[0] == "0123456789abcdef"
    assert cells(reading, "measure-key-unusable") == [("มาตรการ", "A3")]


CELLS = st.one_of(
    st.none(),
    st.sampled_from([*HEADER, *GOOD, "12", "รวม", "-", "O1", "I11", "ทุกฝ่าย", "31 ก.พ. 66", "9.1"]),
    st.text(max_size=30).map(lambda text: ILLEGAL_CHARACTERS_RE.sub("", text)),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**6), 10**6),
    st.booleans(),
    st.dates(date(1900, 3, 1)),
    st.times(),
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=6))
def test_no_sheet_is_too_odd(rows):
    reading = read_measures(workbook({"ม": [HEADER, *rows]}), "2566.xlsx")
    assert {name: str(kind) for name, kind in reading.measures.dtypes.items()} == dict(
        MEASURE_TYPES
    )
    for problem in reading.problems:
        assert problem.message(Words("th"))
        assert problem.message(Words("en"))


def test_a_plan_of_another_office_has_the_divisions_that_it_names():
    rows = [
        ["แผนของเทศบาลเมืองตัวอย่าง ปีงบประมาณ 2566"],
        HEADER,
        row(responsible="ผอ.กองคลัง / กองช่าง"),
        row(issue="ข", responsible="ทุกสำนัก/กอง"),
        row(issue="ค", responsible="ฝ่ายปกครอง"),
    ]
    reading = read_measures(workbook(rows), "a.xlsx")
    assert reading.problems == ()
    assert reading.measures["divisions"].tolist() == [
        ("กองคลัง", "กองช่าง"),
        (EVERYONE,),
        ("ฝ่ายปกครอง",),
    ]
    assert reading.divisions.names == ("กองคลัง", "กองช่าง", "ฝ่ายปกครอง")


@pytest.mark.parametrize(
    ("agency", "variant", "ten"),
    [
        ("สำนักงานเขตยานนาวา", "", True),
        ("สำนักงานเขตยานนาวา", "ทั่วประเทศ", True),
        ("", "กรุงเทพมหานคร", True),
        ("สำนักการแพทย์ กรุงเทพมหานคร", "กรุงเทพมหานคร", False),
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสกลนคร เขต 1", "", False),
        ("", "", False),
    ],
)
def test_only_district_offices_have_the_ten_divisions(agency, variant, ten):
    facts = [["หน่วยงาน", agency], ["ปีงบประมาณ", 2566], ["รูปแบบ", variant]]
    reading = read_measures(workbook({"ก": [HEADER, GOOD], "ข": facts}), "a.xlsx")
    assert reading.divisions.names == (
        load_divisions(None, "bangkok").names if ten else ("ฝ่ายปกครอง",)
    )
