"""Notes on cells beside their values: errors, formulas, percent, hidden rows and columns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ita.reading.files.sheet import Sheet, column_letters

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
