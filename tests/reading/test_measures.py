"""Measures from workbooks: the office's own, and every problem by its cell with the rest read."""

import re
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from ita.divisions import EVERYONE, load_divisions
from ita.language import Words, placeholders, sentences
from ita.reading.measures import MeasureReading, read_measures
from ita.tables import MEASURE_TYPES
from tests.reading.files import ROOT, cells, codes, saved, workbook

OWN = ROOT / "data" / "measures" / "yannawa_2566.xlsx"
HEADER = ["ตัวชี้วัด", "ประเด็น", "กิจกรรม", "ระยะเวลาแล้วเสร็จ", "ผู้รับผิดชอบ"]
INFORMATION = [["หน่วยงาน", "สำนักงานเขตตัวอย่าง"], ["ปีงบประมาณ", 2566], ["รูปแบบ", "กรุงเทพมหานคร"]]
GOOD = ["๑) การปฏิบัติหน้าที่", "จุดบริการ", "จัดอบรม", "๒๐ เม.ย. ๖๖", "ฝ่ายปกครอง"]


def row(**changed):
    names = ("indicator", "issue", "activity", "deadline", "responsible")
    return [changed.get(name, usual) for name, usual in zip(names, GOOD, strict=True)]


def read(*rows, header=HEADER, **options) -> MeasureReading:
    sheets = {"มาตรการ": [header, *rows], "ข้อมูล": INFORMATION}
    return read_measures(workbook(sheets), "แผน.xlsx", **options)


@pytest.fixture(scope="module")
def own() -> MeasureReading:
    return read_measures(OWN.read_bytes(), OWN.name)


class TestTheOfficesOwnWorkbook:
    def test_nothing_is_wrong_with_it(self, own):
        assert own.problems == ()
        assert (own.agency, own.fiscal_year, own.variant) == ("สำนักงานเขตยานนาวา", 2566, "bangkok")
        assert [(each.sheet, each.header_row, each.rows) for each in own.understood] == [
            ("มาตรการ", 1, 59)
        ]

    def test_every_measure_under_its_indicator(self, own):
        counts = own.measures["indicator"].value_counts()
        assert [counts[number] for number in range(1, 11)] == [6, 5, 2, 3, 3, 3, 3, 3, 22, 9]
        assert own.measures["no"].tolist() == list(range(1, 60))

    def test_the_items_of_the_year_once_each(self, own):
        items = own.measures["item_code"]
        assert items[items != ""].tolist() == [f"O{number}" for number in range(1, 31)]
        subs = own.measures["sub_indicator"].value_counts()
        assert subs.to_dict() == {
            "": 28,
            "9.1": 7,
            "9.2": 9,
            "9.3": 4,
            "9.4": 1,
            "9.5": 1,
            "10.1": 7,
            "10.2": 2,
        }

    def test_thirteen_ways_of_writing_a_deadline_are_five_days_and_one_month(self, own):
        assert own.measures["deadline_text"].nunique() == 13
        days = own.measures["deadline"].value_counts()
        assert {f"{day:%m-%d}": count for day, count in days.items()} == {
            "04-20": 31,
            "04-05": 13,
            "03-30": 6,
            "04-30": 5,
            "04-15": 3,
        }
        assert set(own.measures["deadline"].dropna().dt.year) == {2023}
        recurring = own.measures[own.measures["recurring"]]
        assert recurring["deadline_text"].tolist() == ["ทุกเดือน"]
        assert recurring["deadline"].isna().all()

    def test_twenty_two_spellings_are_ten_divisions_and_two_others(self, own):
        assert own.measures["responsible_text"].nunique() == 22
        named = {name for names in own.measures["divisions"] for name in names}
        bangkok = load_divisions("bangkok")
        assert named == {*bangkok.names, *bangkok.others, EVERYONE}

    def test_questions_that_measures_answer(self, own):
        told = own.measures[own.measures["question_codes"].map(len) > 0]
        assert dict(zip(told["no"], told["question_codes"], strict=True)) == {
            **dict.fromkeys((8, 9, 10, 11), ("I11",)),
            **dict.fromkeys((14, 15, 16), ("I19", "I20", "I23")),
        }

    def test_texts_stay_as_the_office_wrote_them(self, own):
        first, damaged = own.measures.iloc[0], own.measures.iloc[46]
        assert first["issue"] == "พัฒนาจุดบริการ ศูนย์ราชการฉับไว ใสสะอาด"
        assert first["output"] == "๑ ครั้ง/เดือน"
        assert damaged["responsible_text"] == "ฝ่ายโยธาฝ่ายสิ่งแวดล้อมฯ และฝ่ายอื่นๆ"
        assert set(own.measures["follow_up_text"]) == {"ทุก ๑ เดือน"}

    def test_keys_are_unique_and_stay_when_rows_move(self, own):
        assert own.measures["key"].is_unique
        again = read_measures(OWN.read_bytes(), "ชื่ออื่น.xlsx")
        assert again.measures["key"].tolist() == own.measures["key"].tolist()

    def test_agreed_columns_and_types(self, own):
        assert {name: str(kind) for name, kind in own.measures.dtypes.items()} == dict(
            MEASURE_TYPES
        )


def test_four_problems_by_their_cells_and_the_rest_is_shown():
    reading = read(
        GOOD,
        row(indicator="", responsible="ฝ่ายอวกาศ และฝ่ายโยธา"),
        row(indicator="", deadline=None),
        row(indicator="", deadline="20 เม.ย. 65"),
        row(indicator=12),
    )
    assert {each.code: (each.cell, each.severity) for each in reading.problems} == {
        "division-unknown": ("E3", "warning"),
        "deadline-missing": ("D4", "error"),
        "deadline-before-year": ("D5", "warning"),
        "measure-indicator-unknown": ("A6", "error"),
    }
    assert {each.sheet for each in reading.problems} == {"มาตรการ"}
    measures = reading.measures
    assert len(measures) == 5
    assert measures["divisions"].iloc[1] == ("ฝ่ายอวกาศ", "ฝ่ายโยธา")
    assert measures["deadline"].isna().tolist() == [False, False, True, False, False]
    assert measures["indicator"].isna().tolist() == [False] * 4 + [True]


@pytest.mark.parametrize(
    ("changed", "code", "cell"),
    [
        ({"responsible": None}, "division-missing", "E2"),
        ({"responsible": "-"}, "division-missing", "E2"),
        ({"deadline": "-"}, "deadline-missing", "D2"),
        ({"deadline": "เร็ว ๆ นี้"}, "deadline-unreadable", "D2"),
        ({"deadline": "31 เม.ย. 66"}, "deadline-unreadable", "D2"),
        ({"deadline": 45036}, "deadline-unreadable", "D2"),
        ({"deadline": "30 ก.ย. 65"}, "deadline-before-year", "D2"),
        ({"deadline": "1 ต.ค. 66"}, "deadline-after-year", "D2"),
        ({"deadline": "เม.ย. 66"}, "deadline-by-month", "D2"),
        ({"deadline": "1 มี.ค. - 20 เม.ย. 66"}, "deadline-of-several", "D2"),
        ({"deadline": "20 เม.ย."}, "deadline-year-assumed", "D2"),
        ({"indicator": "๑๒) ตัวอย่าง"}, "measure-indicator-unknown", "A2"),
        ({"indicator": "ตัวชี้วัดที่ 0"}, "measure-indicator-unknown", "A2"),
        ({"indicator": None}, "measure-indicator-missing", "B2"),
        ({"indicator": "11) การใช้อำนาจ"}, "indicator-number-differs", "A2"),
    ],
)
def test_each_problem_has_its_cell(changed, code, cell):
    reading = read(row(**changed))
    assert cells(reading, code) == [("มาตรการ", cell)]
    assert len(reading.measures) == 1


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("1 มี.ค. 66 - 20 เม.ย. 66", date(2023, 4, 20), "deadline-of-several"),
        ("20/4/2566", date(2023, 4, 20), None),
        (datetime(2023, 4, 20), date(2023, 4, 20), None),
        (datetime(2566, 4, 20), date(2023, 4, 20), "deadline-buddhist-date"),
        ("1 ต.ค. 65", date(2022, 10, 1), None),
        ("30 ก.ย. 66", date(2023, 9, 30), None),
    ],
)
def test_what_a_deadline_was_read_as(text, day, code):
    reading = read(row(deadline=text))
    assert reading.measures["deadline"].iloc[0] == pd.Timestamp(day)
    assert codes(reading) == ([code] if code else [])


@pytest.mark.parametrize("text", ["ทุกเดือน", "ทุก ๑ เดือน", "รายไตรมาส", "ตลอดปีงบประมาณ"])
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
    twice = read([*GOOD, "ฝ่ายโยธา"], header=[*HEADER, "ฝ่ายที่รับผิดชอบ"])
    assert cells(twice, "measure-column-twice") == [("มาตรการ", "F1")]
    assert twice.measures["divisions"].tolist() == [("ฝ่ายปกครอง",)]


def test_the_same_row_twice_counts_once():
    reading = read(GOOD, row(issue="อื่น"), GOOD)
    (problem,) = reading.problems
    assert (problem.code, problem.cell, problem.detail["first"]) == (
        *("measure-twice", "A4"),
        "มาตรการ A2",
    )
    assert len(reading.measures) == 2


def test_a_sheet_that_repeats_another_is_one_problem():
    sheets = {"หนึ่ง": [HEADER, GOOD, row(issue="ข")], "สอง": [HEADER, GOOD, row(issue="ข")]}
    reading = read_measures(workbook({**sheets, "ข้อมูล": INFORMATION}), "a.xlsx")
    (problem,) = reading.problems
    assert (problem.code, problem.sheet, problem.detail["count"]) == ("measure-twice", "สอง", "2")
    assert len(reading.measures) == 2


def test_two_measures_with_one_item_code_are_both_kept():
    header = [*HEADER, "รหัส OIT", "รหัสข้อคำถาม"]
    reading = read(
        [*row(indicator=9), "O1", "I11, I13-I15 และ E๒"],
        [*row(indicator="", issue="อีกเรื่อง"), "O1", "X9"],
        [*row(indicator="", issue="สาม"), "020", ""],
        [*row(indicator="", issue="สี่"), "ก", ""],
        header=header,
    )
    assert reading.measures["item_code"].tolist() == ["O1", "O1", "O20", ""]
    assert reading.measures["question_codes"].tolist()[:2] == [
        ("I13", "I14", "I15", "I11", "E2"),
        (),
    ]
    assert {each.code: each.cell for each in reading.problems} == {
        "question-code-unreadable": "G3",
        "item-code-unreadable": "F5",
        "item-code-mended": "F4",
        "item-code-twice": "B3",
    }
    assert reading.measures["key"].is_unique


def test_a_blank_issue_under_a_merged_one():
    reading = read(GOOD, row(indicator="", issue="", activity="อีกกิจกรรม"))
    assert cells(reading, "measure-issue-from-above") == [("มาตรการ", "B3")]
    assert set(reading.measures["issue"]) == {"จุดบริการ"}


def test_rows_that_are_no_measure_are_said():
    reading = read(GOOD, ["", "", "", "20 เม.ย. 66", "ฝ่ายปกครอง"])
    (problem,) = reading.problems
    assert (problem.code, problem.cell, problem.severity) == (
        *("measure-row-not-understood", "D3"),
        "error",
    )


def test_an_error_in_a_cell_is_said_once():
    import openpyxl

    book = openpyxl.Workbook()
    for cells_of in (HEADER, GOOD):
        book.active.append(cells_of)
    book.active["D2"] = "=TODAY()"
    reading = read_measures(saved(book), "2566.xlsx")
    assert cells(reading, "measure-cell-unread") == [("Sheet", "D2")]
    assert "deadline-missing" not in codes(reading)


def test_an_empty_table_and_a_file_without_measures():
    assert codes(read()) == ["measure-table-empty", "no-measures-found"]
    none = read_measures(workbook([["รหัส", "คะแนน"], ["I1", 90]]), "a.xlsx")
    assert codes(none) == ["no-measures-found"]
    assert none.measures.empty
    assert list(none.measures.columns) == list(MEASURE_TYPES)


def test_hidden_sheets():
    import openpyxl

    def book(*hidden):
        made = openpyxl.Workbook()
        made.remove(made.active)
        for name, issue in (("เก่า", "ก"), ("ใหม่", "ข")):
            sheet = made.create_sheet(name)
            for cells_of in (HEADER, row(issue=issue)):
                sheet.append(cells_of)
        for name in hidden:
            made[name].sheet_state = "hidden"
        # A workbook needs a sheet that is seen.
        made.create_sheet("ปก")
        return read_measures(saved(made), "2566.xlsx")

    assert book("เก่า").measures["issue"].tolist() == ["ข"]
    assert cells(book("เก่า"), "hidden-sheet-left-out") == [("เก่า", "")]
    assert len(book("เก่า", "ใหม่").measures) == 2
    assert len(cells(book("เก่า", "ใหม่"), "hidden-sheet-used")) == 2


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "file-empty"), (b"%PDF-1.4", "file-not-a-spreadsheet")]
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
    reading = read(GOOD, agency="เขตอื่น", fiscal_year=2567)
    assert (reading.agency, reading.fiscal_year) == ("เขตอื่น", 2567)
    assert codes(reading) == ["deadline-before-year"]


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


CODE = re.compile(
    r'"((?:measure|deadline|division|item-code|question-code|follow-up|no-measures)-[a-z-]+)"'
)


def test_every_problem_has_its_words_in_both_languages():
    files = [*(ROOT / "ita" / "reading").glob("*.py"), ROOT / "ita" / "follow_ups.py"]
    named = {code for path in files for code in CODE.findall(Path(path).read_text("utf-8"))}
    assert len(named) > 30
    for language in ("th", "en"):
        assert {f"problems.{code}" for code in named} <= set(sentences(language))


def test_messages_fill_in_what_they_promise():
    reading = read(
        row(responsible="ฝ่ายอวกาศ", deadline="1 ต.ค. 60"),
        row(indicator=12, deadline="1 ต.ค. 60 - 2 ต.ค. 60"),
    )
    for problem in reading.problems:
        for language in ("th", "en"):
            assert not placeholders(problem.message(Words(language)))
            assert problem.value in problem.message(Words(language))
