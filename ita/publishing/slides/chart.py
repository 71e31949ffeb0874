"""Native bar charts: their figures lie in a workbook inside the file and can be edited there."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from pptx.slide import Slide
from pptx.util import Pt

from ita.language import Words
from ita.palette import Look
from ita.publishing.slides.table import describe
from ita.publishing.slides.text import SMALLEST, Box, emu, one_line, rgb
from ita.publishing.tables import to_xlsx

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


def bar_chart(
    slide: Slide,
    box: Box,
    labels: Sequence[str],
    series: Sequence[Series],
    words: Words,
    look: Look,
    *,
    full: float,
    places: int,
    description: str,
    stacked: bool = False,
) -> None:
    """Lying bars, the first label on top, from 0 to `full`; figures with `places` decimals."""
    labels = [one_line(label) for label in labels]
    data = CategoryChartData()
    data.categories = labels
    for each in series:
        data.add_series(one_line(each.name), each.values)
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(kind, *emu(box), data)
    describe(frame, description)
    chart: Chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(labels, series))
    chart.has_title = False
    chart.font.size = Pt(SMALLEST)
    chart.font.color.rgb = rgb(look.text)
    _legend(chart, shown=len(series) > 1)
    _axes(chart, full if stacked else full * _ROOM)
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.overlap = 100 if stacked else -5
    for drawn, each in zip(plot.series, series, strict=True):
        _paint(drawn.format, each.colour, look, hatched=each.hatched)
        for at, colour in enumerate(each.points):
            if colour is not None:
                _paint(drawn.points[at].format, colour, look)
        _figures(drawn, each, words, look, places=places, stacked=stacked)


def _workbook(labels: Sequence[str], series: Sequence[Series]) -> bytes:
    """The chart's own figures; python-pptx would write a text that begins with "=" as a formula."""
    columns = [pd.Series(labels, dtype="object")]
    columns += [pd.Series(each.values, dtype="object") for each in series]
    table = pd.concat(columns, axis=1)
    table.columns = ["", *(one_line(each.name) for each in series)]
    return to_xlsx({_SHEET: table})


def _legend(chart: Chart, *, shown: bool) -> None:
    chart.has_legend = shown
    if shown:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(SMALLEST)


def _axes(chart: Chart, end: float) -> None:
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


def _paint(bar: ChartFormat, colour: str, look: Look, *, hatched: bool = False) -> None:
    """Fills a bar; what is hardly darker than the slide gets an outline."""
    pale = colour == look.track
    if hatched:
        bar.fill.patterned()
        bar.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        bar.fill.fore_color.rgb = rgb(look.quiet if pale else look.background)
        bar.fill.back_color.rgb = rgb(colour)
    else:
        bar.fill.solid()
        bar.fill.fore_color.rgb = rgb(colour)
    if pale:
        bar.line.color.rgb = rgb(look.quiet)
        bar.line.width = Pt(0.75)


def _figures(
    drawn: BarSeries, series: Series, words: Words, look: Look, *, places: int, stacked: bool
) -> None:
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format = _format(words, places, zeros=not stacked)
    labels.number_format_is_linked = False
    labels.font.size = Pt(SMALLEST)
    labels.font.bold = True
    inside = look.text if series.colour == look.track else look.background
    labels.font.color.rgb = rgb(inside if stacked else look.text)
    labels.position = XL_LABEL_POSITION.CENTER if stacked else XL_LABEL_POSITION.OUTSIDE_END


def _format(words: Words, places: int, *, zeros: bool) -> str:
    """A number format of spreadsheets, in the numerals of choice; a stack says no zeros."""
    # D is the numeral shape of Thai, 41E its locale.
    figures = ("[$-D00041E]" if words.thai_numerals else "") + (
        f"0.{'0' * places}" if places else "0"
    )
    return figures if zeros else f"{figures};;"
