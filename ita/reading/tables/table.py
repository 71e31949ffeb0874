"""A table of a sheet: its columns and rows, its vocabulary, and the fingerprint of headers."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from ita.reading.tables.grid import Grid
from ita.reading.tables.numbers import figure
from ita.thai.text import LONGEST_LABEL, comparison_key
from ita.thai.years import without_year

# The words of the headers of score tables and of plans, of labels and of titles.
WORDS_FILE = Path(__file__).parents[3] / "data" / "reference" / "headers.toml"
_YEAR_OF_ROLE = re.compile(r"\((\d{4})\)$")
_DIGITS = re.compile(r"\d+")
# The number of rows that determine the layout of a sheet without a known header.
_ROWS_OF_LAYOUT = 40


class Column(NamedTuple):
    """The meaning of a column.

    `role` is one of the vocabulary's roles, "unknown" for other words, or "" for none. `key` is the
    subject of the figures, if the header names it (an indicator's number, an instrument, an
    agency). `year` is a fiscal year, `christian` is True if it is written in the Common Era.
    `full_marks` are stated in the header; `in_brackets` is a bare number that may be full marks or
    a weight. `superseded` is True if the header marks the figures as old, draft or cancelled.
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
        """Role, key and year as named in answers: "of indicator 3 (2565)"."""
        year = f"({self.year})" if self.year else ""
        return " ".join(part for part in (self.role, self.key, year) if part)


NOTHING = Column()


@cache
def _read_words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))


def load_words(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the roles of a section of WORDS_FILE in the order of matching, with their patterns.

    The patterns match texts as returned by `comparison_key`.
    """
    roles = _read_words()[section]
    return tuple((each["role"], re.compile("|".join(each["words"]))) for each in roles)


@dataclass(frozen=True)
class Vocabulary:
    """The words of headers, and their meaning for a column.

    `column` takes the header cells of a column, upper ones first. `is_header` takes the columns of
    a possible header, and a function that returns whether there are figures below a column. `names`
    are the roles of columns that name the subject or owner of a row, `figures` those of columns
    with its figures, `of_one` those of columns for a single subject, such as an item or an
    indicator; columns with roles of `others` are not read. `values` maps roles of `names` to the
    roles that their values have as headers, the most certain first: "year", and years as columns.
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
        """All roles that a column can have."""
        return self.names | self.figures | self.of_one | self.others | {"unknown", "unused"}

    def answered(self, answer: str, column: Column) -> Column:
        """Return a column with the user's answer; its year is kept unless the answer has one."""
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
    """A table of a grid; `header` and `body` are indexes of rows of the grid.

    `columns` has an entry for each column of the grid, NOTHING if the header is blank; it is empty
    for lines without a header. `answered` are the columns whose role the user chose.
    """

    grid: Grid
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    body: Sequence[int]
    answered: frozenset[int] = frozenset()

    @cached_property
    def columns_by_role(self) -> dict[str, list[int]]:
        """The columns of each role, from left to right."""
        columns: dict[str, list[int]] = {}
        for at, each in enumerate(self.columns):
            columns.setdefault(each.role, []).append(at)
        return columns

    @cached_property
    def row_numbers(self) -> Collection[int]:
        """The rows of the table's body, numbered as in the spreadsheet."""
        if self.grid.transposed:
            return self.grid.numbers
        if isinstance(self.body, range):
            first = self.grid.numbers[0]
            return range(self.body.start + first, self.body.stop + first)
        return {self.grid.numbers[row] for row in self.body}

    def where(self, *roles: str) -> list[int]:
        """Return the columns with any of these roles, from left to right."""
        return sorted([at for role in roles for at in self.columns_by_role.get(role, ())])

    def header_cell(self, column: int) -> tuple[Any, str]:
        """Return the lowest filled cell of a column's header, and its address.

        If the table has no header, return "" and the first address of the column.
        """
        cells = [
            (self.grid.rows[row][column], self.grid.address(row, column)) for row in self.header
        ] or [("", self.grid.address(next(iter(self.body), 0), column))]
        return next((each for each in reversed(cells) if each[0] != ""), cells[-1])

    def holds_figures(self, column: int, rows: int = 50) -> bool:
        """Whether most of a column's first cells are figures."""
        cells = [self.grid.rows[row][column] for row in self.body[:rows]]
        filled = [cell for cell in cells if cell != ""]
        return sum(figure(cell).trouble in ("", "other-scale") for cell in filled) * 2 > len(filled)


def layout_of(grid: Grid, tables: Sequence[Table]) -> str:
    """Return the fingerprint of a sheet's headers, used to apply answers to other files.

    Years and digits are ignored. Without a known header, rows that may be a header are used.
    """
    headers = [table.grid.rows[row] for table in tables for row in table.header]
    if not headers:
        headers = [
            row
            for row in grid.rows[:_ROWS_OF_LAYOUT]
            if sum(isinstance(cell, str) and cell != "" for cell in row) > 1
        ]
    if not headers:
        return ""
    words = [_word(cell) if type(cell) is str else "" for header in headers for cell in header]
    return blake2b("\n".join(words).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=4096)
def _word(cell: str) -> str:
    return _DIGITS.sub("", comparison_key(without_year(cell[:LONGEST_LABEL])))
