"""The rows of a table of measures: what each says, and what is wrong with it by cell."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ita.domain.divisions import Divisions, find_divisions
from ita.domain.problems import Severity
from ita.reading.measures.columns import PlanCells, counting_columns
from ita.reading.measures.places import (
    damaged_code_before,
    indicator_in,
    item_code_in,
    question_codes_in,
    sub_indicator_in,
)
from ita.reading.measures.schedule import Schedule
from ita.reading.scores.claims import Owner
from ita.reading.scores.contents import SheetContents, TableSummary
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import Table
from ita.thai.text import arabic_digits
from ita.thai.years import year_in

# Columns that a measure may have, by their roles, and their headers in the office's own words.
_EXPECTED: Mapping[str, str] = {
    "indicator": "ตัวชี้วัด",
    "deadline": "ระยะเวลาแล้วเสร็จ",
    "responsible": "ผู้รับผิดชอบ",
}
# Columns of the measure table that are kept as they stand, and the roles that hold them.
_TEXTS: Mapping[str, str] = {
    "output": "output",
    "awareness": "awareness",
    "kpi": "kpi",
    "responsible_text": "responsible",
    "follow_up_text": "follow-up",
    "link": "link",
    "key": "key",
}
# A row that adds up others, and what one alone in its row begins with that groups or explains them.
_SUM = re.compile(r"รวม(?:ทั้งสิ้น|ทั้งหมด|เป็นเงิน|งบประมาณ|จำนวน|โครงการ|บาท|[\d,. ])*")
_NO_MEASURE = re.compile(
    r"หมายเหตุ|ที่มา|ข้อมูล ณ|ลงชื่อ|มิติ|(?:ประเด็น)?ยุทธศาสตร์|กลยุทธ์|ด้าน|หมวด|(?:ส่วน|ตอน|กลุ่ม)ที่|แผนงานที่|[*]"
)


@dataclass
class _Heading:
    """What the rows below lie under: the open indicator and where it is named, and the last issue."""

    indicator: int | None = None
    sub_indicator: str = ""
    issue: str = ""
    cell: str = ""
    text: str = ""


class MeasureRows:
    """Reads the measure tables of a sheet; `rows` are then rows of the measure table.

    `whose` is what the file says of every row without an agency or year of its own. A blank
    indicator cell lies under the last one.
    """

    def __init__(self, found: SheetContents, divisions: Divisions, whose: Owner) -> None:
        self.found, self.divisions, self.whose = found, divisions, whose
        self.rows: list[dict[str, Any]] = []
        self._under = _Heading()

    def read(self, table: Table, ignored: Collection[str] = ()) -> None:
        """Reads every row of a table without the columns of `ignored` roles."""
        self._cells = cells = PlanCells(
            table, counting_columns(table, self.found, self.whose.year, ignored)
        )
        self._schedule = Schedule(cells, self.found)
        has = cells.columns.keys() | ({"deadline"} if self._schedule.marks else set())
        for role, name in _EXPECTED.items():
            if role not in has:
                first = table.grid.address(table.header[0], 0)
                self.found.problem("measure-column-missing", first, name, "warning")
        kinds: dict[int, str] = {}
        before = len(self.rows)
        for index in table.body:
            # In a table that lies, a row of the grid is no row of the file.
            number = 0 if table.grid.transposed else table.grid.numbers[index]
            if number in self.found.answers.unused_rows:
                kinds[number] = "unused"
            elif any(cell != "" for cell in table.grid.rows[index]):
                kinds[number] = "measure" if self._row(index) else "heading"
                if number in self.found.sheet.hidden_rows and kinds[number] == "measure":
                    address = self.rows[-1]["cell"]
                    self.found.problem("measure-rows-hidden", address, severity="warning")
        headers = (
            () if table.grid.transposed else tuple(table.grid.numbers[r] for r in table.header)
        )
        roles = {
            table.grid.column_name(at): column.name
            for at, column in enumerate(table.columns)
            if column.role
        }
        self.found.tables.append(
            TableSummary(
                self.found.name,
                headers[0] if headers else None,
                "measures",
                len(self.rows) - before,
                headers,
                roles,
                kinds,
                self.found.layout,
            )
        )

    def _row(self, index: int) -> bool:
        """Reads a row; whether it is a measure."""
        self._enter(index)
        item, behind = self._item(index)
        issue, activity = self._cells.text(index, "issue"), self._cells.text(index, "activity")
        row = self._cells.table.grid.rows[index]
        cell = self._cells.table.grid.address(
            index, next(at for at, c in enumerate(row) if c != "")
        )
        filled = [display_text(each) for each in row if each != ""]
        adds_up = _SUM.fullmatch(filled[0]) or (_NO_MEASURE.match(filled[0]) and len(filled) == 1)
        if adds_up or not (issue or activity or item):
            self._heading(filled, cell)
            return False
        unread = self._say_unread(index)
        under = self._under
        if not issue and not behind and under.issue and not self._cells.text(index, "indicator"):
            issue, address = under.issue, self._cells.address(index, "issue")
            self.found.problem("measure-issue-from-above", address, issue, "warning")
        under.issue = issue = issue or behind
        if not item and "item code" not in self._cells.columns and under.indicator in (9, 10):
            item, issue = damaged_code_before(issue)
            if item:
                address = self._cells.address(index, "issue")
                self.found.problem("item-code-from-issue", address, severity="warning")
        year = year_in(self._cells.cell(index, "year"))[0] or self.whose.year
        deadline = self._schedule.deadline(index, year, said="deadline" not in unread)
        self.rows.append(
            {name: self._cells.text(index, role) for name, role in _TEXTS.items()}
            | {
                "no": self._number(index),
                "fiscal_year": year,
                "indicator": under.indicator,
                "sub_indicator": under.sub_indicator,
                "item_code": item,
                "issue": issue,
                "activity": activity,
                "budget": self._schedule.budget(index, year),
                "deadline_text": deadline.text,
                "deadline": deadline.day,
                "recurring": deadline.recurring,
                "divisions": self._divisions(index, unread),
                "question_codes": self._questions(index),
                "agency": self._cells.text(index, "agency") or self.whose.agency,
                "sheet": self.found.name,
                "cell": cell,
            }
        )
        if under.indicator is None and under.cell:
            self.found.problem("measure-indicator-unknown", under.cell, under.text)
        elif under.indicator is None and "indicator" in self._cells.columns:
            self.found.problem("measure-indicator-missing", cell, severity="warning")
        return True

    def _enter(self, index: int) -> None:
        """Opens the indicator and sub-indicator that a row names; blank cells lie under the last."""
        cell, under = self._cells.cell(index, "indicator"), self._under
        if cell != "":
            named, address = indicator_in(cell), self._cells.address(index, "indicator")
            if named.differs:
                self.found.problem("indicator-number-differs", address, cell, "warning")
            if (
                named.number
                or self._cells.text(index, "issue")
                or self._cells.text(index, "activity")
            ):
                same = named.number == under.indicator
                sub = named.sub_indicator or (under.sub_indicator if same else "")
                issue = under.issue if same else ""
                self._under = under = _Heading(
                    named.number, sub, issue, address, display_text(cell)
                )
        written = self._cells.text(index, "sub-indicator")
        sub = sub_indicator_in(written)
        if sub or written in ("-", "–"):
            under.sub_indicator = sub
        if sub and under.indicator is None and cell == "":
            under.indicator = int(sub.split(".")[0])

    def _number(self, index: int) -> int | None:
        text = self._cells.text(index, "number") or self._cells.text(index, "item number")
        plain = arabic_digits(text).rstrip(".)")
        return int(plain) if plain.isdecimal() and len(plain) < 7 else None

    def _heading(self, filled: list[str], cell: str) -> None:
        """A row that is no measure: a heading of an indicator, else it is said."""
        if len(filled) == 1 and indicator_in(filled[0]).number is not None:
            return
        harmless = len(filled) == 1 or _SUM.fullmatch(filled[0])
        severity: Severity = "warning" if harmless else "error"
        self.found.problem("measure-row-not-understood", cell, " | ".join(filled), severity)

    def _say_unread(self, index: int) -> set[str]:
        """Says which cells hold an error or a formula without its result; returns their roles."""
        unread: set[str] = set()
        for role, places in self._cells.columns.items():
            for address in [self._cells.table.grid.address(index, at) for at in places]:
                if stands := self.found.sheet.unread.get(address, ""):
                    self.found.problem("measure-cell-unread", address, stands)
                    unread.add(role)
        return unread

    def _item(self, index: int) -> tuple[str, str]:
        """The item code of a row and what stands behind it; the cell itself where nothing does."""
        role = "item code"
        if self._cells.cell(index, role) == "":
            role = "item number"
            if self._cells.text(index, role)[:1] not in ("O", "o", "0", "๐"):
                return "", ""
        text, address = (
            display_text(self._cells.cell(index, role)),
            self._cells.address(index, role),
        )
        code, behind = item_code_in(text)
        if not code:
            self.found.problem("item-code-unreadable", address, text, "warning")
        elif code not in arabic_digits(text):
            self.found.problem("item-code-mended", address, text, "warning")
        return code, behind

    def _divisions(self, index: int, unread: set[str]) -> tuple[str, ...]:
        named = find_divisions(self._cells.text(index, "responsible"), self.divisions)
        address, allowed = (
            self._cells.address(index, "responsible"),
            ", ".join(self.divisions.names),
        )
        for name in named.unknown:
            self.found.problem("division-unknown", address, name, "warning", allowed=allowed)
        if (
            not named.divisions
            and self._cells.columns.get("responsible")
            and "responsible" not in unread
        ):
            self.found.problem("division-missing", address, self._cells.cell(index, "responsible"))
        return named.divisions

    def _questions(self, index: int) -> tuple[str, ...]:
        codes, rest = question_codes_in(self._cells.cell(index, "question codes"))
        if rest:
            address = self._cells.address(index, "question codes")
            self.found.problem("question-code-unreadable", address, rest, "warning")
        return codes
