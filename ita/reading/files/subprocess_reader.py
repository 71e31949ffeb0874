"""Reads old and rare formats (xls, xlsb, ods) in a subprocess that may run out of memory.

The reader of these formats trusts the sizes that a file states. In a process with a memory limit,
such a file does no harm; the sizes of an xlsx file are checked beforehand instead, which is faster.
(BAD_INPUT.md, limits)
"""

import io
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ita.domain.problems import Problem
from ita.reading.files.binary import xls_marks, xlsb_marks
from ita.reading.files.opendocument import opendocument_marks
from ita.reading.files.package import Package
from ita.reading.files.sheet import Limits, Marks, RefusedError, Sheet, check_size


def read_grids(
    data: bytes,
    limits: Limits,
    marks: Mapping[int, Marks],
    left_out: Mapping[int, Problem] = MappingProxyType({}),
    *,
    calculated: bool | None = None,
) -> tuple[list[Sheet], list[Problem]]:
    """The worksheets of a workbook that can be read, and why the others cannot.

    `marks` and `left_out` count all sheets from 0, those of charts included. Raises RefusedError
    for a workbook that cannot be read at all.
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
    """What calamine raises as a refusal; raises again whatever is no fault of the file."""
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, PasswordError):
        return RefusedError("file-has-password")
    # A panic of calamine is no Exception, so that nothing swallows it by chance.
    panic = type(error).__name__ == "PanicException"
    if panic or isinstance(error, CalamineError | OSError | ValueError | OverflowError):
        return RefusedError("file-unreadable")
    raise error


_PROJECT = Path(__file__).parents[3]
# What the first 1,024 bytes of a PDF hold.
PDF = b"%PDF-"
# The time that a file may take on a busy machine, and that of the processor alone.
_SECONDS = 20
_PROCESSOR_SECONDS = 4
# The memory of the whole process; the largest file within the limits needs about half of it.
_MEMORY = 224 * 1024**2
_MEMORY_FOR_PDF = 320 * 1024**2


def read_in_subprocess(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of an xls, xlsb, ods or PDF file, and why others cannot be read."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=pickle.dumps((data, limits)),
            capture_output=True,
            cwd=_PROJECT,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError("file-too-demanding") from error
    if done.returncode:
        raise RefusedError("file-too-demanding")
    # The pickle was made by this module in the subprocess, not by the file's author.
    answer = pickle.loads(done.stdout)
    if isinstance(answer, RefusedError):
        raise answer
    sheets, problems = answer
    return sheets, problems


def _read(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    if PDF in data[:1024]:
        # Its library is loaded for a PDF alone.
        from ita.reading.files.pdf import read_pdf

        return read_pdf(data, limits)
    if not data.startswith(b"PK"):
        return read_grids(data, limits, xls_marks(data))
    package = Package(data, limits)
    marks = opendocument_marks(package) if "content.xml" in package else xlsb_marks(package)
    return read_grids(data, limits, marks)


def _limit_resources(memory: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; there the process still fails alone.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))


def main() -> None:
    """Reads the workbook on standard input; writes its sheets or a refusal to standard output."""
    answer: tuple[list[Sheet], list[Problem]] | RefusedError
    try:
        data, limits = pickle.load(sys.stdin.buffer)
        _limit_resources(_MEMORY_FOR_PDF if PDF in data[:1024] else _MEMORY)
        answer = _read(data, limits)
    except RefusedError as refusal:
        answer = refusal
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
