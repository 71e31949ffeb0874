"""Find the tables of a sheet by the words of their headers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from ita.domain.mapping import SheetMapping
from ita.reading.tables.grid import Grid
from ita.reading.tables.numbers import figure
from ita.reading.tables.table import NOTHING, Column, Table, Vocabulary
from ita.thai.text import comparison_key
from ita.thai.years import year_in

# The maximum number of columns that are searched for header cells.
_WIDEST = 2000
# The maximum number of rows in a header.
_TALLEST = 4
# The number of rows below a header that are examined for figures.
_SAMPLE = 10


def find_tables(
    grid: Grid, vocabulary: Vocabulary, answers: SheetMapping | None = None
) -> list[Table]:
    """Return the tables of a grid from top to bottom; lines outside tables have no header.

    A header repeated on a new page continues its table. Two halves side by side become two tables.
    A transposed table, whose header is a column, gets a transposed grid. The user's answers about
    header rows and columns take precedence over the vocabulary.
    """

    def header_texts(table: Table) -> list[list[Any]]:
        return [grid.rows[row] for row in table.header]

    finder = _Finder(grid.rows, vocabulary)
    chosen = {row - 1 for row in answers.header_rows if row <= len(grid.rows)} if answers else ()
    headers = finder.headers_in(sorted(chosen)) if chosen else finder.headers()
    tables: list[Table] = []
    first = headers[0].rows[0] if headers else len(grid.rows)
    if first:
        tables.append(Table(grid, (), (), range(first)))
    ends = [each.rows[0] for each in headers[1:]] + [len(grid.rows)]
    for header, end in zip(headers, ends, strict=False):
        after, columns = header.rows[-1] + 1, tuple(header.columns)
        # In a document, a table ends at the text below it.
        cut = min(filter(after.__le__, (*grid.sheet.breaks, end)))
        table = Table(grid, tuple(header.rows), columns, range(after, cut))
        if header.transposed:
            turned = grid.turned(range(header.rows[0], after))
            tables.append(Table(turned, (0,), columns, range(1, len(turned.rows))))
            tables += [Table(grid, (), (), table.body)] if table.body else []
        elif tables and tables[-1].grid is grid and header_texts(table) == header_texts(tables[-1]):
            tables[-1] = replace(tables[-1], body=[*tables[-1].body, *table.body])
        else:
            tables.append(table)
        tables += [Table(grid, (), (), range(cut, end))] if cut < end else []
    if answers and answers.columns:
        tables = [_with_answers(table, vocabulary, answers.columns) for table in tables]
    return [half for table in tables for half in _halves(table, vocabulary)]


def _with_answers(table: Table, vocabulary: Vocabulary, answers: Mapping[str, str]) -> Table:
    """Return the table with the user's roles, given by the name or the header cell of a column."""
    grid = table.grid
    columns = list(table.columns) or [NOTHING] * (len(grid.letters) - 1)
    answered = set()
    for at, column in enumerate(columns):
        answer = answers.get(grid.column_name(at))
        if table.header:
            answer = answers.get(grid.address(table.header[0], at), answer)
        if answer is not None:
            columns[at] = vocabulary.answered(answer, column)
            answered.add(at)
    if not answered:
        return table
    return replace(table, columns=tuple(columns), answered=frozenset(answered))


def _halves(table: Table, vocabulary: Vocabulary) -> list[Table]:
    """Split a table before each repetition of its naming columns; return [table] without any."""
    repeated = [
        columns
        for role, columns in table.columns_by_role.items()
        if len(columns) > 1 and role in vocabulary.names
    ]
    starts = min(repeated, default=[])
    if len({comparison_key(str(table.header_cell(at)[0])) for at in starts}) != 1:
        return [table]
    figures = vocabulary.figures | vocabulary.of_one
    halves: list[Table] = []
    for start, end in zip(starts, [*starts[1:], len(table.columns)], strict=True):
        if not any(table.columns[at].role in figures for at in range(start, end)):
            return [table]
        # Columns left of the first half, such as an agency or a year, belong to all halves.
        part = [*range(starts[0]), *range(start, end)]
        columns = tuple(table.columns[at] for at in part)
        answered = frozenset(n for n, at in enumerate(part) if at in table.answered)
        halves.append(Table(table.grid.part(part), table.header, columns, table.body, answered))
    return halves


class _Header(NamedTuple):
    """The rows and columns of a header; if transposed, `columns` has an entry for each row."""

    rows: list[int]
    columns: list[Column]
    transposed: bool = False


def _is_figure(cell: Any) -> bool:
    return figure(cell).trouble in ("", "other-scale") and not year_in(cell)[0]


def _filled(row: list[Any]) -> list[int]:
    return [at for at, cell in enumerate(row[:_WIDEST]) if cell != ""]


class _Finder:
    """Finds the headers in the rows of a grid by the words of a vocabulary."""

    def __init__(self, rows: list[list[Any]], vocabulary: Vocabulary) -> None:
        self.rows, self.vocabulary, self.column = rows, vocabulary, vocabulary.column

    def headers_in(self, numbers: Sequence[int]) -> list[_Header]:
        """Return the headers made of the given rows; consecutive rows form one header."""
        runs = groupby(enumerate(numbers), lambda each: each[1] - each[0])
        groups = ([row for _, row in run] for _, run in runs)
        return [_Header(rows, self._columns(rows)) for rows in groups]

    def headers(self) -> list[_Header]:
        """Return the headers from top to bottom."""
        headers: list[_Header] = []
        end = -1
        for index, row in enumerate(self.rows):
            if index <= end:
                continue
            corner = row[0] if row and row[0] != "" else next((c for c in row if c != ""), "")
            turns = type(corner) is str and self.column(corner).role in self.vocabulary.values
            header = self._transposed_at(index, corner) if turns else None
            if header is None and not self._holds_figure(row):
                header = self._header_at(index)
            if header is not None:
                headers.append(header)
                end = header.rows[-1]
        return headers

    def _holds_figure(self, row: list[Any]) -> bool:
        """Whether a row contains a number other than a year, so that it cannot begin a header."""
        # Search from the right, since a score is most often in the last cell of its row.
        for cell in reversed(row):
            kind = type(cell)
            if kind is float or kind is int:
                if not 2400 <= cell < 2600 and not 2000 <= cell < 2060:
                    return True
            elif kind is str and (cell[-1:].isdigit() or cell[:1].isdigit()) and _is_figure(cell):
                # "5 คะแนน" may be a header.
                return cell[-1:].isdigit() or self.column(cell) == NOTHING
        return False

    def _header_at(self, index: int) -> _Header | None:
        """Return the header that begins in a row, with all its rows, or None."""
        if all(self.column(cell) == NOTHING for cell in self.rows[index][:_WIDEST] if cell != ""):
            return None
        chosen = [index]
        while len(chosen) < _TALLEST and self._is_continued(chosen):
            chosen.append(chosen[-1] + 1)
        while chosen:
            columns = self._columns(chosen)
            below = self.rows[chosen[-1] + 1 : chosen[-1] + 1 + _SAMPLE]

            def figures_below(at: int, below: list[list[Any]] = below) -> bool:
                cells = [row[at] for row in below if row[at] != ""]
                return bool(cells) and all(map(_is_figure, cells))

            if self.vocabulary.is_header(columns, figures_below):
                return _Header(chosen + self._numbers_below(chosen), columns)
            chosen.pop()
        return None

    def _numbers_below(self, header: list[int]) -> list[int]:
        """Return the row below a header if it only numbers the columns from 1, else []."""
        below = self.rows[header[-1] + 1] if header[-1] + 1 < len(self.rows) else []
        filled = _filled(below)
        counts = [figure(below[at]).value for at in filled]
        if len(counts) < 3 or counts != list(range(1, len(counts) + 1)):
            return []
        first = min(_filled(self.rows[row])[0] for row in header)
        return [header[-1] + 1] if filled[0] == first else []

    def _columns(self, chosen: Sequence[int]) -> list[Column]:
        """Return the columns for the given header rows; an upper cell spans several lower ones."""
        rows = [self.rows[row] for row in chosen]
        # The last filled column of each row so far: its cell spans the columns to its right.
        last = [-1] * len(rows)
        columns: list[Column] = []
        for at, column in enumerate(zip(*(row[:_WIDEST] for row in rows), strict=True)):
            cells: list[Any] = []
            begin = end = 0
            for number, cell in enumerate(column):
                if cell != "":
                    last[number] = at
                    end = len(cells) + 1
                # A cell further left than the cell above it does not span this column.
                if last[number] >= begin:
                    begin = last[number]
                    cells.append(rows[number][begin])
            known = self.column(*cells[:end]) if end else NOTHING
            columns.append(known._replace(role="unknown") if end and not known.role else known)
        return columns + [NOTHING] * (len(rows[0]) - len(columns))

    def _is_continued(self, above: list[int]) -> bool:
        """Whether the row below the given header rows also belongs to the header."""
        lower = self.rows[above[-1] + 1] if above[-1] + 1 < len(self.rows) else []
        filled = _filled(lower)
        if not filled or (len(above) == 1 and self._is_title(above[0], filled[0])):
            return False
        over = self._cells_over(above)
        spans = [over[at] for at in filled]
        number = 0.0
        for at in filled:
            cell = lower[at]
            if not isinstance(cell, str | int | float):
                return False
            if spans.count(over[at]) < 2 and not self._continues(over[at], cell):
                return False
            if _is_figure(cell):
                # Indicator numbers must be consecutive or start again from 1.
                if figure(cell).value not in (number + 1, 1):
                    return False
                number = figure(cell).value or 0.0
        return number != 1

    def _is_title(self, row: int, first: int) -> bool:
        """Whether a row is a title above or left of a header whose first filled column is `first`.

        A cell with a role that names rows is part of the header, not a title.
        """
        filled = _filled(self.rows[row])
        beside = filled[0] == first or filled[-1] < first
        return beside and self.column(self.rows[row][filled[0]]).role not in self.vocabulary.names

    def _cells_over(self, above: list[int]) -> list[tuple[int, int] | None]:
        """Return for each column the row and column of the lowest header cell that spans it."""
        over: list[tuple[int, int] | None] = [None] * len(self.rows[above[0]])
        for row in above:
            spanning: tuple[int, int] | None = None
            for at, cell in enumerate(self.rows[row]):
                if cell != "":
                    spanning = row, at
                over[at] = spanning or over[at]
        return over

    def _continues(self, over: tuple[int, int] | None, cell: Any) -> bool:
        """Whether a cell can continue the header cell above it, which spans no other column."""
        if over is not None:
            head = self.rows[over[0]][over[1]]
            if comparison_key(str(head)) == comparison_key(str(cell)):
                return True
            if self.column(head).role in self.vocabulary.names:
                return False
        # Known words, a year or a remark in brackets.
        return self.column(cell) != NOTHING or (isinstance(cell, str) and cell.lstrip()[:1] in "([")

    def _transposed_at(self, index: int, corner: str) -> _Header | None:
        """Return the header in the column below a corner, or None if the header is a row."""
        values = self.vocabulary.values[self.column(corner).role]
        row = self.rows[index]
        first = row.index(corner)
        if {self.column(cell).role for cell in row[first + 1 : _WIDEST]} - {*values, ""}:
            # Other roles to the right of the corner: it is the header of a column.
            return None
        columns: list[Column] = []
        for lower in self.rows[index:]:
            column = self.column(lower[first]) if lower[first] != "" else NOTHING
            if not column.role or len(lower) - lower.count("") < 3:
                break
            columns.append(column)
        if len(columns) < 2 or columns[1].role in values[:1]:
            # The values of the corner's role are below it: it is the header of a column.
            return None
        if not self.vocabulary.is_header(columns, lambda at: False):
            return None
        return _Header(list(range(index, index + len(columns))), columns, transposed=True)
