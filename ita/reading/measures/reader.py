"""From a file to the measure table, with every problem that was met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ita.domain.agencies import agency_of_name, variant_of_agency
from ita.domain.divisions import Divisions, divisions_of_names, load_divisions
from ita.domain.mapping import NO_ANSWERS, FileMapping
from ita.domain.problems import Option, Problem
from ita.domain.tables import measure_table
from ita.reading.files.workbook import Limits, Sheet, display_name, open_workbook
from ita.reading.generated_sheets import describes_plan
from ita.reading.measures.merging import Row, count_repeated, merge_rows
from ita.reading.measures.rows import MeasureRows
from ita.reading.measures.vocabulary import PLAN_VOCABULARY
from ita.reading.scores.claims import NO_OWNER, Owner
from ita.reading.scores.contents import SheetContents, SheetMetadata, TableSummary, open_sheet
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import Table
from ita.thai.dates import fiscal_year_of
from ita.thai.text import comparison_key
from ita.thai.years import year_of_name

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
    file = display_name(name)
    sheets, problems = open_workbook(data, name, limits)
    opened, hidden = _visible([_open(sheet, mapping) for sheet in sheets])
    holding = [each for each in opened if each.tables]
    # Beside scores, which are of another year, the plan's owner stands on a sheet of its own.
    telling = [each for each in opened if describes_plan(each.sheet)] or opened
    owners, from_name = _owners(opened, telling, file, mapping)
    variants = [mapping.variant, *(each.found.metadata.variant for each in telling)]
    stated = next(filter(None, variants), None)
    agency = _only(owner.agency for owner in owners) or _only(_values(holding, "agency"))
    allowed = divisions or load_divisions(None if mapping.variant else agency, stated)
    corrected = {
        role
        for role, given in (("agency", mapping.agency), ("year", mapping.fiscal_year))
        if given and len(_values(holding, role)) <= 1
    }
    rows: list[Row] = []
    for each, owner in zip(opened, owners, strict=True):
        reader = MeasureRows(each.found, allowed, owner)
        for table in each.tables:
            reader.read(table, corrected)
        rows += reader.rows
        if each.tables and not reader.rows:
            each.found.problem("measure-table-empty", severity="warning")
    rows, unlike = merge_rows(rows)
    met = [problem for each in opened for problem in each.found.problems]
    problems += count_repeated([*hidden, *from_name, *_with_years(met, rows), *unlike])
    if sheets and not rows:
        names = ", ".join(sheet.name for sheet in sheets if sheet.name)
        problems.append(Problem("no-measures-found", value=names))
    measures = measure_table(rows)
    if not allowed.divisions:
        allowed = divisions_of_names(name for row in rows for name in row["divisions"])
    return MeasureReading(
        file=file,
        measures=measures,
        problems=tuple(replace(each, file=file) for each in problems),
        tables=tuple(taken for each in opened for taken in each.found.tables),
        agency=_only(row["agency"] for row in rows) if rows else agency,
        fiscal_year=_only([row["fiscal_year"] for row in rows] or [each.year for each in owners]),
        variant=stated or variant_of_agency(agency),
        divisions=allowed,
    )


def _open(sheet: Sheet, mapping: FileMapping) -> _Opened:
    """A sheet's tables; agency, year and variant are told by what stands above the first."""
    found, tables = open_sheet(sheet, PLAN_VOCABULARY, mapping)
    with_header = [table for table in tables if table.header and not found.answers.unused]
    for table in tables[:1]:
        for index in table.body if not table.header else ():
            note_title(table.grid.rows[index], table.grid.address(index, 0), found, ("plan", ""))
    found.close_headings()
    return _Opened(sheet, with_header, found)


def _owners(
    opened: Sequence[_Opened], telling: Sequence[_Opened], file: str, mapping: FileMapping
) -> tuple[list[Owner], list[Problem]]:
    """Whose the measures of each sheet are, from the nearest place that tells it.

    What the titles of the `telling` sheets leave open, no other place decides.
    """
    in_doubt = {code for each in telling for code in each.found.metadata.in_doubt}
    told = {each.sheet.name: _told(each.found.metadata) for each in telling}
    agency, year = (_only(each[at] for each in told.values()) for at in (0, 1))
    problems: list[Problem] = []
    undated = any(
        not told.get(each.sheet.name, NO_OWNER).year and not table.where("year")
        for each in opened
        for table in each.tables
    )
    if undated and not (year or mapping.fiscal_year or "fiscal-year-unclear" in in_doubt):
        year = year_of_name(file)
        code = "year-from-file-name" if year else "year-missing"
        problems.append(Problem(code, "warning", value=str(year or "")))
    if not (agency or mapping.agency or "agency-unclear" in in_doubt):
        agency = agency_of_name(file.rpartition(".")[0]) or None
        if agency:
            problems.append(Problem("agency-from-file-name", "warning", value=agency))
    owners: list[Owner] = []
    for each in opened:
        given = each.found.answers
        own = told.get(each.sheet.name, NO_OWNER)
        owners.append(
            Owner(
                given.agency or mapping.agency or own.agency or agency,
                given.fiscal_year or mapping.fiscal_year or own.year or year,
            )
        )
    return owners, problems


def _with_years(problems: Sequence[Problem], rows: Sequence[Row]) -> list[Problem]:
    """The problems; where a year is missing, the fiscal years of the plan's other days answer."""
    years = sorted({fiscal_year_of(row["deadline"]) for row in rows if row["deadline"]})
    options = tuple(Option(str(year), FileMapping(fiscal_year=year)) for year in years)
    return [
        replace(each, options=options) if each.code == "deadline-without-year" else each
        for each in problems
    ]


def _told(facts: SheetMetadata) -> Owner:
    """Whose a sheet says it is, as far as its titles leave no question."""
    return Owner(
        None if "agency-unclear" in facts.in_doubt else facts.agency,
        None if "fiscal-year-unclear" in facts.in_doubt else facts.fiscal_year,
    )


def _visible(opened: list[_Opened]) -> tuple[list[_Opened], list[Problem]]:
    """The sheets to use: the visible ones, unless only hidden ones hold measures."""
    hidden = [each for each in opened if each.tables and not each.sheet.visible]
    left_out = any(each.tables and each.sheet.visible for each in opened)
    code = "hidden-sheet-left-out" if left_out else "hidden-sheet-used"
    said = [Problem(code, "warning", sheet=each.sheet.name) for each in hidden]
    return [each for each in opened if not left_out or each not in hidden], said


def _values(opened: list[_Opened], role: str) -> list[str]:
    """What the columns of a role say of the rows, each once."""
    texts = {
        comparison_key(text): text
        for each in opened
        for table in each.tables
        for at in table.where(role)
        for index in table.body
        if (text := display_text(table.grid.rows[index][at]))
    }
    return list(texts.values())


def _only(values: Iterable[Any]) -> Any:
    """The one value that is named, None where there is none or several."""
    named = set(values) - {None, ""}
    return named.pop() if len(named) == 1 else None
