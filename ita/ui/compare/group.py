"""The agencies that the chosen one is compared with, and cached computations on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple
from uuid import uuid4

import numpy as np
import pandas as pd
import streamlit as st

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment
from ita.analysis.compare_agencies import (
    gather_scores,
    position_of_agency,
    rank_agencies,
    same_kind,
    spread,
    with_levels,
)
from ita.domain.agencies import agency_key
from ita.domain.tables import COMPARED_KEYS
from ita.store import ResultQueries
from ita.thai.text import comparison_key
from ita.ui.compare.results import results_revision, saved_scores
from ita.ui.results import ask_results, local_workbooks

# Number of agencies that a ranking lists; a search finds the others.
LISTED = 100
_FIGURES = ["agency", "key", "score", "complete", "grade"]


@dataclass(frozen=True, eq=False)
class Group:
    """The agencies of a year, including the chosen one, with cached computations on them.

    `scores` is a year scores table; `figures` has the figures of agencies that are not in the
    store (columns agency, key, score, complete, grade). `left_out` is the number of agencies of
    another kind, `unnamed` of saved workbooks of the year without an agency. `token` is a unique
    id, used in cache keys. The tables must not be changed.
    """

    agency: str
    fiscal_year: int
    scores: pd.DataFrame
    figures: pd.DataFrame
    left_out: int
    unnamed: int
    token: str = field(default_factory=lambda: uuid4().hex)
    _ranked: dict[str, pd.DataFrame] = field(default_factory=dict)
    _listed: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def is_alone(self) -> bool:
        """Whether there is no other agency to compare with."""
        return len(self.scores) < 2

    @cached_property
    def spreads(self) -> pd.DataFrame:
        """`spread` of the group."""
        return spread(self.scores)

    @cached_property
    def position(self) -> pd.DataFrame:
        """`position_of_agency` of the chosen agency."""
        return position_of_agency(self.scores, self.agency, self.spreads)

    @cached_property
    def keys(self) -> list[str]:
        """The figures by which agencies can be ranked, the total first."""
        known = [key for key in COMPARED_KEYS if self.scores[key].notna().any()]
        return ["total", *(key for key in known if key != "total")]

    @cached_property
    def with_indicators(self) -> list[str]:
        """The agencies that have a score for any indicator, ordered by total."""
        indicators = [key for key in COMPARED_KEYS if key.isdigit()]
        has_any = self.scores[indicators].notna().any(axis=1)
        names = set(self.scores["agency"][has_any])
        return [name for name in self.ranked("total")["agency"].tolist() if name in names]

    def ranked(self, key: str) -> pd.DataFrame:
        """Return `rank_agencies` by a figure."""
        if key not in self._ranked:
            self._ranked[key] = rank_agencies(self.scores, key)
        return self._ranked[key]

    def listed(self, key: str) -> pd.DataFrame:
        """Return the first LISTED agencies of `ranked(key)` with their levels."""
        if key not in self._listed:
            self._listed[key] = self.add_levels(self.ranked(key).head(LISTED), key)
        return self._listed[key]

    def add_levels(self, ranked: pd.DataFrame, key: str) -> pd.DataFrame:
        """Return rows of `ranked(key)` with levels, and incomplete scores of unranked agencies."""
        is_listed = self.scores["agency"].isin(ranked["agency"])
        rows = self.scores[["agency_id", "agency"]][is_listed].dropna()
        names = dict(zip(rows["agency_id"].tolist(), rows["agency"].tolist(), strict=True))
        figures = self.figures[self.figures["key"] == key]
        figures = figures[figures["agency"].isin(ranked["agency"])]
        if names:
            nothing = figures.iloc[:0]
            year, ids = self.fiscal_year, tuple(names)
            saved = ask_results(nothing, ResultQueries.figures_of_year, year, key, ids)
            if len(saved):
                saved = saved.assign(agency=[names[each] for each in saved["agency_id"].tolist()])
                figures = pd.concat([figures, saved], ignore_index=True) if len(figures) else saved
        return with_levels(ranked, figures)

    def search(self, typed: str) -> set[str] | None:
        """Return the agencies whose name, type or province matches; None for a blank search."""
        wanted = comparison_key(typed)
        if not wanted:
            return None
        spelled = agency_key(typed)
        columns = (self.scores["agency"].tolist(), self.scores["name_key"].tolist(), self._kinds)
        return {
            agency
            for agency, key, kind in zip(*columns, strict=True)
            if wanted in key or key.startswith(spelled) or wanted in kind
        }

    @cached_property
    def _kinds(self) -> list[str]:
        """Type and province of each agency, normalized for searching."""
        pairs = list(zip(self.scores["agency_type"], self.scores["province"], strict=True))
        keys = {pair: f"{comparison_key(pair[0])} {comparison_key(pair[1])}" for pair in set(pairs)}
        return [keys[pair] for pair in pairs]

    @cached_property
    def agency_types(self) -> list[str]:
        """The agency types in the group, sorted."""
        return _values(self.scores["agency_type"])

    @cached_property
    def provinces(self) -> list[str]:
        """The provinces in the group, sorted."""
        return _values(self.scores["province"])

    def limited_to(self, agency_type: str | None, province: str | None) -> "Group":
        """Return the group of a type and a province; the chosen agency is always included."""
        if not (agency_type or province):
            return self
        return _limit(self.token, agency_type, province, self)


def _values(column: pd.Series) -> list[str]:
    return sorted({str(value) for value in column.unique()} - {""})


@st.cache_resource(max_entries=32, show_spinner=False)
def _limit(token: str, agency_type: str | None, province: str | None, _group: Group) -> Group:
    fits = np.ones(len(_group.scores), dtype=bool)
    for name, value in (("agency_type", agency_type), ("province", province)):
        if value:
            fits &= (_group.scores[name] == value).to_numpy(dtype=bool)
    fits |= (_group.scores["agency"] == _group.agency).to_numpy(dtype=bool)
    scores = _group.scores[fits].reset_index(drop=True)
    return replace(_group, scores=scores, token=uuid4().hex, _ranked={}, _listed={})


def load_group(chosen: Assessment) -> Group | None:
    """Return the agencies of the chosen year; None if the file has no agency or no year.

    Each agency has one result: the chosen one, else one opened in this visit, else a saved one,
    else a bundled one. Spellings of a name count as one agency, under the first spelling. District
    offices are assessed separately, so each kind is compared with its own. (DOMAIN.md §3)
    """
    if chosen.fiscal_year is None or not chosen.agency:
        return None
    year = chosen.fiscal_year
    workbooks = [each for each in local_workbooks() if year in each.contents.by_year]
    tokens = tuple(each.contents.token for each in workbooks)

    def of_origin(is_bundled: bool) -> list["_LocalScores"]:
        return [
            _local_scores(each.contents.token, year, each.contents.by_year[year])
            for each in workbooks
            if (each.origin == "bundled") is is_bundled
        ]

    return _make_group(
        (results_revision(), year, chosen.digest, tokens),
        chosen,
        lambda: (of_origin(is_bundled=False), of_origin(is_bundled=True)),
    )


class _LocalScores(NamedTuple):
    """Results of a year that are not in the store: a year scores table, and their figures."""

    scores: pd.DataFrame
    figures: pd.DataFrame


def _collect(assessments: Sequence[Assessment]) -> _LocalScores:
    results = collect_results(assessments)
    compared = results[results["key"].isin(COMPARED_KEYS) & (results["level"] != "item")]
    return _LocalScores(gather_scores(results), compared[_FIGURES].reset_index(drop=True))


@st.cache_resource(max_entries=32, show_spinner=False)
def _local_scores(token: str, fiscal_year: int, _assessments: Sequence[Assessment]) -> _LocalScores:
    return _collect(_assessments)


@st.cache_resource(max_entries=16, show_spinner=False)
def _make_group(
    key: tuple[str, int, str, tuple[str, ...]],
    _chosen: Assessment,
    _local: Callable[[], tuple[list[_LocalScores], list[_LocalScores]]],
) -> Group:
    revision, fiscal_year, *_ = key
    saved = saved_scores(revision, fiscal_year)
    opened, bundled = _local()
    local = [_collect([_chosen]), *opened, *bundled]
    before = [_completed(each.scores, saved) for each in local[: 1 + len(opened)]]
    scores = pd.concat([*before, saved, *(each.scores for each in bundled)], ignore_index=True)
    scores = scores[~scores["name_key"].duplicated()]
    group = same_kind(scores, _chosen.agency)
    figures = pd.concat([each.figures for each in reversed(local)], ignore_index=True)
    left_out, unnamed = (
        len(scores) - len(group),
        ask_results(0, ResultQueries.count_unnamed, fiscal_year),
    )
    return Group(_chosen.agency, fiscal_year, group, figures, left_out, unnamed)


def _completed(scores: pd.DataFrame, saved: pd.DataFrame) -> pd.DataFrame:
    """Return local rows with the type and province that the store has for the same agency."""
    beside = saved[["name_key", "agency_type", "province"]]
    known = beside[saved["name_key"].isin(scores["name_key"])].set_index("name_key")
    columns = {}
    for name in ("agency_type", "province"):
        stored = known[name].reindex(scores["name_key"]).set_axis(scores.index)
        columns[name] = stored.where(stored != "").fillna(scores[name])
    return scores.assign(**columns)
