"""The results read from a file: a one-line description, and a searchable table."""

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.language import Words
from ita.report.headline import level_name
from ita.thai.text import comparison_key
from ita.ui.markdown import escape_markdown
from ita.ui.score_tables import display_figures
from ita.ui.sidebar import result_label
from ita.ui.tables import show_table

# Maximum number of rows in the table of results; a search finds the others.
ROWS = 20


def describe_results(results: list[Assessment], words: Words) -> str:
    """Describe results in one line of Markdown: agencies and years, and their number.

    A single result has the number of its figures, its total and its level instead.
    """
    agencies = {each.agency for each in results}
    years = sorted({each.fiscal_year for each in results if each.fiscal_year})
    parts = [
        escape_markdown(next(iter(agencies)) or words("data.no_agency"))
        if len(agencies) == 1
        else words("data.agencies", count=words.digits(f"{len(agencies):,}"))
    ]
    if years:
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else years[0]
        parts.append(words("figures.fiscal_year", year=words.digits(span)))
    if len(years) < len({each.fiscal_year for each in results}):
        parts.append(words("data.no_year"))
    if len(results) == 1:
        return " · ".join([*parts, *_figures(results[0], words)])
    return " · ".join([*parts, words("data.results", count=words.digits(f"{len(results):,}"))])


def _figures(one: Assessment, words: Words) -> list[str]:
    """Return the number of figures on the finest levels, then total and level, as Markdown."""
    counts = {"questions": int(one.scores["score"].notna().sum())}
    for level in ("indicator", "instrument"):
        scores = figures(one.results, level).values()
        counts[f"{level}s"] = sum(score is not None for score in scores)
    if counts["questions"] or counts["indicators"]:
        del counts["instruments"]
    parts = [
        words(f"read_counts.{level}", count=words.digits(count))
        for level, count in counts.items()
        if count
    ]
    if one.total is None:
        return [*parts, words("data.no_total")]
    total = words("data.total", total=words.number(one.total))
    return [*parts, f"{total} {escape_markdown(level_name(one, words))}"]


def show_results(results: list[Assessment], key: str, words: Words) -> None:
    """Show the first ROWS results of a file as a table, with a search where there are more."""
    if len(results) > ROWS:
        st.text_input(
            words("shared.search", count=words.digits(f"{len(results):,}")),
            placeholder=words("shared.search_for"),
            type="search",
            live=True,
            key=_search_key(key),
        )
    fitting = find_results(results, key)
    rows = [results[at] for at in fitting[:ROWS]]
    if rows:
        unknown = words("data.unknown")
        table = pd.DataFrame(
            {
                words("columns.agency"): [one.agency or unknown for one in rows],
                words("columns.year"): [words.digits(one.fiscal_year or unknown) for one in rows],
                words("figures.total"): display_figures([one.total for one in rows], words),
                words("columns.level"): [
                    one.level.level.code if one.level.level else "" for one in rows
                ],
            }
        )
        show_table(table, words, alt=words("data.understood"))
    else:
        st.caption(words("shared.search_empty"))
    if len(fitting) > ROWS:
        count = words.digits(f"{len(fitting):,}")
        st.caption(words("data.first_rows", shown=words.digits(ROWS), count=count))


def find_results(results: list[Assessment], key: str) -> list[int]:
    """Return the positions of the results that match the search text."""
    typed = comparison_key(st.session_state.get(_search_key(key)) or "")
    return [
        at
        for at, each in enumerate(results)
        if not typed or typed in comparison_key(f"{each.agency}{each.fiscal_year}")
    ]


def _search_key(key: str) -> str:
    return f"search-{key}"


def choose_result(results: list[Assessment], key: str, words: Words) -> int:
    """Let the visitor choose a result of the table to open; return its position in `results`."""
    positions = find_results(results, key)[:ROWS] or [0]
    if len(results) == 1:
        return 0
    return st.selectbox(
        words("data.whose_result"),
        positions,
        format_func=lambda at: result_label(results[at], words),
        key=f"whose-{key}",
        label_visibility="collapsed",
        width=320,
    )
