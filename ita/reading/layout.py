"""Where the tables of a sheet begin and end, and what their columns hold; by words, not by place."""

from dataclasses import dataclass
from typing import Any

from ita.reading.headers import FIGURES, IDENTITY, NOTHING, WIDE, Column, column
from ita.reading.numbers import figure
from ita.reading.text import year_in
from ita.reading.workbook import Sheet, column_letters

# A header cell further right than this is not looked at.
_WIDEST = 2000


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet in which a line pasted into one cell has been cut at its tabs.

    `pasted` tells for such rows which column of the file each cut cell came from.
    """

    sheet: Sheet
    rows: list[list[Any]]
    pasted: dict[int, list[int]]

    def address(self, row: int, column: int) -> str:
        """The address in the file of a cell of `rows`."""
        origin = self.pasted.get(row)
        if origin is not None and column < len(origin):
            column = origin[column]
        return self.sheet.address(row, column)


@dataclass(frozen=True)
class Table:
    """A table of a grid: `body` counts rows of the grid; no header means lines as they stand.

    `columns` has an entry for each column of the header, NOTHING where it says nothing.
    """

    header: tuple[int, ...]
    columns: tuple[Column, ...]
    body: range

    def where(self, *kinds: str) -> list[int]:
        """The columns of any of some kinds, from left to right."""
        return [at for at, each in enumerate(self.columns) if each.kind in kinds]

    @property
    def wide(self) -> bool:
        """Whether a row holds several indicators or instruments of an agency or year."""
        kinds = {each.kind for each in self.columns}
        if kinds & WIDE:
            return not kinds & {"text", "indicator name", "indicator number"}
        about_items = {"text", "indicator name", "indicator number", "instrument", "code", "part"}
        return bool(self.columns) and not kinds & about_items


def grid_of(sheet: Sheet) -> Grid:
    """The grid of a sheet; a cell with tabs becomes the cells that it was pasted from."""
    pasted: dict[int, list[int]] = {}
    rows = sheet.rows
    for index, row in enumerate(rows):
        if any(type(cell) is str and "\t" in cell for cell in row):
            if rows is sheet.rows:
                rows = list(rows)
            cells: list[Any] = []
            origin: list[int] = []
            for at, cell in enumerate(row):
                pieces = cell.split("\t") if isinstance(cell, str) else [cell]
                cells.extend(pieces)
                origin.extend([at] * len(pieces))
            rows[index] = cells
            pasted[index] = origin
    return Grid(sheet, rows, pasted)


def tables_of(grid: Grid) -> list[Table]:
    """The tables of a grid from top to bottom; what stands above the first has no header."""
    rows = grid.rows
    found: list[tuple[tuple[int, ...], tuple[Column, ...]]] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        columns = None if _has_figures(row) else _header(rows, index)
        if columns is None:
            index += 1
            continue
        below = _second_header(rows, index, columns)
        if below is not None:
            found.append(((index, index + 1), below))
            index += 2
        else:
            found.append(((index,), columns))
            index += 1
    starts = [header[0] for header, _ in found] + [len(rows)]
    tables = [Table((), (), range(starts[0]))] if starts[0] else []
    for (header, columns), end in zip(found, starts[1:], strict=True):
        tables.append(Table(header, columns, range(header[-1] + 1, end)))
    return tables


def _has_figures(row: list[Any]) -> bool:
    """Whether a row holds a number that is no year: then it is no header."""
    for cell in row:
        kind = type(cell)
        if (kind is float or kind is int) and not 2400 <= cell <= 2600 and not 2000 <= cell <= 2060:
            return True
    return False


def _header(rows: list[list[Any]], index: int) -> tuple[Column, ...] | None:
    """The columns of a row that is a header, None for any other row."""
    row = rows[index][:_WIDEST]
    filled = [cell for cell in row if cell != ""]
    if not filled or not isinstance(filled[0], str | float | int):
        return None
    if any(
        isinstance(cell, str) and figure(cell).value is not None and not year_in(cell)[0]
        for cell in filled
    ):
        return None
    columns = tuple(column(cell) if cell != "" else NOTHING for cell in row)
    known = [each for each in columns if each.kind and each.kind != "other"]
    kinds = {each.kind for each in known}
    if {"year", "score of year"} <= kinds:
        # "ปีงบประมาณ | 2565" states a year; it is no column of that year.
        return None
    if len(filled) == 1:
        # A total or a level alone over its figure.
        alone = kinds <= {"total", "grade"} and bool(kinds)
        return columns if alone and _figure_alone_below(rows, index, columns) else None
    wide = [each for each in known if each.kind in WIDE]
    if kinds & IDENTITY and kinds & FIGURES:
        return columns if len(known) >= 2 else None
    same = max((sum(each.kind == kind for each in wide) for kind in WIDE), default=0)
    if same >= 2:
        return columns
    # One instrument or indicator, or figures side by side without a word on whose they are.
    of_one = wide and kinds & {"agency", "year", "total", "grade"}
    return columns if len(known) == len(filled) and (of_one or len(kinds & FIGURES) >= 2) else None


def _figure_alone_below(rows: list[list[Any]], index: int, columns: tuple[Column, ...]) -> bool:
    at = next(at for at, each in enumerate(columns) if each.kind)
    for row in rows[index + 1 : index + 3]:
        filled = [place for place, cell in enumerate(row) if cell != ""]
        if filled:
            return filled == [at]
    return False


def _second_header(
    rows: list[list[Any]], index: int, columns: tuple[Column, ...]
) -> tuple[Column, ...] | None:
    """The columns of a header of two rows; None where the row below is no part of it."""
    if index + 1 >= len(rows):
        return None
    upper, lower = rows[index], rows[index + 1]
    places = [at for at, cell in enumerate(lower[:_WIDEST]) if cell != ""]
    under_merged = [at for at in places if at >= len(upper) or upper[at] == ""]
    if len(places) < 2 or not under_merged:
        return None
    if not all(_continues(lower[at]) for at in places):
        return None
    combined: list[Column] = []
    spanning: Any = ""
    for at in range(min(max(len(upper), len(lower)), _WIDEST)):
        above = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        if above != "":
            spanning = above
        if below == "":
            combined.append(column(above) if above != "" else NOTHING)
        else:
            combined.append(column(spanning, below) if spanning != "" else column(below))
    return tuple(combined)


def _continues(cell: Any) -> bool:
    """Whether a cell can stand in the lower row of a header."""
    if isinstance(cell, str) and figure(cell).value is None:
        return bool(column(cell).kind) or cell.strip().startswith("(")
    if year_in(cell)[0]:
        return True
    value = figure(cell).value
    return value is not None and value == int(value) and 1 <= value <= 60


def letters_of(width: int) -> list[str]:
    """The letters of the first columns."""
    return [column_letters(at) for at in range(width)]
