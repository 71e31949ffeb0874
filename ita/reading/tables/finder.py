"""Where the tables of a sheet begin and end, and what their columns hold; by words, not by place."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from ita.reading.mapping import SheetMapping
from ita.reading.tables.grid import Grid
from ita.reading.tables.numbers import figure
from ita.thai import key
from ita.thai_years import year_in

# A header cell further right than this is not looked at.
_WIDEST = 2000
# A header has at most so many rows.
_TALLEST = 4
# How many rows below a header tell whether a column holds figures.
_SAMPLE = 10
_YEAR_OF_ROLE = re.compile(r"\((\d{4})\)$")


class Column(NamedTuple):
    """What a column holds.

    `role` is one of the vocabulary's, "unknown" for other words, "" for none; `key` says whose figure it
    is where the header names it (an indicator's number, an instrument, an agency). `full_marks` is
    what the header states, `in_brackets` a bare number behind it that may be full marks or a
    weight. `superseded` says that the header itself takes its figures back: old, draft, cancelled.
    """

    role: str = ""
    key: str = ""
    year: int | None = None
    christian: bool = False
    full_marks: float | None = None
    in_brackets: float | None = None
    superseded: bool = False

    @property
    def name(self) -> str:
        """Role, key and year as an answer of a person names them: "of indicator 3 (2565)"."""
        year = f"({self.year})" if self.year else ""
        return " ".join(part for part in (self.role, self.key, year) if part)


NOTHING = Column()
# A column whose header has words, but none that the vocabulary knows.
UNKNOWN = Column("unknown")


@dataclass(frozen=True)
class Vocabulary:
    """The words that make a header, and what they say of a column.

    `column` takes the header cells of a column, the upper one first. `is_header` takes the columns
    of what may be a header, and a function that tells of a column whether figures stand below it.
    `names` are the roles of columns whose cells say what a row is about, `figures` those of columns
    that hold what is said of it, `of_one` those of columns whose header names the one thing that
    they hold, an item or an indicator; `others` are known and hold nothing that is read.
    `values` gives for a role of `names` the roles that its own values have where they stand in a
    header, the surest first: a column "year" and the years as columns.
    """

    column: Callable[..., Column]
    is_header: Callable[[Sequence[Column], Callable[[int], bool]], bool]
    names: frozenset[str]
    figures: frozenset[str]
    of_one: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Every role that a column can have."""
        return self.names | self.figures | self.of_one | self.others | {"unknown", "unused"}

    def answered(self, answer: str, column: Column) -> Column:
        """A column after a person's answer; its year and full marks stay where none is given."""
        year = _YEAR_OF_ROLE.search(answer)
        words = _YEAR_OF_ROLE.sub("", answer).strip()
        known = [role for role in self.roles if words == role or words.startswith(role + " ")]
        role = max(known, key=len, default="unused")
        return Column(
            role,
            words[len(role) :].strip() or (column.key if role == column.role else ""),
            int(year[1]) if year else column.year,
            full_marks=column.full_marks,
        )


@dataclass(frozen=True)
class Table:
    """A table of a grid: header rows and body count rows of the grid.

    `columns` has an entry for each column of the grid, NOTHING where the header says nothing; a
    table without columns are lines as they stand. `answered` are the columns whose role a person
    gave.
    """

    grid: Grid
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    body: Sequence[int]
    answered: frozenset[int] = frozenset()

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The columns of each role, from left to right."""
        places: dict[str, list[int]] = {}
        for at, each in enumerate(self.columns):
            places.setdefault(each.role, []).append(at)
        return places

    @cached_property
    def row_numbers(self) -> Collection[int]:
        """The rows of the file, as the spreadsheet numbers them, that hold the table's body."""
        if self.grid.transposed:
            return self.grid.numbers
        if isinstance(self.body, range):
            first = self.grid.numbers[0]
            return range(self.body.start + first, self.body.stop + first)
        return {self.grid.numbers[row] for row in self.body}

    def where(self, *roles: str) -> list[int]:
        """The columns of any of some roles, from left to right."""
        places = self.places
        if len(roles) == 1:
            return places.get(roles[0], [])
        return sorted([at for role in roles if role in places for at in places[role]])

    def header_cell(self, column: int) -> tuple[Any, str]:
        """The lowest filled cell of a column's header and its address."""
        cells = [
            (self.grid.rows[row][column], self.grid.address(row, column)) for row in self.header
        ]
        return next((each for each in reversed(cells) if each[0] != ""), cells[-1])

    def holds_figures(self, column: int, rows: int = 50) -> bool:
        """Whether most of a column's first cells are figures."""
        cells = [self.grid.rows[row][column] for row in self.body[:rows]]
        filled = [cell for cell in cells if cell != ""]
        return sum(figure(cell).trouble in ("", "other-scale") for cell in filled) * 2 > len(filled)


class _Header(NamedTuple):
    """A header: its rows and columns; in a lying one each row has a role, as a column elsewhere."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    lying: bool = False


def find_tables(
    grid: Grid, vocabulary: Vocabulary, answers: SheetMapping | None = None
) -> list[Table]:
    """The tables of a grid from top to bottom; what stands above the first has no header.

    A header that is repeated on a new page continues its table. Two halves side by side are two
    tables. A table that lies, each row a role and each column what is a row elsewhere, is turned.
    What a person answered about header rows and columns counts before what the words say.
    """
    headers = _headers(grid.rows, vocabulary, answers)
    tables: list[Table] = []
    first = headers[0].rows[0] if headers else len(grid.rows)
    if first:
        tables.append(Table(grid, (), (), range(first)))
    ends = [each.rows[0] for each in headers[1:]] + [len(grid.rows)]
    for header, end in zip(headers, ends, strict=False):
        after = header.rows[-1] + 1
        if header.lying:
            turned = grid.turned(range(header.rows[0], after))
            tables.append(Table(turned, (0,), header.columns, range(1, len(turned.rows))))
            tables += [Table(grid, (), (), range(after, end))] if after < end else []
            continue
        table = Table(grid, header.rows, header.columns, range(after, end))
        if tables and _same_header(tables[-1], table):
            tables[-1] = replace(tables[-1], body=[*tables[-1].body, *table.body])
        else:
            tables.append(table)
    if answers is not None and answers.columns:
        tables = [_with_answers(table, vocabulary, answers) for table in tables]
    return [half for table in tables for half in _halves(table, vocabulary)]


def _same_header(one: Table, other: Table) -> bool:
    rows = other.grid.rows
    return one.grid is other.grid and [rows[at] for at in one.header] == [
        rows[at] for at in other.header
    ]


def _with_answers(table: Table, vocabulary: Vocabulary, answers: SheetMapping) -> Table:
    """The table with the roles that a person gave: by letter, or by the cell of the header."""
    columns = list(table.columns) or [NOTHING] * len(table.grid.rows[0] if table.grid.rows else [])
    answered = set()
    for at in range(len(columns)):
        name = table.grid.column_name(at)
        answer = answers.columns.get(name)
        if table.header:
            answer = answers.columns.get(table.grid.address(table.header[0], at), answer)
        if answer is not None:
            columns[at] = vocabulary.answered(answer, columns[at])
            answered.add(at)
    if not answered:
        return table
    return replace(table, columns=tuple(columns), answered=frozenset(answered))


def _halves(table: Table, vocabulary: Vocabulary) -> list[Table]:
    """A table whose naming columns come again to the right of its figures, cut before each."""
    twice = [role for role in vocabulary.names if len(table.where(role)) > 1]
    if not twice:
        return [table]
    starts = table.where(min(twice, key=lambda role: table.where(role)[0]))
    parts = [
        range(at, end) for at, end in zip(starts, [*starts[1:], len(table.columns)], strict=True)
    ]
    figures = vocabulary.figures | vocabulary.of_one
    headers = {key(str(table.header_cell(at)[0])) for at in starts}
    if len(headers) > 1 or not all(
        any(table.columns[at].role in figures for at in part) for part in parts
    ):
        return [table]
    halves: list[Table] = []
    for part in parts:
        # What stands left of the first half, an agency or a year, speaks of all of them.
        chosen = [*range(starts[0]), *part]
        halves.append(
            Table(
                table.grid.part(chosen),
                table.header,
                tuple(table.columns[at] for at in chosen),
                table.body,
                frozenset(place for place, at in enumerate(chosen) if at in table.answered),
            )
        )
    return halves


def _headers(
    rows: list[list[Any]], vocabulary: Vocabulary, answers: SheetMapping | None
) -> list[_Header]:
    if answers is not None and (given := _given_headers(rows, vocabulary, answers)):
        return given
    found: list[_Header] = []
    index = 0
    while index < len(rows):
        if _holds_figure(rows[index], vocabulary):
            header = _lying_at(rows, index, vocabulary)
        else:
            header = _header_at(rows, index, vocabulary)
        if header is not None:
            found.append(header)
            index = header.rows[-1]
        index += 1
    return found


def _given_headers(
    rows: list[list[Any]], vocabulary: Vocabulary, answers: SheetMapping
) -> list[_Header]:
    """The headers in the rows that a person named; rows that follow each other are one header."""
    numbers = sorted({row - 1 for row in answers.header_rows if 0 < row <= len(rows)})
    groups: list[list[int]] = []
    for row in numbers:
        if groups and row == groups[-1][-1] + 1:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_Header(tuple(each), _columns(rows, each, vocabulary)) for each in groups]


def _holds_figure(row: list[Any], vocabulary: Vocabulary) -> bool:
    """Whether a row holds a number that is no year: then no header begins with it."""
    # A score stands at the end of its row more often than at its beginning.
    for cell in reversed(row):
        kind = type(cell)
        if kind is float or kind is int:
            if not 2400 <= cell < 2600 and not 2000 <= cell < 2060:
                return True
        elif kind is str and cell[-1:].isdigit():
            if _is_figure(cell):
                return True
        elif kind is str and cell[:1].isdigit() and _is_figure(cell):
            # "5 คะแนน" can be a header.
            return vocabulary.column(cell) == NOTHING
    return False


def _is_figure(cell: Any) -> bool:
    return figure(cell).trouble in ("", "other-scale") and not year_in(cell)[0]


def _header_at(rows: list[list[Any]], index: int, vocabulary: Vocabulary) -> _Header | None:
    """The header that begins in a row, as tall as its rows go; None for any other row."""
    top = rows[index][:_WIDEST]
    if all(vocabulary.column(cell) == NOTHING for cell in top if cell != ""):
        return None
    lying = _lying_at(rows, index, vocabulary)
    if lying is not None:
        return lying
    chosen = [index]
    while len(chosen) < _TALLEST and _joins(rows, chosen, vocabulary):
        chosen.append(chosen[-1] + 1)
    while chosen:
        columns = _columns(rows, chosen, vocabulary)

        def figures_below(at: int, start: int = chosen[-1] + 1) -> bool:
            cells = [row[at] for row in rows[start : start + _SAMPLE] if row[at] != ""]
            return bool(cells) and all(map(_is_figure, cells))

        if vocabulary.is_header(columns, figures_below):
            chosen += _numbers_of_columns(rows, chosen)
            return _Header(tuple(chosen), columns)
        chosen.pop()
    return None


def _numbers_of_columns(rows: list[list[Any]], header: list[int]) -> list[int]:
    """The row below a header, if it only numbers the columns from one on."""
    below = rows[header[-1] + 1] if header[-1] + 1 < len(rows) else []
    numbers = [figure(cell).value for cell in below if cell != ""]
    counted = len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))
    under_first = counted and all(
        rows[row][at] == "" for row in header for at in range(_first(below))
    )
    return [header[-1] + 1] if under_first else []


def _first(row: list[Any]) -> int:
    """The first filled column of a row, its width where there is none."""
    return next((at for at, cell in enumerate(row) if cell != ""), len(row))


def _columns(
    rows: list[list[Any]], chosen: Sequence[int], vocabulary: Vocabulary
) -> tuple[Column, ...]:
    """What the columns hold by header cells of some rows, an upper cell spanning those below it."""
    width = len(rows[chosen[0]])
    if len(chosen) == 1:
        row = rows[chosen[0]][:_WIDEST]
        known = [_column(vocabulary, cell) if cell != "" else NOTHING for cell in row]
        return (*known, *[NOTHING] * (width - len(known)))
    spanning: list[Any] = [""] * len(chosen)
    columns: list[Column] = []
    for at in range(min(width, _WIDEST)):
        lowest = max((level for level, row in enumerate(chosen) if rows[row][at] != ""), default=-1)
        for level, row in enumerate(chosen):
            if rows[row][at] != "":
                # A new upper cell ends what the cells below it spanned so far.
                spanning[level:] = [rows[row][at], *[""] * (len(chosen) - level - 1)]
        cells = [cell for cell in spanning[: lowest + 1] if cell != ""]
        columns.append(_column(vocabulary, *cells) if cells else NOTHING)
    return (*columns, *[NOTHING] * (width - len(columns)))


def _column(vocabulary: Vocabulary, *cells: Any) -> Column:
    column = vocabulary.column(*cells)
    return UNKNOWN if column == NOTHING else column


def _joins(rows: list[list[Any]], above: list[int], vocabulary: Vocabulary) -> bool:
    """Whether the row below some rows of a header continues it."""
    index = above[-1] + 1
    lower = rows[index][:_WIDEST] if index < len(rows) else []
    filled = [at for at, cell in enumerate(lower) if cell != ""]
    if not filled:
        return False
    upper = [at for at, cell in enumerate(rows[above[-1]]) if cell != ""]
    corner = rows[above[-1]][upper[0]]
    left = upper[0] == filled[0] or upper[-1] < filled[0]
    if not above[1:] and left and vocabulary.column(corner).role not in vocabulary.names:
        # What stands over or left of the first column and names no rows is a title.
        return False
    number = 0.0
    for at in filled:
        over, alone = _over(rows, above, at, filled)
        if alone and not _may_stand_under(lower[at], over, vocabulary):
            return False
        if not isinstance(lower[at], str | int | float):
            return False
        if _is_figure(lower[at]):
            # Numbers of indicators, counted on or from one again.
            value = figure(lower[at]).value
            if value not in (number + 1, 1):
                return False
            number = value
    return number != 1


def _over(rows: list[list[Any]], above: list[int], at: int, filled: list[int]) -> tuple[Any, bool]:
    """The header cell over a cell, and whether it stands over no other filled cell of the row."""
    for row in reversed(above):
        cells = rows[row]
        start = next((place for place in range(at, -1, -1) if cells[place] != ""), None)
        if start is not None:
            end = next(
                (place for place in range(at + 1, len(cells)) if cells[place] != ""), _WIDEST
            )
            return cells[start], sum(start <= place < end for place in filled) < 2
    return "", True


def _may_stand_under(cell: Any, over: Any, vocabulary: Vocabulary) -> bool:
    """Whether a header cell of one column can go on in a cell below."""
    if key(str(cell)) == key(str(over)):
        return True
    return vocabulary.column(over).role not in vocabulary.names and _says_something(
        cell, vocabulary
    )


def _says_something(cell: Any, vocabulary: Vocabulary) -> bool:
    """Whether a cell can stand in a header by itself: words that are known, a year, a remark."""
    return vocabulary.column(cell) != NOTHING or (
        isinstance(cell, str) and cell.lstrip()[:1] in "(["
    )


def _lying_at(rows: list[list[Any]], index: int, vocabulary: Vocabulary) -> _Header | None:
    """The header that runs down a column, each row a role; None where the row above is the header."""
    first = _first(rows[index])
    corner = (
        vocabulary.column(rows[index][first]) if isinstance(rows[index][first], str) else NOTHING
    )
    if corner.role not in vocabulary.values:
        return None
    columns: list[Column] = []
    for row in rows[index:]:
        column = vocabulary.column(row[first]) if row[first] != "" else NOTHING
        if not column.role or len(row) - row.count("") < 3:
            break
        columns.append(column)
    values = vocabulary.values.get(corner.role, ())
    across = {vocabulary.column(cell).role for cell in rows[index][first + 1 : _WIDEST]}
    if len(columns) < 2 or across - {*values, ""} or values[:1] == (columns[1].role,):
        # The corner's own values stand below it, or other roles beside it: it heads a column.
        return None
    if not vocabulary.is_header(columns, lambda at: False):
        return None
    return _Header(tuple(range(index, index + len(columns))), tuple(columns), lying=True)
