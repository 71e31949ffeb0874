"""Read a file into the score table and the reported table, with all problems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from ita.domain.mapping import NO_ANSWERS, UNUSED, FileMapping
from ita.domain.problems import Place, Problem
from ita.reading.files.sheet import locate_problems
from ita.reading.files.workbook import DEFAULT_LIMITS, Limits, Sheet, display_name, open_workbook
from ita.reading.generated_sheets import is_computed, is_generated_sheet
from ita.reading.scores.claims import Owner
from ita.reading.scores.contents import SheetContents, TableSummary, open_sheet
from ita.reading.scores.labels import Headings
from ita.reading.scores.merging import merge_sheets
from ita.reading.scores.other_assessments import other_assessment
from ita.reading.scores.shapes.columns import figure_columns, is_wide
from ita.reading.scores.shapes.long import LongReader
from ita.reading.scores.shapes.rows import WideReader, with_agencies
from ita.reading.scores.shapes.sentences import settle_statements
from ita.reading.scores.shapes.titles import Titles
from ita.reading.tables.headers import SCORE_VOCABULARY
from ita.reading.tables.plan_headers import without_plans
from ita.reading.tables.table import Table

__all__ = ["Reading", "TableSummary", "read_scores", "read_sheets"]


@dataclass(frozen=True)
class Reading:
    """The result of reading a file: its tables (see ita/domain/tables.py) and its problems.

    `tables` summarises how each table was read. `variant` is "bangkok" or "national" if it is
    stated in the file or an answer or follows from the agencies, else None. `places` maps the cell
    addresses of a document's printed figures to their places.
    """

    file: str
    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: tuple[Problem, ...]
    tables: tuple[TableSummary, ...]
    variant: str | None
    places: Mapping[str, Place] = field(default_factory=dict)


def read_scores(
    data: bytes,
    name: str,
    *,
    mapping: FileMapping = NO_ANSWERS,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read the scores of a file, in any of the layouts that offices use.

    `name` is the file's name, used in messages and, if nothing else states them, for the agency and
    year. `mapping` holds the user's answers: its agency and fiscal year (Buddhist Era) replace
    those of a file with one agency or year, and fill the gaps of a file with several. Scores are
    points from 0 to 100. Figures in doubt are not in the tables, but reported as problems with
    options. Sheets computed by the dashboard, and those of measures and follow-ups, are ignored.
    Never raises for invalid data: errors are in `problems`. (DOMAIN.md §6)
    """
    sheets, problems = open_workbook(data, name, limits)
    return read_sheets(sheets, display_name(name), problems, mapping=mapping)


def read_sheets(
    sheets: Sequence[Sheet],
    file: str,
    problems: Sequence[Problem] = (),
    *,
    mapping: FileMapping = NO_ANSWERS,
) -> Reading:
    """Read the scores of an open file like `read_scores`; `problems` are those of opening it."""
    is_only_computed = bool(sheets) and all(map(is_computed, sheets))
    sheets = [sheet for sheet in sheets if not is_generated_sheet(sheet)]
    contents = [_read_sheet(sheet, mapping) for sheet in sheets]
    settle_statements(contents)
    merged = merge_sheets(contents, file, mapping)
    all_problems = [*problems, *merged.problems]
    is_refused = any(each.severity == "error" for each in problems)
    is_refused = is_refused or any(each.code == "other-assessment" for each in all_problems)
    if not is_refused and merged.scores.empty and merged.reported.empty:
        code = "table-computed" if is_only_computed else "no-scores-found"
        all_problems.append(
            Problem(code, value=", ".join(sheet.name for sheet in sheets if sheet.name))
        )
    return Reading(
        file=file,
        scores=merged.scores,
        reported=merged.reported,
        problems=locate_problems(all_problems, sheets, file),
        tables=tuple(each for content in contents for each in content.tables),
        variant=merged.variant,
        places=_places(sheets, merged.reported),
    )


def _places(sheets: Sequence[Sheet], reported: pd.DataFrame) -> dict[str, Place]:
    """Return the places of a document's printed figures; a document has one sheet."""
    document = next((sheet for sheet in sheets if sheet.places), None)
    if document is None:
        return {}
    places = ((cell, document.find_place(cell)) for cell in reported["cell"].dropna())
    return {cell: place for cell, place in places if place}


def _read_sheet(sheet: Sheet, mapping: FileMapping) -> SheetContents:
    """Return the contents of one sheet."""
    contents, tables = open_sheet(sheet, SCORE_VOCABULARY, mapping)
    answers = contents.answers
    titles = Titles(contents, Owner(answers.agency, answers.fiscal_year))
    other = other_assessment(sheet.name, sheet.rows)
    if other and not answers.columns:
        contents.problem("other-assessment", value=other)
        return contents
    headings = Headings()
    for table in without_plans(tables) if sheet.breaks else tables:
        _read_table(table, headings, titles, contents)
    titles.close()
    if answers.unused:
        # The metadata of a sheet is used even if its figures are not.
        return SheetContents(sheet, answers=answers, metadata=contents.metadata)
    return contents


def _read_table(table: Table, headings: Headings, titles: Titles, contents: SheetContents) -> None:
    table = with_agencies(table)
    reads_rows = WideReader if is_wide(table) else LongReader
    reader = reads_rows(table, figure_columns(table, contents), contents, titles, headings)
    grid, kinds = table.grid, contents.row_kinds
    for index in () if table.body else table.header:
        # A header without rows may be a title: "เทศบาลเมือง… | ปีงบประมาณ 2565" above the table.
        titles.note(grid.rows[index], grid.address(index, 0))
    for index in table.body:
        row = grid.rows[index]
        # A row of a transposed table is not a row of the sheet.
        number = 0 if grid.transposed else grid.numbers[index]
        if number in contents.answers.unused_rows:
            kinds[number] = UNUSED
        elif row.count("") < len(row):
            kinds[number] = reader.read(index, row)
    reader.finish()
    if not reader.rows_taken:
        return
    contents.used_tables.append(table)
    contents.summarize(table, reader.shape(), reader.rows_taken, kinds)
