"""Contents that compare years and agencies."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.compare_agencies import (
    best_practice,
    position_of_agency,
    rank_agencies,
)
from ita.analysis.compare_years import compare_years
from ita.charts.scores import axis_start
from ita.domain.framework import Framework, load_framework
from ita.domain.tables import iterate_rows, measure_table
from ita.language import Words
from ita.publishing.content.model import (
    Agencies,
    BestPractice,
    BestRow,
    Change,
    RankRow,
    Scored,
    Years,
)
from ita.publishing.content.parts import (
    head_of_result,
    known_figure,
    list_answers,
    make_scored,
)
from ita.report.comparison import (
    comparability_notes,
    figure_name,
    level_text,
    national_comparison,
    rank_comparisons,
    total_of,
)

# A ranking of at most MOST agencies is shown whole. A longer one has ENDS rows at both ends and
# AROUND rows on each side of the agency.
ENDS, AROUND, MOST = 2, 1, 11
# The most weak indicators on a sheet; fewer where measures of the best agencies are shown, too; and
# the most measures of each indicator.
WEAKEST, WITH_MEASURES, MEASURES = 5, 3, 2
# Returns the measure tables of the given agencies by name, without agencies that have none.
MeasuresLoader = Callable[[Iterable[str]], Mapping[str, pd.DataFrame]]
# Most bins of a histogram, and the allowed widths of a bin in points.
_PILES, _WIDTHS = 30, (1, 2, 5)


def gather_years(assessment: Assessment, years: pd.DataFrame, words: Words, made: date) -> Years:
    """Return the year of an assessment compared with the years before it.

    `years` is an agency results table of its agency with at least two years, the last being that
    of the assessment. Scores that are not comparable have no change; the notes give the reason.
    (DOMAIN.md §3)
    """
    table = compare_years(years)
    year = assessment.fiscal_year or 0
    of_year = table[table["fiscal_year"] == year]
    total = total_of(table, year)
    previous = int(of_year["previous_year"].dropna().iloc[0])
    levels = [
        [row for row in iterate_rows(of_year[of_year["level"] == level]) if _has_score(row)]
        for level in ("indicator", "instrument")
    ]
    names = words.digits(previous), words.digits(year)
    notes = comparability_notes(table, year, words)
    national = national_comparison(assessment.total, year, assessment.agency, words)
    notes.append(f"{words('figures.total')} {_plain(national)}" if national else "")
    change = None if total is None else known_figure(total.change)
    head = head_of_result(
        assessment, words, made, "compositions.years", before=names[0], after=names[1]
    )
    if change is not None:
        direction = "equal" if not change else "up" if change > 0 else "down"
        points = words.number(abs(change))
        title = words(f"compositions.years.{direction}", before=names[0], points=points)
        head = replace(head, title=title)
    totals = tuple(
        _year_total(table, int(each), words) for each in sorted(set(table["fiscal_year"]))
    )
    return Years(
        head,
        totals if any(each.score is not None for each in totals) else (),
        change,
        names,
        tuple(
            Change(
                figure_name(row.key, words),
                known_figure(row.previous_score),
                known_figure(row.score),
                known_figure(row.change),
            )
            for row in levels[0] or levels[1]
        ),
        tuple(filter(None, notes)),
    )


def _has_score(row: pd.Series) -> bool:
    return not (pd.isna(row.score) and pd.isna(row.previous_score))


def _year_total(table: pd.DataFrame, year: int, words: Words) -> Scored:
    row = total_of(table, year)
    score, grade = (None, None) if row is None else (known_figure(row.score), row.grade)
    level = level_text(grade, year, words) if isinstance(grade, str) else ""
    return make_scored(str(year), words.digits(year), score, load_framework(year), level)


def gather_agencies(
    assessment: Assessment, group: pd.DataFrame, key: str, words: Words, made: date
) -> Agencies:
    """Return the ranking of an agency by `key`: "total", an instrument or an indicator.

    `group` is a year scores table with at least two agencies. Agencies without a complete figure
    are not ranked.
    """
    framework, agency = assessment.framework, assessment.agency
    ranked = rank_agencies(group, key)
    ranked = ranked[ranked["rank"].notna()]
    row_of_agency = next((row for row in iterate_rows(ranked) if row.agency == agency), None)
    scores = dict(zip(ranked["agency"], ranked["score"].astype(float), strict=True))
    mean = float(ranked["score"].mean()) if len(ranked) else None
    national = framework.national_mean if key == "total" else None
    means = [
        make_scored("down", words("compare_charts.group_mean"), mean, framework),
        *(
            [make_scored("circle-open", words("compare_charts.national_mean"), score, framework)]
            if (score := national and national.score)
            else []
        ),
    ]
    known = [each.score for each in means if each.score is not None]
    start = axis_start([*scores.values(), *known], framework.pass_mark)
    width = next(each for each in _WIDTHS if (100 - start) / each <= _PILES)
    edges = range(start, 100 + width, width)
    piles, _ = np.histogram(list(scores.values()), edges)
    # A score of 100 belongs to the last bin.
    last = len(piles) - 1
    pile = min(int((scores[agency] - start) // width), last) if agency in scores else None
    name = figure_name(key, words)
    level = assessment.level.level if row_of_agency and key == "total" else None
    return Agencies(
        head_of_result(
            assessment,
            words,
            made,
            "compositions.agencies",
            source="source_national" if national else "source_group",
            name=name,
            year=words.digits(assessment.fiscal_year),
            count=words.digits(f"{len(ranked):,}"),
        ),
        make_scored(
            words.digits(row_of_agency.rank) if row_of_agency else "",
            name,
            row_of_agency.score if row_of_agency else None,
            framework,
            words.of(level.name) if level else "",
        ),
        len(ranked),
        _comparisons(assessment, ranked, row_of_agency, key, words),
        start,
        tuple(piles.tolist()),
        pile,
        tuple(means),
        _rank_rows(ranked, agency, framework, words),
    )


def _comparisons(
    assessment: Assessment,
    ranked: pd.DataFrame,
    row_of_agency: pd.Series | None,
    key: str,
    words: Words,
) -> tuple[str, ...]:
    """Return sentences comparing an agency with the group's and national means and the best."""
    if row_of_agency is None:
        return (words("compositions.agencies.no_rank"),)
    mean, best = rank_comparisons(ranked, row_of_agency, words)
    national = ""
    if key == "total":
        year = assessment.fiscal_year or 0
        national = national_comparison(row_of_agency.score, year, assessment.agency, words)
    texts = (_plain(sentence) for sentence in (mean, national, best) if sentence)
    return tuple(text[:1].upper() + text[1:] for text in texts)


def _rank_rows(
    ranked: pd.DataFrame, agency: str, framework: Framework, words: Words
) -> tuple[RankRow, ...]:
    names = ranked["agency"].tolist()
    wanted = set(names)
    if len(names) > MOST:
        position = names.index(agency) if agency in names else 0
        near = names[max(0, position - AROUND) : position + AROUND + 1]
        wanted = {*names[:ENDS], *near, *names[-ENDS:]}
    rows, last = [], -1
    for at, row in enumerate(iterate_rows(ranked)):
        if row.agency in wanted:
            item = make_scored(words.digits(row.rank), row.agency, row.score, framework)
            rows.append(RankRow(item, row.agency == agency, at - last - 1))
            last = at
    return tuple(rows)


def gather_best(
    assessment: Assessment,
    group: pd.DataFrame,
    words: Words,
    made: date,
    load_measures: MeasuresLoader,
) -> BestPractice:
    """Return an agency's weakest indicators with the best agency for each and its measures.

    `group` is a year scores table with scores of the agency's indicators; `load_measures` returns
    the measure tables of those best agencies that have a plan.
    """
    best = best_practice(group, assessment.agency, WEAKEST)
    keys = list(dict.fromkeys(best["key"]))
    tables = load_measures(best.loc[best["gap"] > 0, "best_agency"].unique())
    rows = [
        _best_row(best[best["key"] == key], tables, assessment.framework, words)
        for key in keys[:WEAKEST]
    ]
    if any(row.measures for row in rows):
        rows = rows[:WITH_MEASURES]
    count = int(position_of_agency(group, assessment.agency)["of"].max())
    values = {"source": "source_group", "count": words.digits(f"{count:,}")}
    head = head_of_result(assessment, words, made, "compositions.best", **values)
    if gap := rows[0].gap:
        head = replace(head, title=words("compositions.best.behind", gap=words.number(gap)))
    return BestPractice(head, tuple(rows), len(keys[WEAKEST:]))


def _best_row(
    best: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    framework: Framework,
    words: Words,
) -> BestRow:
    """Return a weak indicator with the best agency, which may be the agency itself.

    With several best agencies, the first with measures for the indicator is used, or else the
    first.
    """
    first, measures = next(iterate_rows(best)), measure_table()
    for row in iterate_rows(best[best["best_agency"].isin(tables.keys())]):
        table = tables[row.best_agency]
        measures = table[table["indicator"] == row.indicator]
        if len(measures):
            first = row
            break
    return BestRow(
        make_scored(first.key, figure_name(first.key, words), float(first.score), framework),
        make_scored(first.key, first.best_agency, float(first.best_score), framework),
        float(first.gap),
        len(best) - 1,
        list_answers(measures.head(MEASURES), words),
        len(measures.iloc[MEASURES:]),
    )


def _plain(markdown: str) -> str:
    """Return a sentence of the language files without Markdown's bold marks."""
    return markdown.replace("**", "")
