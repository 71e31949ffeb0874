"""Every composition in every size: nothing overlaps, nothing is cut off, all can be read."""

from dataclasses import replace

import pytest

from ita.language import Words
from ita.palette import LIGHT
from ita.publishing.canvas import Canvas
from ita.publishing.catalogue import COMPOSITIONS, Choice, content
from ita.publishing.compositions import month, result, tasks, weakest, years
from ita.publishing.compositions.content import Answer, Change, Content, Head, Share, Weak
from ita.publishing.compositions.sheet import MARGIN, Logo, Style
from ita.publishing.sizes import SIZES
from tests.publishing import contents
from tests.publishing.compositions import real
from tests.publishing.layout import faults, longest_gap

# The least letters, in units of a size, and the tallest empty stretch of a half of a sheet, in
# heights of the sheet: of a wide one, the right half is empty beside a short title.
LEAST = 0.75
EMPTY = 0.33

LANGUAGES = {
    "th": Words("th"),
    "th-digits": Words("th", thai_numerals=True),
    "en": Words("en"),
}
DRAW = {
    "Result": result.draw,
    "Weakest": weakest.draw,
    "Tasks": tasks.draw,
    "Month": month.draw,
    "Years": years.draw,
}
LOGO = Logo(b"any", "image/png")

# Long texts, one of them with no place where Thai or anything else may break it.
LONG = "สำนักงานเขตที่มีชื่อยาวมากเป็นพิเศษเพื่อการทดสอบ และยังมีคำต่อท้ายอีกหลายคำ " * 4
UNBROKEN = "ก" * 150
LONG_HEAD = Head(LONG, LONG, LONG, LONG)
UNBROKEN_HEAD = Head(UNBROKEN, UNBROKEN, UNBROKEN, UNBROKEN)
EMPTY_HEAD = Head("", "", "", "")


def weak(code, score, question="ข้อความของข้อคำถาม มากน้อยเพียงใด", answers=1, text="จัดทำคู่มือ"):
    told = (Answer("99", text, f"{text} และทุกฝ่าย", "ทุกเดือน ภายในวันที่ 5"),) * answers
    gap = "" if answers else "ยังไม่มีมาตรการของตัวชี้วัดนี้"
    return Weak(contents.scored(code, score, question), told, gap)


def questions(count, **options):
    return contents.weakest(*(weak(f"I{at}", 80.0 + at * 2, **options) for at in range(count)))


def divisions(count, name="ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", counts=(40, 5, 10, 4)):
    return contents.month(
        *(Share(f"{name} {at}", counts, at * 2.5 if at else None) for at in range(count))
    )


def five_cards(said):
    names = ("รายงานแล้ว", "จบแล้วก่อนหน้า", "ยังไม่รายงาน", "รายงานล่าช้า", "เกินกำหนดแล้วเสร็จ")
    return replace(said, cards=tuple((name, 1234) for name in names))


def compared(count, indicators=10, note="ผ่านดีเยี่ยม", label="การปรับปรุงระบบการทำงาน"):
    return contents.years(
        *(
            Change(f"{at}. {label}", None if at == 2 else 100.0, 99.5 if at > 1 else None, -0.5)
            for at in range(1, indicators + 1)
        ),
        totals=[
            contents.scored(str(year), 98.14, str(year), note) for year in range(2566 - count, 2566)
        ],
        change=-10.25,
    )


def ten_indicators(label="การปรับปรุงระบบการทำงาน", score=100.0):
    own = tuple(contents.scored(str(at), score, f"{at}. {label}", "AA") for at in range(1, 11))
    made = contents.result(())
    heads = [
        contents.scored(code, score, f"{code} {label}", "28.93 / 30")
        for code in ("IIT", "EIT", "OIT")
    ]
    return replace(made, groups=tuple(zip(heads, (own[:5], own[5:8], own[8:]), strict=True)))


EXTREMES = {
    "result": contents.result(),
    "result without indicators": contents.result(()),
    "result without a total": contents.result((None, 98.0, None), None),
    "result of totals only": replace(
        contents.result(()), groups=((contents.scored("IIT", None, "IIT", "– / 30"), ()),) * 3
    ),
    "result with notes": replace(
        ten_indicators(), notes=("มีคะแนน 80 จาก 88 ข้อ จึงยังไม่ใช่ผลสุดท้าย", LONG)
    ),
    "result with named level": replace(ten_indicators(), verdict="ระดับ ผ่านดีเยี่ยม " + LONG),
    "result with zeros": ten_indicators(score=0.0),
    "result with long names": ten_indicators(LONG),
    "result with unbroken names": ten_indicators(UNBROKEN),
    "result under a long head": replace(ten_indicators(), head=LONG_HEAD),
    "result under an unbroken head": replace(ten_indicators(), head=UNBROKEN_HEAD),
    "result without a head": replace(ten_indicators(), head=EMPTY_HEAD),
    **{f"{count} questions": questions(count) for count in (1, 3, 6, 8)},
    "8 long questions": questions(8, question=LONG, answers=4, text=LONG),
    "8 unbroken questions": questions(8, question=UNBROKEN, answers=4, text=UNBROKEN),
    "8 questions under a long head": replace(
        questions(8, question=LONG, answers=2, text=LONG), head=LONG_HEAD
    ),
    "5 questions without answers": questions(5, answers=0),
    "questions tied": replace(questions(8), more=35),
    "questions without text": questions(5, question="", answers=0),
    "no question": contents.weakest(empty="ทุกข้อได้คะแนนเท่ากัน จึงไม่มีข้อใดต่ำที่สุด"),
    **{f"{count} tasks": contents.tasks(count) for count in (0, 1, 7, 60)},
    "60 long tasks": contents.tasks(60, LONG),
    "9 unbroken tasks": contents.tasks(9, UNBROKEN),
    "tasks under a long head": replace(contents.tasks(12, LONG), head=LONG_HEAD),
    **{f"{count} divisions": five_cards(divisions(count)) for count in (0, 1, 12, 40)},
    "12 divisions with long names": five_cards(divisions(12, LONG)),
    "12 divisions with unbroken names": divisions(12, UNBROKEN),
    "divisions under a long head": replace(five_cards(divisions(25, LONG)), head=LONG_HEAD),
    "divisions without measures": divisions(10, counts=(0, 0, 0, 0)),
    **{f"{count} years": compared(count) for count in (2, 3, 6)},
    "years under a long head": replace(compared(6, label=LONG), head=LONG_HEAD),
    "years with unbroken names": compared(4, note=UNBROKEN, label=UNBROKEN),
    "years without indicators": compared(3, indicators=0),
}


def sheets(said: Content, style: Style):
    return DRAW[type(said).__name__](said, style)


def wrong(figures, style):
    unit = style.size.unit
    return [fault for each in figures for fault in faults(each, MARGIN * unit, LEAST * unit)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", COMPOSITIONS)
def test_the_real_data_stands_well(key, size, language):
    words = LANGUAGES[language]
    said = content(key, real.material(), Choice("ฝ่ายเทศกิจ", "2023-04"), words)
    style = Style(SIZES[size], words)
    figures = sheets(said, style)
    assert wrong(figures, style) == []
    # The last of several sheets holds what is left.
    assert all(longest_gap(each) < EMPTY for each in figures[:-1] or figures)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_stand_well(name, size):
    style = Style(SIZES[size], LANGUAGES["th-digits"])
    assert wrong(sheets(EXTREMES[name], style), style) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "name", ["result without a head", "tasks under a long head", "8 questions"]
)
def test_a_logo_stands_free(name, size):
    style = Style(SIZES[size], LANGUAGES["en"], logo=LOGO)
    assert wrong(sheets(EXTREMES[name], style), style) == []


@pytest.mark.parametrize("size", SIZES)
def test_every_division_of_the_real_plan_has_its_sheet(size):
    style = Style(SIZES[size], LANGUAGES["th"])
    for division in real.material().divisions:
        said = content("tasks", real.material(), Choice(division), style.words)
        assert wrong(tasks.draw(said, style), style) == []


def test_faults_of_a_sheet_are_found():
    canvas = Canvas(SIZES["square"], LIGHT)
    canvas.text(100, 100, "คู่มือ", 30)
    canvas.text(110, 105, "ที่นี่", 30)
    canvas.text(1000, 300, "ยาวเกินไปจนออกนอกแผ่น", 30)
    canvas.text(100, 400, "เล็ก", 10)
    canvas.text(100, 500, "ทับ", 30)
    canvas.mark(110, 510, 20, "#FF0000", "circle")
    canvas.text(100, 600, "คาบ", 30)
    canvas.bar(110, 590, 200, 60, "#FF0000")
    assert [fault.split(":")[0] for fault in faults(canvas.figure(), 57, 22)] == [
        "outside",
        "small",
        "overlap",
        "over circle",
        "across a bar",
    ]
    assert longest_gap(canvas.figure()) > 0.4
