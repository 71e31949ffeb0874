"""What a binary workbook (xlsb) notes of its cells beside their values."""

import struct
from collections.abc import Iterator, Mapping
from struct import unpack_from

from ita.reading.files.marks import ERRORS, Marks
from ita.reading.files.package import Package

_BOOK = "xl/workbook.bin"
_ROW, _ERROR, _TEXT_FORMULA, _FORMULA, _TRUTH_FORMULA, _ERROR_FORMULA = 0, 3, 8, 9, 10, 11
_COLUMNS, _SHEET = 60, 156


def xlsb_marks(package: Package) -> Mapping[int, Marks]:
    """What is noted of each sheet: errors, formulas and what is hidden."""
    marks: dict[int, Marks] = {}
    relations = package.relations(_BOOK)
    try:
        listed = [body for kind, body in _records(package.read(_BOOK)) if kind == _SHEET]
        for index, body in enumerate(listed):
            # After two numbers: the name of the relation, its length before it.
            length = unpack_from("<I", body, 8)[0]
            part = relations[body[12 : 12 + 2 * length].decode("utf-16-le")].part
            marks[index] = _noted(package.read(part))
    except (struct.error, LookupError, ValueError):
        # What calamine reads of a damaged file is read without notes.
        pass
    return marks


def _noted(sheet: bytes) -> Marks:
    marks = Marks()
    row = 0
    for kind, body in _records(sheet):
        if kind == _ROW:
            row = unpack_from("<I", body)[0]
            if body[11] & 0x10:
                marks.hidden_rows.append(range(row, row + 1))
        elif kind == _COLUMNS and body[16] & 1:
            first, last = unpack_from("<2I", body)
            marks.hidden_columns.append(range(first, last + 1))
        elif kind in (_ERROR, _TEXT_FORMULA, _FORMULA, _TRUTH_FORMULA, _ERROR_FORMULA):
            place = row, unpack_from("<I", body)[0]
            if kind in (_ERROR, _ERROR_FORMULA):
                marks.error(place, ERRORS.get(body[8], "#"))
            else:
                result = unpack_from("<d", body, 8)[0] if kind == _FORMULA else ""
                marks.formula(place, "…", result)
    return marks


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part; of a number's bytes all but the last have their highest bit set."""
    at = 0
    while at < len(content):
        numbers = []
        for _ in range(2):
            number = shift = 0
            while content[at] & 0x80 and shift < 21:
                number |= (content[at] & 0x7F) << shift
                shift, at = shift + 7, at + 1
            numbers.append(number | content[at] << shift)
            at += 1
        kind, size = numbers
        yield kind, content[at : at + size]
        at += size
