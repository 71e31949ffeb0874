"""Workbooks as an office would write them, built for the tests that need a file."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from tests.tiny import BANGKOK, items

REAL = Path(__file__).parent.parent / "data" / "scores" / "yannawa_2565.xlsx"
HEADER = ["รหัส", "ข้อคำถาม", "คะแนน"]


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook from rows of cells by sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def info(agency: str = "สำนักงานทดสอบ", year: int = 2565) -> list[list[object]]:
    """The sheet that tells agency and year."""
    return [
        ["รายการ", "ข้อมูล"],
        ["หน่วยงาน", agency],
        ["ปีงบประมาณ", year],
        ["รูปแบบ", "กรุงเทพมหานคร"],
    ]


def questions(agency: str = "สำนักงานทดสอบ", score: float = 90.0) -> bytes:
    """A good workbook with all 88 questions; the k-th of an instrument lies k hundredths higher."""
    rows = [
        [row["code"], row["text"], score + i / 100]
        for instrument in ("IIT", "EIT", "OIT")
        for i, row in enumerate(items(instrument, [score], BANGKOK))
    ]
    return workbook({"ข้อมูลหน่วยงาน": info(agency), "คะแนน": [HEADER, *rows]})


def broken(*, twice: bool = True) -> bytes:
    """A score of 140 in C7, no score for I9 (in C10), and the code I3 `twice`, which is a doubt."""
    scores: list[float | None] = [90.0] * 30
    scores[5] = 140
    scores[8] = None
    rows = [[f"I{i}", f"ข้อ {i}", score] for i, score in enumerate(scores, 1)]
    if twice:
        rows.insert(20, ["I3", "ข้อ 3 อีกครั้ง", 80.0])
    return workbook({"คะแนน": [HEADER, *rows], "ข้อมูลหน่วยงาน": info()})


def indicators(agency: str = "สำนักงานทดสอบ", year: int = 2565, least: float = 81.0) -> bytes:
    """Ten indicators from `least` upwards, a point between them, and nothing below them."""
    rows = [[i + 1, least + i] for i in range(10)]
    return workbook({"ข้อมูลหน่วยงาน": info(agency, year), "คะแนน": [["ตัวชี้วัดที่", "คะแนน"], *rows]})


def total() -> bytes:
    """A total alone."""
    return workbook({"ข้อมูลหน่วยงาน": info(), "คะแนน": [["คะแนนรวม"], [91.15]]})
