"""Each division reports its own work; the plan's rule says when a measure is done as a whole."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.domain.divisions import EVERYONE
from ita.domain.follow_up import DONE_BY, STATUSES
from ita.measures.by_division import by_division, reports_by_division
from ita.measures.status import REPORT_STATES
from tests.measures.tiny import entries, key, measures, progress, reports_of

PLAN = measures(
    {"divisions": ("ฝ่ายปกครอง",)},
    {"divisions": ("ฝ่ายปกครอง", EVERYONE)},
    {"divisions": (EVERYONE,)},
    {"divisions": ("โรงเรียน", "ฝ่ายโยธา")},
    {"divisions": ()},
)
LEAD, OTHER = "ฝ่ายปกครอง", "ฝ่ายโยธา"
ALL_DONE = [(number, "2023-04", "done") for number in (1, 2, 3)]


def both(*tables):
    return pd.concat(tables, ignore_index=True)


def statuses(reports, done_by="lead"):
    return progress(PLAN, reports, done_by=done_by).statuses["status"].tolist()


def test_every_measure_has_a_task_for_each_who_is_responsible_and_one_for_nobody():
    tasks = progress(PLAN).tasks
    assert list(zip(tasks["no"], tasks["division"], tasks["named"], strict=True)) == [
        (1, LEAD, True),
        (2, LEAD, True),
        (2, OTHER, False),
        (3, LEAD, False),
        (3, OTHER, False),
        (4, OTHER, True),
        (4, "โรงเรียน", True),
        (5, "", False),
    ]


def test_three_reports_of_one_division_are_none_of_another():
    plan = progress(PLAN, reports_of(LEAD, *ALL_DONE))
    work = by_division(plan).set_index("division")["done"]
    assert work.to_dict() == {LEAD: 3, OTHER: 0, "โรงเรียน": 0}
    reported = reports_by_division(plan, "2023-04").set_index("division")["reported"]
    assert reported.to_dict() == {LEAD: 3, OTHER: 0, "โรงเรียน": 0}
    assert plan.status_table(OTHER)["status"].tolist() == ["not_reported"] * 3
    assert plan.month_states("2023-04", OTHER).tolist() == ["not_reported"] * 3


def test_a_measure_is_done_by_its_lead_or_by_all_as_the_office_chooses():
    lead = reports_of(LEAD, *ALL_DONE)
    # Of a measure that all share without a lead, everybody's report is needed by either rule.
    assert statuses(lead) == ["done", "done", "in_progress", "not_reported", "not_reported"]
    assert statuses(lead, "all")[:3] == ["done", "in_progress", "in_progress"]
    whole = both(lead, reports_of(OTHER, (2, "2023-04", "done"), (3, "2023-05", "done")))
    assert statuses(whole, "all")[:3] == ["done", "done", "in_progress"]


def test_a_report_of_another_division_than_the_lead_leaves_the_whole_as_it_is():
    assert statuses(reports_of(OTHER, (2, "2023-04", "done")))[1] == "not_reported"
    assert statuses(reports_of("ฝ่ายที่ถูกยุบ", (2, "2023-04", "done")))[1] == "not_reported"


def test_reports_of_who_is_not_responsible_are_named_and_not_counted():
    reports = both(
        reports_of("ฝ่ายที่ถูกยุบ", (2, "2023-04", "done")),
        reports_of(OTHER, (1, "2023-04", "done"), (2, "2023-04", "done")),
        entries((1, "2023-04", "in_progress")),
    )
    uncounted = progress(PLAN, reports).uncounted_entries
    assert uncounted["division"].tolist() == ["ฝ่ายที่ถูกยุบ", OTHER]
    assert progress(PLAN).uncounted_entries.empty


def test_an_entry_without_a_division_speaks_for_everybody_as_it_always_did():
    plan = progress(PLAN, entries((3, "2023-04", "done"), (5, "2023-04", "in_progress", 40)))
    assert plan.status_table(LEAD)["status"].tolist() == ["not_reported", "not_reported", "done"]
    assert plan.status_table(OTHER)["status"].tolist() == ["not_reported", "done", "not_reported"]
    assert plan.statuses["status"].tolist()[2:] == ["done", "not_reported", "in_progress"]
    assert plan.month_states("2023-04").tolist()[2:] == ["reported", "not_reported", "reported"]


def test_of_an_entry_for_all_and_a_divisions_own_the_last_about_the_latest_month_counts():
    earlier = entries((2, "2023-03", "done"))
    plan = progress(PLAN, both(earlier, reports_of(LEAD, (2, "2023-04", "in_progress"))))
    assert plan.status_table(LEAD)["status"].tolist()[1] == "in_progress"
    assert plan.status_table(OTHER)["status"].tolist()[0] == "done"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("done", "cancelled", "done"),
        ("cancelled", "cancelled", "cancelled"),
        ("done", "not_started", "in_progress"),
        ("cancelled", "in_progress", "in_progress"),
        ("cancelled", "not_started", "not_started"),
        ("not_started", None, "not_started"),
        ("cancelled", None, "not_reported"),
    ],
)
def test_what_several_reports_make_of_the_whole(first, second, whole):
    reports = reports_of(LEAD, (3, "2023-04", first))
    if second:
        reports = both(reports, reports_of(OTHER, (3, "2023-04", second)))
    assert statuses(reports)[2] == whole


def test_the_percent_of_the_whole_is_the_mean_and_unknown_where_one_is():
    one = reports_of(LEAD, (3, "2023-04", "in_progress", 25))
    other = reports_of(OTHER, (3, "2023-04", "in_progress", 50, "https://a.go.th/x"))
    assert pd.isna(progress(PLAN, one).statuses["percent"][2])
    whole = progress(PLAN, both(one, other)).statuses.iloc[2]
    assert (whole["percent"], whole["report_link"]) == (38, "https://a.go.th/x")


def test_a_month_of_the_whole_is_as_far_as_the_last_who_decides():
    reports = both(
        reports_of(LEAD, (3, "2023-03", "done"), (2, "2023-04", "in_progress")),
        reports_of(OTHER, (3, "2023-04", "in_progress")),
    )
    assert progress(PLAN, reports).month_states("2023-04").tolist()[1:3] == ["reported"] * 2
    assert progress(PLAN, reports).month_states("2023-03").tolist()[2] == "outstanding"
    shared = progress(PLAN, reports, done_by="all").month_states("2023-04")
    assert shared.tolist()[1:3] == ["not_reported", "reported"]


PARTIES = st.sampled_from([LEAD, OTHER, "โรงเรียน", EVERYONE])
REPORTS = st.tuples(
    st.integers(1, 4), st.sampled_from(["2023-03", "2023-04"]), st.sampled_from(STATUSES),
    st.sampled_from([LEAD, OTHER, "โรงเรียน"]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    divisions_of_measures=st.lists(
        st.lists(PARTIES, unique=True).map(tuple), min_size=4, max_size=4
    ),
    reports=st.lists(REPORTS, max_size=8),
    done_by=st.sampled_from(DONE_BY),
)
def test_what_the_divisions_reported_is_the_sum_of_their_own_reports(
    divisions_of_measures, reports, done_by
):
    table = measures(*({"divisions": divisions} for divisions in divisions_of_measures))
    rows = [reports_of(division, report) for *report, division in reports]
    plan = progress(table, both(*rows) if rows else None, done_by=done_by)
    responsible = set(zip(plan.tasks["key"], plan.tasks["division"], strict=True))
    for month in ("2023-03", "2023-04"):
        own_reports = {
            (key(number), division)
            for number, at, _, division in reports
            if at == month and (key(number), division) in responsible
        }
        counts = reports_by_division(plan, month)
        assert counts["reported"].sum() == len(own_reports)
        total = by_division(plan)["total"]
        assert (counts[list(REPORT_STATES)].sum(axis=1) == total).all()
