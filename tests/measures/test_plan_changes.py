"""Versions of a plan compared, and two editors' work put together without losing any of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.domain.tables import MEASURE_TYPES, measure_table
from ita.measures.drafting import WRITTEN, table_rows
from ita.measures.plan_changes import WHOLE, compare_plans, merge_plans
from tests.measures.tiny import key, measures


def changes(before, after):
    table = compare_plans(before, after)
    columns = ["key", "change", "column", "before", "after"]
    return [tuple(row) for row in table[columns].to_numpy()]


def merged(base, ours, theirs, choices=None):
    rows, conflicts = merge_plans(base, ours, theirs, choices)
    return measure_table(rows), [(each.key, each.column) for each in conflicts]


def test_every_written_column_is_one_of_the_table():
    assert set(WRITTEN) < set(MEASURE_TYPES)


def test_a_version_is_like_itself():
    assert changes(measures({}, {}), measures({}, {})) == []


def test_what_was_added_removed_and_changed_by_column():
    before = measures({}, {}, {"question_codes": ("I1",)})
    after = measures({"issue": "ใหม่", "indicator": 2}, {"key": "f" * 16, "issue": "เพิ่ม"},
                     {"question_codes": ("I1", "E2")})  # fmt: skip
    assert changes(before, after) == [
        ("f" * 16, "added", WHOLE, "", "เพิ่ม\nกิจกรรม 2"),
        (key(2), "removed", WHOLE, "ประเด็น 2\nกิจกรรม 2", ""),
        (key(1), "changed", "indicator", "1", "2"),
        (key(1), "changed", "issue", "ประเด็น 1", "ใหม่"),
        (key(3), "changed", "question_codes", "I1", "I1, E2"),
    ]


def test_columns_changed_apart_go_together():
    base = measures({}, {})
    ours = measures({"issue": "ของฉัน"}, {"responsible_text": "ฝ่ายโยธา", "divisions": ("ฝ่ายโยธา",)})
    theirs = measures({"activity": "ของเขา"}, {"output": "ของเขา"})
    table, conflicts = merged(base, ours, theirs)
    assert conflicts == []
    assert table["issue"].tolist() == ["ของฉัน", "ประเด็น 2"]
    assert table["activity"].tolist() == ["ของเขา", "กิจกรรม 2"]
    assert table["output"].tolist() == ["", "ของเขา"]
    # What follows from a column comes along with it.
    assert table["divisions"].tolist() == [("ฝ่ายปกครอง",), ("ฝ่ายโยธา",)]


@pytest.mark.parametrize(("choices", "issue"), [
    (None, "ของฉัน"),
    ({(key(1), "issue"): "mine"}, "ของฉัน"),
    ({(key(1), "issue"): "theirs"}, "ของเขา"),
])  # fmt: skip
def test_a_column_that_both_changed_is_a_conflict(choices, issue):
    table, conflicts = merged(
        measures({}), measures({"issue": "ของฉัน"}), measures({"issue": "ของเขา"}), choices
    )
    assert conflicts == [(key(1), "issue")]
    assert table["issue"].tolist() == [issue]


def test_both_changed_to_the_same_is_none():
    both = measures({"issue": "ใหม่"})
    table, conflicts = merged(measures({}), both, both)
    assert (table["issue"].tolist(), conflicts) == (["ใหม่"], [])


def test_measures_that_both_added_stay_with_numbers_of_their_own():
    base = measures({})
    ours = measures({}, {"key": "a" * 16, "issue": "ของฉัน"})
    theirs = measures({}, {"key": "b" * 16, "issue": "ของเขา"})
    table, conflicts = merged(base, ours, theirs)
    assert conflicts == []
    assert table["issue"].tolist() == ["ประเด็น 1", "ของเขา", "ของฉัน"]
    assert table["no"].tolist() == [1, 2, 3]


def test_what_one_removed_is_gone_and_what_the_other_changed_is_asked():
    base = measures({}, {})
    removed = measures({})
    changed = measures({}, {"issue": "ใหม่"})
    assert len(merged(base, removed, measures({}, {}))[0]) == 1
    assert len(merged(base, measures({}, {}), removed)[0]) == 1
    for ours, theirs, count in ((removed, changed, 1), (changed, removed, 2)):
        table, conflicts = merged(base, ours, theirs)
        assert conflicts == [(key(2), WHOLE)]
        assert len(table) == count
        table, _ = merged(base, ours, theirs, {(key(2), WHOLE): "theirs"})
        assert len(table) == 3 - count


def test_nothing_given_is_changed():
    tables = [measures({}, {}), measures({"issue": "ก"}), measures({"issue": "ข"}, {})]
    copies = [each.copy(deep=True) for each in tables]
    merge_plans(*tables)
    compare_plans(*tables[:2])
    assert all(each.equals(copy) for each, copy in zip(tables, copies, strict=True))


COLUMNS = ("issue", "activity", "output")
EDITS = st.dictionaries(
    st.tuples(st.integers(1, 4), st.sampled_from(COLUMNS)), st.sampled_from("กขค"), max_size=6
)


def edit(edits, gone):
    rows = [{column: edits[no, column] for column in COLUMNS if (no, column) in edits}
            | {"no": no, "key": key(no)} for no in range(1, 5)]  # fmt: skip
    table = measures(*rows)
    return table[~table["no"].isin(gone)].reset_index(drop=True)


@settings(max_examples=15)
@given(EDITS, EDITS, st.sets(st.integers(1, 4), max_size=2), st.sets(st.integers(1, 4), max_size=2))
def test_no_edit_is_lost_without_a_conflict_that_names_it(ours, others, gone, vanished):
    base = edit({}, ())
    first_edit, second_edit = edit(ours, gone), edit(others, vanished)
    rows, conflicts = merge_plans(base, first_edit, second_edit)
    conflict_keys = {(each.key, each.column) for each in conflicts}
    after = {row["key"]: row for row in rows}
    olds = {row["key"]: row for row in table_rows(base)}
    for side in (first_edit, second_edit):
        for row in table_rows(side):
            for column in COLUMNS:
                if row[column] == olds[row["key"]][column]:
                    continue
                is_named = (row["key"], WHOLE) in conflict_keys or (
                    row["key"],
                    column,
                ) in conflict_keys
                assert is_named or after[row["key"]][column] == row[column]
    if not len(compare_plans(base, second_edit)):
        assert compare_plans(first_edit, measure_table(rows)).empty
