"""What an Excel 97 workbook (xls) notes of its cells beside their values."""

import io
import struct
from collections.abc import Iterator, Mapping
from struct import unpack_from

import olefile

from ita.reading.files.marks import ERRORS, Marks, is_percent
from ita.reading.files.sheet import RefusedError

# What else office programs keep in such files, by a stream of theirs.
_OTHERS = {
    "EncryptedPackage": "",
    "WordDocument": "Word",
    "PowerPoint Document": "PowerPoint",
    "VisioDocument": "Visio",
    "__properties_version1.0": "Outlook",
}
_BEGIN, _END, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_ROW, _COLUMNS, _NUMBER, _SHORT, _SHORTS = 0x0208, 0x007D, 0x0203, 0x027E, 0x00BD
_ERROR, _FORMULA = 0x0205, 0x0006


def xls_marks(data: bytes) -> Mapping[int, Marks]:
    """What is noted of each sheet; RefusedError for a password, or a file of another program."""
    stream = _stream(data)
    # The numbers of the styles that show a figure as percent, and how many styles there are.
    percent: set[int] = set()
    styles = 0
    formats: dict[int, bool] = {}
    starts: list[int] = []
    marks: dict[int, Marks] = {}
    try:
        for kind, body in _records(stream, 0):
            if kind == _SHEET:
                starts.append(unpack_from("<I", body)[0])
            elif kind == _FORMAT:
                # The sign is one byte, or two with a zero, whatever the letters' width.
                formats[unpack_from("<H", body)[0]] = is_percent(0, body[3:].decode("latin-1"))
            elif kind == _STYLE:
                number = unpack_from("<2H", body)[1]
                if formats.get(number, is_percent(number)):
                    percent.add(styles)
                styles += 1
        for index, start in enumerate(starts):
            notes = _Notes(percent)
            marks[index] = notes.marks
            for kind, body in _records(stream, start):
                notes.take(kind, body)
    except (struct.error, LookupError):
        # What calamine reads of a damaged file is read without notes.
        pass
    return marks


def _stream(data: bytes) -> bytes:
    """The stream of the file that holds the workbook, b"" where its directory is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            for name, kind in _OTHERS.items():
                if file.exists(name):
                    raise RefusedError(
                        "file-not-a-spreadsheet" if kind else "file-has-password", kind
                    )
            name = next(filter(file.exists, ("Workbook", "Book")), "")
            return file.openstream(name).read() if name else b""
    except (OSError, ValueError, LookupError, struct.error):
        return b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of what begins at a place, without those of charts that lie in it."""
    depth = 0
    while at < len(stream):
        kind, size = unpack_from("<2H", stream, at)
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if not depth:
                return
        elif depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


class _Notes:
    """Takes the records of a sheet; `percent` are the styles that show a figure as percent."""

    def __init__(self, percent: set[int]) -> None:
        self.marks = Marks()
        self._percent = percent

    def take(self, kind: int, body: bytes) -> None:
        """Notes what a record says, if it says anything beside a value."""
        if kind == _ROW and body[12] & 0x20:
            row = unpack_from("<H", body)[0]
            self.marks.hidden_rows.append(range(row, row + 1))
        elif kind == _COLUMNS and body[8] & 1:
            first, last = unpack_from("<2H", body)
            self.marks.hidden_columns.append(range(first, last + 1))
        elif kind == _SHORTS:
            row, column = unpack_from("<2H", body)
            for number, (style, _) in enumerate(struct.iter_unpack("<HI", body[4:-2])):
                self._number((row, column + number), style)
        elif kind in (_NUMBER, _SHORT, _ERROR, _FORMULA):
            row, column, style = unpack_from("<3H", body)
            if kind == _FORMULA:
                self._formula((row, column), body[6:14])
            elif kind == _ERROR and body[7]:
                self.marks.error((row, column), ERRORS.get(body[6], "#"))
            if kind != _ERROR:
                self._number((row, column), style)

    def _number(self, place: tuple[int, int], style: int) -> None:
        if style in self._percent:
            self.marks.percent.add(place)

    def _formula(self, place: tuple[int, int], result: bytes) -> None:
        """Notes a formula; where the result is no number its first byte tells what it is."""
        if result[6:] == b"\xff\xff" and result[0] == 2:
            self.marks.error(place, ERRORS.get(result[2], "#"))
        elif result[6:] == b"\xff\xff":
            # An empty text is what programs store that calculate nothing.
            self.marks.formula(place, "…", 0.0 if result[0] == 3 else "")
        else:
            self.marks.formula(place, "…", unpack_from("<d", result)[0])
