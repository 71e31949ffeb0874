"""Every problem of a plan by its cell, all at once, and the rest is read."""

import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from ita.language import Words, placeholders, sentences
from ita.reading.measures import read_measures
from tests.reading.files import ROOT, cells, codes, saved, workbook
from tests.reading.measures.plans import GOOD, HEADER, INFORMATION, read, row


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
        ({"deadline": "เม.ย. 66"}, "deadline-by-period", "D2"),
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
        ("I11", "I13", "I14", "I15", "E2"),
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


def test_steps_below_a_merged_measure_are_its_own():
    steps = [
        row(indicator="", issue="", activity=step, deadline="", responsible="") for step in "กข"
    ]
    reading = read(GOOD, *steps, row(indicator="", issue="อีกเรื่อง"))
    assert reading.measures["issue"].tolist() == ["จุดบริการ", "อีกเรื่อง"]
    assert reading.measures["activity"].iloc[0].endswith("\nก\nข")
    assert cells(reading, "measure-row-joined") == [("มาตรการ", "C3")]
    assert not cells(reading, "deadline-missing")


def test_rows_that_are_no_measure_are_said():
    reading = read(GOOD, ["", "", "", "20 เม.ย. 66", "ฝ่ายปกครอง"])
    (problem,) = reading.problems
    assert (problem.code, problem.cell, problem.severity) == (
        *("measure-row-not-understood", "D3"),
        "error",
    )


def test_an_error_in_a_cell_is_said_once():
    book = openpyxl.Workbook()
    for cells_of in (HEADER, GOOD):
        book.active.append(cells_of)
    book.active["D2"] = "=TODAY()"
    reading = read_measures(saved(book), "2566.xlsx")
    assert cells(reading, "measure-cell-unread") == [("Sheet", "D2")]
    assert "deadline-missing" not in codes(reading)


def test_hidden_rows_are_read_and_said():
    book = openpyxl.Workbook()
    for cells_of in (HEADER, GOOD, row(issue="ข")):
        book.active.append(cells_of)
    book.active.row_dimensions[3].hidden = True
    reading = read_measures(saved(book), "2566.xlsx")
    assert cells(reading, "measure-rows-hidden") == [("Sheet", "A3")]
    assert len(reading.measures) == 2


def test_hidden_sheets():
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


def test_a_cell_that_holds_a_whole_page_is_kept_and_said():
    page = "ฝ่ายปกครอง เม.ย. " * 1000
    reading = read(row(deadline=page, responsible=page))
    assert codes(reading) == ["deadline-unreadable", "division-unknown"]
    assert reading.measures["divisions"].map(len).tolist() == [1]


CODE = re.compile(
    r'"((?:measure|deadline|division|item-code|question-code|follow-up|no-measures)-[a-z-]+)"'
)


def test_every_problem_has_its_words_in_both_languages():
    files = [*(ROOT / "ita" / "reading").rglob("*.py"), *(ROOT / "ita").glob("*.py")]
    problem_codes = {code for path in files for code in CODE.findall(Path(path).read_text("utf-8"))}
    assert len(problem_codes) > 30
    for language in ("th", "en"):
        assert {f"problems.{code}" for code in problem_codes} <= set(sentences(language))


def test_messages_fill_in_what_they_promise():
    reading = read(
        row(responsible="ฝ่ายอวกาศ", deadline="1 ต.ค. 60"),
        row(indicator=12, deadline="1 ต.ค. 60 - 2 ต.ค. 60"),
    )
    for problem in reading.problems:
        for language in ("th", "en"):
            assert not placeholders(problem.message(Words(language)))
            assert problem.value in problem.message(Words(language))
