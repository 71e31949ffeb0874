"""Reading of a file into the measure table, with all problems found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ita.domain.agencies import variant_of_agency
from ita.domain.divisions import Divisions, divisions_of_names, load_divisions
from ita.domain.mapping import NO_ANSWERS, FileMapping
from ita.domain.measure_keys import measure_keys
from ita.domain.plan import MeasurePlan
from ita.domain.problems import Option, Problem, Severity
from ita.domain.tables import measure_table
from ita.reading.files.sheet import locate_problems
from ita.reading.files.workbook import Limits, Sheet, display_name, open_workbook
from ita.reading.generated_sheets import describes_plan
from ita.reading.measures.abridged import without_abridged
from ita.reading.measures.completion_rule import find_rule
from ita.reading.measures.rows import MeasureRows
from ita.reading.scores.choices import visible_sheets
from ita.reading.scores.claims import NO_OWNER, Owner, owner_of_file_name, single_value
from ita.reading.scores.contents import SheetContents, TableSummary, open_sheet
from ita.reading.scores.shapes.titles import Titles
from ita.reading.tables.grid import display_text
from ita.reading.tables.plan_headers import PLAN_VOCABULARY
from ita.thai.dates import fiscal_year_of
from ita.thai.text import comparison_key

Row = dict[str, Any]

_ADDRESS = {"no", "key", "sheet", "cell"}
# Problems that are reported once per sheet ("sheet"), or once per sheet and value ("wording").
_SCOPES = dict.fromkeys(
    (
        *("measure-rows-hidden", "measure-indicator-missing", "deadline-day-or-month"),
        *("item-code-from-issue", "item-code-mended", "deadline-without-year"),
        "measure-row-joined",
    ),
    "sheet",
) | dict.fromkeys(
    (
        *("deadline-of-several", "deadline-by-period", "deadline-no-single-day"),
        *("deadline-year-assumed", "measure-indicator-unknown", "division-unknown"),
    ),
    "wording",
)


def merge_rows(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a measure table, and the problems of rows that contradict each other.

    A row that is identical to an earlier one is left out. The office's numbers are kept if all
    rows have one and no two rows share one; otherwise rows are numbered from 1.
    """
    first: dict[tuple[Any, ...], Row] = {}
    of_item: dict[tuple[Any, ...], Row] = {}
    unique: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        whole = tuple(value for name, value in row.items() if name not in _ADDRESS)
        before = first.setdefault(whole, row)
        if before is not row:
            problems.append(_beside("measure-twice", row, row["issue"] or row["activity"], before))
            continue
        unique.append(row)
        same = of_item.setdefault((row["agency"], row["fiscal_year"], row["item_code"]), row)
        if row["item_code"] and same is not row:
            problems.append(_beside("item-code-twice", row, row["item_code"], same))
    numbers = {row["no"] for row in unique}
    has_numbers = len(numbers) == len(unique) and not numbers & {None, 0}
    keys = measure_keys(unique)
    problems += [
        _beside("measure-key-unusable", row, row["key"])
        for row, key in zip(unique, keys, strict=True)
        if row["key"] not in ("", key)
    ]
    return [
        row | {"key": key, "no": row["no"] if has_numbers else number}
        for number, (row, key) in enumerate(zip(unique, keys, strict=True), 1)
    ], problems


def _beside(code: str, row: Row, value: str, before: Row | None = None) -> Problem:
    severity: Severity = "error" if code == "measure-twice" else "warning"
    detail = {"first": f"{before['sheet']} {before['cell']}".strip()} if before else {}
    return Problem(code, severity, "", row["sheet"], row["cell"], value, detail)


def count_repeated(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems, reducing repeated ones to the first with their number as `count`."""
    shared: dict[tuple[str, ...], list[Problem]] = {}
    for at, each in enumerate(problems):
        scopes = {"sheet": "", "wording": each.value}
        scope = scopes.get(_SCOPES.get(each.code, ""), str(at))
        if each.code == "measure-twice" and not each.detail["first"].startswith(f"{each.sheet} "):
            # The earlier row is on another sheet: reported once per sheet.
            scope = ""
        shared.setdefault((each.code, each.sheet, scope), []).append(each)
    return [
        replace(first, detail={**first.detail, "count": str(1 + len(others))})
        if first.code in (*_SCOPES, "measure-twice")
        else first
        for first, *others in shared.values()
    ]


__all__ = ["MeasureReading", "read_measures"]

# An office has a few dozen measures; a sheet with far more rows contains something else.
LIMITS = Limits(rows=10_000)


@dataclass(frozen=True)
class MeasureReading(MeasurePlan):
    """A plan read from a file, with its problems and a summary of each table."""

    problems: tuple[Problem, ...] = ()
    tables: tuple[TableSummary, ...] = ()


def read_measures(
    data: bytes,
    name: str,
    *,
    mapping: FileMapping = NO_ANSWERS,
    divisions: Divisions | None = None,
    limits: Limits = LIMITS,
) -> MeasureReading:
    """Read the measures of a spreadsheet: any sheet, any header row, columns in any order.

    `mapping` holds the user's answers: its agency and fiscal year (Buddhist Era) replace those of
    a file with one agency or year, and fill the gaps of a file with several; its variant replaces
    the file's framework variant. `divisions` is the list of valid divisions, by default that of
    the agency. Never raises for malformed files: errors are in `problems`. (DOMAIN.md §4, §5)
    """
    file = display_name(name)
    sheets, problems = open_workbook(data, name, limits)
    contents, hidden = visible_sheets(
        [_read_sheet(sheet, mapping) for sheet in sheets], lambda each: bool(each.used_tables)
    )
    # In a workbook with scores of another year, a separate sheet names the owner of the plan.
    of_owner = [each for each in contents if describes_plan(each.sheet)] or contents
    owners, from_name = _owners(contents, of_owner, file, mapping)
    variants = [mapping.variant, *(each.metadata.variant for each in of_owner)]
    variant = next(filter(None, variants), None)
    agency = single_value(owner.agency for owner in owners)
    agency = agency or single_value(_values(contents, "agency"))
    allowed = divisions or load_divisions(None if mapping.variant else agency, variant)
    # The user's answer replaces a column that names only one agency or year.
    answers = {"agency": mapping.agency, "year": mapping.fiscal_year}
    ignored = {role for role, answer in answers.items() if answer}
    ignored = {role for role in ignored if len(_values(contents, role)) <= 1}
    rows: list[Row] = []
    for each, owner in zip(contents, owners, strict=True):
        reader = MeasureRows(each, allowed, owner)
        for table in each.used_tables:
            reader.read(table, ignored)
        rows += reader.rows
        if each.used_tables and not reader.rows:
            each.problem("measure-table-empty", severity="warning")
    done_by = find_rule(contents)
    rows, of_rows = merge_rows(rows)
    of_sheets = [problem for each in contents for problem in each.problems]
    problems += count_repeated([*hidden, *from_name, *_with_years(of_sheets, rows), *of_rows])
    if sheets and not rows:
        names = ", ".join(sheet.name for sheet in sheets if sheet.name)
        problems.append(Problem("no-measures-found", value=names))
    if not allowed.divisions:
        allowed = divisions_of_names(name for row in rows for name in row["divisions"])
    years = [row["fiscal_year"] for row in rows] or [owner.year for owner in owners]
    return MeasureReading(
        file=file,
        measures=measure_table(rows),
        problems=locate_problems(problems, sheets, file),
        tables=tuple(table for each in contents for table in each.tables),
        agency=single_value(row["agency"] for row in rows) if rows else agency,
        fiscal_year=single_value(years),
        variant=variant or variant_of_agency(agency),
        divisions=allowed,
        done_by=done_by,
    )


def _read_sheet(sheet: Sheet, mapping: FileMapping) -> SheetContents:
    """Find the measure tables of a sheet, without reading them, and read the titles above them."""
    contents, tables = open_sheet(sheet, PLAN_VOCABULARY, mapping)
    titles = Titles(contents, about=("plan", ""))
    for table in tables[:1]:
        for index in table.body if not table.header else ():
            titles.note(table.grid.rows[index], table.grid.address(index, 0))
    titles.close()
    if not contents.answers.unused:
        plans = [table for table in tables if table.header]
        contents.used_tables = without_abridged(plans, contents) if sheet.breaks else plans
    return contents


def _owners(
    contents: Sequence[SheetContents],
    of_owner: Sequence[SheetContents],
    file: str,
    mapping: FileMapping,
) -> tuple[list[Owner], list[Problem]]:
    """Return the owner of each sheet's measures, from the nearest place that names it.

    If the titles of the sheets `of_owner` are ambiguous, the file name is not used instead.
    """
    in_doubt = {code for each in of_owner for code in each.metadata.in_doubt}
    by_sheet = {each.name: each.metadata.owner for each in of_owner}
    answer = Owner(mapping.agency, mapping.fiscal_year)
    of_file = Owner(*(single_value(owner[at] for owner in by_sheet.values()) for at in (0, 1)))
    of_file = answer.or_else(of_file)
    is_undated = any(
        not by_sheet.get(each.name, NO_OWNER).year and not table.where("year")
        for each in contents
        for table in each.used_tables
    )
    of_name, problems = owner_of_file_name(
        file,
        agency=not (of_file.agency or "agency-unclear" in in_doubt),
        year=is_undated and not (of_file.year or "fiscal-year-unclear" in in_doubt),
    )
    owners = [
        Owner(each.answers.agency, each.answers.fiscal_year)
        .or_else(answer)
        .or_else(by_sheet.get(each.name, NO_OWNER))
        .or_else(of_file)
        .or_else(of_name)
        for each in contents
    ]
    return owners, problems


def _with_years(problems: Sequence[Problem], rows: Sequence[Row]) -> list[Problem]:
    """Return the problems; offer the fiscal years of known deadlines where a year is missing."""
    years = sorted({fiscal_year_of(row["deadline"]) for row in rows if row["deadline"]})
    options = tuple(Option(str(year), FileMapping(fiscal_year=year)) for year in years)
    return [
        replace(each, options=options) if each.code == "deadline-without-year" else each
        for each in problems
    ]


def _values(contents: Sequence[SheetContents], role: str) -> list[str]:
    """Return the distinct texts in the columns of a role."""
    texts = {
        comparison_key(text): text
        for each in contents
        for table in each.used_tables
        for at in table.where(role)
        for index in table.body
        if (text := display_text(table.grid.rows[index][at]))
    }
    return list(texts.values())
