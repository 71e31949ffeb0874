"""What the rows of a table say: common to all, and a table with one row an agency or a year."""

import re
from typing import Any

from ita.domain.agencies import is_agency_name
from ita.reading.scores.contents import OF_100, Item, Missed, Owner, SheetContents
from ita.reading.scores.shapes.columns import FigureColumn
from ita.reading.scores.shapes.headings import HeadingContext
from ita.reading.scores.shapes.owners import OwnerColumns
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.item_codes import INSTRUMENT_OF_LETTER, item_code
from ita.reading.tables.table import Table
from ita.thai.text import comparison_key as text_key

# What a row of a list is called that is no agency, in the form of `comparison_key`.
_SUMMARY = re.compile(
    "(ผล)?รวม|(คะแนน)?(ค่า)?เฉลี่ย|คะแนน|(ค่า)?น้าหนัก|เต็ม|total|average|mean|(ค่า)?(สูง|ต่า)สุด|sd$"
)
# The levels of which a table's finest is the one whose blanks are missed: what lies above can be
# computed.
_FINEST = ({"item"}, {"indicator"}, {"part", "instrument"}, {"total"})


class RowReader:
    """Reads the rows of one table into a SheetContents; `taken` counts those that held something."""

    def __init__(self, table: Table, figures: list[FigureColumn], found: SheetContents) -> None:
        self.table, self.grid, self.figures, self.found = table, table.grid, figures, found
        self.taken = 0

    def read(self, index: int, row: list[Any]) -> str:
        """Takes what a row holds; returns what kind of row it is."""
        raise NotImplementedError

    def finish(self) -> None:
        """Says what concerns several rows."""

    def shape(self) -> str:
        """What the table has a row for, as TableSummary names it."""
        raise NotImplementedError

    def _claim(
        self,
        index: int,
        row: list[Any],
        column: FigureColumn,
        whose: Owner,
        level: str,
        key: str,
        missed: Missed = "",
    ) -> None:
        cell, at = column.cell(row)
        missed = "" if column.in_doubt else missed
        scale, address = column.scale_of(row), self.grid.address(index, at)
        self.found.claim(whose_of(column, whose), level, key, cell, address, scale, missed)

    def _score(
        self, index: int, row: list[Any], column: FigureColumn, missed: Missed = "error"
    ) -> tuple[float | None, str]:
        """A question's score in a row, and its address."""
        cell, at = column.cell(row)
        address = self.grid.address(index, at)
        if column.in_doubt:
            return None, address
        plain = column.scale is OF_100 and column.full_marks_at is None
        if type(cell) is float and 0.0 <= cell <= 100.0 and plain and not self.found.percent_cells:
            return cell, address
        return self.found.figure(cell, address, column.scale_of(row), missed), address

    def _add(
        self, whose: Owner, place: HeadingContext, code: str, text: str, score: tuple[Any, str]
    ) -> None:
        self.found.items.append(
            Item(
                whose.agency,
                whose.year,
                place.instrument or INSTRUMENT_OF_LETTER.get(item_code(code)[:1], ""),
                place.part,
                place.indicator,
                place.sub_indicator,
                place.sub_indicator_name,
                code,
                text,
                score[0],
                self.found.sheet,
                score[1],
            )
        )


def whose_of(column: FigureColumn, whose: Owner) -> Owner:
    """Whose a column's figures are: its header's year and agency before those of the row."""
    _, _, year, agency = column.meaning
    return Owner(agency or whose.agency, year or whose.year) if year or agency else whose


class WideReader(RowReader):
    """Reads a table with one row an agency or a year, and a column an item or an indicator."""

    def __init__(self, table: Table, figures: list[FigureColumn], found: SheetContents) -> None:
        super().__init__(table, figures, found)
        self.owners = OwnerColumns(table, found, wide=True)
        levels = {each.meaning.level for each in figures}
        finest = next((own for own in _FINEST if own & levels), set())
        in_parts = {each.meaning.key[:3] for each in figures if each.meaning.level == "part"}
        # An instrument's own column repeats what those of its parts already say.
        self._required = {
            each
            for each in figures
            if each.meaning.level in finest and each.meaning.key not in in_parts
        }

    def read(self, index: int, row: list[Any]) -> str:
        """Takes a row's figures; returns what kind of row it is."""
        filled = [at for at, cell in enumerate(row) if cell != ""]
        figures = [each for each in self.figures if each.is_filled(row)]
        name = self.owners.name(row)
        listed = is_agency_name(name) or any(row[at] != "" for at in self.table.where("order"))
        if not figures and len(filled) <= 2 and not (name and listed):
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
        noted = any(each.meaning.level == "total" for each in figures)
        for each in self.figures:
            level, key = each.meaning[:2]
            missed: Missed = ("noted" if noted else "error") if each in self._required else ""
            if level == "item":
                own = whose_of(each, whose)
                self._add(own, HeadingContext(), key, "", self._score(index, row, each, missed))
            else:
                self._claim(index, row, each, whose, level, key, missed)
        self.taken += 1
        return "agency"

    def finish(self) -> None:
        """Says which rows have no name."""
        self.owners.finish()

    def shape(self) -> str:
        """What the table has a row for, as TableSummary names it."""
        alone = len(self.figures) == 1 and not self.table.where("agency", "agency detail", "year")
        return "totals" if alone else "wide"
