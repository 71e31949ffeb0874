"""Builds the small files that the tests of reading read."""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from ita.language import Words
from ita.reading.scores import Reading

ROOT = Path(__file__).parents[3]
REAL = ROOT / "tests" / "data" / "real"
OWN_WORKBOOK = ROOT / "data" / "scores" / "yannawa_2565.xlsx"

# Problems whose cell says all: what stands there is not quoted.
_WITHOUT_VALUE = ("hidden-sheet", "sheet-repeats", "code-by-position")
Rows = Sequence[Sequence[Any]]


def workbook(sheets: Mapping[str, Rows] | Rows) -> bytes:
    """An xlsx file with the given sheets; rows alone make one sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def real(name: str) -> bytes:
    """The bytes of a file of tests/data/real."""
    return (REAL / name).read_bytes()


def codes(reading: Reading) -> list[str]:
    """The codes of a reading's problems, in their order; each has its words in both languages."""
    for problem in reading.problems:
        assert problem.file == reading.file
        for words in (Words("th"), Words("en")):
            message = problem.message(words)
            assert problem.value[:20] in message or problem.code.startswith(_WITHOUT_VALUE)
    return [problem.code for problem in reading.problems]


def cells(reading: Reading, code: str) -> list[tuple[str, str]]:
    """Sheet and cell of every problem with a code."""
    return [(each.sheet, each.cell) for each in reading.problems if each.code == code]


def scores(reading: Reading) -> dict[str, float | None]:
    """Score by code, None where it is missing."""
    return {
        code: None if pd.isna(score) else float(score)
        for code, score in zip(reading.scores["code"], reading.scores["score"], strict=True)
    }


def reported(reading: Reading, level: str, **where: Any) -> dict[str, float | None]:
    """Reported value by key for a level, None where it is missing."""
    table = reading.reported
    table = table[table["level"] == level]
    for column, value in where.items():
        table = table[table[column] == value]
    assert not table.duplicated(["agency", "fiscal_year", "key"]).any()
    return {
        key: None if pd.isna(value) else float(value)
        for key, value in zip(table["key"], table["value"], strict=True)
    }


def grades(reading: Reading) -> dict[str, str]:
    """Text of the reported levels by key."""
    table = reading.reported
    table = table[table["level"] == "grade"]
    return dict(zip(table["key"], table["text"], strict=True))


NAMES = [
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ"),
    *("การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร"),
    *("การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"),
]
FIGURES = [98.87, 93.69, 96.78, 94.92, 97.84, 97.47, 97.74, 96.9, 88.25, 75.0]


def indicators(**figures: Any) -> list[list[Any]]:
    """A clean table of the ten indicators of FY2565, figures replaced by number: i3=None."""
    rows: list[list[Any]] = [["ปีงบประมาณ", "ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน"]]
    for number, (name, figure) in enumerate(zip(NAMES, FIGURES, strict=True), 1):
        rows.append([2565, number, name, figures.get(f"i{number}", figure)])
    return rows


def questions() -> list[list[Any]]:
    """A clean table of all questions of FY2565: year, code, indicator, sub-indicator, text, score."""
    rows: list[list[Any]] = [["ปีงบประมาณ", "รหัส", "ตัวชี้วัดที่", "ตัวชี้วัดย่อย", "ข้อคำถาม", "คะแนน"]]
    for row in own_questions():
        rows.append([2565, *row])
    return rows


@cache
def own_questions() -> tuple[tuple[Any, ...], ...]:
    """Code, indicator, sub-indicator, text and score of the office's own questions."""
    book = openpyxl.load_workbook(OWN_WORKBOOK, read_only=True)
    cells = list(book["คะแนนรายข้อ"].iter_rows(min_row=2, values_only=True))
    return tuple((row[0], row[2], row[4], row[5], row[6]) for row in cells)
