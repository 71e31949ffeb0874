"""Results of every agency and year that a visitor can choose, gathered for comparisons."""

from collections.abc import Iterable
from contextlib import suppress

import pandas as pd
import streamlit as st

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment
from ita.domain.agencies import agency_key
from ita.domain.tables import AGENCY_RESULT_TYPES, YEAR_SCORE_TYPES, table_of_rows
from ita.store import ResultQueries, StoreError
from ita.ui.content_cache import compute_once
from ita.ui.results import ask_results, local_workbooks, options_of_agency
from ita.ui.sidebar import current_view
from ita.ui.store_access import address, store

# More agencies than these have one spelling of a name only where somebody saved them by mistake.
SPELLINGS = 20


def results_of_agency(chosen: Assessment) -> pd.DataFrame:
    """The results of the chosen agency in all its years, an agency results table.

    One result a year: the chosen one before all others, then what this visit has opened, then what
    is saved, then what is bundled. A file that names no agency is compared with itself alone, since
    nobody knows whose the others are.
    """
    key = agency_key(chosen.agency)
    workbooks = local_workbooks() if key else []

    def of_origin(is_bundled: bool) -> list[Assessment]:
        return [
            each
            for workbook in workbooks
            if (workbook.origin == "bundled") is is_bundled
            for each in workbook.contents.by_agency.get(key, ())
        ]

    before = [chosen, *of_origin(is_bundled=False)]
    after = [*of_origin(is_bundled=True), *([] if key else _results_beside_chosen())]
    saved: list[pd.DataFrame] = ask_results([], _saved_of_agency, chosen.agency)
    tables = [*map(_collect, before), *saved, *map(_collect, after)]
    return _first_of_each_year(tables, chosen.agency)


def _saved_of_agency(results: ResultQueries, name: str) -> list[pd.DataFrame]:
    agencies = results.agencies(name, SPELLINGS)
    return [
        results.of_agency(agency_id)
        for agency, agency_id in zip(agencies["agency"], agencies["agency_id"], strict=True)
        if name and agency_key(agency) == agency_key(name)
    ]


def _results_beside_chosen() -> list[Assessment]:
    """The other results without an agency of the chosen file."""
    chosen = current_view().chosen
    if chosen is None:
        return []
    options = options_of_agency(chosen.agency)
    return [
        each.assessment for each in options if each.digest == chosen.digest and each.is_readable
    ]


def _first_of_each_year(tables: Iterable[pd.DataFrame], agency: str) -> pd.DataFrame:
    """The first result of each year under one spelling of the agency's name."""
    seen: set[int | None] = set()
    parts = []
    for table in tables:
        years = [None if pd.isna(year) else int(year) for year in table["fiscal_year"].tolist()]
        is_new = pd.Series([year not in seen for year in years], table.index, dtype=bool)
        seen |= set(years)
        parts.append(table[is_new].assign(agency=agency).astype({"agency": "string"}))
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else table_of_rows([], AGENCY_RESULT_TYPES)


def results_revision() -> str:
    """What tells the saved results of now from all others, "" where the store can't be read.

    Visitors who may not see the same agencies have different ones.
    """
    try:
        visible = store()
        return f"{address()} {visible.scope} {visible.results.revision()}"
    except StoreError:
        return ""


# A year of the whole country is about 2 MB.
@st.cache_resource(max_entries=6, show_spinner=False)
def saved_scores(revision: str, fiscal_year: int) -> pd.DataFrame:
    """The saved scores of a year, read once for each `results_revision`. Nobody may change them."""
    # Where the store can't be read there are none, which the data page says.
    with suppress(StoreError):
        return store().results.scores_of_year(fiscal_year)
    return table_of_rows([], YEAR_SCORE_TYPES)


def _collect(assessment: Assessment) -> pd.DataFrame:
    return compute_once(("results", assessment.digest), lambda: collect_results([assessment]))
