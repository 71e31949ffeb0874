"""Calamine's answer as plain grids: which sheets a workbook has and what their cells hold."""

import io
from typing import Any, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)


class RefusedError(Exception):
    """Why a workbook can't be read: a problem's code, the value met and what is allowed."""

    def __init__(self, code: str, value: str = "", allowed: str = "") -> None:
        super().__init__(code)
        self.code, self.value, self.allowed = code, value, allowed


class RawSheet(NamedTuple):
    """A worksheet as it stands; `rows` is None where it has more than the limit lets through.

    `index` is its place among all sheets of the workbook, chart sheets included.
    """

    index: int
    name: str
    visible: bool
    first_row: int
    height: int
    rows: list[list[Any]] | None


def read_grids(data: bytes, *, most_sheets: int, most_rows: int) -> list[RawSheet]:
    """The worksheets of a workbook; RefusedError where it can't be read."""
    try:
        return _sheets(data, most_sheets, most_rows)
    except RefusedError:
        raise
    except PasswordError as error:
        raise RefusedError("file-has-password") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise RefusedError("file-unreadable") from error
    except BaseException as error:
        # A panic of the reader is no Exception, so that nobody swallows it by chance.
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedError("file-unreadable") from error


def _sheets(data: bytes, most_sheets: int, most_rows: int) -> list[RawSheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    described = [
        (index, sheet)
        for index, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if not described:
        raise RefusedError("file-unreadable")
    if len(described) > most_sheets:
        raise RefusedError("too-many-sheets", str(len(described)), str(most_sheets))
    found: list[RawSheet] = []
    for index, described_sheet in described:
        sheet = book.get_sheet_by_index(index)
        row, column = sheet.start or (0, 0)
        rows = None
        if sheet.height <= most_rows:
            most_rows -= sheet.height
            rows = sheet.to_python()
            if column:
                rows = [[""] * column + each for each in rows]
        found.append(
            RawSheet(
                index,
                described_sheet.name,
                described_sheet.visible == SheetVisibleEnum.Visible,
                row,
                sheet.height,
                rows,
            )
        )
    return found
