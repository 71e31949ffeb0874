"""A table of a sheet: what its columns hold, its rows, and the fingerprint of its headers."""

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
# How many rows make the layout of a sheet without a known header.
_ROWS_OF_LAYOUT = 40


class Column(NamedTuple):
    """What a column holds.

    `role` is one of the vocabulary's, "unknown" for other words, "" for none; `key` is what the
    figures are of where the header names it (an indicator's number, an instrument, an agency).
    `full_marks` is what the header states, `in_brackets` a bare number behind it that may be full
    marks or a weight. `superseded` is whether the header takes its figures back: old, draft,
    cancelled.
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


@cache
def _read_words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))


def load_words(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The roles of a section of WORDS_FILE in the order in which they are tried, with their words.

    These are compared with texts in the form of `comparison_key`.
    """
    roles = _read_words()[section]
    return tuple((each["role"], re.compile("|".join(each["words"]))) for each in roles)


@dataclass(frozen=True)
class Vocabulary:
    """The words that make a header, and what they mean for a column.

    `column` takes the header cells of a column, upper ones first. `is_header` takes the columns of
    a possible header, and a function that tells whether there are figures below a column. `names`
    are the roles of columns whose cells name what a row is about, `figures` those of columns with
    its figures, `of_one` those of columns whose header names the one thing that they hold, an item
    or an indicator; `others` are known and not read. `values` gives for a role of `names` the roles
    of its values when they are headers themselves, the most certain first: a column "year", and
    years as columns.
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
        """A column after a person's answer, which need not repeat its year and full marks."""
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

    `columns` has an entry for each column of the grid, NOTHING where the header is blank; a table
    without columns is lines without a header. `answered` are the columns with a role that a person
    chose.
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
        """The columns with any of these roles, from left to right."""
        return sorted([at for role in roles for at in self.columns_by_role.get(role, ())])

    def header_cell(self, column: int) -> tuple[Any, str]:
        """The lowest filled cell of a column's header and its address.

        Of a table without a header, an empty text and the column's first address.
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
    """The fingerprint of a sheet's headers, by which answers about one file hold for another.

    Years and figures are left out. Without a known header it is that of the rows that may be one.
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
