"""What the rows of a table say: common to all, and a table with one row an agency or a year."""

import re
from typing import Any

from ita.domain.agencies import is_agency_name
from ita.domain.problems import Severity
from ita.reading.scores.claims import NO_OWNER, Claim, printed_claim
from ita.reading.scores.contents import SheetContents
from ita.reading.scores.shapes.columns import FigureColumn
from ita.reading.scores.shapes.headings import Headings
from ita.reading.scores.shapes.owners import OwnerColumns
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.table import Table
from ita.thai.text import comparison_key

# What a row of a list is called that is no agency, in the form of text.comparison_key.
_SUMMARY = re.compile(
    "(ผล)?รวม|(คะแนน)?(ค่า)?เฉลี่ย|คะแนน|(ค่า)?น้าหนัก|เต็ม|total|average|mean|(ค่า)?(สูง|ต่า)สุด|sd$"
)
# The levels of which a table's finest is the one whose blanks are missed: what lies above can be
# computed.
_FINEST = ({"item"}, {"indicator"}, {"part", "instrument"}, {"total"})


class RowReader:
    """What both readers of rows share; `rows_taken` counts the rows that held something."""

    def __init__(self, table: Table, figures: list[FigureColumn], contents: SheetContents) -> None:
        self.table, self.grid, self.figures, self.contents = table, table.grid, figures, contents
        self.rows_taken = 0

    def _add(
        self, index: int, column: FigureColumn, claim: Claim, missed: Severity | None = None
    ) -> None:
        """Adds a claim with a row's figure in a column; the header's agency and year come first."""
        row = self.grid.rows[index]
        cell, at = column.cell(row)
        if column.owner != NO_OWNER:
            claim = claim.of_owner(column.owner.or_else(claim.owner))
        missed = None if column.in_doubt else missed
        address, full_marks = self.grid.address(index, at), column.full_marks_of(row)
        self.contents.add(claim, cell, address, full_marks, missed)


class WideReader(RowReader):
    """Reads a table with one row an agency or a year, and a column an item or an indicator."""

    def __init__(self, table: Table, figures: list[FigureColumn], contents: SheetContents) -> None:
        super().__init__(table, figures, contents)
        self.owners = OwnerColumns(table, contents, wide=True)
        levels = {each.level for each in figures}
        finest = next((group for group in _FINEST if group & levels), set())
        in_parts = {each.key[:3] for each in figures if each.level == "part"}
        # An instrument's own column repeats what those of its parts already say.
        self._required = {
            each for each in figures if each.level in finest and each.key not in in_parts
        }

    def read(self, index: int, row: list[Any]) -> str:
        """Takes a row's figures; returns what kind of row it is."""
        filled = [at for at, cell in enumerate(row) if cell != ""]
        figures = [each for each in self.figures if each.is_filled(row)]
        name = self.owners.name(row)
        listed = is_agency_name(name) or any(row[at] != "" for at in self.table.where("order"))
        if not figures and len(filled) <= 2 and not (name and listed):
            note_title(row, self.grid.address(index, filled[0]), self.contents)
            return "title"
        name = name or str(row[filled[0]])
        if _SUMMARY.match(comparison_key(name)):
            for each in figures[:1]:
                cell, at = each.cell(row)
                address = self.grid.address(index, at)
                self.contents.problem("summary-row-unused", address, cell, "warning", label=name)
            return "summary"
        owner = self.owners.take(index, row)
        # Beside a total a blank part is no fault of the row: all of them are noted together.
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

    def finish(self) -> None:
        """Reports the rows that have no name."""
        self.owners.finish()

    def shape(self) -> str:
        """What the table has a row for, as TableSummary names it."""
        alone = len(self.figures) == 1 and not self.table.where("agency", "agency detail", "year")
        return "totals" if alone else "wide"
