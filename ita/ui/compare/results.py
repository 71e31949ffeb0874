"""Results of every agency and year that a visitor can choose, gathered for comparisons."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import streamlit as st

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment
from ita.domain.agencies import agency_key, variant_of_agency
from ita.domain.tables import AGENCY_RESULT_TYPES, table_of_rows
from ita.store import Filter, ResultQueries, StoreError
from ita.ui.results import local_results, options_of_agency
from ita.ui.sidebar import current_view
from ita.ui.store_access import store

# What agencies are compared by; their questions are not.
LEVELS = ("total", "instrument", "indicator")
# More agencies than these have one spelling of a name only where somebody saved them by mistake.
SPELLINGS = 20


def results_for_comparison(
    chosen: Assessment,
    is_wanted: Callable[[Assessment], bool],
    query: Callable[[ResultQueries], Iterable[pd.DataFrame]],
) -> pd.DataFrame:
    """An agency results table of the chosen assessment and of all others that are wanted.

    `query` asks the store for the saved ones. One result an agency and year: the chosen one before
    all others, then what this visit has opened, then what is saved, then what is bundled. A file
    that names no agency is compared with itself alone, since nobody knows whose the others are.
    Spellings of one name count as one agency, by the name as it comes first.
    """
    local = [each for each in local_results() if each.assessment.agency]
    local = [each for each in local if is_wanted(each.assessment)]
    nameless = [] if chosen.agency else _results_beside_chosen()
    tables = [
        _collect(chosen),
        *(_collect(each.assessment) for each in local if each.origin == "visit"),
        *_saved(query),
        *(_collect(each.assessment) for each in local if each.origin == "bundled"),
        *(_collect(each) for each in nameless if is_wanted(each)),
    ]
    return _first_of_each(tables)


def results_of_agency(chosen: Assessment) -> pd.DataFrame:
    """The results of the chosen agency in all its years."""
    key = agency_key(chosen.agency)

    def of_agency(saved: ResultQueries) -> Iterable[pd.DataFrame]:
        agencies = saved.agencies(Filter(search=chosen.agency), SPELLINGS)
        for agency, agency_id in zip(agencies["agency"], agencies["agency_id"], strict=True):
            if key and agency_key(agency) == key:
                yield saved.of_agency(agency_id)

    return results_for_comparison(chosen, lambda other: agency_key(other.agency) == key, of_agency)


def results_of_year(chosen: Assessment) -> tuple[pd.DataFrame, int]:
    """The results of all agencies of the chosen year, and how many agencies are left out.

    District offices are assessed apart from all others, so each kind is compared with its own.
    (DOMAIN.md §3)
    """
    year = chosen.fiscal_year or 0
    results = results_for_comparison(
        chosen,
        lambda other: other.fiscal_year == year and bool(other.agency),
        lambda saved: [saved.of_year(year, levels=LEVELS)],
    )
    kind = variant_of_agency(chosen.agency)
    names = results["agency"].unique()
    same = {name for name in names if variant_of_agency(name) == kind}
    return results[results["agency"].isin(same)].reset_index(drop=True), len(names) - len(same)


def _results_beside_chosen() -> list[Assessment]:
    """The other results without an agency of the chosen file."""
    chosen = current_view().chosen
    if chosen is None:
        return []
    options = options_of_agency(chosen.agency)
    return [
        each.assessment for each in options if each.digest == chosen.digest and each.is_readable
    ]


def _saved(query: Callable[[ResultQueries], Iterable[pd.DataFrame]]) -> list[pd.DataFrame]:
    """What the store holds; nothing where it can't be read, which the data page says."""
    try:
        return list(query(store().results))
    except StoreError:
        return []


def _first_of_each(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The first result of each agency and year, under the first spelling of the agency's name."""
    spellings: dict[str, str] = {}
    seen: set[tuple[str, int | None]] = set()
    parts = []
    for table in tables:
        numbers = table.groupby(["agency", "fiscal_year"], dropna=False, sort=False).ngroup()
        owners = table.loc[~numbers.duplicated(), ["agency", "fiscal_year"]]
        is_new, names = [], []
        for name, year in owners.itertuples(index=False):
            key = agency_key(name)
            owner = key, None if pd.isna(year) else int(year)
            is_new.append(owner not in seen)
            names.append(spellings.setdefault(key, name))
            seen.add(owner)
        agencies = pd.array(names, dtype="string").take(numbers.to_numpy())
        parts.append(table.assign(agency=agencies)[np.array(is_new, dtype=bool)[numbers]])
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else table_of_rows([], AGENCY_RESULT_TYPES)


def _collect(assessment: Assessment) -> pd.DataFrame:
    return _collect_once(assessment.digest, assessment)


# Known by what it holds, so that a file that is replaced or answered anew is collected anew.
@st.cache_resource(max_entries=512, show_spinner=False)
def _collect_once(digest: str, _assessment: Assessment) -> pd.DataFrame:
    return collect_results([_assessment])
