"""A message to a group or a division: missing reports and due measures; plain text to copy."""

from collections.abc import Iterator

import pandas as pd

from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.digest import MonthDigest
from ita.measures.plan_progress import PlanProgress
from ita.measures.status import DUE_SOON_DAYS
from ita.report.naming import agency_and_year, day_text, month_text

# Limit of measures of a kind that a message names, and of letters of their issue.
MOST = 5
_LONGEST = 60


def compose_message(
    digest: MonthDigest, progress: PlanProgress, words: Words, address: str = ""
) -> str:
    """The message as lines of plain text; `address` is that of the page where reports are made.

    Every message counts missing reports; that of a division also lists its late or due measures.
    """
    month = month_text(digest.month, words)
    lines = [words("line_message.title", month=month)]
    if digest.division is not None:
        lines.insert(0, words("line_message.to", division=digest.division))
    office = agency_and_year(progress.plan, words)
    lines += [office] if office else []
    lines += _owed(digest, words)
    for name, measures in (("overdue", digest.overdue), ("due_soon", digest.due_soon)):
        if len(measures):
            days, count = words.digits(DUE_SOON_DAYS), words.digits(len(measures))
            lines.append(words(f"line_message.{name}", count=count, days=days))
            if digest.division is not None:
                lines += _name_measures(measures, words)
    if address:
        lines.append(words("line_message.link", address=address))
    return "\n".join(lines)


def _owed(digest: MonthDigest, words: Words) -> Iterator[str]:
    if digest.owed.empty:
        yield words("line_message.nothing_owed")
    elif digest.division is not None:
        count = words.digits(digest.owed["reports"].iloc[0])
        yield words("line_message.division_owes", count=count)
    else:
        yield words("line_message.owed")
        for row in iterate_rows(digest.owed):
            count = words.digits(row.reports)
            yield f"- {words('digest.owes', division=row.division, count=count)}"


def _name_measures(measures: pd.DataFrame, words: Words) -> Iterator[str]:
    """The first measures with their deadlines, and how many there are besides."""
    for row in iterate_rows(measures.head(MOST)):
        yield f"- {name_measure(row, words)} ({day_text(row.deadline, words)})"
    if len(measures) > MOST:
        yield f"- {words('digest.more', count=words.digits(len(measures) - MOST))}"


def name_measure(measure: pd.Series, words: Words) -> str:
    """Number and issue of a row of measures, on one line and short enough for a list."""
    return f"{words.digits(measure.no)}. {shorten_text(measure.issue or measure.activity)}"


def shorten_text(text: str) -> str:
    """A text of a file on one line, cut where it is too long for a list."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"
