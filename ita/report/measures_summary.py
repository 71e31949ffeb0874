"""The measures of a file as one plain object, printed by the command line."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.domain.divisions import EVERYONE, find_everyone
from ita.domain.framework import load_framework
from ita.domain.problems import Problem
from ita.language import Words
from ita.measures.by_division import by_division
from ita.measures.coverage import find_gaps
from ita.measures.plan_progress import PlanProgress
from ita.measures.responsibility import count_shared
from ita.rounding import rounded


def measures_report(
    progress: PlanProgress,
    words: Words,
    scores: Assessment | None = None,
    problems: Iterable[Problem] = (),
) -> dict[str, Any]:
    """Counts, the work of each division on a day, weak questions without a measure, problems.

    `scores` is the assessment that the measures answer; without it `uncovered` is None. `problems`
    are those of plan and follow-ups. The keys are the public contract of
    `python -m ita measures --json`.
    """
    reading, measures = progress.plan, progress.measures
    table = by_division(progress)
    days = measures["deadline"].value_counts().sort_index()
    return {
        "agency": reading.agency,
        "fiscal_year": reading.fiscal_year,
        "on": progress.on.isoformat(),
        "done_by": progress.done_by,
        "measures": len(measures),
        "rows": [_row(row) for row in measures.itertuples()],
        "by_indicator": {
            str(each.number): int((measures["indicator"] == each.number).sum())
            for each in load_framework(reading.fiscal_year).indicators
        },
        "all_divisions": count_shared(measures),
        "by_division": [
            _division(row) for row in table.to_dict("records") if row["kind"] != "other"
        ],
        "others": [_division(row) for row in table.to_dict("records") if row["kind"] == "other"],
        "deadlines": {f"{day:%Y-%m-%d}": int(count) for day, count in days.items()},
        "recurring": int(measures["recurring"].sum()),
        "overdue": int(progress.statuses["overdue"].sum()),
        "uncovered": None if scores is None else _uncovered(measures, scores),
        "problems": [each.to_json(words) for each in problems],
    }


def _row(row: Any) -> dict[str, Any]:
    """A measure as the command line lists it; the deadline is an ISO date, None without one.

    Everybody is named in the plan's own words, "ทุกสำนัก/กอง".
    """
    everyone = find_everyone(row.responsible_text) or EVERYONE
    return {
        "no": int(row.no),
        "issue": row.issue,
        "indicator": None if pd.isna(row.indicator) else int(row.indicator),
        "deadline": None if pd.isna(row.deadline) else f"{row.deadline:%Y-%m-%d}",
        "divisions": [everyone if name == EVERYONE else name for name in row.divisions],
    }


def _division(row: Mapping[Any, Any]) -> dict[str, Any]:
    counts = {name: count for name, count in row.items() if name not in ("division", "kind")}
    return {
        "division": row["division"],
        "known": row["kind"] != "unknown",
        **{name: int(count) for name, count in counts.items()},
    }


def _uncovered(measures: pd.DataFrame, scores: Assessment) -> list[dict[str, Any]]:
    gaps = find_gaps(measures, scores)
    return [
        {
            "code": row["code"],
            "text": None if pd.isna(row["text"]) else row["text"],
            "score": rounded(row["score"]),
            "indicator": None if pd.isna(row["indicator"]) else int(row["indicator"]),
            "why": row["why"],
            "of_indicator": list(row["of_indicator"]),
        }
        for row in gaps.to_dict("records")
    ]
