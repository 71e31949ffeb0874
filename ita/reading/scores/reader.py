"""From a file to the score table and the reported table, with every problem that was met."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ita.reading.files.workbook import DEFAULT_LIMITS, Limits, Sheet, open_workbook, shown_name
from ita.reading.generated_sheets import is_generated_sheet
from ita.reading.mapping import NO_ANSWERS, FileMapping
from ita.reading.problems import Problem
from ita.reading.scores.contents import (
    NO_OWNER,
    Owner,
    SheetContents,
    SheetMetadata,
    TableSummary,
)
from ita.reading.scores.merging import assembled
from ita.reading.scores.other_assessments import other_assessment
from ita.reading.scores.shapes.columns import is_wide, unnamed_scores
from ita.reading.scores.shapes.headings import HeadingContext
from ita.reading.scores.shapes.long import LongReader
from ita.reading.scores.shapes.titles import note_title
from ita.reading.scores.shapes.wide import WideReader
from ita.reading.tables.finder import Column, Table, find_tables
from ita.reading.tables.grid import grid_of
from ita.reading.tables.headers import SCORE_VOCABULARY

__all__ = ["Reading", "TableSummary", "read_scores", "read_sheets"]


@dataclass(frozen=True)
class Reading:
    """What a file holds: the tables of ita/tables.py, what was wrong, and what was understood.

    `variant` is "bangkok" or "national" where the file says so, else None.
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
    where it holds one agency or year, and fill the gaps where it holds several. Scores are points from 0
    to 100. Sheets that the dashboard computed, and those of measures and their follow-ups, are
    passed over. Never raises for bad bytes: what is wrong is in `problems`. (DOMAIN.md §6)
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
    sheets = [sheet for sheet in sheets if not is_generated_sheet(sheet)]
    founds = [_found(sheet, mapping) for sheet in sheets]
    result = assembled(founds, sheets, file, agency=mapping.agency, fiscal_year=mapping.fiscal_year)
    said = [*problems, *result.problems]
    refused = problems or any(each.code == "other-assessment" for each in said)
    if not refused and result.scores.empty and result.reported.empty:
        names = ", ".join(sheet.name for sheet in sheets if sheet.name)
        said.append(Problem("no-scores-found", value=names))
    return Reading(
        file=file,
        scores=result.scores,
        reported=result.reported,
        problems=tuple(replace(each, file=file) for each in said),
        tables=result.tables,
        variant=mapping.variant or result.variant,
    )


def _found(sheet: Sheet, mapping: FileMapping) -> SheetContents:
    """Everything that one sheet holds."""
    answers = mapping.of_sheet(sheet.name)
    found = SheetContents(sheet.name, sheet.unread, sheet.hidden_rows, mapping=mapping)
    found.title = Owner(answers.agency, answers.fiscal_year)
    found.facts = SheetMetadata(*found.title, stated=found.title != NO_OWNER)
    other = other_assessment(sheet.name, sheet.rows)
    if other and not answers.columns:
        found.problem("other-assessment", value=other)
        return found
    place = HeadingContext()
    columns: tuple[Column, ...] = ()
    whose = found.title
    for table in find_tables(grid_of(sheet), SCORE_VOCABULARY):
        grid = table.grid
        if not table.body:
            # No header of anything: "เทศบาลเมือง… | ปีงบประมาณ 2565" above the table itself.
            for row in table.header:
                note_title(grid.rows[row], grid.address(row, 0), found)
        _said_of_headers(table, found)
        if table.columns != columns:
            # The same header once more is a new page of the same table.
            columns, whose = table.columns, found.title
        reader = (
            WideReader(grid, table, whose, found)
            if is_wide(table)
            else LongReader(grid, table, place, whose, found)
        )
        reader.read()
        whose = reader.whose
    found.close_headings()
    return found


def _said_of_headers(table: Table, found: SheetContents) -> None:
    """Notes what a reader of the file must know of a table's headers."""
    for at, column in enumerate(table.columns):
        unread = column.role in ("", "unknown")
        if not unread and not column.christian:
            continue
        name, address = table.header_cell(at)
        if column.christian:
            found.year(name, address)
        elif name == "" and (at,) == unnamed_scores(table):
            found.problem("header-missing", address, severity="warning")
        elif column.role == "unknown" and table.holds_figures(at):
            found.problem("column-unused", address, name, "warning")
