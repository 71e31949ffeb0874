"""The guarded door: the bytes of a file become named grids of cells, or a word on why not."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ita.reading.files.delimited import read_delimited
from ita.reading.files.extent import extent_beyond
from ita.reading.files.grids import RawSheet, RefusedError, read_grids
from ita.reading.files.package import Package, PackageError, open_package
from ita.reading.files.subprocess_reader import read_in_subprocess
from ita.reading.problems import Problem
from ita.reading.tables.text import clean

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<", b"\xef\xbb\xbf<")
# What a file that is no spreadsheet begins with; a name that its owner knows it by.
_OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"{\\rtf": "RTF",
}


@dataclass(frozen=True)
class Limits:
    """What a file may ask of the machine; a file that asks for more is refused. (BAD_INPUT.md)"""

    file_bytes: int = 10 * 1024**2
    unpacked_bytes: int = 100 * 1024**2
    ratio: int = 200
    parts: int = 1000
    sheets: int = 50
    rows: int = 200_000


# The environment variable of each limit, and how many of the limit's unit one of its units is.
SETTINGS: Mapping[str, tuple[str, int]] = {
    "file_bytes": ("ITA_MAX_FILE_MB", 1024**2),
    "unpacked_bytes": ("ITA_MAX_UNPACKED_MB", 1024**2),
    "ratio": ("ITA_MAX_RATIO", 1),
    "parts": ("ITA_MAX_PARTS", 1),
    "sheets": ("ITA_MAX_SHEETS", 1),
    "rows": ("ITA_MAX_ROWS", 1),
}


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits with what an environment sets of them; ValueError for what is no whole number."""
    return Limits(
        **{
            name: int(environment[variable]) * unit
            for name, (variable, unit) in SETTINGS.items()
            if variable in environment
        }
    )


DEFAULT_LIMITS = limits_of(os.environ)
# The rectangle that a sheet's cells may span: as many as the rows allowed, 25 columns wide.
CELLS_PER_SHEET = 5_000_000


@dataclass(frozen=True)
class Sheet:
    """A named grid. `rows` begins with the file's row `first_row` (0 for row 1), column A first.

    A cell is a float, str, bool, date or time; "" where it is blank. `unread` names the cells that
    hold an error value or a formula that was saved without its result: address -> what stands there.
    `hidden_rows` are numbers as the spreadsheet shows them, `hidden_columns` letters;
    `percent_cells` are the addresses of numbers that the spreadsheet shows times 100 with a percent
    sign.
    """

    name: str
    rows: list[list[Any]]
    first_row: int = 0
    visible: bool = True
    unread: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[str] = frozenset()
    percent_cells: frozenset[str] = frozenset()

    def address(self, row: int, column: int) -> str:
        """The address of a cell of `rows`, "G12"."""
        return f"{column_letters(column)}{self.first_row + row + 1}"


@lru_cache(maxsize=4096)
def column_letters(column: int) -> str:
    """The letters of a column, 0 for A."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def shown_name(name: str) -> str:
    """A file's name as it is shown: without folders and without characters that hide its end."""
    return clean(name.replace("\\", "/").rsplit("/", 1)[-1])[:255]


def open_workbook(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of an xlsx, xlsm, xlsb, xls, ods or csv file, and every problem met at the door.

    What a file is, is told by its bytes and never by its name. Nothing in it is run, no entity is
    expanded, no part is unpacked beyond `limits`. Bad bytes never raise. (BAD_INPUT.md, order at
    the door)
    """
    file = shown_name(name)

    def refused(code: str, value: str = "", **detail: str) -> tuple[list[Sheet], list[Problem]]:
        return [], [Problem(code, file=file, value=value, detail=detail)]

    if not data:
        return refused("file-empty")
    if len(data) > limits.file_bytes:
        return refused(
            "file-too-large", _megabytes(len(data)), allowed=_megabytes(limits.file_bytes)
        )
    for signature, kind in _OTHERS.items():
        if data.startswith(signature):
            return refused("file-not-a-spreadsheet", kind)
    if data.startswith(_OLE):
        return _from_ole(data, file, limits)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _from_package(data, file, limits)
    if data[:200].lstrip().startswith(_MARKUP):
        return refused("file-not-a-spreadsheet", "HTML/XML")
    return _from_text(data, file, limits)


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:.1f}"


def _from_text(data: bytes, file: str, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    rows, problems = read_delimited(data, file, limits.rows)
    return ([Sheet(name="", rows=rows)] if rows else []), problems


def _from_ole(data: bytes, file: str, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    # A workbook under a password is an OLE file whose directory names this stream.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return [], [Problem("file-has-password", file=file)]
    return _grids(read_in_subprocess, data, file, limits)


def _from_package(data: bytes, file: str, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    try:
        package = open_package(
            data, unpacked_bytes=limits.unpacked_bytes, ratio=limits.ratio, parts=limits.parts
        )
    except PackageError as error:
        return [], [Problem(error.code, file=file, value=error.value, detail=error.detail)]
    if not package.is_xlsx:
        return _grids(read_in_subprocess, package.repacked(), file, limits)
    too_large: list[Problem] = []
    emptied: dict[str, str] = {}
    for part, content in package.sheets.items():
        extent = extent_beyond(content, limits.rows, CELLS_PER_SHEET)
        if extent is not None:
            code, value, allowed = (
                ("too-many-rows", str(extent.rows), limits.rows)
                if extent.rows > limits.rows
                else ("sheet-too-large", extent.corner, CELLS_PER_SHEET)
            )
            emptied[part] = package.sheet_name(part)
            place = emptied[part], extent.corner
            too_large.append(
                Problem(code, "error", file, *place, value, {"allowed": f"{allowed:,}"})
            )
    sheets, problems = _grids(read_grids, package.repacked(emptied), file, limits, package)
    left_out = emptied.values()
    return [sheet for sheet in sheets if sheet.name not in left_out], too_large + problems


def _grids(
    read: Callable[..., list[RawSheet]],
    data: bytes,
    file: str,
    limits: Limits,
    package: Package | None = None,
) -> tuple[list[Sheet], list[Problem]]:
    try:
        raw = read(data, most_sheets=limits.sheets, most_rows=limits.rows)
    except RefusedError as refusal:
        detail = {"allowed": refusal.allowed} if refusal.allowed else {}
        return [], [Problem(refusal.code, file=file, value=refusal.value, detail=detail)]
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for each in raw:
        if each.rows is None:
            allowed = {"allowed": f"{limits.rows:,}"}
            problems.append(
                Problem("too-many-rows", "error", file, each.name, "", str(each.height), allowed)
            )
            continue
        sheets.append(
            Sheet(
                each.name,
                each.rows,
                each.first_row,
                each.visible,
                package.unread(each.index) if package else {},
                package.hidden_rows(each.index) if package else frozenset(),
            )
        )
    return sheets, problems
