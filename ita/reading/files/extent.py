"""How far the cells of an xlsx sheet reach, before a reader that fills the rectangle between them.

Two cells in opposite corners of a sheet would make it ask for gigabytes, and its failure to get
them ends the whole process. (BAD_INPUT.md, workbook)
"""

import re
from typing import NamedTuple

# Any cell but those that are written as nearly every program does, up to column Z and row 99,999.
_FAR_OR_ODD = re.compile(rb'<c[\s>](?!r="[A-Za-z]\d{1,5}")')
# SheetContents as a pattern, since `in` takes three times as long for so short a text.
_WITH_PREFIX = re.compile(b":c")
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 26

_POSITION = rb"""\br\s*=\s*["']"""
# A row, or a cell with something in it: an empty cell that only has a style is passed over.
_WRITTEN = re.compile(
    rb"<(?:\w+:)?row\b[^>]*?" + _POSITION + rb"(\d+)"
    rb"|<(?:\w+:)?c\b[^>]*?" + _POSITION + rb"([A-Za-z]+)(\d+)[^>]*(?<!/)>"
)
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?:\s(?![^>]*?" + _POSITION + rb")[^>]*)?(?<!/)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b")


class Extent(NamedTuple):
    """Rows and columns of the rectangle that holds every written cell; `corner` is its last."""

    rows: int
    columns: int
    corner: str


def extent_beyond(sheet: bytes, rows: int, cells: int) -> Extent | None:
    """The extent of a sheet part that has more rows or spans more cells than allowed, else None."""
    roomy = rows >= _NEAR_ROWS and cells >= _NEAR_ROWS * _NEAR_COLUMNS
    # Most sheets have no colon but in their first lines.
    prefixed = _WITH_PREFIX.search(sheet, 0, sheet.rfind(b":") + 2)
    if roomy and not prefixed and not _FAR_OR_ODD.search(sheet):
        return None
    extent = _extent(sheet)
    return extent if extent.rows > rows or extent.rows * extent.columns > cells else None


def _extent(sheet: bytes) -> Extent:
    row, named_row, letters = 1, 1, {b"A"}
    for found in _WRITTEN.finditer(sheet):
        if found[2]:
            row = max(row, int(found[3]))
            letters.add(found[2].upper())
        else:
            named_row = max(named_row, int(found[1]))
    # Cells without an address follow each other in their row.
    unplaced = max(len(_UNPLACED.findall(part)) for part in _ROW.split(sheet))
    if unplaced:
        row = max(row, named_row)
    last = max(letters, key=lambda name: (len(name), name))
    column = 0
    for letter in last:
        column = column * 26 + letter - 64
    return Extent(row, max(column, unplaced), f"{last.decode()}{row}")
