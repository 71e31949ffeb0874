"""One agency in one fiscal year with everything that follows from its tables; what pages work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd

from ita.analysis.levels import Standing, level_standing
from ita.analysis.ranking import above, lowest, ranked, standing
from ita.analysis.reconcile import reconcile
from ita.analysis.roll_up import figures, roll_up
from ita.framework import Framework, load
from ita.reading.problems import Problem

if TYPE_CHECKING:
    from ita.reading.scores import Reading


@dataclass(frozen=True)
class Assessment:
    """The tables of one agency and year, and the results that are computed from them when asked."""

    agency: str
    fiscal_year: int | None
    framework: Framework
    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: tuple[Problem, ...] = ()

    @cached_property
    def digest(self) -> str:
        """What tells the tables and the framework of two assessments apart."""
        told = [self.agency, str(self.fiscal_year), self.framework.variant]
        told += [table.to_json(orient="values") for table in (self.scores, self.reported)]
        return sha256("\n".join(told).encode()).hexdigest()

    @cached_property
    def results(self) -> pd.DataFrame:
        """`roll_up` of the tables."""
        return roll_up(self.scores, self.reported, self.framework)

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """`ranked` of the items."""
        return ranked(self.scores, self.results)

    @cached_property
    def lowest(self) -> pd.DataFrame:
        """`lowest` five of each instrument."""
        return lowest(self.ranked)

    @cached_property
    def lowest_standing(self) -> pd.DataFrame:
        """`standing` of the lowest five."""
        return standing(self.ranked, self.framework)

    @cached_property
    def above(self) -> pd.DataFrame:
        """`above` the pass mark."""
        return above(self.ranked, self.framework)

    @cached_property
    def level(self) -> Standing:
        """`level_standing` of the total."""
        return level_standing(self.results, self.framework)

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """`reconcile`: every printed figure beside the computed one."""
        return reconcile(self.results, self.reported, self.above, self.framework)

    @property
    def differences(self) -> pd.DataFrame:
        """The rows of `comparison` that differ by more than their tolerance."""
        return self.comparison[self.comparison["state"] == "different"].reset_index(drop=True)

    @property
    def total(self) -> float | None:
        """The total, not rounded; None where it is missing."""
        return figures(self.results, "total")["total"]


def assessments(reading: "Reading", variant: str | None = None) -> list[Assessment]:
    """The agencies and years of a file, in the order in which the file names them.

    `variant` overrides what the file says of its framework. A problem goes to the agency whose
    cell it names, and to every agency where it names none of theirs.
    """
    keys = ["agency", "fiscal_year"]
    both = pd.concat([reading.scores[keys], reading.reported[keys]]).drop_duplicates()
    chosen = variant or reading.variant or "national"
    parts = []
    for agency, year in both.itertuples(index=False):
        scores = _of(reading.scores, agency, year)
        reported = _of(reading.reported, agency, year)
        parts.append((agency, year, scores, reported))
    cells = [_cells(scores, reported) for _, _, scores, reported in parts]
    everyone = set().union(*cells) if cells else set()
    return [
        Assessment(
            agency="" if pd.isna(agency) else str(agency),
            fiscal_year=None if pd.isna(year) else int(year),
            framework=load(None if pd.isna(year) else int(year), chosen),
            scores=scores,
            reported=reported,
            problems=_problems_of(reading.problems, own, everyone),
        )
        for (agency, year, scores, reported), own in zip(parts, cells, strict=True)
    ]


def _of(table: pd.DataFrame, agency: str, year: int) -> pd.DataFrame:
    same_agency = table["agency"].isna() if pd.isna(agency) else table["agency"] == agency
    same_year = table["fiscal_year"].isna() if pd.isna(year) else table["fiscal_year"] == year
    return table[same_agency.fillna(False) & same_year.fillna(False)].reset_index(drop=True)


def _cells(*tables: pd.DataFrame) -> set[tuple[str, str]]:
    return {
        (str(sheet), str(cell))
        for table in tables
        for sheet, cell in zip(table["sheet"], table["cell"], strict=True)
    }


def _problems_of(
    problems: Sequence[Problem], own: set[tuple[str, str]], everyone: set[tuple[str, str]]
) -> tuple[Problem, ...]:
    return tuple(
        problem
        for problem in problems
        if (problem.sheet, problem.cell) in own or (problem.sheet, problem.cell) not in everyone
    )
