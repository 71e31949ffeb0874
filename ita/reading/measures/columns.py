"""Selection of the columns of a measure table, and the deadlines and budgets in them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ita.domain.mapping import UNUSED
from ita.domain.problems import Option
from ita.reading.generated_sheets import is_computed_column
from ita.reading.measures.references import indicator_in
from ita.reading.scores.choices import ask_which_column, valid_columns
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import Table
from ita.thai.deadlines import (
    Deadline,
    deadline_of_periods,
    deadline_of_span,
    is_blank,
    is_month_first,
    parse_deadline,
)
from ita.thai.text import comparison_key, filled_lines

# Roles with one value per measure; other texts may be spread over columns ("หลัก", "สนับสนุน").
_ONE = (
    "deadline",
    "start",
    "number",
    "item number",
    "item code",
    "indicator",
    "sub-indicator",
    "key",
)
# Roles whose texts keep their line breaks: steps and outputs are often listed line by line.
_LINES = ("activity", "output", "awareness", "kpi")
_QUANTITY = re.compile(r"ร้อยละ|จำนวน|ระดับ|อย่างน้อย|ไม่น้อยกว่า|%|\d ?(?:ครั้ง|คน|โครงการ|เรื่อง|ฉบับ)")
_UNREAD = {"", "unknown", UNUSED}


@dataclass(frozen=True)
class PlanCells:
    """The cells of a table by the roles of their columns; rows are indexes in the grid."""

    table: Table
    columns: Mapping[str, list[int]]

    def cell(self, index: int, role: str) -> Any:
        """Return the first filled cell of a role in a row, "" for none."""
        cells = (self.table.grid.rows[index][at] for at in self.columns.get(role, ()))
        return next((cell for cell in cells if cell != ""), "")

    def text(self, index: int, role: str) -> str:
        """Return the text of a role in a row; texts of several columns are joined with " / "."""
        if role in _ONE:
            return display_text(self.cell(index, role))
        cells = (self.table.grid.rows[index][at] for at in self.columns.get(role, ()))
        as_text = _display_lines if role in _LINES else display_text
        return " / ".join(dict.fromkeys(as_text(cell) for cell in cells if cell != ""))

    def address(self, index: int, role: str) -> str:
        """Return the address of a role's first cell in a row."""
        return self.table.grid.address(index, (self.columns.get(role) or [0])[0])

    def first_address(self, index: int) -> str:
        """Return the address of the first filled cell of a row, which must not be blank."""
        row = self.table.grid.rows[index]
        return self.table.grid.address(index, next(at for at, c in enumerate(row) if c != ""))

    def filled(self, index: int) -> list[str]:
        """Return the texts of the filled cells of a row."""
        return [display_text(cell) for cell in self.table.grid.rows[index] if cell != ""]


def _display_lines(cell: Any) -> str:
    return filled_lines(cell) if isinstance(cell, str) else display_text(cell)


def counting_columns(
    table: Table, contents: SheetContents, year: int | None, ignored: Collection[str] = ()
) -> Mapping[str, list[int]]:
    """Return the columns to read for each role, from left to right, without `ignored` roles.

    Hidden and superseded columns are dropped where another column has the same role. If the
    remaining columns of a single-valued role differ, the user is asked and none is read. A column
    of works becomes the issue, or the activity if the table has issues. Columns that are not read
    are noted as problems. `year` is the fiscal year of the plan (Buddhist Era), if known.
    """
    counting: dict[str, list[int]] = {}
    for role in [role for role in table.columns_by_role if role not in _UNREAD]:
        name = "deadline" if role == "deadline month first" else role
        counting.setdefault(name, []).extend(table.columns_by_role[role])
    for role, places in counting.items():
        counting[role] = valid_columns(table, places, contents)
    for at in counting.pop("work", []):
        role = next((role for role in ("issue", "activity") if role not in counting), "activity")
        counting.setdefault(role, []).append(at)
    if "kpi" not in counting and _measures_success(table, counting.get("indicator", [])):
        counting["kpi"] = counting.pop("indicator")
    for role in _ONE:
        places = counting.get(role, [])
        if len(places) > 1 and _differ(table, role, places, year):
            ask_which_column(table, places, contents)
            counting[role] = []
    for at in table.where("unknown"):
        name, address = table.header_cell(at)
        filled = any(table.grid.rows[index][at] != "" for index in table.body)
        if filled and not is_computed_column(name):
            contents.problem("measure-column-unused", address, name, "warning")
    return {role: places for role, places in counting.items() if role not in ignored}


def _measures_success(table: Table, places: Sequence[int]) -> bool:
    """Return whether columns "ตัวชี้วัด" hold measures of success instead of the ITA indicators."""
    cells = [table.grid.rows[index][at] for at in places for index in table.body]
    return any(_QUANTITY.search(display_text(cell)) for cell in cells) and not any(
        indicator_in(cell).number for cell in cells if cell != ""
    )


def _differ(table: Table, role: str, places: Sequence[int], year: int | None) -> bool:
    """Return whether columns of a role have different meanings in any row."""
    rows = (table.grid.rows[index] for index in table.body)
    return any(len({_meaning(row[at], role, year) for at in places} - {None}) > 1 for row in rows)


def _meaning(cell: Any, role: str, year: int | None) -> Any:
    """Return the meaning of a cell regardless of its wording; None for a blank cell."""
    if is_blank(display_text(cell)):
        return None
    if role in ("deadline", "start"):
        deadline = parse_deadline(cell if isinstance(cell, date) else display_text(cell), year)
        return deadline.day or (deadline.recurring and "recurring") or deadline.text
    if role in ("indicator", "sub-indicator"):
        return indicator_in(cell)[:2]
    return comparison_key(display_text(cell))


# Texts in a month or quarter column that mean "no work".
_NO_MARK = {"", "-", "–", "—", ".", "0", "ไม่มี"}
# An arrow in one month column may extend over any number of the following ones.
_ARROW = re.compile(r"[←→↔⟵⟶⟷<>]")


class Schedule:
    """The deadlines and budgets of a table's rows, from a cell or from month and year columns."""

    def __init__(self, cells: PlanCells, contents: SheetContents) -> None:
        self._cells, self._contents = cells, contents

    @cached_property
    def marks(self) -> list[int]:
        """The month or quarter columns, else budget columns of several years if no deadline."""
        columns = self._cells.columns
        budgets = columns.get("budget", [])
        years = {self._cells.table.columns[at].year for at in budgets} - {None}
        several = len(years) > 1 and "deadline" not in columns
        return columns.get("period") or (budgets if several else [])

    @cached_property
    def _month_first(self) -> bool | None:
        """Whether "04/05/66" is 5 April; None if another date of the column makes it ambiguous."""
        table, places = self._cells.table, self._cells.columns.get("deadline", [])
        if table.answered.intersection(places):
            return any(table.columns[at].role == "deadline month first" for at in places)
        unsure = any(is_month_first(self._cells.text(row, "deadline")) for row in table.body)
        return None if unsure else False

    def deadline(self, index: int, year: int | None, *, is_read: bool) -> Deadline:
        """Return the deadline of a row; note its problems only if its cell `is_read`."""
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
        """Return the deadline of a row from its marks in month, quarter or year columns."""
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
            # With budgets of several years, the fiscal year of the plan determines the deadline.
            names = [f"ปีงบประมาณ {year}"]
        last = display_text(row[marked[-1]])
        in_mark = parse_deadline(last, year)
        if len(marked) == 1 and (in_mark.recurring or _ARROW.search(last)):
            # A text that fills all columns, or an arrow over an unknown number of them.
            return in_mark
        in_a_row = len(marked) == sum(marked[0] <= at <= marked[-1] for at in self.marks)
        beside = in_mark if in_mark.day and not written.day else written
        return deadline_of_periods(names, in_a_row, beside, year)

    def _orders(self) -> tuple[Option, ...]:
        """Return the two possible date orders of the deadline column as options of a question."""
        contents, table = self._contents, self._cells.table
        names = [contents.column_name(table, at) for at in self._cells.columns["deadline"]]
        orders = {"วัน/เดือน/ปี": "deadline", "เดือน/วัน/ปี": "deadline month first"}
        return tuple(
            contents.option(label, columns=dict.fromkeys(names, role))
            for label, role in orders.items()
        )

    def budget(self, index: int, fiscal_year: int | None) -> str:
        """Return the budget of a row: the plan's year first, other years after it in brackets."""
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
