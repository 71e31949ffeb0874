"""From a file to the score table and the reported table, with every problem that was met."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ita.domain.mapping import NO_ANSWERS, FileMapping
from ita.domain.problems import Problem
from ita.reading.files.workbook import DEFAULT_LIMITS, Limits, Sheet, open_workbook, shown_name
from ita.reading.generated_sheets import is_computed, is_generated_sheet
from ita.reading.scores.answers import SheetAnswers
from ita.reading.scores.contents import (
    NO_OWNER,
    Owner,
    SheetContents,
    SheetMetadata,
    TableSummary,
)
from ita.reading.scores.merging import merge_sheets
from ita.reading.scores.other_assessments import other_assessment
from ita.reading.scores.shapes.columns import figure_columns, is_wide
from ita.reading.scores.shapes.headings import HeadingContext
from ita.reading.scores.shapes.long import LongReader
from ita.reading.scores.shapes.owners import with_agencies
from ita.reading.scores.shapes.rows import RowReader, WideReader
from ita.reading.scores.shapes.titles import note_title
from ita.reading.tables.finder import find_tables
from ita.reading.tables.grid import grid_of
from ita.reading.tables.headers import SCORE_VOCABULARY
from ita.reading.tables.table import Table, layout_of

__all__ = ["Reading", "TableSummary", "read_scores", "read_sheets"]


@dataclass(frozen=True)
class Reading:
    """What a file holds: the tables of ita/domain/tables.py, what was wrong, and what was understood.

    `variant` is "bangkok" or "national" where the file or a person says so, else None.
    """

    file: str
    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: tuple[Problem, ...]
    tables: tuple[TableSummary, ...]
    variant: str | None


def read_scores(
    data: bytes,
    name: str,
    *,
    mapping: FileMapping = NO_ANSWERS,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Reads the scores of a spreadsheet in whatever shape an office keeps them.

    `name` is the file's name, for messages and, when nothing else tells it, for the year. `mapping`
    holds the answers of a person: its agency and fiscal year (Buddhist Era) replace the file's own
    where it holds one agency or year, and fill the gaps where it holds several. Scores are points
    from 0 to 100. What is in doubt is a problem with options and in neither table. Sheets that the
    dashboard computed, and those of measures and their follow-ups, are passed over. Never raises
    for bad bytes: what is wrong is in `problems`. (DOMAIN.md §6)
    """
    sheets, problems = open_workbook(data, name, limits)
    return read_sheets(sheets, shown_name(name), problems, mapping=mapping)


def read_sheets(
    sheets: Sequence[Sheet],
    file: str,
    problems: Sequence[Problem] = (),
    *,
    mapping: FileMapping = NO_ANSWERS,
) -> Reading:
    """The same as read_scores for a file that is open already; `problems` were met at its door."""
    only_computed = bool(sheets) and all(map(is_computed, sheets))
    sheets = [sheet for sheet in sheets if not is_generated_sheet(sheet)]
    contents = [_contents(sheet, mapping) for sheet in sheets]
    merged = merge_sheets(contents, sheets, file, mapping)
    said = [*problems, *merged.problems]
    refused = any(each.severity == "error" for each in problems)
    refused = refused or any(each.code == "other-assessment" for each in said)
    if not refused and merged.scores.empty and merged.reported.empty:
        names = ", ".join(sheet.name for sheet in sheets if sheet.name)
        said.append(Problem("table-computed" if only_computed else "no-scores-found", value=names))
    return Reading(
        file=file,
        scores=merged.scores,
        reported=merged.reported,
        problems=tuple(replace(each, file=file) for each in said),
        tables=tuple(each for content in contents for each in content.tables),
        variant=merged.variant,
    )


def _contents(sheet: Sheet, mapping: FileMapping) -> SheetContents:
    """Everything that one sheet holds."""
    grid = grid_of(sheet)
    tables = find_tables(grid, SCORE_VOCABULARY)
    layout = layout_of(grid, tables)
    given = mapping.of_sheet(sheet.name, layout)
    if given.columns or given.header_rows:
        tables = find_tables(grid, SCORE_VOCABULARY, given)
    several = sum(bool(table.columns) for table in tables) > 1
    found = SheetContents(sheet.name, sheet.unread, sheet.hidden_rows, sheet.percent_cells)
    found.mapping, found.answers = mapping, SheetAnswers(given, layout, several)
    found.title = Owner(given.agency, given.fiscal_year)
    found.facts = SheetMetadata(*found.title, stated=found.title != NO_OWNER)
    other = other_assessment(sheet.name, sheet.rows)
    if other and not given.columns:
        found.problem("other-assessment", value=other)
        return found
    place = HeadingContext()
    for table in tables:
        _read_table(table, place, found, sheet)
    found.close_headings()
    if given.unused:
        # What a sheet says of its file holds, whether or not its figures count.
        return SheetContents(sheet.name, facts=found.facts, answers=found.answers)
    return found


def _read_table(table: Table, place: HeadingContext, found: SheetContents, sheet: Sheet) -> None:
    table = with_agencies(table)
    wide = is_wide(table)
    hidden = sheet.hidden_columns
    if table.grid.transposed:
        hidden = frozenset(map(str, sheet.hidden_rows))
    figures = figure_columns(table, found, found.answers, hidden)
    reader: RowReader = (
        WideReader(table, figures, found) if wide else LongReader(table, figures, found, place)
    )
    rows, numbers, kinds = table.grid.rows, table.grid.numbers, found.row_kinds
    unused, width = found.answers.given.unused_rows, len(table.columns)
    if not table.body:
        # No header of anything: "เทศบาลเมือง… | ปีงบประมาณ 2565" above the table itself.
        for index in table.header:
            note_title(rows[index], table.grid.address(index, 0), found)
    for index in table.body:
        row = rows[index]
        number = numbers[index] if not table.grid.transposed else 0
        if number in unused:
            kinds[number] = "unused"
        elif row.count("") < len(row):
            kinds[number] = reader.read(index, row)
    reader.finish()
    if not reader.taken:
        return
    found.read.append(table)
    header = [numbers[row] for row in table.header] if not table.grid.transposed else []
    found.tables.append(
        TableSummary(
            found.sheet,
            header[0] if header else None,
            reader.shape(),
            reader.taken,
            tuple(header),
            {
                table.grid.column_name(at): table.columns[at].name
                for at in range(width)
                if table.columns[at].role
            },
            kinds,
            found.answers.layout,
        )
    )
