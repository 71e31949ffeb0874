"""What reading has found so far: scored items, claims of the file, and what was wrong with them."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ita.domain.mapping import NO_ANSWERS, FileMapping
from ita.domain.problems import Option, Problem, Severity
from ita.reading.scores.answers import NO_SHEET_ANSWERS, SheetAnswers
from ita.reading.tables.grid import display_text
from ita.reading.tables.headers import WEIGHT_OF
from ita.reading.tables.numbers import HIGHEST, LOWEST, figure, figure_and_words
from ita.reading.tables.table import Table
from ita.thai.years import StatedYear, stated_year


class Item(NamedTuple):
    """A scored item, in the columns of the score table; None where the file doesn't say."""

    agency: str | None
    fiscal_year: int | None
    instrument: str
    part: int | None
    indicator: int | None
    sub_indicator: str
    sub_indicator_name: str | None
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


Row = Item | Claim


@dataclass(frozen=True)
class TableSummary:
    """How one table was read, for a person to check.

    `header_row` counts from 1, as the spreadsheet shows it, and is None for lines without a
    header; `header_rows` are all rows of a header of several. `shape` is "questions" (one row an
    item), "indicators", "instruments", "wide" (one row an agency or a year), "totals" or
    "measures"; `rows` is the number of rows that something was taken from. `columns` gives the role
    of each column by its letter (in a table that lies, of each row by its number), in the words
    that an answer in a SheetMapping uses; `row_kinds` the kind of each row of the sheet by its
    number, `layout` the fingerprint of the sheet's headers (see SheetMapping).
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


class Scale(NamedTuple):
    """How the figures of a column become points from 0 to 100, and what they may be at most.

    `full_marks` is 100 where they are that already.
    """

    full_marks: float = HIGHEST
    highest: float = HIGHEST


# What a blank cell means: nothing, an error, or something to be noted once for all cells.
Missed = Literal["", "error", "noted"]
# So many blank cells of a sheet are named one by one.
_MOST_BLANKS = 6

OF_100 = Scale()
COUNTED = Scale(highest=float("inf"))


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
    leave open; `row_kinds` says of each row of the file what it was taken for, `read` are the tables
    that something was taken from. `mapping` holds the answers of a person, `answers` those about
    the sheet.
    """

    sheet: str
    unread: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    percent_cells: frozenset[str] = frozenset()
    items: list[Item] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: list[TableSummary] = field(default_factory=list)
    row_kinds: dict[int, str] = field(default_factory=dict)
    facts: SheetMetadata = field(default_factory=SheetMetadata)
    title: Owner = NO_OWNER
    questions: list[Problem] = field(default_factory=list)
    mapping: FileMapping = NO_ANSWERS
    _headings: list[Heading] = field(default_factory=list)
    _rows_before: int = 0
    answers: SheetAnswers = NO_SHEET_ANSWERS
    read: list[Table] = field(default_factory=list)
    _blanks: dict[Missed, list[tuple[str, Any]]] = field(default_factory=dict)
    _converted: dict[float, list[tuple[str, Any]]] = field(default_factory=dict)
    _said: set[tuple[str, str]] = field(default_factory=set)

    def problem(
        self,
        code: str,
        cell: str = "",
        value: Any = "",
        severity: Severity = "error",
        options: tuple[Option, ...] = (),
        **detail: str,
    ) -> None:
        """Notes a problem of this sheet."""
        value = display_text(value)
        self.problems.append(Problem(code, severity, "", self.sheet, cell, value, detail, options))

    @property
    def rows(self) -> list[Row]:
        """Items and claims."""
        return [*self.items, *self.claims]

    def table_at(self, cell: str) -> tuple[int, Table] | None:
        """The table that a cell stands in, and its number; None for a line without a header."""
        letters = cell.rstrip("0123456789")
        number = int(cell[len(letters) :])
        for at, table in enumerate(self.read):
            if table.columns and letters in table.grid.letters and number in table.row_numbers:
                return at, table
        return None

    def column_name(self, cell: str) -> str:
        """What an answer calls the column that a cell stands in."""
        letters = cell.rstrip("0123456789")
        found = self.table_at(cell)
        if found is None:
            return letters
        grid = found[1].grid
        place = grid.numbers.index(int(cell[len(letters) :])) if grid.transposed else letters
        at = place if isinstance(place, int) else list(grid.letters).index(letters)
        return self.answers.name(found[1], at)

    def has_scale(self, cell: str) -> bool:
        """Whether a person or the format of a cell says on which scale its figure stands."""
        given = {name.rstrip("0123456789") or name for name in self.answers.given.scales}
        letters = cell.rstrip("0123456789")
        return cell in self.percent_cells or letters in given or cell[len(letters) :] in given

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
        if christian and ("year-christian", display_text(cell)) not in self._said:
            self._said.add(("year-christian", display_text(cell)))
            self.problem("year-christian", address, cell, "warning", year=str(year))
        return year

    def figure(
        self, cell: Any, address: str, scale: Scale = OF_100, missed: Missed = "error"
    ) -> float | None:
        """The points in a cell that should hold some; where it holds none, a problem says why.

        What the file shows as percent, or states to be of other full marks, becomes points from 0
        to 100; the latter is said. `missed` is what a blank cell means.
        """
        value, trouble, points, full_marks = figure(cell)
        if trouble == "other-scale" and points is not None and full_marks:
            value = points
        else:
            full_marks = scale.full_marks
        if value is not None:
            if address in self.percent_cells:
                value = round(value * HIGHEST, 10)
            elif full_marks != HIGHEST:
                self._converted.setdefault(full_marks, []).append((address, cell))
                value = value * HIGHEST / full_marks
            if LOWEST <= value <= scale.highest:
                return value
            trouble = "out-of-range"
        stands = self.unread.get(address, "") if trouble == "missing" else ""
        if stands.startswith("="):
            self.problem("score-formula-without-result", address, stands)
        elif stands:
            self.problem("score-error-value", address, stands)
        elif trouble != "missing":
            self.problem(_PROBLEM_OF[trouble], address, cell)
        elif missed:
            self._blanks.setdefault(missed, []).append((address, cell))
        return None

    def finish(self, answered: Set[tuple[str, str]]) -> None:
        """Says what concerns several cells: the blanks, and the figures that were converted.

        A blank in one of the `answered` cells, sheet and address, is not missed.
        """
        for missed, every in self._blanks.items():
            blanks = [blank for blank in every if (self.sheet, blank[0]) not in answered]
            if not blanks:
                continue
            (first, value), last = blanks[0], blanks[-1][0]
            if missed == "error" and len(blanks) <= _MOST_BLANKS:
                for address, cell in blanks:
                    self.problem("score-missing", address, cell)
                continue
            severity: Severity = "error" if missed == "error" else "warning"
            count = str(len(blanks))
            self.problem("scores-missing", first, value, severity, count=count, last=last)
        for full_marks, cells in self._converted.items():
            (first, value), last = cells[0], cells[-1][0]
            full, count = f"{full_marks:g}", str(len(cells))
            self.problem(
                "score-converted", first, value, "warning", full=full, count=count, last=last
            )

    def claim(
        self,
        whose: Owner,
        level: str,
        key: str,
        cell: Any,
        address: str,
        scale: Scale = OF_100,
        missed: Missed = "",
    ) -> None:
        """Adds what a cell claims; a level's word behind a figure ("98.14 AA") is a claim too.

        A blank cell is a claim without a figure; `missed` is what it means beside that.
        """
        if level == "grade":
            if figure(cell).trouble != "missing":
                self._add(whose, level, key, None, display_text(cell), address)
            return
        if level == "weighted":
            scale = Scale(highest=WEIGHT_OF.get(key, HIGHEST))
        if isinstance(cell, str):
            value, words = figure_and_words(cell)
            if words and value.value is not None:
                self._add(whose, "grade", key, None, words, address)
                cell = value.value
        number = self.figure(cell, address, scale, missed)
        if level == "weight" and number == 0:
            # A weight of zero is no weight.
            self.problem("weight-not-positive", address, cell)
            number = None
        self._add(whose, level, key, number, display_text(cell), address)

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
    "boolean": "score-boolean",
    "date": "score-date",
    "other-scale": "score-not-a-number",
}
