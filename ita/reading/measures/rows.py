"""The rows of a sheet's tables of measures: what each says, and what is wrong with it by cell."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from ita.divisions import Divisions, named_in
from ita.reading.mapping import FileMapping, SheetMapping
from ita.reading.measures.columns import counting_columns
from ita.reading.measures.places import (
    indicator_in,
    item_code_before,
    item_code_in,
    question_codes_in,
    sub_indicator_in,
)
from ita.reading.measures.schedule import budget_of, deadline_of_cells, deadline_of_marks
from ita.reading.problems import Option, Problem, Severity
from ita.reading.scores.contents import Owner, SheetContents, TableSummary
from ita.reading.tables.finder import Table
from ita.reading.tables.text import clean, shown, year_in
from ita.thai import arabic_digits
from ita.thai_deadlines import Deadline, is_month_first

# Columns that a measure may have, by their roles, and their headers in the office's own words.
_EXPECTED: Mapping[str, str] = {
    "indicator": "ตัวชี้วัด",
    "deadline": "ระยะเวลาแล้วเสร็จ",
    "responsible": "ผู้รับผิดชอบ",
}
# Said once for all rows with the same words, or once for all rows.
_ONCE = {"measure-rows-hidden", "item-code-from-issue", "item-code-mended"}
_REPEATED = _ONCE | {
    *(
        "deadline-of-several",
        "deadline-by-period",
        "deadline-no-single-day",
        "deadline-year-assumed",
    ),
    *("measure-indicator-unknown", "measure-indicator-missing", "division-unknown"),
}


class MeasureRows:
    """Reads the measure tables of a sheet; `rows` are then rows of the measure table.

    `whose` is what the file says of every row without an agency or year of its own. A blank
    indicator cell lies under the last one.
    """

    def __init__(
        self, found: SheetContents, divisions: Divisions, whose: Owner, answers: SheetMapping
    ) -> None:
        self.found, self.divisions, self.whose, self.answers = found, divisions, whose, answers
        self.rows: list[dict[str, Any]] = []
        self._columns: Mapping[str, list[int]] = {}
        self._indicator: int | None = None
        self._sub = ""
        self._issue = ""
        self._named_at = ("", "")  # the cell of the open indicator, and what stands there
        self._month_first: bool | None = False
        self._repeated: dict[tuple[str, str], tuple[Problem, int]] = {}

    def read(self, table: Table, ignored: Collection[str] = ()) -> None:
        """Reads every row of a table without the columns of `ignored` roles.

        What the same words say of several rows is said once.
        """
        self.table, self._repeated = table, {}
        columns = counting_columns(table, self.found)
        self._columns = {role: places for role, places in columns.items() if role not in ignored}
        self._about_columns()
        kinds: dict[int, str] = {}
        for index in table.body:
            number = int(table.grid.numbers[index])
            if number in self.answers.unused_rows:
                kinds[number] = "unused"
            elif any(cell != "" for cell in table.grid.rows[index]):
                kinds[number] = "measure" if self._row(index) else "heading"
        for problem, count in self._repeated.values():
            self.found.problems.append(
                Problem(**vars(problem) | {"detail": {**problem.detail, "count": str(count)}})
            )
        headers = tuple(int(table.grid.numbers[row]) for row in table.header)
        self.found.tables.append(
            TableSummary(
                self.found.sheet,
                headers[0],
                "measures",
                list(kinds.values()).count("measure"),
                headers,
                {
                    table.grid.column_name(at): column.name
                    for at, column in enumerate(table.columns)
                    if column.role
                },
                kinds,
            )
        )

    def _about_columns(self) -> None:
        """What is missing, and whether some dates of the table have their month before the day."""
        first = self.table.grid.address(self.table.header[0], 0)
        has = self._columns.keys() | ({"deadline"} if self._marks() else set())
        for role, name in _EXPECTED.items():
            if role not in has:
                self.found.problem("measure-column-missing", first, name, "warning")
        places = self._columns.get("deadline", [])
        answered = [at for at in places if at in self.table.answered]
        self._month_first = any(
            self.table.columns[at].role == "deadline month first" for at in places
        )
        texts = (self._text(index, "deadline") for index in self.table.body)
        if not answered and any(map(is_month_first, texts)):
            self._month_first = None

    def _cells(self, index: int, role: str) -> list[Any]:
        return [self.table.grid.rows[index][at] for at in self._columns.get(role, [])]

    def _cell(self, index: int, role: str) -> Any:
        return next((cell for cell in self._cells(index, role) if cell != ""), "")

    def _address(self, index: int, role: str) -> str:
        places = self._columns.get(role) or [0]
        return self.table.grid.address(index, places[0])

    def _text(self, index: int, role: str) -> str:
        """The text of a role; those of several columns one after the other."""
        texts = [clean(shown(cell)) for cell in self._cells(index, role) if cell != ""]
        return " / ".join(dict.fromkeys(texts))

    def _repeat(
        self,
        code: str,
        address: str,
        value: Any = "",
        severity: Severity = "warning",
        options: tuple[Option, ...] = (),
        **detail: str,
    ) -> None:
        """Notes a problem; one that several rows of the table share is noted once."""
        problem = Problem(
            code, severity, "", self.found.sheet, address, shown(value), detail, options
        )
        if code not in _REPEATED:
            self.found.problems.append(problem)
            return
        key = (code, "" if code in _ONCE else problem.value)
        first, count = self._repeated.get(key, (problem, 0))
        self._repeated[key] = (first, count + 1)

    def _row(self, index: int) -> bool:
        """Reads a row; whether it is a measure."""
        self._enter(index)
        item, rest = self._item(index)
        issue, activity = self._text(index, "issue"), self._text(index, "activity")
        if not issue and not activity and not item:
            self._heading(index)
            return False
        unread = self._say_unread(index)
        if not issue and rest:
            issue = rest
        elif not issue and self._issue and not self._text(index, "indicator"):
            issue = self._issue
            self._repeat("measure-issue-from-above", self._address(index, "issue"), issue)
        self._issue = issue
        if not item and not {"item code"} & self._columns.keys() and self._indicator in (9, 10):
            item, issue = item_code_before(issue)
            if item:
                self._repeat("item-code-from-issue", self._address(index, "issue"))
        year = year_in(self._cell(index, "year"))[0] or self.whose.year
        deadline = self._deadline(index, year, unread)
        row = {
            "no": self._number(index),
            "fiscal_year": year,
            "indicator": self._indicator,
            "sub_indicator": self._sub,
            "item_code": item,
            "issue": issue,
            "activity": activity,
            "output": self._text(index, "output"),
            "awareness": self._text(index, "awareness"),
            "kpi": self._text(index, "kpi"),
            "budget": self._budget(index, year),
            "deadline_text": deadline.text,
            "deadline": deadline.day,
            "recurring": deadline.recurring,
            "responsible_text": self._text(index, "responsible"),
            "divisions": self._divisions(index, unread),
            "follow_up_text": self._text(index, "follow-up"),
            "question_codes": self._questions(index),
            "link": self._text(index, "link"),
            "agency": self._text(index, "agency") or self.whose.agency,
            "key": self._text(index, "key"),
            "sheet": self.found.sheet,
            "cell": self._first_cell(index)[1],
        }
        if self._indicator is None and "indicator" in self._columns:
            address, value = self._named_at
            if address:
                self._repeat("measure-indicator-unknown", address, value, "error")
            else:
                self._repeat("measure-indicator-missing", row["cell"])
        if self.table.grid.numbers[index] in self.found.hidden_rows:
            self._repeat("measure-rows-hidden", row["cell"])
        self.rows.append(row)
        return True

    def _first_cell(self, index: int) -> tuple[Any, str]:
        row = self.table.grid.rows[index]
        first = next(at for at, cell in enumerate(row) if cell != "")
        return row[first], self.table.grid.address(index, first)

    def _enter(self, index: int) -> None:
        """Opens the indicator and sub-indicator that a row names; blank cells lie under the last."""
        cell = self._cell(index, "indicator")
        if cell != "":
            named = indicator_in(cell)
            if named.differs:
                self._repeat("indicator-number-differs", self._address(index, "indicator"), cell)
            measure = self._text(index, "issue") or self._text(index, "activity")
            if named.number is not None or measure:
                if named.number != self._indicator:
                    self._sub, self._issue = "", ""
                self._indicator, self._sub = named.number, named.sub_indicator or self._sub
                self._named_at = (self._address(index, "indicator"), shown(cell))
        written = self._text(index, "sub-indicator")
        sub = sub_indicator_in(written)
        if written in ("-", "–"):
            self._sub = ""
        elif sub:
            self._sub = sub
            if self._indicator is None and cell == "":
                self._indicator = int(sub.split(".")[0])

    def _number(self, index: int) -> int | None:
        text = self._text(index, "number") or self._text(index, "item number")
        plain = arabic_digits(text).rstrip(".)")
        return int(plain) if plain.isdecimal() and len(plain) < 7 else None

    def _heading(self, index: int) -> None:
        """A row without issue and activity: a heading of an indicator, else it is said."""
        filled = [cell for cell in self.table.grid.rows[index] if cell != ""]
        if len(filled) == 1 and indicator_in(filled[0]).number is not None:
            return
        severity: Severity = "warning" if len(filled) == 1 else "error"
        text = " | ".join(map(shown, filled))
        self._repeat("measure-row-not-understood", self._first_cell(index)[1], text, severity)

    def _say_unread(self, index: int) -> set[str]:
        """Says which cells hold an error or a formula without its result; returns their roles."""
        unread: set[str] = set()
        for role, places in self._columns.items():
            for at in places:
                address = self.table.grid.address(index, at)
                if stands := self.found.unread.get(address, ""):
                    self._repeat("measure-cell-unread", address, stands, "error")
                    unread.add(role)
        return unread

    def _item(self, index: int) -> tuple[str, str]:
        """The item code of a row and what stands behind it; the cell itself where nothing does."""
        cell = self._cell(index, "item code")
        role = "item code"
        if cell == "" and self._text(index, "item number")[:1] in ("O", "o", "0", "๐"):
            cell, role = self._cell(index, "item number"), "item number"
        if cell == "":
            return "", ""
        code, printed_so = item_code_in(cell)
        behind = ""
        if not code:
            code, behind = item_code_before(clean(shown(cell)))
        address = self._address(index, role)
        if not code:
            self._repeat("item-code-unreadable", address, cell)
        elif not printed_so and not behind:
            self._repeat("item-code-mended", address, cell)
        return code, behind or shown(cell) if code else ""

    def _deadline(self, index: int, year: int | None, unread: set[str]) -> Deadline:
        start, end = self._cell(index, "start"), self._cell(index, "deadline")
        deadline = deadline_of_cells(start, end, year, self._month_first)
        marks = self._marks()
        if marks:
            columns = [self.table.columns[at] for at in marks]
            cells = [self.table.grid.rows[index][at] for at in marks]
            deadline = deadline_of_marks(columns, cells, year, deadline)
        role = "deadline" if self._columns.get("deadline") else "period" if marks else ""
        if not role or role in unread:
            return deadline
        address = self.table.grid.address(index, (self._columns.get("deadline") or marks)[0])
        for code, read_as in deadline.troubles:
            known = deadline.day is not None or code == "deadline-no-single-day"
            severity: Severity = "warning" if known else "error"
            detail = {"date": read_as} if read_as else {}
            if code in ("deadline-before-year", "deadline-after-year"):
                detail["year"] = str(year)
            value = str(end) if isinstance(end, date) else deadline.text
            options = self._orders() if code == "deadline-day-or-month" else ()
            self._repeat(code, address, value, severity, options, **detail)
        return deadline

    def _marks(self) -> list[int]:
        """The columns of months and quarters, or of several years where none is a deadline."""
        budgets = self._columns.get("budget", [])
        years = {self.table.columns[at].year for at in budgets} - {None}
        several = len(years) > 1 and "deadline" not in self._columns
        return self._columns.get("period") or (budgets if several else [])

    def _orders(self) -> tuple[Option, ...]:
        """Whether "04/05/66" is 4 May or 5 April, as answers about the column of deadlines."""
        letters = [self.table.grid.column_name(at) for at in self._columns["deadline"]]
        return tuple(
            Option(label, FileMapping(sheets=(SheetMapping(self.found.sheet, columns=columns),)))
            for label, role in (("วัน/เดือน/ปี", "deadline"), ("เดือน/วัน/ปี", "deadline month first"))
            for columns in [dict.fromkeys(letters, role)]
        )

    def _budget(self, index: int, year: int | None) -> str:
        places = self._columns.get("budget", [])
        columns = [self.table.columns[at] for at in places]
        return budget_of(columns, self._cells(index, "budget"), year)

    def _divisions(self, index: int, unread: set[str]) -> tuple[str, ...]:
        named = named_in(self._text(index, "responsible"), self.divisions)
        address = self._address(index, "responsible")
        for name in named.unknown:
            self._repeat("division-unknown", address, name, allowed=", ".join(self.divisions.names))
        if not named.divisions and self._columns.get("responsible") and "responsible" not in unread:
            value = self._cell(index, "responsible")
            self._repeat("division-missing", address, value, "error")
        return named.divisions

    def _questions(self, index: int) -> tuple[str, ...]:
        codes, rest = question_codes_in(self._cell(index, "question codes"))
        if rest:
            address = self._address(index, "question codes")
            self._repeat("question-code-unreadable", address, rest)
        return codes
