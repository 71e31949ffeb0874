"""The ticks of the yearly analysis: the newest of each part, by whom and when, for every process."""

import pytest

from ita.store import open_store
from ita.store.yearly_checks import find_part_checks, save_part_checks

RESULT = ("เขต ก", 2565)


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


def test_somebody_must_be_named(store):
    with pytest.raises(ValueError, match="who"):
        save_part_checks(store, *RESULT, {"total": (True, True)}, " ")
