"""What compositions say of the real office and of tiny ones, figure by figure."""

from dataclasses import replace

import pandas as pd
import pytest

from ita.analysis.assessment import Assessment
from ita.domain.framework import load_framework
from ita.domain.plan import MeasurePlan
from ita.domain.tables import score_table
from ita.language import MISSING, Words
from ita.measures.plan_progress import PlanProgress
from ita.publishing.content import gather
from ita.publishing.content.parts import name_state
from tests import tiny
from tests.measures.tiny import ON, TWO, entries, measures
from tests.publishing import real

TH, EN = Words("th"), Words("en")
DIGITS = Words("th", thai_numerals=True)
MADE = real.MADE


def progress(*rows, reports=()):
    table = measures(*rows)
    reading = replace(real.progress().plan, measures=table, divisions=TWO)
    return PlanProgress(reading, entries(*reports), ON)


def numbers(answers):
    return [answer.number for answer in answers]


def test_the_result_of_the_real_office():
    content = gather.gather_result(real.assessment(), TH, MADE)
    assert TH.number(content.total.score) == "98.14"
    assert content.verdict == "ระดับ AA Excellence"
    assert [group.note for group, _ in content.groups] == ["28.93 / 30", "29.21 / 30", "40.00 / 40"]
    scores = [TH.number(each.score) for _, indicators in content.groups for each in indicators]
    assert scores == [
        "98.87",
        "93.69",
        "96.78",
        "94.92",
        "97.84",
        "97.47",
        "97.74",
        "96.90",
        "100.00",
        "100.00",
    ]
    assert content.marks == (85, 95)
    assert content.notes == ()


def test_a_head_tells_whose_which_year_and_when_it_was_made():
    head = gather.gather_result(real.assessment(), DIGITS, MADE).head
    assert head.office == "สำนักงานเขตยานนาวา · ปีงบประมาณ ๒๕๖๕"
    assert head.source.endswith("๒๒ พ.ย. ๒๕๖๙")


def test_a_verdict_begins_like_a_sentence():
    assert gather.gather_result(real.assessment(), EN, MADE).verdict == "Level AA Excellence"


def test_what_is_missing_stays_missing():
    content = gather.gather_result(tiny.assessment(tiny.whole([90, None, 80])), TH, MADE)
    assert content.verdict == TH("compositions.result.no_level")
    assert content.notes == ("มีคะแนน 87 จาก 88 ข้อ จึงยังไม่ใช่ผลสุดท้าย",)


def test_instruments_alone_have_no_indicators():
    three = [("instrument", "IIT", 92.5), ("instrument", "EIT", 88.0), ("instrument", "OIT", 100.0)]
    content = gather.gather_result(tiny.assessment(reported=tiny.claims(three)), TH, MADE)
    assert [(group.score, indicators) for group, indicators in content.groups] == [
        (92.5, ()),
        (88, ()),
        (100, ()),
    ]


def test_nothing_but_missing_scores_gives_no_total_and_no_band():
    content = gather.gather_result(tiny.assessment(), TH, MADE)
    assert content.total.score is None
    assert content.total.band is None
    assert next(group.note for group, _ in content.groups) == f"{MISSING} / 30"


def test_named_levels_of_a_later_framework():
    framework = load_framework(2566, "national")
    content = gather.gather_result(
        tiny.assessment(reported=tiny.ten([96] * 10), framework=framework), TH, MADE
    )
    assert content.verdict == "ระดับ ผ่านดีเยี่ยม"


def test_the_weakest_questions_of_the_real_office_and_what_answers_them():
    content = gather.gather_weakest(real.assessment(), real.progress(), TH, MADE)
    assert [(row.item.key, TH.number(row.item.score)) for row in content.rows] == [
        ("I11", "81.20"),
        ("I19", "89.12"),
        ("I7", "93.99"),
        ("I20", "95.11"),
        ("I23", "95.51"),
    ]
    assert numbers(content.rows[0].answers) == ["8", "9", "10", "11"]
    assert numbers(content.rows[1].answers) == ["14", "15", "16"]
    assert content.rows[2].gap == "ยังไม่มีมาตรการที่ระบุข้อนี้"
    assert (content.more, content.empty) == (0, "")


def test_equal_scores_are_named_together():
    content = gather.gather_weakest(real.assessment(), None, TH, MADE, instrument="EIT", count=4)
    assert [row.item.key for row in content.rows] == ["E14", "E2", "E12", "E1", "E15"]
    assert content.head.title == "5 ข้อของ EIT ที่ต้องเร่งพัฒนา"


def test_those_that_find_no_place_are_counted():
    scores = tiny.whole([50] * 10 + [90])
    content = gather.gather_weakest(
        tiny.assessment(scores), None, TH, MADE, instrument="IIT", count=5
    )
    assert (len(content.rows), content.more) == (8, 2)


def test_without_a_plan_nothing_is_said_of_measures():
    content = gather.gather_weakest(real.assessment(), None, TH, MADE)
    assert all(not row.answers and not row.gap for row in content.rows)
    assert "มาตรการ" not in content.head.subtitle


def test_where_all_items_are_equal_none_is_named():
    content = gather.gather_weakest(real.assessment(), real.progress(), TH, MADE, instrument="OIT")
    assert content.rows == ()
    assert content.empty == "OIT ทั้ง 43 ข้อได้ 100.00 เท่ากัน จึงไม่มีข้อใดต่ำที่สุด"
    assert content.head.title == "ข้อที่ได้คะแนนต่ำที่สุด"


@pytest.mark.parametrize(
    ("division", "own_count", "shared_count"),
    [("ฝ่ายปกครอง", 30, 12), ("ฝ่ายโยธา", 14, 17), ("ฝ่ายเทศกิจ", 4, 17), ("โรงเรียนในสังกัดเขต", 1, 0)],
)
def test_the_measures_of_a_division_of_the_real_plan(division, own_count, shared_count):
    content = gather.gather_tasks(real.progress(), division, TH)
    assert [count for _, count in content.counts[:2]] == [own_count, shared_count]
    assert [row.is_named for row in content.rows] == [True] * own_count + [False] * shared_count


def test_measures_stand_by_date_with_those_without_one_last():
    content = gather.gather_tasks(
        progress(
            {"deadline": None},
            {"deadline": pd.Timestamp("2023-04-20")},
            {"deadline": pd.Timestamp("2023-04-05")},
            {"deadline": None, "recurring": True, "deadline_text": "ทุกเดือน"},
            reports=[(2, "2023-04", "done")],
        ),
        "ฝ่ายปกครอง",
        EN,
    )
    assert [(row.number, row.deadline, row.state) for row in content.rows] == [
        ("3", "5 Apr 2023", "overdue"),
        ("2", "20 Apr 2023", "done"),
        ("1", EN("measure_charts.without_deadline"), "not_reported"),
        ("4", "ทุกเดือน", "not_reported"),
    ]
    assert dict(content.counts)[name_state("done", EN)] == 1
    assert dict(content.counts)[name_state("overdue", EN)] == 1


def test_a_measure_without_text_says_so():
    (row,) = gather.gather_tasks(progress({"issue": None}), "ฝ่ายปกครอง", TH).rows
    assert row.issue == MISSING


def test_a_month_tells_of_every_measure_once():
    content = gather.gather_month(real.progress(), "2023-04", TH)
    counts = dict(content.cards)
    assert content.measures == 59
    assert counts[TH("report_states.reported")] == 20
    assert sum(count for _, count in content.cards[:4]) == 59
    rows = {row.division: row for row in content.rows}
    assert sum(rows["ฝ่ายปกครอง"].counts) == 30 + 12
    assert sum(rows["โรงเรียนในสังกัดเขต"].counts) == 1


def test_how_much_of_a_divisions_work_is_done():
    content = gather.gather_month(
        progress({}, {}, {}, {}, reports=[(1, "2023-04", "done"), (2, "2023-04", "cancelled")]),
        "2023-04",
        TH,
    )
    (row,) = content.rows
    assert row.done == pytest.approx(100 / 3)


def test_a_plan_without_agency_and_year_has_an_empty_head():
    reading = real.progress().plan
    assert isinstance(reading, MeasurePlan)
    nameless = replace(real.progress(), plan=replace(reading, agency=None, fiscal_year=None))
    assert gather.gather_tasks(nameless, "ฝ่ายโยธา", TH).head.office == ""


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([90.0, 96.0, 99.0], "ทั้ง 10 ตัวชี้วัดได้ 85 คะแนนขึ้นไป · ต่ำสุดคือ"),
        ([60.0, 96.0, 99.0], "9 จาก 10 ตัวชี้วัดได้ 85 คะแนนขึ้นไป · ต่ำสุดคือ"),
        ([60.0, 60.0, 99.0], "8 จาก 10 ตัวชี้วัดได้ 85 คะแนนขึ้นไป"),
        ([None, 96.0, 99.0], "คะแนนรายเครื่องมือและตัวชี้วัด"),
    ],
)
def test_a_result_says_how_many_indicators_pass_and_which_is_lowest(scores, message):
    table = tiny.ten([*scores, *[98.0] * 7])
    framework = load_framework(2565)
    office = Assessment("เทศบาลหนึ่ง", 2565, framework, score_table(), table)
    subtitle = gather.gather_result(office, TH, MADE).head.subtitle
    assert subtitle.startswith(message)
    assert ("ต่ำสุด" in subtitle) == ("ต่ำสุด" in message)
