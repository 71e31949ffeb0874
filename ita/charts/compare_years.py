"""A function that draws the scores of an agency by year as a Plotly figure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import nan

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import Look, band_marker
from ita.charts.rows import (
    LINE,
    Caption,
    Part,
    answer_clicks,
    draw_lines,
    draw_marks,
    draw_path,
    draw_text,
    escape_markup,
    label_axis,
    make_figure,
)
from ita.charts.scores import axis_start
from ita.domain.agencies import variant_of_agency
from ita.domain.framework import load_framework
from ita.domain.tables import INSTRUMENTS
from ita.language import Words
from ita.report.comparison import figure_name

# Most years that a figure shows, the newest ones.
YEARS = 10
# Most years that leave room for figures of normal size on a phone.
MANY_YEARS = 7
# Heights in pixels of the scales of strips, and of the figures above and below a scale.
TOTAL_STRIP, INSTRUMENT_STRIP = 96, 44
FIGURES = 20


@dataclass(frozen=True)
class _Strip:
    """A strip of one figure: the y of its name, and the y of both ends of its scale."""

    key: str
    name_at: float
    top: float
    bottom: float
    start: float  # the score at the bottom

    def height_of(self, score: float) -> float:
        """Return the y of a score."""
        share = (score - self.start) / (100 - self.start)
        return self.bottom - share * (self.bottom - self.top)


def draw_years(
    table: pd.DataFrame, agency: str, means: Mapping[int, float], words: Words, look: Look
) -> go.Figure:
    """Draw total and instruments by year, each in a strip with its own scale.

    `table` is `compare_years` of one agency with at least one total or instrument score, `means`
    the national mean by fiscal year. Years that are not comparable are not joined. Only the ten
    newest years are drawn. The key of a mark is its year.
    """
    last = int(table["fiscal_year"].max())
    recent = table[(table["fiscal_year"] > last - YEARS) & table["score"].notna()]
    recent = recent[recent["level"].isin(("total", "instrument"))]
    years = sorted(int(year) for year in recent["fiscal_year"].unique())
    keys = [key for key in ("total", *INSTRUMENTS) if (recent["key"] == key).any()]
    # The national mean is a mean of totals, so it is drawn only on their strip.
    means = {year: mean for year, mean in means.items() if year in years and "total" in keys}
    framework = load_framework(last)
    scores = recent["score"].astype(float)
    start = axis_start([*scores, *means.values()], framework.pass_mark)
    strips = _lay_out(keys, start)
    notes = [words("compare_charts.not_joined")] if _has_break(recent) else []
    if means and variant_of_agency(agency) == "bangkok":
        notes.append(words("compare_charts.not_in_mean"))
    left, right = years[0] - 0.5 - 0.07 * (last - years[0]), last + 0.5
    traces: list[Part] = []
    for strip in strips:
        rows = recent[recent["key"] == strip.key]
        marks = (start, framework.pass_mark, 100) if strip.key == "total" else (start, 100)
        name = f"<b>{escape_markup(figure_name(strip.key, words))}</b>"
        traces += [
            *_draw_scale(strip, marks, (left, right), words, look),
            *_draw_strip(strip, rows, means if strip.key == "total" else {}, words, look),
            draw_text([left], [strip.name_at], [name], "middle right"),
        ]
    if means:
        totals = recent[recent["key"] == "total"].set_index("fiscal_year")["score"]
        above = {year for year, mean in means.items() if mean > totals.get(year, 0)}
        traces += _draw_means(strips[0], means, above, right, words, look)
    caption = Caption(words("compare_charts.years"), agency, notes)
    axis = label_axis((left, right), years, [words.digits(year) for year in years], look)
    return make_figure(caption, strips[-1].bottom + 18, traces, axis, look)


def _lay_out(keys: Sequence[str], start: float) -> list[_Strip]:
    strips, used = [], 0
    for key in keys:
        top = used + LINE + FIGURES
        bottom = top + (TOTAL_STRIP if key == "total" else INSTRUMENT_STRIP)
        strips.append(_Strip(key, used + LINE / 2, top, bottom, start))
        used = bottom + (FIGURES if key == "total" else FIGURES // 2)
    return strips


def _has_break(rows: pd.DataFrame) -> bool:
    later = rows[rows["previous_year"].notna()]
    return bool((later["comparable"] == False).any())  # noqa: E712 - NA is neither


def _draw_scale(
    strip: _Strip, marks: Sequence[float], ends: tuple[float, float], words: Words, look: Look
) -> list[Part]:
    """Draw horizontal lines with numbers at the marks of a scale."""
    heights = [strip.height_of(mark) for mark in marks]
    lines = draw_lines([(*ends, y) for y in heights], look.track, 1)
    numbers = [words.number(mark, 0) for mark in marks]
    places = [ends[0]] * len(marks)
    return [lines, draw_text(places, heights, numbers, "top right", size=11, color=look.quiet)]


def _draw_strip(
    strip: _Strip, rows: pd.DataFrame, means: Mapping[int, float], words: Words, look: Look
) -> list[Part]:
    """Draw the scores of a strip with numbers, joined where they are comparable."""
    name = escape_markup(figure_name(strip.key, words))
    years, scores = rows["fiscal_year"].astype(int).tolist(), rows["score"].astype(float).tolist()
    heights = [strip.height_of(score) for score in scores]
    x: list[float] = []
    y: list[float] = []
    for year, height, is_joined in zip(years, heights, rows["comparable"].eq(True), strict=True):
        if x and not is_joined:
            x.append(nan)
            y.append(nan)
        x.append(year)
        y.append(height)
    numbers = [words.number(score) for score in scores]
    hovers = [
        f"{name} {words.digits(year)}<br><b>{number}</b>"
        for year, number in zip(years, numbers, strict=True)
    ]
    size = 12 if strip.key == "total" else 9
    marks = draw_marks(
        years,
        heights,
        band_marker(scores, load_framework(None), look, size),
        text=[f"<b>{number}</b>" for number in numbers],
        textposition=[
            "bottom center" if means.get(year, -1.0) > score else "top center"
            for year, score in zip(years, scores, strict=True)
        ],
        textfont={"size": 12 if len(years) <= MANY_YEARS else 10},
        **answer_clicks([str(year) for year in years], hovers),
    )
    return [draw_path(x, y, look.quiet, 2), marks]


def _draw_means(
    strip: _Strip,
    means: Mapping[int, float],
    above: Collection[int],
    right: float,
    words: Words,
    look: Look,
) -> list[Part]:
    """Draw the national means as open diamonds, with a legend at the right of the strip's name.

    `above` are the years in which the mean is above the score, so its number is placed above it.
    """
    years = sorted(means)
    numbers = [words.digits(means[year]) for year in years]
    name = words("compare_charts.national_mean")
    hovers = [f"{name}<br><b>{number}</b>" for number in numbers]
    style = {"size": 10, "symbol": "diamond-open", "color": look.text, "line": {"width": 1.5}}
    marks = draw_marks(
        years,
        [strip.height_of(means[year]) for year in years],
        style,
        text=numbers,
        textposition=["top center" if year in above else "bottom center" for year in years],
        textfont={"size": 11, "color": look.quiet},
        **answer_clicks([str(year) for year in years], hovers),
    )
    legend = draw_marks(
        [right],
        [strip.name_at],
        style,
        text=[f"{name}  "],
        textposition="middle left",
        textfont={"size": 12, "color": look.quiet},
    )
    return [marks, legend]
