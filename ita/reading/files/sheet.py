"""Shared by the readers of all formats: limits, sheets, and the reasons for refusing a file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ita.domain.problems import Problem


@dataclass(frozen=True)
class Limits:
    """What a file may ask of the machine; a file that asks for more is refused. (BAD_INPUT.md)"""

    file_bytes: int = 10 * 1024**2
    unpacked_bytes: int = 100 * 1024**2
    ratio: int = 200
    parts: int = 1000
    sheets: int = 50
    rows: int = 200_000


# The environment variable of each limit, and the factor from its unit to the limit's.
SETTINGS: Mapping[str, tuple[str, int]] = {
    "file_bytes": ("ITA_MAX_FILE_MB", 1024**2),
    "unpacked_bytes": ("ITA_MAX_UNPACKED_MB", 1024**2),
    "ratio": ("ITA_MAX_RATIO", 1),
    "parts": ("ITA_MAX_PARTS", 1),
    "sheets": ("ITA_MAX_SHEETS", 1),
    "rows": ("ITA_MAX_ROWS", 1),
}


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits as an environment sets them; ValueError for anything but whole numbers."""
    return Limits(
        **{
            name: int(environment[variable]) * unit
            for name, (variable, unit) in SETTINGS.items()
            if variable in environment
        }
    )


DEFAULT_LIMITS = limits_of(os.environ)
# The most cells in the rectangle that a sheet spans: the default number of rows × 25 columns.
CELLS_PER_SHEET = 5_000_000


class RefusedError(Exception):
    """Why a file or a sheet cannot be read: a problem's code, value and details."""

    def __init__(self, code: str, value: str = "", **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.detail: Mapping[str, str] = detail

    def problem(self, sheet: str = "") -> Problem:
        """The refusal as a problem of the file, or of one of its sheets."""
        return Problem(self.code, sheet=sheet, value=self.value, detail=self.detail)


@dataclass(frozen=True)
class Sheet:
    """A named grid. `rows` begins with the file's row `first_row` (0 for row 1), column A first.

    A cell is a float, str, bool, date or time; "" where it is blank. `unread` names the cells that
    hold an error value or a formula whose result was never calculated: address -> what stands
    there; such a cell is blank in `rows`. `hidden_rows` are numbers as the spreadsheet shows them,
    `hidden_columns` letters; `percent_cells` are the addresses of numbers that the spreadsheet
    shows times 100 with a percent sign.
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


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Raises RefusedError for a sheet with more rows, or cells between its corners, than allowed."""
    if rows > limits.rows:
        raise RefusedError("too-many-rows", str(rows), allowed=f"{limits.rows:,}")
    if rows * columns > CELLS_PER_SHEET:
        corner = f"{column_letters(columns - 1)}{rows}"
        raise RefusedError("sheet-too-large", corner, allowed=f"{CELLS_PER_SHEET:,}")
