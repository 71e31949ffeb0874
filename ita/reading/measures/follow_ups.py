"""Reading of follow-up entries from workbooks of the dashboard, including rows added by hand."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from ita.domain.follow_up import STATUSES, FollowUp, FollowUpError
from ita.domain.problems import Problem
from ita.domain.tables import FOLLOW_UP_HEADERS, follow_up_table
from ita.language import LANGUAGES, Words
from ita.reading.files.sheet import locate_problems
from ita.reading.files.workbook import DEFAULT_LIMITS, Limits, Sheet, display_name, open_workbook
from ita.reading.tables.grid import display_text
from ita.thai.dates import find_times, month_of
from ita.thai.text import arabic_digits, comparison_key

_COLUMN_OF = {
    comparison_key(header).removesuffix("utc"): name for name, header in FOLLOW_UP_HEADERS.items()
}
_NEEDED = {"measure", "month", "status"}
_STATUS_OF_WORD = {
    comparison_key(word): status
    for status in STATUSES
    for word in (status, *(Words(each)(f"measure_states.{status}") for each in LANGUAGES))
}


def read_follow_ups(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Return the follow-up table of a workbook, oldest entry first, and the problems of its rows.

    An invalid row is left out and noted as a problem; a workbook without follow-ups gives an empty
    table and no problem. A row without an entry id gets one derived from its contents, so that
    importing the same file again adds nothing.
    """
    file = display_name(name)
    sheets, problems = open_workbook(data, name, limits)
    entries: list[FollowUp] = []
    for sheet in sheets:
        of_sheet, wrong = _read_sheet(sheet)
        entries += of_sheet
        problems += wrong
    once = {entry.entry: entry.row() for entry in entries}
    table = follow_up_table(sorted(once.values(), key=lambda entry: entry["at"]))
    return table, locate_problems(problems, sheets, file)


def _read_sheet(sheet: Sheet) -> tuple[list[FollowUp], list[Problem]]:
    entries: list[FollowUp] = []
    problems: list[Problem] = []
    columns: Mapping[str, int] = {}
    for index, row in enumerate(sheet.rows):
        if header := _columns(row):
            columns = header
            continue
        if not columns or all(cell == "" for cell in row):
            continue
        cells = {kind: row[at] if at < len(row) else "" for kind, at in columns.items()}
        try:
            entries.append(_entry(cells))
        except FollowUpError as error:
            kind = error.column if error.column in columns else "measure"
            problems.append(
                replace(error.problem, sheet=sheet.name, cell=sheet.address(index, columns[kind]))
            )
    return entries, problems


def _columns(row: list[Any]) -> Mapping[str, int]:
    """Return the columns of a follow-up header by name; empty for any other row."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(row):
        header = comparison_key(cell).removesuffix("utc") if isinstance(cell, str) else ""
        if header in _COLUMN_OF:
            columns.setdefault(_COLUMN_OF[header], at)
    return columns if columns.keys() >= _NEEDED else {}


def _entry(cells: Mapping[str, Any]) -> FollowUp:
    texts = {kind: display_text(cell) for kind, cell in cells.items()}
    note = cells.get("note", "")
    year = arabic_digits(texts.get("fiscal_year", ""))
    values: dict[str, Any] = {
        "measure": texts["measure"],
        "month": _month(cells["month"]),
        "status": _STATUS_OF_WORD.get(comparison_key(texts["status"]), texts["status"]),
        "percent": _percent(texts.get("percent", "")),
        "note": note if isinstance(note, str) else display_text(note),
        "fiscal_year": int(year) if year.isdecimal() and len(year) == 4 else None,
        **{name: texts.get(name, "") for name in ("link", "who", "agency", "title")},
    }
    # Without a division the id stays the same as in versions that had no divisions.
    if texts.get("division"):
        values["division"] = texts["division"]
    entry = texts.get("entry", "") or _name_of(values)
    return FollowUp(**values, entry=entry, at=_time(cells.get("at", "")))


def _name_of(values: Mapping[str, Any]) -> str:
    """Return an id for an entry without one: a hash of its contents."""
    text = "\x1f".join(f"{name}={values[name]}" for name in sorted(values))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _month(cell: Any) -> str:
    """Return the month ("2023-04") of a cell that a spreadsheet may have converted to a date."""
    text = display_text(cell)
    times = find_times(text) or find_times(f"{text}-01")
    days = [each.day for each in times if each.unit in ("day", "month")]
    return month_of(days[0]) if len(days) == 1 and days[0] else text


def _percent(text: str) -> int | None:
    plain = arabic_digits(text).removesuffix("%").strip()
    if not plain or plain in ("-", "–"):
        return None
    if not plain.isdecimal() or len(plain) > 3:
        raise FollowUpError("follow-up-percent", text)
    return int(plain)


def _time(cell: Any) -> datetime | None:
    """Return the time of an entry; None, which means now, for a blank cell."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=UTC)
    text = display_text(cell)
    if not text:
        return None
    try:
        written = datetime.fromisoformat(text)
    except ValueError:
        raise FollowUpError("follow-up-at", text) from None
    return written if written.tzinfo else written.replace(tzinfo=UTC)
