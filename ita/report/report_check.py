"""Contradictions between a printed report and its own scores, as a list for its author."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.domain.problems import SHOWN_LENGTH, Problem
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.summary import difference_name

# Problems in which one place of a report contradicts another.
_CONTRADICTIONS = {"sentence-differs", "claim-twice", "code-twice", "sheets-differ"}


class Finding(NamedTuple):
    """A contradiction in a report: its subject, printed value, expected value and place."""

    what: str
    printed: str
    expected: str
    where: str


def check_report(assessment: Assessment, words: Words) -> list[Finding]:
    """Figures, counts, levels and sentences of a report that do not agree with its own scores.

    First what `reconcile` finds beyond rounding, then sentences and tables that contradict
    another table of the report. Empty where all agree.
    """
    findings = [
        Finding(
            difference_name(row.level, row.key, words, assessment),
            _printed(assessment, row, words),
            words.digits(row.computed),
            figure_place(assessment, row.sheet, row.cell, words),
        )
        for row in iterate_rows(assessment.differences)
    ]
    return findings + [
        _contradiction(each, assessment, words)
        for each in assessment.problems
        if each.code in _CONTRADICTIONS
    ]


def _printed(assessment: Assessment, row: Any, words: Words) -> str:
    """A printed figure; a count with the words that say it, where it stands in a sentence."""
    figure = words.digits(row.printed)
    if row.level != "count":
        return figure
    reported = assessment.reported
    texts = reported.loc[(reported["cell"] == row.cell) & (reported["key"] == row.key), "text"]
    text = next((text for text in texts.dropna() if " " in text), "")
    return f"{figure} “{text}”" if text else figure


def figure_place(assessment: Assessment, sheet: str, cell: str, words: Words) -> str:
    """Where a printed figure stands: page, table and row of a document, else sheet and cell."""
    position = assessment.places.get(cell)
    return position.text(words) if position else f"{sheet} {cell}".strip()


def _contradiction(problem: Problem, assessment: Assessment, words: Words) -> Finding:
    detail = problem.detail
    if problem.code != "sentence-differs":
        other = detail.get("first_value", "")
        name = words("report_check.twice", what=detail.get("what", ""))
        return Finding(name, problem.value, other, problem.describe_place(words))
    level, key = detail["level"], detail["key"]
    if level == "item":
        short = key if len(key) <= SHOWN_LENGTH else f"{key[:SHOWN_LENGTH]}…"
        name = words("report_check.question", text=short)
    else:
        name = difference_name(level, key, words, assessment)
    stated, printed = words.digits(detail["stated"]), words.digits(detail["printed"])
    return Finding(
        words("report_check.sentence", what=name), stated, printed, problem.describe_place(words)
    )


def findings_table(findings: Sequence[Finding], words: Words) -> pd.DataFrame:
    """Return the findings as a table with display names as columns."""
    names = ("what", "says", "should_say", "where")
    columns = [words(f"report_check.{name}") for name in names]
    return pd.DataFrame(list(findings), columns=columns)


def findings_text(
    findings: Sequence[Finding], assessment: Assessment, file: str, words: Words
) -> str:
    """Return the findings as plain text: a title and a numbered line for each finding."""
    year = words.digits(assessment.fiscal_year or "")
    title = words("report_check.title", agency=assessment.agency, year=year, file=file)
    lines = [
        words(
            "report_check.line",
            number=words.digits(number),
            what=each.what,
            printed=each.printed,
            expected=each.expected,
            where=each.where,
        )
        for number, each in enumerate(findings, 1)
    ]
    return "\n".join([title, *lines])
