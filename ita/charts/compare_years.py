"""A pure function from the years of an agency to a Plotly figure: its scores by year."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import nan

import pandas as pd
import plotly.graph_objects as go

from ita.charts.palette import SYMBOLS, Look, band
from ita.charts.rows import (
    BELOW_SCALE,
    LINE,
    answer_clicks,
    draw_lines,
    draw_text,
    empty_figure,
    escape_markup,
    label_axis,
)
from ita.charts.scores import axis_start
from ita.domain.agencies import variant_of_agency
from ita.domain.framework import load_framework
from ita.domain.tables import INSTRUMENTS, iterate_rows
from ita.language import Words
from ita.report.comparison import figure_name

# A picture shows so many years, the newest ones.
YEARS = 10
# More of them leave a phone room for small figures only.
MANY_YEARS = 7
# Pixels of a strip between the ends of its scale, and of the figures above and below it.
TOTAL_STRIP, INSTRUMENT_STRIP = 96, 44
FIGURES = 20


@dataclass(frozen=True)
class _Strip:
    """One figure over the years: where its name stands, and the pixels of its scale's ends."""

    key: str
    name_at: float
    top: float
    bottom: float

    def height_of(self, score: float, start: float) -> float:
        """The y of a score."""
        return self.bottom - (score - start) / (100 - start) * (self.bottom - self.top)


def draw_years(
    table: pd.DataFrame, agency: str, means: Mapping[int, float], words: Words, look: Look
) -> go.Figure:
    """Total and instruments by year, each on a scale of its own strip.

    `table` is `compare_years` of one agency with some total or instrument score, `means` the national mean by fiscal year. Years that
    are not comparable are not joined. Of more than ten years the newest are drawn. A mark's key is
    its year.
    """
    last = int(table["fiscal_year"].max())
    recent = table[(table["fiscal_year"] > last - YEARS) & table["score"].notna()]
    recent = recent[recent["level"].isin(("total", "instrument"))]
    years = sorted(int(year) for year in recent["fiscal_year"].unique())
    keys = [key for key in ("total", *INSTRUMENTS) if (recent["key"] == key).any()]
    # The national mean is one of totals, so it stands on their strip or nowhere.
    means = {year: mean for year, mean in means.items() if year in years and "total" in keys}
    strips = _lay_out(keys)
    pass_mark = load_framework(last).pass_mark
    start = axis_start([*recent["score"].astype(float), *means.values()], pass_mark)
    notes = [words("compare_charts.not_joined")] if _has_break(recent) else []
    if means and variant_of_agency(agency) == "bangkok":
        notes.append(words("compare_charts.not_in_mean"))
    title, height = words("compare_charts.years"), strips[-1].bottom + 18
    figure = empty_figure(title, agency, height, BELOW_SCALE, look, notes=notes)
    left, right = years[0] - 0.5 - 0.07 * (last - years[0]), last + 0.5
    for strip in strips:
        marks = (start, pass_mark, 100) if strip.key == "total" else (start, 100)
        figure.add_traces(_draw_scale(strip, marks, (left, right), start, words, look))
        rows = recent[recent["key"] == strip.key]
        is_total = strip.key == "total"
        figure.add_traces(_draw_strip(strip, rows, means if is_total else {}, start, words, look))
        name = f"<b>{escape_markup(figure_name(strip.key, words))}</b>"
        figure.add_trace(draw_text([left], [strip.name_at], [name], "middle right"))
    if means:
        totals = recent[recent["key"] == "total"].set_index("fiscal_year")["score"]
        above = {year for year, mean in means.items() if mean > totals.get(year, 0)}
        figure.add_traces(_draw_means(strips[0], means, above, (start, right), words, look))
    label_axis(figure, (left, right), years, [words.digits(year) for year in years], look)
    return figure


def _lay_out(keys: Sequence[str]) -> list[_Strip]:
    strips, used = [], 0
    for key in keys:
        top = used + LINE + FIGURES
        bottom = top + (TOTAL_STRIP if key == "total" else INSTRUMENT_STRIP)
        strips.append(_Strip(key, used + LINE / 2, top, bottom))
        used = bottom + (FIGURES if key == "total" else FIGURES // 2)
    return strips


def _has_break(rows: pd.DataFrame) -> bool:
    later = rows[rows["previous_year"].notna()]
    return bool((later["comparable"] == False).any())  # noqa: E712 - NA is neither


def _draw_scale(
    strip: _Strip,
    marks: Sequence[float],
    ends: tuple[float, float],
    start: float,
    words: Words,
    look: Look,
) -> list[go.Scatter]:
    """Level lines at the ends of a scale and at its marks, each with its number."""
    heights = [strip.height_of(mark, start) for mark in marks]
    lines = draw_lines([(*ends, y) for y in heights], look.track, 1)
    numbers = [words.number(mark, 0) for mark in marks]
    places = [ends[0]] * len(marks)
    return [lines, draw_text(places, heights, numbers, "top right", size=11, color=look.quiet)]


def _draw_strip(
    strip: _Strip,
    rows: pd.DataFrame,
    means: Mapping[int, float],
    start: float,
    words: Words,
    look: Look,
) -> list[go.Scatter]:
    """The scores of a figure, joined where they are comparable, each with its number."""
    points = list(iterate_rows(rows))
    x: list[float] = []
    y: list[float] = []
    for row in points:
        if x and not row.comparable:
            x.append(nan)
            y.append(nan)
        x.append(int(row.fiscal_year))
        y.append(strip.height_of(row.score, start))
    years = [int(row.fiscal_year) for row in points]
    heights = [strip.height_of(row.score, start) for row in points]
    bands = [band(row.score, load_framework(year)) for row, year in zip(points, years, strict=True)]
    numbers = [words.number(row.score) for row in points]
    hovers = [
        f"{escape_markup(figure_name(strip.key, words))} {words.digits(year)}<br><b>{number}</b>"
        for year, number in zip(years, numbers, strict=True)
    ]
    line = go.Scatter(
        x=x, y=y, mode="lines", line={"color": look.quiet, "width": 2}, hoverinfo="skip"
    )
    marks = go.Scatter(
        x=years,
        y=heights,
        text=[f"<b>{number}</b>" for number in numbers],
        mode="markers+text",
        textposition=[
            "bottom center" if means.get(year, -1.0) > row.score else "top center"
            for row, year in zip(points, years, strict=True)
        ],
        textfont={"size": 12 if len(points) <= MANY_YEARS else 10},
        cliponaxis=False,
        marker={
            "size": 12 if strip.key == "total" else 9,
            "symbol": [SYMBOLS[name] for name in bands],
            "color": [look.bands[name] for name in bands],
            "line": {"color": look.background, "width": 1},
        },
        **answer_clicks([str(year) for year in years], hovers),
    )
    return [line, marks]


def _draw_means(
    strip: _Strip,
    means: Mapping[int, float],
    above: Collection[int],
    ends: tuple[float, float],
    words: Words,
    look: Look,
) -> list[go.Scatter]:
    """The national means as open diamonds, and what they are at the right end of the name.

    `above` are the years in which the mean is the higher one, so that its number stands above.
    """
    start, right = ends
    years = sorted(means)
    numbers = [words.digits(means[year]) for year in years]
    name = words("compare_charts.national_mean")
    style = {"size": 10, "symbol": "diamond-open", "color": look.text, "line": {"width": 1.5}}
    marks = go.Scatter(
        x=years,
        y=[strip.height_of(means[year], start) for year in years],
        text=numbers,
        mode="markers+text",
        textposition=["top center" if year in above else "bottom center" for year in years],
        textfont={"size": 11, "color": look.quiet},
        marker=style,
        cliponaxis=False,
        **answer_clicks(
            [str(year) for year in years], [f"{name}<br><b>{number}</b>" for number in numbers]
        ),
    )
    legend = go.Scatter(
        x=[right],
        y=[strip.name_at],
        text=[f"{name}  "],
        mode="markers+text",
        textposition="middle left",
        textfont={"size": 12, "color": look.quiet},
        marker=style,
        hoverinfo="skip",
        cliponaxis=False,
    )
    return [marks, legend]
