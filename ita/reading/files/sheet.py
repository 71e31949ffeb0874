"""Limits, sheets and refusals, shared by the readers of all formats."""

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
    """The largest sizes of a file that is read; a larger file is refused. (BAD_INPUT.md)"""

    file_bytes: int = 10 * 1024**2
    unpacked_bytes: int = 100 * 1024**2
    ratio: int = 200
    parts: int = 1000
    sheets: int = 50
    rows: int = 200_000
    pages: int = 200


# The environment variable of each limit, and the factor that converts its unit.
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
    """Return the limits set by environment variables; ValueError for all but whole numbers."""
    return Limits(
        **{
            name: int(environment[variable]) * unit
            for name, (variable, unit) in SETTINGS.items()
            if variable in environment
        }
    )


DEFAULT_LIMITS = limits_of(os.environ)
# The most cells in the bounding rectangle of a sheet: the default number of rows × 25 columns.
CELLS_PER_SHEET = 5_000_000
_ADDRESS = re.compile("[A-Z]+[0-9]+")


class RefusedError(Exception):
    """Raised if a file or sheet cannot be read, with the code, value and details of a problem."""

    def __init__(self, code: str, value: str = "", **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.detail: Mapping[str, str] = detail

    def problem(self, sheet: str = "") -> Problem:
        """Return the refusal as a problem of the file, or of one of its sheets."""
        return Problem(self.code, sheet=sheet, value=self.value, detail=self.detail)


@dataclass(frozen=True)
class Sheet:
    """A named grid. `rows` begins with the file's row `first_row` (0 for row 1), column A first.

    A cell is a float, str, bool, date or time; "" if blank. `unread` maps the addresses of cells
    with an error value, or with a formula that was never calculated, to that value or formula;
    these cells are blank in `rows`. `hidden_rows` are row numbers as displayed, `hidden_columns`
    letters; `percent_cells` are the addresses of numbers displayed as percent (times 100). A
    document is one sheet: `breaks` are the rows, counted from 0, at which its tables end, and
    `places` has the place of each row in the document.
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
        """Return the place in a document of the cell with an address; None in a spreadsheet."""
        letters = cell.rstrip(digits)
        row = int(cell[len(letters) :] or 0) - 1 - self.first_row
        if not 0 <= row < len(self.places):
            return None
        return self.places[row]._replace(column=column_number(letters) + 1)

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell of `rows`, such as "G12"."""
        return f"{column_letters(column)}{self.first_row + row + 1}"


def locate_problems(
    problems: Iterable[Problem], sheets: Iterable[Sheet], file: str
) -> tuple[Problem, ...]:
    """Return problems with the file name, and in documents with the places of their cells."""
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
    """Return the letters of a column from its index, 0 for A."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """Return the index of a column from its letters, 0 for A."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Raise RefusedError if a sheet has more rows, or cells in its rectangle, than allowed."""
    if rows > limits.rows:
        raise RefusedError("too-many-rows", str(rows), allowed=f"{limits.rows:,}")
    if rows * columns > CELLS_PER_SHEET:
        corner = f"{column_letters(columns - 1)}{rows}"
        raise RefusedError("sheet-too-large", corner, allowed=f"{CELLS_PER_SHEET:,}")


# The row and column of a cell, from 0.
Cell = tuple[int, int]

# The literal parts of a number format, and the ids of the built-in percent formats.
_LITERALS = re.compile(r'"[^"]*"|\\.')
_PERCENT = (9, 10)


def is_percent(number: int, number_format: str = "") -> bool:
    """Return whether a number format, given by id or text, displays percent (times 100)."""
    return number in _PERCENT or "%" in _LITERALS.sub("", number_format)


@dataclass
class Marks:
    """Notes on the cells of one sheet, the same for all formats.

    `zeros` are formulas whose stored result is 0; `has_results` is true if any formula of the
    sheet has another result.
    """

    unread: dict[Cell, str] = field(default_factory=dict)
    zeros: dict[Cell, str] = field(default_factory=dict)
    has_results: bool = False
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    percent: set[Cell] = field(default_factory=set)

    def add_error(self, cell: Cell, value: str) -> None:
        """Note an error value."""
        self.unread[cell] = value
        self.has_results = True

    def add_formula(self, cell: Cell, text: str, result: float | str | None) -> None:
        """Note a formula with its stored result, None if it has none."""
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
        """Return the sheet with these marks; unread cells become blank.

        `calculated` is whether the file states that its formulas were calculated, None if it
        states nothing. Some programs store 0 for formulas that they do not calculate: with None,
        zeros are kept only if another formula of the sheet has a different result.
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
    """Yield the distinct numbers below `end` in some ranges, which may overlap or exceed it."""
    done = 0
    for each in sorted(ranges, key=lambda one: one.start):
        yield from range(max(each.start, done), min(each.stop, end))
        done = max(done, each.stop)
