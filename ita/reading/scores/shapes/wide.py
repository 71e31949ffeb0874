"""A table with one row an agency or a year, and a column an item, an indicator or an instrument."""

import re
from typing import Any

from ita.agencies import is_agency_name
from ita.reading.scores.contents import Item, Missed, Owner, SheetContents
from ita.reading.scores.shapes.columns import FigureColumn
from ita.reading.scores.shapes.owners import OwnerColumns
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.finder import Table
from ita.reading.tables.item_codes import INSTRUMENT_OF_LETTER
from ita.thai import key as text_key

# What a row of a list is called that is no agency, in the form of text.key.
_SUMMARY = re.compile(
    "(ผล)?รวม|(คะแนน)?(ค่า)?เฉลี่ย|คะแนน|(ค่า)?น้าหนัก|เต็ม|total|average|mean|(ค่า)?(สูง|ต่า)สุด|sd$"
)
# The levels of which a table's finest is the one whose blanks are missed: what lies above can be
# computed.
_FINEST = ({"item"}, {"indicator"}, {"part", "instrument"}, {"total"})


class WideReader:
    """Reads the rows of one wide table into a SheetContents."""

    def __init__(
        self, table: Table, figures: list[FigureColumn], owners: OwnerColumns, found: SheetContents
    ) -> None:
        self.grid, self.table, self.owners, self.found = table.grid, table, owners, found
        self.figures = figures
        levels = {each.meaning.level for each in figures}
        finest = next((own for own in _FINEST if own & levels), set())
        in_parts = {each.meaning.key[:3] for each in figures if each.meaning.level == "part"}
        self._required = {
            each
            for each in figures
            # An instrument's own column repeats what those of its parts already say.
            if each.meaning.level in finest
            and not (each.meaning.level == "instrument" and each.meaning.key in in_parts)
        }
        self._above = [each for each in figures if each.meaning.level == "total"]
        self.taken = 0

    def read(self, index: int, row: list[Any]) -> str:
        """Takes a row's figures; returns what kind of row it is."""
        filled = [at for at, cell in enumerate(row) if cell != ""]
        figures = [each for each in self.figures if each.is_filled(row)]
        name = self.owners.name(row)
        numbered = any(row[at] != "" for at in self.table.where("order"))
        if not figures and len(filled) <= 2 and not (name and (numbered or is_agency_name(name))):
            note_title(row, self.grid.address(index, filled[0]), self.found)
            return "title"
        name = name or str(row[filled[0]])
        if _SUMMARY.match(text_key(name)):
            for each in figures[:1]:
                cell, at = each.cell(row)
                address = self.grid.address(index, at)
                self.found.problem("summary-row-unused", address, cell, "warning", label=name)
            return "summary"
        whose = self.owners.take(index, row)
        # Beside a total a blank part is no fault of the row: one note speaks of all of them.
        noted = any(each.is_filled(row) for each in self._above)
        for each in self.figures:
            year = each.meaning.year
            own = whose._replace(year=year) if year else whose
            missed: Missed = ""
            if each in self._required and not each.in_doubt:
                missed = "noted" if noted else "error"
            self._take(own, each, row, index, missed)
        self.taken += 1
        return "agency"

    def _take(
        self, whose: Owner, column: FigureColumn, row: list[Any], index: int, missed: Missed
    ) -> None:
        cell, at = column.cell(row)
        address = self.grid.address(index, at)
        level, key = column.meaning[:2]
        if level != "item":
            self.found.claim(whose, level, key, cell, address, column.scale_of(row), missed)
            return
        score = self.found.figure(cell, address, column.scale_of(row), missed)
        instrument = INSTRUMENT_OF_LETTER[key[0]]
        self.found.items.append(
            Item(
                *whose, instrument, None, None, "", None, key, "", score, self.found.sheet, address
            )
        )

    def finish(self) -> None:
        """Nothing is left to say after the last row."""

    def shape(self) -> str:
        """What the table has a row for, as TableSummary names it."""
        alone = len(self.figures) == 1 and not self.table.where("agency", "agency detail", "year")
        return "totals" if alone else "wide"
