"""A table with one row a question, an indicator or an instrument, or lines without any header."""

import re
from collections import defaultdict
from functools import cached_property
from operator import itemgetter
from typing import Any

from ita.reading.scores.contents import Missed, Owner, SheetContents
from ita.reading.scores.labels import NO_LABEL, Label, label_of
from ita.reading.scores.shapes.columns import FigureColumn
from ita.reading.scores.shapes.headings import HeadingContext
from ita.reading.scores.shapes.lines import Line, line_of, subject_of, take_line
from ita.reading.scores.shapes.owners import OwnerColumns
from ita.reading.scores.shapes.rows import RowReader, whose_of
from ita.reading.scores.shapes.titles import note_title
from ita.reading.scores.weights import Shared, take_shared
from ita.reading.tables.grid import display_text
from ita.reading.tables.headers import IDENTITY, INSTRUMENT_OF
from ita.reading.tables.item_codes import item_code
from ita.reading.tables.numbers import figure, figure_and_words
from ita.reading.tables.table import Table
from ita.thai.text import clean_text

# Below such a word stand remarks, whatever figures they hold.
_NOTE = re.compile(r"\s*[*]*\s*(?:หมายเหตุ|ที่มา|แหล่งที่มา|note|source|remark)", re.I)
# The cells of a question's row that say where it belongs.
_OWN_PLACE = ("instrument", "part", "indicator name", "indicator number", "sub-indicator")
# What is said of a whole instrument, in the row of one of its indicators or in each of them.
_OF_INSTRUMENT = ("weight", "weighted", "instrument")


class LongReader(RowReader):
    """Reads the rows of one table into a SheetContents, under the headings that stand above them."""

    def __init__(
        self,
        table: Table,
        figures: list[FigureColumn],
        found: SheetContents,
        place: HeadingContext,
    ) -> None:
        super().__init__(table, figures, found)
        self.place, self.owners = place, OwnerColumns(table, found, wide=False)
        self.whose = self.owners.whose
        self.own = [each for each in figures if not each.meaning.level]
        self.others = [each for each in figures if each.meaning.level]
        self.at = {role: places[0] for role, places in table.places.items()}
        self.asks = "text" in self.at or "code" in self.at
        places = [self.at[role] for role in _OWN_PLACE if role in self.at]
        self._place_of = itemgetter(*places) if places else lambda row: None
        self._place_cells: Any = None
        self._levels: set[str] = set()
        self._below: set[int] = set()
        self._after_note = False
        self._details: list[str] = []
        self._renumbered: dict[str, None] = {}
        self._unknown: list[str] = []
        self._shared: dict[tuple[str, Owner], list[Shared]] = defaultdict(list)

    def read(self, index: int, row: list[Any]) -> str:
        """Takes what a row holds; returns what kind of row it is."""
        if index in self._below:
            return "figure"
        cell = self._cell(row, "code")
        code = item_code(cell) if isinstance(cell, str) else ""
        self.whose = self.owners.take(index, row)
        before = len(self.found.items) + len(self.found.claims)
        if code:
            self._question(index, row, code, self._words(row))
        kind = "question" if code else self._without_code(index, row)
        self.taken += len(self.found.items) + len(self.found.claims) > before
        return kind

    def _cell(self, row: list[Any], role: str) -> Any:
        """The cell of the first column of a role, "" where there is none."""
        at = self.at.get(role)
        return "" if at is None else row[at]

    def _named(self, row: list[Any], role: str) -> Label:
        """What the text in the first column of a role names."""
        cell = self._cell(row, role)
        return label_of(cell) if isinstance(cell, str) else NO_LABEL

    def _words(self, row: list[Any]) -> str:
        """A question's text: the text column's, else a name that is no indicator's."""
        if (at := self.at.get("text")) is not None:
            return clean_text(str(row[at]))
        name = self._named(row, "indicator name")
        return name.text if name.kind == "text" else ""

    def _number(self, row: list[Any]) -> int | None:
        """The indicator number in a row's cell, None where it is no whole number."""
        value = figure(self._cell(row, "indicator number")).value
        return int(value) if value is not None and value == int(value) else None

    def _label(self, row: list[Any]) -> Label:
        """What a row is about, from its text, its names and its numbers, the surest first."""
        label = self._named(row, "text")
        if label.kind:
            return label
        label = self._named(row, "indicator name")
        if label.kind not in ("", "text"):
            return label
        number = self._number(row)
        unnamed = not label.kind and self._cell(row, "code") == ""
        if number in INSTRUMENT_OF and (unnamed or self._numbers_differ):
            if label.kind:
                self._unknown.append(label.text)
            return Label("indicator", indicator=number, text=label.text)
        if label.kind:
            return label
        first = next((cell for cell in row if cell != ""), "")
        roles = ("indicator number", "instrument", "code")
        texts = [cell for cell in (*(self._cell(row, role) for role in roles), first) if cell != ""]
        text = next((cell for cell in texts if isinstance(cell, str)), "")
        return label_of(text)

    @cached_property
    def _numbers_differ(self) -> bool:
        """Whether each row has an indicator number of its own: then a row is an indicator."""
        if self.asks or "indicator number" not in self.at:
            return False
        rows = [self.grid.rows[index] for index in self.table.body]
        numbers = [number for row in rows if (number := self._cell(row, "indicator number")) != ""]
        return len(numbers) == len(set(numbers))

    def _without_code(self, index: int, row: list[Any]) -> str:
        """A row without a readable code: its label tells what it is."""
        # Without a header no cell is known to be the label; line_of looks for it.
        label = self._label(row) if self.table.columns else NO_LABEL
        scored = any(each.is_filled(row) for each in self.own)
        if not scored and (kind := self._line(index, row, label)):
            return kind
        if label.kind == "detail":
            self._details += [self.grid.address(index, each.columns[0]) for each in self.own]
            return label.kind
        asks = self.asks or (scored and "item" in self._levels)
        if label.kind == "item" or (label.kind in ("text", "") and asks):
            text = label.text if label.kind == "item" else self._words(row) or label.text
            self._question(index, row, display_text(self._cell(row, "code")) or label.code, text)
            return "question"
        self._summary(index, row, label)
        return label.kind

    def _line(self, index: int, row: list[Any], label: Label) -> str:
        """Takes a row that leaves the score columns blank, if it is a title or a pasted line."""
        subject, _ = subject_of(label)
        if subject and any(each.is_filled(row) for each in self.others):
            # Its figures stand in columns of their own: a weight, a level.
            return ""
        line = None if self._after_note else line_of(row)
        self._after_note |= _NOTE.match(str(next(cell for cell in row if cell != ""))) is not None
        filled = len(row) - row.count("")
        if line is None:
            if subject and self.own and filled > 1:
                return ""
            note_title(row, self.grid.address(index, 0), self.found)
            return "title"
        if line.value != "" and not self._may_hold_a_line(line.column):
            return ""
        if line.value == "" and (below := self._figure_below(index)):
            self._take(Line(line.label, *below), index + 1)
        elif line.label.kind == "item":
            self._take_question(line, index)
        else:
            of_table = self.own and not self.asks and line.label.kind not in ("instrument", "part")
            if of_table and line.value == "" and (filled > 1 or not self._heads(index)):
                return ""
            self._take(line, index)
        return "question" if line.label.kind == "item" else line.label.kind

    def _heads(self, index: int) -> bool:
        """Whether a row is the heading of the questions or sub-indicators that follow it."""
        rows = (self.grid.rows[below] for below in range(index + 1, self.table.body[-1] + 1))
        first = next((cell for row in rows for cell in row if cell != ""), "")
        return isinstance(first, str) and label_of(first).kind in (
            "item",
            "text",
            "group",
            "detail",
        )

    def _may_hold_a_line(self, column: int) -> bool:
        """Whether the figure of a line may stand in a column: not under a header of other figures."""
        role = self.table.columns[column].role if column < len(self.table.columns) else ""
        return not role or role in IDENTITY

    def _figure_below(self, index: int) -> tuple[Any, int] | None:
        """The one figure of the next row, where a name stands on one row and its score below."""
        if index + 1 not in self.table.body:
            return None
        filled = [(cell, at) for at, cell in enumerate(self.grid.rows[index + 1]) if cell != ""]
        if len(filled) != 1 or figure_and_words(filled[0][0])[0].value is None:
            return None
        self._below.add(index + 1)
        return filled[0]

    def _take_question(self, line: Line, index: int) -> None:
        """A question of a pasted list; without a figure only where the list has begun."""
        if figure(line.value).value is not None:
            self._take(line, index)
        elif self.own and line.value == "":
            self._take(line._replace(column=self.own[0].columns[0]), index)
        elif self.own or self.place.indicator or "item" in self._levels:
            # Nothing follows the text: the score is missed in the cell beside it.
            at = min(line.column + (line.value == ""), len(self.grid.letters) - 1)
            self._take(line._replace(column=at), index)

    def _take(self, line: Line, index: int) -> None:
        address = self.grid.address(index, line.column)
        if line.label.kind == "item":
            score = self.found.figure(line.value, address), address
            self._add(self.whose, self.place, line.label.code, line.label.text, score)
            self._levels.add("item")
            return
        before = len(self.found.claims)
        take_line(line, self.place, self.whose, address, self.found)
        self._levels |= {claim.level for claim in self.found.claims[before:]}

    def _question(self, index: int, row: list[Any], code: str, text: str) -> None:
        cells = self._place_of(row)
        if cells != self._place_cells:
            self._place_cells = cells
            self._enter_own_place(row)
        self._levels.add("item")
        for column in self.own:
            score = self._score(index, row, column)
            self._add(whose_of(column, self.whose), self.place, code, text, score)
        for column in self.others:
            # Merged over several rows it speaks of what the row belongs to.
            level = column.meaning.level
            key = {"total": "total", "indicator": str(self.place.indicator or "")}.get(level)
            if key and column.is_filled(row):
                self._claim(index, row, column, self.whose, level, key)

    def _enter_own_place(self, row: list[Any]) -> None:
        """Moves to the instrument, part, indicator and sub-indicator that a row's cells name."""
        own = self._named(row, "instrument")
        changed = own.kind == "instrument" and own.instrument != self.place.instrument
        if own.kind == "part" or changed:
            self.place.enter(own)
        named = self._named(row, "indicator name")
        if named.kind == "indicator":
            self.place.enter(named)
        elif (number := self._number(row)) is not None:
            self.place.enter_indicator(number)
        group = label_of(display_text(self._cell(row, "sub-indicator")))
        if group.kind == "group":
            self.place.enter(group)
        part = figure(self._cell(row, "part")).value
        if part in (1, 2):
            self.place.part = int(part)

    def _summary(self, index: int, row: list[Any], label: Label) -> None:
        """A row about an indicator, a sub-indicator, an instrument or the total."""
        level, key = subject_of(label)
        if not level:
            self._not_understood(index, row, label)
            return
        number = self._number(row)
        if label.kind == "indicator" and number not in (None, label.indicator):
            self._renumbered[display_text(number)] = None
        self.place.enter(label)
        if label.third_level:
            return
        self._levels.add(level)
        for column in self.own:
            if level == "indicator" or column.is_filled(row):
                missed: Missed = "error" if level == "indicator" else ""
                self._claim(index, row, column, self.whose, level, key, missed)
        for column in self.others:
            # A label may stand in a column of figures: "คะแนนรวม ITA | ๙๘.๑๔".
            cell = column.cell(row)[0]
            if column.is_filled(row) and not (
                isinstance(cell, str) and clean_text(cell) == label.text
            ):
                self._of_other(index, row, column, label, (level, key))

    def _of_other(
        self,
        index: int,
        row: list[Any],
        column: FigureColumn,
        label: Label,
        subject: tuple[str, str],
    ) -> None:
        """What a column beside the scores says in the row of an indicator, instrument or total."""
        level, key = subject
        other = column.meaning.level
        instrument = label.instrument or INSTRUMENT_OF.get(label.indicator or 0, "")
        if level == "total":
            # Under "น้ำหนัก" it is the sum of the weights, under the points the total itself.
            if other in ("total", "weighted", "instrument", "grade"):
                other = "grade" if other == "grade" else "total"
                self._claim(index, row, column, self.whose, other, "total")
        elif other in ("grade", "indicator"):
            self._claim(index, row, column, self.whose, other, key)
        elif other in _OF_INSTRUMENT and level == "indicator":
            cell, at = column.cell(row)
            whose = whose_of(column, self.whose)
            self._shared[other, whose].append((key, cell, self.grid.address(index, at)))
        elif other == "total" or instrument:
            key = "total" if other == "total" else instrument
            self._claim(index, row, column, self.whose, other, key)

    def _not_understood(self, index: int, row: list[Any], label: Label) -> None:
        for column in self.own:
            cell, at = column.cell(row)
            if figure(cell).value is None:
                continue
            address = self.grid.address(index, at)
            if label.kind == "summary":
                self.found.problem("summary-row-unused", address, cell, "warning", label=label.text)
            else:
                self.found.problem("row-not-understood", address, cell, label=label.text)

    def finish(self) -> None:
        """Says what concerns several rows, and takes what they say of an instrument together."""
        for (level, whose), cells in self._shared.items():
            take_shared(self.found, level, whose, cells, scored=bool(self.own))
        if self._details:
            first, last = self._details[0], self._details[-1]
            self.found.problem("details-left-out", first, len(self._details), "warning", last=last)
        for code, names in (
            ("indicator-number-differs", self._renumbered),
            ("indicator-name-unknown", self._unknown),
        ):
            if names:
                self.found.problem(code, value=", ".join(names), severity="warning")

    def shape(self) -> str:
        """What the table has a row for, as TableSummary names it."""
        for level, shape in (("item", "questions"), ("indicator", "indicators")):
            if level in self._levels:
                return shape
        return "instruments" if self._levels & {"instrument", "part"} else "totals"
