"""The real result and the real measures, with made-up follow-ups and a made-up second year."""

from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment, assessments
from ita.analysis.compare_agencies import gather_scores
from ita.analysis.what_if import Scenario, apply_changes
from ita.measures.plan_progress import PlanProgress
from ita.publishing.catalogue import Material
from ita.reading.measures import read_measures
from ita.reading.scores import read_scores
from tests.measures.tiny import follow_ups
from tests.reading.files import OWN_WORKBOOK
from tests.reading.measures.plans import OWN_MEASURES

ON = date(2023, 4, 10)
MADE = date(2026, 11, 22)


@cache
def assessment() -> Assessment:
    """Yannawa district office in FY 2565."""
    return assessments(read_scores(OWN_WORKBOOK.read_bytes(), OWN_WORKBOOK.name))[0]


@cache
def progress() -> PlanProgress:
    """Its 59 measures of FY 2566: of every third one is done, another has no report in April."""
    reading = read_measures(OWN_MEASURES.read_bytes(), OWN_MEASURES.name)
    keys = reading.measures["key"].tolist()
    done = [(key, "2023-04", "done") for key in keys[::3]]
    begun = [(key, "2023-03", "in_progress") for key in keys[1::3]]
    return PlanProgress(reading, follow_ups(*done, *begun), ON)


@cache
def earlier_year() -> Assessment:
    """The same questions a year before, each a little further from 100 or nearer to it."""
    first = assessment()
    scores = first.scores
    moved = (scores["score"] * 0.7 + 28.5).clip(upper=100)
    return replace(first, fiscal_year=2564, scores=scores.assign(score=moved, fiscal_year=2564))


@cache
def neighbours() -> pd.DataFrame:
    """Scores of three district offices, of which the real one is neither best nor worst."""
    first = assessment()
    scores = first.scores
    lower = replace(
        first, agency="สำนักงานเขตสาทร", scores=scores.assign(score=scores["score"] * 0.9)
    )
    higher = replace(
        first,
        agency="สำนักงานเขตบางรัก",
        scores=scores.assign(score=scores["score"] * 0.5 + 50),
    )
    return gather_scores(collect_results([first, lower, higher]))


@cache
def scenario() -> Scenario:
    """Two questions with full marks."""
    return apply_changes(assessment(), {"I11": 100, "E14": 100})


def material() -> Material:
    """Everything there is; its neighbours have the plan that it has itself."""
    years = collect_results([earlier_year(), assessment()])
    return Material(
        assessment(),
        progress(),
        years,
        MADE,
        load_group=neighbours,
        scenario=scenario(),
        scenario_name="แผนปีหน้า",
        load_measures=lambda agencies: dict.fromkeys(agencies, progress().measures),
    )
