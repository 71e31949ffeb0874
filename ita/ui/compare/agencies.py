"""Agencies of the chosen year: rank, spread, ranking, positions and heat map."""

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.analysis.compare_agencies import position_of_agency, rank_agencies, score_matrix, spread
from ita.charts.compare_agencies import draw_positions, draw_spread
from ita.charts.heat_map import draw_heat_map
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.comparison import figure_name, rank_headline
from ita.report.naming import agency_and_year
from ita.thai.text import comparison_key
from ita.ui import url_state
from ita.ui.charts import show_chart
from ita.ui.compare.group import Group, national_text, show_group_notes
from ita.ui.compare.tables import matrix_frame, position_frame, rank_frame
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty
from ita.ui.results import result_file_name
from ita.ui.sidebar import View
from ita.ui.tables import show_downloads, show_table

# The heat map draws so many agencies at both ends of the ranking and on both sides of one's own,
# all of them where there are no more than MANY; of a search the first MANY.
ENDS, AROUND, MANY = 3, 3, 16
# So many agencies of a ranking are listed; a search finds the others.
LISTED = 200


def compare_agencies(view: View, group: Group, key: str) -> None:
    """The section: rank sentence, spread and ranking by a figure, positions, heat map."""
    assessment, words = view.assessment, view.words
    ranked = rank_agencies(group.results, key)
    agency = assessment.agency
    sentences = [rank_headline(ranked, agency, key, words, escape_markdown)]
    if key == "total":
        sentences.append(national_text(assessment, words))
    st.markdown(" · ".join(filter(None, sentences)))
    spreads = spread(group.results)
    left, right = st.columns(2, gap="medium")
    with left:
        _show_spread(ranked, key, assessment, view)
        searched = _show_ranking(ranked, assessment, words)
    with right:
        _show_positions(group.results, spreads, view)
    _show_heat_map(group.results, spreads, searched, view)
    show_group_notes(group, assessment, words)


def choose_figure(group: Group, words: Words) -> str:
    """By which figure agencies are ranked, in the address as `by`."""
    results = group.results
    compared = results[
        results["level"].isin(("instrument", "indicator")) & results["score"].notna()
    ]
    return url_state.select(
        "by",
        ["total", *dict.fromkeys(compared["key"])],
        words("compare.by"),
        format_func=lambda key: figure_name(key, words),
        width=320,
    )


def _show_spread(ranked: pd.DataFrame, key: str, assessment: Assessment, view: View) -> None:
    words, year = view.words, assessment.fiscal_year or 0
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
        draw_spread(ranked, key, assessment.agency, year, words, view.look),
        rank_frame(ranked, year, words),
        words,
        key="chart-spread",
        name=result_file_name(assessment, "spread"),
        alt=alt,
    )


def _show_ranking(ranked: pd.DataFrame, assessment: Assessment, words: Words) -> list[str]:
    """The ranking with a search that lives in the address; returns the agencies found by it."""
    st.subheader(words("compare.ranking"), anchor=False)
    typed = st.text_input(
        words("compare.search"),
        placeholder=words("shared.search_for"),
        type="search",
        live=True,
        key="agency",
        bind="query-params",
        label_visibility="collapsed",
    )
    wanted = comparison_key(typed or "")
    fits = ranked["agency"].map(lambda name: wanted in comparison_key(name)).astype(bool)
    matches = ranked[fits]
    if matches.empty:
        st.caption(words("compare.search_empty"))
    else:
        frame = rank_frame(matches, assessment.fiscal_year or 0, words)
        frame = frame.drop(columns=words("compare_columns.to_mean"))
        first = frame.head(LISTED)
        show_table(first, words, alt=words("compare.ranking"), key="compare-ranking")
        if len(first) < len(frame):
            numbers = {"shown": len(first), "count": f"{len(frame):,}"}
            digits = {name: words.digits(number) for name, number in numbers.items()}
            st.caption(words("data.first_rows", **digits))
        name = result_file_name(assessment, "ranking")
        show_downloads(frame, words, key="ranking", name=name)
    return matches["agency"].tolist() if wanted else []


def _show_positions(results: pd.DataFrame, spreads: pd.DataFrame, view: View) -> None:
    words, assessment = view.words, view.assessment
    position = position_of_agency(results, assessment.agency)
    if (position["level"] != "total").sum() == 0:
        show_empty(words("compare.no_positions"))
        return
    source = agency_and_year(assessment, words)
    year = assessment.fiscal_year or 0
    places = ", ".join(
        f"{figure_name(row.key, words)} {words.digits(row.rank)}/{words.digits(row.of)}"
        for row in iterate_rows(position)
    )
    show_chart(
        draw_positions(position, spreads, source, year, words, view.look),
        position_frame(position, words),
        words,
        key="chart-positions",
        name=result_file_name(assessment, "positions"),
        alt=words("compare_charts.alt_positions", list=places),
    )


def _show_heat_map(
    results: pd.DataFrame, spreads: pd.DataFrame, searched: list[str], view: View
) -> None:
    words, assessment = view.words, view.assessment
    scored = results[(results["level"] == "indicator") & results["score"].notna()]["agency"]
    if scored.empty:
        return
    ranks = rank_agencies(results[results["agency"].isin(set(scored))])
    rows = choose_rows(ranks["agency"].tolist(), assessment.agency, searched)
    matrix = score_matrix(results[results["agency"].isin(rows)]).reindex(rows)
    matrix = matrix.loc[:, matrix.notna().any()]
    places = {row.agency: row.rank for row in iterate_rows(rank_agencies(results))}
    labels = {
        name: name if pd.isna(places.get(name)) else f"{words.digits(places[name])}. {name}"
        for name in rows
    }
    numbers = {"count": words.digits(len(rows)), "of": words.digits(f"{scored.nunique():,}")}
    year = words("figures.fiscal_year", year=words.digits(assessment.fiscal_year))
    source = f"{year} · {words('compare_charts.rows_drawn', **numbers)}"
    means = {row.key: float(row.mean) for row in iterate_rows(spreads)}
    show_chart(
        draw_heat_map(matrix, means, labels, assessment.agency, source, words, view.look),
        matrix_frame(matrix, words),
        words,
        key="chart-heat-map",
        name=result_file_name(assessment, "heat-map"),
        alt=words("compare_charts.alt_heat_map", **numbers),
    )


def choose_rows(agencies: list[str], own: str, searched: list[str]) -> list[str]:
    """The agencies that a heat map draws, in their order: all, those found, or ends and own."""
    if searched:
        wanted = {own, *[name for name in agencies if name in set(searched)][: MANY - 1]}
    elif len(agencies) <= MANY:
        wanted = set(agencies)
    else:
        at = agencies.index(own) if own in agencies else 0
        near = agencies[max(0, at - AROUND) : at + AROUND + 1]
        wanted = {*agencies[:ENDS], *near, *agencies[-ENDS:]}
    return [name for name in agencies if name in wanted]
