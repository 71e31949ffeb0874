"""A table with one row an agency or a year, and a column an item, an indicator or an instrument."""

from typing import Any

from ita.reading.found import Found, Item, Understood, Whose
from ita.reading.headers import Column
from ita.reading.labels import label_of
from ita.reading.layout import Grid, Table
from ita.reading.numbers import figure
from ita.reading.shapes.columns import holds_figures
from ita.reading.shapes.titles import note_title
from ita.reading.shapes.whose import WhoseColumns
from ita.reading.text import clean

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


class WideReader:
    """Reads the rows of one wide table into a Found."""

    def __init__(self, grid: Grid, table: Table, whose: Whose, found: Found) -> None:
        self.grid, self.table, self.found = grid, table, found
        self._whose_columns = WhoseColumns(grid, table, whose, found)
        self.whose = whose
        self._figures = [
            (at, level, key, column.year)
            for at, column in enumerate(table.columns)
            for level, key in [self._meaning(at, column)]
            if level and (key or level == "grade")
        ]
        self._required = self._finest()

    def _meaning(self, at: int, column: Column) -> tuple[str, str]:
        """Level and key of what a column claims; ("", "") where it claims nothing."""
        kind, key = column.kind, column.key
        if kind == "of instrument":
            return ("weighted" if self._holds_points(at, column) else "instrument"), key
        if kind == "result":
            kind = "total" if holds_figures(self.grid, self.table, at) else "grade"
        if kind == "grade":
            return "grade", key or "total"
        scores = ("score", "score of year", "indicator score", "weighted")
        if kind == "total" or (kind in scores and not key and not self.table.where("total")):
            return "total", "total"
        return _LEVEL_OF.get(kind, ""), key

    def _holds_points(self, at: int, column: Column) -> bool:
        """Whether "IIT (30)" holds points of the total: then none of them is above the 30."""
        if column.points is None:
            return False
        values = (figure(self.grid.rows[index][at]).value for index in self.table.body)
        return all(value is None or value <= column.points for value in values)

    def _finest(self) -> set[str]:
        """The levels whose blanks are missed; what lies above them can be computed."""
        levels = {level for _, level, _, _ in self._figures}
        for finest in ({"item"}, {"indicator"}, {"part", "instrument"}, {"total"}):
            if levels & finest:
                return finest
        return set()

    def read(self) -> None:
        """Reads every row of the table's body."""
        taken = sum(self._row(index, self.grid.rows[index]) for index in self.table.body)
        if taken:
            header = self.grid.sheet.first_row + self.table.header[0] + 1
            alone = len(self._figures) == 1 and not self.table.where("agency", "year")
            self.found.understood.append(
                Understood(self.found.sheet, header, "totals" if alone else "wide", taken)
            )

    def _row(self, index: int, row: list[Any]) -> bool:
        """Takes a row's figures; False where it has none."""
        filled = [at for at, cell in enumerate(row) if cell != ""]
        if not filled:
            return False
        figures = [at for at, _, _, _ in self._figures if row[at] != ""]
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
        for at, level, key, year in self._figures:
            whose = self.whose._replace(year=year) if year else self.whose
            self._take(whose, level, key, row[at], self.grid.address(index, at))
        return True

    def _take(self, whose: Whose, level: str, key: str, cell: Any, address: str) -> None:
        if level != "item":
            required = level in self._required and not self._in_parts(level, key)
            self.found.claim(whose, level, key, cell, address, required=required)
            return
        score = self.found.score(cell, address)
        instrument = _INSTRUMENT_OF_LETTER[key[0]]
        self.found.items.append(
            Item(*whose, instrument, None, None, "", key, "", score, self.found.sheet, address)
        )

    def _in_parts(self, level: str, key: str) -> bool:
        """Whether an instrument's own column repeats what the columns of its parts already say."""
        parts = {name.split()[0] for _, other, name, _ in self._figures if other == "part"}
        return level == "instrument" and key in parts
