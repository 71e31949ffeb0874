"""What was read from a file: in one sentence, and of many offices as a table with a search."""

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.language import Words
from ita.report.headline import level_name
from ita.rounding import rounded
from ita.thai.text import comparison_key
from ita.ui import show
from ita.ui.markdown import literal
from ita.ui.sidebar import label

# The totals of so many offices are computed and shown at once; of the others when searched for.
ROWS = 20


def sentence(found: list[Assessment], words: Words) -> str:
    """Whose result it is, of which year, from how many figures, total and level; as Markdown."""
    if len(found) == 1:
        return " · ".join([*_owner(found[0], words), *_figures(found[0], words)])
    agencies = {each.agency for each in found}
    years = sorted({each.fiscal_year for each in found if each.fiscal_year})
    parts = [
        literal(next(iter(agencies)) or words("data.no_agency"))
        if len(agencies) == 1
        else words("data.agencies", count=words.digits(f"{len(agencies):,}"))
    ]
    if years:
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else years[0]
        parts.append(words("figures.fiscal_year", year=words.digits(span)))
    if len(years) < len({each.fiscal_year for each in found}):
        parts.append(words("data.no_year"))
    return " · ".join([*parts, words("data.results", count=words.digits(f"{len(found):,}"))])


def _owner(one: Assessment, words: Words) -> list[str]:
    year = one.fiscal_year
    return [
        literal(one.agency) if one.agency else words("data.no_agency"),
        words("figures.fiscal_year", year=words.digits(year)) if year else words("data.no_year"),
    ]


def _figures(one: Assessment, words: Words) -> list[str]:
    """How many figures of the finest levels there are, then total and level."""
    counts = {"questions": int(one.scores["score"].notna().sum())}
    for level in ("indicator", "instrument"):
        scores = figures(one.results, level).values()
        counts[f"{level}s"] = sum(score is not None for score in scores)
    if counts["questions"] or counts["indicators"]:
        del counts["instruments"]
    told = [
        words(f"read_counts.{level}", count=words.digits(count))
        for level, count in counts.items()
        if count
    ]
    if one.total is None:
        return [*told, words("data.no_total")]
    total = words("data.total", total=words.number(one.total))
    return [*told, f"{total} {literal(level_name(one, words))}"]


def table(found: list[Assessment], place: str, words: Words) -> None:
    """The offices and years of a file with their totals; a search finds the others of many."""
    if len(found) > ROWS:
        st.text_input(
            words("shared.search", count=words.digits(f"{len(found):,}")),
            placeholder=words("shared.search_for"),
            type="search",
            live=True,
            key=_search(place),
        )
    fitting = fitting_places(found, place)
    rows = [
        {
            words("columns.agency"): one.agency or words("data.unknown"),
            words("columns.year"): words.digits(one.fiscal_year or words("data.unknown")),
            words("figures.total"): rounded(one.total),
            words("columns.level"): one.level.level.code if one.level.level else "",
        }
        for one in (found[at] for at in fitting[:ROWS])
    ]
    if rows:
        show.table(pd.DataFrame(rows), words, alt=words("data.understood"))
    else:
        st.caption(words("shared.search_empty"))
    if len(fitting) > ROWS:
        count = words.digits(f"{len(fitting):,}")
        st.caption(words("data.first_rows", shown=words.digits(ROWS), count=count))


def fitting_places(found: list[Assessment], place: str) -> list[int]:
    """The places in a file's results of those that fit what is searched for."""
    typed = comparison_key(st.session_state.get(_search(place)) or "")
    return [
        at
        for at, each in enumerate(found)
        if not typed or typed in comparison_key(f"{each.agency}{each.fiscal_year}")
    ]


def _search(place: str) -> str:
    return f"search-{place}"


def choose_one(found: list[Assessment], place: str, words: Words) -> int:
    """The place in a file's results of the one that a link opens, of those in the table."""
    places = fitting_places(found, place)[:ROWS] or [0]
    if len(found) == 1:
        return 0
    return st.selectbox(
        words("data.whose_result"),
        places,
        format_func=lambda at: label(found[at], words),
        key=f"whose-{place}",
        label_visibility="collapsed",
        width=320,
    )
