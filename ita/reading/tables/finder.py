"""Where the tables of a sheet begin and end, and what their columns hold; by words, not by place."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from ita.reading.files.workbook import Sheet, column_letters
from ita.reading.tables.headers import FIGURES, IDENTITY, NOTHING, WIDE, Column, column
from ita.reading.tables.numbers import figure
from ita.reading.tables.text import clean, year_in

# A header cell further right than this is not looked at.
_WIDEST = 2000
# How many rows below a header tell whether columns of unknown name hold figures.
_SAMPLE = 10
# What a cell that looks blank begins with.
_BLANKS = " \n\r\xa0\u2007\u200b\u200c\u200d\u202f\u2060\u3000\ufeff"
# Kinds of which a table has one row each, with a column an agency or a year beside it.
_ROW_NAMES = {"text", "code", "indicator name", "indicator number", "instrument"}


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet, every row of one width; a line pasted into one cell is cut at its tabs.

    `pasted` tells for rows that were cut which column of the file each cell came from.
    """

    sheet: Sheet
    rows: list[list[Any]]
    letters: list[str]
    pasted: dict[int, list[int]]

    def address(self, row: int, column: int) -> str:
        """The address in the file of a cell of `rows`."""
        if self.pasted and (origin := self.pasted.get(row)):
            column = origin[min(column, len(origin) - 1)]
        return f"{self.letters[column]}{self.sheet.first_row + row + 1}"


@dataclass(frozen=True)
class Table:
    """A table of a grid: `body` counts rows of the grid; no header means lines as they stand.

    `columns` has an entry for each column of the grid, NOTHING where the header says nothing.
    """

    header: tuple[int, ...]
    columns: tuple[Column, ...]
    body: range

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The columns of each kind, from left to right."""
        places: dict[str, list[int]] = {}
        for at, each in enumerate(self.columns):
            places.setdefault(each.kind, []).append(at)
        return places

    def where(self, *kinds: str) -> list[int]:
        """The columns of any of some kinds, from left to right."""
        places = self.places
        if len(kinds) == 1:
            return places.get(kinds[0], [])
        return sorted([at for kind in kinds if kind in places for at in places[kind]])

    @property
    def wide(self) -> bool:
        """Whether a row holds several indicators or instruments of an agency or year."""
        kinds = self.places.keys()
        if kinds & WIDE:
            return not kinds & {"text", "indicator name", "indicator number"}
        return bool(self.header) and not kinds & (_ROW_NAMES | {"part"})


def grid_of(sheet: Sheet) -> Grid:
    """The grid of a sheet; a cell with tabs becomes the cells that it was pasted from."""
    pasted: dict[int, list[int]] = {}
    rows = sheet.rows
    # Each text is looked at once, however often it stands in the sheet.
    unclean = {
        cell
        for cell in set(chain.from_iterable(rows))
        if type(cell) is str and ("\t" in cell or cell.lstrip(_BLANKS) != cell)
    }
    if unclean:
        rows = list(rows)
        for index in [at for at, row in enumerate(rows) if not unclean.isdisjoint(row)]:
            # A cell with nothing that can be seen is blank.
            row = [cell if not isinstance(cell, str) or clean(cell) else "" for cell in rows[index]]
            rows[index] = row
            if any(isinstance(cell, str) and "\t" in cell.strip("\t") for cell in row):
                rows[index], pasted[index] = _cut(row)
    widths = set(map(len, rows))
    width = max(widths, default=0)
    if len(widths) > 1:
        rows = [row + [""] * (width - len(row)) for row in rows]
    # One column more: a question at the end of its row misses its score there.
    return Grid(sheet, rows, [column_letters(at) for at in range(width + 1)], pasted)


def _cut(row: list[Any]) -> tuple[list[Any], list[int]]:
    cells: list[Any] = []
    origin: list[int] = []
    for at, cell in enumerate(row):
        pieces = cell.split("\t") if isinstance(cell, str) else [cell]
        cells += pieces
        origin += [at] * len(pieces)
    return cells, origin


def tables_of(grid: Grid) -> list[Table]:
    """The tables of a grid from top to bottom; what stands above the first has no header."""
    rows = grid.rows
    found: list[tuple[tuple[int, ...], tuple[Column, ...]]] = []
    index = 0
    while index < len(rows):
        columns = None if _has_figures(rows[index]) else _header(rows, index)
        if columns is None or any(map(_is_figure, rows[index][:_WIDEST])):
            index += 1
            continue
        below = _second_header(rows, index)
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
    """Whether a row holds a number that is no year: then it is no header, whatever it says."""
    # A score stands at the end of its row more often than at its beginning.
    for cell in reversed(row):
        kind = type(cell)
        if (kind is float or kind is int) and not 2400 <= cell < 2600 and not 2000 <= cell < 2060:
            return True
    return False


def _header(rows: list[list[Any]], index: int) -> tuple[Column, ...] | None:
    """The columns of a row that is a header if its texts are no figures, None for any other row."""
    row = rows[index]
    columns = tuple(
        [column(cell) if cell != "" else NOTHING for cell in row[:_WIDEST]]
        + [NOTHING] * (len(row) - _WIDEST)
    )
    known = [each for each in columns if each.kind and each.kind != "other"]
    if not known:
        return None
    filled = [cell for cell in row[:_WIDEST] if cell != ""]
    kinds = {each.kind for each in known}
    if {"year", "score of year"} <= kinds:
        # "ปีงบประมาณ | 2565" states a year; it is no column of that year.
        return None
    if len(filled) == 1:
        # A total or a level alone over its figure.
        alone = bool(kinds) and kinds <= {"total", "grade"}
        return columns if alone and _figure_alone_below(rows, index, columns) else None
    if kinds & IDENTITY and kinds & FIGURES:
        return columns if len(known) >= 2 else None
    wide = [each.kind for each in known if each.kind in WIDE]
    if len(wide) > len(set(wide)):
        return columns
    # One instrument or indicator, or figures side by side without a word on whose they are.
    of_one = wide and kinds & {"agency", "year", "total", "grade"}
    if len(known) == len(filled) and (of_one or len(kinds & FIGURES) >= 2):
        return columns
    return _with_agencies(rows, index, columns) if kinds & _ROW_NAMES and not wide else None


def _is_figure(cell: Any) -> bool:
    return isinstance(cell, str) and figure(cell).value is not None and not year_in(cell)[0]


def _figure_alone_below(rows: list[list[Any]], index: int, columns: tuple[Column, ...]) -> bool:
    at = next(at for at, each in enumerate(columns) if each.kind)
    for row in rows[index + 1 : index + 3]:
        filled = [place for place, cell in enumerate(row) if cell != ""]
        if filled:
            return filled == [at]
    return False


def _with_agencies(
    rows: list[list[Any]], index: int, columns: tuple[Column, ...]
) -> tuple[Column, ...] | None:
    """The columns with those of unknown name as agencies, if nothing but figures stands below.

    A single column of figures without any name holds the scores.
    """
    below = rows[index + 1 : index + 1 + _SAMPLE]

    def figures_below(at: int) -> bool:
        filled = False
        for row in below:
            if row[at] != "":
                if figure(row[at]).value is None:
                    return False
                filled = True
        return filled

    unknown = [at for at, each in enumerate(columns) if not each.kind and figures_below(at)]
    named = list(columns)
    for at in unknown:
        name = rows[index][at]
        if isinstance(name, str) and name != "":
            named[at] = Column("score of agency", clean(name))
        elif len(unknown) == 1:
            named[at] = Column("unnamed score")
    return tuple(named) if named != list(columns) else None


def _second_header(rows: list[list[Any]], index: int) -> tuple[Column, ...] | None:
    """The columns of a header of two rows; None where the row below is no part of it."""
    if index + 1 >= len(rows):
        return None
    upper, lower = rows[index], rows[index + 1]
    places = [at for at, cell in enumerate(lower[:_WIDEST]) if cell != ""]
    if len(places) < 2 or all(upper[at] != "" for at in places):
        return None
    if not all(_continues(lower[at]) for at in places):
        return None
    combined: list[Column] = []
    spanning: Any = ""
    for at, (above, below) in enumerate(zip(upper, lower, strict=True)):
        spanning = above if above != "" else spanning
        cells = [cell for cell in (above if below == "" else spanning, below) if cell != ""]
        combined.append(column(*cells) if cells and at < _WIDEST else NOTHING)
    return tuple(combined)


def _continues(cell: Any) -> bool:
    """Whether a cell can stand in the lower row of a header."""
    if year_in(cell)[0]:
        return True
    value = figure(cell).value
    if value is None:
        return isinstance(cell, str) and (bool(column(cell).kind) or cell.strip().startswith("("))
    return value == int(value) and 1 <= value <= 60
