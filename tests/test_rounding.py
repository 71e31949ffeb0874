"""Half up, in decimal, only where a figure is shown."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.rounding import round_half_up, rounded


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (24.365, "24.37"),
        (2.675, "2.68"),
        (84.995, "85.00"),
        (84.994, "84.99"),
        (84.99999999999999, "85.00"),
        (-0.305, "-0.31"),
        (100, "100.00"),
        (0, "0.00"),
    ],
)
def test_ties_go_away_from_zero(value, expected):
    assert round_half_up(value) == Decimal(expected)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_missing_stays_missing(missing):
    assert round_half_up(missing) is None
    assert rounded(missing) is None


def test_places_are_kept():
    assert str(round_half_up(0.01, 3)) == "0.010"


@given(st.integers(0, 10_000_000))
def test_every_figure_with_three_decimals_rounds_as_on_paper(thousandths):
    on_paper = (thousandths + 5) // 10
    assert round_half_up(thousandths / 1000) == Decimal(on_paper) / 100
