"""One agency in one fiscal year, with all computed results; the pages work on this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd

from ita.analysis.levels import LevelOfRecord, levels_of_record
from ita.analysis.ranking import above, lowest, lowest_overall, lowest_status, ranked
from ita.analysis.reconcile import DIFFERENT, reconcile
from ita.analysis.results import figures
from ita.analysis.roll_up import roll_up
from ita.domain.agencies import variant_of_agency
from ita.domain.framework import Framework, load_framework
from ita.domain.problems import Place, Problem

if TYPE_CHECKING:
    from ita.reading.scores import Reading

# Agency and fiscal year; None where the file doesn't name them.
Owner = tuple[str | None, int | None]


# Compared by identity, since comparing tables with == does not yield a single bool.
@dataclass(frozen=True, eq=False)
class Assessment:
    """The tables of one agency and year; results are computed from them on first use."""

    agency: str
    fiscal_year: int | None
    framework: Framework
    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    # Places in a document of the printed figures, by the address of their cells.
    places: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """A hash of the agency, the year, the framework variant and the tables."""
        parts = [self.agency, str(self.fiscal_year), self.framework.variant]
        parts += [table.to_json(orient="values") for table in (self.scores, self.reported)]
        return sha256("\n".join(parts).encode()).hexdigest()

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
    def lowest_overall(self) -> pd.DataFrame:
        """`lowest_overall`: the five lowest of all items."""
        return lowest_overall(self.ranked)

    @cached_property
    def lowest_status(self) -> pd.DataFrame:
        """`lowest_status` of the lowest five."""
        return lowest_status(self.ranked, self.framework)

    @cached_property
    def above(self) -> pd.DataFrame:
        """`above` the pass mark."""
        return above(self.ranked, self.framework)

    @property
    def level(self) -> LevelOfRecord:
        """The level of the total, and the requirements of the next one."""
        return self._levels["total"]

    @cached_property
    def _levels(self) -> dict[str, LevelOfRecord]:
        return levels_of_record(self.results, self.reported, self.framework)

    def level_of(self, key: str) -> LevelOfRecord:
        """Return the level of "total", "IIT" … "OIT" or "1" … "10"; else an empty one."""
        return self._levels.get(key, LevelOfRecord())

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """`reconcile`: every printed figure beside the computed one."""
        return reconcile(self.results, self.reported, self.above, self._levels, self.framework)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """The rows of `comparison` whose parts cannot give the printed figure."""
        return self.comparison[self.comparison["state"].isin(DIFFERENT)].reset_index(drop=True)

    @cached_property
    def total(self) -> float | None:
        """The total, not rounded; None where it is missing."""
        return figures(self.results, "total")["total"]


def assessments(reading: "Reading", variant: str | None = None) -> list[Assessment]:
    """Return an assessment per agency and year of a file, in the order of the file.

    `variant` overrides the framework variant of the file. Without either, the kind of the agency
    decides: district offices use Bangkok's. (DOMAIN.md §3) A problem is assigned to the agencies
    of the cell that it names, and to every agency where that cell belongs to none.
    """
    chosen = variant or reading.variant
    scores, reported = _by_owner(reading.scores), _by_owner(reading.reported)
    no_scores, no_claims = reading.scores.iloc[:0], reading.reported.iloc[:0]
    # Cached, since a list of offices names thousands of agencies of the same year.
    framework = cache(load_framework)
    owners = list(dict.fromkeys((*scores, *reported)))
    problems = _by_named_cell(reading)
    return [
        Assessment(
            agency=agency or "",
            fiscal_year=year,
            framework=framework(year, chosen or variant_of_agency(agency) or "national"),
            scores=scores.get((agency, year), no_scores),
            reported=reported.get((agency, year), no_claims),
            problems=problems((agency, year)),
            places=reading.places,
        )
        for agency, year in owners
    ]


def _owners(table: pd.DataFrame) -> list[Owner]:
    """Return the agency and year of each row."""
    pairs = zip(table["agency"].tolist(), table["fiscal_year"].tolist(), strict=True)
    return [
        (None if pd.isna(agency) else agency, None if pd.isna(year) else year)
        for agency, year in pairs
    ]


def _by_owner(table: pd.DataFrame) -> dict[Owner, pd.DataFrame]:
    """Return the rows of each owner as a reindexed table, in the order of first rows."""
    rows: dict[Owner, list[int]] = {}
    for row, owner in enumerate(_owners(table)):
        rows.setdefault(owner, []).append(row)
    return {owner: table.take(at).reset_index(drop=True) for owner, at in rows.items()}


def _by_named_cell(reading: "Reading") -> Callable[[Owner], tuple[Problem, ...]]:
    """Return a function from owner to problems: those of its cells and of no owner."""
    named = {(problem.sheet, problem.cell) for problem in reading.problems}
    owners_of: dict[tuple[str, str], set[Owner]] = {}
    for table in (reading.scores, reading.reported) if named else ():
        cells = zip(table["sheet"].tolist(), table["cell"].tolist(), strict=True)
        for cell, owner in zip(cells, _owners(table), strict=True):
            if cell in named:
                owners_of.setdefault(cell, set()).add(owner)
    of_all: list[int] = []
    of_owner: dict[Owner, list[int]] = {}
    for at, problem in enumerate(reading.problems):
        owners = owners_of.get((problem.sheet, problem.cell))
        if owners is None:
            of_all.append(at)
        for owner in owners or ():
            of_owner.setdefault(owner, []).append(at)
    # Thousands of offices without problems of their own share one tuple.
    shared = tuple(reading.problems[at] for at in of_all)

    def problems_of(owner: Owner) -> tuple[Problem, ...]:
        if owner not in of_owner:
            return shared
        return tuple(reading.problems[at] for at in sorted((*of_all, *of_owner[owner])))

    return problems_of
