"""Shared by the readers of all formats: limits, sheets, and the reasons for refusing a file."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from string import digits
from typing import Any

from ita.domain.problems import Place, Problem


@dataclass(frozen=True)
class Limits:
    """What a file may ask of the machine; a file that asks for more is refused. (BAD_INPUT.md)"""

    file_bytes: int = 10 * 1024**2
    unpacked_bytes: int = 100 * 1024**2
    ratio: int = 200
    parts: int = 1000
    sheets: int = 50
    rows: int = 200_000
    pages: int = 200


# The environment variable of each limit, and the factor from its unit to the limit's.
SETTINGS: Mapping[str, tuple[str, int]] = {
    "file_bytes": ("ITA_MAX_FILE_MB", 1024**2),
    "unpacked_bytes": ("ITA_MAX_UNPACKED_MB", 1024**2),
    "ratio": ("ITA_MAX_RATIO", 1),
    "parts": ("ITA_MAX_PARTS", 1),
    "sheets": ("ITA_MAX_SHEETS", 1),
    "rows": ("ITA_MAX_ROWS", 1),
    "pages": ("ITA_MAX_PAGES", 1),
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
_ADDRESS = re.compile("[A-Z]+[0-9]+")


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
    shows times 100 with a percent sign. A document is one sheet: `breaks` are the rows, counted
    from 0, at which one of its tables ends, and `places` says of each row where it stands.
    """

    name: str
    rows: list[list[Any]]
    first_row: int = 0
    visible: bool = True
    unread: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[str] = frozenset()
    percent_cells: frozenset[str] = frozenset()
    breaks: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()

    def find_place(self, cell: str) -> Place | None:
        """Where a cell, by its address, stands in a document; None in a spreadsheet."""
        letters = cell.rstrip(digits)
        row = int(cell[len(letters) :] or 0) - 1 - self.first_row
        if not 0 <= row < len(self.places):
            return None
        return self.places[row]._replace(column=column_number(letters) + 1)

    def address(self, row: int, column: int) -> str:
        """The address of a cell of `rows`, "G12"."""
        return f"{column_letters(column)}{self.first_row + row + 1}"


def locate_problems(
    problems: Iterable[Problem], sheets: Iterable[Sheet], file: str
) -> tuple[Problem, ...]:
    """The problems of a file with its name; in a document with the places of their cells."""
    documents = {sheet.name: sheet for sheet in sheets if sheet.places}
    located = []
    for each in problems:
        places = {}
        if document := documents.get(each.sheet):
            cells = {"cell": each.cell, **{n: each.detail.get(n, "") for n in ("first", "last")}}
            places = {
                name: place
                for name, cell in cells.items()
                if _ADDRESS.fullmatch(cell.strip()) and (place := document.find_place(cell.strip()))
            }
        located.append(replace(each, file=file, places=places))
    return tuple(located)


@lru_cache(maxsize=4096)
def column_letters(column: int) -> str:
    """The letters of a column, 0 for A."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """The column of some letters, 0 for A."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Raises RefusedError for a sheet with more rows, or cells between its corners, than allowed."""
    if rows > limits.rows:
        raise RefusedError("too-many-rows", str(rows), allowed=f"{limits.rows:,}")
    if rows * columns > CELLS_PER_SHEET:
        corner = f"{column_letters(columns - 1)}{rows}"
        raise RefusedError("sheet-too-large", corner, allowed=f"{CELLS_PER_SHEET:,}")


# The row and column of a cell, from 0.
Cell = tuple[int, int]

# What a number format displays literally.
_LITERALS = re.compile(r'"[^"]*"|\\.')
_PERCENT = (9, 10)


def is_percent(number: int, number_format: str = "") -> bool:
    """Whether a number format, its number or its text, shows a figure times 100 with a "%"."""
    return number in _PERCENT or "%" in _LITERALS.sub("", number_format)


@dataclass
class Marks:
    """What was noted of the cells of one sheet, in whatever format.

    `zeros` are formulas whose stored result is 0; `has_results` is whether some formula of the
    sheet has another result.
    """

    unread: dict[Cell, str] = field(default_factory=dict)
    zeros: dict[Cell, str] = field(default_factory=dict)
    has_results: bool = False
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    percent: set[Cell] = field(default_factory=set)

    def add_error(self, cell: Cell, value: str) -> None:
        """Notes an error value."""
        self.unread[cell] = value
        self.has_results = True

    def add_formula(self, cell: Cell, text: str, result: float | str | None) -> None:
        """Notes a formula with its stored result, None where there is none."""
        if result is None:
            self.unread[cell] = f"={text}"
        elif result == 0:
            self.zeros[cell] = f"={text}"
        else:
            self.has_results = True

    def sheet(
        self,
        name: str,
        rows: list[list[Any]],
        first_row: int,
        *,
        visible: bool,
        calculated: bool | None,
    ) -> Sheet:
        """The sheet with these marks; unread cells become blank.

        `calculated` is whether the file states that its formulas were calculated. Programs that
        write formulas without calculating them store 0 for each: where the file states nothing,
        zeros count if some formula of the sheet has another result.
        """
        unread = dict(self.unread)
        if not (self.has_results if calculated is None else calculated):
            unread |= self.zeros
        for row, column in unread:
            if 0 <= row - first_row < len(rows) and column < len(rows[row - first_row]):
                rows[row - first_row][column] = ""
        width = max(map(len, rows), default=0)
        return Sheet(
            name,
            rows,
            first_row,
            visible,
            {_address(cell): text for cell, text in unread.items()},
            frozenset(row + 1 for row in _within(self.hidden_rows, first_row + len(rows))),
            frozenset(map(column_letters, _within(self.hidden_columns, width))),
            frozenset(map(_address, self.percent)),
        )


def _address(cell: Cell) -> str:
    return f"{column_letters(cell[1])}{cell[0] + 1}"


def _within(ranges: Iterable[range], end: int) -> Iterator[int]:
    """The distinct numbers in some ranges, up to an end, however far the ranges reach."""
    done = 0
    for each in sorted(ranges, key=lambda one: one.start):
        yield from range(max(each.start, done), min(each.stop, end))
        done = max(done, each.stop)
