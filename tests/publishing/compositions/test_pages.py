"""Rows over sheets: as few as it takes, about equally full, none left out."""

from ita.publishing.compositions.pages import evenly, flow, parts


def test_rows_go_on_where_a_sheet_is_full():
    assert flow([4, 4, 4, 4], 10, 10) == [2, 2]
    assert flow([4, 4, 4, 4], 5, 20) == [1, 3]
    assert flow([], 10, 10) == [0]


def test_a_row_higher_than_a_sheet_has_one_for_itself():
    assert flow([4, 30, 4], 10, 10) == [1, 1, 1]


def test_sheets_are_about_equally_full():
    assert flow([1] * 12, 10, 10) == [10, 2]
    assert evenly(lambda fill: flow([1] * 12, 10 * fill, 10 * fill)) == [6, 6]
    assert evenly(lambda fill: flow([1] * 4, 10 * fill, 10 * fill)) == [4]


def test_every_row_is_on_one_sheet():
    assert parts("abcdef", [2, 1, 3]) == ["ab", "c", "def"]
