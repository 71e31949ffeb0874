"""Native bar charts: their figures lie in a workbook inside the file and can be edited there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.dml.chtfmt import ChartFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_PATTERN
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from ita.language import Words
from ita.publishing.excel.tables import to_xlsx
from ita.publishing.slides.table import describe
from ita.publishing.slides.text import SMALLEST, THEME, Box, one_line, set_colour

# The sheet that python-pptx's charts point to.
_SHEET = "Sheet1"
# A bar's figure stands behind it, so a full bar leaves it room.
_ROOM = 1.12


@dataclass(frozen=True)
class Series:
    """Bars of one colour, None where a value is missing; `points` gives each a colour of its own."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    points: tuple[str | None, ...] = ()
    hatched: bool = False


@dataclass(frozen=True)
class Bars:
    """Lying bars, the first label on top, from 0 to `full`; figures with `places` decimals."""

    labels: Sequence[str]
    series: Sequence[Series]
    full: float
    places: int
    description: str
    stacked: bool = False


def add_chart(slide: Slide, box: Box, bars: Bars, words: Words) -> None:
    """A chart on a place of a slide."""
    labels = [one_line(label) for label in bars.labels]
    data = CategoryChartData()
    data.categories = labels
    for each in bars.series:
        data.add_series(one_line(each.name), each.values)
    kind = XL_CHART_TYPE.BAR_STACKED if bars.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    # python-pptx names another type for its shapes than it gives.
    shapes: Any = slide.shapes
    frame: GraphicFrame = shapes.add_chart(kind, *box.emu(), data)
    describe(frame, bars.description)
    chart = frame.chart
    part: Any = chart.part
    part.chart_workbook.update_from_xlsx_blob(_workbook(labels, bars.series))
    chart.has_title = False
    chart.font.size = Pt(SMALLEST)
    set_colour(chart.font.color, THEME.text)
    _set_legend(chart, visible=len(bars.series) > 1)
    _set_axes(chart, bars.full if bars.stacked else bars.full * _ROOM)
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.overlap = 100 if bars.stacked else -5
    for drawn, each in zip(plot.series, bars.series, strict=True):
        _paint(drawn.format, each.colour, hatched=each.hatched)
        for at, colour in enumerate(each.points):
            if colour is not None:
                _paint(drawn.points[at].format, colour)
        _label(drawn, each.colour, bars, words)


def _workbook(labels: Sequence[str], series: Sequence[Series]) -> bytes:
    """The chart's own figures; python-pptx would write a text that begins with "=" as a formula."""
    columns = [pd.Series(labels, dtype="object")]
    columns += [pd.Series(each.values, dtype="object") for each in series]
    table = pd.concat(columns, axis=1)
    table.columns = ["", *(one_line(each.name) for each in series)]
    return to_xlsx({_SHEET: table})


def _set_legend(chart: Chart, *, visible: bool) -> None:
    chart.has_legend = visible
    if visible:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(SMALLEST)


def _set_axes(chart: Chart, end: float) -> None:
    names, scale = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = Pt(SMALLEST)
    names.format.line.fill.background()
    scale.minimum_scale, scale.maximum_scale = 0, end
    scale.has_major_gridlines = False
    # Every bar has its figure, so the scale need not be read.
    scale.visible = False


def _paint(bar: ChartFormat, colour: str, *, hatched: bool = False) -> None:
    """Fills a bar; what is hardly darker than the slide gets an outline."""
    pale = colour == THEME.track
    if hatched:
        bar.fill.patterned()
        bar.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        set_colour(bar.fill.fore_color, THEME.quiet if pale else THEME.background)
        set_colour(bar.fill.back_color, colour)
    else:
        bar.fill.solid()
        set_colour(bar.fill.fore_color, colour)
    if pale:
        set_colour(bar.line.color, THEME.quiet)
        bar.line.width = Pt(0.75)


def _label(drawn: BarSeries, colour: str, bars: Bars, words: Words) -> None:
    """The figures of bars: inside a stack, else behind each bar."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format = _format(words, bars.places, zeros=not bars.stacked)
    labels.number_format_is_linked = False
    labels.font.size = Pt(SMALLEST)
    labels.font.bold = True
    dark = colour == THEME.track or not bars.stacked
    set_colour(labels.font.color, THEME.text if dark else THEME.background)
    position = XL_LABEL_POSITION.CENTER if bars.stacked else XL_LABEL_POSITION.OUTSIDE_END
    labels.position = position


def _format(words: Words, places: int, *, zeros: bool) -> str:
    """A number format of spreadsheets, in the numerals of choice; a stack says no zeros."""
    # D is the numeral shape of Thai, 41E its locale.
    figures = ("[$-D00041E]" if words.thai_numerals else "") + (
        f"0.{'0' * places}" if places else "0"
    )
    return figures if zeros else f"{figures};;"
