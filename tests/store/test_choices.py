"""What an office chose: the newest choice counts, with who made it, in every process."""

import pytest

from ita.store import open_store
from ita.store.choices import (
    find_completion_rule,
    find_part_checks,
    save_completion_rule,
    save_part_checks,
)

PLAN = ("แผน.xlsx", "เขต ก", 2566)
RESULT = ("เขต ก", 2565)


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


def test_the_newest_ticks_of_each_part_count_in_every_process(store, address):
    save_part_checks(store, *RESULT, {"total": (True, True), "faults": (True, False)}, "นาง ก")
    save_part_checks(store, *RESULT, {"faults": (False, True)}, " นาย ข ")
    other = open_store(address)
    checks = find_part_checks(other, *RESULT)
    other.close()
    ticks = {part: (each.applies, each.is_ready, each.who) for part, each in checks.items()}
    assert ticks == {"total": (True, True, "นาง ก"), "faults": (False, True, "นาย ข")}


def test_ticks_belong_to_one_result(store):
    save_part_checks(store, "", None, {"total": (True, True)}, "นาง ก")
    assert set(find_part_checks(store, "", None)) == {"total"}
    assert find_part_checks(store, "", 2565) == {}
    assert find_part_checks(store, "เขต ก", None) == {}


def test_somebody_must_be_named_who_ticks(store):
    with pytest.raises(ValueError, match="who"):
        save_part_checks(store, *RESULT, {"total": (True, True)}, " ")
