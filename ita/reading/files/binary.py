"""Reader for binary workbooks (xls, xlsb): their cells, and notes on formulas and formats."""

import io
import struct
from collections.abc import Iterator, Mapping
from struct import unpack_from

import olefile

from ita.domain.problems import Problem
from ita.reading.files.cells import read_grids
from ita.reading.files.package import Package
from ita.reading.files.sheet import Cell, Limits, Marks, RefusedError, Sheet, is_percent

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
# Formulas are not decoded; this is the placeholder for their text.
_FORMULA = "…"

# The records of an xls file.
_XLS_BEGIN, _XLS_END, _XLS_SHEET, _XLS_FORMAT, _XLS_STYLE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_XLS_ROW, _XLS_COLUMNS, _XLS_NUMBERS, _XLS_ERROR, _XLS_FORMULA = 0x0208, 0x007D, 0x00BD, 0x0205, 6
_XLS_NUMBER = (0x0203, 0x027E)
# Streams of other programs in an OLE container; "" means a workbook with a password.
_OTHER_STREAMS = {
    "EncryptedPackage": "",
    "WordDocument": "Word",
    "PowerPoint Document": "PowerPoint",
    "VisioDocument": "Visio",
    "__properties_version1.0": "Outlook",
}

# The records of an xlsb file: cells with an error value or a formula begin with the column.
_XLSB_BOOK = "xl/workbook.bin"
_XLSB_SHEET, _XLSB_ROW, _XLSB_COLUMNS = 156, 0, 60
_XLSB_ERRORS, _XLSB_NUMBER_FORMULA, _XLSB_OTHER_FORMULAS = (3, 11), 9, (8, 10)


def read_xls(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """Read the worksheets; RefusedError for a password, or a file of another program."""
    return read_grids(data, limits, _xls_marks(data))


def _xls_marks(data: bytes) -> Mapping[int, Marks]:
    """Return the notes on each sheet, by its index."""
    stream = _workbook_stream(data)
    formats: dict[int, bool] = {}
    # For each cell style, whether it displays figures as percent.
    styles: list[bool] = []
    starts: list[int] = []
    marks: dict[int, Marks] = {}
    try:
        for kind, body in _xls_records(stream, 0):
            if kind == _XLS_SHEET:
                starts.append(unpack_from("<I", body)[0])
            elif kind == _XLS_FORMAT:
                # "%" is found in one-byte and two-byte strings alike.
                formats[unpack_from("<H", body)[0]] = is_percent(0, body[3:].decode("latin-1"))
            elif kind == _XLS_STYLE:
                number = unpack_from("<2H", body)[1]
                styles.append(formats.get(number, is_percent(number)))
        percent = {number for number, has_sign in enumerate(styles) if has_sign}
        for index, start in enumerate(starts):
            marks[index] = Marks()
            for kind, body in _xls_records(stream, start):
                _note_xls_record(marks[index], kind, body, percent)
    except (struct.error, LookupError):
        # A damaged file is read as far as calamine can, without notes.
        pass
    return marks


def _workbook_stream(data: bytes) -> bytes:
    """Return the stream with the workbook, b"" if the directory of the file is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            for name, kind in _OTHER_STREAMS.items():
                if file.exists(name):
                    code = "file-not-a-spreadsheet" if kind else "file-has-password"
                    raise RefusedError(code, kind)
            name = next(filter(file.exists, ("Workbook", "Book")), "")
            return file.openstream(name).read() if name else b""
    except (OSError, ValueError, LookupError, struct.error):
        return b""


def _xls_records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of the part that begins at an offset, without those of nested charts."""
    depth = 0
    while at < len(stream):
        kind, size = unpack_from("<2H", stream, at)
        if kind == _XLS_BEGIN:
            depth += 1
        elif kind == _XLS_END:
            depth -= 1
            if not depth:
                return
        elif depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _note_xls_record(marks: Marks, kind: int, body: bytes, percent: set[int]) -> None:
    styles: list[int] = []
    row, column = unpack_from("<2H", body) if len(body) > 3 else (0, 0)
    if kind == _XLS_ROW and body[12] & 0x20:
        marks.hidden_rows.append(range(row, row + 1))
    elif kind == _XLS_COLUMNS and body[8] & 1:
        marks.hidden_columns.append(range(row, column + 1))
    elif kind == _XLS_NUMBERS:
        styles = [style for style, _ in struct.iter_unpack("<HI", body[4:-2])]
    elif kind == _XLS_ERROR and body[7]:
        marks.add_error((row, column), _ERRORS.get(body[6], "#"))
    elif kind in _XLS_NUMBER or kind == _XLS_FORMULA:
        styles = [unpack_from("<H", body, 4)[0]]
    if kind == _XLS_FORMULA:
        _note_xls_formula(marks, (row, column), body[6:14])
    for number, style in enumerate(styles):
        if style in percent:
            marks.percent.add((row, column + number))


def _note_xls_formula(marks: Marks, cell: Cell, result: bytes) -> None:
    """Note a formula; if its result is not a number, the first byte gives the type."""
    if result[6:] != b"\xff\xff":
        marks.add_formula(cell, _FORMULA, unpack_from("<d", result)[0])
    elif result[0] == 2:
        marks.add_error(cell, _ERRORS.get(result[2], "#"))
    else:
        # Programs that do not calculate formulas store an empty text.
        marks.add_formula(cell, _FORMULA, 0.0 if result[0] == 3 else "")


def read_xlsb(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """Read the worksheets of an xlsb file."""
    return read_grids(data, limits, _xlsb_marks(Package(data, limits)))


def _xlsb_marks(package: Package) -> Mapping[int, Marks]:
    """Return the notes on each sheet, by its index: errors, formulas, hidden rows and columns."""
    marks: dict[int, Marks] = {}
    relations = package.relations(_XLSB_BOOK)
    try:
        records = _xlsb_records(package.read(_XLSB_BOOK))
        sheets = [body for kind, body in records if kind == _XLSB_SHEET]
        for index, body in enumerate(sheets):
            # Two numbers, then the id of the relation, prefixed by its length.
            length = unpack_from("<I", body, 8)[0]
            part = relations[body[12 : 12 + 2 * length].decode("utf-16-le")].part
            marks[index] = _xlsb_sheet_marks(package.read(part))
    except (struct.error, LookupError, ValueError):
        # A damaged file is read as far as calamine can, without notes.
        pass
    return marks


def _xlsb_sheet_marks(content: bytes) -> Marks:
    marks = Marks()
    row = 0
    for kind, body in _xlsb_records(content):
        number = unpack_from("<I", body)[0] if len(body) > 3 else 0
        if kind == _XLSB_ROW:
            row = number
            if body[11] & 0x10:
                marks.hidden_rows.append(range(row, row + 1))
        elif kind == _XLSB_COLUMNS and body[16] & 1:
            marks.hidden_columns.append(range(number, unpack_from("<I", body, 4)[0] + 1))
        elif kind in _XLSB_ERRORS:
            marks.add_error((row, number), _ERRORS.get(body[8], "#"))
        elif kind == _XLSB_NUMBER_FORMULA:
            marks.add_formula((row, number), _FORMULA, unpack_from("<d", body, 8)[0])
        elif kind in _XLSB_OTHER_FORMULAS:
            marks.add_formula((row, number), _FORMULA, "")
    return marks


def _xlsb_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part; in a number, all bytes but the last have the highest bit set."""
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
