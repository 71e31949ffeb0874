"""What reading has found so far: scored items, claims of the file, and what was wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ita.reading.mapping import NO_ANSWERS, FileMapping
from ita.reading.problems import Problem, Severity
from ita.reading.tables.numbers import HIGHEST, LOWEST, figure, figure_and_words
from ita.reading.tables.text import shown
from ita.thai_years import StatedYear, stated_year


class Item(NamedTuple):
    """A scored item, in the columns of the score table; None where the file doesn't say."""

    agency: str | None
    fiscal_year: int | None
    instrument: str
    part: int | None
    indicator: int | None
    sub_indicator: str
    code: str
    text: str
    score: float | None
    sheet: str
    cell: str


class Claim(NamedTuple):
    """A figure or level that the file itself states, in the columns of the reported table."""

    agency: str | None
    fiscal_year: int | None
    level: str
    key: str
    value: float | None
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class TableSummary:
    """How one table was read, for a person to check.

    `header_row` counts from 1, as the spreadsheet shows it, and is None for lines without a
    header; `header_rows` are all rows of a header of several. `shape` is "questions" (one row an
    item), "indicators", "instruments", "wide" (one row an agency or a year), "totals" or
    "measures"; `rows` is the number of rows that something was taken from. `columns` gives the role
    of each column by its letter, `row_kinds` the kind of each row by its number, `layout` is the
    fingerprint of the sheet's headers (see SheetMapping).
    """

    sheet: str
    header_row: int | None
    shape: str
    rows: int
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    row_kinds: Mapping[int, str] = field(default_factory=dict)
    layout: str = ""


class Owner(NamedTuple):
    """The agency and fiscal year that figures belong to; None where not known yet."""

    agency: str | None = None
    year: int | None = None


NO_OWNER = Owner()


class Heading(NamedTuple):
    """What a title says; `stated` where a "name: value" row says it. Empty for what it leaves out."""

    agency: str
    year: int | None
    cell: str
    stated: bool = False


@dataclass
class SheetMetadata:
    """What a sheet says of itself; `stated` where a "name: value" row says it, not a title.

    `in_doubt` holds the codes of the questions that its titles leave open: nothing else may fill
    such a gap.
    """

    agency: str | None = None
    fiscal_year: int | None = None
    variant: str | None = None
    stated: bool = False
    in_doubt: set[str] = field(default_factory=set)


@dataclass
class SheetContents:
    """What one sheet held. Rows are gathered here in reading order.

    `title` is the agency and year that the titles above the row named, `questions` are what these
    leave open. `mapping` holds the answers of a person.
    """

    sheet: str
    unread: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    items: list[Item] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: list[TableSummary] = field(default_factory=list)
    facts: SheetMetadata = field(default_factory=SheetMetadata)
    title: Owner = NO_OWNER
    questions: list[Problem] = field(default_factory=list)
    mapping: FileMapping = NO_ANSWERS
    _headings: list[Heading] = field(default_factory=list)
    _rows_before: int = 0
    _said: set[tuple[str, str]] = field(default_factory=set)

    def problem(
        self,
        code: str,
        cell: str = "",
        value: Any = "",
        severity: Severity = "error",
        **detail: str,
    ) -> None:
        """Notes a problem of this sheet."""
        self.problems.append(
            Problem(code, severity, sheet=self.sheet, cell=cell, value=shown(value), detail=detail)
        )

    def headings_of_next_rows(self) -> list[Heading]:
        """What titles have said since the last figures, to be added to."""
        if self._rows() > self._rows_before:
            self.close_headings()
            self._headings, self._rows_before = [], self._rows()
        return self._headings

    def close_headings(self) -> None:
        """Asks what the titles above the last figures left open; without figures, of the sheet."""
        if self.questions and (self._rows() > self._rows_before or not self._rows()):
            self.problems += self.questions
            self.facts.in_doubt |= {each.code for each in self.questions}
        self.questions = []

    def _rows(self) -> int:
        return len(self.items) + len(self.claims)

    def year(self, cell: Any, address: str, stated: StatedYear | None = None) -> int | None:
        """The fiscal year in a cell; a year of the Common Era is said, once for each."""
        year, christian, _ = stated or stated_year(cell)
        if christian and ("year-christian", shown(cell)) not in self._said:
            self._said.add(("year-christian", shown(cell)))
            self.problem("year-christian", address, cell, "warning", year=str(year))
        return year

    def score(self, cell: Any, address: str) -> float | None:
        """The score in a cell that must hold one; where it holds none, a problem says why."""
        return self._figure(cell, address, LOWEST, HIGHEST, required=True)

    def _figure(
        self, cell: Any, address: str, lowest: float, highest: float, *, required: bool
    ) -> float | None:
        value, trouble = figure(cell)[:2]
        if value is not None:
            if lowest <= value <= highest:
                return value
            trouble = "out-of-range"
        stands = self.unread.get(address, "") if trouble == "missing" else ""
        if stands.startswith("="):
            self.problem("score-formula-without-result", address, stands)
        elif stands:
            self.problem("score-error-value", address, stands)
        elif required or trouble != "missing":
            self.problem(_PROBLEM_OF[trouble], address, cell)
        return None

    def claim(
        self,
        whose: Owner,
        level: str,
        key: str,
        cell: Any,
        address: str,
        *,
        required: bool = False,
    ) -> None:
        """Adds what a cell claims; a level's word behind a figure ("98.14 AA") is a claim too.

        A blank cell is a claim without a figure; `required` makes a problem of it.
        """
        if level == "grade":
            if figure(cell).trouble != "missing":
                self._add(whose, level, key, None, shown(cell), address)
            return
        if isinstance(cell, str):
            value, words = figure_and_words(cell)
            if words and value.value is not None:
                self._add(whose, "grade", key, None, words, address)
                cell = value.value
        # A weight of zero or less is no weight, and no count is negative.
        highest = float("inf") if level in ("count", "count_of") else HIGHEST
        number = self._figure(cell, address, LOWEST, highest, required=required)
        if level == "weight" and number == 0:
            self.problem("weight-not-positive", address, cell)
            number = None
        self._add(whose, level, key, number, shown(cell), address)

    def _add(
        self, whose: Owner, level: str, key: str, value: float | None, text: str, address: str
    ) -> None:
        self.claims.append(
            Claim(whose.agency, whose.year, level, key, value, text, self.sheet, address)
        )


_PROBLEM_OF = {
    "missing": "score-missing",
    "error-value": "score-error-value",
    "out-of-range": "score-out-of-range",
    "not-finite": "score-out-of-range",
    "text": "score-not-a-number",
    "other-scale": "score-not-a-number",
    "boolean": "score-boolean",
    "date": "score-date",
}
