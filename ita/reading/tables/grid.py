"""The cells of a sheet as a rectangle, with their addresses in the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ita.reading.files.workbook import Sheet, column_letters
from ita.thai.text import clean_text

# Blank and invisible characters at the start of a cell that may look blank.
_BLANKS = " \n\r\xa0\u2007\u200b\u200c\u200d\u202f\u2060\u3000\ufeff"


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet in rows of equal width; a line pasted into one cell is split at tabs.

    `letters` and `numbers` name the columns and rows of the file; in a transposed grid, a row of
    the grid is a column of the file. `pasted` maps each row that was split to the columns of the
    file from which its cells come.
    """

    sheet: Sheet
    rows: list[list[Any]]
    letters: Sequence[str]
    numbers: Sequence[int]
    pasted: dict[int, list[int]] = field(default_factory=dict)
    transposed: bool = False

    def address(self, row: int, column: int) -> str:
        """Return the address in the file of a cell of `rows`."""
        if self.transposed:
            return f"{self.letters[row]}{self.numbers[column]}"
        if self.pasted and (origin := self.pasted.get(row)):
            return f"{column_letters(origin[min(column, len(origin) - 1)])}{self.numbers[row]}"
        return f"{self.letters[column]}{self.numbers[row]}"

    def column_name(self, column: int) -> str:
        """Return the name of a grid column in the file: column letters, or a row number."""
        return str(self.numbers[column]) if self.transposed else self.letters[column]

    def part(self, columns: Sequence[int]) -> "Grid":
        """Return the grid with some of its columns."""
        return Grid(
            self.sheet,
            [[row[at] for at in columns] for row in self.rows],
            [self.letters[at] for at in columns],
            self.numbers,
            {
                row: [origin[min(at, len(origin) - 1)] for at in columns]
                for row, origin in self.pasted.items()
            },
        )

    def turned(self, rows: range) -> "Grid":
        """Return a transposed grid, with some of the rows as its columns."""
        columns = [self.rows[row] for row in rows]
        numbers = [self.numbers[row] for row in rows]
        turned = [list(cells) for cells in zip(*columns, strict=True)]
        return Grid(self.sheet, turned, self.letters, numbers, transposed=True)


def display_text(cell: Any) -> str:
    """Return a cell's value as text for problems."""
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def grid_of(sheet: Sheet) -> Grid:
    """Return the grid of a sheet; a cell with tabs is split into several cells."""
    pasted: dict[int, list[int]] = {}
    rows = sheet.rows
    # Each distinct text is examined once.
    unclean = {
        cell
        for cell in set(chain.from_iterable(rows))
        if type(cell) is str and ("\t" in cell or cell.lstrip(_BLANKS) != cell)
    }
    if unclean:
        rows = list(rows)
        for index in [at for at, row in enumerate(rows) if not unclean.isdisjoint(row)]:
            # A cell without a visible character is blank.
            row = [
                cell if not isinstance(cell, str) or clean_text(cell) else ""
                for cell in rows[index]
            ]
            rows[index] = row
            if any(isinstance(cell, str) and "\t" in cell.strip("\t") for cell in row):
                rows[index], pasted[index] = _cut(row)
    widths = set(map(len, rows))
    width = max(widths, default=0)
    if len(widths) > 1:
        rows = [row + [""] * (width - len(row)) for row in rows]
    # One more column: if a question is in the last cell, its score is missing in the next one.
    letters = [column_letters(at) for at in range(width + 1)]
    first = sheet.first_row + 1
    return Grid(sheet, rows, letters, range(first, first + len(rows) + 1), pasted)


def _cut(row: list[Any]) -> tuple[list[Any], list[int]]:
    cells: list[Any] = []
    origin: list[int] = []
    for at, cell in enumerate(row):
        pieces = cell.split("\t") if isinstance(cell, str) else [cell]
        cells += pieces
        origin += [at] * len(pieces)
    return cells, origin
