"""Helpers shared by all contents: heads, scores with their bands, and texts of measures."""

from datetime import date
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.charts.palette import band
from ita.domain.framework import Framework
from ita.domain.tables import iterate_rows
from ita.language import MISSING, Words
from ita.measures.by_division import by_division, reports_by_division
from ita.measures.plan_progress import PlanProgress
from ita.publishing.content.listing import Tone
from ita.publishing.content.model import Answer, Head, Scored
from ita.report.naming import agency_and_year, day_text


def head_of_result(
    assessment: Assessment,
    words: Words,
    made: date,
    what: str,
    *,
    source: str = "source",
    **values: object,
) -> Head:
    """Return the head of a content on a result; `what` is the section of its words."""
    return Head(
        office=agency_and_year(assessment, words),
        title=words(f"{what}.title", **values),
        subtitle=words(f"{what}.subtitle", **values),
        source=words(f"compositions.{source}", day=day_text(made, words)),
    )


def head_of_plan(progress: PlanProgress, words: Words, what: str, **values: object) -> Head:
    """Return the head of a content on measures; `what` is the section of its words."""
    on = day_text(progress.on, words)
    values = {"on": on, "count": words.digits(len(progress.measures)), **values}
    return Head(
        office=agency_and_year(progress.plan, words),
        title=words(f"{what}.title", **values),
        subtitle=words(f"{what}.subtitle", **values),
        source=words("compositions.source_plan", day=on),
    )


def make_scored(
    key: str, label: str, score: float | None, framework: Framework, note: str = ""
) -> Scored:
    """Return a score with its band by the marks of a framework."""
    return Scored(key, label, score, None if score is None else band(score, framework), note)


def known_figure(value: float | None) -> float | None:
    """Return a figure of a table as a float, None if it is missing."""
    return None if value is None or pd.isna(value) else float(value)


def work_table(progress: PlanProgress) -> pd.DataFrame:
    """Return the rows of `by_division` that have at least one measure."""
    table = by_division(progress)
    return table[table["total"] > 0].reset_index(drop=True)


def owed_reports(progress: PlanProgress, month: str) -> dict[str, int]:
    """Return the number of missing reports of a month ("2023-04") by party, without zeros."""
    table = reports_by_division(progress, month)
    owed = table["not_reported"] + table["outstanding"]
    return {name: int(count) for name, count in zip(table["division"], owed, strict=True) if count}


def deadline_text(measure: Any, words: Words) -> str:
    """Return a measure's deadline as text: the day, the text of a recurring one, or "none"."""
    if not pd.isna(measure.deadline):
        return day_text(measure.deadline.date(), words)
    if not pd.isna(measure.recurring) and measure.recurring:
        return words.digits(measure.deadline_text)
    return words("measure_charts.without_deadline")


def list_answers(measures: pd.DataFrame, words: Words) -> tuple[Answer, ...]:
    """Return the measures of a measure table as answers."""
    return tuple(
        Answer(
            number=words.digits(measure.no),
            issue=text_or_dash(measure.issue),
            who=words.digits(text_or_dash(measure.responsible_text)),
            deadline=deadline_text(measure, words),
        )
        for measure in iterate_rows(measures)
    )


def name_state(state: str, words: Words) -> str:
    """Return the name of a state of measures, capitalized."""
    name = words(f"measure_states.{state}")
    return name[:1].upper() + name[1:]


def state_tone(state: str) -> Tone:
    """Return the tone of a state of measures; a measure not begun is quiet."""
    tones: dict[str, Tone] = {"overdue": "below", "done": "excellent", "in_progress": "pass"}
    return tones.get(state, "quiet")


def text_or_dash(value: Any) -> str:
    """Return a text of a table, a dash if it is missing or blank."""
    return MISSING if pd.isna(value) or not str(value).strip() else str(value)
