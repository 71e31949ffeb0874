"""Results of every agency and year that a visitor can choose, gathered for comparisons."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment
from ita.domain.agencies import agency_key, variant_of_agency
from ita.ui.results import ResultOption, available_results


def results_for_comparison(
    chosen: Assessment, is_wanted: Callable[[Assessment], bool]
) -> pd.DataFrame:
    """An agency results table of the chosen assessment and of all others that are wanted.

    One result an agency and year: the chosen one before all others, then what this visit has
    opened, then what is saved and bundled. A file that names no agency is compared with itself
    alone, since nobody knows whose the others are. Spellings of one name count as one agency, by
    the name as the chosen assessment or else the first one spells it.
    """
    options = available_results()
    own_file = next((each.digest for each in options if each.assessment is chosen), "")
    wanted: dict[tuple[str, int | None], Assessment] = {_owner(chosen): chosen}
    spellings: dict[str, str] = {agency_key(chosen.agency): chosen.agency}
    for each in options:
        if is_wanted(each.assessment) and _is_known(each, own_file):
            wanted.setdefault(_owner(each.assessment), each.assessment)
            spellings.setdefault(agency_key(each.assessment.agency), each.assessment.agency)
    digests = tuple(each.digest for each in wanted.values())
    results = _joined(digests, list(wanted.values()))
    agencies = results["agency"].map(lambda name: spellings[agency_key(name)])
    return results.assign(agency=agencies.astype("string"))


def results_of_agency(chosen: Assessment) -> pd.DataFrame:
    """The results of the chosen agency in all its years."""
    own = agency_key(chosen.agency)
    return results_for_comparison(chosen, lambda other: agency_key(other.agency) == own)


def results_of_year(chosen: Assessment) -> tuple[pd.DataFrame, int]:
    """The results of all agencies of the chosen year, and how many agencies are left out.

    District offices are assessed apart from all others, so each kind is compared with its own.
    (DOMAIN.md §3)
    """
    results = results_for_comparison(
        chosen, lambda other: other.fiscal_year == chosen.fiscal_year and bool(other.agency)
    )
    kind = variant_of_agency(chosen.agency)
    is_same = results["agency"].map(lambda name: variant_of_agency(name) == kind).astype(bool)
    left_out = int(results[~is_same]["agency"].nunique())
    return results[is_same].reset_index(drop=True), left_out


def _owner(assessment: Assessment) -> tuple[str, int | None]:
    return agency_key(assessment.agency), assessment.fiscal_year


def _is_known(option: ResultOption, own_file: str) -> bool:
    return bool(option.assessment.agency) or option.digest == own_file


# Known by what they hold, so that a file that is opened, replaced or answered anew is gathered anew.
@st.cache_resource(max_entries=64, show_spinner=False)
def _joined(digests: tuple[str, ...], _assessments: list[Assessment]) -> pd.DataFrame:
    return pd.concat([_collect(each.digest, each) for each in _assessments], ignore_index=True)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _collect(digest: str, _assessment: Assessment) -> pd.DataFrame:
    return collect_results([_assessment])
