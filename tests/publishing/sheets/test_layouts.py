"""Every composition in every size: nothing overlaps, nothing is cut off, all can be read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ita.language import Words
from ita.publishing.catalogue import COMPOSITIONS, Choice, gather_content
from ita.publishing.content.model import Answer, Change, Content, Head, Share, Weak
from ita.publishing.sheets.logo import Logo
from ita.publishing.sheets.page import Style, composition_page
from ita.publishing.sheets.sizes import SIZES
from tests.publishing import contents, real
from tests.publishing.sheets.layout import Drawer, Sheet, faults, longest_gap, open_drawer

# The tallest empty stretch of a half of a sheet, in heights of the sheet: of a wide one, the right
# half is empty beside a short title.
EMPTY = 0.33

LANGUAGES = {
    "th": Words("th"),
    "th-digits": Words("th", thai_numerals=True),
    "en": Words("en"),
}
LOGO = Logo(b"any", "image/png")

# Long texts, one of them with no place where Thai or anything else may break it.
LONG = "สำนักงานเขตที่มีชื่อยาวมากเป็นพิเศษเพื่อการทดสอบ และยังมีคำต่อท้ายอีกหลายคำ " * 4
UNBROKEN = "ก" * 150
LONG_HEAD = Head(LONG, LONG, LONG, LONG)
UNBROKEN_HEAD = Head(UNBROKEN, UNBROKEN, UNBROKEN, UNBROKEN)
EMPTY_HEAD = Head("", "", "", "")


def weak(code, score, question="ข้อความของข้อคำถาม มากน้อยเพียงใด", answers=1, text="จัดทำคู่มือ"):
    entries = (Answer("99", text, f"{text} และทุกฝ่าย", "ทุกเดือน ภายในวันที่ 5"),) * answers
    gap = "" if answers else "ยังไม่มีมาตรการของตัวชี้วัดนี้"
    return Weak(contents.scored(code, score, question), entries, gap)


def questions(count, **options):
    return contents.weakest(*(weak(f"I{at}", 80.0 + at * 2, **options) for at in range(count)))


def divisions(count, name="ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", counts=(40, 5, 10, 4)):
    return contents.month(
        *(Share(f"{name} {at}", counts, at * 2.5 if at else None) for at in range(count))
    )


def five_cards(content):
    names = ("รายงานแล้ว", "จบแล้วก่อนหน้า", "ยังไม่รายงาน", "ค้างรายงาน", "เกินกำหนดแล้วเสร็จ")
    return replace(content, cards=tuple((name, 1234) for name in names))


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
    indicators = tuple(
        contents.scored(str(at), score, f"{at}. {label}", "AA") for at in range(1, 11)
    )
    made = contents.result(())
    heads = [
        contents.scored(code, score, f"{code} {label}", "28.93 / 30")
        for code in ("IIT", "EIT", "OIT")
    ]
    return replace(
        made,
        groups=tuple(zip(heads, (indicators[:5], indicators[5:8], indicators[8:]), strict=True)),
    )


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
    "years that are not comparable": replace(
        compared(2),
        rows=tuple(replace(row, change=None) for row in compared(2).rows),
        change=None,
        notes=("เทียบกันไม่ได้: IIT, EIT เพราะ " + LONG, LONG),
    ),
    **{f"{count} agencies": contents.agencies(count, own_rank=2) for count in (2, 3, 11)},
    "agencies among 39": contents.agencies(9, own_rank=5, skipped=10),
    "agencies among 8,300": contents.agencies(9, own_rank=9, skipped=2763),
    "agency without a rank": contents.agencies(6, own_rank=0),
    "agencies without a ranking": replace(
        contents.agencies(0, own_rank=0), piles=(0,) * 25, comparisons=("ไม่อยู่ในอันดับ",)
    ),
    "agencies with long names": contents.agencies(11, name=LONG),
    "agencies with unbroken names": contents.agencies(11, name=UNBROKEN),
    "agencies under a long head": replace(contents.agencies(9, skipped=10), head=LONG_HEAD),
    **{f"best at {count}": contents.best(count) for count in (1, 3, 5)},
    "best with long names": contents.best(5, LONG, LONG),
    "best with unbroken names": contents.best(5, UNBROKEN, UNBROKEN),
    "best with measures": contents.best(3, issue="จัดทำ และเผยแพร่ คู่มือเกี่ยวกับการจัดซื้อจัดจ้าง"),
    "best with long measures": contents.best(3, LONG, LONG, LONG),
    "best under a long head": replace(contents.best(5), head=LONG_HEAD),
    **{f"what if {count} change": contents.what_if(count) for count in (1, 2, 3, 5)},
    "what if without a total": contents.what_if(2, total=False),
    "what if without texts": contents.what_if(5, ""),
    "what if with long texts": contents.what_if(5, LONG),
    "what if with unbroken texts": contents.what_if(5, UNBROKEN),
    "what if under a long head": replace(contents.what_if(5, LONG), head=LONG_HEAD),
}
# Sheets of these kinds fill their size, unless what they say is next to nothing.
FILLED = ("agenc", "best", "what if", "years")
SPARSE = ("without", " 1")


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    """A browser for all drawings of this file."""
    with open_drawer() as drawer:
        yield drawer


def draw_in_every_size(
    drawer: Drawer, content: Content, language: str, logo: Logo | None = None
) -> dict[str, list[Sheet]]:
    """The sheets of a content by the name of their size."""
    words = LANGUAGES[language]
    pages = [composition_page(content, Style(size, words, logo=logo)) for size in SIZES.values()]
    return dict(zip(SIZES, drawer.draw(pages), strict=True))


def faults_by_size(sheets_by_size: dict[str, list[Sheet]]) -> dict[str, list[str]]:
    """What is wrong in which size; empty where all is well."""
    return {
        size: wrong
        for size, sheets in sheets_by_size.items()
        if (wrong := [fault for sheet in sheets for fault in faults(sheet, SIZES[size].unit)])
    }


def gaps_by_size(sheets_by_size: dict[str, list[Sheet]]) -> dict[str, float]:
    """The tallest empty stretch where it is too tall; the last of several sheets holds what is left."""
    return {
        size: gap
        for size, sheets in sheets_by_size.items()
        if (gap := max(longest_gap(sheet) for sheet in sheets[:-1] or sheets)) >= EMPTY
    }


def count_rows(content: Content) -> int | None:
    """How many rows a content has on all its sheets; None where its sheets have other rows."""
    return len(content.rows) if hasattr(content, "rows") else None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", COMPOSITIONS)
def test_the_real_data_stands_well_in_every_size(drawer, key, language):
    choice = Choice("ฝ่ายเทศกิจ", "2023-04")
    content = gather_content(key, real.material(), choice, LANGUAGES[language])
    sheets = draw_in_every_size(drawer, content, language)
    assert faults_by_size(sheets) == {}
    assert gaps_by_size(sheets) == {}


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_stand_well_in_every_size(drawer, name):
    content = EXTREMES[name]
    sheets = draw_in_every_size(drawer, content, "th-digits")
    assert faults_by_size(sheets) == {}
    counts = {size: sum(each.rows for each in drawn) for size, drawn in sheets.items()}
    if (count := count_rows(content)) is not None:
        assert counts == dict.fromkeys(SIZES, count)
    if any(kind in name for kind in FILLED) and not any(each in name for each in SPARSE):
        assert gaps_by_size({size: drawn[:1] for size, drawn in sheets.items()}) == {}


@pytest.mark.parametrize(
    "name", ["result without a head", "tasks under a long head", "8 questions"]
)
def test_a_logo_stands_free_in_every_size(drawer, name):
    sheets = draw_in_every_size(drawer, EXTREMES[name], "en", LOGO)
    assert all(sheet.images for drawn in sheets.values() for sheet in drawn)
    assert faults_by_size(sheets) == {}


@pytest.mark.parametrize("size", SIZES)
def test_every_division_of_the_real_plan_has_its_sheet(drawer, size):
    style = Style(SIZES[size], LANGUAGES["th"])
    pages = [
        composition_page(
            gather_content("tasks", real.material(), Choice(division), style.words), style
        )
        for division in real.material().divisions
    ]
    for sheets in drawer.draw(pages):
        assert faults_by_size({size: sheets}) == {}


def draw_one(drawer: Drawer, content: Content, size: str, css: str = "") -> list[Sheet]:
    page = composition_page(content, Style(SIZES[size], LANGUAGES["th"]))
    return drawer.draw([page], css)[0]


def test_sheets_are_about_equally_full_and_none_is_more_than_it_takes(drawer):
    counts = [sheet.rows for sheet in draw_one(drawer, contents.tasks(40), "a4")]
    assert len(counts) > 1
    # The first one holds the counts too, the last one what is left.
    assert max(counts) - min(counts[:-1]) <= 4
    assert len(draw_one(drawer, contents.tasks(4), "a4")) == 1


def test_every_sheet_of_measures_begins_with_its_heading(drawer):
    content = replace(contents.tasks(60), counts=(("ของฝ่ายเอง", 30), ("ร่วมกัน", 30)))
    content = replace(content, rows=tuple(sorted(content.rows, key=lambda row: not row.is_named)))
    for sheet in draw_one(drawer, content, "slide"):
        assert any(each.what.startswith(("ของฝ่ายเอง (", "ร่วมกัน (")) for each in sheet.texts)


def test_a_word_that_is_longer_than_its_line_is_cut_within(drawer):
    (sheet,) = draw_one(drawer, EXTREMES["agencies with unbroken names"], "square")
    names = [each.what for each in sheet.texts if each.what.endswith("ก…")]
    assert len(names) >= 11
    assert min(map(len, names)) > 20


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        (".label { position: relative; top: 1rem }", "overlap"),
        ("footer { font-size: .6rem }", "small"),
        (".aside { margin-left: -2rem }", "outside"),
        (".rows .right { position: relative; left: -5rem }", "over mark"),
        (".quiet { position: relative; top: -1.4rem }", "across a bar"),
        (".body { width: 20rem; height: 4rem; flex: none }", "cut"),
        (".legend { position: relative; top: 1rem }", "beyond its part"),
    ],
)
def test_faults_of_a_sheet_are_found(drawer, css, fault):
    (sheet,) = draw_one(drawer, ten_indicators(), "square", css)
    assert fault in {each.split(":")[0] for each in faults(sheet, SIZES["square"].unit)}


def test_an_empty_stretch_is_found(drawer):
    css = ".body > * { display: none }"
    (sheet,) = draw_one(drawer, ten_indicators(), "a4", css)
    assert longest_gap(sheet) > 0.4
