"""Contents made of results and measures; figures are formatted only when drawn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures, has_indicators
from ita.charts.palette import band
from ita.domain.framework import Framework
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.by_division import by_division, reports_by_division
from ita.measures.coverage import match_measures
from ita.measures.plan_progress import PlanProgress
from ita.measures.responsibility import names_division
from ita.publishing.content.model import (
    Month,
    Result,
    Scored,
    Share,
    Task,
    Tasks,
    Weak,
    Weakest,
)
from ita.publishing.content.parts import (
    deadline_text,
    head_of_plan,
    head_of_result,
    list_answers,
    make_scored,
    name_state,
    text_or_dash,
)
from ita.report.headline import level_name
from ita.report.notes import record_notes
from ita.thai.dates import last_day, month_name

# Most questions that a sheet shows, including those tied with the last.
ROWS = 8


def gather_result(assessment: Assessment, words: Words, made: date) -> Result:
    """Return total, level, instruments and indicators of an assessment; missing scores are None."""
    framework, results = assessment.framework, assessment.results
    scores = figures(results, "instrument")
    weighted_scores = figures(results, "instrument", "weighted_score")
    indicators = figures(results, "indicator")
    groups = []
    for each in framework.instruments:
        weighted_score = words(
            "figures.weighted_score_of",
            score=words.number(weighted_scores.get(each.code)),
            weight=words.number(each.weight, 0),
        )
        instrument = make_scored(
            each.code, words.of(each.short), scores.get(each.code), framework, weighted_score
        )
        of_instrument = tuple(
            _indicator(one.number, indicators.get(str(one.number)), framework, words)
            for one in framework.indicators_of(each.code)
            if has_indicators(results)
        )
        groups.append((instrument, of_instrument))
    total = assessment.total
    status = assessment.level
    is_known = status.level or status.at_least or (total is not None and not framework.levels)
    verdict = level_name(assessment, words) if is_known else words("compositions.result.no_level")
    head = head_of_result(assessment, words, made, "compositions.result")
    message = _describe_indicators(
        [each for _, of_instrument in groups for each in of_instrument], framework, words
    )
    return Result(
        head=replace(head, subtitle=message or head.subtitle),
        total=make_scored("total", words("figures.total"), total, framework),
        verdict=verdict[:1].upper() + verdict[1:],
        groups=tuple(groups),
        marks=(framework.pass_mark, framework.excellence_mark),
        notes=_notes(assessment, words),
    )


def _describe_indicators(indicators: Sequence[Scored], framework: Framework, words: Words) -> str:
    """Return how many indicators pass, and the lowest; "" if there are none or one has no score."""
    scores = [each.score for each in indicators if each.score is not None]
    if not scores or len(scores) < len(indicators):
        return ""
    mark, passed = framework.pass_mark, sum(score >= framework.pass_mark for score in scores)
    message = words(
        f"compositions.result.{'all' if passed == len(scores) else 'some'}_passed",
        passed=words.digits(passed),
        count=words.digits(len(scores)),
        mark=words.number(mark, 0),
    )
    figures = [words.number(score) for score in scores]
    lowest = figures[scores.index(min(scores))]
    names = [
        each.label for each, figure in zip(indicators, figures, strict=True) if figure == lowest
    ]
    # There is no room for several lowest ones.
    if len(names) > 1:
        return message
    lowest = words("compositions.result.lowest", name=names[0], score=lowest)
    return f"{message} · {lowest}"


def gather_weakest(
    assessment: Assessment,
    progress: PlanProgress | None,
    words: Words,
    made: date,
    *,
    instrument: str | None = None,
    count: int = 5,
) -> Weakest:
    """Return the lowest questions of an instrument, or of all, with the measures that answer each.

    `count` questions and those tied with the last are listed, at most ROWS. An instrument whose
    items are all equal has no lowest ones, so its items are left out.
    """
    items = assessment.ranked
    items = items[~items["all_equal"]]
    if instrument is not None:
        items = items[items["instrument"] == instrument]
    if len(items) > count:
        items = items[items["rounded_score"] <= items["rounded_score"].iloc[count - 1]]
    lowest = items.head(ROWS).reset_index(drop=True)
    answers: dict[str, Any] = {}
    if progress is not None:
        table = match_measures(progress.measures, lowest, assessment.fiscal_year)
        answers = {str(row.code): row for row in iterate_rows(table)}
    rows = tuple(
        _weak(row, answers.get(str(row.code)), progress, assessment.framework, words)
        for row in iterate_rows(lowest)
    )
    number = words.digits(len(rows))
    answered = words.digits(sum(bool(each.answers) for each in rows))
    head = head_of_result(
        assessment, words, made, "compositions.weakest", count=number, answered=answered
    )
    if instrument is not None:
        title = words("compositions.weakest.title_of", count=number, instrument=instrument)
        head = replace(head, title=title)
    if progress is None:
        head = replace(head, subtitle=words("compositions.weakest.subtitle_alone"))
    elif not any(each.answers for each in rows):
        head = replace(head, subtitle=words("compositions.weakest.subtitle_unanswered"))
    if rows:
        return Weakest(head, rows, len(items) - len(lowest))
    head = replace(head, title=words("compositions.weakest.title_none"), subtitle="")
    return Weakest(head, (), empty=_describe_equal(assessment, instrument, words))


def _describe_equal(assessment: Assessment, instrument: str | None, words: Words) -> str:
    """Return a text that names the instruments whose items are all equal."""
    items = assessment.ranked
    groups = items if instrument is None else items[items["instrument"] == instrument]
    return " · ".join(
        words(
            "compositions.weakest.equal",
            instrument=code,
            count=words.digits(len(group)),
            score=words.number(group["score"].iloc[0]),
        )
        for code, group in groups.groupby("instrument", sort=False)
    ) or words("compositions.weakest.empty")


def gather_tasks(progress: PlanProgress, division: str, words: Words) -> Tasks:
    """Return the measures of a division: its own, then shared ones, each group by date.

    States follow the division's own reports. A party that is not a division has no shared ones.
    """
    division_measures = progress.status_table(division)
    table = division_measures.assign(is_named=names_division(division_measures, division))
    table = table.sort_values(
        ["is_named", "deadline", "no"],
        ascending=[False, True, True],
        kind="stable",
        na_position="last",
    )
    rows = tuple(
        Task(
            number=words.digits(row.no),
            issue=text_or_dash(row.issue),
            deadline=deadline_text(row, words),
            state=str(row.state),
            state_name=name_state(row.state, words),
            is_named=bool(row.is_named),
        )
        for row in iterate_rows(table)
    )
    states = table["state"].value_counts()
    counts = (
        (words("compositions.tasks.own"), int(table["is_named"].sum())),
        (words("compositions.tasks.shared"), int((~table["is_named"]).sum())),
        *((name_state(state, words), int(states.get(state, 0))) for state in ("done", "overdue")),
    )
    head = head_of_plan(progress, words, "compositions.tasks", division=division)
    return Tasks(head, counts, rows)


def gather_month(progress: PlanProgress, which: str, words: Words) -> Month:
    """Return the reports of a month ("2023-04") by division, with the percentage of work done."""
    view = progress.month_states(which).value_counts()
    states = ("reported", "closed", "not_reported", "outstanding")
    counts = {state: int(view.get(state, 0)) for state in states}
    counts["not_reported"] += int(view.get("ahead", 0))
    table = reports_by_division(progress, which)
    until = min(last_day(which), progress.on)
    work = by_division(progress.at(until)).set_index("division")
    rows = []
    for row in table.to_dict("records"):
        division_work = work.loc[row["division"]]
        wanted = int(division_work["total"] - division_work["cancelled"])
        if not int(division_work["total"]):
            continue
        parts = [int(row[state]) for state in states]
        parts[2] += int(row["ahead"])
        done = float(division_work["done"] * 100 / wanted) if wanted else None
        rows.append(Share(row["division"], tuple(parts), done))
    name = words.digits(month_name(which, words.language))
    return Month(
        head=head_of_plan(progress, words, "compositions.month", month=name),
        cards=(
            *((words(f"report_states.{state}"), count) for state, count in counts.items()),
            (words("follow_up.overdue"), int(progress.statuses["overdue"].sum())),
        ),
        measures=len(progress.measures),
        states=tuple((state, words(f"report_states.{state}")) for state in states),
        rows=tuple(rows),
    )


def _indicator(number: int, score: float | None, framework: Framework, words: Words) -> Scored:
    level = framework.score_level(score, "indicator")
    name = f"{words.digits(number)}. {words.of(framework.indicator(number).name)}"
    return make_scored(str(number), name, score, framework, level.code if level else "")


def _notes(assessment: Assessment, words: Words) -> tuple[str, ...]:
    """Return caveats: printed or differing figures, incomplete scores, unofficial levels."""
    top = assessment.results[assessment.results["level"] == "total"]
    notes = record_notes(assessment, words)
    if assessment.total is not None and not bool(top["complete"].iloc[0]):
        notes.append(
            words(
                "compositions.result.incomplete",
                scored=words.digits(top["scored"].iloc[0]),
                items=words.digits(top["items"].iloc[0]),
            )
        )
    if assessment.framework.status.get("levels") == "unofficial":
        notes.append(words("shared.unofficial", facts=words("facts.levels")))
    return tuple(notes)


def _weak(
    row: Any, answer: Any, progress: PlanProgress | None, framework: Framework, words: Words
) -> Weak:
    text: str = "" if pd.isna(row.text) else str(row.text)
    item = Scored(
        words.digits(row.code), text, row.score, band(row.score, framework), str(row.instrument)
    )
    if progress is None or answer is None:
        return Weak(item, ())
    if not answer.measures:
        return Weak(item, (), words(f"compositions.weakest.{answer.why}"))
    table = progress.measures[progress.measures["no"].isin(answer.measures)]
    return Weak(item, list_answers(table, words))
