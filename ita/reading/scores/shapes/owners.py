"""Owner figures a row holds, where columns tell agency and year: blanks below merged cells filled."""

from typing import Any

from ita.reading.scores.contents import Owner, SheetContents
from ita.reading.tables.finder import Table
from ita.reading.tables.grid import Grid
from ita.reading.tables.text import clean


class OwnerColumns:
    """The agency and year columns of a table; `whose` is what they say of the row last taken.

    A blank means the value above, as under a merged cell, until the column further left, which
    groups it, names something new.
    """

    def __init__(self, grid: Grid, table: Table, whose: Owner, found: SheetContents) -> None:
        self.grid, self.found, self.whose = grid, found, whose
        self.agency_at = (table.where("agency") or table.where("agency detail") or [None])[0]
        self.year_at = table.places.get("year", [None])[0]
        self._columns = [at for at in (self.agency_at, self.year_at) if at is not None]
        self._outer = min(self._columns, default=None)
        self._cells: list[Any] = []

    def take(self, index: int, row: list[Any]) -> Owner:
        """Agency and year of a row; without such columns, what the last title above it said."""
        if not self._columns:
            self.whose = self.found.title
            return self.whose
        cells = [row[at] for at in self._columns]
        if cells == self._cells:
            return self.whose
        self._cells = cells
        for at in sorted(self._columns):
            if row[at] == "":
                continue
            inner_too = at == self._outer and len(self._columns) == 2
            if at == self.agency_at:
                agency = clean(str(row[at]))
                changed = agency != self.whose.agency
                year = None if inner_too and changed else self.whose.year
                self.whose = Owner(agency, year)
            else:
                year = self.found.year(row[at], self.grid.address(index, at))
                changed = year != self.whose.year
                agency = None if inner_too and changed else self.whose.agency
                self.whose = Owner(agency, year)
        return self.whose
