"""A table with one row a question, an indicator or an instrument, or lines without any header."""

from operator import itemgetter
from typing import Any

from ita.reading.scores.contents import Item, Owner, SheetContents, TableSummary
from ita.reading.scores.labels import NO_LABEL, Label, label_of, printed_code
from ita.reading.scores.shapes.columns import figure_columns
from ita.reading.scores.shapes.headings import HeadingContext
from ita.reading.scores.shapes.lines import Line, line_of, subject_of, take_line
from ita.reading.scores.shapes.owners import OwnerColumns
from ita.reading.scores.shapes.rows import Rows
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.finder import Table
from ita.reading.tables.grid import Grid
from ita.reading.tables.headers import INSTRUMENT_OF
from ita.reading.tables.numbers import figure, figure_and_words
from ita.reading.tables.text import clean, shown

_INSTRUMENT_OF_LETTER = {"I": "IIT", "E": "EIT", "O": "OIT"}
# The cells of a question's row that say where it belongs.
_OWN_PLACE = ("instrument", "part", "indicator name", "indicator number", "sub-indicator")


class LongReader:
    """Reads the rows of one table into a SheetContents, under the headings that stand above them."""

    def __init__(
        self, grid: Grid, table: Table, place: HeadingContext, whose: Owner, found: SheetContents
    ) -> None:
        self.grid, self.table, self.place, self.found = grid, table, place, found
        self.scores, self.others, doubled = figure_columns(table)
        for at, first in doubled:
            row = table.header[-1]
            first_cell, cell = grid.address(row, first), grid.address(row, at)
            found.problem("column-twice", cell, grid.rows[row][at], first=first_cell)
        self._merged = [each for each in self.others if each[1] in ("indicator", "total")]
        self.rows = Rows(grid, table)
        place_at = [self.rows.at[kind] for kind in _OWN_PLACE if kind in self.rows.at]
        self._place_of = itemgetter(*place_at) if place_at else lambda row: None
        self._whose_columns = OwnerColumns(grid, table, whose, found)
        self.whose = whose
        self._place_cells: Any = None
        self._used: set[int] = set()
        self._details: list[str] = []
        self._renumbered: list[str] = []
        self._levels: set[str] = set()
        self._items = self._claims = 0

    def read(self) -> None:
        """Reads every row of the table's body."""
        code_at = self.rows.at.get("code")
        for index in self.table.body:
            row = self.grid.rows[index]
            code = row[code_at] if code_at is not None else ""
            plain, believable = printed_code(code) if isinstance(code, str) else ("", False)
            if believable:
                self.whose = self._whose_columns.take(index, row)
                self._question(index, row, plain, self.rows.words(row))
                self._items += 1
            elif index not in self._used and row.count("") < len(row):
                self.whose = self._whose_columns.take(index, row)
                before = len(self.found.items), len(self.found.claims)
                self._row(index, row, code)
                self._items += len(self.found.items) > before[0]
                self._claims += len(self.found.claims) > before[1]
        self._finish()

    def _row(self, index: int, row: list[Any], code: Any) -> None:
        """A row without a believable code: its label tells what it is."""
        # Without a header no cell is known to be the label; line_of looks for it.
        label = self.rows.label(row) if self.table.header else NO_LABEL
        scored = any(row[score.at] != "" for score in self.scores)
        if not scored and self._is_line(index, row, label):
            return
        if label.kind == "detail":
            self._details += [self.grid.address(index, score.at) for score in self.scores]
        elif label.kind == "item" or (label.kind in ("text", "") and self._is_question(scored)):
            own = label.text if label.kind == "item" else self.rows.words(row) or label.text
            self._question(index, row, shown(code) or label.code, own)
        else:
            self._summary(index, row, label)

    def _is_question(self, scored: bool) -> bool:
        """Whether a text without a code is a question: in a table of questions, or under a heading."""
        return self.rows.asks or (scored and "item" in self._levels)

    def _is_line(self, index: int, row: list[Any], label: Label) -> bool:
        """Takes a row that leaves the score columns blank, if it is a title or a pasted line."""
        subject, _ = subject_of(label)
        if subject and any(row[at] != "" for at, _ in self.others):
            # Its figures stand in columns of their own: a weight, a level.
            return False
        line = line_of(row)
        filled = len(row) - row.count("")
        if line is None:
            if subject and self.scores and filled > 1:
                return False
            note_title(row, self.grid.address(index, 0), self.found)
            return True
        if line.value == "" and (below := self._figure_below(index)):
            cell, column = below
            self._take(Line(line.label, cell, column), index + 1)
            return True
        if line.label.kind == "item":
            self._take_question(line, index)
            return True
        heading = line.label.kind in ("instrument", "part")
        if not heading and line.value == "" and self.scores and not self.rows.asks and filled > 1:
            return False
        self._take(line, index)
        return True

    def _take_question(self, line: Line, index: int) -> None:
        """A question of a pasted list; without a figure only where the list has begun."""
        if figure(line.value).value is not None:
            self._take(line, index)
        elif self.scores and line.value == "":
            self._take(line._replace(column=self.scores[0].at), index)
        elif self.scores or self.place.indicator or "item" in self._levels:
            # Nothing follows the text: the score is missed in the cell beside it.
            at = min(line.column + (line.value == ""), len(self.grid.letters) - 1)
            self._take(line._replace(column=at), index)

    def _take(self, line: Line, index: int) -> None:
        address = self.grid.address(index, line.column)
        if line.label.kind == "item":
            self._add(line.label.code, line.label.text, line.value, address, self.whose)
            return
        before = len(self.found.claims)
        take_line(line, self.place, self.whose, address, self.found)
        self._levels |= {claim.level for claim in self.found.claims[before:]}

    def _figure_below(self, index: int) -> tuple[Any, int] | None:
        """The one figure of the next row, where a name stands on one row and its score below."""
        if index >= self.table.body[-1]:
            return None
        filled = [(cell, at) for at, cell in enumerate(self.grid.rows[index + 1]) if cell != ""]
        if len(filled) != 1 or figure_and_words(filled[0][0])[0].value is None:
            return None
        self._used.add(index + 1)
        return filled[0]

    def _question(self, index: int, row: list[Any], code: str, text: str) -> None:
        cells = self._place_of(row)
        if cells != self._place_cells:
            self._place_cells = cells
            self._enter_own_place(row)
        for at, year, agency in self.scores:
            whose = self._whose_of(year, agency) if year or agency else self.whose
            self._add(code, text, row[at], self.grid.address(index, at), whose)
        for at, level in self._merged:
            if row[at] == "":
                continue
            key = str(self.place.indicator or "") if level == "indicator" else "total"
            if key:
                address = self.grid.address(index, at)
                self.found.claim(self.whose, level, key, row[at], address)

    def _whose_of(self, year: int | None, agency: str | None) -> Owner:
        """Owner a column's figures are: its header's year and agency before those of the row."""
        return Owner(agency or self.whose.agency, year or self.whose.year)

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

    def _add(self, code: str, text: str, cell: Any, address: str, whose: Owner) -> None:
        place, found = self.place, self.found
        instrument = place.instrument
        if not instrument:
            plain, believable = printed_code(code)
            instrument = _INSTRUMENT_OF_LETTER[plain[0]] if believable else ""
        if type(cell) is not float or not 0.0 <= cell <= 100.0:
            cell = found.score(cell, address)
        found.items.append(
            Item(
                whose.agency,
                whose.year,
                instrument,
                place.part,
                place.indicator,
                place.sub_indicator,
                code,
                text,
                cell,
                found.sheet,
                address,
            )
        )
        self._levels.add("item")

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
        self._levels.add(level)
        for at, year, agency in self.scores:
            whose = self._whose_of(year, agency) if year or agency else self.whose
            required = level == "indicator"
            if required or row[at] != "":
                address = self.grid.address(index, at)
                self.found.claim(whose, level, key, row[at], address, required=required)
        instrument = label.instrument or INSTRUMENT_OF.get(label.indicator or 0, "")
        for at, other in self.others:
            # A label may stand in a column of figures: "คะแนนรวม ITA | ๙๘.๑๔".
            cell = row[at]
            if cell == "" or (isinstance(cell, str) and clean(cell) == label.text):
                continue
            address = self.grid.address(index, at)
            if level == "total":
                # Under "น้ำหนัก" it is the sum of the weights, under the points the total itself.
                if other in ("total", "weighted", "instrument", "grade"):
                    other = "grade" if other == "grade" else "total"
                    self.found.claim(self.whose, other, "total", cell, address)
            elif other in ("grade", "indicator"):
                self.found.claim(self.whose, other, key, cell, address)
            elif other == "total" or instrument:
                key_of = "total" if other == "total" else instrument
                self.found.claim(self.whose, other, key_of, cell, address)

    def _not_understood(self, index: int, row: list[Any], label: Label) -> None:
        for score in self.scores:
            if figure(row[score.at]).value is None:
                continue
            address = self.grid.address(index, score.at)
            if label.kind == "summary":
                self.found.problem(
                    "summary-row-unused", address, row[score.at], "warning", label=label.text
                )
            else:
                self.found.problem("row-not-understood", address, row[score.at], label=label.text)

    def _finish(self) -> None:
        if self._details:
            first, last = self._details[0], self._details[-1]
            self.found.problem("details-left-out", first, len(self._details), "warning", last=last)
        if self._renumbered:
            numbers = ", ".join(dict.fromkeys(self._renumbered))
            self.found.problem("indicator-number-differs", value=numbers, severity="warning")
        if self.rows.unknown_names:
            names = ", ".join(self.rows.unknown_names)
            self.found.problem("indicator-name-unknown", value=names, severity="warning")
        if self._items or self._claims:
            header = self.table.header
            row = self.grid.sheet.first_row + header[0] + 1 if header else None
            self.found.tables.append(
                TableSummary(self.found.sheet, row, self._shape(), self._items or self._claims)
            )

    def _shape(self) -> str:
        for level, shape in (("item", "questions"), ("indicator", "indicators")):
            if level in self._levels:
                return shape
        return "instruments" if self._levels & {"instrument", "part"} else "totals"
