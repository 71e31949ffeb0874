"""Whose figures a row holds, where columns tell agency and year: blanks below merged cells filled."""

from typing import Any

from ita.reading.scores.contents import Owner, SheetContents
from ita.reading.tables.finder import Table
from ita.reading.tables.headers import is_agency_name
from ita.reading.tables.text import clean, shown

# How many rows tell whether a column holds names of agencies.
_SAMPLE = 50


class OwnerColumns:
    """The agency and year columns of a table; `whose` is what they say of the row last taken.

    A blank means the value above, as under a merged cell, until the column further left, which
    groups it, names something new. In a table of a row an agency, a row without a name is called by
    its number. Agencies of one name are told apart by their province or another detail.
    """

    def __init__(self, table: Table, whose: Owner, found: SheetContents, *, wide: bool) -> None:
        self.table, self.found, self.whose, self.wide = table, found, whose, wide
        self.agency_at, self.details = _agency_and_details(table, wide=wide)
        self.year_at = table.places.get("year", [None])[0]
        self._columns = [at for at in (self.agency_at, self.year_at) if at is not None]
        self._outer = min(self._columns, default=None)
        self._compared = [*self._columns, *self.details]
        self._apart = self._told_apart() if self.agency_at is not None else {}
        self._cells: list[Any] = []

    def name(self, row: list[Any]) -> str:
        """What stands in a row's agency cell."""
        return "" if self.agency_at is None else clean(str(row[self.agency_at]))

    def take(self, index: int, row: list[Any]) -> Owner:
        """Agency and year of a row; without such columns, what the last title above it said."""
        if not self._columns:
            self.whose = self.found.title
            return self.whose
        cells = [row[at] for at in self._compared]
        if cells == self._cells and not self.wide:
            return self.whose
        year_before = self.whose.year
        for at in sorted(self._columns):
            if row[at] == "":
                continue
            inner_too = at == self._outer and len(self._columns) == 2
            if at == self.agency_at:
                agency = self._agency(row)
                changed = agency != self.whose.agency
                self.whose = Owner(agency, None if inner_too and changed else self.whose.year)
            else:
                year = self.found.year(row[at], self.table.grid.address(index, at))
                changed = year != self.whose.year
                self.whose = Owner(None if inner_too and changed else self.whose.agency, year)
        if self._has_no_name(row, year_before):
            self.whose = Owner(f"แถวที่ {self.table.grid.numbers[index]}", self.whose.year)
            address = self.table.grid.address(index, self.agency_at or 0)
            self.found.problem("agency-missing", address, self.whose.agency, "warning")
        self._cells = cells
        return self.whose

    def _has_no_name(self, row: list[Any], year_before: int | None) -> bool:
        """Whether a row of a list names no agency and lies under no merged cell of another year."""
        if not self.wide or self.agency_at is None or row[self.agency_at] != "":
            return False
        return self.whose.agency is None or self.year_at is None or self.whose.year == year_before

    def _agency(self, row: list[Any]) -> str:
        name = self.name(row)
        if (at := self._apart.get(name)) is None or row[at] == "":
            return name
        return f"{name} ({shown(row[at])})"

    def _told_apart(self) -> dict[str, int]:
        """The agencies that are several of one name, with the column that tells them apart."""
        apart: dict[str, int] = {}
        orders = self.table.where("order") if self.wide else []
        for at in (*self.details, *orders):
            first: dict[Any, Any] = {}
            for index in self.table.body:
                row = self.table.grid.rows[index]
                name = self.name(row)
                # A running number tells two rows apart, also those of one agency in two years.
                year = row[self.year_at] if at in orders and self.year_at is not None else ""
                if name and row[at] != "" and first.setdefault((name, year), row[at]) != row[at]:
                    apart.setdefault(name, at)
        return apart


def _agency_and_details(table: Table, *, wide: bool) -> tuple[int | None, list[int]]:
    """The column of agencies, by its header and its values, and those of their details."""
    agencies, details = table.where("agency"), table.where("agency detail")
    if not agencies and not details and wide:
        agencies = [at for at in table.where("", "unknown", "text") if _holds_names(table, at)]
    named = agencies or details
    filled = [at for at in named if any(table.grid.rows[row][at] != "" for row in table.body)]
    filled = [at for at in filled if not table.holds_figures(at)] or filled
    if not filled:
        return None, []
    # A province or a ministry stands in many rows, an agency in few.
    agency = max(filled, key=lambda at: (len(_values(table, at)), -at)) if filled[1:] else filled[0]
    return agency, [at for at in (*agencies, *details) if at != agency]


def _values(table: Table, at: int) -> set[str]:
    return {shown(table.grid.rows[row][at]) for row in table.body}


def _holds_names(table: Table, at: int) -> bool:
    cells = [table.grid.rows[row][at] for row in table.body[:_SAMPLE]]
    names = [cell for cell in cells if isinstance(cell, str) and cell != ""]
    return sum(map(is_agency_name, names)) * 2 > len(names)
