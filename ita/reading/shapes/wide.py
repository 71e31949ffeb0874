"""A table with one row an agency or a year, and a column an item, an indicator or an instrument."""

from typing import Any

from ita.reading.found import Claim, Found, Item, Understood
from ita.reading.headers import Column
from ita.reading.labels import label_of
from ita.reading.layout import Grid, Table
from ita.reading.numbers import figure, figure_and_words
from ita.reading.shapes.loose import note_facts
from ita.reading.text import clean, shown, year_in

_INSTRUMENT_OF_LETTER = {"I": "IIT", "E": "EIT", "O": "OIT"}


class WideReader:
    """Reads the rows of one wide table into a Found."""

    def __init__(self, grid: Grid, table: Table, found: Found) -> None:
        self.grid, self.table, self.found = grid, table, found
        self.agency: str | None = None
        self.year: int | None = None
        self._figures = [
            (at, level, key, column.year)
            for at, column in enumerate(table.columns)
            for level, key in [self._meaning(at, column)]
            if level
        ]
        # What a blank cell leaves open: only the finest figures of the table are missed.
        self._finest = self._finest_level()

    def _meaning(self, at: int, column: Column) -> tuple[str, str]:
        """Level and key of what a column claims; ("", "") where it claims nothing."""
        kind, key = column.kind, column.key
        if kind == "of instrument":
            return ("weighted" if self._holds_points(at, column) else "instrument"), key
        if kind == "score" and self.table.where("total"):
            return "", ""
        if kind == "result":
            kind = "total" if self._holds_numbers(at) else "grade"
        if kind == "weighted" and not key:
            return ("", "") if self.table.where("total", "score") else ("total", "total")
        if kind in ("weight", "count", "count of") and not key:
            return "", ""
        return {
            "item": ("item", key),
            "of sub-indicator": ("sub_indicator", key),
            "of indicator": ("indicator", key),
            "of part": ("part", key),
            "weighted": ("weighted", key),
            "weight": ("weight", key),
            "count": ("count", key),
            "count of": ("count_of", key),
            "grade": ("grade", key or "total"),
            "total": ("total", "total"),
            "score": ("total", "total"),
            "indicator score": ("total", "total"),
        }.get(kind, ("", ""))

    def _values(self, at: int) -> list[Any]:
        rows = (self.grid.rows[index] for index in self.table.body)
        return [row[at] for row in rows if at < len(row) and row[at] != ""]

    def _holds_points(self, at: int, column: Column) -> bool:
        """Whether "IIT (30)" holds points of the total: none of them is above the 30."""
        if column.points is None:
            return False
        values = [figure(cell).value for cell in self._values(at)]
        return all(value is None or value <= column.points for value in values)

    def _holds_numbers(self, at: int) -> bool:
        values = [figure(cell).value for cell in self._values(at)]
        return sum(value is not None for value in values) * 2 > len(values)

    def _finest_level(self) -> set[str]:
        levels = {level for _, level, _, _ in self._figures}
        for finest in ({"item"}, {"indicator"}, {"part", "instrument"}, {"total"}):
            if levels & finest:
                return finest
        return set()

    def read(self) -> None:
        """Reads every row of the table's body."""
        taken = 0
        for index in self.table.body:
            row = self.grid.rows[index]
            if any(cell != "" for cell in row):
                taken += self._row(index, row)
        if taken:
            header = self.grid.sheet.first_row + self.table.header[0] + 1
            shape = (
                "wide" if self.table.where("agency", "year") or len(self._figures) > 1 else "totals"
            )
            self.found.understood.append(Understood(self.found.sheet, header, shape, taken))

    def _row(self, index: int, row: list[Any]) -> bool:
        filled = [at for at, _, _, _ in self._figures if at < len(row) and row[at] != ""]
        if not filled and sum(cell != "" for cell in row) <= 2:
            note_facts(row, self.found)
            return False
        if not self._whose(index, row, filled):
            return False
        for at, level, key, year in self._figures:
            cell = row[at] if at < len(row) else ""
            self._take(level, key, cell, self.grid.address(index, at), year or self.year)
        return True

    def _whose(self, index: int, row: list[Any], filled: list[int]) -> bool:
        """Takes the row's agency and year, down over merged cells; False for a mean or a sum."""
        for at in self.table.where("agency"):
            if at < len(row) and row[at] != "":
                name = clean(str(row[at]))
                if label_of(name).kind in ("summary", "total"):
                    for place in filled[:1]:
                        self.found.problem(
                            "summary-row-unused",
                            self.grid.address(index, place),
                            row[place],
                            "warning",
                            label=name,
                        )
                    return False
                self.agency = name
                break
        for at in self.table.where("year"):
            if at < len(row) and row[at] != "":
                self.year, christian = year_in(row[at])
                if christian:
                    self.found.problem(
                        "year-christian",
                        self.grid.address(index, at),
                        row[at],
                        "warning",
                        year=str(self.year),
                    )
        return True

    def _take(self, level: str, key: str, cell: Any, address: str, year: int | None) -> None:
        found = self.found
        if level == "item":
            found.items.append(
                Item(
                    self.agency,
                    year,
                    _INSTRUMENT_OF_LETTER[key[0]],
                    None,
                    None,
                    "",
                    key,
                    "",
                    found.score(cell, address),
                    found.sheet,
                    address,
                )
            )
            return
        if level == "grade":
            if figure(cell).trouble != "missing":
                self._claim(level, key, None, shown(cell), address, year)
            return
        value, words = figure_and_words(cell)
        if value.value is not None and words:
            self._claim("grade", key, None, words, address, year)
            cell = value.value
        missed = level in self._finest and not self._known_otherwise(level, key)
        number = found.score(cell, address) if missed else found.figure(cell, address)
        self._claim(level, key, number, shown(cell), address, year)

    def _known_otherwise(self, level: str, key: str) -> bool:
        """Whether an instrument's own column repeats what its parts already say."""
        parts = {name.split()[0] for _, other, name, _ in self._figures if other == "part"}
        return level == "instrument" and key in parts

    def _claim(
        self, level: str, key: str, value: float | None, text: str, address: str, year: int | None
    ) -> None:
        self.found.claims.append(
            Claim(self.agency, year, level, key, value, text, self.found.sheet, address)
        )
