"""Native bar charts, whose figures can be edited in an embedded workbook."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries as DrawnSeries
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

from ita.charts.palette import PATTERNS, state_colour
from ita.language import Words
from ita.publishing.content.listing import BarChart, BarSeries
from ita.publishing.excel.tables import to_xlsx
from ita.publishing.slides.table import describe
from ita.publishing.slides.text import SMALLEST, THEME, Box, set_colour
from ita.publishing.text_metrics import one_line

# The sheet that charts of python-pptx refer to.
_SHEET = "Sheet1"
# The end of the scale over the longest bar, which leaves room for the figure behind a bar.
_ROOM = 1.12
_ALL = slice(None)
# The colours of series that are not states of measures.
_COLOURS = {"lost": THEME.loss, "score": THEME.whole, "score_before": THEME.track}


def add_chart(slide: Slide, box: Box, content: BarChart, words: Words, rows: slice = _ALL) -> None:
    """Add a chart of the bars in `rows`, the first on top, on the common scale of all rows."""
    labels = [one_line(label) for label in content.labels[rows]]
    series = [
        replace(each, values=each.values[rows], bands=each.bands[rows]) for each in content.series
    ]
    data = CategoryChartData()
    data.categories = labels
    for each in series:
        data.add_series(one_line(each.name), each.values)
    stacked = content.is_stacked
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    # python-pptx annotates another type than it returns.
    shapes: Any = slide.shapes
    frame: GraphicFrame = shapes.add_chart(kind, *box.emu(), data)
    listed = "; ".join(
        f"{label}: "
        + ", ".join(
            f"{each.name} {words.number(each.values[at], content.places)}" for each in series
        )
        for at, label in enumerate(labels)
    )
    describe(frame, words("slides.alt_bars", title=content.head.title, list=listed))
    chart = frame.chart
    part: Any = chart.part
    part.chart_workbook.update_from_xlsx_blob(_workbook(labels, series))
    chart.has_title = False
    chart.font.size = Pt(SMALLEST)
    set_colour(chart.font.color, THEME.text)
    _set_legend(chart, visible=len(series) > 1)
    sums = (
        sum(filter(None, bar))
        for bar in zip(*(each.values for each in content.series), strict=True)
    )
    end = content.full or max(sums, default=0) or 1
    _set_axes(chart, end if stacked else end * _ROOM)
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.overlap = 100 if stacked else -5
    for drawn, each in zip(plot.series, series, strict=True):
        colour = _COLOURS.get(each.state) or state_colour(each.state, THEME)
        _paint(drawn.format, colour, hatched=each.state in PATTERNS)
        for at, band in enumerate(each.bands):
            if band is not None:
                _paint(drawn.points[at].format, THEME.bands[band])
        _label(drawn, colour, content, words)


def _workbook(labels: Sequence[str], series: Sequence[BarSeries]) -> bytes:
    """Return the chart's workbook; python-pptx's own would make a text with "=" a formula."""
    table = pd.DataFrame({at: each.values for at, each in enumerate(series)}, dtype="object")
    table.insert(0, "", labels)
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
    # Every bar has its figure, so no scale is shown.
    scale.visible = False


def _paint(bar: ChartFormat, colour: str, *, hatched: bool = False) -> None:
    """Fill a bar; one hardly darker than the slide gets an outline."""
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


def _label(drawn: DrawnSeries, colour: str, content: BarChart, words: Words) -> None:
    """Add the figures of bars in the chosen numerals: inside stacked bars, else behind each bar."""
    stacked = content.is_stacked
    # D is the code of Thai numerals, 41E that of the Thai locale.
    numerals = "[$-D00041E]" if words.thai_numerals else ""
    figures = f"{numerals}{0:.{content.places}f}"
    labels = drawn.data_labels
    labels.show_value = True
    # Stacked bars show no zeros.
    labels.number_format = f"{figures};;" if stacked else figures
    labels.number_format_is_linked = False
    labels.font.size = Pt(SMALLEST)
    labels.font.bold = True
    dark = colour == THEME.track or not stacked
    set_colour(labels.font.color, THEME.text if dark else THEME.background)
    labels.position = XL_LABEL_POSITION.CENTER if stacked else XL_LABEL_POSITION.OUTSIDE_END
