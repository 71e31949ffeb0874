"""Builds the small files that the tests of reading read."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from ita.reading.scores import Reading

ROOT = Path(__file__).parents[2]
REAL = ROOT / "tests" / "data" / "real"
OWN_WORKBOOK = ROOT / "data" / "scores" / "yannawa_2565.xlsx"

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
    """The codes of a reading's problems, in their order."""
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
