"""A table with one row an agency or a year, and a column an item, an indicator or an instrument."""

from typing import Any, NamedTuple

from ita.reading.scores.contents import Item, Owner, SheetContents, TableSummary
from ita.reading.scores.labels import label_of
from ita.reading.scores.shapes.owners import OwnerColumns
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.finder import Column, Table
from ita.reading.tables.grid import Grid
from ita.reading.tables.numbers import figure
from ita.reading.tables.text import clean

_INSTRUMENT_OF_LETTER = {"I": "IIT", "E": "EIT", "O": "OIT"}
# What a kind of column claims; its key is the column's own.
_LEVEL_OF = {
    "item": "item",
    "of sub-indicator": "sub_indicator",
    "of indicator": "indicator",
    "of part": "part",
    "weighted": "weighted",
    "weight": "weight",
    "count": "count",
    "count of": "count_of",
}


class _Figures(NamedTuple):
    """A column of figures: what they claim, of which year, and whether a blank is missed."""

    at: int
    level: str
    key: str
    year: int | None
    required: bool


class WideReader:
    """Reads the rows of one wide table into a SheetContents."""

    def __init__(self, grid: Grid, table: Table, whose: Owner, found: SheetContents) -> None:
        self.grid, self.table, self.found = grid, table, found
        self._whose_columns = OwnerColumns(grid, table, whose, found)
        self.whose = whose
        meanings = [(at, *self._meaning(at, each)) for at, each in enumerate(table.columns)]
        claimed = [(at, level, key) for at, level, key in meanings if level and key]
        required = _finest({level for _, level, _ in claimed})
        in_parts = {key.split()[0] for _, level, key in claimed if level == "part"}
        self._figures = [
            _Figures(
                at,
                level,
                key,
                table.columns[at].year,
                # An instrument's own column repeats what those of its parts already say.
                level in required and not (level == "instrument" and key in in_parts),
            )
            for at, level, key in claimed
        ]

    def _meaning(self, at: int, column: Column) -> tuple[str, str]:
        """Level and key of what a column claims; ("", "") where it claims nothing."""
        kind, key = column.role, column.key
        if kind == "of instrument":
            return ("weighted" if self._holds_points(at, column) else "instrument"), key
        if kind == "result":
            kind = "total" if self.table.holds_figures(at) else "grade"
        if kind == "grade":
            return "grade", key or "total"
        scores = ("score", "score of year", "indicator score", "weighted")
        if kind == "total" or (kind in scores and not key and not self.table.where("total")):
            return "total", "total"
        return _LEVEL_OF.get(kind, ""), key

    def _holds_points(self, at: int, column: Column) -> bool:
        """Whether "IIT (30)" holds points of the total: then none of them is above the 30."""
        if column.in_brackets is None:
            return False
        values = (figure(self.grid.rows[index][at]).value for index in self.table.body)
        return all(value is None or value <= column.in_brackets for value in values)

    def read(self) -> None:
        """Reads every row of the table's body."""
        taken = sum(self._row(index, self.grid.rows[index]) for index in self.table.body)
        if taken:
            header = self.grid.sheet.first_row + self.table.header[0] + 1
            alone = len(self._figures) == 1 and not self.table.where("agency", "year")
            self.found.tables.append(
                TableSummary(self.found.sheet, header, "totals" if alone else "wide", taken)
            )

    def _row(self, index: int, row: list[Any]) -> bool:
        """Takes a row's figures; False where it has none."""
        filled = [at for at, cell in enumerate(row) if cell != ""]
        if not filled:
            return False
        figures = [column.at for column in self._figures if row[column.at] != ""]
        if not figures and len(filled) <= 2:
            note_title(row, self.grid.address(index, filled[0]), self.found)
            return False
        agency_at = self._whose_columns.agency_at
        name = clean(str(row[agency_at])) if agency_at is not None else ""
        if label_of(name).kind in ("summary", "total"):
            for at in figures[:1]:
                address = self.grid.address(index, at)
                self.found.problem("summary-row-unused", address, row[at], "warning", label=name)
            return False
        self.whose = self._whose_columns.take(index, row)
        for column in self._figures:
            whose = self.whose._replace(year=column.year) if column.year else self.whose
            self._take(whose, column, row[column.at], self.grid.address(index, column.at))
        return True

    def _take(self, whose: Owner, column: _Figures, cell: Any, address: str) -> None:
        found = self.found
        if column.level != "item":
            found.claim(whose, column.level, column.key, cell, address, required=column.required)
            return
        score = found.score(cell, address)
        instrument = _INSTRUMENT_OF_LETTER[column.key[0]]
        found.items.append(
            Item(*whose, instrument, None, None, "", column.key, "", score, found.sheet, address)
        )


def _finest(levels: set[str]) -> set[str]:
    """The levels whose blanks are missed: what lies above them can be computed."""
    for finest in ({"item"}, {"indicator"}, {"part", "instrument"}, {"total"}):
        if levels & finest:
            return finest
    return set()
