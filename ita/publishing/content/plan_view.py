"""How a plan stands, as the contents on measures count it; its head and its deadlines in words."""

from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.language import MISSING, Words
from ita.measures.by_division import by_division, reports_by_division
from ita.measures.plan_progress import PlanProgress
from ita.publishing.content.model import Head
from ita.reading.measures import MeasureReading
from ita.report.naming import agency_and_year, day_text


def work_table(followed: PlanProgress) -> pd.DataFrame:
    """The work of every party that has some, see `by_division`."""
    table = by_division(followed)
    return table[table["total"] > 0].reset_index(drop=True)


def owed_reports(followed: PlanProgress, month: str) -> dict[str, int]:
    """How many reports of a month ("2023-04") every party still owes, where it owes some."""
    table = reports_by_division(followed, month)
    owed = table["not_reported"] + table["outstanding"]
    return {name: int(count) for name, count in zip(table["division"], owed, strict=True) if count}


def head_of_plan(followed: PlanProgress, words: Words, what: str, **values: object) -> Head:
    """The head of a content on measures; `what` is where the language files have its words."""
    on = day_text(followed.on, words)
    count = words.digits(len(followed.measures))
    return _head(followed.reading, "compositions.source_plan", on, words, what, count, values)


def head_of_result(assessment: Assessment, words: Words, made: str, what: str) -> Head:
    """The head of a content on a result; `made` is the day of the paper."""
    return _head(assessment, "compositions.source", made, words, what, "", {})


def _head(
    owner: Assessment | MeasureReading,
    source: str,
    day: str,
    words: Words,
    what: str,
    count: str,
    values: dict[str, object],
) -> Head:
    return Head(
        office=agency_and_year(owner, words),
        title=words(f"briefing.{what}.title", on=day, count=count, **values),
        subtitle=words(f"briefing.{what}.subtitle", on=day, count=count, **values),
        source=words(source, day=day),
    )


def deadline_text(measure: Any, words: Words) -> str:
    """A measure's deadline as it is read: its day, that it comes back, or that it has none."""
    if not pd.isna(measure.deadline):
        return day_text(measure.deadline.date(), words)
    if not pd.isna(measure.recurring) and measure.recurring:
        return words.digits(measure.deadline_text)
    return words("measure_charts.without_deadline")


def name_state(state: str, words: Words) -> str:
    """A state of measures as a heading or a cell begins with it."""
    name = words(f"measure_states.{state}")
    return name[:1].upper() + name[1:]


def text_or_dash(value: Any) -> str:
    """A text of a table; a dash where it is missing or blank."""
    return MISSING if pd.isna(value) or not str(value).strip() else str(value)
