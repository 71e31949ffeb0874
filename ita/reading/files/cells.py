"""Reader for the cells of xlsx, xls, xlsb and ods workbooks."""

import io
from collections.abc import Mapping
from types import MappingProxyType

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ita.domain.problems import Problem
from ita.reading.files.sheet import Limits, Marks, RefusedError, Sheet, check_size


def read_grids(
    data: bytes,
    limits: Limits,
    marks: Mapping[int, Marks],
    left_out: Mapping[int, Problem] = MappingProxyType({}),
    *,
    calculated: bool | None = None,
) -> tuple[list[Sheet], list[Problem]]:
    """Return the readable worksheets of a workbook, and the problems of the others.

    The keys of `marks` and `left_out` are indexes of sheets from 0, chart sheets included. Raises
    RefusedError for a workbook that cannot be read at all.
    """
    sheets: list[Sheet] = []
    problems = list(left_out.values())
    height = 0
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        listed = [
            (index, sheet.name, sheet.visible == SheetVisibleEnum.Visible)
            for index, sheet in enumerate(book.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except BaseException as error:
        raise _refusal(error) from error
    if not listed:
        raise RefusedError("file-unreadable")
    if len(listed) > limits.sheets:
        raise RefusedError("too-many-sheets", str(len(listed)), allowed=str(limits.sheets))
    for index, name, visible in listed:
        if index in left_out:
            continue
        try:
            grid = book.get_sheet_by_index(index)
            check_size(height + grid.height, 1, limits)
            height += grid.height
            row, column = grid.start or (0, 0)
            rows = grid.to_python()
        except BaseException as error:
            problems.append(_refusal(error).problem(name))
            continue
        if column:
            rows = [[""] * column + each for each in rows]
        if index in marks:
            sheet = marks[index].sheet(name, rows, row, visible=visible, calculated=calculated)
        else:
            sheet = Sheet(name, rows, row, visible)
        sheets.append(sheet)
    return sheets, problems


def _refusal(error: BaseException) -> RefusedError:
    """Convert an exception of calamine to a refusal; re-raise exceptions not due to the file."""
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, PasswordError):
        return RefusedError("file-has-password")
    # A panic of calamine is a BaseException, but not an Exception.
    panic = type(error).__name__ == "PanicException"
    if panic or isinstance(error, CalamineError | OSError | ValueError | OverflowError):
        return RefusedError("file-unreadable")
    raise error
