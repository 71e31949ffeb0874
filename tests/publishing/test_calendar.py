"""Calendars: valid for a second library, no event twice, reminders in Thai, texts that stay texts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar

from ita.language import Words
from ita.publishing.calendar import make_calendar
from tests.measures.tiny import measures
from tests.publishing import real

TH = Words("th")
MADE = datetime(2026, 11, 27, 9, tzinfo=UTC)
ADMINISTRATION = "ฝ่ายปกครอง"


def events(content):
    """The events by their UIDs."""
    all_events = list(Calendar.from_ical(content).walk("VEVENT"))
    by_uid = {str(event["uid"]): event for event in all_events}
    assert len(by_uid) == len(all_events)
    return by_uid


def plan(*rows):
    progress = real.progress()
    return replace(progress, plan=replace(progress.plan, measures=measures(*rows)))


def import_again(calendar, content):
    """A calendar that takes in a file as RFC 5545 says: a higher SEQUENCE of a UID replaces it."""
    for uid, event in events(content).items():
        if uid not in calendar or event["sequence"] > calendar[uid]["sequence"]:
            calendar[uid] = event


@pytest.mark.parametrize("division", [None, ADMINISTRATION, "โรงเรียนในสังกัดเขต"])
@pytest.mark.parametrize("words", [TH, Words("en"), Words("th", thai_numerals=True)])
def test_a_second_library_finds_it_valid(division, words):
    content = make_calendar(real.progress(), words, division, MADE).decode()
    read = vobject.readOne(content)
    assert read.validate(raiseException=True)
    assert len(read.contents["vevent"]) == len(events(content))
    assert max(len(line.encode()) for line in content.split("\r\n")) <= 75


def test_every_deadline_of_the_office_is_a_whole_day_and_one_event_is_the_monthly_report():
    by_uid = events(make_calendar(real.progress(), TH, made=MADE))
    reports = [event for event in by_uid.values() if "rrule" in event]
    deadlines = [event for event in by_uid.values() if "rrule" not in event]
    assert (len(deadlines), len(reports)) == (58, 1)
    for event in by_uid.values():
        assert type(event.decoded("dtstart")) is date
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
    (report,) = reports
    assert report["rrule"] == {
        "FREQ": ["MONTHLY"],
        "BYMONTHDAY": [-1],
        "UNTIL": [date(2023, 9, 30)],
    }
    assert report.decoded("dtstart") == date(2022, 10, 31)


def test_work_that_comes_back_stands_in_the_monthly_report():
    progress = plan({"recurring": True, "issue": "ทำทุกเดือน"}, {"deadline": "2023-04-20"})
    _, report = events(make_calendar(progress, TH, made=MADE)).values()
    assert "1. ทำทุกเดือน" in report["description"]
    assert "ประเด็น 2" not in report["description"]


def test_a_division_has_its_own_work_and_what_it_shares():
    assert len(events(make_calendar(real.progress(), TH, ADMINISTRATION, MADE))) == 42


def test_taking_in_a_newer_file_changes_events_instead_of_doubling_them():
    first = make_calendar(real.progress(), TH, ADMINISTRATION, MADE)
    moved = real.progress().measures.copy()
    moved["deadline"] += timedelta(days=5)
    later = replace(real.progress(), plan=replace(real.progress().plan, measures=moved))
    second = make_calendar(later, TH, ADMINISTRATION, MADE + timedelta(minutes=1))
    calendar = {}
    import_again(calendar, first)
    import_again(calendar, second)
    assert calendar.keys() == events(first).keys() == events(second).keys()
    assert {uid: event["dtstart"].dt for uid, event in calendar.items()} == {
        uid: event["dtstart"].dt for uid, event in events(second).items()
    }
    # An older file that is taken in late changes nothing.
    import_again(calendar, first)
    assert all(
        event["sequence"] == events(second)[uid]["sequence"] for uid, event in calendar.items()
    )


def test_a_division_and_the_office_mean_the_same_event():
    office = events(make_calendar(real.progress(), TH, made=MADE))
    division = events(make_calendar(real.progress(), TH, ADMINISTRATION, MADE))
    assert len(division.keys() & office.keys()) == len(division) - 1


def test_only_open_measures_remind_in_the_morning_of_the_days_before():
    progress = real.progress()
    by_uid = events(make_calendar(progress, TH, made=MADE))
    done = set(progress.statuses["key"][~progress.statuses["open"]])
    for uid, event in by_uid.items():
        before = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        day, hours = timedelta(days=1), timedelta(hours=9)
        if "rrule" in event:
            assert before == [hours - 3 * day]
        elif uid.removeprefix("measure-").split("@")[0] in done:
            assert before == []
        else:
            assert before == [hours - 7 * day, hours - day]


def test_a_measure_that_is_cancelled_is_cancelled_in_the_calendar():
    progress = plan({"deadline": "2023-04-20"})
    key = progress.measures["key"].iloc[0]
    entries = real.follow_ups((key, "2023-04", "cancelled"))
    (event,) = events(make_calendar(replace(progress, entries=entries), TH, made=MADE)).values()
    assert event["status"] == "CANCELLED"


@pytest.mark.parametrize(
    "text",
    ["a;b,c\\d", "บรรทัด\nEND:VEVENT\nBEGIN:VEVENT", "ก\x00\x08ข\ufffe", "คำยาว" * 400, "=1|2"],
)
def test_whatever_a_measure_says_stays_its_text(text):
    progress = plan({"deadline": "2023-04-20", "issue": text, "activity": text})
    content = make_calendar(progress, TH, "ฝ่ายปกครอง", MADE)
    assert vobject.readOne(content.decode()).validate(raiseException=True)
    event, _ = events(content).values()
    visible = " ".join(text.replace("\x00", "").replace("\x08", "").replace("\ufffe", "").split())
    assert visible in event["summary"]
    assert visible in event["description"]


def test_a_plan_without_a_year_or_measures_is_an_empty_or_a_shorter_calendar():
    progress = plan({"deadline": "2023-04-20"})
    yearless = replace(progress, plan=replace(progress.plan, fiscal_year=None))
    assert len(events(make_calendar(yearless, TH, made=MADE))) == 1
    assert events(make_calendar(plan(), TH, made=MADE)) == {}
