"""Pure functions from the agencies of a year to Plotly figures: spread, positions, gaps."""

from collections import Counter
from collections.abc import Mapping
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from ita.charts.palette import SYMBOLS, Look, band
from ita.charts.rows import (
    BELOW_SCALE,
    LINE,
    Row,
    answer_clicks,
    draw_lines,
    draw_text,
    draw_texts,
    empty_figure,
    escape_markup,
    label_axis,
    track_positions,
    wrap_label,
)
from ita.charts.scores import axis_start
from ita.domain.agencies import variant_of_agency
from ita.domain.framework import load_framework
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.comparison import figure_name
from ita.rounding import Floats

# Pixels of a dot with the room above it, and the highest pile of them.
DOT, PILE = 12, 12
# A scale has at most so many piles, each of one of these widths in points.
PILES, WIDTHS = 36, (0.5, 1.0, 2.0, 5.0)


def draw_spread(
    ranked: pd.DataFrame,
    key: str,
    agency: str,
    fiscal_year: int,
    words: Words,
    look: Look,
) -> go.Figure:
    """How the agencies of a year spread over the scale, with one of them marked and named.

    `ranked` is `rank_agencies` by `key`. Each dot is an agency, of many of them several; the mean
    of the group and, of totals, the national mean stand below. The mark's key is the agency.
    """
    scores = ranked["score"].to_numpy("float64", na_value=np.nan)
    is_ranked = ranked["rank"].notna().to_numpy(bool)
    own_scores = scores[is_ranked & (ranked["agency"] == agency).to_numpy(bool)]
    scores = scores[is_ranked]
    framework = load_framework(fiscal_year)
    national = framework.national_mean if key == "total" else None
    group_mean = float(scores.mean())
    means = [(group_mean, words("compare_charts.group_mean"), words.number(group_mean))]
    notes = []
    if national is not None:
        name = words("compare_charts.national_mean")
        means.append((national.score, name, words.digits(national.score)))
        if variant_of_agency(agency) == "bangkok":
            notes.append(words("compare_charts.not_in_mean"))
    start = axis_start([scores.min(), *(mean for mean, *_ in means)], framework.pass_mark)
    width = next(each for each in WIDTHS if (100 - start) / each <= PILES)
    piles = Counter(_piles_of(scores, start, width).tolist())
    of_one = ceil(max(piles.values()) / PILE)
    name, lines = wrap_label(agency, lines=2)
    base = lines * LINE + LINE + (max(piles.values()) / of_one) * DOT + DOT
    notes.append(words("compare_charts.dot_note", count=words.digits(of_one)))
    title = words("compare_charts.spread", name=figure_name(key, words))
    source = words("figures.fiscal_year", year=words.digits(fiscal_year))
    height = base + LINE * len(means) + 8
    figure = empty_figure(title, source, height, BELOW_SCALE, look, notes=notes)
    place_of_agency = next(iter(_piles_of(own_scores, start, width).tolist()), None)
    figure.add_trace(_draw_piles(piles, place_of_agency, of_one, (start, width, base), look))
    figure.add_trace(draw_lines([(start, 100.0, base)], look.quiet, 1))
    # The texts stand on one side, in the order in which no stroke crosses another one's text.
    is_left = _side(max(means)[0], start) == "left"
    for line, (mean, label, number) in enumerate(sorted(means, reverse=not is_left)):
        text = f" {escape_markup(label)} <b>{number}</b> "
        heights = base, base + LINE * (line + 0.6)
        figure.add_traces(_draw_mean(text, mean, is_left, heights, look))
    if place_of_agency is not None:
        x = start + (place_of_agency + 0.5) * width
        y = base - DOT * (ceil(piles[place_of_agency] / of_one) - 0.5)
        # The name stands above the highest pile, since it can be wider than the mark's own.
        below_name = (lines + 1) * LINE
        figure.add_trace(_draw_name(name, float(own_scores[0]), x, start, words))
        figure.add_trace(_draw_stroke(x, below_name, y, look, width=1))
        figure.add_trace(_draw_agency(name, float(own_scores[0]), (x, y), words, look))
    ticks = sorted({start, framework.pass_mark, 100.0})
    ends = start, 100 + (100 - start) * 0.01
    label_axis(figure, ends, ticks, [words.number(tick, 0) for tick in ticks], look)
    return figure


def _piles_of(scores: Floats, start: float, width: float) -> NDArray[np.int64]:
    """The piles in which scores lie; full marks lie in the last one."""
    last = ceil((100 - start) / width) - 1
    return np.minimum(np.floor((scores - start) / width), last).astype("int64")


def _draw_piles(
    piles: Mapping[int, int],
    place_of_agency: int | None,
    of_one: int,
    scale: tuple[float, float, float],
    look: Look,
) -> go.Scatter:
    """A dot for each agency, or for each `of_one` of them, piled up; but one's own on top."""
    start, width, base = scale
    dots = [
        (start + (pile + 0.5) * width, base - DOT * (at + 0.5))
        for pile, count in piles.items()
        for at in range(ceil(count / of_one) - (pile == place_of_agency))
    ]
    return go.Scatter(
        x=[x for x, _ in dots],
        y=[y for _, y in dots],
        mode="markers",
        marker={"size": DOT - 3, "color": look.quiet, "opacity": 0.55},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _side(x: float, start: float) -> str:
    """On which side of a point its text has room."""
    share = (x - start) / (100 - start)
    return "right" if share < 0.3 else "left" if share > 0.7 else "center"


def _draw_mean(
    text: str, mean: float, is_left: bool, heights: tuple[float, float], look: Look
) -> list[go.Scatter]:
    """A stroke from above the scale down to a line of its own, on which its text stands."""
    base, text_at = heights
    return [
        _draw_stroke(mean, base - DOT, text_at, look, width=1.5, dash="dot"),
        draw_text([mean], [text_at], [text], f"middle {'left' if is_left else 'right'}", size=12),
    ]


def _draw_stroke(x: float, top: float, bottom: float, look: Look, **line: Any) -> go.Scatter:
    """An upright line; `line` says how it looks."""
    return go.Scatter(
        x=[x, x],
        y=[top, bottom],
        mode="lines",
        line={"color": look.text, **line},
        hoverinfo="skip",
    )


def _draw_name(name: str, score: float, x: float, start: float, words: Words) -> go.Scatter:
    """The name and score of one's own agency, from the top of the chart down."""
    text = f"<b>{name}</b><br><b>{words.number(score)}</b>"
    return draw_text([x], [0.0], [text], f"bottom {_side(x, start)}")


def _draw_agency(
    name: str, score: float, place: tuple[float, float], words: Words, look: Look
) -> go.Scatter:
    """One's own agency: a large mark, named when one points at it."""
    x, y = place
    return go.Scatter(
        x=[x],
        y=[y],
        mode="markers",
        cliponaxis=False,
        marker={
            "size": DOT + 3,
            "symbol": "diamond",
            "color": look.whole,
            "line": {"color": look.text, "width": 2},
        },
        **answer_clicks([name], [f"{name}<br><b>{words.number(score)}</b>"]),
    )


def draw_positions(
    position: pd.DataFrame,
    spreads: pd.DataFrame,
    source: str,
    fiscal_year: int,
    words: Words,
    look: Look,
) -> go.Figure:
    """An agency's instruments and indicators within the spread of its group.

    `position` is `position_of_agency`, `spreads` `spread` of the same group, `source` the agency
    and year. A row's key is that of its figure.
    """
    of_group = {row.key: row for row in iterate_rows(spreads)}
    framework = load_framework(fiscal_year)
    records = [row for row in iterate_rows(position) if row.level != "total"]
    rows = [_position_row(row, words) for row in records]
    positions = track_positions(rows)
    groups = [of_group[row.key] for row in records]
    start = axis_start([float(each.lowest) for each in groups], framework.pass_mark)
    height = sum(row.height for row in rows)
    title = words("compare_charts.positions")
    notes = [words("compare_charts.positions_mean"), words("compare_charts.positions_lines")]
    figure = empty_figure(title, source, height, BELOW_SCALE, look, notes=notes)
    pairs = list(zip(groups, positions, strict=True))
    whole = [(float(each.lowest), float(each.highest), y) for each, y in pairs]
    middle = [(float(each.lower_quartile), float(each.upper_quartile), y) for each, y in pairs]
    figure.add_trace(draw_lines(whole, look.quiet, 1))
    figure.add_trace(draw_lines(middle, look.track, 10))
    figure.add_trace(
        go.Scatter(
            x=[float(row.mean) for row in records],
            y=positions,
            mode="markers",
            marker={"symbol": "line-ns", "size": 10, "line": {"color": look.text, "width": 2}},
            hoverinfo="skip",
        )
    )
    bands = [band(row.score, framework) for row in records]
    figure.add_trace(
        go.Scatter(
            x=[float(row.score) for row in records],
            y=positions,
            mode="markers",
            cliponaxis=False,
            marker={
                "size": 13,
                "symbol": [SYMBOLS[name] for name in bands],
                "color": [look.bands[name] for name in bands],
                "line": {"color": look.background, "width": 1},
            },
            **answer_clicks([row.key for row in rows], [row.hover for row in rows]),
        )
    )
    figure.add_traces(draw_texts(rows, positions, start, 100))
    ends = start, 100 + (100 - start) * 0.02
    label_axis(figure, ends, [start, 100], [words.number(end, 0) for end in (start, 100)], look)
    return figure


def _position_row(row: Any, words: Words) -> Row:
    name = escape_markup(figure_name(row.key, words))
    score = words.number(row.score)
    place = words("compare_charts.place", rank=words.digits(row.rank), of=words.digits(row.of))
    hover = f"{name}<br><b>{score}</b> {words.number(row.to_mean, sign=True)}"
    return Row(row.key, name, f"{score}  {escape_markup(place)}", hover, float(row.score))
