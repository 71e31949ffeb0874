"""Whose figures a row holds, where columns tell agency and year: blanks below merged cells filled."""

from dataclasses import replace
from operator import itemgetter
from typing import Any

from ita.domain.agencies import is_agency_name
from ita.reading.scores.claims import Owner
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import Table
from ita.thai.text import clean_text

# How many rows tell whether a column holds names of agencies.
_SAMPLE = 50
_AGENCY = ("agency", "agency by row")


def with_agencies(table: Table) -> Table:
    """The table with its column of agencies, known by its values where no header names it."""
    if table.where(*_AGENCY, "code", "item"):
        return table
    chosen = [at for at in table.where("", "unknown", "text") if _holds_names(table, at)]
    if not chosen:
        details = [at for at in table.where("agency detail") if not table.holds_figures(at)]
        # A province or a ministry stands in many rows, an agency in few.
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
    """The agency and year columns of a table; `owner` is what they say of the row last taken.

    A blank means the value above, as under a merged cell, until the column further left, which
    groups it, names something new. In a list, a table with a row an agency, a row without a name is
    called by its number. Agencies of one name are distinguished by their province or another detail.
    """

    def __init__(self, table: Table, contents: SheetContents, *, wide: bool) -> None:
        self.table, self.contents, self.wide = table, contents, wide
        self.owner = contents.title
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
        # Rows of figures without any word on whose they are stay rows of their own.
        self._are_nameless = wide and not (self._columns or contents.title.agency)
        self._cells: Any = None
        self._unnamed: list[tuple[str, str]] = []

    def name(self, row: list[Any]) -> str:
        """What stands in a row's agency cell."""
        return "" if self.agency_at < 0 else clean_text(str(row[self.agency_at]))

    def take(self, index: int, row: list[Any]) -> Owner:
        """Agency and year of a row; without such columns, those of the last title above it."""
        if self._cells_of is None:
            self.owner = self.contents.title
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
        # A merged cell spans the years of one agency, and no two rows of the same year.
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
        """Names that several agencies share, with the column that distinguishes these.

        -1 stands for the row's number, where a person said that each row is an agency of its own.
        """
        column_of: dict[str, int] = {}
        orders = self.table.where("order") if self.wide else []
        orders += [-1] if self.table.columns[self.agency_at].role == "agency by row" else []
        for at in (*self.details, *orders):
            first: dict[Any, Any] = {}
            for index in self.table.body:
                row = self.table.grid.rows[index]
                name, detail = self.name(row), index if at < 0 else row[at]
                # A running number distinguishes any two rows, also those of one agency in two years.
                year = row[self.year_at] if at in orders and self.year_at >= 0 else ""
                if name and detail != "" and first.setdefault((name, year), detail) != detail:
                    column_of.setdefault(name, at)
        if column_of:
            value, count = ", ".join(list(column_of)[:3]), str(len(column_of))
            self.contents.problem("agency-twice", "", value, "warning", count=count)
        return column_of

    def finish(self) -> None:
        """Reports the rows of a list that have no name."""
        if self._unnamed:
            self.contents.problem_of_cells("agency-missing", self._unnamed)
