"""What a bad file is, and the edits of a sound one that make it."""

from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.reading.files import Rows, indicators, questions, saved, workbook
from tests.reading.formats import (
    rows_xml,
    with_sheet_xml,
)

SOUND = workbook({"ผล": indicators()})


FIRST_SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Case:
    """A bad file and what must come of it.

    `codes` are all problems, in any order. `items` and `indicators` count what is read all the
    same; a number of indicators is taken of those that have a figure.
    """

    section: str
    name: str
    build: Callable[[], bytes]
    codes: tuple[str, ...] = ()
    items: int = 0
    indicators: int = 0
    file: str = "ita.xlsx"

    @property
    def outcome(self) -> str:
        """What comes of it, in a few words."""
        read = f"{self.items} questions" if self.items else f"{self.indicators} indicators"
        problems = ", ".join(f"`{code}`" for code in self.codes)
        if not self.items and not self.indicators:
            return f"refused: {problems}"
        return f"{read} read" + (f"; {problems}" if problems else ", nothing to say")


def edited(edit: Callable[[Worksheet], None], rows: Rows | None = None) -> bytes:
    """A sound workbook after an edit of its sheet."""
    book = openpyxl.Workbook()
    for row in rows or indicators():
        book.active.append(list(row))
    edit(book.active)
    return saved(book)


def sheet(rows: Rows, **around: str) -> bytes:
    """A workbook whose sheet is written by hand."""
    return with_sheet_xml(SOUND, rows_xml(rows), **around)


def extra_row(xml: str) -> bytes:
    """A sound sheet with one more row of XML at its end."""
    return with_sheet_xml(SOUND, rows_xml(indicators()) + xml)


def csv(rows: Rows, delimiter: str = ",", encoding: str = "utf-8", quote: str = "") -> bytes:
    """A text file with the given rows."""
    return "\r\n".join(
        delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows
    ).encode(encoding)


def html(rows: Rows, encoding: str = "utf-8", charset: str = "utf-8") -> bytes:
    """A web page with a table of the given rows."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = f"<head><meta charset='{charset}'></head>"
    return f"<html>{head}<table>{lines}</table></html>".encode(encoding)


def with_header(**names: str) -> Rows:
    """A sound table with some of its headers replaced: year, number, name, score."""
    rows = indicators()
    keys = ["year", "number", "name", "score"]
    rows[0] = [names.get(key, header) for key, header in zip(keys, rows[0], strict=True)]
    return rows


def with_cell(number: int, value: object) -> Callable[[], bytes]:
    """A sound table in which the score of an indicator is replaced."""
    return lambda: workbook({"ผล": indicators(**{f"i{number}": value})})


def scaled(rows: Rows, factor: float) -> Rows:
    """A table whose scores are multiplied."""
    return [rows[0], *[[*row[:-1], round(row[-1] * factor, 4)] for row in rows[1:]]]


def changed(change: Callable[[list[list[object]]], object]) -> Callable[[], bytes]:
    """The table of all questions after a change of its rows."""

    def build() -> bytes:
        rows = questions()
        change(rows)
        return workbook({"ผล": rows})

    return build
