"""The measures that answer a result and what became of them, as plain texts for the template."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ita.domain.framework import load_framework
from ita.domain.plan import MeasurePlan
from ita.domain.tables import iterate_rows
from ita.language import MISSING, Words
from ita.measures.by_division import by_division
from ita.measures.plan_progress import PlanProgress
from ita.measures.yearly_analysis import PartStatus, blank_columns
from ita.publishing.word.contents import group_by_indicator, name_owner
from ita.report.naming import day_text, indicator_name, month_text
from ita.report.yearly_analysis import part_detail

# The states of a measure in the order in which a report tells them.
_STATES = ("done", "in_progress", "not_started", "not_reported", "overdue", "cancelled")
# What a row of measures says in the file's own words.
_TEXTS = (
    "activity",
    "output",
    "awareness",
    "deadline_text",
    "responsible_text",
    "follow_up_text",
)
# The colours of a cell that still has to be filled in, and of any other.
_SHADE, _PLAIN = "FFF2A8", "auto"


def describe_measures(plan: MeasurePlan, words: Words) -> dict[str, Any]:
    """Whose measures they are, how many, and those of each indicator in a table of their own."""
    framework = load_framework(plan.fiscal_year, plan.variant or "national")
    subs = {each.number: words.of(each.name) for each in framework.sub_indicators}
    measures = plan.measures
    return {
        "agency_and_year": name_owner(plan.agency, plan.fiscal_year, words),
        "count": words.number(len(measures), 0),
        "groups": [
            {"title": title, "rows": [_measure(row, subs, words) for row in iterate_rows(rows)]}
            for _, title, rows in group_by_indicator(measures, framework, words)
        ],
    }


def _measure(row: Any, subs: dict[str, str], words: Words) -> dict[str, Any]:
    blank = blank_columns(row)
    sub = row.sub_indicator
    indicator = f"{words.digits(sub)} {subs.get(sub, '')}" if sub else ""
    return {
        "indicator": indicator or indicator_name(row.indicator, words) or MISSING,
        "issue": f"{words.digits(row.no)}. {words.digits(row.item_code)} {row.issue}",
        **{name: getattr(row, name) for name in _TEXTS},
        # A cell that is left blank is marked by its colour alone, so that it reads back as blank.
        "shades": {name: _SHADE if name in blank else _PLAIN for name in _TEXTS},
    }


def describe_open_parts(checks: Sequence[PartStatus], words: Words) -> list[dict[str, Any]]:
    """What the analysis must hold and still lacks; `blank` where the draft leaves a line for it."""
    return [
        {
            "name": words.of(each.part.name),
            "detail": part_detail(each, words),
            "blank": each.state in ("by_hand", "unknown"),
        }
        for each in checks
        if each.state != "present"
    ]


def describe_follow_ups(progress: PlanProgress, words: Words) -> dict[str, Any]:
    """How the measures stand on the day: in all, by division, and what was last reported of each."""
    statuses = progress.statuses
    counts = statuses["state"].value_counts()
    listed = ", ".join(
        f"{words(f'measure_states.{state}')} {words.number(counts[state], 0)}"
        for state in _STATES
        if state in counts
    )
    divisions = by_division(progress)
    reported = statuses[statuses["status"] != "not_reported"]
    issues = dict(zip(progress.measures["key"], progress.measures["issue"], strict=True))
    return {
        "sentence": words(
            "document.standing",
            on=day_text(progress.on, words),
            count=words.number(len(statuses), 0),
            list=listed,
        ),
        "divisions": [
            {
                "name": row["division"],
                **{name: words.number(row[name], 0) for name in ("total", *_STATES)},
            }
            for row in divisions[divisions["total"] > 0].to_dict("records")
        ],
        "reports": [_report(row, issues, words) for row in iterate_rows(reported)],
    }


def _report(row: Any, issues: Mapping[str, str], words: Words) -> dict[str, str]:
    """What was last reported of a measure, and that it is late, which nobody reports."""
    state = words(f"measure_states.{row.status}")
    notes = [text for text in (row.note, row.report_link) if not pd.isna(text) and text]
    return {
        "no": words.digits(row.no),
        "issue": issues[row.key],
        "state": f"{state} · {words('measure_states.overdue')}" if row.overdue else state,
        "percent": words.number(row.percent, 0),
        "month": month_text(row.month, words),
        "note": "\n".join(notes) or MISSING,
        "who": row.who,
    }
