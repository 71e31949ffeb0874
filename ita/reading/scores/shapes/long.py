"""Read tables with a row per question, indicator or instrument, and lines without a header."""

import re
from collections import defaultdict
from functools import cached_property
from operator import itemgetter
from typing import Any

from ita.reading.scores.claims import Owner, printed_claim
from ita.reading.scores.labels import NO_LABEL, Label, Line, label_of, line_of
from ita.reading.scores.shapes.columns import FigureColumn
from ita.reading.scores.shapes.rows import RowReader
from ita.reading.scores.shapes.sentences import take_statements
from ita.reading.scores.weights import Shared, claim_shared
from ita.reading.tables.grid import display_text
from ita.reading.tables.headers import IDENTITY, INSTRUMENT_OF
from ita.reading.tables.item_codes import item_code
from ita.reading.tables.numbers import figure, figure_and_words
from ita.thai.text import clean_text

# Words that begin a note; lines below a note are not read as figures.
_NOTE = re.compile(r"\s*[*]*\s*(?:หมายเหตุ|ที่มา|แหล่งที่มา|note|source|remark)", re.I)
# The roles of the cells that name the headings of a question's row.
_HEADING_ROLES = ("instrument", "part", "indicator name", "indicator number", "sub-indicator")
# The levels of figures that may apply to a whole instrument, although they are in the row of one of
# its indicators or in each of them.
_OF_INSTRUMENT = ("weight", "weighted", "instrument")


class LongReader(RowReader):
    """Reads the rows of one table into a SheetContents, under the headings above them.

    `scores` are the columns with the rows' own scores, `others` those with other figures.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        self.scores = [each for each in self.figures if not each.level]
        self.others = [each for each in self.figures if each.level]
        by_role = self.table.columns_by_role.items()
        self.column_of = {role: columns[0] for role, columns in by_role}
        self.has_questions = "text" in self.column_of or "code" in self.column_of
        columns = [self.column_of[role] for role in _HEADING_ROLES if role in self.column_of]
        self._heading_cells = itemgetter(*columns) if columns else lambda row: None
        self._last_heading_cells: Any = None
        self._levels: set[str] = set()
        self._rows_of_figures: set[int] = set()
        self._is_below_note = False
        self._details: list[str] = []
        self._other_numbers: dict[str, None] = {}
        self._unknown_names: list[str] = []
        self._shared: dict[tuple[str, Owner], list[Shared]] = defaultdict(list)

    def read(self, index: int, row: list[Any]) -> str:
        """Read a row; return the kind of the row."""
        if index in self._rows_of_figures:
            return "figure"
        cell = self._cell(row, "code")
        code = item_code(cell) if isinstance(cell, str) else ""
        self.owners.take(index, row)
        before = len(self.contents.claims)
        if code:
            self._take_question(index, row, code, self._question_text(row))
        kind = "question" if code else self._take_without_code(index, row)
        self.rows_taken += len(self.contents.claims) > before
        return kind

    def _cell(self, row: list[Any], role: str) -> Any:
        """Return the cell in the first column of a role, "" if there is none."""
        at = self.column_of.get(role)
        return "" if at is None else row[at]

    def _label_in(self, row: list[Any], role: str) -> Label:
        """Return the label in the first column of a role."""
        cell = self._cell(row, role)
        return label_of(cell) if isinstance(cell, str) else NO_LABEL

    def _question_text(self, row: list[Any]) -> str:
        """Return a question's text, from the text column or a name that is not an indicator's."""
        if "text" in self.column_of:
            return clean_text(str(self._cell(row, "text")))
        name = self._label_in(row, "indicator name")
        return name.text if name.kind == "text" else ""

    def _number(self, row: list[Any]) -> int | None:
        """Return the indicator number of a row, None if it is not a whole number."""
        value = figure(self._cell(row, "indicator number")).value
        return int(value) if value is not None and value == int(value) else None

    def _label(self, row: list[Any]) -> Label:
        """Return the label of a row from its text, names and numbers, the most reliable first."""
        label = self._label_in(row, "text")
        if label.kind:
            return label
        label = self._label_in(row, "indicator name")
        if label.kind not in ("", "text"):
            return label
        number = self._number(row)
        is_unnamed = not label.kind and self._cell(row, "code") == ""
        if number in INSTRUMENT_OF and (is_unnamed or self._has_distinct_numbers):
            if label.kind:
                self._unknown_names.append(label.text)
            return Label("indicator", indicator=number, text=label.text)
        if label.kind:
            return label
        first = next((cell for cell in row if cell != ""), "")
        roles = ("indicator number", "instrument", "code")
        cells = (*(self._cell(row, role) for role in roles), first)
        return label_of(next((cell for cell in cells if isinstance(cell, str) and cell), ""))

    @cached_property
    def _has_distinct_numbers(self) -> bool:
        """Whether the indicator numbers are distinct, so that each row is an indicator."""
        if self.has_questions or "indicator number" not in self.column_of:
            return False
        cells = [self._cell(self.grid.rows[index], "indicator number") for index in self.table.body]
        numbers = [cell for cell in cells if cell != ""]
        return len(numbers) == len(set(numbers))

    def _take_without_code(self, index: int, row: list[Any]) -> str:
        """Read a row without a readable code, depending on its label."""
        # Without a header it is not known which cell is the label; line_of looks for it.
        label = self._label(row) if self.table.columns else NO_LABEL
        is_scored = any(each.is_filled(row) for each in self.scores)
        if not is_scored and (kind := self._take_unscored(index, row, label)):
            return kind
        if label.kind == "detail":
            self._details += [self.grid.address(index, each.columns[0]) for each in self.scores]
            return label.kind
        has_questions = self.has_questions or (is_scored and "item" in self._levels)
        if label.kind == "item" or (label.kind in ("text", "") and has_questions):
            text = label.text if label.kind == "item" else self._question_text(row) or label.text
            code = display_text(self._cell(row, "code")) or label.code
            self._take_question(index, row, code, text)
            return "question"
        self._take_summary(index, row, label)
        return label.kind

    def _take_unscored(self, index: int, row: list[Any], label: Label) -> str:
        """Read a row with blank score columns if it is a title or line, else return ""."""
        level, _ = label.subject
        if level and any(each.is_filled(row) for each in self.others):
            # The row has figures in other columns, such as a weight or a level.
            return ""
        first = next(cell for cell in row if cell != "")
        is_alone = len(row) - row.count("") == 1
        address = self.grid.address(index, row.index(first))
        if is_alone and take_statements(first, self.owners.owner, address, self.contents):
            return "sentence"
        line = None if self._is_below_note else line_of(row)
        self._is_below_note |= _NOTE.match(str(first)) is not None
        if line is None:
            if level and self.scores and not is_alone:
                return ""
            self.titles.note(row, self.grid.address(index, 0))
            return "title"
        kind = line.label.kind
        if line.value != "" and not self._may_hold_a_line(line.column):
            return ""
        if line.value == "" and (below := self._figure_below(index)):
            self._take_line(Line(line.label, *below), index + 1)
        elif kind == "item":
            self._take_pasted_question(line, index)
        else:
            is_of_table = self.scores and not self.has_questions
            is_heading = kind in ("instrument", "part") or (is_alone and self._heads(index))
            if is_of_table and line.value == "" and not is_heading:
                return ""
            self._take_line(line, index)
        return "question" if kind == "item" else kind

    def _heads(self, index: int) -> bool:
        """Whether a row is the heading of the questions or sub-indicators below it."""
        rows = (self.grid.rows[below] for below in range(index + 1, self.table.body[-1] + 1))
        first = next((cell for row in rows for cell in row if cell != ""), "")
        kinds = ("item", "text", "group", "detail")
        return isinstance(first, str) and label_of(first).kind in kinds

    def _may_hold_a_line(self, column: int) -> bool:
        """Whether a column may hold the figure of a line: its header names no other figures."""
        role = self.table.columns[column].role if column < len(self.table.columns) else ""
        return not role or role in IDENTITY

    def _figure_below(self, index: int) -> tuple[Any, int] | None:
        """Return figure and column of the next row if it holds a single figure, else None."""
        if index + 1 not in self.table.body:
            return None
        filled = [(cell, at) for at, cell in enumerate(self.grid.rows[index + 1]) if cell != ""]
        if len(filled) != 1 or figure_and_words(filled[0][0])[0].value is None:
            return None
        self._rows_of_figures.add(index + 1)
        return filled[0]

    def _take_pasted_question(self, line: Line, index: int) -> None:
        """Read a question of a pasted list; without a figure, only once the list has begun."""
        if figure(line.value).value is not None:
            self._take_line(line, index)
        elif self.scores and line.value == "":
            self._take_line(line._replace(column=self.scores[0].columns[0]), index)
        elif self.scores or self.headings.indicator or "item" in self._levels:
            # Nothing follows the text: report the score as missing in the next cell.
            at = min(line.column + (line.value == ""), len(self.grid.letters) - 1)
            self._take_line(line._replace(column=at), index)

    def _take_line(self, line: Line, index: int) -> None:
        """Add the claim of a line, and open its heading."""
        label, address = line.label, self.grid.address(index, line.column)
        if label.kind == "item":
            claim = self.headings.item_claim(self.owners.owner, label.code, label.text)
            self.contents.add(claim, line.value, address, missed="error")
            self._levels.add("item")
            return
        self.headings.enter(label)
        level, _ = label.subject
        if label.third_level or line.value == "" or not level:
            return
        if line.is_unclear:
            self.contents.problem("row-unclear", address, line.value, label=label.text)
            return
        before = len(self.contents.claims)
        self.contents.add(printed_claim(self.owners.owner, *label.subject), line.value, address)
        self._levels |= {claim.level for claim in self.contents.claims[before:]}

    def _take_question(self, index: int, row: list[Any], code: str, text: str) -> None:
        cells = self._heading_cells(row)
        if cells != self._last_heading_cells:
            self._last_heading_cells = cells
            self._enter_headings_of(row)
        self._levels.add("item")
        owner = self.owners.owner
        claim = self.headings.item_claim(owner, code, text)
        for column in self.scores:
            self._add(index, column, claim, "error")
        for column in self.others:
            # A figure merged over several rows belongs to their indicator or to the total.
            indicator = str(self.headings.indicator or "")
            key = {"total": "total", "indicator": indicator}.get(column.level)
            if key and column.is_filled(row):
                self._add(index, column, printed_claim(owner, column.level, key))

    def _enter_headings_of(self, row: list[Any]) -> None:
        """Open the instrument, part, indicator and sub-indicator named in the cells of a row."""
        instrument = self._label_in(row, "instrument")
        is_other = (
            instrument.kind == "instrument" and instrument.instrument != self.headings.instrument
        )
        if instrument.kind == "part" or is_other:
            self.headings.enter(instrument)
        indicator = self._label_in(row, "indicator name")
        if indicator.kind == "indicator":
            self.headings.enter(indicator)
        elif (number := self._number(row)) is not None:
            self.headings.enter_indicator(number)
        group = label_of(display_text(self._cell(row, "sub-indicator")))
        if group.kind == "group":
            self.headings.enter(group)
        part = figure(self._cell(row, "part")).value
        if part in (1, 2):
            self.headings.part = int(part)

    def _take_summary(self, index: int, row: list[Any], label: Label) -> None:
        """Read a row about an indicator, a sub-indicator, an instrument or the total."""
        level, _ = label.subject
        if not level:
            self._report_not_understood(index, row, label)
            return
        number = self._number(row)
        if label.kind == "indicator" and number not in (None, label.indicator):
            self._other_numbers[display_text(number)] = None
        self.headings.enter(label)
        if label.third_level:
            return
        self._levels.add(level)
        claim = printed_claim(self.owners.owner, *label.subject)
        for column in self.scores:
            if level == "indicator" or column.is_filled(row):
                self._add(index, column, claim, "error" if level == "indicator" else None)
        for column in self.others:
            # A label may be in a column of figures: "คะแนนรวม ITA | ๙๘.๑๔".
            cell, _ = column.cell(row)
            is_label = isinstance(cell, str) and clean_text(cell) == label.text
            if column.is_filled(row) and not is_label:
                self._take_beside(index, column, label)

    def _take_beside(self, index: int, column: FigureColumn, label: Label) -> None:
        """Read the cell of a column other than the scores in a summary row."""
        owner, (level, key), claimed = self.owners.owner, label.subject, column.level
        instrument = label.instrument or INSTRUMENT_OF.get(label.indicator or 0, "")
        if level == "total":
            # Under "น้ำหนัก", the figure is the sum of the weights; under the points, the total.
            if claimed in ("weight", "count", "count_of", "indicator"):
                return
            claimed = "grade" if claimed == "grade" else "total"
        elif claimed in _OF_INSTRUMENT and level == "indicator":
            cell, at = column.cell(self.grid.rows[index])
            shared = key, cell, self.grid.address(index, at)
            self._shared[claimed, column.owner.or_else(owner)].append(shared)
            return
        elif claimed not in ("grade", "indicator"):
            key = "total" if claimed == "total" else instrument
        if key:
            self._add(index, column, printed_claim(owner, claimed, key))

    def _report_not_understood(self, index: int, row: list[Any], label: Label) -> None:
        is_summary = label.kind == "summary"
        for column in self.scores:
            cell, at = column.cell(row)
            if figure(cell).value is not None:
                self.contents.problem(
                    "summary-row-unused" if is_summary else "row-not-understood",
                    self.grid.address(index, at),
                    cell,
                    "warning" if is_summary else "error",
                    label=label.text,
                )

    def finish(self) -> None:
        """Report problems of several rows, and add the figures of instruments in their rows."""
        for (level, owner), cells in self._shared.items():
            claim_shared(self.contents, level, owner, cells, scored=bool(self.scores))
        if self._details:
            first, last, count = self._details[0], self._details[-1], len(self._details)
            self.contents.problem("details-left-out", first, count, "warning", last=last)
        for code, names in (
            ("indicator-number-differs", self._other_numbers),
            ("indicator-name-unknown", self._unknown_names),
        ):
            if names:
                self.contents.problem(code, value=", ".join(names), severity="warning")

    def shape(self) -> str:
        """Return the shape of the table, see TableSummary."""
        for level, shape in (("item", "questions"), ("indicator", "indicators")):
            if level in self._levels:
                return shape
        return "instruments" if self._levels & {"instrument", "part"} else "totals"
