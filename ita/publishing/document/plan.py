"""The measures with the eight columns of an office's own document, and what became of them."""

from datetime import date
from typing import Any

import pandas as pd

from ita.framework import load
from ita.language import MISSING, Words
from ita.measures.by_division import by_division
from ita.measures.standing import standing
from ita.naming import day_text, indicator_name, month_text
from ita.publishing.document.grid import Column, Grid
from ita.publishing.document.paper import Paper
from ita.publishing.document.subject import indicator_text
from ita.reading.measures import MeasureReading

# The states of a measure in the order in which a report tells them.
_STATES = ("done", "in_progress", "not_started", "not_reported", "overdue", "cancelled")


def measures(paper: Paper, plan: MeasureReading, words: Words) -> None:
    """A table of measures for each indicator, on pages that lie on their side."""
    paper.landscape()
    paper.heading(words("document.measures"))
    count = words.number(len(plan.measures), 0)
    paper.write(words("document.measures_of", whose=_whose(plan, words), count=count))
    framework = load(plan.fiscal_year, plan.variant or "national")
    subs = {each.number: words.of(each.name) for each in framework.sub_indicators}
    groups = [
        (indicator_text(each, words), plan.measures[plan.measures["indicator"] == each.number])
        for each in framework.indicators
    ]
    homeless = plan.measures[plan.measures["indicator"].isna()]
    for title, own in [*groups, (words("document.no_indicator"), homeless)]:
        if len(own):
            paper.heading(title, 2)
            _table(paper, own, subs, words)


def _whose(plan: MeasureReading, words: Words) -> str:
    name = plan.agency or words("document.the_office")
    if plan.fiscal_year is None:
        return name
    return words("document.whose_of_year", agency=name, year=words.digits(plan.fiscal_year))


def _table(paper: Paper, own: pd.DataFrame, subs: dict[str, str], words: Words) -> None:
    grid = Grid(
        paper,
        [
            Column(words("columns.indicator"), 2.5),
            Column(words("document.issue"), 4.7),
            Column(words("measure_texts.activity"), 4.7),
            Column(words("measure_texts.output"), 3.3),
            Column(words("measure_texts.awareness"), 3.8),
            Column(words("measure_texts.deadline_text"), 2.8),
            Column(words("measure_texts.responsible_text"), 2.6),
            Column(words("measure_texts.follow_up_text"), 2.3),
        ],
        small=True,
    )
    grid.header()
    for row in own.itertuples():
        sub = row.sub_indicator
        grid.row(
            [
                f"{words.digits(sub)} {subs.get(sub, '')}" if sub else _indicator(row, words),
                f"{words.digits(row.no)}. {words.digits(row.item_code)} {row.issue}",
                row.activity,
                row.output,
                row.awareness,
                row.deadline_text,
                row.responsible_text,
                row.follow_up_text,
            ]
        )
    grid.finish()


def _indicator(row: Any, words: Words) -> str:
    return indicator_name(row.indicator, words) or MISSING


def follow_ups(
    paper: Paper, plan: MeasureReading, entries: pd.DataFrame, on: date, words: Words
) -> None:
    """How the measures stand on a day: in all, by division, and what was last reported of each."""
    stands = standing(plan.measures, on, entries)
    counts = stands["state"].value_counts()
    paper.heading(words("document.follow_ups"))
    listed = ", ".join(
        f"{words(f'measure_states.{state}')} {words.number(counts[state], 0)}"
        for state in _STATES
        if state in counts
    )
    paper.write(
        words(
            "document.standing",
            on=day_text(on, words),
            count=words.number(len(stands), 0),
            list=listed,
        )
    )
    _by_division(paper, plan, entries, on, words)
    told = stands[stands["status"] != "not_reported"]
    if len(told):
        paper.heading(words("document.reports"), 2)
        _reports(paper, plan, told, words)


def _by_division(
    paper: Paper, plan: MeasureReading, entries: pd.DataFrame, on: date, words: Words
) -> None:
    table = by_division(plan.measures, plan.divisions, on, entries)
    table = table[table["total"] > 0]
    if table.empty:
        return
    paper.heading(words("document.by_division"), 2)
    counted = ("total", *_STATES)
    titles = [words("columns.total"), *(words(f"measure_states.{s}") for s in _STATES)]
    grid = Grid(
        paper,
        [
            Column(words("columns.division"), 7.5),
            *(Column(title, 2.5, figures=True) for title in titles),
        ],
        small=True,
    )
    grid.header()
    for row in table.to_dict("records"):
        grid.row([row["division"], *(words.number(row[name], 0) for name in counted)])
    grid.finish()


def _reports(paper: Paper, plan: MeasureReading, told: pd.DataFrame, words: Words) -> None:
    issues = plan.measures.set_index("key")["issue"]
    grid = Grid(
        paper,
        [
            Column(words("columns.no"), 1.2, figures=True),
            Column(words("columns.issue"), 7.4),
            Column(words("columns.standing"), 2.8),
            Column(words("columns.percent"), 1.8, figures=True),
            Column(words("columns.month"), 2.5),
            Column(words("columns.note"), 6.5),
            Column(words("columns.who"), 3.5),
        ],
        small=True,
    )
    grid.header()
    for row in told.itertuples():
        told_of = [text for text in (row.note, row.link) if not pd.isna(text) and text]
        grid.row(
            [
                words.digits(row.no),
                issues[row.key],
                _standing(row, words),
                words.number(row.percent, 0),
                month_text(row.month, words),
                "\n".join(told_of) or MISSING,
                row.who,
            ]
        )
    grid.finish()


def _standing(row: Any, words: Words) -> str:
    """What was reported of a measure, and that it is late, which nobody reports."""
    told = words(f"measure_states.{row.status}")
    return f"{told} · {words('measure_states.overdue')}" if row.overdue else told
