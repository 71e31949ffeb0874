"""The rows of a table of measures: what each says, and what is wrong with it by cell."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ita.divisions import Divisions, named_in
from ita.reading.measures.columns import counting_columns
from ita.reading.measures.places import (
    damaged_code_before,
    indicator_in,
    item_code_in,
    question_codes_in,
    sub_indicator_in,
)
from ita.reading.problems import Option, Severity
from ita.reading.scores.contents import Owner, SheetContents, TableSummary
from ita.reading.tables.finder import Table
from ita.reading.tables.text import shown, year_in
from ita.thai import arabic_digits
from ita.thai_deadlines import (
    Deadline,
    deadline_in,
    deadline_of_periods,
    deadline_of_span,
    is_blank,
    is_month_first,
)

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
# Under a month or quarter these say that there is no work; arrows reach nobody knows how far.
_NO_MARK = {"", "-", "–", "—", ".", "0", "ไม่มี"}
_ARROW = re.compile(r"[←→↔⟵⟶⟷<>]")


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
        self._columns: Mapping[str, list[int]] = {}
        self._under = _Heading()
        self._month_first: bool | None = False

    def read(self, table: Table, ignored: Collection[str] = ()) -> None:
        """Reads every row of a table without the columns of `ignored` roles."""
        self.table = table
        columns = counting_columns(table, self.found)
        self._columns = {role: places for role, places in columns.items() if role not in ignored}
        self._about_columns()
        numbers, kinds = table.grid.numbers, dict[int, str]()
        for index in table.body:
            if numbers[index] in self.found.answers.given.unused_rows:
                kinds[numbers[index]] = "unused"
            elif any(cell != "" for cell in table.grid.rows[index]):
                kinds[numbers[index]] = "measure" if self._row(index) else "heading"
        headers = tuple(numbers[row] for row in table.header)
        measures = list(kinds.values()).count("measure")
        roles = {
            table.grid.column_name(at): column.name
            for at, column in enumerate(table.columns)
            if column.role
        }
        self.found.tables.append(
            TableSummary(
                self.found.sheet,
                headers[0],
                "measures",
                measures,
                headers,
                roles,
                kinds,
                self.found.answers.layout,
            )
        )

    def _about_columns(self) -> None:
        """What is missing, and whether dates of the table have their month before the day."""
        has = self._columns.keys() | ({"deadline"} if self._marks() else set())
        for role, name in _EXPECTED.items():
            if role not in has:
                first = self.table.grid.address(self.table.header[0], 0)
                self.found.problem("measure-column-missing", first, name, "warning")
        places = self._columns.get("deadline", [])
        roles = {self.table.columns[at].role for at in places}
        self._month_first = "deadline month first" in roles
        texts = (self._text(index, "deadline") for index in self.table.body)
        if not self.table.answered.intersection(places) and any(map(is_month_first, texts)):
            self._month_first = None

    def _cells(self, index: int, role: str) -> list[Any]:
        return [self.table.grid.rows[index][at] for at in self._columns.get(role, [])]

    def _cell(self, index: int, role: str) -> Any:
        return next((cell for cell in self._cells(index, role) if cell != ""), "")

    def _address(self, index: int, role: str) -> str:
        return self.table.grid.address(index, (self._columns.get(role) or [0])[0])

    def _text(self, index: int, role: str) -> str:
        """The text of a role; those of several columns one after the other."""
        texts = [shown(cell) for cell in self._cells(index, role) if cell != ""]
        return " / ".join(dict.fromkeys(texts))

    def _row(self, index: int) -> bool:
        """Reads a row; whether it is a measure."""
        self._enter(index)
        item, behind = self._item(index)
        issue, activity = self._text(index, "issue"), self._text(index, "activity")
        row = self.table.grid.rows[index]
        cell = self.table.grid.address(index, next(at for at, c in enumerate(row) if c != ""))
        filled = [shown(each) for each in row if each != ""]
        adds_up = _SUM.fullmatch(filled[0]) or (_NO_MEASURE.match(filled[0]) and len(filled) == 1)
        if adds_up or not (issue or activity or item):
            self._heading(filled, cell)
            return False
        unread = self._say_unread(index)
        under = self._under
        if not issue and not behind and under.issue and not self._text(index, "indicator"):
            issue, address = under.issue, self._address(index, "issue")
            self.found.problem("measure-issue-from-above", address, issue, "warning")
        under.issue = issue = issue or behind
        if not item and "item code" not in self._columns and under.indicator in (9, 10):
            item, issue = damaged_code_before(issue)
            if item:
                address = self._address(index, "issue")
                self.found.problem("item-code-from-issue", address, severity="warning")
        year = year_in(self._cell(index, "year"))[0] or self.whose.year
        deadline = self._deadline(index, year, unread)
        self.rows.append(
            {name: self._text(index, role) for name, role in _TEXTS.items()}
            | {
                "no": self._number(index),
                "fiscal_year": year,
                "indicator": under.indicator,
                "sub_indicator": under.sub_indicator,
                "item_code": item,
                "issue": issue,
                "activity": activity,
                "budget": self._budget(index, year),
                "deadline_text": deadline.text,
                "deadline": deadline.day,
                "recurring": deadline.recurring,
                "divisions": self._divisions(index, unread),
                "question_codes": self._questions(index),
                "agency": self._text(index, "agency") or self.whose.agency,
                "sheet": self.found.sheet,
                "cell": cell,
            }
        )
        if under.indicator is None and under.cell:
            self.found.problem("measure-indicator-unknown", under.cell, under.text)
        elif under.indicator is None and "indicator" in self._columns:
            self.found.problem("measure-indicator-missing", cell, severity="warning")
        if self.table.grid.numbers[index] in self.found.hidden_rows:
            self.found.problem("measure-rows-hidden", cell, severity="warning")
        return True

    def _enter(self, index: int) -> None:
        """Opens the indicator and sub-indicator that a row names; blank cells lie under the last."""
        cell, under = self._cell(index, "indicator"), self._under
        if cell != "":
            named, address = indicator_in(cell), self._address(index, "indicator")
            if named.differs:
                self.found.problem("indicator-number-differs", address, cell, "warning")
            if named.number or self._text(index, "issue") or self._text(index, "activity"):
                same = named.number == under.indicator
                sub = named.sub_indicator or (under.sub_indicator if same else "")
                issue = under.issue if same else ""
                self._under = under = _Heading(named.number, sub, issue, address, shown(cell))
        written = self._text(index, "sub-indicator")
        sub = sub_indicator_in(written)
        if sub or written in ("-", "–"):
            under.sub_indicator = sub
        if sub and under.indicator is None and cell == "":
            under.indicator = int(sub.split(".")[0])

    def _number(self, index: int) -> int | None:
        text = self._text(index, "number") or self._text(index, "item number")
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
        for role, places in self._columns.items():
            for address in [self.table.grid.address(index, at) for at in places]:
                if stands := self.found.unread.get(address, ""):
                    self.found.problem("measure-cell-unread", address, stands)
                    unread.add(role)
        return unread

    def _item(self, index: int) -> tuple[str, str]:
        """The item code of a row and what stands behind it; the cell itself where nothing does."""
        role = "item code"
        if self._cell(index, role) == "":
            role = "item number"
            if self._text(index, role)[:1] not in ("O", "o", "0", "๐"):
                return "", ""
        text, address = shown(self._cell(index, role)), self._address(index, role)
        code, behind = item_code_in(text)
        if not code:
            self.found.problem("item-code-unreadable", address, text, "warning")
        elif code not in arabic_digits(text):
            self.found.problem("item-code-mended", address, text, "warning")
        return code, behind

    def _marks(self) -> list[int]:
        """The columns of months and quarters, or of several years where none is a deadline."""
        budgets = self._columns.get("budget", [])
        years = {self.table.columns[at].year for at in budgets} - {None}
        several = len(years) > 1 and "deadline" not in self._columns
        return self._columns.get("period") or (budgets if several else [])

    def _deadline(self, index: int, year: int | None, unread: set[str]) -> Deadline:
        """The deadline of a row, from a cell, begin and end, or the columns in which it is marked."""
        start, end = self._cell(index, "start"), self._cell(index, "deadline")
        start, end = (cell if isinstance(cell, date) else shown(cell) for cell in (start, end))
        deadline = deadline_of_span(start, end, year, self._month_first)
        marks = self._marks()
        if marks:
            deadline = self._marked(self.table.grid.rows[index], marks, year, deadline)
        place = (self._columns.get("deadline") or marks)[:1]
        for code, read_as in deadline.troubles if place and "deadline" not in unread else ():
            known = deadline.day is not None or code == "deadline-no-single-day"
            detail = {"date": read_as} if read_as else {}
            if code in ("deadline-before-year", "deadline-after-year"):
                detail["year"] = str(year)
            self.found.problem(
                code,
                self.table.grid.address(index, place[0]),
                str(end) if isinstance(end, date) else deadline.text,
                "warning" if known else "error",
                self._orders() if code == "deadline-day-or-month" else (),
                **detail,
            )
        return deadline

    def _marked(
        self, row: list[Any], places: list[int], year: int | None, written: Deadline
    ) -> Deadline:
        """The deadline of a row that is marked under months, quarters or years."""
        marked = [at for at in places if row[at] is not False and shown(row[at]) not in _NO_MARK]
        if not marked:
            return written
        columns = [self.table.columns[at] for at in marked]
        names = [column.key for column in columns if column.key]
        if year in {column.year for column in columns} - {None}:
            # Of money in several years, that of the plan's own says when.
            names = [f"ปีงบประมาณ {year}"]
        last = shown(row[marked[-1]])
        own = deadline_in(last, year)
        if len(marked) == 1 and (own.recurring or _ARROW.search(last)):
            # Words that fill all columns, or an arrow over nobody knows how many of them.
            return own
        in_a_row = len(marked) == sum(marked[0] <= at <= marked[-1] for at in places)
        beside = own if own.day and not written.day else written
        return deadline_of_periods(names, in_a_row, beside, year)

    def _orders(self) -> tuple[Option, ...]:
        """Whether "04/05/66" is 4 May or 5 April, as answers about the column of deadlines."""
        answers = self.found.answers
        names = [answers.name(self.table, at) for at in self._columns["deadline"]]
        orders = {"วัน/เดือน/ปี": "deadline", "เดือน/วัน/ปี": "deadline month first"}
        return tuple(
            answers.option(label, columns=dict.fromkeys(names, role))
            for label, role in orders.items()
        )

    def _budget(self, index: int, fiscal_year: int | None) -> str:
        """The budget of a row: that of the plan's year first, other years behind it in brackets."""
        places = self._columns.get("budget", [])
        own: list[str] = []
        others: list[str] = []
        for at, cell in zip(places, self._cells(index, "budget"), strict=True):
            text = f"{cell:,.2f}".removesuffix(".00") if isinstance(cell, float) else shown(cell)
            year = self.table.columns[at].year
            if len(places) == 1 or (year in (None, fiscal_year) and not is_blank(text)):
                own.append(text)
            elif not is_blank(text):
                others.append(f"{year}: {text}")
        return " ".join(filter(None, (" / ".join(own), f"({'; '.join(others)})" if others else "")))

    def _divisions(self, index: int, unread: set[str]) -> tuple[str, ...]:
        named = named_in(self._text(index, "responsible"), self.divisions)
        address, allowed = self._address(index, "responsible"), ", ".join(self.divisions.names)
        for name in named.unknown:
            self.found.problem("division-unknown", address, name, "warning", allowed=allowed)
        if not named.divisions and self._columns.get("responsible") and "responsible" not in unread:
            self.found.problem("division-missing", address, self._cell(index, "responsible"))
        return named.divisions

    def _questions(self, index: int) -> tuple[str, ...]:
        codes, rest = question_codes_in(self._cell(index, "question codes"))
        if rest:
            address = self._address(index, "question codes")
            self.found.problem("question-code-unreadable", address, rest, "warning")
        return codes
