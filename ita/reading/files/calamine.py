"""Grids of cells by calamine, with what was noted of the cells."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ita.domain.problems import Problem
from ita.reading.files.marks import Marks
from ita.reading.files.sheet import Limits, RefusedError, Sheet, check_size


def read_grids(
    data: bytes,
    limits: Limits,
    marks: Mapping[int, Marks],
    left_out: Mapping[int, Problem] = MappingProxyType({}),
    *,
    calculated: bool | None = None,
) -> tuple[list[Sheet], list[Problem]]:
    """The worksheets of a workbook that can be read, and why others can't.

    `marks` and `left_out` count the sheets from 0, those of charts included. Raises RefusedError
    for a workbook that can't be read at all.
    """
    with _refusing():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        described = [
            (index, sheet)
            for index, sheet in enumerate(book.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    if not described:
        raise RefusedError("file-unreadable")
    if len(described) > limits.sheets:
        raise RefusedError("too-many-sheets", str(len(described)), allowed=str(limits.sheets))
    sheets: list[Sheet] = []
    problems = list(left_out.values())
    height = 0
    for index, described_sheet in described:
        if index in left_out:
            continue
        try:
            with _refusing():
                grid = book.get_sheet_by_index(index)
                check_size(height + grid.height, 1, limits)
                height += grid.height
                row, column = grid.start or (0, 0)
                rows = grid.to_python()
        except RefusedError as refusal:
            problems.append(refusal.problem(described_sheet.name))
            continue
        if column:
            rows = [[""] * column + each for each in rows]
        visible = described_sheet.visible == SheetVisibleEnum.Visible
        noted = marks.get(index) or Marks()
        sheets.append(
            noted.sheet(described_sheet.name, rows, row, visible=visible, calculated=calculated)
        )
    return sheets, problems


@contextmanager
def _refusing() -> Iterator[None]:
    """Turns what calamine raises into a refusal."""
    try:
        yield
    except PasswordError as error:
        raise RefusedError("file-has-password") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise RefusedError("file-unreadable") from error
    except BaseException as error:
        # A panic of the reader is no Exception, so that nobody swallows it by chance.
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedError("file-unreadable") from error
