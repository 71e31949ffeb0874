"""One agency in one fiscal year with everything that follows from its tables; what pages work on."""

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


# Two of them are never compared by their tables, which have no single truth value.
@dataclass(frozen=True, eq=False)
class Assessment:
    """The tables of one agency and year, and what is computed from them on first use."""

    agency: str
    fiscal_year: int | None
    framework: Framework
    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    # Where the printed figures of a document stand, by the addresses of their cells.
    places: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """What tells the tables and the framework of two assessments apart."""
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
        """The level of the total, and what the next one takes."""
        return self._levels["total"]

    @cached_property
    def _levels(self) -> dict[str, LevelOfRecord]:
        return levels_of_record(self.results, self.reported, self.framework)

    def level_of(self, key: str) -> LevelOfRecord:
        """The level of "total", "IIT" … "OIT" or "1" … "10"; none where the year has no such."""
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
    """The agencies and years of a file, in the order in which the file names them.

    `variant` overrides what the file says of its framework; where neither says it, the kind of the
    agency does: a district office is Bangkok's. (DOMAIN.md §3) A problem goes to the agency whose
    cell it names, and to every agency where it names none of theirs.
    """
    chosen = variant or reading.variant
    scores, reported = _by_owner(reading.scores), _by_owner(reading.reported)
    no_scores, no_claims = reading.scores.iloc[:0], reading.reported.iloc[:0]
    # A list of offices names thousands of the same year.
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
    """The agency and year of each row."""
    pairs = zip(table["agency"].tolist(), table["fiscal_year"].tolist(), strict=True)
    return [
        (None if pd.isna(agency) else agency, None if pd.isna(year) else year)
        for agency, year in pairs
    ]


def _by_owner(table: pd.DataFrame) -> dict[Owner, pd.DataFrame]:
    """The rows of each owner as a table counted from 0, in the order of their first rows."""
    rows: dict[Owner, list[int]] = {}
    for row, owner in enumerate(_owners(table)):
        rows.setdefault(owner, []).append(row)
    return {owner: table.take(at).reset_index(drop=True) for owner, at in rows.items()}


def _by_named_cell(reading: "Reading") -> Callable[[Owner], tuple[Problem, ...]]:
    """Gives the problems of an owner: those that name its cells, and those that name nobody's."""
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
