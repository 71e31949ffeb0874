"""Functions that draw the agencies of a year as Plotly figures: spread and positions."""

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from ita.charts.palette import Look, band_marker
from ita.charts.rows import (
    LINE,
    Caption,
    Part,
    Row,
    answer_clicks,
    draw_lines,
    draw_marks,
    draw_path,
    draw_strokes,
    draw_text,
    draw_texts,
    escape_markup,
    make_figure,
    rows_height,
    score_axis,
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

# Pixels of a dot with the space above it, and the most dots of a pile.
DOT, PILE = 12, 12
# Most piles (bins) of a scale, and the allowed widths of a pile in points.
PILES, WIDTHS = 36, (0.5, 1.0, 2.0, 5.0)


def draw_spread(
    ranked: pd.DataFrame,
    key: str,
    agency: str,
    fiscal_year: int,
    words: Words,
    look: Look,
) -> go.Figure:
    """Draw the distribution of the agencies of a year, with one of them marked and named.

    `ranked` is `rank_agencies` by `key`. Each dot is an agency, or several if there are many. The
    mean of the group and, for totals, the national mean are below. The mark's key is the agency.
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
    own_pile = next(iter(_piles_of(own_scores, start, width).tolist()), None)
    of_one = ceil(max(piles.values()) / PILE)
    notes.append(words("compare_charts.dot_note", count=words.digits(of_one)))
    name, lines = wrap_label(agency, lines=2)
    below_name = (lines + 1) * LINE
    base = below_name + (max(piles.values()) / of_one) * DOT + DOT
    # Piles of a dot for each agency, or each `of_one` of them; the top one is left for the mark.
    dots = [
        (start + (pile + 0.5) * width, base - DOT * (at + 0.5))
        for pile, count in piles.items()
        for at in range(ceil(count / of_one) - (pile == own_pile))
    ]
    dot = {"size": DOT - 3, "color": look.quiet, "opacity": 0.55}
    traces = [
        draw_marks([x for x, _ in dots], [y for _, y in dots], dot),
        draw_lines([(start, 100.0, base)], look.quiet, 1),
        *_draw_means(means, base, start, look),
    ]
    if own_pile is not None:
        x = start + (own_pile + 0.5) * width
        y = base - DOT * (ceil(piles[own_pile] / of_one) - 0.5)
        score = f"<b>{words.number(own_scores[0])}</b>"
        mark = {
            "size": DOT + 3,
            "symbol": "diamond",
            "color": look.whole,
            "line": {"color": look.text, "width": 2},
        }
        # The name is above the highest pile, since it can be wider than the mark's pile.
        traces += [
            draw_text([x], [0.0], [f"<b>{name}</b><br>{score}"], f"bottom {_side(x, start)}"),
            draw_path([x, x], [below_name, y], look.text, 1),
            draw_marks([x], [y], mark, **answer_clicks([agency], [f"{name}<br>{score}"])),
        ]
    title = words("compare_charts.spread", name=figure_name(key, words))
    source = words("figures.fiscal_year", year=words.digits(fiscal_year))
    axis = score_axis(start, words, look, {framework.pass_mark: ""})
    height = base + LINE * len(means) + 8
    return make_figure(Caption(title, source, notes), height, traces, axis, look)


def _piles_of(scores: Floats, start: float, width: float) -> NDArray[np.int64]:
    """Return the indices of the piles of scores; 100 belongs to the last one."""
    last = ceil((100 - start) / width) - 1
    return np.minimum(np.floor((scores - start) / width), last).astype("int64")


def _side(x: float, start: float) -> str:
    """Return the side of a point on which its text has room."""
    share = (x - start) / (100 - start)
    return "right" if share < 0.3 else "left" if share > 0.7 else "center"


def _draw_means(
    means: Sequence[tuple[float, str, str]], base: float, start: float, look: Look
) -> list[Part]:
    """Draw strokes from the scale down to the names and numbers of means, one line each."""
    # All texts are on one side, in an order in which no stroke crosses a text.
    is_left = _side(max(means)[0], start) == "left"
    side = f"middle {'left' if is_left else 'right'}"
    traces = []
    for line, (mean, name, number) in enumerate(sorted(means, reverse=not is_left)):
        text, y = f" {escape_markup(name)} <b>{number}</b> ", base + LINE * (line + 0.6)
        traces.append(draw_path([mean, mean], [base - DOT, y], look.text, 1.5, dash="dot"))
        traces.append(draw_text([mean], [y], [text], side, size=12))
    return traces


def draw_positions(
    position: pd.DataFrame,
    spreads: pd.DataFrame,
    source: str,
    fiscal_year: int,
    words: Words,
    look: Look,
) -> go.Figure:
    """Draw an agency's instruments and indicators within the spread of its group.

    `position` is `position_of_agency`, `spreads` `spread` of the same group, `source` the agency
    and year. A row's key is that of its figure.
    """
    of_group = {row.key: row for row in iterate_rows(spreads)}
    framework = load_framework(fiscal_year)
    records = [row for row in iterate_rows(position) if row.level != "total"]
    rows = [_position_row(row, words) for row in records]
    heights = track_positions(rows)
    pairs = [(of_group[row.key], y) for row, y in zip(records, heights, strict=True)]
    start = axis_start([float(each.lowest) for each, _ in pairs], framework.pass_mark)
    whole = [(float(each.lowest), float(each.highest), y) for each, y in pairs]
    middle = [(float(each.lower_quartile), float(each.upper_quartile), y) for each, y in pairs]
    scores = [float(row.score) for row in records]
    clicks = answer_clicks([row.key for row in rows], [row.hover for row in rows])
    traces = [
        draw_lines(whole, look.quiet, 1),
        draw_lines(middle, look.track, 10),
        draw_strokes([float(row.mean) for row in records], heights, look, 2),
        draw_marks(scores, heights, band_marker(scores, framework, look, 13), **clicks),
        *draw_texts(rows, heights, start, 100),
    ]
    notes = [words("compare_charts.positions_mean"), words("compare_charts.positions_lines")]
    caption = Caption(words("compare_charts.positions"), source, notes)
    return make_figure(caption, rows_height(rows), traces, score_axis(start, words, look), look)


def _position_row(row: Any, words: Words) -> Row:
    name = escape_markup(figure_name(row.key, words))
    score = words.number(row.score)
    place = words("compare_charts.place", rank=words.digits(row.rank), of=words.digits(row.of))
    hover = f"{name}<br><b>{score}</b> {words.number(row.to_mean, sign=True)}"
    return Row(row.key, name, f"{score}  {escape_markup(place)}", hover, float(row.score))
