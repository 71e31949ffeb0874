"""Figures of the country, as DOMAIN.md §3 states them."""

from ita.domain.framework import load_framework
from ita.domain.national import load_national_figures, national_mean


def test_means_and_pass_shares_as_stated():
    means = load_national_figures().means
    assert {year: (mean.score, mean.agencies, mean.passed) for year, mean in means.items()} == {
        2563: (67.9, None, None),
        2564: (81.25, None, None),
        2565: (87.57, 8303, 70.52),
        2566: (90.19, 8323, 80.94),
        2567: (93.05, 8325, None),
        2568: (93.82, 8317, 94.17),
    }
    assert load_national_figures().target_passed == 80
    assert national_mean(2562) is None
    assert national_mean(None) is None


def test_whom_they_do_not_hold_is_said_in_both_languages():
    without = load_national_figures().without
    assert set(without) == {"th", "en"}
    assert "สำนักงานเขต" in without["th"]


def test_a_framework_has_the_mean_of_its_year():
    assert load_framework(2566, "bangkok").national_mean == national_mean(2566)
