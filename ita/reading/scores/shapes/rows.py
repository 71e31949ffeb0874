"""A row of a table with one row a question or an indicator: its cells by kind, and its label."""

from functools import cached_property
from typing import Any

from ita.reading.scores.labels import NO_LABEL, Label, label_of
from ita.reading.tables.finder import Table
from ita.reading.tables.headers import INSTRUMENT_OF
from ita.reading.tables.numbers import figure
from ita.thai import clean


class Rows:
    """The cells of a table's rows by the kind of their column.

    `unknown_names` gathers indicator names that no framework has, taken by their number.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.at = {kind: places[0] for kind, places in table.places.items()}
        self.asks = "text" in self.at or "code" in self.at
        self.unknown_names: list[str] = []

    def cell(self, row: list[Any], kind: str) -> Any:
        """The cell of the first column of a kind, "" where there is none."""
        at = self.at.get(kind)
        return "" if at is None else row[at]

    def named(self, row: list[Any], kind: str) -> Label:
        """What the text in the first column of a kind names."""
        at = self.at.get(kind)
        return label_of(row[at]) if at is not None and isinstance(row[at], str) else NO_LABEL

    def words(self, row: list[Any]) -> str:
        """A question's text: the text column's, else a name that is no indicator's."""
        at = self.at.get("text")
        if at is not None:
            return clean(str(row[at]))
        name = self.cell(row, "indicator name")
        return clean(name) if isinstance(name, str) and label_of(name).kind == "text" else ""

    def number(self, row: list[Any]) -> int | None:
        """The indicator number in a row's cell, None where it is no whole number."""
        value = figure(self.cell(row, "indicator number")).value
        return int(value) if value is not None and value == int(value) else None

    def label(self, row: list[Any]) -> Label:
        """What a row is about, from its text, its names and its numbers, the surest first."""
        text = self.cell(row, "text")
        if isinstance(text, str) and text != "":
            return label_of(text)
        label = self.named(row, "indicator name")
        if label.kind not in ("", "text"):
            return label
        number = self.number(row)
        unnamed = label.kind == "" and self.cell(row, "code") == ""
        if number in INSTRUMENT_OF and (unnamed or self._numbers_differ):
            if label.kind == "text":
                self.unknown_names.append(label.text)
            return Label("indicator", indicator=number, text=label.text)
        if label.kind == "text":
            return label
        for kind in ("indicator number", "instrument", "code"):
            cell = self.cell(row, kind)
            if isinstance(cell, str) and cell != "":
                return label_of(cell)
        first = next((cell for cell in row if cell != ""), "")
        return label_of(first) if isinstance(first, str) else NO_LABEL

    @cached_property
    def _numbers_differ(self) -> bool:
        """Whether each row has an indicator number of its own: then a row is an indicator."""
        if self.asks or "indicator number" not in self.at:
            return False
        cells = (
            self.cell(self.table.grid.rows[index], "indicator number") for index in self.table.body
        )
        numbers = [number for number in cells if number != ""]
        return len(numbers) == len(set(numbers))
