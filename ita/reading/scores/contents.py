"""The contents of one sheet: the claims of its cells, the problems, and the owner."""

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

# Up to this number, blank cells of a sheet are reported one by one, and together above it.
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
    """A summary of how one table was read, for the user to check.

    `header_row` is the first row of the header, counted from 1 as in the spreadsheet, or None for
    lines without a header; `header_rows` are all rows of the header. `shape` is "questions" (one
    row per item), "indicators", "instruments", "wide" (one row per agency or year), "totals" or
    "measures"; `rows` is the number of rows with data. `columns` maps the letter of each column to
    its role, named as in the answers of a SheetMapping; in a transposed table it maps row numbers.
    `row_kinds` maps the row numbers of the sheet to their kinds. `layout` is the fingerprint of the
    sheet's headers (see SheetMapping).
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
    """The position of a cell; `table` is an index of `used_tables`, or -1 outside any table."""

    sheet: str
    table: int
    row: int
    column: str


@dataclass
class SheetMetadata:
    """Agency, year and variant as stated in a sheet.

    `stated` is True if they come from a "name: value" row or an answer instead of a title.
    `in_doubt` holds the codes of the questions that the titles raise; no other source may decide
    these.
    """

    agency: str | None = None
    fiscal_year: int | None = None
    variant: str | None = None
    stated: bool = False
    in_doubt: set[str] = field(default_factory=set)

    @property
    def owner(self) -> Owner:
        """The owner stated in the sheet, without fields that are in doubt."""
        return self.certain(Owner(self.agency, self.fiscal_year))

    def certain(self, owner: Owner) -> Owner:
        """Return an owner without the fields that are in doubt."""
        return Owner(
            None if "agency-unclear" in self.in_doubt else owner.agency,
            None if "fiscal-year-unclear" in self.in_doubt else owner.year,
        )


@dataclass
class SheetContents:
    """The contents of one sheet, collected in reading order.

    `answers` are the user's answers about the sheet, `mapping` those about the whole file, and
    `layout` is the fingerprint of the sheet's headers. `used_tables` are the tables with data;
    `row_kinds` maps row numbers to the kinds that were recognised. `statements` are claims made in
    sentences, each with its sentence; tables take precedence over them.
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
        """Return whether a cell is in a hidden row, and whether it is in a hidden column."""
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
        """Add a problem of this sheet."""
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
        """Add one problem for several cells (pairs of address and value), located at the first."""
        (first, value), count, last = cells[0], str(len(cells)), cells[-1][0]
        self.problem(code, first, value, severity, count=count, last=last, full=full)

    def answer(self, **answer: Any) -> SheetMapping:
        """Return an answer about this sheet."""
        return SheetMapping(self.answers.sheet, self.layout, **answer)

    def option(self, label: str, **answer: Any) -> Option:
        """Return an option with an answer about this sheet; `label` is text from the file."""
        return Option(label, FileMapping(sheets=(self.answer(**answer),)))

    def column_name(self, table: Table, column: int) -> str:
        """Return the name of a column in answers.

        It is the column's name in the grid, or its first header cell if the sheet has several
        tables.
        """
        if self.has_several_tables and table.header:
            return table.grid.address(table.header[0], column)
        return table.grid.column_name(column)

    def position(self, cell: str) -> Position:
        """Return the position of a cell; lines without a header belong to no table."""
        letters = cell.rstrip(digits)
        number = int(cell[len(letters) :])
        tables = (
            at
            for at, table in enumerate(self.used_tables)
            if table.columns and letters in table.grid.letters and number in table.row_numbers
        )
        return Position(self.name, next(tables, -1), number, letters)

    def summarize(self, table: Table, shape: str, rows: int, row_kinds: Mapping[int, str]) -> None:
        """Add the summary of a table; a transposed table has no header rows in the file."""
        grid = table.grid
        header = () if grid.transposed else tuple(grid.numbers[row] for row in table.header)
        roles = {
            grid.column_name(at): each.name for at, each in enumerate(table.columns) if each.role
        }
        first = header[0] if header else None
        summary = TableSummary(self.name, first, shape, rows, header, roles, row_kinds, self.layout)
        self.tables.append(summary)

    def year(self, cell: Any, address: str, stated: StatedYear | None = None) -> int | None:
        """Return the fiscal year in a cell; each year of the Common Era is reported once."""
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
        """Return the points in a cell; if there are none, add a problem and return None.

        Percent formats and figures of other full marks are converted to points from 0 to 100; the
        latter are recorded for a problem. `missed` is the severity of a blank cell, which
        `close_figures` reports; None means that blanks are not reported.
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
        """Whether any cell that should hold a figure is blank."""
        return bool(self._blanks)

    def points(self, value: float, address: str, full_marks: float) -> float:
        """Return a figure as points from 0 to 100, by the cell's percent format or full marks."""
        if address in self.sheet.percent_cells:
            return round(value * HIGHEST, 10)
        return value if full_marks == HIGHEST else value * HIGHEST / full_marks

    def close_figures(self, answered: Set[tuple[str, str]]) -> None:
        """Report the blank cells and the figures that were converted.

        Blanks in `answered` cells (pairs of sheet and address) are not reported.
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
        """Add a claim with the figure of its cell, None for a blank cell.

        A level after the figure ("98.14 AA") is added as another claim; a blank level is not added.
        `missed` is the severity of a blank, see `figure`.
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
            # A weight must be positive.
            self.problem("weight-not-positive", address, cell)
            value = None
        self.claims.append(Claim(*claim[:7], text, value, self.name, address, level))


def _highest(claim: Claim) -> float:
    """Return the highest valid figure of a claim; an instrument's points are within its weight."""
    if claim.level in ("count", "count_of"):
        return float("inf")
    return WEIGHT_OF.get(claim.key, HIGHEST) if claim.level == "weighted" else HIGHEST


def open_sheet(
    sheet: Sheet, vocabulary: Vocabulary, mapping: FileMapping
) -> tuple[SheetContents, list[Table]]:
    """Return empty contents for a sheet, and its tables as modified by the user's answers."""
    grid = grid_of(sheet)
    tables = find_tables(grid, vocabulary)
    layout = layout_of(grid, tables)
    answers = mapping.of_sheet(sheet.name, layout)
    if answers.columns or answers.header_rows:
        tables = find_tables(grid, vocabulary, answers)
    several = sum(bool(table.columns) for table in tables) > 1
    return SheetContents(sheet, mapping, answers, layout, several), tables
