"""What a person answered about a sheet, and the options of a question about it."""

from dataclasses import dataclass
from typing import Any

from ita.domain.mapping import FileMapping, SheetMapping
from ita.domain.problems import Option
from ita.reading.tables.table import Table


@dataclass(frozen=True)
class SheetAnswers:
    """The answers given about a sheet; `several_tables` changes how a column is named in one."""

    given: SheetMapping
    layout: str
    several_tables: bool

    def name(self, table: Table, column: int) -> str:
        """What an answer calls a column: its letter, or its header's cell beside other tables."""
        if self.several_tables and table.header:
            return table.grid.address(table.header[0], column)
        return table.grid.column_name(column)

    def scale(self, table: Table, column: int) -> float | None:
        """The full marks that a person gave a column."""
        given = self.given.scales
        return given.get(self.name(table, column)) or given.get(table.grid.column_name(column))

    def option(self, label: str, **answer: Any) -> Option:
        """An answer about this sheet under the label that the file itself gives it."""
        return Option(label, FileMapping(sheets=(self.answer(**answer),)))

    def answer(self, **answer: Any) -> SheetMapping:
        """An answer about this sheet."""
        return SheetMapping(self.given.sheet, self.layout, **answer)


NO_SHEET_ANSWERS = SheetAnswers(SheetMapping(""), "", False)
