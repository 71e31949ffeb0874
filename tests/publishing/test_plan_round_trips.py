"""Any plan that is written in the editor comes back from its files, letter by letter."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ita.domain.follow_up import DONE_BY
from ita.measures.drafting import (
    LONGEST_TEXT,
    WRITTEN,
    begin_plan,
    blank_measure,
    responsible_text,
    with_measures,
)
from ita.measures.plan_checks import check_measures
from ita.publishing.excel.measures import make_measures_workbook
from ita.publishing.word.plan import make_plan_document
from ita.reading.measures import read_measures
from ita.thai.dates import short_date

POSITION = ["sheet", "cell"]
HOSTILE = ["=1+1", "=HYPERLINK(\"x\")", "ก|ข|ค", "|", "+66", "-", "@a", "'=1", "๑. ข้อ ๑๒",
           "บรรทัดหนึ่ง\nบรรทัดสอง", "\n\nก\n\nข\n", "- ก\n- ข\n  - ค", "ก" * 2000,
           "รวม 5 โครงการ", "หมายเหตุ", "ตัวชี้วัดที่ 3", "0๓ โครงสร้าง", "9.1 ข้อมูล", "1", "12.5",
           "ลำดับ", "ผู้รับผิดชอบ", "กิจกรรม", "nan", "None", "TRUE", "2566", "15/3/2566", "ก\tข", "<b>&amp;</b>"]  # fmt: skip
LETTERS = st.text(
    st.sampled_from("กขคเแำ้็ๆ๐๑๙ abcABC019=|+-@'\"\n.,/()[]{}<>&;:_*#%\\"), max_size=60
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), LETTERS, st.text(max_size=40))
NAMES = ("ฝ่ายปกครอง", "ฝ่ายการคลัง", "ทุกฝ่าย", "ฝ่ายใหม่", "โรงเรียนวัดทดสอบ")
DAYS = st.dates(date(2022, 10, 1), date(2023, 9, 30)).map(short_date)
MEASURES = st.fixed_dictionaries(
    {
        **dict.fromkeys(("issue", "activity", "output", "awareness", "follow_up_text"), TEXTS),
        "indicator": st.one_of(st.none(), st.integers(1, 10)),
        "deadline_text": st.one_of(st.just("ทุกเดือน"), st.just(""), DAYS, TEXTS),
        "responsible_text": st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(
            responsible_text
        ),
        "question_codes": st.lists(
            st.sampled_from(["I1", "I11", "E14", "E2"]), max_size=3, unique=True
        ).map(tuple),
        "kpi": TEXTS,
        "budget": TEXTS,
    }
)


def plan_of(rows, agency="สำนักงานเขตยานนาวา"):
    plan = begin_plan(agency, 2566)
    return with_measures(
        plan, [blank_measure(plan, no=number, **row) for number, row in enumerate(rows, 1)]
    )


WRITERS = {
    "xlsx": lambda plan: make_measures_workbook(plan.measures, None, plan.variant, plan.done_by),
    "docx": lambda plan: make_plan_document(plan, bundled=True),
}


def assert_comes_back(plan, kind):
    """Reads a file of the plan and holds it against the plan."""
    back = read_measures(WRITERS[kind](plan), f"แผน.{kind}")
    pd.testing.assert_frame_equal(
        back.measures.drop(columns=POSITION), plan.measures.drop(columns=POSITION)
    )
    assert (back.agency, back.fiscal_year) == (plan.agency, plan.fiscal_year)
    assert (back.variant, back.done_by) == (plan.variant, plan.done_by)


def can_be_saved(plan):
    """Whether every measure says something; what stands twice word for word is one measure."""
    checks = set(check_measures(plan.measures, plan.fiscal_year)["check"])
    repeated = plan.measures[list(WRITTEN)].astype(str).duplicated().any()
    return "no_text" not in checks and not repeated


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=15)
@given(rows=st.lists(MEASURES, min_size=1, max_size=6), rule=st.sampled_from((None, *DONE_BY)))
def test_any_plan_comes_back(kind, rows, rule):
    plan = plan_of(rows).with_rule(rule)
    assume(can_be_saved(plan))
    assert_comes_back(plan, kind)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "name", ["issue", "activity", "output", "awareness", "follow_up_text", "kpi"]
)
def test_hostile_texts_in_each_column(name, kind):
    rows = [
        {"issue": f"ก{at}", "activity": f"ข{at}", "indicator": at % 10 + 1, name: text}
        for at, text in enumerate(HOSTILE)
    ]
    assert_comes_back(plan_of(rows), kind)


@pytest.mark.parametrize("kind", WRITERS)
def test_the_longest_texts_come_back(kind):
    long = ("ข้อความยาว " * 400)[:LONGEST_TEXT]
    assert_comes_back(
        plan_of([dict.fromkeys(("issue", "activity", "output", "awareness"), long)]), kind
    )
