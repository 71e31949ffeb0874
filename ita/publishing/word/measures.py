"""The measures that answer a result and their follow-ups, as plain texts for the template."""

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

# The states of a measure in the order of the document.
_STATES = ("done", "in_progress", "not_started", "not_reported", "overdue", "cancelled")
# Columns of measures that are written as in the file.
_TEXTS = (
    "activity",
    "output",
    "awareness",
    "deadline_text",
    "responsible_text",
    "follow_up_text",
)
# The fill of a cell that still has to be filled in, and of other cells.
_SHADE, _PLAIN = "FFF2A8", "auto"


def describe_measures(plan: MeasurePlan, words: Words) -> dict[str, Any]:
    """Return owner and number of measures, and a table of them for each indicator."""
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
        # Blank cells are marked only by colour, so that they are read back as blank.
        "shades": {name: _SHADE if name in blank else _PLAIN for name in _TEXTS},
    }


def describe_open_parts(checks: Sequence[PartStatus], words: Words) -> list[dict[str, Any]]:
    """Return the parts that are not present; `blank` is True if the draft leaves a line for it."""
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
    """Return the states of measures, in all and by division, and the last report of each."""
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
    """Return the last report of a measure; "overdue" is added to the reported state."""
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
