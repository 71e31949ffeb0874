"""Display tables of measures and follow-ups, as shown and downloaded."""

from collections.abc import Iterable

import pandas as pd

from ita.domain.divisions import EVERYONE
from ita.language import MISSING, Words
from ita.report.naming import day_text, indicator_name, month_text
from ita.ui.score_tables import display_counts

# Columns that only some plans have; the office's own document has none of them.
OPTIONAL_TEXTS = ("kpi", "budget")


def format_numbers(numbers: Iterable[int], words: Words) -> str:
    """Join measure numbers with commas; a dash for none."""
    return ", ".join(words.digits(number) for number in numbers) or MISSING


def name_divisions(divisions: Iterable[str], words: Words) -> str:
    """Join the names of the responsible divisions, with a word for "all divisions" and for none."""
    shared = words("relations.shared")
    names = [shared if name == EVERYONE else name for name in divisions]
    return ", ".join(names) or words("relations.nobody")


def measures_table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return measures with their state, then the non-empty columns of the office's document.

    `table` is a measure table with the columns of `PlanProgress.status_table`.
    """
    more = [name for name in OPTIONAL_TEXTS if (table[name] != "").any()]
    texts = ("activity", "output", "awareness", *more)
    return pd.DataFrame(
        {
            words("columns.no"): display_counts(table["no"], words),
            words("columns.standing"): [words(f"measure_states.{s}") for s in table["state"]],
            words("columns.issue"): table["issue"].tolist(),
            words("columns.deadline"): [day_text(day, words) for day in table["deadline"]],
            words("columns.relation"): [
                name_divisions(names, words) for names in table["divisions"]
            ],
            words("columns.indicator"): [indicator_name(n, words) for n in table["indicator"]],
            **{words(f"columns.{name}"): table[name].tolist() for name in texts},
            words("columns.deadline_text"): table["deadline_text"].tolist(),
            words("columns.responsible"): table["responsible_text"].tolist(),
            words("columns.follow_up"): table["follow_up_text"].tolist(),
        }
    )


def history_table(entries: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the entries of a measure, newest first."""
    newest = entries.iloc[::-1]
    return pd.DataFrame(
        {
            words("columns.month"): [month_text(month, words) for month in newest["month"]],
            words("columns.division"): [
                name or words("relations.whole") for name in newest["division"]
            ],
            words("columns.standing"): [words(f"measure_states.{s}") for s in newest["status"]],
            words("columns.percent"): [words.number(value, 0) for value in newest["percent"]],
            words("columns.note"): newest["note"].tolist(),
            words("columns.link"): newest["link"].tolist(),
            words("columns.who"): newest["who"].tolist(),
            words("columns.written"): [
                words.digits(f"{at.to_pydatetime().astimezone():%Y-%m-%d %H:%M}")
                for at in newest["at"]
            ],
        }
    )


def by_division_table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return a `by_division` table for display."""
    columns = ("named", "shared", "total", "due_soon", "without_deadline")
    states = ("overdue", "not_reported", "not_started", "in_progress", "done", "cancelled")
    return pd.DataFrame(
        {
            words("columns.division"): table["division"].tolist(),
            **{words(f"columns.{name}"): table[name].tolist() for name in columns},
            **{words(f"measure_states.{name}"): table[name].tolist() for name in states},
        }
    )


def progress_table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return a `progress` table for display."""
    return pd.DataFrame(
        {
            words("columns.division"): table["division"].tolist(),
            words("columns.month"): [month_text(month, words) for month in table["month"]],
            words("columns.total"): table["total"].tolist(),
            **{
                words(f"measure_states.{name}"): table[name].tolist()
                for name in ("done", "cancelled", "overdue")
            },
            words("columns.share"): [words.number(value, 0) for value in table["share"]],
        }
    )


def coverage_table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return a `match_measures` table for display, with the reason where no measure answers."""
    return pd.DataFrame(
        {
            words("columns.code"): table["code"].tolist(),
            words("columns.score"): [words.number(score) for score in table["score"]],
            words("columns.answering"): [
                format_numbers(numbers, words) for numbers in table["measures"]
            ],
            words("columns.answer"): [
                words(f"coverage_by.{by or why}")
                for by, why in zip(table["by"], table["why"], strict=True)
            ],
            words("columns.text"): table["text"].fillna("").tolist(),
            words("columns.indicator"): [indicator_name(n, words) for n in table["indicator"]],
            words("columns.of_indicator"): [
                format_numbers(numbers, words) for numbers in table["of_indicator"]
            ],
        }
    )


def effect_table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return a `compare_indicators` table for display."""
    return pd.DataFrame(
        {
            words("columns.indicator"): [indicator_name(n, words) for n in table["indicator"]],
            words("columns.before"): [words.number(value) for value in table["before"]],
            words("columns.after"): [words.number(value) for value in table["after"]],
            words("columns.change"): [words.number(value, sign=True) for value in table["change"]],
            words("columns.measures"): [words.digits(value) for value in table["measures"]],
            words("measure_states.done"): [words.digits(value) for value in table["done"]],
        }
    )


def checklist_table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return a `publication_checklist` table for display."""
    return pd.DataFrame(
        {
            words("columns.code"): table["code"].tolist(),
            words("columns.standing"): [
                words("publication.no_measure")
                if state == "no_measure"
                else words(f"measure_states.{state}")
                for state in table["state"]
            ],
            words("columns.issue"): table["issue"].tolist(),
            words("columns.divisions"): [", ".join(names) for names in table["divisions"]],
            words("columns.deadline"): [day_text(day, words) for day in table["deadline"]],
            words("columns.measures"): [
                format_numbers(numbers, words) for numbers in table["measures"]
            ],
            words("columns.link"): table["link"].tolist(),
        }
    )
