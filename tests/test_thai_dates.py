"""Dates as offices write them, both ways, and the months of a fiscal year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.thai import thai_digits
from ita.thai_dates import (
    dates_in,
    first_day,
    fiscal_months,
    fiscal_year_days,
    last_day,
    month_name,
    month_of,
    numeric_date,
    short_date,
)

DAY = date(2023, 4, 20)
days = st.dates(date(1958, 1, 1), date(2056, 12, 31))


def only(text: str, fiscal_year: int | None = None):
    (found,) = dates_in(text, fiscal_year)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "๒๐ เม.ย. ๖๖",
        "๒๐ เม.ย.๖๖",
        "ดำเนินการแล้วเสร็จภายใน ๒๐ เม.ย ๖๖ และนำขึ้น website ของสำนักงาน เขต",
        "ดำเนินการ แล้วเสร็จ ภายใน 20 เม.ย ๖๖ และนำขึ้น website",
        "20 เมย 66",
        "20เมษายน2566",
        "วันที่ 20 เดือน เมษายน พ.ศ. ๒๕๖๖",
        "20 เมษา ปี 66",
        "20-เม.ย.-66",
        "20 เม. ย. 2566",
        "20 เม.ย. ค.ศ. 2023",
        "20 เม.ย. ค.ศ. 23",
        "20 เม.ย. 2023",
        "20 Apr 2023",
        "20 April 23",
        "20 apr. 2566",
        "20/4/2566",
        "20/04/66",
        "20.4.2023",
        "20-4-66",
        "2023-04-20",
        "2566-04-20",
        "1-20 เม.ย. 66",
        "20 เม.ย. 66 เวลา 16.30 น.",
    ],
)
def test_every_way_of_writing_a_day(text):
    found = only(text)
    assert found.day == DAY
    assert not found.whole_month
    assert not found.year_assumed


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_month_is_known_by_its_short_name(month, language):
    day = date(2023, month, 3)
    assert only(short_date(day, language)).day == day


@pytest.mark.parametrize(
    "text", ["31 เม.ย. 66", "29 ก.พ. 2566", "0 เม.ย. 66", "20/13/2566", "20 เม.ย. 3000"]
)
def test_a_day_that_no_calendar_has_is_met_but_none(text):
    assert only(text).day is None


@pytest.mark.parametrize(
    "text",
    ["", "-", "ทุกเดือน", "ทุก ๑ เดือน", "1 มีความพร้อม 66", "50 คน", "8.30-16.30", "1/2566", "เม.ย."],
)
def test_what_is_no_date_is_none(text):
    assert dates_in(text, 2566) == []


def test_a_month_alone_means_its_last_day():
    found = only("ภายในเดือนกุมภาพันธ์ 2567")
    assert (found.day, found.whole_month) == (date(2024, 2, 29), True)


def test_a_day_without_a_year_lies_in_the_fiscal_year():
    assert only("20 เม.ย.", 2566) == ("20 เม.ย.", DAY, False, True)
    assert only("1 ต.ค.", 2566).day == date(2022, 10, 1)
    assert only("30 กันยายน", 2566).day == date(2023, 9, 30)
    assert dates_in("20 เม.ย.") == []


def test_several_days_come_in_their_order():
    assert [each.day for each in dates_in("1 ต.ค. 65 - 30/9/2566")] == [
        date(2022, 10, 1),
        date(2023, 9, 30),
    ]


@given(days, st.booleans())
def test_what_is_written_out_reads_back(day, thai):
    for text in (short_date(day), numeric_date(day), short_date(day, "en"), day.isoformat()):
        assert only(thai_digits(text) if thai else text).day == day


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text):
    assert all(each.day is None or each.day.year > 1800 for each in dates_in(text, 2566))


@given(st.integers(2450, 2600))
def test_a_fiscal_year_is_twelve_months_from_october(fiscal_year):
    begin, end = fiscal_year_days(fiscal_year)
    months = fiscal_months(fiscal_year)
    assert (first_day(months[0]), last_day(months[-1])) == (begin, end)
    assert len(set(months)) == 12
    assert months == sorted(months)
    for month, after in pairwise(months):
        assert last_day(month) + timedelta(days=1) == first_day(after)


def test_months_have_names_and_a_form():
    assert month_of(DAY) == "2023-04"
    assert month_name("2023-04") == "เม.ย. 2566"
    assert month_name("2023-04", "en") == "Apr 2023"
    for wrong in ("2566-04", "2023-13", "2023-4", "April"):
        with pytest.raises(ValueError, match="month"):
            first_day(wrong)
