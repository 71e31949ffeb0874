"""A scenario as a text: what is written reads back, and what does not fit is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.analysis.what_if import format_pairs, parse_pairs

KEYS = ["I11", "E14", "O3", "2", "10", "IIT"]


@given(st.dictionaries(st.sampled_from(KEYS), st.floats(0, 100)))
def test_what_is_written_reads_back(values):
    assert parse_pairs(format_pairs(values), KEYS, 0, 100) == (values, [])


def test_a_link_is_short_and_needs_no_escaping():
    assert format_pairs({"I11": 100.0, "E14": 97.5, "2": 0}) == "I11-100_E14-97.5_2-0"


@pytest.mark.parametrize(
    "part", ["X9-50", "I11", "I11-", "I11-101", "I11--1", "I11-nan", "I11-inf", "-5", "<b>-5"]
)
def test_what_does_not_fit_is_named_and_the_rest_is_read(part):
    assert parse_pairs(f"{part}_E14-97.5", KEYS, 0, 100) == ({"E14": 97.5}, [part])


def test_an_empty_address_changes_nothing():
    assert parse_pairs("", KEYS, 0, 100) == ({}, [])
