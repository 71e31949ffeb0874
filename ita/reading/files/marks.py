"""What a file notes of cells beside their values: errors, formulas, what is hidden, percent."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ita.reading.files.sheet import Sheet, column_letters

# Row and column, from 0.
Place = tuple[int, int]

# What a number format shows as it stands.
_LITERALS = re.compile(r'"[^"]*"|\\.')
_PERCENT = (9, 10)
# The error values of binary formats.
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def is_percent(number: int, number_format: str = "") -> bool:
    """Whether a number format, its number or its text, shows a figure times 100 with a "%"."""
    return number in _PERCENT or "%" in _LITERALS.sub("", number_format)


@dataclass
class Marks:
    """What was noted of the cells of one sheet.

    `zeros` are formulas whose stored result is 0, `has_results` says whether some formula of the
    sheet has another one.
    """

    unread: dict[Place, str] = field(default_factory=dict)
    zeros: dict[Place, str] = field(default_factory=dict)
    has_results: bool = False
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    percent: set[Place] = field(default_factory=set)

    def error(self, place: Place, value: str) -> None:
        """Notes an error value."""
        self.unread[place] = value
        self.has_results = True

    def formula(self, place: Place, text: str, result: float | str | None) -> None:
        """Notes a formula with its stored result, None where there is none."""
        if result is None:
            self.unread[place] = f"={text}"
        elif result == 0:
            self.zeros[place] = f"={text}"
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
        """The sheet with these marks; cells that are unread become blank.

        `calculated` is whether the file says that its formulas were calculated. Programs that
        write formulas without calculating them store 0 for each: where the file doesn't say, zeros
        count if some formula of the sheet has another result.
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
            {_address(place): stands for place, stands in unread.items()},
            frozenset(row + 1 for row in _within(self.hidden_rows, first_row + len(rows))),
            frozenset(map(column_letters, _within(self.hidden_columns, width))),
            frozenset(map(_address, self.percent)),
        )


def _address(place: Place) -> str:
    return f"{column_letters(place[1])}{place[0] + 1}"


def _within(ranges: Iterable[range], end: int) -> Iterator[int]:
    """The numbers of some ranges below an end, each once, however far a file says they reach."""
    done = 0
    for each in sorted(ranges, key=lambda one: one.start):
        yield from range(max(each.start, done), min(each.stop, end))
        done = max(done, each.stop)
