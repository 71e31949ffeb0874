"""Which result a plan on the page is held against."""

from dataclasses import replace

import pytest

from ita.ui import plans
from tests.publishing import real

CHOSEN = real.assessment()


@pytest.fixture(autouse=True)
def _no_other_results(monkeypatch):
    monkeypatch.setattr(plans, "find_result", lambda agency, year: None)


def plan(agency):
    reading = replace(real.followed().reading, agency=agency)
    return plans.Plan("plan", "digest", reading)


def test_the_chosen_result_of_the_same_agency_fits():
    assert plans.result_before(plan(CHOSEN.agency), CHOSEN) is CHOSEN


def test_a_plan_that_names_no_agency_takes_the_chosen_result():
    assert plans.result_before(plan(None), CHOSEN) is CHOSEN


def test_another_agencys_result_is_not_taken():
    assert plans.result_before(plan("สำนักงานเขตบางรัก"), CHOSEN) is None


def test_another_years_result_is_not_taken():
    assert plans.result_before(plan(CHOSEN.agency), replace(CHOSEN, fiscal_year=2564)) is None
