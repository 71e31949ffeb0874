"""Reading of the rows of a measure table, with the problems of their cells."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ita.domain.divisions import Divisions, find_divisions
from ita.domain.mapping import UNUSED
from ita.domain.problems import Severity
from ita.reading.measures.columns import PlanCells, Schedule, counting_columns
from ita.reading.measures.completion_rule import rules_in_line
from ita.reading.measures.references import (
    damaged_code_before,
    indicator_in,
    item_code_in,
    question_codes_in,
    sub_indicator_in,
)
from ita.reading.scores.claims import Owner
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import Table
from ita.thai.text import arabic_digits
from ita.thai.years import year_in

# Roles that a measure table is expected to have, with their usual headers.
_EXPECTED: Mapping[str, str] = {
    "indicator": "ตัวชี้วัด",
    "deadline": "ระยะเวลาแล้วเสร็จ",
    "responsible": "ผู้รับผิดชอบ",
}
# Columns of the measure table that are copied unchanged, with the roles they are read from.
_TEXTS: Mapping[str, str] = {
    "output": "output",
    "awareness": "awareness",
    "kpi": "kpi",
    "responsible_text": "responsible",
    "follow_up_text": "follow-up",
    "link": "link",
    "key": "key",
}
# The label of a row with the sum of other rows.
_SUM = re.compile(r"รวม(?:ทั้งสิ้น|ทั้งหมด|เป็นเงิน|งบประมาณ|จำนวน|โครงการ|บาท|[\d,. ])*")
# A running number in front of an issue.
_RUNNING = re.compile(r"(\d{1,3})[.)] +(\S.*)", re.S)
# The beginning of a row with a single text that is a group heading or a note.
_NO_MEASURE = re.compile(
    r"หมายเหตุ|ที่มา|ข้อมูล ณ|ลงชื่อ|มิติ|(?:ประเด็น)?ยุทธศาสตร์|กลยุทธ์|ด้าน|หมวด|(?:ส่วน|ตอน|กลุ่ม)ที่|แผนงานที่|[*]"
)


@dataclass
class _Heading:
    """The indicator that applies to the rows below, the cell that names it, and the last issue."""

    indicator: int | None = None
    sub_indicator: str = ""
    issue: str = ""
    cell: str = ""
    text: str = ""


class MeasureRows:
    """Reader of the measure tables of a sheet; `rows` collects rows of the measure table.

    `owner` applies to rows that name no agency or year. A row with a blank indicator cell belongs
    to the last indicator.
    """

    def __init__(self, contents: SheetContents, divisions: Divisions, owner: Owner) -> None:
        self.contents, self.divisions, self.owner = contents, divisions, owner
        self.rows: list[dict[str, Any]] = []
        self._heading = _Heading()
        # The last running number read, and the running numbers of the current table by row.
        self._last_number = 0
        self._numbers: dict[int, tuple[int, str]] = {}

    def read(self, table: Table, ignored: Collection[str] = ()) -> None:
        """Read every row of a table, except the columns of `ignored` roles."""
        columns = counting_columns(table, self.contents, self.owner.year, ignored)
        self._cells = PlanCells(table, columns)
        self._schedule = Schedule(self._cells, self.contents)
        self._numbers = self._running_numbers(table)
        self._last_number = max((n for n, _ in self._numbers.values()), default=self._last_number)
        for role, name in _EXPECTED.items():
            if role not in columns and not (role == "deadline" and self._schedule.marks):
                address = table.grid.address(table.header[0], 0)
                self.contents.problem("measure-column-missing", address, name, "warning")
        kinds: dict[int, str] = {}
        before = len(self.rows)
        for index in table.body:
            # In a transposed table, a row of the grid is not a row of the file.
            number = 0 if table.grid.transposed else table.grid.numbers[index]
            if number in self.contents.answers.unused_rows:
                kinds[number] = UNUSED
            elif any(cell != "" for cell in table.grid.rows[index]):
                is_measure = self._read_row(index)
                kinds[number] = "measure" if is_measure else "heading"
                if is_measure and number in self.contents.sheet.hidden_rows:
                    address = self.rows[-1]["cell"]
                    self.contents.problem("measure-rows-hidden", address, severity="warning")
        self.contents.summarize(table, "measures", len(self.rows) - before, kinds)

    def _read_row(self, index: int) -> bool:
        """Read a row and return whether it is a measure."""
        cells = self._cells
        self._open_indicator(index)
        item, item_text = self._item(index)
        issue, activity = self._issue(index), cells.text(index, "activity")
        first, filled = cells.first_address(index), cells.filled(index)
        if rules_in_line(filled) is not None:
            return False
        adds_up = _SUM.fullmatch(filled[0]) or (_NO_MEASURE.match(filled[0]) and len(filled) == 1)
        if adds_up or not (issue or activity or item):
            self._note_heading(filled, first)
            return False
        unread = self._note_unread(index)
        if not (issue or item) and self._goes_on(index):
            self._join_to_above(index)
            return True
        heading = self._heading
        issue = issue or item_text
        if not issue and heading.issue and not cells.text(index, "indicator"):
            issue = heading.issue
            self._warn("measure-issue-from-above", index, "issue", issue)
        heading.issue = issue
        if not item and "item code" not in cells.columns and heading.indicator in (9, 10):
            item, issue = damaged_code_before(issue)
            if item:
                self._warn("item-code-from-issue", index, "issue")
        year = year_in(cells.cell(index, "year"))[0] or self.owner.year
        deadline = self._schedule.deadline(index, year, is_read="deadline" not in unread)
        self.rows.append(
            {name: cells.text(index, role) for name, role in _TEXTS.items()}
            | {
                "no": self._number(index),
                "fiscal_year": year,
                "indicator": heading.indicator,
                "sub_indicator": heading.sub_indicator,
                "item_code": item,
                "issue": issue,
                "activity": activity,
                "budget": self._schedule.budget(index, year),
                "deadline_text": deadline.text,
                "deadline": deadline.day,
                "recurring": deadline.recurring,
                "divisions": self._divisions(index, is_read="responsible" not in unread),
                "question_codes": self._question_codes(index),
                "agency": cells.text(index, "agency") or self.owner.agency,
                "sheet": self.contents.name,
                "cell": first,
            }
        )
        if heading.indicator is None and heading.cell:
            self.contents.problem("measure-indicator-unknown", heading.cell, heading.text)
        elif heading.indicator is None and "indicator" in cells.columns:
            self.contents.problem("measure-indicator-missing", first, severity="warning")
        return True

    def _goes_on(self, index: int) -> bool:
        """Return whether a row only adds steps to the measure above, whose other cells are merged.

        Its number, indicator, budget, deadline, responsible and key must all be blank. Only tables
        with columns for issue, deadline and responsible have rows like this.
        """
        columns = self._cells.columns
        says = {"number", "item number", "indicator", "budget", "deadline", "responsible", "key"}
        is_first = not self.rows or index == self._cells.table.body[0]
        if is_first or not {"issue", "deadline", "responsible"} <= columns.keys():
            return False
        return all(self._cells.cell(index, role) == "" for role in says)

    def _join_to_above(self, index: int) -> None:
        """Add the lines of a row to the measure above."""
        above = self.rows[-1]
        for name in ("activity", "output", "awareness", "kpi"):
            text = self._cells.text(index, name)
            above[name] = "\n".join(filter(None, (above[name], text)))
        self._warn("measure-row-joined", index, "activity", self._cells.text(index, "activity"))

    def _issue(self, index: int) -> str:
        """Return the issue of a row, without a running number in front of it."""
        return (
            self._numbers[index][1] if index in self._numbers else self._cells.text(index, "issue")
        )

    def _running_numbers(self, table: Table) -> dict[int, tuple[int, str]]:
        """Return the running number and the remaining text of each issue, by row.

        The result is empty unless every issue has a number and the numbers are consecutive,
        continuing those of the previous table.
        """
        numbers: dict[int, tuple[int, str]] = {}
        for index in table.body:
            text = self._cells.text(index, "issue")
            match = _RUNNING.fullmatch(arabic_digits(text))
            number = int(match[1]) if match else 0
            if text and number != self._last_number + len(numbers) + 1:
                return {}
            if match:
                numbers[index] = number, text[match.start(2) :]
        return numbers

    def _warn(self, code: str, index: int, role: str, value: Any = "", **detail: str) -> None:
        """Note a warning at the cell of a role in a row."""
        address = self._cells.address(index, role)
        self.contents.problem(code, address, value, "warning", (), **detail)

    def _open_indicator(self, index: int) -> None:
        """Start the indicator and sub-indicator that a row names."""
        cells, heading = self._cells, self._heading
        cell = cells.cell(index, "indicator")
        if cell != "":
            named = indicator_in(cell)
            if named.differs:
                self._warn("indicator-number-differs", index, "indicator", cell)
            if named.number or cells.text(index, "issue") or cells.text(index, "activity"):
                same = named.number == heading.indicator
                self._heading = heading = _Heading(
                    named.number,
                    named.sub_indicator or (heading.sub_indicator if same else ""),
                    heading.issue if same else "",
                    cells.address(index, "indicator"),
                    display_text(cell),
                )
        written = cells.text(index, "sub-indicator")
        sub = sub_indicator_in(written)
        if sub or written in ("-", "–"):
            heading.sub_indicator = sub
        if sub and heading.indicator is None and cell == "":
            heading.indicator = int(sub.split(".")[0])

    def _number(self, index: int) -> int | None:
        if index in self._numbers and "number" not in self._cells.columns:
            return self._numbers[index][0]
        text = self._cells.text(index, "number") or self._cells.text(index, "item number")
        plain = arabic_digits(text).rstrip(".)")
        return int(plain) if plain.isdecimal() and len(plain) < 7 else None

    def _note_heading(self, filled: list[str], address: str) -> None:
        """Note a row that is neither a measure nor the heading of an indicator."""
        if len(filled) == 1 and indicator_in(filled[0]).number is not None:
            return
        is_harmless = len(filled) == 1 or _SUM.fullmatch(filled[0])
        severity: Severity = "warning" if is_harmless else "error"
        self.contents.problem("measure-row-not-understood", address, " | ".join(filled), severity)

    def _note_unread(self, index: int) -> set[str]:
        """Note cells with an error value or a formula without a result; return their roles."""
        unread: set[str] = set()
        for role, places in self._cells.columns.items():
            for address in [self._cells.table.grid.address(index, at) for at in places]:
                if content := self.contents.sheet.unread.get(address, ""):
                    self.contents.problem("measure-cell-unread", address, content)
                    unread.add(role)
        return unread

    def _item(self, index: int) -> tuple[str, str]:
        """Return the item code of a row and the text after it, or the whole text; "" for none."""
        role = "item code"
        if self._cells.cell(index, role) == "":
            role = "item number"
            if self._cells.text(index, role)[:1] not in ("O", "o", "0", "๐"):
                return "", ""
        text = self._cells.text(index, role)
        code, behind = item_code_in(text)
        if not code:
            self._warn("item-code-unreadable", index, role, text)
        elif code not in arabic_digits(text):
            self._warn("item-code-mended", index, role, text)
        return code, behind

    def _divisions(self, index: int, *, is_read: bool) -> tuple[str, ...]:
        role = "responsible"
        named = find_divisions(self._cells.text(index, role), self.divisions)
        for name in named.unknown:
            allowed = ", ".join(self.divisions.names)
            self._warn("division-unknown", index, role, name, allowed=allowed)
        if not named.divisions and self._cells.columns.get(role) and is_read:
            cell, address = self._cells.cell(index, role), self._cells.address(index, role)
            self.contents.problem("division-missing", address, cell)
        return named.divisions

    def _question_codes(self, index: int) -> tuple[str, ...]:
        role = "question codes"
        codes, rest = question_codes_in(self._cells.cell(index, role))
        if rest:
            self._warn("question-code-unreadable", index, role, rest)
        return codes
