"""The month at a glance: who owes, what is near, what is new, what must be decided; and the message."""

from datetime import UTC, datetime, timedelta

import pytest

from ita.domain.divisions import EVERYONE
from ita.language import Words
from ita.measures.digest import count_decisions, entries_since, gather_digest
from ita.report.month_message import compose_message
from tests.measures.tiny import entries, measures, progress, reports_of

TH = Words("th")
LEAD, OTHER = "ฝ่ายปกครอง", "ฝ่ายโยธา"
PLAN = measures(
    {"divisions": (LEAD,), "deadline": "2023-04-05", "issue": "คู่มือ\nฉบับใหม่"},
    {"divisions": (LEAD, EVERYONE), "deadline": "2023-04-20"},
    {"divisions": (EVERYONE,), "recurring": True},
    {"divisions": ()},
)


def digest(reports=None, division=None, month="2023-04"):
    plan = progress(PLAN, reports)
    return gather_digest(plan, plan.status_table(division), division, month)


def owed(*arguments, **options):
    table = digest(*arguments, **options).owed
    return dict(zip(table["division"], table["reports"], strict=True))


def test_every_division_owes_its_own_reports_of_a_month_that_has_begun():
    assert owed() == {LEAD: 3, OTHER: 2}
    assert owed(reports_of(LEAD, (1, "2023-04", "done"), (2, "2023-03", "done"))) == {
        LEAD: 1,
        OTHER: 2,
    }
    assert owed(entries((2, "2023-04", "in_progress"))) == {LEAD: 2, OTHER: 1}
    assert owed(month="2023-03") == {LEAD: 3, OTHER: 2}
    assert owed(month="2023-05") == {}
    assert owed(division=OTHER) == {OTHER: 2}


def test_reports_are_counted_by_division():
    made = digest(reports_of(OTHER, (2, "2023-04", "done")))
    # Of the measure without anybody, the office itself may report.
    assert (made.reported, made.tasks) == (1, 6)


def test_what_is_due_and_overdue_by_the_divisions_own_reports():
    made = digest(reports_of(LEAD, (1, "2023-04", "done")), LEAD)
    assert made.overdue.empty
    assert made.due_soon["no"].tolist() == [2]
    assert digest().overdue["no"].tolist() == [1]
    assert digest(division=OTHER).overdue.empty


def test_new_is_what_was_written_of_the_measures_since_a_time():
    reports = entries((1, "2023-04", "done"), (2, "2023-04", "done"), (9, "2023-04", "done"))
    now = datetime.now(UTC)
    reports["at"] = [now - timedelta(days=3), now - timedelta(days=1), now]
    new = entries_since(reports, PLAN, now - timedelta(days=4))
    assert new["measure"].str[-1].tolist() == ["2", "1"]
    assert len(entries_since(reports, PLAN, now - timedelta(days=2))) == 1
    assert entries_since(entries(), PLAN, now).empty


def test_what_waits_for_a_decision():
    table = progress(PLAN).status_table()
    assert count_decisions(table, 2) == {"gaps": 2, "overdue": 1, "nobody": 1, "undated": 1}
    assert count_decisions(progress(measures()).status_table(), 0) == {}


def test_the_message_to_all_says_who_owes_what():
    made = compose_message(digest(), progress(PLAN), TH, "https://ita.example/measures")
    assert made.splitlines() == [
        "ติดตามมาตรการ ITA เดือน เม.ย. 2566",
        "เขตทดสอบ · ปีงบประมาณ 2566",
        "ยังไม่ได้รายงาน:",
        "- ฝ่ายปกครอง 3 มาตรการ",
        "- ฝ่ายโยธา 2 มาตรการ",
        "เกินกำหนดแล้ว 1 มาตรการ",
        "ครบกำหนดภายใน 14 วัน 1 มาตรการ",
        "รายงานได้ที่ https://ita.example/measures",
    ]


def test_the_message_to_a_division_names_its_measures():
    made = compose_message(digest(division=LEAD), progress(PLAN), TH).splitlines()
    assert made[0] == "เรียน ฝ่ายปกครอง"
    assert "ยังไม่ได้รายงาน 3 มาตรการ" in made
    assert "- 1. คู่มือ ฉบับใหม่ (5 เม.ย. 2566)" in made
    assert "- 2. ประเด็น 2 (20 เม.ย. 2566)" in made


@pytest.mark.parametrize("count", [5, 6, 500])
def test_a_message_stays_short(count):
    plan = progress(measures(*({"deadline": "2023-04-05", "issue": "ก" * 900},) * count))
    made = gather_digest(plan, plan.status_table(LEAD), LEAD, "2023-04")
    message = compose_message(made, plan, TH)
    assert len(message.splitlines()) <= 11
    assert len(message) < 700
    assert ("และอีก" in message) == (count > 5)


def test_when_nothing_is_owed_the_message_says_so():
    done = entries(*((number, "2023-04", "done") for number in (1, 2, 3, 4)))
    message = compose_message(digest(done), progress(PLAN, done), TH)
    assert message.splitlines()[-1].startswith("รายงานครบแล้ว")
