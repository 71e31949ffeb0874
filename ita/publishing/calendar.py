"""The calendar file (.ics) of a plan, with its deadlines and monthly reports."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pandas as pd
from icalendar import Alarm, Calendar, Event

from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.measures.responsibility import names_division
from ita.publishing.content.parts import text_or_dash
from ita.report.naming import agency_and_year, day_text
from ita.thai.dates import fiscal_months, last_day
from ita.thai.text import clean_text, normalize_text

# Days before a deadline or report on which the calendar reminds of it, and the hour of the day.
_BEFORE_DEADLINE, _BEFORE_REPORT, _HOUR = (7, 1), (3,), 9
# The start of SEQUENCE numbers; the seconds since then fit into 31 bits until 2088.
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
# The columns of a measure in the description of its event.
_TEXTS = ("activity", "output", "responsible_text", "follow_up_text")


def make_calendar(
    progress: PlanProgress,
    words: Words,
    division: str | None = None,
    made: datetime | None = None,
) -> bytes:
    """Return the deadlines and monthly reports of a division, or of all, as an .ics file.

    All events last a whole day. A deadline has the same UID in every file, of divisions and of the
    office, and a SEQUENCE that rises from file to file, so that importing a newer file updates the
    events instead of duplicating them. Measures that are done or cancelled have no alarm; recurring
    ones without a deadline are listed in the monthly report. `made` is the time stamp of the file,
    by default now.
    """
    moment = (made or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    measures = progress.status_table(division)
    owner = agency_and_year(progress.plan, words)
    calendar = Calendar()
    calendar.add("prodid", "-//ITA dashboard//th")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = " · ".join(filter(None, (words("calendar.name"), division, owner)))
    calendar.add("x-wr-calname", clean_text(name))
    for measure in iterate_rows(measures[measures["deadline"].notna()]):
        calendar.add_component(_deadline_event(measure, moment, words))
    if progress.plan.fiscal_year is not None and measures["open"].any():
        calendar.add_component(_report_event(progress, measures, division, moment, words))
    return calendar.to_ical()


def _deadline_event(measure: Any, moment: datetime, words: Words) -> Event:
    """Return the event of a measure's deadline."""
    day = measure.deadline.date()
    state = words(f"measure_states.{measure.state}")
    number = words.digits(measure.no)
    issue = text_or_dash(measure.issue)
    title = words("calendar.deadline", number=number, issue=words.digits(issue))
    lines = [
        f"{words(f'measure_texts.{name}')}: {text_or_dash(getattr(measure, name))}"
        for name in _TEXTS
    ]
    lines += [f"{words('columns.deadline')}: {day_text(day, words)}"]
    lines += [f"{words('columns.standing')}: {state}"]
    event = _make_event(f"measure-{measure.key}", title, lines, day, moment)
    event.add("status", "CANCELLED" if measure.status == "cancelled" else "CONFIRMED")
    if measure.open:
        _add_alarms(event, title, _BEFORE_DEADLINE)
    return event


def _report_event(
    progress: PlanProgress,
    measures: pd.DataFrame,
    division: str | None,
    moment: datetime,
    words: Words,
) -> Event:
    """Return the event of the report on the last day of every month of the plan's year."""
    plan = progress.plan
    months = fiscal_months(plan.fiscal_year or 0)
    title = words("calendar.report", count=words.digits(int(measures["open"].sum())))
    if division:
        title = f"{title} · {division}"
    recurring = measures[measures["open"] & measures["deadline"].isna()]
    lines = [words("calendar.report_how")]
    if division:
        is_named = names_division(measures, division)
        counts = {"named": int(is_named.sum()), "shared": int((~is_named).sum())}
        lines.append(
            words("calendar.own_and_shared", **{k: words.digits(v) for k, v in counts.items()})
        )
    if len(recurring):
        lines.append(words("calendar.recurring"))
        lines += [
            f"{words.digits(row.no)}. {text_or_dash(row.issue)}" for row in iterate_rows(recurring)
        ]
    owner = normalize_text(f"{plan.agency}|{plan.fiscal_year}|{division or ''}")
    digest = sha256(owner.encode("utf-8", "replace")).hexdigest()[:16]
    event = _make_event(f"report-{digest}", title, lines, last_day(months[0]), moment)
    event.add("rrule", {"freq": "monthly", "bymonthday": -1, "until": last_day(months[-1])})
    _add_alarms(event, title, _BEFORE_REPORT)
    return event


def _make_event(name: str, title: str, lines: list[str], day: date, moment: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@ita-dashboard")
    event.add("summary", clean_text(title))
    event.add("description", "\n".join(clean_text(line) for line in lines))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", int((moment - _EPOCH).total_seconds()))
    event.add("transp", "TRANSPARENT")
    return event


def _add_alarms(event: Event, text: str, days: tuple[int, ...]) -> None:
    """Add reminders on the mornings of `days` before the event, which begins at midnight."""
    for before in days:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", clean_text(text))
        alarm.add("trigger", timedelta(hours=_HOUR) - timedelta(days=before))
        event.add_component(alarm)
