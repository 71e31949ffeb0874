"""Read the rows of tables: the base class, and tables with a row per agency or year."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import Any, ClassVar

from ita.domain.agencies import is_agency_name
from ita.domain.problems import Severity
from ita.reading.scores.claims import NO_OWNER, Claim, Owner, printed_claim
from ita.reading.scores.contents import SheetContents
from ita.reading.scores.labels import Headings
from ita.reading.scores.shapes.columns import FigureColumn
from ita.reading.scores.shapes.titles import Titles
from ita.reading.tables.grid import display_text
from ita.reading.tables.numbers import figure
from ita.reading.tables.table import Table, load_words
from ita.thai.text import clean_text, comparison_key

# The number of rows that are examined for names of agencies.
_SAMPLE = 50
_AGENCY = ("agency", "agency by row")


def with_agencies(table: Table) -> Table:
    """Return the table with its agency column, recognised by its values if no header names it."""
    if table.where(*_AGENCY, "code", "item"):
        return table
    chosen = [at for at in table.where("", "unknown", "text") if _holds_names(table, at)]
    if not chosen:
        details = [at for at in table.where("agency detail") if not table.holds_figures(at)]
        # A province or a ministry is repeated in many rows, an agency in few.
        chosen = sorted(details, key=lambda at: -_count_values(table, at))
    if not chosen:
        return table
    columns = list(table.columns)
    columns[chosen[0]] = columns[chosen[0]]._replace(role="agency")
    return replace(table, columns=tuple(columns))


def _count_values(table: Table, at: int) -> int:
    return len({display_text(table.grid.rows[row][at]) for row in table.body})


def _holds_names(table: Table, at: int) -> bool:
    cells = [table.grid.rows[row][at] for row in table.body[:_SAMPLE]]
    names = [cell for cell in cells if isinstance(cell, str) and cell != ""]
    return sum(map(is_agency_name, names)) * 2 > len(names)


class OwnerColumns:
    """The agency and year columns of a table; `owner` is the owner of the row read last.

    A blank means the value above, as under a merged cell, until the value in the column further
    left changes. In a list (a table with a row per agency), a row without a name is named by its
    number. Agencies with equal names are distinguished by their province or another detail.
    """

    def __init__(
        self, table: Table, contents: SheetContents, titles: Titles, *, wide: bool
    ) -> None:
        self.table, self.contents, self.titles, self.wide = table, contents, titles, wide
        self.owner = titles.owner
        agencies = table.where(*_AGENCY)
        if agencies[1:]:
            agencies.sort(key=lambda at: -_count_values(table, at))
        self.agency_at = agencies[0] if agencies else -1
        self.details = [*agencies[1:], *table.where("agency detail")]
        self.year_at = next(iter(table.where("year")), -1)
        self._columns = sorted({self.agency_at, self.year_at} - {-1})
        columns = (*self._columns, *self.details)
        self._cells_of = itemgetter(*columns) if self._columns else None
        self._detail_of = self._details_of_twins() if agencies else {}
        # Without any agency or year, each row of figures is an agency, named by its number.
        self._are_nameless = wide and not (self._columns or titles.owner.agency)
        self._cells: Any = None
        self._unnamed: list[tuple[str, str]] = []

    def name(self, row: list[Any]) -> str:
        """Return the text of a row's agency cell, "" without an agency column."""
        return "" if self.agency_at < 0 else clean_text(str(row[self.agency_at]))

    def take(self, index: int, row: list[Any]) -> Owner:
        """Return agency and year of a row; without these columns, those of the last title above."""
        if self._cells_of is None:
            self.owner = self.titles.owner
            if self._are_nameless and len(self.table.body) > 1:
                self._call_by_number(index)
            return self.owner
        cells = self._cells_of(row)
        if cells == self._cells and not self.wide:
            return self.owner
        self._cells = cells
        before = agency, year = self.owner
        for at in self._columns:
            if row[at] == "":
                continue
            if at == self.agency_at:
                agency = self._agency(index, row)
                if self._columns[1:] == [self.year_at] and agency != before[0]:
                    year = None
            else:
                year = self.contents.year(row[at], self.table.grid.address(index, at))
                if self._columns[1:] == [self.agency_at] and year != before[1]:
                    agency = None
        self.owner = Owner(agency, year)
        # A merged cell spans the years of one agency, but never two rows of the same year.
        same_year = agency is None or self.year_at < 0 or year == before[1]
        if self.wide and self.agency_at >= 0 and row[self.agency_at] == "" and same_year:
            self._call_by_number(index)
        return self.owner

    def _call_by_number(self, index: int) -> None:
        address = self.table.grid.address(index, max(self.agency_at, 0))
        self._unnamed.append((address, ""))
        self.owner = self.owner._replace(agency=self._row_name(index))

    def _row_name(self, index: int) -> str:
        return f"แถวที่ {self.table.grid.numbers[index]}"

    def _agency(self, index: int, row: list[Any]) -> str:
        name = self.name(row)
        at = self._detail_of.get(name)
        if at is None or (at >= 0 and row[at] == ""):
            return name
        return f"{name} ({self._row_name(index) if at < 0 else display_text(row[at])})"

    def _details_of_twins(self) -> dict[str, int]:
        """Return the names that several agencies share, with the column that distinguishes these.

        -1 means the row's number, used if the user answered that each row is a separate agency.
        """
        column_of: dict[str, int] = {}
        orders = self.table.where("order") if self.wide else []
        orders += [-1] if self.table.columns[self.agency_at].role == "agency by row" else []
        for at in (*self.details, *orders):
            first: dict[Any, Any] = {}
            for index in self.table.body:
                row = self.table.grid.rows[index]
                name, detail = self.name(row), index if at < 0 else row[at]
                # Compare within a year, since running numbers differ between years of one agency.
                year = row[self.year_at] if at in orders and self.year_at >= 0 else ""
                if name and detail != "" and first.setdefault((name, year), detail) != detail:
                    column_of.setdefault(name, at)
        if column_of:
            value, count = ", ".join(list(column_of)[:3]), str(len(column_of))
            self.contents.problem("agency-twice", "", value, "warning", count=count)
        return column_of

    def finish(self) -> None:
        """Report the rows of a list that have no name."""
        if self._unnamed:
            self.contents.problem_of_cells("agency-missing", self._unnamed)


# Names of rows in a list that are not agencies. A name that begins with a word of "sum" may still
# be an agency: "รวมไทย".
_ROWS = dict(load_words("rows of lists"))
# The tolerance between a printed sum or mean and that of the printed figures.
_ROUNDED = 0.011
# The levels from the finest to the coarsest. Blanks are only reported for the finest level of a
# table, since the others can be computed.
_FINEST = ({"item"}, {"indicator"}, {"part", "instrument"}, {"total"})


@dataclass
class RowReader:
    """Base class of the row readers; `rows_taken` is the number of rows with data."""

    table: Table
    figures: list[FigureColumn]
    contents: SheetContents
    titles: Titles
    headings: Headings
    rows_taken: int = field(default=0, init=False)
    is_wide: ClassVar[bool] = False

    def __post_init__(self) -> None:
        self.grid = self.table.grid
        self.owners = OwnerColumns(self.table, self.contents, self.titles, wide=self.is_wide)

    def _add(
        self, index: int, column: FigureColumn, claim: Claim, missed: Severity | None = None
    ) -> None:
        """Add a claim with a row's figure; the column's owner takes precedence over the claim's."""
        row = self.grid.rows[index]
        cell, at = column.cell(row)
        if column.owner != NO_OWNER:
            claim = claim.of_owner(column.owner.or_else(claim.owner))
        missed = None if column.in_doubt else missed
        address, full_marks = self.grid.address(index, at), column.full_marks_of(row)
        self.contents.add(claim, cell, address, full_marks, missed)


class WideReader(RowReader):
    """Reads a table with a row per agency or year, and a column per item or indicator."""

    is_wide: ClassVar[bool] = True

    @cached_property
    def _required(self) -> set[FigureColumn]:
        """The columns whose blanks are reported."""
        levels = {each.level for each in self.figures}
        finest = next((group for group in _FINEST if group & levels), set())
        in_parts = {each.key[:3] for each in self.figures if each.level == "part"}
        # If an instrument has columns for its parts, its own column only repeats them.
        return {each for each in self.figures if each.level in finest and each.key not in in_parts}

    def read(self, index: int, row: list[Any]) -> str:
        """Read the figures of a row; return the kind of the row."""
        filled = [at for at, cell in enumerate(row) if cell != ""]
        figures = [each for each in self.figures if each.is_filled(row)]
        name = self.owners.name(row)
        listed = is_agency_name(name) or any(row[at] != "" for at in self.table.where("order"))
        if not figures and len(filled) <= 2 and not (name and listed):
            self.titles.note(row, self.grid.address(index, filled[0]))
            return "title"
        name = name or str(row[filled[0]])
        if self._sums_up(index, comparison_key(name)):
            for each in figures[:1]:
                cell, at = each.cell(row)
                address = self.grid.address(index, at)
                self.contents.problem("summary-row-unused", address, cell, "warning", label=name)
            return "summary"
        owner = self.owners.take(index, row)
        # In a row with a total, blank figures are only a warning.
        has_total = any(each.level == "total" for each in figures)
        for each in self.figures:
            missed: Severity | None = "warning" if has_total else "error"
            missed = missed if each in self._required else None
            if each.level == "item":
                claim = Headings().item_claim(owner, each.key)
            else:
                claim = printed_claim(owner, each.level, each.key)
            self._add(index, each, claim, missed)
        self.rows_taken += 1
        return "agency"

    def _sums_up(self, index: int, name: str) -> bool:
        """Whether a row is a summary, by its name or because it has sums or means of other rows."""
        is_summary = _ROWS["summary"].match(name) is not None
        if is_summary or not _ROWS["sum"].match(name):
            return is_summary
        above = [self.grid.rows[each] for each in self.table.body if each < index]
        below = [self.grid.rows[each] for each in self.table.body if each > index]
        for column in self.figures:
            value = figure(column.cell(self.grid.rows[index])[0]).value
            # The sums of the two nearest rows above, of three, and so on, up to all other rows.
            others = (figure(column.cell(row)[0]).value for row in (*reversed(above), *below))
            sums = list(accumulate(each for each in others if each is not None))[1:]
            results = (*sums, *(each / count for count, each in enumerate(sums, 2)))
            if value is not None and all(abs(value - each) > _ROUNDED for each in results):
                return False
        return bool(above or below)

    def finish(self) -> None:
        """Report the rows that have no name."""
        self.owners.finish()

    def shape(self) -> str:
        """Return the shape of the table, see TableSummary."""
        alone = len(self.figures) == 1 and not self.table.where("agency", "agency detail", "year")
        return "totals" if alone else "wide"
