"""Which columns of a table of measures count, where several would say the same thing."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ita.domain.mapping import UNUSED
from ita.reading.generated_sheets import is_computed_column
from ita.reading.measures.references import indicator_in
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import Table
from ita.thai.deadlines import is_blank, parse_deadline
from ita.thai.text import comparison_key, filled_lines

# Roles of which a measure has one. Texts may stand in several columns, "หลัก" beside "สนับสนุน".
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
# Roles whose texts keep their lines: steps and outputs are often listed one below the other.
_LINES = ("activity", "output", "awareness", "kpi")
_QUANTITY = re.compile(r"ร้อยละ|จำนวน|ระดับ|อย่างน้อย|ไม่น้อยกว่า|%|\d ?(?:ครั้ง|คน|โครงการ|เรื่อง|ฉบับ)")
_UNREAD = {"", "unknown", UNUSED}


@dataclass(frozen=True)
class PlanCells:
    """The cells of a table by the roles of their columns; a body row is counted in the grid."""

    table: Table
    columns: Mapping[str, list[int]]

    def cell(self, index: int, role: str) -> Any:
        """The first filled cell of a role in a row, "" for none."""
        cells = (self.table.grid.rows[index][at] for at in self.columns.get(role, ()))
        return next((cell for cell in cells if cell != ""), "")

    def text(self, index: int, role: str) -> str:
        """The text of a role in a row; those of several columns one after the other."""
        if role in _ONE:
            return display_text(self.cell(index, role))
        cells = (self.table.grid.rows[index][at] for at in self.columns.get(role, ()))
        as_text = _display_lines if role in _LINES else display_text
        return " / ".join(dict.fromkeys(as_text(cell) for cell in cells if cell != ""))

    def address(self, index: int, role: str) -> str:
        """The address of a role's first cell in a row."""
        return self.table.grid.address(index, (self.columns.get(role) or [0])[0])

    def first_address(self, index: int) -> str:
        """The address of the first filled cell of a row that has one."""
        row = self.table.grid.rows[index]
        return self.table.grid.address(index, next(at for at, c in enumerate(row) if c != ""))

    def filled(self, index: int) -> list[str]:
        """The texts of the filled cells of a row."""
        return [display_text(cell) for cell in self.table.grid.rows[index] if cell != ""]


def _display_lines(cell: Any) -> str:
    return filled_lines(cell) if isinstance(cell, str) else display_text(cell)


def counting_columns(
    table: Table, contents: SheetContents, year: int | None, ignored: Collection[str] = ()
) -> Mapping[str, list[int]]:
    """The columns of each role that count, from left to right, without those of `ignored` roles.

    Of two for one thing the hidden or superseded one loses; two that count and differ are a question,
    and neither is read. A column of works is the issue, or beside issues the activity. Columns that
    are not read are noted as problems. `year` is the fiscal year of the plan (Buddhist Era), if known.
    """
    counting: dict[str, list[int]] = {}
    for role in [role for role in table.columns_by_role if role not in _UNREAD]:
        name = "deadline" if role == "deadline month first" else role
        counting.setdefault(name, []).extend(table.columns_by_role[role])
    for role, places in counting.items():
        counting[role] = _without_superseded(table, places, contents)
    for at in counting.pop("work", []):
        role = next((role for role in ("issue", "activity") if role not in counting), "activity")
        counting.setdefault(role, []).append(at)
    if "kpi" not in counting and _measures_success(table, counting.get("indicator", [])):
        counting["kpi"] = counting.pop("indicator")
    for role in _ONE:
        places = counting.get(role, [])
        if len(places) > 1 and _differ(table, role, places, year):
            _ask_which_column(table, places, contents)
            counting[role] = []
    for at in table.where("unknown"):
        name, address = table.header_cell(at)
        filled = any(table.grid.rows[index][at] != "" for index in table.body)
        if filled and not is_computed_column(name):
            contents.problem("measure-column-unused", address, name, "warning")
    return {role: places for role, places in counting.items() if role not in ignored}


def _without_superseded(table: Table, places: Sequence[int], contents: SheetContents) -> list[int]:
    """The columns that count; what a person answered counts before what the file says."""
    answered = [at for at in places if at in table.answered]
    hidden = table.grid.sheet.hidden_columns
    counting = answered or [
        at
        for at in places
        if table.grid.column_name(at) not in hidden and not table.columns[at].superseded
    ]
    if not counting:
        return list(places)
    for at in places:
        if at not in counting:
            name, address = table.header_cell(at)
            contents.problem("measure-column-superseded", address, name, "warning")
    return list(counting)


def _measures_success(table: Table, places: Sequence[int]) -> bool:
    """Whether columns "ตัวชี้วัด" hold no indicator of the assessment but what success is measured by."""
    cells = [table.grid.rows[index][at] for at in places for index in table.body]
    return any(_QUANTITY.search(display_text(cell)) for cell in cells) and not any(
        indicator_in(cell).number for cell in cells if cell != ""
    )


def _differ(table: Table, role: str, places: Sequence[int], year: int | None) -> bool:
    """Whether columns of a role mean different things in one row."""
    rows = (table.grid.rows[index] for index in table.body)
    return any(len({_meaning(row[at], role, year) for at in places} - {None}) > 1 for row in rows)


def _meaning(cell: Any, role: str, year: int | None) -> Any:
    """What a cell means in its column, whatever its words; None where it says nothing."""
    if is_blank(display_text(cell)):
        return None
    if role in ("deadline", "start"):
        deadline = parse_deadline(cell if isinstance(cell, date) else display_text(cell), year)
        return deadline.day or (deadline.recurring and "recurring") or deadline.text
    if role in ("indicator", "sub-indicator"):
        return indicator_in(cell)[:2]
    return comparison_key(display_text(cell))


def _ask_which_column(table: Table, places: Sequence[int], contents: SheetContents) -> None:
    """Asks which of some columns counts; an answer leaves the others unused."""
    names = [contents.column_name(table, at) for at in places]
    options = tuple(
        contents.option(
            f"{name}: {display_text(table.header_cell(at)[0])}",
            columns={other: UNUSED for other in names if other != name},
        )
        for at, name in zip(places, names, strict=True)
    )
    header, address = table.header_cell(places[-1])
    columns = ", ".join(names)
    contents.problem("measure-column-twice", address, header, options=options, columns=columns)
