"""From a file to the score table and the reported table, with every problem that was met."""

from dataclasses import dataclass, replace

import pandas as pd

from ita.reading.assembled import assembled
from ita.reading.found import Found, Understood
from ita.reading.layout import grid_of, tables_of
from ita.reading.problems import Problem
from ita.reading.shapes.long import LongReader
from ita.reading.shapes.place import Place
from ita.reading.shapes.wide import WideReader
from ita.reading.workbook import DEFAULT_LIMITS, Limits, Sheet, open_workbook, shown_name

__all__ = ["Reading", "Understood", "read_scores"]


@dataclass(frozen=True)
class Reading:
    """What a file holds: the tables of ita/tables.py, what was wrong, and what was understood.

    `variant` is "bangkok" or "national" where the file says so, else None.
    """

    file: str
    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: tuple[Problem, ...]
    understood: tuple[Understood, ...]
    variant: str | None


def read_scores(
    data: bytes,
    name: str,
    *,
    agency: str | None = None,
    fiscal_year: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Reads the scores of a spreadsheet in whatever shape an office keeps them.

    `name` is the file's name, for messages and, when nothing else tells it, for the year. `agency`
    and `fiscal_year` (Buddhist Era) are what the user corrected: they replace the file's own where
    it holds one agency or year, and fill the gaps where it holds several. Scores are points from 0
    to 100. Never raises for bad bytes: what is wrong is in `problems`. (DOMAIN.md §6)
    """
    file = shown_name(name)
    sheets, problems = open_workbook(data, name, limits)
    founds = [_found(sheet) for sheet in sheets]
    result = assembled(founds, sheets, file, agency=agency, fiscal_year=fiscal_year)
    if sheets and not problems and result.scores.empty and result.reported.empty:
        names = ", ".join(sheet.name for sheet in sheets if sheet.name)
        problems.append(Problem("no-scores-found", value=names))
    return Reading(
        file=file,
        scores=result.scores,
        reported=result.reported,
        problems=tuple(replace(each, file=file) for each in (*problems, *result.problems)),
        understood=result.understood,
        variant=result.variant,
    )


def _found(sheet: Sheet) -> Found:
    """Everything that one sheet holds."""
    found = Found(sheet.name, sheet.unread)
    grid = grid_of(sheet)
    place = Place()
    for table in tables_of(grid):
        if table.wide:
            WideReader(grid, table, found).read()
        else:
            LongReader(grid, table, place, found).read()
    return found
