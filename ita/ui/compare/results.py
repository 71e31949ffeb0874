"""Results from all sources, collected for comparisons of years and agencies."""

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

# Maximum number of saved agencies that are searched for spellings of one name.
SPELLINGS = 20


def results_of_agency(chosen: Assessment) -> pd.DataFrame:
    """Return the results of the chosen agency in all years, an agency results table.

    Each year has one result: the chosen one, else one opened in this visit, else a saved one, else
    a bundled one. A result without an agency is compared only with results of the same file.
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
    """Return the results without an agency of the chosen file."""
    chosen = current_view().chosen
    if chosen is None:
        return []
    options = options_of_agency(chosen.agency)
    return [
        each.assessment for each in options if each.digest == chosen.digest and each.is_readable
    ]


def _first_of_each_year(tables: Iterable[pd.DataFrame], agency: str) -> pd.DataFrame:
    """Return the first result of each year, all with the same spelling of the agency's name."""
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
    """Return a cache key for the saved results and the visitor's read rights.

    "" if the store cannot be read.
    """
    try:
        visible = store()
        return f"{address()} {visible.scope} {visible.results.revision()}"
    except StoreError:
        return ""


# A year of the whole country takes about 2 MB.
@st.cache_resource(max_entries=6, show_spinner=False)
def saved_scores(revision: str, fiscal_year: int) -> pd.DataFrame:
    """Return the saved scores of a year, cached by `results_revision`; must not be changed."""
    # If the store cannot be read, the table is empty; the data page shows the error.
    with suppress(StoreError):
        return store().results.scores_of_year(fiscal_year)
    return table_of_rows([], YEAR_SCORE_TYPES)


def _collect(assessment: Assessment) -> pd.DataFrame:
    return compute_once(("results", assessment.digest), lambda: collect_results([assessment]))
