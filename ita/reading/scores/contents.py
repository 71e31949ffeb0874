"""What one sheet holds: the claims of its cells, what was wrong with them, whose they are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from string import digits
from typing import Any, NamedTuple

from ita.domain.mapping import NO_ANSWERS, FileMapping, SheetMapping
from ita.domain.problems import Option, Problem, Severity
from ita.reading.files.workbook import Sheet
from ita.reading.scores.claims import Claim, Owner, printed_claim
from ita.reading.tables.finder import find_tables
from ita.reading.tables.grid import display_text, grid_of
from ita.reading.tables.headers import WEIGHT_OF
from ita.reading.tables.numbers import HIGHEST, LOWEST, figure, figure_and_words
from ita.reading.tables.table import Table, Vocabulary, layout_of
from ita.thai.years import StatedYear, stated_year

# Up to so many blank cells of a sheet are named one by one.
_MOST_BLANKS = 6
_PROBLEM_OF = {
    "error-value": "score-error-value",
    "out-of-range": "score-out-of-range",
    "not-finite": "score-out-of-range",
    "text": "score-not-a-number",
    "boolean": "score-boolean",
    "date": "score-date",
    "other-scale": "score-not-a-number",
}


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


class Position(NamedTuple):
    """Where a cell stands: its sheet, the number of its table there (-1 for a line), row and column."""

    sheet: str
    table: int
    row: int
    column: str


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

    @property
    def owner(self) -> Owner:
        """Whose the sheet says it is, as far as its titles leave no question."""
        return self.certain(Owner(self.agency, self.fiscal_year))

    def certain(self, owner: Owner) -> Owner:
        """An owner without what the titles of the sheet leave open."""
        return Owner(
            None if "agency-unclear" in self.in_doubt else owner.agency,
            None if "fiscal-year-unclear" in self.in_doubt else owner.year,
        )


@dataclass
class SheetContents:
    """What one sheet holds, gathered in reading order.

    `answers` are a person's answers about the sheet, `mapping` those about the whole file, `layout`
    the fingerprint of its headers. `used_tables` are those that something was taken from,
    `row_kinds` what each row of the file was taken for. `statements` are what sentences say, each
    claim with its sentence; tables come first.
    """

    sheet: Sheet
    mapping: FileMapping = NO_ANSWERS
    answers: SheetMapping = field(default_factory=lambda: SheetMapping(""))
    layout: str = ""
    has_several_tables: bool = False
    claims: list[Claim] = field(default_factory=list)
    statements: list[tuple[Claim, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: list[TableSummary] = field(default_factory=list)
    used_tables: list[Table] = field(default_factory=list)
    row_kinds: dict[int, str] = field(default_factory=dict)
    metadata: SheetMetadata = field(default_factory=SheetMetadata)
    _blanks: dict[Severity, list[tuple[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _converted: dict[float, list[tuple[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _christian_years: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.sheet.name

    def is_hidden(self, cell: str) -> tuple[bool, bool]:
        """Whether a cell is in a hidden row, and whether it is in a hidden column."""
        position = self.position(cell)
        hidden_rows, hidden_columns = self.sheet.hidden_rows, self.sheet.hidden_columns
        return position.row in hidden_rows, position.column in hidden_columns

    def problem(
        self,
        code: str,
        cell: str = "",
        value: Any = "",
        severity: Severity = "error",
        options: Sequence[Option] = (),
        **detail: str,
    ) -> None:
        """Notes a problem of this sheet."""
        value = display_text(value)
        self.problems.append(
            Problem(code, severity, "", self.name, cell, value, detail, tuple(options))
        )

    def problem_of_cells(
        self,
        code: str,
        cells: Sequence[tuple[str, Any]],
        severity: Severity = "warning",
        full: str = "",
    ) -> None:
        """Notes one problem for some cells, each with its address, at the first of them."""
        (first, value), count, last = cells[0], str(len(cells)), cells[-1][0]
        self.problem(code, first, value, severity, count=count, last=last, full=full)

    def answer(self, **answer: Any) -> SheetMapping:
        """An answer about this sheet."""
        return SheetMapping(self.answers.sheet, self.layout, **answer)

    def option(self, label: str, **answer: Any) -> Option:
        """An answer about this sheet under the label that the file itself gives it."""
        return Option(label, FileMapping(sheets=(self.answer(**answer),)))

    def column_name(self, table: Table, column: int) -> str:
        """What an answer calls a column: its letter, or its header's cell beside other tables."""
        if self.has_several_tables and table.header:
            return table.grid.address(table.header[0], column)
        return table.grid.column_name(column)

    def position(self, cell: str) -> Position:
        """Where a cell stands; a line without a header is in no table."""
        letters = cell.rstrip(digits)
        number = int(cell[len(letters) :])
        tables = (
            at
            for at, table in enumerate(self.used_tables)
            if table.columns and letters in table.grid.letters and number in table.row_numbers
        )
        return Position(self.name, next(tables, -1), number, letters)

    def summarize(self, table: Table, shape: str, rows: int, row_kinds: Mapping[int, str]) -> None:
        """Notes how a table was read; what stands on its side has no header rows of the file."""
        grid = table.grid
        header = () if grid.transposed else tuple(grid.numbers[row] for row in table.header)
        roles = {
            grid.column_name(at): each.name for at, each in enumerate(table.columns) if each.role
        }
        first = header[0] if header else None
        summary = TableSummary(self.name, first, shape, rows, header, roles, row_kinds, self.layout)
        self.tables.append(summary)

    def year(self, cell: Any, address: str, stated: StatedYear | None = None) -> int | None:
        """The fiscal year in a cell; each year of the Common Era is reported once."""
        year, christian, _ = stated or stated_year(cell)
        if christian and display_text(cell) not in self._christian_years:
            self._christian_years.add(display_text(cell))
            self.problem("year-christian", address, cell, "warning", year=str(year))
        return year

    def figure(
        self,
        cell: Any,
        address: str,
        full_marks: float = HIGHEST,
        missed: Severity | None = "error",
        highest: float = HIGHEST,
    ) -> float | None:
        """The points in a cell that should hold some; where it holds none, a problem says why.

        What the file shows as percent, or states to be of other full marks, becomes points from 0
        to 100; the latter is noted. `missed` is how grave a blank cell is: an error of its own, a
        warning for all such cells together, or nothing.
        """
        is_plain = type(cell) is float and full_marks == HIGHEST
        if is_plain and LOWEST <= cell <= highest and not self.sheet.percent_cells:
            return float(cell)
        value, trouble, points, own_full_marks = figure(cell)
        if trouble == "other-scale" and points is not None and own_full_marks:
            value, full_marks = points, own_full_marks
        if value is not None:
            if full_marks != HIGHEST and address not in self.sheet.percent_cells:
                self._converted[full_marks].append((address, cell))
            value = self.points(value, address, full_marks)
            if LOWEST <= value <= highest:
                return value
            trouble = "out-of-range"
        unread = self.sheet.unread.get(address, "") if trouble == "missing" else ""
        if unread:
            formula = unread.startswith("=")
            code = "score-formula-without-result" if formula else "score-error-value"
            self.problem(code, address, unread)
        elif trouble != "missing":
            self.problem(_PROBLEM_OF[trouble], address, cell)
        elif missed:
            self._blanks[missed].append((address, cell))
        return None

    @property
    def has_blanks(self) -> bool:
        """Whether a cell that should hold a figure is blank."""
        return bool(self._blanks)

    def points(self, value: float, address: str, full_marks: float) -> float:
        """A figure as points from 0 to 100: from percent where the file shows it so, else marks."""
        if address in self.sheet.percent_cells:
            return round(value * HIGHEST, 10)
        return value if full_marks == HIGHEST else value * HIGHEST / full_marks

    def close_figures(self, answered: Set[tuple[str, str]]) -> None:
        """Reports what concerns several cells: the blanks, and the figures that were converted.

        A blank in one of the `answered` cells, sheet and address, is not missed.
        """
        for severity, cells in self._blanks.items():
            blanks = [blank for blank in cells if (self.name, blank[0]) not in answered]
            if severity == "error" and len(blanks) <= _MOST_BLANKS:
                for address, cell in blanks:
                    self.problem("score-missing", address, cell)
            elif blanks:
                self.problem_of_cells("scores-missing", blanks, severity)
        for full_marks, cells in self._converted.items():
            self.problem_of_cells("score-converted", cells, full=f"{full_marks:g}")

    def add(
        self,
        claim: Claim,
        cell: Any,
        address: str,
        full_marks: float = HIGHEST,
        missed: Severity | None = None,
    ) -> None:
        """Adds what a cell claims: the claim with its figure, which is None for a blank cell.

        A level's word behind a figure ("98.14 AA") is a claim too. `missed` is how grave a blank
        is, as `figure` takes it.
        """
        level, text = claim.level, claim.text
        value: float | None = None
        if level == "item":
            value = self.figure(cell, address, full_marks, missed)
        elif level == "grade":
            text = display_text(cell)
            if figure(cell).trouble == "missing":
                return
        else:
            if isinstance(cell, str):
                number, words = figure_and_words(cell)
                if words and number.value is not None:
                    self.add(printed_claim(claim.owner, "grade", claim.key), words, address)
                    cell = number.value
            text = display_text(cell)
            value = self.figure(cell, address, full_marks, missed, _highest(claim))
        if level == "weight" and value == 0:
            # A weight of zero is no weight.
            self.problem("weight-not-positive", address, cell)
            value = None
        self.claims.append(Claim(*claim[:7], text, value, self.name, address, level))


def _highest(claim: Claim) -> float:
    """The highest figure that a claim may have: points of an instrument are within its weight."""
    if claim.level in ("count", "count_of"):
        return float("inf")
    return WEIGHT_OF.get(claim.key, HIGHEST) if claim.level == "weighted" else HIGHEST


def open_sheet(
    sheet: Sheet, vocabulary: Vocabulary, mapping: FileMapping
) -> tuple[SheetContents, list[Table]]:
    """The tables of a sheet as a person's answers have them, and contents still to be filled."""
    grid = grid_of(sheet)
    tables = find_tables(grid, vocabulary)
    layout = layout_of(grid, tables)
    answers = mapping.of_sheet(sheet.name, layout)
    if answers.columns or answers.header_rows:
        tables = find_tables(grid, vocabulary, answers)
    several = sum(bool(table.columns) for table in tables) > 1
    return SheetContents(sheet, mapping, answers, layout, several), tables
