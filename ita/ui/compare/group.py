"""The agencies that the chosen one is compared with: gathered once, filtered, ranked once."""

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

# So many agencies of a ranking are listed; a search finds the others.
LISTED = 100
_FIGURES = ["agency", "key", "score", "complete", "grade"]


@dataclass(frozen=True, eq=False)
class Group:
    """The agencies of a year with the chosen one among them, and what is computed of them once.

    `scores` is a year scores table; `figures` has the figures of those that are in no store, with
    the columns agency, key, score, complete, grade. `left_out` agencies are of another kind;
    `unnamed` saved workbooks of the year name no agency.
    `token` tells a group from every other one. Nobody may change the tables.
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
        """Whether there is nobody to compare with."""
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
        """The agencies that have any indicator, by their totals."""
        indicators = [key for key in COMPARED_KEYS if key.isdigit()]
        has_any = self.scores[indicators].notna().any(axis=1)
        names = set(self.scores["agency"][has_any])
        return [name for name in self.ranked("total")["agency"].tolist() if name in names]

    def ranked(self, key: str) -> pd.DataFrame:
        """`rank_agencies` by a figure."""
        if key not in self._ranked:
            self._ranked[key] = rank_agencies(self.scores, key)
        return self._ranked[key]

    def listed(self, key: str) -> pd.DataFrame:
        """The first LISTED agencies of `ranked(key)` with their levels."""
        if key not in self._listed:
            self._listed[key] = self.add_levels(self.ranked(key).head(LISTED), key)
        return self._listed[key]

    def add_levels(self, ranked: pd.DataFrame, key: str) -> pd.DataFrame:
        """Rows of `ranked(key)` with their levels, and incomplete scores where there are such."""
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
        """The agencies whose name, type or province fits what is typed; None where it is blank."""
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
        """Type and province of each agency in the form in which texts are compared."""
        pairs = list(zip(self.scores["agency_type"], self.scores["province"], strict=True))
        keys = {pair: f"{comparison_key(pair[0])} {comparison_key(pair[1])}" for pair in set(pairs)}
        return [keys[pair] for pair in pairs]

    @cached_property
    def agency_types(self) -> list[str]:
        """The types of its agencies, in order."""
        return _values(self.scores["agency_type"])

    @cached_property
    def provinces(self) -> list[str]:
        """The provinces of its agencies, in order."""
        return _values(self.scores["province"])

    def limited_to(self, agency_type: str | None, province: str | None) -> "Group":
        """The agencies of a type and a province, and the chosen one whatever it is."""
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
    """The agencies of the chosen year; None where the file names no agency or no year.

    One result an agency: the chosen one before all others, then what this visit has opened, then
    what is saved, then what is bundled. Spellings of one name count as one agency, by the name as
    it comes first. District offices are assessed apart from all others, so each kind is compared
    with its own. (DOMAIN.md §3)
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
    """Results of a year that are in no store: a year scores table, and their figures."""

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
    """Local rows with the type and the province that the store knows of the same agency."""
    beside = saved[["name_key", "agency_type", "province"]]
    known = beside[saved["name_key"].isin(scores["name_key"])].set_index("name_key")
    columns = {}
    for name in ("agency_type", "province"):
        stored = known[name].reindex(scores["name_key"]).set_axis(scores.index)
        columns[name] = stored.where(stored != "").fillna(scores[name])
    return scores.assign(**columns)
