"""The small scale of a row: place, symbol and written ends."""

import re
from xml.etree import ElementTree

import pytest

from ita.charts.palette import LIGHT
from ita.charts.score_scale import WIDTH, score_scale
from ita.language import Words
from tests import tiny

TH = Words("th")


def dot(svg: str) -> float:
    circle = re.search(r'circle cx="([\d.]+)"', svg)
    assert circle
    return float(circle[1])


@pytest.mark.parametrize(("score", "share"), [(96.0, 0.6), (100.0, 1.0)])
def test_a_dot_stands_in_proportion_between_the_ends(score, share):
    svg = score_scale(score, 90, tiny.BANGKOK, TH, LIGHT)
    ends = [float(x) for x in re.findall(r'<text x="([\d.]+)"', svg)]
    assert dot(svg) == pytest.approx(ends[0] + (ends[1] - ends[0]) * share, abs=0.1)
    assert 0 < ends[0] < ends[1] < WIDTH


def test_its_ends_are_written_in_the_numerals_of_choice():
    svg = score_scale(81.2, 80, tiny.BANGKOK, Words("th", thai_numerals=True), LIGHT)
    texts = [each.text for each in ElementTree.fromstring(svg) if each.tag.endswith("text")]
    assert texts == ["๘๐", "๑๐๐"]


@pytest.mark.parametrize(("score", "shape"), [(81, "rect"), (90, "l7 7"), (96, "circle")])
def test_each_band_has_its_own_symbol(score, shape):
    assert shape in score_scale(score, 80, tiny.BANGKOK, TH, LIGHT)


def test_a_hollow_circle_stands_where_the_score_was():
    svg = score_scale(96.0, 90, tiny.BANGKOK, TH, LIGHT, before=92.0)
    centres = [float(x) for x in re.findall(r'circle cx="([\d.]+)"', svg)]
    ends = [float(x) for x in re.findall(r'<text x="([\d.]+)"', svg)]
    assert [(x - ends[0]) / (ends[1] - ends[0]) for x in centres] == pytest.approx(
        [0.2, 0.6], abs=0.01
    )
    same = score_scale(96.0, 90, tiny.BANGKOK, TH, LIGHT, before=96.0)
    assert same == score_scale(96.0, 90, tiny.BANGKOK, TH, LIGHT)
