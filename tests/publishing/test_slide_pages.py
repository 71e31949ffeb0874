"""Rows over pages: none lost, none where it has no room, and all pages about equally full."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.publishing.table_fitting import paginate

HEIGHTS = st.lists(st.floats(0.1, 3), max_size=40)


@given(HEIGHTS, st.floats(3, 6), st.floats(0, 1))
def test_every_row_stands_on_one_page_in_its_order(heights, room, share):
    first = 3 + share * (room - 3)
    parts = paginate(heights, room, first)
    rows = list(range(len(heights)))
    assert [row for part in parts for row in rows[part]] == rows
    for at, part in enumerate(parts):
        assert sum(heights[part]) <= (first if at == 0 else room) + 1e-9


@given(HEIGHTS, st.floats(3, 6))
def test_there_are_as_few_pages_as_filling_one_after_the_other_takes(heights, room):
    used, pages = 0.0, 1
    for height in heights:
        if used + height > room:
            used, pages = 0.0, pages + 1
        used += height
    assert len(paginate(heights, room)) == pages


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (1, [1]), (12, [12]), (13, [7, 6]), (30, [10, 10, 10])]
)
def test_pages_are_about_equally_full(count, sizes):
    parts = paginate([1.0] * count, 12)
    assert [len(range(count)[part]) for part in parts] == sizes


def test_a_row_that_is_higher_than_a_page_stands_alone():
    assert paginate([1.0, 9.0, 1.0], 4) == [slice(0, 1), slice(1, 2), slice(2, 3)]
