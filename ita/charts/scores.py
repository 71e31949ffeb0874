"""Pure functions from a result table to a Plotly figure; only a page shows it.

Every figure stands alone as a picture: title, agency and year are part of it. A row is a line of
text over a track, so that the same figure reads on a wide screen and on a phone. Clicking a row
gives its key in `customdata[0]`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import floor

import pandas as pd
import plotly.graph_objects as go

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.charts.palette import BANDS, FONT, SYMBOLS, Look, band
from ita.language import Words
from ita.reading.measures import MeasureReading
from ita.thai.text import wrap_text

# Pixels. A row has one line of text, or more, above its track.
LINE = 19
TRACK = 26
MARGIN_SIDE = 12
MARGIN_TOP = 50
MARGIN_BOTTOM = 72
WITHOUT_AXIS = 40
# Letters that fit above a track on a phone, beside the figure at its right end.
LETTERS = 35
# How many items a title counts; those tied with the last are shown too.
WEAKEST = 5


@dataclass(frozen=True)
class Row:
    """A row of a figure: `label` above the track at the left, `figure` at the right.

    `score` None makes a heading without a track.
    """

    key: str
    label: str
    figure: str
    hover: str = ""
    score: float | None = None
    lines: int = 1

    @property
    def height(self) -> int:
        """Pixels of the row."""
        return self.lines * LINE + (TRACK if self.score is not None else 12)


def plain(text: str) -> str:
    """`text` such that Plotly shows it letter by letter instead of reading its tags."""
    return escape(text, quote=False)


def broken(text: str, letters: int, lines: int | None = None) -> tuple[str, int]:
    """`text` with breaks for a label, and the number of its lines."""
    made = [plain(line) for line in wrap_text(text, letters, lines)]
    return "<br>".join(made), max(len(made), 1)


def _axis_start(scores: Sequence[float], pass_mark: float) -> int:
    """Where the axis begins: a multiple of five, below the lowest score and the pass mark."""
    return max(0, floor((min([*scores, pass_mark]) - 1) / 5) * 5)


def base_figure(title: str, source: str, height: int, bottom: int, look: Look) -> go.Figure:
    """An empty figure with its title above and its source below the plot."""
    return go.Figure(
        layout={
            "template": "none",
            "title": {
                "text": f"<b>{plain(title)}</b>",
                "font": {"size": 17},
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "pad": {"t": 10},
            },
            "font": {"family": FONT, "size": 14, "color": look.text},
            "paper_bgcolor": look.background,
            "plot_bgcolor": look.background,
            "height": height,
            "margin": {"l": MARGIN_SIDE, "r": MARGIN_SIDE, "t": MARGIN_TOP, "b": bottom},
            "hovermode": "closest",
            "hoverlabel": {
                "font": {"family": FONT, "size": 14, "color": look.text},
                "bgcolor": look.background,
                "bordercolor": look.quiet,
                "align": "left",
            },
            "showlegend": False,
            "barmode": "overlay",
            "clickmode": "event+select",
            "dragmode": False,
            "annotations": [
                {
                    "text": plain(source),
                    "x": 0,
                    "y": 0,
                    "xref": "paper",
                    "yref": "paper",
                    "xanchor": "left",
                    "yanchor": "top",
                    "yshift": 26 - bottom,
                    "showarrow": False,
                    "font": {"size": 12, "color": look.quiet},
                }
            ],
        }
    )


def track_places(rows: Sequence[Row]) -> list[float]:
    """The y of each row's track in pixels from the top of the plot."""
    places, used = [], 0
    for row in rows:
        used += row.height
        places.append(used - TRACK / 2 if row.score is not None else used)
    return places


def row_texts(
    rows: Sequence[Row], places: Sequence[float], start: float, end: float
) -> list[go.Scatter]:
    """Labels at the left and figures at the right, each above its track.

    They are traces, not annotations: Plotly checks annotations one by one, which takes seconds
    for all questions of an office.
    """
    above = [
        place - (9 if row.score is not None else 0) for row, place in zip(rows, places, strict=True)
    ]
    labels = [row.label if row.score is not None else f"<b>{row.label}</b>" for row in rows]
    figures_ = [f"<b>{row.figure}</b>" if row.figure else "" for row in rows]
    return [
        go.Scatter(
            x=[x] * len(rows),
            y=above,
            text=text,
            mode="text",
            textposition=position,
            hoverinfo="skip",
            cliponaxis=False,
        )
        for x, text, position in (
            (start, labels, "top right"),
            (end, figures_, "top left"),
        )
    ]


def _lines(spans: Sequence[tuple[float, float, float]], colour: str, **line: float) -> go.Scatter:
    """Level lines from x to x at y, all in one trace."""
    return go.Scatter(
        x=[x for x0, x1, _ in spans for x in (x0, x1, None)],
        y=[y for *_, y in spans for y in (y, y, None)],
        mode="lines",
        line={"color": colour, "width": 6, **line},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _scored_rows(
    title: str,
    rows: Sequence[Row],
    assessment: Assessment,
    words: Words,
    look: Look,
    marked: str | None = None,
) -> go.Figure:
    """Rows of scores from 0 to 100 on one axis, with the pass and the excellence mark."""
    framework = assessment.framework
    places = track_places(rows)
    plot = sum(row.height for row in rows)
    height = plot + MARGIN_TOP + MARGIN_BOTTOM
    figure = base_figure(title, source_line(assessment, words), height, MARGIN_BOTTOM, look)
    drawn = [(row, y) for row, y in zip(rows, places, strict=True) if row.score is not None]
    start = _axis_start([row.score for row, _ in drawn], framework.pass_mark)
    end = 100.0
    marks = {
        framework.pass_mark: words("charts.pass_mark"),
        framework.excellence_mark: words("charts.excellence_mark"),
    }
    bands = {
        name: own
        for name in BANDS
        if (own := [(row, y) for row, y in drawn if band(row.score, framework) == name])
    }
    traces = [_lines([(start, end, y) for _, y in drawn], look.track)]
    traces += [
        _lines([(start, row.score, y) for row, y in own], look.bands[name])
        for name, own in bands.items()
    ]
    traces.append(_mark_ticks(list(marks), [y for _, y in drawn], look))
    traces += [
        _markers(words(f"bands.{name}"), own, SYMBOLS[name], look.bands[name], look, marked)
        for name, own in bands.items()
    ]
    traces.append(_row_targets(drawn, start, end))
    figure.add_traces([*traces, *row_texts(rows, places, start, end)])
    # Beside the marks only the ends are written: more would crowd a phone.
    ticks = sorted({start, *marks, end})
    figure.update_xaxes(
        range=[start, end + (end - start) * 0.02],
        tickvals=ticks,
        ticktext=[
            words.number(tick, 0) + (f"<br>{marks[tick]}" if tick in marks else "")
            for tick in ticks
        ],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickfont={"size": 12, "color": look.quiet},
    )
    figure.update_yaxes(range=[plot, 0], visible=False, fixedrange=True)
    return figure


def _mark_ticks(marks: Sequence[float], places: Sequence[float], look: Look) -> go.Scatter:
    """A short upright stroke through every track at each mark."""
    return go.Scatter(
        x=[mark for mark in marks for _ in places],
        y=[y for _ in marks for y in places],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 10,
            "line": {"color": look.text, "width": 1.5},
        },
        hoverinfo="skip",
    )


def _markers(
    name: str,
    own: Sequence[tuple[Row, float]],
    symbol: str,
    colour: str,
    look: Look,
    marked: str | None,
) -> go.Scatter:
    """The scores of one band; the marked row's is larger."""
    chosen = [row.key == marked for row, _ in own]
    return go.Scatter(
        x=[row.score for row, _ in own],
        y=[y for _, y in own],
        mode="markers",
        name=name,
        customdata=[[row.key] for row, _ in own],
        hovertext=[row.hover for row, _ in own],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        marker={
            "symbol": symbol,
            "size": [18 if is_chosen else 14 for is_chosen in chosen],
            "color": colour,
            "opacity": 1,
            "line": {
                "color": look.text if marked else look.background,
                "width": [3 if is_chosen else 1 for is_chosen in chosen],
            },
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _row_targets(drawn: Sequence[tuple[Row, float]], start: float, end: float) -> go.Bar:
    """Unseen bars, so that a whole row answers a click or a tap, not only its small marker."""
    return go.Bar(
        orientation="h",
        base=start,
        x=[end - start for _ in drawn],
        y=[y - (row.height - TRACK) / 2 for row, y in drawn],
        width=[row.height - 4 for row, _ in drawn],
        customdata=[[row.key] for row, _ in drawn],
        hovertext=[row.hover for row, _ in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
    )


def source_line(whose: Assessment | MeasureReading, words: Words) -> str:
    """Agency and fiscal year, as they stand under every picture."""
    year = whose.fiscal_year
    known = [
        whose.agency,
        words("figures.fiscal_year", year=words.digits(year)) if year else "",
    ]
    return " · ".join(part for part in known if part)


def indicators(assessment: Assessment, words: Words, look: Look) -> go.Figure:
    """The ten indicators under their instruments against the two marks.

    A row's key is the number of the indicator. Indicators without a score say so.
    """
    framework = assessment.framework
    scores = figures(assessment.results, "indicator")
    instruments = figures(assessment.results, "instrument")
    rows = []
    for instrument in framework.instruments:
        rows.append(
            Row(
                key=instrument.code,
                label=plain(words.of(instrument.name)),
                figure=words.number(instruments.get(instrument.code)),
            )
        )
        for each in framework.indicators_of(instrument.code):
            score = scores.get(str(each.number))
            name = f"{words.digits(each.number)}. {words.of(each.name)}"
            level = framework.score_level(score, "indicator")
            figure = words.number(score) + (f"  {level.code}" if level else "")
            rows.append(
                Row(
                    key=str(each.number),
                    label=plain(name if score is not None else f"{name} – {words('figures.none')}"),
                    figure=figure if score is not None else "",
                    hover=f"{plain(name)}<br><b>{figure}</b>",
                    score=score,
                )
            )
    return _scored_rows(words("charts.indicators"), rows, assessment, words, look)


def items(
    table: pd.DataFrame,
    title: str,
    assessment: Assessment,
    words: Words,
    look: Look,
    *,
    marked: str | None = None,
    lines: int = 2,
) -> go.Figure:
    """Ranked items, weakest first, each with `lines` of its text; `marked` is picked out.

    `table` is a `ranked` table or a part of it. A row's key is the item's code.
    """
    rows = []
    for item in table.itertuples():
        text = "" if pd.isna(item.text) else str(item.text)
        label, used = broken(f"{item.code} {text}", LETTERS, lines)
        whole, _ = broken(text, 60)
        rows.append(
            Row(
                key=str(item.code),
                label=label,
                figure=words.number(item.score),
                hover=f"<b>{plain(str(item.code))} {words.number(item.score)}</b><br>{whole}",
                score=float(item.score),
                lines=used,
            )
        )
    return _scored_rows(title, rows, assessment, words, look, marked)


def weakest(assessment: Assessment, words: Words, look: Look, instrument: str) -> go.Figure:
    """The weakest items of an instrument with most of their text. A row's key is its code."""
    table = assessment.lowest[assessment.lowest["instrument"] == instrument]
    n = words.digits(min(WEAKEST, len(table)))
    title = words("charts.weakest", n=n, instrument=instrument)
    return items(table, title, assessment, words, look, lines=3)


def lost_points(assessment: Assessment, words: Words, look: Look) -> go.Figure:
    """Where the points went: from 100 down to the total, the costliest indicator first.

    Indicators that cost nothing are left out. A row's key is the number of the indicator. Needs
    a total that was computed from indicators.
    """
    framework, results = assessment.framework, assessment.results
    lost = figures(results, "indicator", "lost")
    costly = sorted(
        ((number, cost) for number, cost in lost.items() if cost), key=lambda pair: -pair[1]
    )
    total = assessment.total or 0.0
    steps: list[tuple[Row, float, float, str]] = [
        (
            Row("", words("charts.full_marks"), words.number(100, 0), score=100),
            total,
            100.0,
            look.track,
        )
    ]
    level = 100.0
    for number, cost in costly:
        name = f"{words.digits(number)}. {words.of(framework.indicator(int(number)).name)}"
        figure = words.number(-cost, sign=True)
        row = Row(number, plain(name), figure, f"{plain(name)}<br><b>{figure}</b>", level - cost)
        steps.append((row, level - cost, level, look.loss))
        level -= cost
    earned = Row("total", words("charts.earned"), words.number(total), score=total)
    steps.append((earned, total, total, look.whole))

    rows = [row for row, _, _, _ in steps]
    places = track_places(rows)
    plot = sum(row.height for row in rows)
    # The scale begins a little under the total: what was earned would dwarf what was lost.
    start = total - max(100 - total, 0.01) * 0.25
    note = words("charts.axis_from", start=words.number(start))
    source = f"{source_line(assessment, words)} · {note}"
    figure = base_figure(
        words("charts.lost_points"), source, plot + MARGIN_TOP + WITHOUT_AXIS, WITHOUT_AXIS, look
    )
    bottoms = [start if row.key in ("", "total") else low for row, low, _, _ in steps]
    bars = go.Bar(
        orientation="h",
        base=bottoms,
        x=[high - low for low, (_, _, high, _) in zip(bottoms, steps, strict=True)],
        y=places,
        width=14,
        customdata=[[row.key] for row in rows],
        hovertext=[row.hover or f"{row.label}<br><b>{row.figure}</b>" for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": [colour for _, _, _, colour in steps]},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    figure.add_traces([bars, *row_texts(rows, places, start, 100)])
    figure.update_xaxes(range=[start, 100], visible=False, fixedrange=True)
    figure.update_yaxes(range=[plot, 0], visible=False, fixedrange=True)
    return figure
