"""Lists of one page: the tasks of a division, and the summary of a month for the director."""

from collections.abc import Sequence

from ita.analysis.assessment import Assessment
from ita.domain.follow_up import CLOSED
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.by_division import reports_by_division
from ita.measures.plan_progress import PlanProgress
from ita.publishing.content.briefing import ask_director
from ita.publishing.content.gather import gather_tasks
from ita.publishing.content.listing import Cell, Column, Listing, Section, cell
from ita.publishing.content.model import Task
from ita.publishing.content.parts import (
    deadline_text,
    head_of_plan,
    name_state,
    state_tone,
    text_or_dash,
    work_table,
)
from ita.report.naming import month_text

# A summary of a month lists the deadlines of this many days ahead.
_DAYS_AHEAD = 30


def gather_task_list(progress: PlanProgress, division: str, words: Words) -> Listing:
    """Return the measures of a division: its own, then shared ones, open measures first."""
    tasks = gather_tasks(progress, division, words)
    # The sort is stable, so measures stay in the order of their dates.
    rows = sorted(tasks.rows, key=lambda task: task.state in CLOSED)
    parts = {
        "own": [task for task in rows if task.is_named],
        "shared": [task for task in rows if not task.is_named],
    }
    sections = [
        _list_tasks(part, words(f"compositions.tasks.{name}"), words)
        for name, part in parts.items()
        if part
    ]
    head = head_of_plan(progress, words, "briefing.tasks", division=division)
    return Listing(head, tuple(sections or [_list_tasks([], "", words)]), tasks.counts)


def _list_tasks(tasks: Sequence[Task], title: str, words: Words) -> Section:
    columns = (
        Column(words("columns.no"), 0.6),
        Column(words("columns.issue"), 5.8),
        Column(words("columns.deadline"), 1.85),
        Column(words("columns.standing"), 2.0),
        Column(words("briefing.tasks.outcome"), 2.1),
    )
    rows = tuple(
        (
            cell(task.number),
            cell(task.issue),
            cell(task.deadline),
            cell(task.state_name, tone=state_tone(task.state)),
            cell(""),
        )
        for task in tasks
    )
    return Section(columns, rows, title, words("compositions.tasks.none"))


def gather_month_summary(
    assessment: Assessment | None, progress: PlanProgress, month: str, words: Words
) -> Listing:
    """Return the summary of a month: decisions to take, progress by division, next deadlines.

    `month` is "2023-04"; `assessment` is the result that the plan answers, None if unknown.
    """
    states = progress.month_states(month).value_counts()
    overdue = int(progress.statuses["overdue"].sum())
    counts = {
        words("columns.measures"): len(progress.measures),
        words("report_states.reported"): int(states.get("reported", 0)),
        words("briefing.summary.owed"): int(states.get("not_reported", 0))
        + int(states.get("outstanding", 0)),
        name_state("done", words): int((progress.statuses["state"] == "done").sum()),
        name_state("overdue", words): overdue,
    }
    decisions = ask_director(assessment, progress, words)
    sections = (
        Section(
            (Column(words("briefing.summary.decide"), 1),),
            tuple((cell(each),) for each in decisions),
            words("briefing.summary.decisions"),
            words("briefing.summary.nothing"),
        ),
        _list_divisions(progress, month, words),
        _list_due(progress, words),
    )
    return Listing(
        head_of_plan(progress, words, "briefing.summary", month=month_text(month, words)),
        sections,
        tuple(counts.items()),
    )


def _list_divisions(progress: PlanProgress, month: str, words: Words) -> Section:
    """Return the table of divisions with their reports of the month and their progress."""
    reports = reports_by_division(progress, month).set_index("division")
    rows: list[tuple[Cell, ...]] = []
    for row in work_table(progress).to_dict("records"):
        report = reports.loc[row["division"]]
        owed = int(report["not_reported"] + report["outstanding"])
        wanted = int(row["total"] - row["cancelled"])
        share = words.number(100 * row["done"] / wanted if wanted else None, 0)
        rows.append(
            (
                cell(str(row["division"])),
                cell(words.digits(row["total"])),
                cell(words.digits(int(report["reported"]))),
                cell(words.digits(owed), tone="below" if owed else ""),
                cell(share),
                cell(words.digits(row["overdue"]), tone="below" if row["overdue"] else ""),
            )
        )
    columns = (
        Column(words("columns.division"), 4.3),
        Column(words("columns.measures"), 1.4, True),
        Column(words("report_states.reported"), 1.6, True),
        Column(words("briefing.summary.owed"), 1.6, True),
        Column(words("columns.share"), 2.2, True),
        Column(name_state("overdue", words), 1.2, True),
    )
    return Section(columns, tuple(rows), words("briefing.work.title"), words("slides.no_measures"))


def _list_due(progress: PlanProgress, words: Words) -> Section:
    """Return the table of measures overdue or due soon, the earliest deadline first."""
    table = progress.status_table()
    near = (table["open"] & (table["days_left"] <= _DAYS_AHEAD)).fillna(False).astype(bool)
    table = table[near].sort_values(["deadline", "no"])
    rows = tuple(
        (
            cell(words.digits(row.no)),
            cell(text_or_dash(row.issue)),
            cell(words.digits(text_or_dash(row.responsible_text))),
            cell(deadline_text(row, words), tone="below" if row.overdue else ""),
        )
        for row in iterate_rows(table)
    )
    columns = (
        Column(words("columns.no"), 0.7),
        Column(words("columns.issue"), 6.2),
        Column(words("columns.responsible"), 3.4),
        Column(words("columns.deadline"), 1.8),
    )
    days = words.digits(_DAYS_AHEAD)
    return Section(
        columns,
        rows,
        words("briefing.summary.due", days=days),
        words("briefing.summary.nothing_due", days=days),
    )
