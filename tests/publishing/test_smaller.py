"""A sheet shown smaller than it is laid out: the same picture, saved in the same size."""

import plotly.graph_objects as go
import pytest

from ita.language import Words
from ita.publishing.chart_sheet import Sheet
from ita.publishing.compositions import result
from ita.publishing.compositions.sheet import Logo, Style
from ita.publishing.sizes import SIZES
from ita.publishing.smaller import smaller
from tests.publishing import contents

SLIDE = SIZES["slide"]


def sheet():
    style = Style(SLIDE, Words("th"), logo=Logo(b"png", "image/png"))
    (figure,) = result.draw(contents.result(), style)
    return Sheet(figure, SLIDE, SLIDE.width, SLIDE.height, SLIDE.scale)


def test_a_quarter_of_the_layout_is_saved_four_times_as_fine():
    whole = sheet()
    quarter = smaller(whole, 480)
    assert (quarter.width, quarter.height, quarter.scale) == (480, 270, 4)
    assert (quarter.figure.layout.width, quarter.figure.layout.height) == (480, 270)
    before, after = whole.figure.data[-1], quarter.figure.data[-1]
    assert list(after.textfont.size) == [size / 4 for size in before.textfont.size]


def test_places_stay_where_they_are():
    whole = sheet()
    quarter = smaller(whole, 480).figure
    for before, after in zip(whole.figure.data, quarter.data, strict=True):
        assert list(before.x) == list(after.x)
        assert list(before.y) == list(after.y)
        assert getattr(before, "width", None) == getattr(after, "width", None)
    assert quarter.layout.xaxis.range == whole.figure.layout.xaxis.range
    assert quarter.layout.images == whole.figure.layout.images


def test_every_length_of_a_chart_shrinks_with_it():
    figure = go.Figure(
        go.Scatter(x=[10], marker={"size": 8, "line": {"width": 2}, "opacity": 1}),
        layout={
            "height": 200,
            "margin": {"l": 20},
            "title": {"text": "ก<span style='font-size:14px'>ข</span>", "pad": {"t": 6}},
            "annotations": [{"text": "ค", "x": 1, "yshift": -30, "font": {"size": 12}}],
        },
    )
    half = smaller(Sheet(figure, SLIDE, 400, 225, 4.8), 200)
    marker, layout = half.figure.data[0].marker, half.figure.layout
    assert (marker.size, marker.line.width, marker.opacity) == (4, 1, 1)
    assert (layout.margin.l, layout.title.pad.t) == (10, 3)
    assert layout.title.text == "ก<span style='font-size:7.0px'>ข</span>"
    (note,) = layout.annotations
    assert (note.x, note.yshift, note.font.size) == (1, -15, 6)
    assert half.scale == pytest.approx(9.6)
    assert figure.data[0].marker.size == 8


def test_a_sheet_that_has_room_stays_as_it_is():
    whole = sheet()
    assert smaller(whole, 4000) == whole
