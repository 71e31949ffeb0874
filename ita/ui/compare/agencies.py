"""Agencies of the chosen year: rank, spread, ranking, positions and heat map."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ita.analysis.compare_agencies import score_matrix
from ita.charts.compare_agencies import draw_positions, draw_spread
from ita.charts.heat_map import draw_heat_map
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.publishing.excel.tables import mark_computed
from ita.report.comparison import figure_name, rank_headline
from ita.report.naming import agency_and_year
from ita.ui import url_state
from ita.ui.charts import show_chart
from ita.ui.compare.group import LISTED, Group
from ita.ui.compare.notes import national_text, show_group_notes
from ita.ui.compare.tables import matrix_frame, position_frame, rank_frame
from ita.ui.content_cache import cached_figure
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.publish.link import link_to_picture
from ita.ui.results import result_file_name
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads, show_table

# Rows of the heat map: all agencies if there are at most MANY; otherwise ENDS at each end of the
# ranking and AROUND on each side of the chosen one. A search draws at most MANY, chosen included.
ENDS, AROUND, MANY = 3, 3, 16


def compare_agencies(view: View, group: Group, key: str) -> None:
    """Show the section: rank sentence, spread and ranking by a figure, positions, heat map."""
    assessment, words = view.assessment, view.words
    ranked = group.ranked(key)
    sentences = [rank_headline(ranked, group.agency, key, words, escape_markdown)]
    if key == "total":
        sentences.append(national_text(assessment, words))
    st.markdown(" · ".join(filter(None, sentences)))
    left, right = st.columns(2, gap="medium")
    with left:
        _show_spread(group, key, view)
        matches = _show_ranking(group, key, view)
    with right:
        _show_positions(group, view)
    _show_heat_map(group, matches, view)
    show_group_notes(group, assessment, words)
    link_to_picture("agencies", words)


def choose_figure(group: Group, words: Words) -> str:
    """Let the visitor choose the figure that ranks agencies; `by` in the URL. Return its key."""
    return url_state.select(
        "by",
        group.keys,
        words("compare.by"),
        format_func=lambda key: figure_name(key, words),
        width=320,
    )


def _show_spread(group: Group, key: str, view: View) -> None:
    words, ranked, year = view.words, group.ranked(key), group.fiscal_year
    scores = ranked[ranked["rank"].notna()]["score"]
    if scores.empty:
        show_empty(words("compare.nothing_ranked", name=figure_name(key, words)))
        return
    alt = words(
        "compare_charts.alt_spread",
        count=words.digits(len(scores)),
        lowest=words.number(scores.min()),
        highest=words.number(scores.max()),
    )
    show_chart(
        cached_figure(
            ("spread", group.token, key),
            view,
            lambda: draw_spread(ranked, key, group.agency, year, words, view.look),
        ),
        lambda: rank_frame(group.add_levels(ranked, key), year, words),
        words,
        key="chart-spread",
        name=result_file_name(view.assessment, "spread"),
        alt=alt,
    )


def _show_ranking(group: Group, key: str, view: View) -> set[str] | None:
    """Show the ranking with a search, stored in the URL; return the matches, None without one."""
    words, ranked = view.words, group.ranked(key)
    st.subheader(words("compare.ranking"), anchor=False)
    typed = st.text_input(
        words("compare.search"),
        placeholder=words("compare.search_for"),
        type="search",
        live=True,
        key="agency",
        bind="query-params",
        label_visibility="collapsed",
    )
    names = group.search(typed or "")
    matches = ranked if names is None else ranked[ranked["agency"].isin(names)]
    if matches.empty:
        st.caption(words("compare.search_empty"))
        return names

    def frame_of(rows: pd.DataFrame) -> pd.DataFrame:
        frame = rank_frame(rows, group.fiscal_year, words)
        return frame.drop(columns=words("compare_columns.to_mean"))

    listed = group.listed(key) if names is None else group.add_levels(matches.head(LISTED), key)
    first = frame_of(listed)
    show_table(first, words, alt=words("compare.ranking"), key="compare-ranking")
    if len(first) < len(matches):
        numbers = {"shown": len(first), "count": f"{len(matches):,}"}
        digits = {name: words.digits(number) for name, number in numbers.items()}
        st.caption(words("data.first_rows", **digits))
    show_downloads(
        first,
        words,
        key="ranking",
        name=result_file_name(view.assessment, "ranking"),
        make_file=lambda: mark_computed(frame_of(group.add_levels(matches, key))),
    )
    return names


def _show_positions(group: Group, view: View) -> None:
    words, assessment, position = view.words, view.assessment, group.position
    if (position["level"] != "total").sum() == 0:
        show_empty(words("compare.no_positions"))
        return
    source = agency_and_year(assessment, words)
    year = group.fiscal_year
    places = ", ".join(
        f"{figure_name(row.key, words)} {words.digits(row.rank)}/{words.digits(row.of)}"
        for row in iterate_rows(position)
    )
    show_chart(
        cached_figure(
            ("positions", group.token),
            view,
            lambda: draw_positions(position, group.spreads, source, year, words, view.look),
        ),
        lambda: position_frame(position, words),
        words,
        key="chart-positions",
        name=result_file_name(assessment, "positions"),
        alt=words("compare_charts.alt_positions", list=places),
    )


def _show_heat_map(group: Group, matches: set[str] | None, view: View) -> None:
    """Show the heat map; with more than LISTED agencies in an expander, drawn when it opens."""
    if not (group.spreads["level"] == "indicator").any():
        return
    if len(group.scores) <= LISTED:
        _draw_heat_map(group, matches, view)
        return
    title = view.words("compare_charts.heat_map")
    section = st.expander(title, icon=":material/grid_on:", key="heat-map", on_change="rerun")
    if section.open:
        with section:
            _draw_heat_map(group, matches, view)


def _draw_heat_map(group: Group, matches: set[str] | None, view: View) -> None:
    words, assessment = view.words, view.assessment
    names = group.with_indicators
    rows = choose_rows(names, group.agency, matches or set())
    numbers = {"count": words.digits(len(rows)), "of": words.digits(f"{len(names):,}")}
    year = words("figures.fiscal_year", year=words.digits(group.fiscal_year))
    source = f"{year} · {words('compare_charts.rows_drawn', **numbers)}"

    def make_matrix() -> pd.DataFrame:
        matrix = score_matrix(group.scores[group.scores["agency"].isin(rows)])
        return matrix.reindex(rows)

    def draw() -> go.Figure:
        ranks = group.ranked("total")
        places = {row.agency: row.rank for row in iterate_rows(ranks[ranks["agency"].isin(rows)])}
        labels = {
            name: name if pd.isna(places[name]) else f"{words.digits(places[name])}. {name}"
            for name in rows
        }
        means = {row.key: float(row.mean) for row in iterate_rows(group.spreads)}
        return draw_heat_map(make_matrix(), means, labels, group.agency, source, words, view.look)

    show_chart(
        cached_figure(("heat map", group.token, *rows), view, draw),
        lambda: matrix_frame(make_matrix(), words),
        words,
        key="chart-heat-map",
        name=result_file_name(assessment, "heat-map"),
        alt=words("compare_charts.alt_heat_map", **numbers),
    )


def choose_rows(agencies: list[str], agency: str, matches: Collection[str]) -> list[str]:
    """Return the agencies that a heat map draws, in the order of `agencies`.

    These are `agency` with the matches, or else all, or else both ends and those around `agency`.
    """
    if matches:
        wanted = {agency, *[name for name in agencies if name in matches][: MANY - 1]}
    elif len(agencies) <= MANY:
        wanted = set(agencies)
    else:
        at = agencies.index(agency) if agency in agencies else 0
        near = agencies[max(0, at - AROUND) : at + AROUND + 1]
        wanted = {*agencies[:ENDS], *near, *agencies[-ENDS:]}
    return [name for name in agencies if name in wanted]
