"""Whose reports make a measure done: kept for a plan, by whom and when; the newest counts."""

import pytest

from ita.store.completion_rules import find_completion_rule, save_completion_rule

PLAN = ("แผน.xlsx", "เขต ก", 2566)


def test_the_newest_choice_of_a_plan_counts(store):
    assert find_completion_rule(store, *PLAN) is None
    save_completion_rule(store, *PLAN, "all", " นาง ก ")
    first = find_completion_rule(store, *PLAN)
    assert (first.done_by, first.who) == ("all", "นาง ก")

    save_completion_rule(store, *PLAN, "lead", "นาย ข")
    assert find_completion_rule(store, *PLAN).done_by == "lead"


def test_the_choice_belongs_to_an_agency_and_year_or_to_a_file_without_them(store):
    save_completion_rule(store, *PLAN, "all", "นาง ก")
    assert find_completion_rule(store, "ฉบับใหม่.xlsx", "เขต ก", 2566).done_by == "all"
    assert find_completion_rule(store, "แผน.xlsx", "เขต ก", 2567) is None
    assert find_completion_rule(store, "แผน.xlsx", "", None) is None


def test_somebody_must_be_named(store):
    with pytest.raises(ValueError, match="who"):
        save_completion_rule(store, *PLAN, "all", " ")
