"""Gap against weight: every question a point, top right what matters most, no label on another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.analysis.ranking import priorities
from ita.charts.palette import DARK, LIGHT
from ita.charts.priorities import draw_priorities, place_labels
from ita.language import Words
from tests import tiny

WORDS = Words("th")
MIXED = tiny.whole(iit=[81.2, 89.12, 93.99, 95.11, 95.51, 96], eit=[95.91, 96.08, 97])


def draw(scores=MIXED, words=WORDS, look=LIGHT, marked=None):
    assessment = tiny.assessment(scores)
    return draw_priorities(priorities(assessment.ranked), assessment, words, look, marked=marked)


def points(figure):
    """Weight and gap by the code of each point."""
    return {
        key[0]: (x, y)
        for trace in figure.data
        for key, x, y in zip(trace.customdata or (), trace.x, trace.y, strict=False)
    }


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_a_point_lies_at_its_weight_and_gap(look):
    figure = draw(look=look)
    assert points(figure)["I1"] == pytest.approx((1.0, 18.8))
    assert points(figure)["E1"] == pytest.approx((2.0, 4.09))
    assert figure.layout.paper_bgcolor == look.background


def test_what_has_full_marks_is_no_point():
    assert not [code for code in points(draw()) if code.startswith("O")]


def test_questions_of_one_place_share_a_point_and_a_label():
    figure = draw(tiny.whole([100], [90.0, 90.0, 100], [100]))
    assert points(figure) == {"E1": pytest.approx((2.0, 10.0))}
    assert "E1, E2" in figure.data[-1].text


def test_the_heaviest_gain_has_its_label_and_the_marked_one_is_larger():
    figure = draw(marked="I2")
    assert any(text.split(",")[0] == "I1" for text in figure.data[-1].text)
    sizes = {
        key[0]: size
        for trace in figure.data
        if trace.customdata
        for key, size in zip(trace.customdata, trace.marker.size, strict=True)
    }
    assert sizes["I2"] > sizes["I1"]


def test_items_of_the_oit_that_are_zero_are_drawn():
    figure = draw(tiny.whole([100], [100], [0, 100, 0, 100]))
    assert points(figure)["O1"][1] == 100


def test_thai_numerals_reach_the_axes():
    figure = draw(words=Words("th", thai_numerals=True))
    ticks = "".join([*figure.layout.xaxis.ticktext, *figure.layout.yaxis.ticktext])
    assert ticks
    assert not any(digit in ticks for digit in "0123456789")


@given(
    st.lists(
        st.tuples(st.floats(0, 290), st.floats(0, 420), st.sampled_from(["I1", "E14, E15", "O7"])),
        max_size=40,
    )
)
def test_no_label_covers_another_or_a_symbol(labels):
    symbols = [(x, y) for x, y, _ in labels]
    boxes = []
    for (x, y, text), side in zip(labels, place_labels(labels, symbols), strict=True):
        width = len(text) * 7.5
        if side:
            left = x + 10 if side == "middle right" else x - 10 - width
            boxes.append((left, y - 7.5, left + width, y + 7.5))
            assert left >= 0
            assert left + width <= 290
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
    for left, top, right, bottom in boxes:
        assert not any(
            left < x + 6 and x - 6 < right and top < y + 6 and y - 6 < bottom for x, y in symbols
        )
