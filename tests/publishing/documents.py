"""Analysis documents of the office's own result and plan, and of plans of a test."""

import re
from datetime import date
from functools import cache

from ita.analysis.assessment import assessments
from ita.domain.follow_up import FollowUp
from ita.domain.plan import MeasurePlan
from ita.domain.tables import follow_up_table
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.publishing.word import make_document
from ita.reading.measures import read_measures
from ita.reading.scores import read_scores
from tests.measures import tiny as tiny_plan
from tests.reading.files import OWN_WORKBOOK
from tests.reading.measures.plans import OWN_MEASURES

ON = date(2023, 4, 25)
DRAFT = {"th": "ร่าง สำหรับหน่วยงานตรวจสอบก่อนนำไปใช้", "en": "Draft for the office to check before use"}


@cache
def office_assessment():
    (assessment,) = assessments(read_scores(OWN_WORKBOOK.read_bytes(), OWN_WORKBOOK.name))
    return assessment


@cache
def office_plan():
    return read_measures(OWN_MEASURES.read_bytes(), OWN_MEASURES.name)


@cache
def whole(language="th", thai_numerals=False):
    plan = office_plan()
    entries = follow_up_table(
        FollowUp(key, "2023-04", status, "นาง ก", percent=percent, note="ติดบอร์ดแล้ว").row()
        for key, status, percent in zip(
            plan.measures["key"], ("done", "in_progress"), (100, 40), strict=False
        )
    )
    progress = PlanProgress(plan, entries, ON)
    return make_document(
        office_assessment(), Words(language, thai_numerals=thai_numerals), progress
    )


def without_reports(plan):
    return PlanProgress(plan, follow_up_table(), ON)


def plan_of(measures):
    return MeasurePlan("แผน.xlsx", measures, "เขตทดสอบ", 2566, None, tiny_plan.TWO)


def figures_in(text):
    return re.findall(r"\d+\.\d\d", text)
