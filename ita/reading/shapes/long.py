"""A table with one row a question, an indicator or an instrument, and its figures beside it."""

from dataclasses import dataclass
from typing import Any

from ita.reading.found import Claim, Found, Item, Understood
from ita.reading.labels import Label, instrument_of_indicator, label_of, printed_code
from ita.reading.layout import Grid, Table
from ita.reading.numbers import figure, figure_and_words
from ita.reading.shapes.loose import Line, claims_of_line, line_of, note_facts
from ita.reading.shapes.place import Place, second_level
from ita.reading.text import clean, shown, year_in

# How many rows tell whether a "result" column holds figures or levels.
_SAMPLE = 50


@dataclass
class Whose:
    """The agency and year of the rows being read; both fill down over merged cells."""

    agency: str | None = None
    year: int | None = None


class LongReader:
    """Reads the rows of one table into a Found, under the headings met so far."""

    def __init__(self, grid: Grid, table: Table, place: Place, found: Found) -> None:
        self.grid, self.table, self.place, self.found = grid, table, place, found
        self.whose = Whose()
        self._first = {}
        for at, each in enumerate(table.columns):
            self._first.setdefault(each.kind, at)
        self._scores, self._others = self._figure_columns()
        self._details: list[str] = []
        self._renumbered: list[str] = []
        self._items = self._claims = 0

    def _figure_columns(self) -> tuple[list[tuple[int, int | None]], list[tuple[int, str]]]:
        """Columns of the rows' own scores with their years, and the other columns with figures."""
        columns = self.table.columns
        kinds = [
            self._result_kind(at) if each.kind == "result" else each.kind
            for at, each in enumerate(columns)
        ]
        scores = [at for at, kind in enumerate(kinds) if kind in ("score", "score of year")]
        of_indicators = [at for at, kind in enumerate(kinds) if kind == "indicator score"]
        totals = [at for at, kind in enumerate(kinds) if kind == "total"]
        others = [
            (at, kind)
            for at, kind in enumerate(kinds)
            if kind in ("weight", "weighted", "grade", "count", "count of")
        ]
        if not scores:
            scores, of_indicators = of_indicators, []
        if not scores:
            scores, totals = totals, []
        if of_indicators and not self._has("text", "code"):
            # "คะแนนเฉลี่ยตัวชี้วัด" beside "คะแนนที่ได้": the second is the instrument's, merged.
            others += [(at, "instrument") for at in scores]
            scores, of_indicators = of_indicators, []
        others += [(at, "indicator") for at in of_indicators] + [(at, "total") for at in totals]
        return [(at, columns[at].year) for at in scores], others

    def _has(self, *kinds: str) -> bool:
        return any(kind in self._first for kind in kinds)

    def _result_kind(self, at: int) -> str:
        sample = [
            row[at] for row in self.grid.rows[self.table.body.start :][:_SAMPLE] if at < len(row)
        ]
        filled = [cell for cell in sample if cell != ""]
        numbers = sum(figure(cell).value is not None for cell in filled)
        return "score" if numbers * 2 > len(filled) else "grade"

    def read(self) -> None:
        """Reads every row of the table's body."""
        rows = self.grid.rows
        for index in self.table.body:
            row = rows[index]
            if any(cell != "" for cell in row):
                self._row(index, row)
        self._finish()

    def _cell(self, row: list[Any], kind: str) -> Any:
        at = self._first.get(kind)
        return row[at] if at is not None and at < len(row) else ""

    def _row(self, index: int, row: list[Any]) -> None:
        self._fill_down(row)
        code = self._cell(row, "code")
        text = self._cell(row, "text")
        name = self._cell(row, "indicator name")
        number = self._cell(row, "indicator number")
        label = self._label(row, code, text, name, number)
        believable = code != "" and printed_code(shown(code))[1]
        question = label.kind == "item" or (
            (text != "" or believable) and (label.kind in ("text", "") or believable)
        )
        scored = any(at < len(row) and row[at] != "" for at, _ in self._scores)
        if not scored and not question and not self._other_figures(row):
            line = line_of(row)
            self._line(index, line, row)
            return
        if not scored and label.kind == "item" and not believable:
            line = line_of(row)
            if line is not None and line.value != "":
                self._item_line(index, line)
                return
        if question:
            self._question(index, row, label, shown(code), text, name, number)
        else:
            self._summary(index, row, label, number)

    def _fill_down(self, row: list[Any]) -> None:
        agency = self._cell(row, "agency")
        if agency != "":
            self.whose.agency = clean(str(agency))
        year = self._cell(row, "year")
        if year != "":
            self.whose.year, christian = year_in(year)
            if christian:
                self.found.problem(
                    "year-christian", value=year, severity="warning", year=str(self.whose.year)
                )

    def _label(self, row: list[Any], code: Any, text: Any, name: Any, number: Any) -> Label:
        for cell in (text, name):
            if isinstance(cell, str) and cell != "":
                label = label_of(cell)
                if label.kind != "text" or cell is text or number == "":
                    return label
        value = figure(number).value
        if value is not None and value == int(value):
            return Label("indicator", indicator=int(value))
        for cell in (number, self._cell(row, "instrument"), code):
            if isinstance(cell, str) and cell != "":
                return label_of(cell)
        first = next((cell for cell in row if cell != ""), "")
        return label_of(first) if isinstance(first, str) else Label("")

    def _other_figures(self, row: list[Any]) -> bool:
        return any(at < len(row) and row[at] != "" for at, _ in self._others)

    def _line(self, index: int, line: Line | None, row: list[Any]) -> None:
        """A row that leaves the table's score columns blank: a heading, a title or a total."""
        if line is None:
            note_facts(row, self.found)
            return
        if line.label.kind == "item":
            self._item_line(index, line)
            return
        address = self.grid.address(index, line.column)
        claims = len(self.found.claims)
        claims_of_line(line, self.place, self.whose.agency, self.whose.year, address, self.found)
        self._claims += len(self.found.claims) - claims

    def _item_line(self, index: int, line: Line) -> None:
        """A question pasted with its code, its text and its score, whatever the columns say."""
        address = self.grid.address(index, line.column)
        self._add_item(line.label.code, line.label.text, line.value, address, self.whose.year)

    def _question(
        self,
        index: int,
        row: list[Any],
        label: Label,
        code: str,
        text: Any,
        name: Any,
        number: Any,
    ) -> None:
        if not code and label.kind == "item":
            code = label.code
        words = label.text if label.kind == "item" and code == label.code else clean(str(text))
        self._open_own_place(row, name, number)
        for at, year in self._scores:
            cell = row[at] if at < len(row) else ""
            self._add_item(code, words, cell, self.grid.address(index, at), year or self.whose.year)
        for at, kind in self._others:
            if kind == "indicator" and at < len(row) and row[at] != "" and self.place.indicator:
                self._claim(kind, str(self.place.indicator), row[at], index, at)

    def _open_own_place(self, row: list[Any], name: Any, number: Any) -> None:
        """Moves to the indicator and sub-indicator that a question's own cells name."""
        instrument = self._cell(row, "instrument")
        if isinstance(instrument, str) and instrument != "":
            own = label_of(instrument)
            if own.kind in ("instrument", "part") and own.instrument != self.place.instrument:
                self.place.enter(own)
        own_name = label_of(name) if isinstance(name, str) and name != "" else None
        value = figure(number).value
        if own_name is not None and own_name.kind == "indicator":
            self.place.enter(own_name)
        elif value is not None and value == int(value):
            self.place.enter_indicator(int(value))
        sub = shown(self._cell(row, "sub-indicator"))
        if sub:
            group = label_of(sub)
            if group.kind == "group":
                self.place.enter(group)
        part = figure(self._cell(row, "part")).value
        if part in (1, 2):
            self.place.part = str(int(part))

    def _add_item(self, code: str, text: str, cell: Any, address: str, year: int | None) -> None:
        place = self.place
        score = self.found.score(cell, address)
        instrument = place.instrument
        plain, believable = printed_code(code)
        if not instrument and believable:
            instrument = {"I": "IIT", "E": "EIT", "O": "OIT"}[plain[0]]
        self.found.items.append(
            Item(
                self.whose.agency,
                year,
                instrument,
                int(place.part) if place.part else None,
                place.indicator,
                place.sub_indicator,
                code,
                text,
                score,
                self.found.sheet,
                address,
            )
        )
        self._items += 1

    def _claim(self, level: str, name: str, cell: Any, index: int, at: int) -> None:
        address = self.grid.address(index, at)
        if level == "grade":
            words = shown(cell)
            if figure(cell).trouble != "missing":
                self._add_claim("grade", name, None, words, address, self.whose.year)
            return
        value, words = figure_and_words(cell)
        if value.value is not None and words:
            self._add_claim("grade", name, None, words, address, self.whose.year)
            cell = value.value
        self._add_claim(
            level, name, self.found.figure(cell, address), shown(cell), address, self.whose.year
        )

    def _add_claim(
        self, level: str, name: str, value: float | None, text: str, address: str, year: int | None
    ) -> None:
        self.found.claims.append(
            Claim(self.whose.agency, year, level, name, value, text, self.found.sheet, address)
        )
        self._claims += 1

    def _summary(self, index: int, row: list[Any], label: Label, number: Any) -> None:
        """A row about an indicator, a sub-indicator, an instrument or the total."""
        if label.kind == "detail":
            self._details += [self.grid.address(index, at) for at, _ in self._scores]
            return
        if label.kind == "grade":
            for at, _ in self._scores:
                if at < len(row) and row[at] != "":
                    self._claim("grade", "total", row[at], index, at)
            return
        level, name = self._subject(label)
        if not level:
            self._not_understood(index, row, label)
            return
        printed = figure(number).value
        if label.kind == "indicator" and printed is not None and printed != label.indicator:
            self._renumbered.append(shown(number))
        self.place.enter(label)
        if not label.third_level:
            self._own_scores(index, row, label, level, name)
            self._beside(index, row, label, level, name)

    def _subject(self, label: Label) -> tuple[str, str]:
        if label.kind == "indicator" and instrument_of_indicator(label.indicator):
            return "indicator", str(label.indicator)
        if label.kind == "group":
            return "sub_indicator", second_level(label.sub_indicator)
        if label.kind == "instrument":
            return "instrument", label.instrument
        if label.kind == "part":
            return "part", f"{label.instrument} {label.part}"
        return ("total", "total") if label.kind == "total" else ("", "")

    def _own_scores(self, index: int, row: list[Any], label: Label, level: str, name: str) -> None:
        for at, year in self._scores:
            cell = row[at] if at < len(row) else ""
            address = self.grid.address(index, at)
            value, words = figure_and_words(cell)
            if value.value is not None and words:
                self._add_claim("grade", name, None, words, address, year or self.whose.year)
                cell = value.value
            if level == "indicator":
                score = self.found.score(cell, address)
            elif cell == "":
                continue
            else:
                score = self.found.figure(cell, address)
            self._add_claim(level, name, score, shown(cell), address, year or self.whose.year)

    def _beside(self, index: int, row: list[Any], label: Label, level: str, name: str) -> None:
        """Figures beside the row's own score: weight, level, points, and merged totals."""
        instrument = label.instrument or instrument_of_indicator(label.indicator)
        for at, kind in self._others:
            if at >= len(row) or row[at] == "":
                continue
            cell = row[at]
            if kind == "grade":
                self._claim("grade", name, cell, index, at)
            elif kind == "total" or level == "total":
                if kind in ("total", "weighted"):
                    self._claim("total", "total", cell, index, at)
            elif instrument:
                level_of = {"count of": "count_of"}.get(kind, kind)
                subject = name if kind == "indicator" else instrument
                self._claim(level_of, subject, cell, index, at)

    def _not_understood(self, index: int, row: list[Any], label: Label) -> None:
        for at, _ in self._scores:
            if at < len(row) and figure(row[at]).value is not None:
                code = "summary-row-unused" if label.kind == "summary" else "row-not-understood"
                severity = "warning" if label.kind == "summary" else "error"
                self.found.problem(
                    code, self.grid.address(index, at), row[at], severity, label=label.text
                )

    def _finish(self) -> None:
        if self._details:
            self.found.problem(
                "details-left-out",
                self._details[0],
                len(self._details),
                "warning",
                last=self._details[-1],
            )
        if self._renumbered:
            self.found.problem(
                "indicator-number-differs", value=", ".join(self._renumbered), severity="warning"
            )
        if self._items or self._claims:
            header = self.table.header
            shape = "questions" if self._items else self._claims_shape()
            rows = self._items or self._claims
            self.found.understood.append(
                Understood(
                    self.found.sheet,
                    self.grid.sheet.first_row + header[0] + 1 if header else None,
                    shape,
                    rows,
                )
            )

    def _claims_shape(self) -> str:
        levels = {claim.level for claim in self.found.claims[-self._claims :]}
        if "indicator" in levels:
            return "indicators"
        return "totals" if levels <= {"total", "grade"} else "instruments"
