"""When a row of a plan says that its work is done, and for how much money."""

import re
from datetime import date
from functools import cached_property

from ita.domain.problems import Option
from ita.reading.measures.columns import PlanCells
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.thai.deadlines import (
    Deadline,
    deadline_of_periods,
    deadline_of_span,
    is_blank,
    is_month_first,
    parse_deadline,
)

# Under a month or quarter these say that there is no work; arrows reach nobody knows how far.
_NO_MARK = {"", "-", "–", "—", ".", "0", "ไม่มี"}
_ARROW = re.compile(r"[←→↔⟵⟶⟷<>]")


class Schedule:
    """The deadlines and budgets of a table's rows, from a cell or from columns of months and years."""

    def __init__(self, cells: PlanCells, contents: SheetContents) -> None:
        self._cells, self._contents = cells, contents

    @cached_property
    def marks(self) -> list[int]:
        """The columns of months and quarters, or of several years where none is a deadline."""
        columns = self._cells.columns
        budgets = columns.get("budget", [])
        years = {self._cells.table.columns[at].year for at in budgets} - {None}
        several = len(years) > 1 and "deadline" not in columns
        return columns.get("period") or (budgets if several else [])

    @cached_property
    def _month_first(self) -> bool | None:
        """Whether "04/05/66" is 5 April; None where another date of the column makes it unsure."""
        table, places = self._cells.table, self._cells.columns.get("deadline", [])
        if table.answered.intersection(places):
            return any(table.columns[at].role == "deadline month first" for at in places)
        unsure = any(is_month_first(self._cells.text(row, "deadline")) for row in table.body)
        return None if unsure else False

    def deadline(self, index: int, year: int | None, *, is_read: bool) -> Deadline:
        """The deadline of a row; its troubles are noted at its cell if that `is_read`."""
        start, end = (
            cell if isinstance(cell, date) else display_text(cell)
            for cell in (self._cells.cell(index, "start"), self._cells.cell(index, "deadline"))
        )
        deadline = deadline_of_span(start, end, year, self._month_first)
        if self.marks:
            deadline = self._marked(index, year, deadline)
        columns = self._cells.columns.get("deadline") or self.marks
        for code, read_as in deadline.troubles if columns and is_read else ():
            is_clear = deadline.day is not None or code == "deadline-no-single-day"
            detail = {"date": read_as} if read_as else {}
            if code in ("deadline-before-year", "deadline-after-year"):
                detail["year"] = str(year)
            self._contents.problem(
                code,
                self._cells.table.grid.address(index, columns[0]),
                str(end) if isinstance(end, date) else deadline.text,
                "warning" if is_clear else "error",
                self._orders() if code == "deadline-day-or-month" else (),
                **detail,
            )
        return deadline

    def _marked(self, index: int, year: int | None, written: Deadline) -> Deadline:
        """The deadline of a row that is marked under months, quarters or years."""
        table = self._cells.table
        row = table.grid.rows[index]
        marked = [
            at
            for at in self.marks
            if row[at] is not False and display_text(row[at]) not in _NO_MARK
        ]
        if not marked:
            return written
        columns = [table.columns[at] for at in marked]
        names = [column.key for column in columns if column.key]
        if year in {column.year for column in columns} - {None}:
            # Of money in several years, that of the plan's own says when.
            names = [f"ปีงบประมาณ {year}"]
        last = display_text(row[marked[-1]])
        in_mark = parse_deadline(last, year)
        if len(marked) == 1 and (in_mark.recurring or _ARROW.search(last)):
            # Words that fill all columns, or an arrow over nobody knows how many of them.
            return in_mark
        in_a_row = len(marked) == sum(marked[0] <= at <= marked[-1] for at in self.marks)
        beside = in_mark if in_mark.day and not written.day else written
        return deadline_of_periods(names, in_a_row, beside, year)

    def _orders(self) -> tuple[Option, ...]:
        """Whether "04/05/66" is 4 May or 5 April, as answers about the column of deadlines."""
        contents, table = self._contents, self._cells.table
        names = [contents.column_name(table, at) for at in self._cells.columns["deadline"]]
        orders = {"วัน/เดือน/ปี": "deadline", "เดือน/วัน/ปี": "deadline month first"}
        return tuple(
            contents.option(label, columns=dict.fromkeys(names, role))
            for label, role in orders.items()
        )

    def budget(self, index: int, fiscal_year: int | None) -> str:
        """The budget of a row: that of the plan's year first, other years behind it in brackets."""
        places = self._cells.columns.get("budget", [])
        of_year: list[str] = []
        others: list[str] = []
        for at in places:
            cell = self._cells.table.grid.rows[index][at]
            text = (
                f"{cell:,.2f}".removesuffix(".00")
                if isinstance(cell, float)
                else display_text(cell)
            )
            year = self._cells.table.columns[at].year
            if len(places) == 1 or (year in (None, fiscal_year) and not is_blank(text)):
                of_year.append(text)
            elif not is_blank(text):
                others.append(f"{year}: {text}")
        return " ".join(
            filter(None, (" / ".join(of_year), f"({'; '.join(others)})" if others else ""))
        )
