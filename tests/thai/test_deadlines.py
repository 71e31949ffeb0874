"""Every way in which offices write when a measure is to be done; never a day that was not meant."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ita.thai.dates import fiscal_year_days, short_date
from ita.thai.deadlines import is_month_first, parse_deadline
from ita.thai.text import thai_digits

MARCH, JUNE, SEPTEMBER = date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)
SEVERAL, PERIOD = "deadline-of-several", "deadline-by-period"


def read(cell, **options):
    """Day, whether it comes back, and the codes of what is said, in a plan of FY2566."""
    deadline = parse_deadline(cell, 2566, **options)
    return deadline.day, deadline.recurring, [each.code for each in deadline.troubles]


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        ("Sep 30, 2023", SEPTEMBER, []),
        ("30 September 2023", SEPTEMBER, []),
        ("30 ก.ย. 66", SEPTEMBER, []),
        ("๓๐ ก.ย. ๖๖", SEPTEMBER, []),
        ("30/9/66", SEPTEMBER, []),
        ("30/09/2566", SEPTEMBER, []),
        ("2023-09-30", SEPTEMBER, []),
        ("ดำเนินการแล้วเสร็จภายใน ๓๐ ก.ย ๖๖ และนำขึ้น website", SEPTEMBER, []),
        ("ภายในวันที่ 30 ก.ย. 66 ตามคำสั่งลงวันที่ 1 ต.ค. 65", SEPTEMBER, []),
        ("30 ก.ย. 66 (30 Sep 2023)", SEPTEMBER, []),
        ("ไตรมาสที่ 2/2566", MARCH, [PERIOD]),
        ("ไตรมาส 2 ปีงบประมาณ 2566", MARCH, [PERIOD]),
        ("Q2/2566", MARCH, [PERIOD]),
        ("ไตรมาส ๑ - ๔", SEPTEMBER, [PERIOD]),
        ("ไตรมาสที่ 1/2566 - ไตรมาสที่ 4/2566", SEPTEMBER, [SEVERAL]),
        ("ไตรมาสที่ 2 (ม.ค. - มี.ค. 66)", MARCH, [SEVERAL]),
        ("ไตรมาสที่ 2 (ภายใน 15 มี.ค. 66)", date(2023, 3, 15), []),
        ("สิ้นปีงบประมาณ 2566", SEPTEMBER, [PERIOD]),
        ("ภายในปีงบประมาณ พ.ศ. 2566", SEPTEMBER, [PERIOD]),
        ("ตลอดปีงบประมาณ 2566", SEPTEMBER, [PERIOD]),
        ("ต่อเนื่องตลอดปีงบประมาณ", SEPTEMBER, [PERIOD]),
        ("ปีงบประมาณ 2566 ภายในเดือนมีนาคม", MARCH, [PERIOD]),
        ("ภายในเดือนมีนาคม 2566", MARCH, [PERIOD]),
        ("มี.ค.66", MARCH, [PERIOD]),
        ("ปลายเดือนมีนาคม 2566", MARCH, [PERIOD]),
        ("ครึ่งปีแรก", MARCH, [PERIOD]),
        ("รอบ 6 เดือน", MARCH, [PERIOD]),
        ("ต.ค. 65 - ก.ย. 66", SEPTEMBER, [SEVERAL]),
        ("ตุลาคม 2565 ถึง กันยายน 2566", SEPTEMBER, [SEVERAL]),
        ("ม.ค. - มี.ค.", MARCH, [SEVERAL]),
        ("1–30 มิ.ย. 66", JUNE, []),
        ("1/10/65-30/9/66", SEPTEMBER, [SEVERAL]),
        ("ตั้งแต่วันที่ 1 ตุลาคม 2565 จนถึงวันที่ 30 กันยายน 2566", SEPTEMBER, [SEVERAL]),
        ("ระหว่างวันที่ 1 ต.ค. 65 และ 30 ก.ย. 66", SEPTEMBER, [SEVERAL]),
        ("เริ่ม 1 ต.ค. 65 สิ้นสุด 30 ก.ย. 66", SEPTEMBER, []),
        ("ต้นเดือนมี.ค. - ปลายเดือนมิ.ย. 66", JUNE, [SEVERAL]),
        ("ทุกเดือน (ต.ค. 65 - ก.ย. 66)", SEPTEMBER, [SEVERAL]),
        ("31 มี.ค. 66 และ 30 ก.ย. 66", SEPTEMBER, [SEVERAL]),
        ("ครั้งที่ 1 มี.ค. 66 ครั้งที่ 2 ก.ย. 66", SEPTEMBER, [SEVERAL]),
        ("แล้วเสร็จ 31 มี.ค. 66 รายงานผล 30 เม.ย. 66", MARCH, []),
        ("เลื่อนจาก 31 มี.ค. 66 เป็น 30 มิ.ย. 66", JUNE, []),
        ("30 มิ.ย. 66 (เลื่อนจาก 31 มี.ค. 66)", JUNE, []),
        ("31 มี.ค. 66 (ขยายถึง 30 มิ.ย. 66)", JUNE, []),
        ("ร่นจาก 30 มิ.ย. 66 เป็น 31 มี.ค. 66", MARCH, []),
        ("31 มี.ค. 66 (เดิม) 30 มิ.ย. 66 (ใหม่)", JUNE, []),
        ("เดิม 1 ต.ค. 65 - 31 มี.ค. 66 เลื่อนเป็น 30 มิ.ย. 66", JUNE, []),
        ("ขยายเวลาจาก 31 มี.ค. 66 ถึง 30 มิ.ย. 66", JUNE, []),
        ("31 มี.ค. 66 (ยกเลิก) 30 มิ.ย. 66", JUNE, []),
        ("ตั้งแต่บัดนี้ถึง 30 ก.ย. 66", SEPTEMBER, []),
        ("30 ก.ย. 66, 30 ก.ย. 66", SEPTEMBER, []),
        ("1 ต.ค. 60", date(2017, 10, 1), ["deadline-before-year"]),
        ("31 ธ.ค. 66", date(2023, 12, 31), ["deadline-after-year"]),
        ("30 ก.ย.", SEPTEMBER, ["deadline-year-assumed"]),
    ],
)
def test_the_last_day_that_a_text_means(text, day, codes):
    assert read(text) == (day, False, codes)


@pytest.mark.parametrize(
    "text",
    [
        *("ทุกวัน", "ทุกเดือน", "ทุก ๑ เดือน", "ทุกไตรมาส", "ราย 6 เดือน", "ต่อเนื่อง", "ตลอดปี"),
        *("เดือนละ 1 ครั้ง", "ปีละ ๒ ครั้ง", "ทุกวันที่ 5 ของเดือน", "ภายในวันที่ 5 ของทุกเดือน"),
        *("ทุกเดือน เริ่ม ต.ค. 65", "Monthly"),
    ],
)
def test_work_that_comes_back_has_no_last_day(text):
    assert read(text) == (None, True, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30 มิ.ย. 66 30 ก.ย. 66", "deadline-contradictory"),
        ("30 มิ.ย. 66 / 30 ก.ย. 66", "deadline-contradictory"),
        ("30 ก.ย. 66 - 1 ต.ค. 65", "deadline-contradictory"),
        ("30 ก.ย. 66 (ขยายได้ถึง 31 ธ.ค. 66)", "deadline-contradictory"),
        ("ไตรมาส 2 (เม.ย. - มิ.ย. 66)", "deadline-contradictory"),
        ("ภาคเรียนที่ 1/2566", "deadline-no-single-day"),
        ("ปีการศึกษา 2566", "deadline-no-single-day"),
        ("ต้นเดือนมีนาคม 2566", "deadline-no-single-day"),
        ("กลางเดือน มี.ค. 66", "deadline-no-single-day"),
        ("ภายใน 30 วัน", "deadline-no-single-day"),
        ("สิ้นปี 2566", "deadline-no-single-day"),
        ("เริ่ม 1 ต.ค. 65", "deadline-no-single-day"),
        ("1 ต.ค. 65 เป็นต้นไป", "deadline-no-single-day"),
        ("ตามปฏิทิน ITA", "deadline-no-single-day"),
        ("31 ก.พ. 66", "deadline-unreadable"),
        ("1 มี.ค. 66 - 31 ก.พ. 67", "deadline-unreadable"),
        ("Sep 30", "deadline-unreadable"),
        ("เร็ว ๆ นี้", "deadline-unreadable"),
        ("45199", "deadline-unreadable"),
        ("", "deadline-missing"),
        ("–", "deadline-missing"),
    ],
)
def test_no_day_is_guessed(text, code):
    assert read(text) == (None, False, [code])


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        (date(2023, 9, 30), []),
        (datetime(2566, 9, 30), ["deadline-buddhist-date"]),
        # "30/9/66" typed into a spreadsheet that takes 66 for 1966.
        (datetime(1966, 9, 30), ["deadline-short-year"]),
    ],
)
def test_a_date_of_the_spreadsheet(cell, codes):
    assert read(cell) == (SEPTEMBER, False, codes)


def test_the_order_of_day_and_month():
    assert is_month_first("09/30/2566")
    assert not is_month_first("04/05/2566")
    assert read("04/05/2566") == (date(2023, 5, 4), False, [])
    assert read("04/05/2566", month_first=True) == (date(2023, 4, 5), False, [])
    assert read("04/05/2566", month_first=None) == (None, False, ["deadline-day-or-month"])
    assert read("30/09/2566", month_first=None) == (SEPTEMBER, False, [])


THAI = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
NOTATIONS = [
    lambda day: short_date(day),
    lambda day: short_date(day).replace(" 25", " "),
    lambda day: short_date(day).replace(" ", ""),
    lambda day: f"วันที่ {day.day} เดือน{THAI[day.month - 1]} พ.ศ. {day.year + 543}",
    lambda day: f"{day.day:02}/{day.month:02}/{day.year + 543}",
    lambda day: f"{day.day}/{day.month}/{(day.year + 543) % 100:02}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day:%d-%b-%Y}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day.day} {day:%B %Y}",
    lambda day: f"{day:%b} {day.day}, {(day.year + 543) % 100}",
    lambda day: day.isoformat(),
    lambda day: day.replace(year=day.year).isoformat().replace(str(day.year), str(day.year + 543)),
]
SURROUNDINGS = [
    "{}", "ภายใน {}", "ภายในวันที่{} และรายงานผล", "ดำเนินการแล้วเสร็จ {} (ฝ่ายปกครอง)",
    "เลื่อนเป็น {}", "1 ต.ค. 40 - {}", "เดือนละ 1 ครั้ง ถึง {}",
]  # fmt: skip
days = st.dates(date(2014, 10, 1), date(2032, 9, 30))


@given(days, st.sampled_from(NOTATIONS), st.sampled_from(SURROUNDINGS), st.booleans())
def test_any_notation_of_any_day_gives_that_day_or_a_question(day, notation, around, thai):
    text = around.format(notation(day))
    deadline = parse_deadline(thai_digits(text) if thai else text, 2566)
    assert deadline.day == day or (deadline.day is None and deadline.troubles), text


@given(
    days, st.sampled_from(NOTATIONS), st.sampled_from(["{} - {}", "{} ถึง {}", "ตั้งแต่ {} จนถึง {}"])
)
def test_any_span_gives_its_end(day, notation, span):
    begin = day - timedelta(days=40)
    deadline = parse_deadline(span.format(notation(begin), notation(day)), 2566)
    assert deadline.day == day or (deadline.day is None and deadline.troubles)


@pytest.mark.parametrize("sign", [" - ", "-", "–", " ถึง ", " – "])
@pytest.mark.parametrize("form", ["{} {}", "{}{}", "{}-{}"])
@given(days)
def test_the_begin_of_a_span_needs_no_year(sign, form, day):
    begin, month, _ = short_date(day.replace(day=1)).split(" ")
    text = form.format(begin, month) + sign + short_date(day).replace(" ", form[2:-2])
    deadline = parse_deadline(text, 2566)
    assert deadline.day == day or (deadline.day is None and deadline.troubles), text


@given(days, days, st.sampled_from(NOTATIONS), st.sampled_from([" ", " / ", ", ", "\n", " หรือ "]))
def test_two_days_that_nothing_tells_apart_are_a_question(one, other, notation, between):
    assume(one != other)
    deadline = parse_deadline(between.join((notation(one), notation(other))), 2566)
    assert deadline.day is None
    assert deadline.troubles


@given(st.text(max_size=80), st.sampled_from([None, 2566]))
def test_no_text_is_too_odd(text, year):
    deadline = parse_deadline(text, year)
    assert deadline.day is None or 1850 < deadline.day.year < 2160
    assert deadline.day or deadline.recurring or deadline.troubles


@given(days)
def test_a_day_outside_the_year_is_said(day):
    begin, end = fiscal_year_days(2566)
    outside = not begin <= day <= end
    assert bool(read(short_date(day))[2]) == outside
