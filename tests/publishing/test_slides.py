"""Slides: native charts and tables with the content's figures, one font, and text that stays text."""

from dataclasses import replace

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches

from ita.charts.palette import LIGHT
from ita.language import MISSING, Words
from ita.publishing.content.model import Answer, Change, Share, Weak
from ita.publishing.slides.text import THEME
from tests.publishing.contents import HEAD, month, result, scored, tasks, weakest, years
from tests.publishing.slide_files import (
    charts,
    colours,
    opened,
    tables,
    texts,
    theme_of,
    type_sizes,
    values,
    workbook,
)

TH = Words("th")
HOSTILE = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "<b>&amp;", "http://a.b"]
EVERYTHING = [
    result(),
    result((), None),
    result((None, 98.0), None),
    weakest(),
    weakest(empty="ไม่มีข้อใดต่ำที่สุด"),
    tasks(25),
    tasks(0),
    month(Share("ฝ่ายปกครอง", (1, 0, 2, 3), 50.0), Share("ฝ่ายโยธา", (0, 0, 0, 0), None)),
    month(),
    years(Change("1. หนึ่ง", 90.0, 91.0, 1.0), Change("2. สอง", None, 91.0, None)),
    years(totals=[scored("2565", None), scored("2566", None)]),
]


def test_a_result_shows_its_indicators_half_up_in_the_colours_of_their_bands():
    deck = opened(result((98.865, 93.69, 80.0)))
    (chart,) = charts(deck)
    assert values(chart) == {TH("columns.score"): [98.87, 93.69, 80.0]}
    assert list(chart.plots[0].categories) == ["ชื่อ 1 · AA", "ชื่อ 2 · AA", "ชื่อ 3 · AA"]
    assert colours(chart.plots[0].series[0]) == ["accent1", "accent2", "accent3"]
    assert tables(deck)[0][1] == ["IIT ภายใน", "98.14", "28.93 / 30"]
    assert any("98.14" in text and "ระดับ AA" in text for text in texts(deck.slides[0]))


def test_a_missing_score_is_blank_in_the_chart_and_said_in_its_label():
    (chart,) = charts(opened(result((98.0, None))))
    assert values(chart)[TH("columns.score")] == [98.0, None]
    assert TH("figures.none") in list(chart.plots[0].categories)[1]
    assert workbook(chart)["B3"].value is None


def test_without_indicators_a_sentence_stands_where_the_chart_would():
    deck = opened(result((), None))
    assert charts(deck) == []
    assert TH("overview.no_indicators") in texts(deck.slides[0])
    assert tables(deck)[0][1][1] == MISSING


@pytest.mark.parametrize(("count", "slides"), [(0, 1), (2, 1), (6, 2)])
def test_every_note_of_a_result_is_told_on_a_second_slide_where_the_first_has_no_room(
    count, slides
):
    notes = tuple(f"หมายเหตุที่ {at} ซึ่งยาวพอที่จะต้องขึ้นบรรทัดใหม่บนสไลด์" for at in range(count))
    deck = opened(replace(result(), notes=notes))
    deck_text = "\n".join(text for slide in deck.slides for text in texts(slide))
    assert all(note in deck_text for note in notes)
    assert len(deck.slides) == slides


@pytest.mark.parametrize("content", [result((90.0, None)), month(Share("ก", (1, 0, 2, 3), 1.0))])
def test_the_workbook_of_a_chart_holds_what_the_chart_shows(content):
    (chart,) = charts(opened(content))
    sheet = workbook(chart)
    assert sheet.title == "Sheet1"
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == list(chart.plots[0].categories)
    for at, (name, column) in enumerate(values(chart).items(), 1):
        assert rows[0][at] == name
        assert [row[at] for row in rows[1:]] == column


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    visible = text.strip()
    deck = opened(
        month(Share(text, (1, 2, 3, 4), None)),
        weakest(Weak(scored("I1", 80.0, text), (), text)),
        tasks(1, text),
        years(Change(text, 1.0, 2.0, 1.0)),
    )
    for chart in charts(deck):
        assert next(iter(chart.plots[0].categories)).startswith(visible)
        cells = [cell for row in workbook(chart).iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}
        assert workbook(chart)["A2"].value.startswith(visible)
    question, issue = tables(deck)[0][1], tables(deck)[1][1]
    assert question[2:] == [visible, visible]
    assert issue[1] == f"{visible} 1"


def test_letters_that_xml_forbids_are_left_out():
    bad = "ก\x00\x08ข\ufffe\ud800"
    deck = opened(month(Share(bad, (1, 0, 0, 0), None)), tasks(1, bad))
    assert list(charts(deck)[0].plots[0].categories) == [f"กข · {MISSING}"]
    assert tables(deck)[0][1][1] == "กข 1"


def test_weak_questions_stand_with_what_answers_them():
    header, first, second = tables(opened(weakest()))[0]
    assert header == [TH(f"columns.{name}") for name in ("code", "score", "text", "answering")]
    assert first[:3] == ["I11", "81.20", "ข้อความของข้อแรก"]
    assert first[3] == "8. จัดทำคู่มือ\nฝ่ายการคลัง · 30 มี.ค. 2566"
    assert second == ["I7", "93.99", "ข้อความของข้อที่สอง", "ยังไม่มีมาตรการ"]


def test_a_question_names_a_measure_and_counts_the_others():
    answers = tuple(Answer(str(at), "ประเด็น", "ฝ่ายโยธา", "ทุกเดือน") for at in range(1, 8))
    table = tables(opened(weakest(Weak(scored("I1", 80.0), answers), more=3)))[0]
    more = TH("compositions.weakest.more", count="6")
    assert table[1][3].split("\n") == ["1. ประเด็น", f"ฝ่ายโยธา · ทุกเดือน · {more}"]
    assert table[2] == ["", "", TH("compositions.weakest.tied", count="3"), ""]


def test_without_weak_questions_the_slide_says_why():
    deck = opened(weakest(empty="ทุกข้อเท่ากัน"))
    assert tables(deck) == []
    assert "ทุกข้อเท่ากัน" in texts(deck.slides[0])


@pytest.mark.parametrize("count", [1, 9, 30, 77])
@pytest.mark.parametrize("issue", ["สั้น", "ข้อความยาวที่ต้องขึ้นบรรทัดใหม่หลายครั้ง " * 12])
def test_pages_lose_no_row_and_repeat_the_header(count, issue):
    deck = opened(tasks(count, issue))
    made = tables(deck)
    assert [row[0] for page in made for row in page[1:]] == [str(at + 1) for at in range(count)]
    assert len({tuple(page[0]) for page in made}) == 1
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    if len(made) == 1:
        assert titles == [HEAD.title]
    else:
        of = len(made)
        assert titles == [f"{HEAD.title} ({page}/{of})" for page in range(1, of + 1)]


def test_own_and_shared_measures_and_states_are_told_in_words():
    rows = tables(opened(tasks(2)))[0][1:]
    own_word, shared_word = TH("compositions.tasks.own"), TH("compositions.tasks.shared")
    assert [row[3:] for row in rows] == [[shared_word, "เลยกำหนด"], [own_word, "ยังไม่มีรายงาน"]]


def test_nothing_stands_over_the_edge_or_on_the_footer():
    long = "ข้อความที่ยาวมากจนไม่มีสไลด์ใดใส่ได้ " * 200
    deck = opened(
        *EVERYTHING,
        tasks(3, long),
        weakest(Weak(scored("I1", 80.0, long), (), long)),
        month(*(Share(f"{long} {at}", (1, 2, 3, 4), 5.0) for at in range(30))),
    )
    for slide in deck.slides:
        foot = min(shape.top for shape in slide.placeholders if shape.top > Inches(6))
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            if not shape.is_placeholder:
                assert shape.top + shape.height <= foot


def test_a_text_longer_than_a_slide_is_cut_and_says_so():
    (page,) = tables(opened(weakest(Weak(scored("I1", 80.0, "คำ " * 3000), (), "ไม่มี"))))
    assert page[1][2].endswith("…")


def test_type_is_as_large_as_takes_no_more_slides_and_cuts_no_text():
    few = opened(tasks(2))
    assert type_sizes(few.slides[0]) == {14, 18}
    whole = "คำของข้อความ " * 48
    deck = opened(weakest(Weak(scored("I1", 80.0, whole), (), "ไม่มี")))
    assert tables(deck)[0][1][2] == whole.strip()
    assert type_sizes(deck.slides[0]) < {14, 16, 18}


def test_a_month_is_stacked_by_state_with_the_share_that_is_done():
    deck = opened(month(Share("ฝ่ายปกครอง", (1, 0, 2, 3), 12.5), Share("ฝ่ายโยธา", (0,) * 4, None)))
    (chart,) = charts(deck)
    assert list(values(chart).values()) == [[1, 0], [0, 0], [2, 0], [3, 0]]
    assert list(chart.plots[0].categories) == [
        "ฝ่ายปกครอง · " + TH("measure_charts.done_share", share="13"),
        f"ฝ่ายโยธา · {MISSING}",
    ]
    assert "22\nรายงานแล้ว" in texts(deck.slides[0])


def test_a_long_name_of_a_division_leaves_its_share_in_sight():
    (chart,) = charts(opened(month(Share("ฝ่ายที่มีชื่อยาวมาก " * 20, (1, 0, 0, 0), 40.0))))
    (label,) = chart.plots[0].categories
    assert label.endswith("… · " + TH("measure_charts.done_share", share="40"))


def test_many_divisions_go_on_on_the_next_slide_at_the_same_scale():
    rows = [Share(f"ฝ่าย {at}", (at, 0, 0, 0), 0.0) for at in range(30)]
    made = charts(opened(month(*rows)))
    names = [name for chart in made for name in chart.plots[0].categories]
    assert [name.split(" · ")[0] for name in names] == [row.division for row in rows]
    assert {chart.value_axis.maximum_scale for chart in made} == {29}


def test_years_stand_beside_each_other_with_the_change():
    deck = opened(years(Change("1. หนึ่ง", 90.0, 91.5, 1.5), Change("2. สอง", None, 91.0, None)))
    (chart,) = charts(deck)
    assert values(chart) == {"2565": [90.0, None], "2566": [91.5, 91.0]}
    assert list(chart.plots[0].categories) == ["1. หนึ่ง (+1.50)", "2. สอง"]
    assert tables(deck)[0][1:] == [
        ["2565", "98.14", "AA"],
        ["2566", "97.19", MISSING],
        [TH("columns.change"), "-0.95", ""],
    ]


def test_every_slide_tells_whose_it_is_its_source_and_its_number():
    for slide in opened(*EVERYTHING).slides:
        slide_texts = texts(slide)
        assert HEAD.office in slide_texts
        assert HEAD.source in slide_texts
        assert slide.shapes.title.text_frame.text.startswith(HEAD.title)
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds
        assert [each.get("type") for each in slide.element.iter(qn("a:fld"))] == ["slidenum"]


def test_every_letter_has_the_font_of_the_theme_in_all_scripts():
    deck = opened(*EVERYTHING)
    for root in [slide.element for slide in deck.slides] + [c.element for c in charts(deck)]:
        assert not list(root.iter(qn("a:latin"), qn("a:ea"), qn("a:cs")))
    for fonts in theme_of(deck).iterfind(f".//{qn('a:fontScheme')}/*"):
        typefaces = {each.tag: each.get("typeface") for each in fonts if each.tag != qn("a:font")}
        assert typefaces == dict.fromkeys(map(qn, ("a:latin", "a:ea", "a:cs")), "Sarabun")


@pytest.mark.parametrize(("words", "language"), [(TH, "th-TH"), (Words("en"), "en-US")])
def test_every_text_names_its_language(words, language):
    for slide in opened(*EVERYTHING, words=words).slides:
        for run in slide.element.iter(qn("a:r")):
            assert run.find(qn("a:rPr")).get("lang") == language


def test_the_colours_of_the_bundled_theme_are_those_of_the_pages():
    def colour(name):
        element = theme_of(opened()).find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        return f"#{element.find(qn('a:srgbClr')).get('val')}"

    bands = {band: colour(THEME.bands[band]) for band in THEME.bands}
    assert bands == LIGHT.bands
    assert (colour(THEME.whole), colour(THEME.loss)) == (LIGHT.whole, LIGHT.loss)
    theme_colours = [colour(name) for name in ("dk1", "lt1", "dk2", "lt2")]
    assert theme_colours == [LIGHT.text, LIGHT.background, LIGHT.quiet, LIGHT.track]


def test_body_text_is_fit_for_a_meeting_room():
    deck = opened(*EVERYTHING)
    sizes = [
        int(each.get("sz"))
        for root in [s.element for s in deck.slides] + [c.element for c in charts(deck)]
        for each in root.iter(qn("a:rPr"), qn("a:defRPr"))
        if each.get("sz")
    ]
    assert min(sizes) >= 1400


def test_charts_and_tables_are_described():
    for slide in opened(*EVERYTHING).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape.element.xpath(".//p:cNvPr")[0].get("descr")


def test_thai_numerals_reach_the_charts_too():
    deck = opened(result(), words=Words("th", thai_numerals=True))
    labels = charts(deck)[0].plots[0].series[0].data_labels
    assert labels.number_format == "[$-D00041E]0.00"
    assert tables(deck)[0][1][1] == "๙๘.๑๔"


@pytest.mark.parametrize("words", [TH, Words("en")])
def test_nothing_says_nan_or_none(words):
    deck = opened(*EVERYTHING, words=words)
    all_texts = [text for slide in deck.slides for text in texts(slide)]
    all_texts += [cell for table in tables(deck) for row in table for cell in row]
    all_texts += [str(name) for chart in charts(deck) for name in chart.plots[0].categories]
    all_texts += [
        each.get("descr", "") for s in deck.slides for each in s.element.iter(qn("p:cNvPr"))
    ]
    assert not [text for text in all_texts if "nan" in text.lower() or "None" in text]


def test_the_file_says_what_it_is_and_who_made_it():
    properties = opened(result(), tasks(2)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        HEAD.title,
        HEAD.office,
        "th-TH",
    )
    assert properties.last_modified_by == HEAD.office


def test_a_deck_of_nothing_can_be_opened():
    assert len(opened().slides) == 0
