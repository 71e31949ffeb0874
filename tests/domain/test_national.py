"""Figures of the country, as DOMAIN.md §3 states them."""

from ita.domain.framework import load_framework

MEANS = {
    2563: (67.9, None, None),
    2564: (81.25, None, None),
    2565: (87.57, 8303, 70.52),
    2566: (90.19, 8323, 80.94),
    2567: (93.05, 8325, None),
    2568: (93.82, 8317, 94.17),
}


def test_means_and_pass_shares_as_stated():
    for year, stated in MEANS.items():
        mean = load_framework(year).national_mean
        assert (mean.score, mean.agencies, mean.passed) == stated
    assert load_framework(2562).national_mean is None
    assert load_framework(None).national_mean is None


def test_every_variant_has_the_mean_of_its_year():
    assert load_framework(2566, "bangkok").national_mean == load_framework(2566).national_mean
