"""A table with one row a question, an indicator or an instrument, or lines without any header."""

import re
from collections import defaultdict
from operator import itemgetter
from typing import Any

from ita.reading.scores.contents import OF_100, Item, Missed, Owner, Scale, SheetContents
from ita.reading.scores.labels import NO_LABEL, Label, label_of
from ita.reading.scores.shapes.columns import FigureColumn
from ita.reading.scores.shapes.headings import HeadingContext
from ita.reading.scores.shapes.lines import Line, line_of, subject_of, take_line
from ita.reading.scores.shapes.owners import OwnerColumns
from ita.reading.scores.shapes.rows import Rows
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.finder import Table
from ita.reading.tables.headers import IDENTITY, INSTRUMENT_OF, points_of
from ita.reading.tables.item_codes import INSTRUMENT_OF_LETTER, item_code
from ita.reading.tables.numbers import figure, figure_and_words
from ita.reading.tables.text import shown
from ita.thai import clean

# Below such a word stand remarks, whatever figures they hold.
_NOTE = re.compile(r"\s*[*]*\s*(?:หมายเหตุ|ที่มา|แหล่งที่มา|note|source|remark)", re.I)
# The cells of a question's row that say where it belongs.
_OWN_PLACE = ("instrument", "part", "indicator name", "indicator number", "sub-indicator")
# What is said of a whole instrument, in the row of one of its indicators or in each of them.
_OF_INSTRUMENT = ("weight", "weighted", "instrument")


class LongReader:
    """Reads the rows of one table into a SheetContents, under the headings that stand above them.

    `levels` are those of what was found, `taken` how many rows something was taken from.
    """

    def __init__(
        self,
        table: Table,
        figures: list[FigureColumn],
        place: HeadingContext,
        owners: OwnerColumns,
        found: SheetContents,
    ) -> None:
        self.grid, self.table, self.place, self.found = table.grid, table, place, found
        self.own = [each for each in figures if not each.meaning.level]
        self.others = [each for each in figures if each.meaning.level]
        self.rows = Rows(table)
        place_at = [self.rows.at[role] for role in _OWN_PLACE if role in self.rows.at]
        self._place_of = itemgetter(*place_at) if place_at else lambda row: None
        self.owners, self.whose = owners, owners.whose
        self.levels: set[str] = set()
        self.taken = 0
        self._place_cells: Any = None
        self._below: set[int] = set()
        self._after_note = False
        self._details: list[str] = []
        self._renumbered: list[str] = []
        self._shared: dict[tuple[str, Owner], list[tuple[str, Any, str]]] = defaultdict(list)

    def read(self, index: int, row: list[Any]) -> str:
        """Takes what a row holds; returns what kind of row it is."""
        if index in self._below:
            return "figure"
        code_at = self.rows.at.get("code")
        code = row[code_at] if code_at is not None else ""
        readable = item_code(code) if isinstance(code, str) else ""
        self.whose = self.owners.take(index, row)
        before = len(self.found.items), len(self.found.claims)
        if readable:
            self._question(index, row, readable, self.rows.words(row))
            kind = "question"
        else:
            kind = self._row(index, row, code)
        if before != (len(self.found.items), len(self.found.claims)):
            self.taken += 1
        return kind

    def _row(self, index: int, row: list[Any], code: Any) -> str:
        """A row without a readable code: its label tells what it is."""
        # Without a header no cell is known to be the label; line_of looks for it.
        label = self.rows.label(row) if self.table.columns else NO_LABEL
        scored = any(each.is_filled(row) for each in self.own)
        if not scored and (kind := self._line(index, row, label)):
            return kind
        if label.kind == "detail":
            self._details += [self.grid.address(index, each.columns[0]) for each in self.own]
        elif label.kind == "item" or (label.kind in ("text", "") and self._is_question(scored)):
            own = label.text if label.kind == "item" else self.rows.words(row) or label.text
            self._question(index, row, shown(code) or label.code, own)
            return "question"
        else:
            self._summary(index, row, label)
        return label.kind

    def _is_question(self, scored: bool) -> bool:
        """Whether a text without a code is a question: in a table of questions, or under a heading."""
        return self.rows.asks or (scored and "item" in self.levels)

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
            cell, column = below
            self._take(Line(line.label, cell, column), index + 1)
        elif line.label.kind == "item":
            self._take_question(line, index)
        else:
            heading = line.label.kind in ("instrument", "part")
            of_table = self.own and not self.rows.asks
            blank = of_table and line.value == "" and (filled > 1 or not self._heads(index))
            if not heading and blank:
                return ""
            self._take(line, index)
        return "question" if line.label.kind == "item" else line.label.kind

    def _heads(self, index: int) -> bool:
        """Whether a row is the heading of the questions or sub-indicators that follow it."""
        for below in range(index + 1, self.table.body[-1] + 1):
            texts = [cell for cell in self.grid.rows[below] if cell != ""]
            if texts:
                kind = label_of(texts[0]).kind if isinstance(texts[0], str) else ""
                return kind in ("item", "text", "group", "detail")
        return False

    def _may_hold_a_line(self, column: int) -> bool:
        """Whether the figure of a line may stand in a column: not under a header of other figures."""
        if column >= len(self.table.columns):
            return True
        role = self.table.columns[column].role
        return not role or role in IDENTITY

    def _take_question(self, line: Line, index: int) -> None:
        """A question of a pasted list; without a figure only where the list has begun."""
        if figure(line.value).value is not None:
            self._take(line, index)
        elif self.own and line.value == "":
            self._take(line._replace(column=self.own[0].columns[0]), index)
        elif self.own or self.place.indicator or "item" in self.levels:
            # Nothing follows the text: the score is missed in the cell beside it.
            at = min(line.column + (line.value == ""), len(self.grid.letters) - 1)
            self._take(line._replace(column=at), index)

    def _take(self, line: Line, index: int) -> None:
        address = self.grid.address(index, line.column)
        if line.label.kind == "item":
            score = self.found.figure(line.value, address)
            self._add(line.label.code, line.label.text, score, address, self.whose)
            return
        before = len(self.found.claims)
        take_line(line, self.place, self.whose, address, self.found)
        self.levels |= {claim.level for claim in self.found.claims[before:]}

    def _figure_below(self, index: int) -> tuple[Any, int] | None:
        """The one figure of the next row, where a name stands on one row and its score below."""
        if index + 1 not in self.table.body:
            return None
        filled = [(cell, at) for at, cell in enumerate(self.grid.rows[index + 1]) if cell != ""]
        if len(filled) != 1 or figure_and_words(filled[0][0])[0].value is None:
            return None
        self._below.add(index + 1)
        return filled[0]

    def _question(self, index: int, row: list[Any], code: str, text: str) -> None:
        cells = self._place_of(row)
        if cells != self._place_cells:
            self._place_cells = cells
            self._enter_own_place(row)
        for column in self.own:
            cell, at = column.cell(row)
            address = self.grid.address(index, at)
            if column.in_doubt:
                cell = None
            elif type(cell) is not float or not 0.0 <= cell <= 100.0 or self._converts(column):
                cell = self.found.figure(cell, address, column.scale_of(row))
            self._add(code, text, cell, address, self._whose_of(column))
        for column in self.others:
            level = column.meaning.level
            if level in ("indicator", "total") and column.is_filled(row):
                # Merged over several rows it speaks of what the row belongs to.
                key = str(self.place.indicator or "") if level == "indicator" else "total"
                if key:
                    self._claim(index, row, column, level, key)

    def _converts(self, column: FigureColumn) -> bool:
        """Whether a column's figures are not all points from 0 to 100 as they stand."""
        unscaled = column.scale is OF_100 and column.full_marks_at is None
        return not unscaled or bool(self.found.percent_cells)

    def _whose_of(self, column: FigureColumn) -> Owner:
        """Whose a column's figures are: its header's year and agency before those of the row."""
        _, _, year, agency = column.meaning
        if year is None and agency is None:
            return self.whose
        return Owner(agency or self.whose.agency, year or self.whose.year)

    def _claim(
        self,
        index: int,
        row: list[Any],
        column: FigureColumn,
        level: str,
        key: str,
        missed: Missed = "",
    ) -> None:
        cell, at = column.cell(row)
        address = self.grid.address(index, at)
        missed = "" if column.in_doubt else missed
        whose = self._whose_of(column)
        self.found.claim(whose, level, key, cell, address, column.scale_of(row), missed)

    def _enter_own_place(self, row: list[Any]) -> None:
        """Moves to the instrument, part, indicator and sub-indicator that a row's cells name."""
        own = self.rows.named(row, "instrument")
        if own.kind == "part" or (
            own.kind == "instrument" and own.instrument != self.place.instrument
        ):
            self.place.enter(own)
        named = self.rows.named(row, "indicator name")
        if named.kind == "indicator":
            self.place.enter(named)
        elif (number := self.rows.number(row)) is not None:
            self.place.enter_indicator(number)
        sub = self.rows.cell(row, "sub-indicator")
        if sub != "" and (group := label_of(shown(sub))).kind == "group":
            self.place.enter(group)
        part = figure(self.rows.cell(row, "part")).value
        if part in (1, 2):
            self.place.part = int(part)

    def _add(self, code: str, text: str, score: float | None, address: str, whose: Owner) -> None:
        place = self.place
        instrument = place.instrument
        if not instrument:
            instrument = INSTRUMENT_OF_LETTER.get(item_code(code)[:1], "")
        self.found.items.append(
            Item(
                whose.agency,
                whose.year,
                instrument,
                place.part,
                place.indicator,
                place.sub_indicator,
                place.sub_indicator_name,
                code,
                text,
                score,
                self.found.sheet,
                address,
            )
        )
        self.levels.add("item")

    def _summary(self, index: int, row: list[Any], label: Label) -> None:
        """A row about an indicator, a sub-indicator, an instrument or the total."""
        level, key = subject_of(label)
        if not level:
            self._not_understood(index, row, label)
            return
        if label.kind == "indicator" and self.rows.number(row) not in (None, label.indicator):
            self._renumbered.append(shown(self.rows.number(row)))
        self.place.enter(label)
        if label.third_level:
            return
        self.levels.add(level)
        for column in self.own:
            required = level == "indicator"
            if required or column.is_filled(row):
                self._claim(index, row, column, level, key, "error" if required else "")
        instrument = label.instrument or INSTRUMENT_OF.get(label.indicator or 0, "")
        for column in self.others:
            # A label may stand in a column of figures: "คะแนนรวม ITA | ๙๘.๑๔".
            cell, at = column.cell(row)
            if not column.is_filled(row) or (isinstance(cell, str) and clean(cell) == label.text):
                continue
            other = column.meaning.level
            if level == "total":
                # Under "น้ำหนัก" it is the sum of the weights, under the points the total itself.
                if other in ("total", "weighted", "instrument", "grade"):
                    other = "grade" if other == "grade" else "total"
                    self._claim(index, row, column, other, "total")
            elif other in ("grade", "indicator"):
                self._claim(index, row, column, other, key)
            elif other in _OF_INSTRUMENT and level == "indicator":
                address = self.grid.address(index, at)
                self._shared[other, self._whose_of(column)].append((key, cell, address))
            elif other == "total" or instrument:
                self._claim(index, row, column, other, "total" if other == "total" else instrument)

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
            self._take_shared(level, whose, cells)
        if self._details:
            first, last = self._details[0], self._details[-1]
            self.found.problem("details-left-out", first, len(self._details), "warning", last=last)
        if self._renumbered:
            numbers = ", ".join(dict.fromkeys(self._renumbered))
            self.found.problem("indicator-number-differs", value=numbers, severity="warning")
        if self.rows.unknown_names:
            names = ", ".join(self.rows.unknown_names)
            self.found.problem("indicator-name-unknown", value=names, severity="warning")

    def _take_shared(self, level: str, whose: Owner, cells: list[tuple[str, Any, str]]) -> None:
        """What indicators' rows say of their instruments: once for each, or in parts.

        Weights and weighted points of the indicators themselves sum up to those of the instruments;
        a figure of an instrument that is repeated in each of its rows does not.
        """
        by_instrument: dict[str, list[tuple[str, Any, str]]] = defaultdict(list)
        for each in cells:
            by_instrument[INSTRUMENT_OF[int(each[0])]].append(each)
        repeated = all(
            len({shown(cell) for _, cell, _ in own}) == 1 for own in by_instrument.values()
        ) and not (
            level == "weight" and sum(figure(cell).value or 0 for _, cell, _ in cells) == 100
        )
        if level == "instrument" or repeated:
            for instrument, own in by_instrument.items():
                for _, cell, address in own:
                    self.found.claim(whose, level, instrument, cell, address)
        elif level == "weight":
            for instrument, own in by_instrument.items():
                total = sum(figure(cell).value or 0 for _, cell, _ in own)
                self.found.claim(whose, level, instrument, total, own[0][2])
        elif not self.own:
            for indicator, cell, address in cells:
                scale = Scale(points_of(indicator))
                self.found.claim(whose, "indicator", indicator, cell, address, scale, "error")

    def shape(self) -> str:
        """What the table has a row for, as TableSummary names it."""
        for level, shape in (("item", "questions"), ("indicator", "indicators")):
            if level in self.levels:
                return shape
        return "instruments" if self.levels & {"instrument", "part"} else "totals"
