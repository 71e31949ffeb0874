"""Measures and follow-ups that go out come back the same, and carry no formula."""

from io import BytesIO

import openpyxl
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.domain.follow_up import FollowUp
from ita.domain.tables import follow_up_table
from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.measures import read_measures
from ita.reading.measures.follow_ups import read_follow_ups
from tests.measures.tiny import key, measures
from tests.reading.measures.plans import OWN_MEASURES as OWN

POSITION = ["sheet", "cell"]


def entry(note="", **more):
    values = {"measure": key(1), "month": "2023-04", "status": "done", "who": "นาง ก", "note": note}
    return FollowUp(**values | more).row()


def test_the_offices_own_measures_come_back():
    plan = read_measures(OWN.read_bytes(), OWN.name)
    entries = follow_up_table(
        [
            entry("=1+1\nบรรทัดที่สอง", percent=100, link="https://a.go.th/x?y=1&z=2"),
            entry(
                status="in_progress",
                agency="เขต",
                fiscal_year=2566,
                title="@SUM(1)",
                division="ฝ่ายโยธา",
            ),
        ]
    )
    data = make_measures_workbook(plan.measures, entries, plan.variant)
    back = read_measures(data, "b.xlsx")
    assert back.problems == ()
    assert (back.agency, back.fiscal_year, back.variant) == (plan.agency, 2566, "bangkok")
    pd.testing.assert_frame_equal(
        back.measures.drop(columns=POSITION), plan.measures.drop(columns=POSITION)
    )
    again, problems = read_follow_ups(data, "b.xlsx")
    assert problems == ()
    pd.testing.assert_frame_equal(again, entries)


def test_rows_without_indicator_or_sub_indicator_take_none_from_above():
    plan = measures(
        *(
            {"deadline_text": "ทุกเดือน", "recurring": True, "responsible_text": "ฝ่ายปกครอง", **cells}
            for cells in (
                {"indicator": 9, "sub_indicator": "9.1", "item_code": "O1"},
                {"indicator": 9},
                {"indicator": None},
                {"agency": "เขตอื่น", "fiscal_year": 2567},
            )
        )
    )
    back = read_measures(make_measures_workbook(plan), "b.xlsx").measures
    pd.testing.assert_frame_equal(back.drop(columns=POSITION), plan.drop(columns=POSITION))


def test_success_indicator_and_budget_of_other_offices_plans_come_back():
    text = {"deadline_text": "ทุกเดือน", "recurring": True, "responsible_text": "ฝ่ายปกครอง"}
    plan = measures(
        {**text, "kpi": "ร้อยละ 80", "budget": "10,000 บาท"}, {**text, "budget": "ไม่ใช้งบประมาณ"}
    )
    back = read_measures(make_measures_workbook(plan), "b.xlsx")
    assert back.problems == ()
    pd.testing.assert_frame_equal(back.measures.drop(columns=POSITION), plan.drop(columns=POSITION))


def test_no_cell_is_a_formula():
    hostile = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "＝1", "|x", "{=1}"]
    plan = measures(*({"issue": text, "activity": text, "output": text} for text in hostile))
    data = make_measures_workbook(plan, follow_up_table(entry(text) for text in hostile))
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") for cell in row)


@settings(max_examples=25)
@given(st.text(max_size=200), st.text(max_size=40))
def test_any_note_comes_back(note, who):
    made = follow_up_table([entry(note, who=f"ก{who}")])
    data = make_measures_workbook(measures(), made)
    back, problems = read_follow_ups(data, "b.xlsx")
    assert problems == ()
    pd.testing.assert_frame_equal(back, made)


def test_nothing_given_is_changed():
    plan, entries = measures({"indicator": None}), follow_up_table([entry()])
    copies = plan.copy(deep=True), entries.copy(deep=True)
    make_measures_workbook(plan, entries)
    assert plan.equals(copies[0])
    assert entries.equals(copies[1])
