"""Plans that are being written: new plans, and the columns derived from typed texts."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from ita.domain.agencies import variant_of_agency
from ita.domain.divisions import divisions_of_names, find_divisions, load_divisions
from ita.domain.measure_keys import measure_keys
from ita.domain.plan import MeasurePlan
from ita.domain.tables import MEASURE_TYPES, iterate_rows, measure_table
from ita.thai.dates import find_times, short_date
from ita.thai.deadlines import parse_deadline
from ita.thai.text import arabic_digits, clean_text, filled_lines, normalize_text

# Columns that a person writes: the eight of the office's form (DOMAIN.md §4), the questions that
# the measure answers, and further columns of other offices' plans.
WRITTEN = (
    *("indicator", "issue", "activity", "output", "awareness", "deadline_text"),
    *("responsible_text", "follow_up_text", "question_codes"),
    *("sub_indicator", "item_code", "kpi", "budget", "link"),
)
# Written texts that keep their lines; the others are one line, as when a workbook is read.
_LINES = ("activity", "output", "awareness", "kpi")
_ONE_LINE = (
    *("issue", "deadline_text", "responsible_text", "follow_up_text"),
    *("sub_indicator", "item_code", "budget", "link"),
)
# Maximum length of a text of a measure; a cell of a spreadsheet can hold eight times as much.
LONGEST_TEXT = 4000

Row = dict[str, Any]


def begin_plan(agency: str, fiscal_year: int) -> MeasurePlan:
    """Return a plan without measures for an agency and a fiscal year (Buddhist Era)."""
    variant = variant_of_agency(agency)
    return MeasurePlan(
        file="",
        measures=measure_table(),
        agency=agency,
        fiscal_year=fiscal_year,
        variant=variant,
        divisions=load_divisions(agency, variant),
    )


def begin_from_last_year(plan: MeasurePlan) -> MeasurePlan:
    """Return next year's plan with the measures of a plan and new deadlines.

    Codes of items and questions, and links, are cleared: codes mean something else in the next
    year. (DOMAIN.md §3) Raises ValueError for a plan without a year.
    """
    if plan.fiscal_year is None:
        raise ValueError("a plan of no year has no next one")
    year = plan.fiscal_year + 1
    rows = [
        {
            **row,
            "fiscal_year": year,
            "item_code": "",
            "question_codes": (),
            "link": "",
            "key": "",
            "deadline_text": move_deadline(row["deadline_text"], plan.fiscal_year),
        }
        for row in table_rows(plan.measures)
    ]
    blank = MeasurePlan(
        "", plan.measures, plan.agency, year, plan.variant, plan.divisions, plan.done_by
    )
    return with_measures(blank, rows)


def move_deadline(text: str, fiscal_year: int) -> str:
    """Return a deadline moved to the next fiscal year; a text without a day stays as it is.

    Words around the day stay, the day is rewritten: "ภายใน ๒๐ เม.ย ๖๖ ที่เว็บไซต์" becomes
    "ภายใน 20 เม.ย. 2567 ที่เว็บไซต์". Where that cannot be read back, only the new day is returned.
    """
    due = parse_deadline(text, fiscal_year).day
    if due is None:
        return text
    leap = (due.month, due.day) == (2, 29)
    later = due.replace(year=due.year + 1, day=28 if leap else due.day)
    plain = arabic_digits(normalize_text(text))
    for time in find_times(plain, fiscal_year):
        if time.day == due:
            moved = f"{plain[: time.start]}{short_date(later)}{plain[time.end :]}"
            if parse_deadline(moved, fiscal_year + 1).day == later:
                return moved
    return short_date(later)


def blank_measure(plan: MeasurePlan, **fields: Any) -> Row:
    """Return a row for a new measure of a plan, with some fields set, numbered last."""
    numbers = plan.measures["no"].dropna()
    blank: Row = {name: "" if kind == "string" else None for name, kind in MEASURE_TYPES.items()}
    return {
        **blank,
        "recurring": False,
        "divisions": (),
        "no": int(numbers.max()) + 1 if len(numbers) else 1,
        "fiscal_year": plan.fiscal_year,
        "agency": plan.agency,
        "question_codes": (),
        "key": secrets.token_hex(8),
        **fields,
    }


def table_rows(measures: pd.DataFrame) -> list[Row]:
    """Return the rows of a measure table as dicts, with None for missing values."""
    return [
        {
            name: None if not isinstance(value, tuple) and pd.isna(value) else value
            for name, value in zip(MEASURE_TYPES, row[1:], strict=True)
        }
        for row in iterate_rows(measures[list(MEASURE_TYPES)])
    ]


def with_measures(plan: MeasurePlan, rows: Sequence[Mapping[str, Any]]) -> MeasurePlan:
    """Return the plan with these rows as measures: texts cleaned, deadlines and divisions parsed.

    A row without a key gets one derived from its content. For an agency without a list of
    divisions, the names in the measures become the list.
    """
    written = [_read(row, plan) for row in rows]
    keys = measure_keys(written)
    measures = measure_table({**row, "key": key} for row, key in zip(written, keys, strict=True))
    listed = load_divisions(plan.agency, plan.variant)
    named = (name for names in measures["divisions"] for name in names)
    divisions = plan.divisions if listed.divisions else divisions_of_names(named)
    return replace(plan, measures=measures, divisions=divisions)


def _read(row: Mapping[str, Any], plan: MeasurePlan) -> Row:
    """Return a row with the columns derived from its texts, as when read from a workbook."""
    texts = {name: filled_lines(row.get(name) or "") for name in _LINES}
    texts |= {name: clean_text(row.get(name) or "") for name in _ONE_LINE}
    if not texts["sub_indicator"].startswith(f"{row.get('indicator')}."):
        # It belongs to an indicator that was chosen before.
        texts["sub_indicator"] = ""
    due = parse_deadline(texts["deadline_text"], row.get("fiscal_year"))
    listed = load_divisions(plan.agency, plan.variant)
    return {
        **row,
        **texts,
        "deadline": due.day,
        "recurring": due.recurring,
        "divisions": find_divisions(texts["responsible_text"], listed).divisions,
        "key": row.get("key") or "",
    }


def responsible_text(names: Iterable[str]) -> str:
    """Return divisions in the form of the responsible cell of a plan."""
    return ", ".join(dict.fromkeys(clean_text(name) for name in names))
