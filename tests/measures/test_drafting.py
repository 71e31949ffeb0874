"""Plans that are being written: how they begin, and what follows from what is typed."""

from datetime import date

import pytest

from ita.domain.divisions import EVERYONE
from ita.measures.drafting import (
    begin_from_last_year,
    begin_plan,
    blank_measure,
    move_deadline,
    table_rows,
    with_measures,
)
from tests.publishing import real

YANNAWA = "สำนักงานเขตยานนาวา"


def written(**fields):
    """The only measure of a new plan, as a row."""
    plan = begin_plan(YANNAWA, 2566)
    (row,) = table_rows(with_measures(plan, [blank_measure(plan, **fields)]).measures)
    return row


def test_a_new_plan_knows_its_year_and_its_divisions():
    plan = begin_plan(YANNAWA, 2566)
    assert (plan.agency, plan.fiscal_year, plan.variant, len(plan.measures)) == (
        *(YANNAWA, 2566, "bangkok"),
        0,
    )
    assert "ฝ่ายปกครอง" in plan.divisions.names


def test_what_is_typed_is_read_as_from_a_workbook():
    row = written(
        issue=" รับฟัง\nประชาชน ",
        activity="ตั้งกล่อง \n\n- เปิดเว็บไซต์\n",
        deadline_text="๑๕ มี.ค. ๖๖",
        responsible_text="ฝ่ายคลังและทุกฝ่าย",
    )
    assert row["issue"] == "รับฟัง ประชาชน"
    assert row["activity"] == "ตั้งกล่อง\n- เปิดเว็บไซต์"
    assert row["deadline"].date() == date(2023, 3, 15)
    assert row["divisions"] == ("ฝ่ายการคลัง", EVERYONE)


def test_work_that_comes_back_has_no_day():
    row = written(issue="ก", deadline_text="ทุกเดือน")
    assert (row["deadline"], row["recurring"]) == (None, True)


def test_a_sub_indicator_goes_with_its_indicator():
    assert written(indicator=9, sub_indicator="9.1")["sub_indicator"] == "9.1"
    assert written(indicator=8, sub_indicator="9.1")["sub_indicator"] == ""


def test_new_measures_are_numbered_on_and_have_keys_of_their_own():
    plan = begin_plan(YANNAWA, 2566)
    plan = with_measures(plan, [blank_measure(plan, issue="ก")])
    second = blank_measure(plan, issue="ก")
    assert second["no"] == 2
    assert second["key"] not in plan.measures["key"].tolist()


def test_an_agency_without_a_list_has_the_divisions_that_its_plan_names():
    plan = begin_plan("เทศบาลทดสอบ", 2566)
    row = blank_measure(plan, issue="ก", responsible_text="กองคลัง, กองช่าง")
    assert with_measures(plan, [row]).divisions.names == ("กองคลัง", "กองช่าง")


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("๑๕ เม.ย. ๖๖", "15 เม.ย. 2567"),
        ("15/4/2566", "15 เม.ย. 2567"),
        ("ภายใน ๒๐ เม.ย ๖๖ และนำขึ้น website", "ภายใน 20 เม.ย. 2567 และนำขึ้น website"),
        ("ทุกเดือน", "ทุกเดือน"),
        ("", ""),
        ("-", "-"),
        ("เมษายน 2566", "30 เม.ย. 2567"),
        ("ไตรมาส 2", "31 มี.ค. 2567"),
    ],
)
def test_a_deadline_a_year_later(text, later):
    assert move_deadline(text, 2566) == later


def test_the_leap_day_has_a_last_day_of_february_after_it():
    assert move_deadline("29 ก.พ. 2567", 2567) == "28 ก.พ. 2568"


def test_last_years_plan_begins_the_next():
    before = real.progress().plan
    copy = before.measures.copy(deep=True)
    plan = begin_from_last_year(before)
    assert before.measures.equals(copy)
    assert (plan.fiscal_year, len(plan.measures)) == (2567, len(before.measures))
    assert plan.measures["issue"].tolist() == before.measures["issue"].tolist()
    assert set(plan.measures["item_code"]) == {""}
    assert not plan.measures["question_codes"].map(len).any()
    days = plan.measures["deadline"].dropna()
    assert days.between("2023-10-01", "2024-09-30").all()
    assert len(days) == before.measures["deadline"].notna().sum()
    keys = plan.measures["key"].tolist()
    assert len(set(keys)) == len(keys)
    assert not set(keys) & set(before.measures["key"])
    # Two editors who begin from the same plan have the same measures.
    assert begin_from_last_year(before).measures["key"].tolist() == keys


def test_a_plan_of_no_year_has_no_next_one():
    from dataclasses import replace

    with pytest.raises(ValueError, match="year"):
        begin_from_last_year(replace(real.progress().plan, fiscal_year=None))
