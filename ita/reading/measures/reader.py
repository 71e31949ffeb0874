"""From a file to the measure table, with every problem that was met."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ita.agencies import variant_of_agency
from ita.divisions import Divisions, divisions_named, load_divisions
from ita.reading.files.workbook import Limits, Sheet, open_workbook, shown_name
from ita.reading.generated_sheets import tells_of_plan
from ita.reading.mapping import NO_ANSWERS, FileMapping, SheetMapping
from ita.reading.measures.merging import merge_rows, told_once
from ita.reading.measures.rows import MeasureRows
from ita.reading.measures.vocabulary import PLAN_VOCABULARY
from ita.reading.problems import Problem
from ita.reading.scores.contents import Owner, SheetContents, TableSummary
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.finder import Table, find_tables
from ita.reading.tables.grid import grid_of
from ita.reading.tables.text import key, shown, year_in
from ita.tables import measure_table

__all__ = ["MeasureReading", "read_measures"]

# An office has some dozens of measures; a sheet with far more rows holds something else.
LIMITS = Limits(rows=10_000)


@dataclass(frozen=True)
class MeasureReading:
    """What a file holds: the measure table, what was wrong, and what was understood.

    `agency` and `fiscal_year` (Buddhist Era) are those of every measure, None where the file names
    none or several; `variant` is "bangkok" or "national" where the file says so, else None;
    `divisions` is the list that the names were held against, of an agency without a list all that
    the plan names.
    """

    file: str
    measures: pd.DataFrame
    problems: tuple[Problem, ...]
    tables: tuple[TableSummary, ...]
    agency: str | None
    fiscal_year: int | None
    variant: str | None
    divisions: Divisions


@dataclass(frozen=True)
class _Opened:
    """A sheet with its tables and what has been found on it so far."""

    sheet: Sheet
    tables: list[Table]
    found: SheetContents
    answers: SheetMapping


def read_measures(
    data: bytes,
    name: str,
    *,
    mapping: FileMapping = NO_ANSWERS,
    divisions: Divisions | None = None,
    limits: Limits = LIMITS,
) -> MeasureReading:
    """Reads the measures of a spreadsheet: any sheet, any header row, columns in any order.

    `mapping` holds the answers of a person: its agency and fiscal year (Buddhist Era) replace the
    file's own where it holds one agency or year, and fill the gaps where it holds several; its
    variant replaces what the file says of its framework. `divisions` is the list that responsible
    divisions are held against, by default that of the agency. Never raises for bad bytes: what is
    wrong is in `problems`. (DOMAIN.md §4, §5)
    """
    file = shown_name(name)
    sheets, problems = open_workbook(data, name, limits)
    opened = [_open(sheet, mapping) for sheet in sheets if not mapping.of_sheet(sheet.name).unused]
    opened, hidden = _visible(opened)
    problems += hidden
    # Beside scores, which are of another year, the measures' owner stands on a sheet of its own.
    facts = [each.found.facts for each in opened if tells_of_plan(each.sheet)]
    facts = facts or [each.found.facts for each in opened]
    in_doubt = {code for each in facts for code in each.in_doubt}
    whose = Owner(
        mapping.agency or _only(each.agency for each in facts),
        mapping.fiscal_year or _only(each.fiscal_year for each in facts),
    )
    stated = mapping.variant or _first(each.variant for each in facts)
    variant = stated or variant_of_agency(whose.agency)
    allowed = divisions or load_divisions(None if mapping.variant else whose.agency, stated)
    holding = [each for each in opened if each.tables]
    if whose.year is None and holding and "fiscal-year-unclear" not in in_doubt:
        year, unsure = _year_of_name(file)
        whose, problems = whose._replace(year=year), problems + unsure
    corrected = {
        role
        for role, given in (("agency", mapping.agency), ("year", mapping.fiscal_year))
        if given and len(_values(holding, role)) <= 1
    }
    rows: list[dict[str, Any]] = []
    for each in holding:
        owner = Owner(each.answers.agency or whose.agency, each.answers.fiscal_year or whose.year)
        reader = MeasureRows(each.found, allowed, owner, each.answers)
        for table in each.tables:
            reader.read(table, corrected)
        rows += reader.rows
        if not reader.rows:
            each.found.problem("measure-table-empty", severity="warning")
    for each in opened:
        problems += each.found.problems
    rows, unlike = merge_rows(rows)
    problems = told_once([*problems, *unlike])
    if sheets and not rows:
        names = ", ".join(sheet.name for sheet in sheets if sheet.name)
        problems.append(Problem("no-measures-found", value=names))
    measures = measure_table(rows)
    if not allowed.divisions:
        allowed = divisions_named(name for row in rows for name in row["divisions"])
    return MeasureReading(
        file=file,
        measures=measures,
        problems=tuple(replace(each, file=file) for each in problems),
        tables=tuple(taken for each in opened for taken in each.found.tables),
        agency=_only(row["agency"] for row in rows) if rows else whose.agency,
        fiscal_year=_only(row["fiscal_year"] for row in rows) if rows else whose.year,
        variant=variant,
        divisions=allowed,
    )


def _open(sheet: Sheet, mapping: FileMapping) -> _Opened:
    """A sheet's tables; agency, year and variant are told by what stands above the first."""
    answers = mapping.of_sheet(sheet.name)
    found = SheetContents(sheet.name, sheet.unread, sheet.hidden_rows, mapping=mapping)
    tables = find_tables(grid_of(sheet), PLAN_VOCABULARY, answers)
    for table in tables[:1]:
        for index in table.body if not table.header else ():
            note_title(table.grid.rows[index], table.grid.address(index, 0), found, ("plan", ""))
    found.close_headings()
    return _Opened(sheet, [table for table in tables if table.header], found, answers)


def _visible(opened: list[_Opened]) -> tuple[list[_Opened], list[Problem]]:
    """The sheets to use: the visible ones, unless only hidden ones hold measures."""
    hidden = [each for each in opened if each.tables and not each.sheet.visible]
    left_out = any(each.tables and each.sheet.visible for each in opened)
    code = "hidden-sheet-left-out" if left_out else "hidden-sheet-used"
    said = [Problem(code, "warning", sheet=each.sheet.name) for each in hidden]
    return [each for each in opened if not left_out or each not in hidden], said


def _values(opened: list[_Opened], role: str) -> set[str]:
    """What the columns of a role say of the rows, each once."""
    return {
        key(shown(table.grid.rows[index][at]))
        for each in opened
        for table in each.tables
        for at in table.where(role)
        for index in table.body
    } - {""}


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value), None)


def _only(values: Iterable[Any]) -> Any:
    """The one value that is named, None where there is none or several."""
    named = set(values) - {None, ""}
    return named.pop() if len(named) == 1 else None


def _year_of_name(file: str) -> tuple[int | None, list[Problem]]:
    year = year_in(file)[0]
    if year is None:
        return None, [Problem("year-missing", "warning")]
    return year, [Problem("year-from-file-name", "warning", value=str(year))]
