"""The deck for a director: at most twelve slides, whole texts, the appendix only where wanted."""

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Inches

from ita.analysis.agency_results import collect_results
from ita.language import Words
from ita.publishing.briefing import list_briefing, list_division_lists
from ita.publishing.catalogue import Material
from ita.publishing.content.listing import BarChart, BarSeries, Column, Listing, Section, cell
from ita.publishing.content.model import Month
from ita.publishing.office_templates import SETTING, TemplateError
from ita.publishing.slides import make_slides
from tests.publishing import real
from tests.publishing.contents import HEAD
from tests.publishing.slide_files import charts, tables, texts

TH, EN = Words("th"), Words("en")
# What stands at the foot of a slide begins here.
FOOT = Inches(6.95)


def opened(brief, words=TH, appendix=()):
    return Presentation(BytesIO(make_slides([*brief, *appendix], words)))


def one_year():
    return replace(real.material(), years=collect_results([real.assessment()]))


def titles(deck):
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


@pytest.mark.parametrize("words", [TH, EN, Words("th", thai_numerals=True)])
@pytest.mark.parametrize("material", [real.material(), one_year()], ids=["years", "one year"])
def test_a_director_sees_at_most_twelve_slides_with_whole_texts(words, material):
    deck = opened(list_briefing(material, words), words)
    assert len(deck.slides) == 10
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            if not shape.is_placeholder:
                assert shape.top + shape.height <= FOOT
    all_texts = [text for slide in deck.slides for text in texts(slide)]
    all_texts += [text for table in tables(deck) for row in table for text in row]
    assert not [
        text for text in all_texts if "…" in text or "nan" in text.lower() or "None" in text
    ]


def test_the_deck_goes_from_the_result_to_what_is_asked_of_whom():
    deck = opened(list_briefing(one_year(), TH))
    parts = ("losses", "indicators", "work", "timeline", "gaps", "requests")
    part_titles = [TH(f"briefing.{part}.title") for part in parts]
    assert [title for title in titles(deck) if title in part_titles] == part_titles
    assert "ของ IIT" in titles(deck)[3]
    assert "ของ EIT" in titles(deck)[4]
    # All items of the OIT are alike, so they have no slide, and the last one says so.
    assert any("OIT: " in text for text in texts(deck.slides[4]))


def test_where_the_points_went_adds_up_to_what_the_total_lacks():
    losses = list_briefing(one_year(), TH)[1]
    (series,) = losses.series
    assert series.values == (0.38, 0.31, 0.30, 0.25, 0.23, 0.19, 0.13, 0.07)
    assert losses.labels[0] == "2. การใช้งบประมาณ"
    assert losses.counts == (("คะแนนรวม ITA", "98.14"), (TH("briefing.losses.lost"), "1.86"))


def test_the_work_of_all_divisions_stands_in_one_table():
    deck = opened(list_briefing(one_year(), TH))
    (work,) = [table for table in tables(deck) if table[0][0] == TH("columns.division")]
    assert work[1][:4] == ["ฝ่ายปกครอง", "30", "12", "42"]
    assert len(work) == 1 + 12


def test_deadlines_are_counted_by_day_and_state():
    deck = opened(list_briefing(one_year(), TH))
    chart = charts(deck)[2]
    days = [f"{day} 2566" for day in ("30 มี.ค.", "5 เม.ย.", "15 เม.ย.", "20 เม.ย.", "30 เม.ย.")]
    assert list(chart.plots[0].categories) == days
    sums = [sum(column) for column in zip(*(s.values for s in chart.plots[0].series), strict=True)]
    assert sums == [6, 13, 3, 31, 5]


def test_many_days_are_counted_by_month():
    plan = real.progress()
    measures = plan.measures.copy()
    measures["deadline"] = [f"2023-0{3 + at % 3}-{1 + at % 28:02}" for at in range(len(measures))]
    measures["deadline"] = measures["deadline"].astype("datetime64[s]")
    many = replace(plan, plan=replace(plan.plan, measures=measures))
    brief = list_briefing(replace(one_year(), progress=many), TH)
    (timeline,) = [each for each in brief if isinstance(each, BarChart) and each.places == 0]
    assert timeline.labels == ("มี.ค. 2566", "เม.ย. 2566", "พ.ค. 2566")


def test_gaps_name_questions_without_a_measure_and_what_the_analysis_lacks():
    rows = next(
        table
        for table in tables(opened(list_briefing(one_year(), TH)))
        if len(table[0]) == 4 and table[0][3] == TH("briefing.gaps.lacks")
    )
    assert [row[0] for row in rows[1:]] == ["I7", "E14", "E2", "E12", "E1", "E15", ""]
    assert "59 จาก 59" in rows[-1][3]


def test_everybody_is_asked_for_what_is_theirs():
    rows = tables(opened(list_briefing(one_year(), TH)))[-1]
    director, first = rows[1], rows[2]
    assert director[0] == TH("briefing.requests.director")
    assert "E14" in director[1]
    assert first[0] == "ฝ่ายปกครอง"
    assert TH("briefing.requests.late", count="10") in first[1]


def test_without_measures_the_deck_is_the_result_alone():
    alone = Material(real.assessment(), None, collect_results([real.assessment()]), real.MADE)
    assert len(opened(list_briefing(alone, TH)).slides) == 5


def test_the_month_is_the_last_one_that_has_begun():
    def month_title(month):
        brief = list_briefing(one_year(), TH, month)
        return next(each.head.title for each in brief if isinstance(each, Month))

    assert month_title("") == "ความก้าวหน้าเดือน เม.ย. 2566"
    assert month_title("2023-02") == "ความก้าวหน้าเดือน ก.พ. 2566"


def test_the_lists_of_the_divisions_follow_where_they_are_wanted():
    material = one_year()
    deck = opened(list_briefing(material, TH), appendix=list_division_lists(material, TH))
    behind = titles(deck)[10:]
    for division in material.divisions:
        assert any(division in title for title in behind)


def listing(count, text="ข้อความ"):
    columns = (Column("ที่", 1), Column("เรื่อง", 6))
    rows = tuple((cell(str(at)), cell(text)) for at in range(count))
    return Listing(HEAD, (Section(columns, rows, empty="ไม่มี"),))


def test_more_rows_than_a_slide_holds_are_counted():
    (table,) = tables(opened([listing(100)]))
    row_count = len(table) - 2
    assert table[-1] == ["", TH("slides.more_rows", count=str(100 - row_count))]
    assert [row[0] for row in table[1:-1]] == [str(at) for at in range(row_count)]


def test_long_texts_are_cut_before_rows_are_left_out():
    (table,) = tables(opened([listing(6, "คำของข้อความยาว " * 80)]))
    assert [row[0] for row in table[1:]] == [str(at) for at in range(6)]
    assert all(row[1].endswith("…") for row in table[1:])


def test_one_row_that_is_longer_than_a_slide_stays_on_it():
    deck = opened([listing(1, "คำของข้อความยาว " * 800)])
    (frame,) = [shape for shape in deck.slides[0].shapes if shape.has_table]
    assert frame.top + frame.height <= FOOT


def test_nothing_to_list_is_said_in_a_sentence():
    chart = BarChart(HEAD, (), (), (BarSeries("lost", "ก", ()),), empty="ไม่เสียคะแนน")
    listed, drawn = opened([listing(0), chart]).slides
    assert "ไม่มี" in texts(listed)
    assert "ไม่เสียคะแนน" in texts(drawn)


def test_a_wrong_checklist_of_the_office_is_named(monkeypatch, tmp_path):
    (tmp_path / "yearly_analysis.toml").write_text("[[parts]]\nkey = 'a'\n", encoding="utf-8")
    monkeypatch.setenv(SETTING, str(tmp_path))
    with pytest.raises(TemplateError) as refused:
        list_briefing(one_year(), TH)
    assert "yearly_analysis.toml" in refused.value.message(TH)
    assert list_briefing(one_year(), TH, bundled=True)
