"""Contents of the briefing: lost points, indicators, work, deadlines, gaps and requests."""

from dataclasses import replace
from datetime import date

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures, has_losses
from ita.charts.palette import band
from ita.domain.tables import iterate_rows
from ita.language import MISSING, Words
from ita.measures.coverage import find_gaps
from ita.measures.plan_progress import PlanProgress
from ita.measures.status import MEASURE_STATES
from ita.measures.yearly_analysis import PartStatus, list_faults
from ita.publishing.content.listing import (
    BarChart,
    BarSeries,
    Cell,
    Column,
    Listing,
    Section,
    Tone,
    cell,
)
from ita.publishing.content.parts import (
    head_of_plan,
    head_of_result,
    name_state,
    owed_reports,
    work_table,
)
from ita.report.naming import day_text, month_text
from ita.report.yearly_analysis import part_detail
from ita.rounding import rounded
from ita.thai.dates import last_day, month_of

# With more distinct days than this, the chart of deadlines groups them by month.
_DAYS = 9


def gather_losses(assessment: Assessment, words: Words, made: date) -> BarChart | None:
    """Return a chart of the points of the total lost by indicator, or else by instrument.

    The largest loss comes first; parts that lost nothing are left out. None if the total or a
    part is unknown.
    """
    total = assessment.total
    level = "indicator" if has_losses(assessment.results) else "instrument"
    costs = figures(assessment.results, level, "lost")
    if total is None or any(cost is None for cost in costs.values()):
        return None
    dearest = sorted(
        ((key, cost) for key, cost in costs.items() if cost and rounded(cost)),
        key=lambda pair: -pair[1],
    )
    lost = 100 - total
    counts = (
        (words("figures.total"), words.number(total)),
        (words("briefing.losses.lost"), words.number(lost)),
    )
    return BarChart(
        head_of_result(assessment, words, made, "briefing.losses"),
        counts,
        tuple(_name_part(assessment, level, key, words) for key, _ in dearest),
        (
            BarSeries(
                "lost",
                words("briefing.losses.lost"),
                tuple(rounded(cost) for _, cost in dearest),
            ),
        ),
        places=2,
        empty=words("briefing.losses.empty"),
    )


def _name_part(assessment: Assessment, level: str, key: str, words: Words) -> str:
    framework = assessment.framework
    if level == "instrument":
        return words.of(framework.instrument(key).name)
    return f"{words.digits(key)}. {words.of(framework.indicator(int(key)).name)}"


def gather_indicators(
    assessment: Assessment, progress: PlanProgress | None, words: Words, made: date
) -> Listing:
    """Return a table of indicators with score, level, band, lost points and number of measures."""
    framework, results = assessment.framework, assessment.results
    scores, costs = figures(results, "indicator"), figures(results, "indicator", "lost")
    columns = [
        Column(words("columns.indicator"), 5.2),
        Column(words("columns.instrument"), 1.4),
        Column(words("columns.score"), 1.4, figures=True),
        Column(words("briefing.indicators.lies"), 2.6),
        Column(words("columns.lost"), 1.8, figures=True),
    ]
    if progress is not None:
        columns.append(Column(words("columns.measures"), 1.4, figures=True))
    rows = []
    for each in framework.indicators:
        score, cost = scores.get(str(each.number)), costs.get(str(each.number))
        tone: Tone = "" if score is None else band(score, framework)
        level = framework.score_level(score, "indicator")
        lies = "" if score is None else words(f"bands.{tone}")
        row = [
            cell(f"{words.digits(each.number)}. {words.of(each.name)}"),
            cell(each.instrument, tone="quiet"),
            cell(words.number(score), strong=True, tone=tone),
            cell(" · ".join(filter(None, (level.code if level else "", lies))) or MISSING),
            cell(words.number(cost)),
        ]
        if progress is not None:
            count = int((progress.measures["indicator"] == each.number).fillna(False).sum())
            row.append(cell(words.digits(count), tone="below" if not count else ""))
        rows.append(tuple(row))
    head = head_of_result(assessment, words, made, "briefing.indicators")
    return Listing(head, (Section(tuple(columns), tuple(rows)),))


def gather_work(progress: PlanProgress, words: Words) -> Listing:
    """Return a table of divisions with their numbers of measures, in total and by state."""
    states = {"done": 1.05, "in_progress": 1.55, "not_reported": 1.4, "overdue": 0.9}
    columns = (
        Column(words("columns.division"), 3.7),
        Column(words("columns.named"), 1.5, True),
        Column(words("columns.shared"), 1.5, True),
        Column(words("columns.total"), 0.8, True),
        *(Column(name_state(state, words), width, True) for state, width in states.items()),
    )
    rows = []
    for row in work_table(progress).to_dict("records"):
        rows.append(
            (
                cell(str(row["division"])),
                *(cell(words.digits(row[name])) for name in ("named", "shared")),
                cell(words.digits(row["total"]), strong=True),
                cell(words.digits(row["done"]), tone="excellent" if row["done"] else ""),
                cell(words.digits(row["in_progress"])),
                cell(words.digits(row["not_reported"])),
                _late(int(row["overdue"]), words),
            )
        )
    section = Section(columns, tuple(rows), empty=words("slides.no_measures"))
    return Listing(head_of_plan(progress, words, "briefing.work"), (section,))


def _late(count: int, words: Words) -> Cell:
    return cell(words.digits(count), strong=bool(count), tone="below" if count else "quiet")


def gather_timeline(progress: PlanProgress, words: Words) -> BarChart:
    """Return a chart of measures by deadline and state: by day, or by month if days are many."""
    table = progress.status_table()
    dated = table[table["deadline"].notna()]
    days = dated["deadline"].dt.date
    if days.nunique() <= _DAYS:
        keys, names = days, {day: day_text(day, words) for day in sorted(days.unique())}
    else:
        keys = days.map(month_of)
        names = {month: month_text(month, words) for month in sorted(keys.unique())}
    states = [state for state in reversed(MEASURE_STATES) if (dated["state"] == state).any()]
    series = tuple(
        BarSeries(
            state,
            name_state(state, words),
            tuple(int(((keys == key) & (dated["state"] == state)).sum()) for key in names),
        )
        for state in states
    )
    recurring = table["recurring"].fillna(False).astype(bool)
    counts = {
        words("columns.measures"): len(table),
        name_state("done", words): int((table["state"] == "done").sum()),
        name_state("overdue", words): int(table["overdue"].sum()),
        words("columns.due_soon"): int(table["due_soon"].sum()),
        words("briefing.timeline.recurring"): int(recurring.sum()),
        words("columns.without_deadline"): int((table["deadline"].isna() & ~recurring).sum()),
    }
    return BarChart(
        head_of_plan(progress, words, "briefing.timeline"),
        tuple(counts.items()),
        tuple(names.values()),
        series,
        empty=words("briefing.timeline.empty"),
    )


def gather_gaps(
    assessment: Assessment, progress: PlanProgress, checks: tuple[PartStatus, ...], words: Words
) -> Listing:
    """Return a table of weak questions without a measure, then missing parts of the analysis."""
    gaps = find_gaps(progress.measures, assessment, list_faults(assessment))
    rows: list[tuple[Cell, ...]] = [
        (
            cell(words.digits(row.code), strong=True),
            cell(words.number(row.score), strong=True, tone=band(row.score, assessment.framework)),
            cell("" if pd.isna(row.text) else str(row.text)),
            cell(words(f"compositions.weakest.{row.why}"), tone="below"),
        )
        for row in iterate_rows(gaps)
    ]
    rows += [
        (
            cell(""),
            cell(""),
            cell(words.of(each.part.name)),
            cell(part_detail(each, words), tone="below"),
        )
        for each in checks
        if each.state == "missing" and each.part.check != "faults"
    ]
    columns = (
        Column(words("columns.code"), 0.9),
        Column(words("columns.score"), 1.1, figures=True),
        Column(words("briefing.gaps.what"), 5.9),
        Column(words("briefing.gaps.lacks"), 4.4),
    )
    section = Section(columns, tuple(rows), empty=words("briefing.gaps.empty"))
    return Listing(head_of_plan(progress, words, "briefing.gaps"), (section,))


def gather_requests(
    assessment: Assessment, progress: PlanProgress, month: str, words: Words
) -> Listing:
    """Return a table of requests to the director, then to each division."""
    rows: list[tuple[Cell, ...]] = []
    for ask in ask_director(assessment, progress, words):
        rows.append((cell(words("briefing.requests.director"), strong=True), cell(ask)))
    owed = owed_reports(progress, month) if month else {}
    for division in work_table(progress)["division"]:
        asks = _ask_division(progress.status_table(division), progress.on, words)
        if owed.get(division):
            count = words.digits(owed[division])
            name = month_text(month, words)
            asks.insert(0, words("briefing.requests.report", month=name, count=count))
        if asks:
            rows.append((cell(division), cell(" · ".join(asks))))
    columns = (
        Column(words("briefing.requests.who"), 3.5),
        Column(words("briefing.requests.what"), 8.8),
    )
    section = Section(columns, tuple(rows), empty=words("briefing.requests.empty"))
    head = head_of_plan(progress, words, "briefing.requests")
    if month:
        name, end = month_text(month, words), day_text(last_day(month), words)
        by = words("briefing.requests.by", month=name, day=end)
        head = replace(head, subtitle=f"{head.subtitle} · {by}")
    return Listing(head, (section,))


def _ask_division(table: pd.DataFrame, on: date, words: Words) -> list[str]:
    """Return the overdue measures and the next deadline in a division's `status_table`."""
    asks = []
    late = int(table["overdue"].sum())
    if late:
        asks.append(words("briefing.requests.late", count=words.digits(late)))
    days = table["deadline"][table["open"]]
    ahead = days[days >= pd.Timestamp(on)]
    if len(ahead):
        count = words.digits(int((ahead == ahead.min()).sum()))
        day = day_text(ahead.min().date(), words)
        asks.append(words("briefing.requests.next", day=day, count=count))
    return asks


def ask_director(assessment: Assessment | None, progress: PlanProgress, words: Words) -> list[str]:
    """Return the decisions asked of the director.

    They concern weak questions without a measure, and measures without a division or a deadline.
    """
    asks = []
    if assessment is not None:
        gaps = find_gaps(progress.measures, assessment, list_faults(assessment))
        count, codes = words.digits(len(gaps)), words.digits(", ".join(gaps["code"]))
        if len(gaps):
            asks.append(words("briefing.requests.decide", count=count, codes=codes))
    table = progress.status_table()
    nobody = table["divisions"].map(len) == 0
    undated = table["deadline"].isna() & ~table["recurring"].fillna(False).astype(bool)
    for name, which in (("assign", nobody), ("date", undated)):
        if which.any():
            numbers = words.digits(", ".join(map(str, table["no"][which])))
            asks.append(words(f"briefing.requests.{name}", numbers=numbers))
    return asks
