"""Which result a plan on the page is held against."""

from dataclasses import replace
from datetime import date

import pytest

from ita.domain.follow_up import FollowUp
from ita.language import Words
from ita.ui import plans, store_access
from tests.publishing import real

CHOSEN = real.assessment()


@pytest.fixture(autouse=True)
def _no_other_results(monkeypatch):
    monkeypatch.setattr(plans, "find_result", lambda agency, year: None)


def plan(agency):
    reading = replace(real.progress().plan, agency=agency)
    return plans.Plan("plan", "digest", "visit", agency, reading.fiscal_year, reading)


def test_the_chosen_result_of_the_same_agency_fits():
    assert plans.result_before(plan(CHOSEN.agency).reading, CHOSEN) is CHOSEN


def test_a_plan_that_names_no_agency_takes_the_chosen_result():
    assert plans.result_before(plan(None).reading, CHOSEN) is CHOSEN


def test_another_agencys_result_is_not_taken():
    assert plans.result_before(plan("สำนักงานเขตบางรัก").reading, CHOSEN) is None


def test_another_years_result_is_not_taken():
    assert (
        plans.result_before(plan(CHOSEN.agency).reading, replace(CHOSEN, fiscal_year=2564)) is None
    )


def test_what_stands_on_a_day_is_computed_once_until_somebody_reports(monkeypatch, tmp_path):
    monkeypatch.setenv("ITA_STORE", str(tmp_path / "ita.sqlite3"))
    words, day, chosen = Words("th"), date(2023, 4, 1), plan(CHOSEN.agency)
    before = plans.load_progress(chosen, day, words)
    assert plans.load_progress(chosen, day, words) is before
    assert plans.load_progress(chosen, date(2023, 4, 2), words) is not before
    key = str(chosen.measures["key"].iloc[0])
    store_access.store().add_follow_ups([FollowUp(key, "2023-03", "done", "นาง ก")])
    after = plans.load_progress(chosen, day, words)
    assert (before.status_table()["status"] == "done").sum() == 0
    assert (after.status_table()["status"] == "done").sum() == 1


def test_measures_are_matched_once_for_a_reading_and_a_result():
    chosen = plan(CHOSEN.agency)
    first = plans.match_plan(chosen, CHOSEN.lowest_overall, CHOSEN)
    assert plans.match_plan(chosen, CHOSEN.lowest_overall, CHOSEN) is first
    changed = replace(chosen.reading, measures=chosen.measures.head(0))
    other = plans.match_plan(replace(chosen, source=changed), CHOSEN.lowest_overall, CHOSEN)
    assert other["measures"].map(len).sum() == 0
