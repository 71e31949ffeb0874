"""What contents share: their heads, figures with the band in which they lie, a plan in words."""

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
    """The head of a content on a result, made on a day; `what` is the section of its words."""
    return Head(
        office=agency_and_year(assessment, words),
        title=words(f"{what}.title", **values),
        subtitle=words(f"{what}.subtitle", **values),
        source=words(f"compositions.{source}", day=day_text(made, words)),
    )


def head_of_plan(progress: PlanProgress, words: Words, what: str, **values: object) -> Head:
    """The head of a content on measures; `what` is the section of its words."""
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
    """A figure with its band by the marks of a framework."""
    return Scored(key, label, score, None if score is None else band(score, framework), note)


def known_figure(value: float | None) -> float | None:
    """A figure of a table; None where it is missing."""
    return None if value is None or pd.isna(value) else float(value)


def work_table(progress: PlanProgress) -> pd.DataFrame:
    """The work of every party that has some, see `by_division`."""
    table = by_division(progress)
    return table[table["total"] > 0].reset_index(drop=True)


def owed_reports(progress: PlanProgress, month: str) -> dict[str, int]:
    """How many reports of a month ("2023-04") every party still owes, where it owes some."""
    table = reports_by_division(progress, month)
    owed = table["not_reported"] + table["outstanding"]
    return {name: int(count) for name, count in zip(table["division"], owed, strict=True) if count}


def deadline_text(measure: Any, words: Words) -> str:
    """A measure's deadline as it is read: its day, that it comes back, or that it has none."""
    if not pd.isna(measure.deadline):
        return day_text(measure.deadline.date(), words)
    if not pd.isna(measure.recurring) and measure.recurring:
        return words.digits(measure.deadline_text)
    return words("measure_charts.without_deadline")


def list_answers(measures: pd.DataFrame, words: Words) -> tuple[Answer, ...]:
    """The measures of a measure table, each with who does it by when."""
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
    """A state of measures as a heading or a cell begins with it."""
    name = words(f"measure_states.{state}")
    return name[:1].upper() + name[1:]


def state_tone(state: str) -> Tone:
    """What a state of measures means; what nobody has begun is quiet."""
    tones: dict[str, Tone] = {"overdue": "below", "done": "excellent", "in_progress": "pass"}
    return tones.get(state, "quiet")


def text_or_dash(value: Any) -> str:
    """A text of a table; a dash where it is missing or blank."""
    return MISSING if pd.isna(value) or not str(value).strip() else str(value)
