"""The analysis document: its figures are those of the summary, and Word can work with it."""

import re

import pytest
from docx.oxml.ns import qn

from ita.domain.framework import load_framework
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.publishing.word import make_document
from ita.report.summary import summary
from tests import tiny
from tests.measures import tiny as tiny_plan
from tests.publishing.documents import (
    DRAFT,
    ON,
    office_assessment,
    office_plan,
    plan_of,
    whole,
    without_reports,
)
from tests.publishing.word_files import cells, every_text, headings, opened, table_with

TH, EN = Words("th"), Words("en")


HOSTILE = [
    "{{ 7*7 }}",
    "{%p endif %}",
    "{_{ a }_}",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "a\x00\x08b",
    "x\ufffey",
    "<b>&",
]


def test_the_result_table_holds_the_figures_of_the_summary():
    content = summary(office_assessment(), TH)
    table = cells(table_with(whole(), "น้ำหนัก\n(ร้อยละ)"))
    assert [row[3] for row in table[1:11]] == [f"{e['score']:.2f}" for e in content["indicators"]]
    assert [row[4].split()[0] for row in table[1:11]] == [e["level"] for e in content["indicators"]]
    tops = [table[1], table[6], table[9]]
    assert [(row[0], row[2], row[5], row[6]) for row in tops] == [
        (e["code"], f"{e['weight']:.2f}", f"{e['score']:.2f}", f"{e['weighted']:.2f}")
        for e in content["instruments"]
    ]
    assert table[11] == ["คะแนนรวม ITA · ระดับ AA Excellence", "98.14"]


def test_every_question_stands_with_its_score():
    score_cells = {}
    for table in opened(whole()).tables:
        for row in cells(table):
            if len(row) == 3 and re.fullmatch(r"[IEO]\d+", row[0]):
                score_cells[row[0]] = row[2]
    scores = office_assessment().scores
    assert score_cells == dict(
        zip(scores["code"], scores["score"].map("{:.2f}".format), strict=True)
    )


def test_the_lowest_are_those_of_the_summary_and_a_shared_rank_stands_twice():
    content = summary(office_assessment(), TH)["lowest"]
    tables = [
        cells(table)
        for table in opened(whole()).tables
        if table.rows[0].cells[0].text == TH("columns.rank")
    ]
    assert len(tables) == 2
    for table, instrument in zip(tables, ("IIT", "EIT"), strict=True):
        assert [(row[0], row[1], row[4]) for row in table[1:]] == [
            (str(e["rank"]), e["code"], f"{e['score']:.2f}") for e in content[instrument]
        ]
    assert [row[0] for row in tables[1][1:]] == ["1", "2", "3", "4", "4"]
    assert tables[0][1][5] == "8, 9, 10, 11"
    assert TH("overview.all_equal", instrument="OIT", count=43, score="100.00") in every_text(
        whole()
    )


def test_counts_above_the_mark_come_from_the_figures_not_from_the_printed_report():
    document_text = "\n".join(every_text(whole("en")))
    assert "29 of its 30 questions lie above 85. Not above 85: I11 (81.20)." in document_text
    assert "every question lies above 85 (15 of 15)" in document_text
    assert "every question lies above 85 (43 of 43)" in document_text
    assert not re.search(r"\b24\b.{0,20}\b25\b", document_text)
    assert "จำนวน ๒๙ ข้อ จากทั้งหมด ๓๐ ข้อ" in "\n".join(every_text(whole("th", True)))


def test_strong_and_weak_points_are_told_by_the_figures():
    texts = every_text(whole("en"))
    assert "Indicator 2 Use of budget: 93.69 points, 1.31 below 95" in texts
    assert "Indicator 1 Performance of duties: 98.87 points" in texts
    assert "Low questions that no measure names yet: I7, E14, E2, E12, E1, E15" in texts


def test_it_says_on_its_first_page_that_it_is_a_draft():
    make_document = opened(whole())
    first = [p.text for p in make_document.paragraphs[:4]]
    assert first[0] == "การวิเคราะห์ผลการประเมิน\nคุณธรรมและความโปร่งใส (ITA)"
    assert first[3] == "สำนักงานเขตยานนาวา"
    frame = make_document.tables[0].cell(0, 0).text
    assert DRAFT["th"] in frame
    assert "ข้อความในร่างนี้ไม่ใช่ถ้อยคำทางการ" in frame
    following = next(p for p in make_document.paragraphs if p.style.name == "Heading 1")
    assert following.paragraph_format.page_break_before
    assert make_document.element.body.index(make_document.tables[0]._tbl) < (
        make_document.element.body.index(following._p)
    )


def test_what_is_unofficial_is_said_on_the_first_page():
    made = make_document(tiny.assessment(tiny.whole(), framework=load_framework(2569)), TH)
    frame = opened(made).tables[0].cell(0, 0).text
    assert TH("shared.unofficial", facts=f"{TH('facts.items')}, {TH('facts.roll_up')}") in frame


def test_headings_are_real_and_in_order():
    assert headings(whole("en"), 1) == [
        "Result",
        "Scores by indicator",
        "Scores of the questions by instrument and indicator",
        "Analysis of the result",
        "Strengths and points to improve",
        "Measures for integrity and transparency",
        "Follow-up of the measures",
    ]
    assert "Indicator 10 Corruption prevention" in headings(whole("en"), 2)


def test_every_table_repeats_its_header_and_keeps_its_rows_whole():
    for table in opened(whole()).tables[1:]:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        rows = [row for row in table.rows if max(len(c.text) for c in row.cells) <= 700]
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_measures_have_the_eight_columns_of_the_offices_own_document_on_wide_pages():
    make_document = opened(whole())
    tables = [
        t for t in make_document.tables if t.rows[0].cells[-1].text.startswith("ระยะเวลากำกับ")
    ]
    assert [len(table.rows) - 1 for table in tables] == [6, 5, 2, 3, 3, 3, 3, 3, 22, 9]
    assert [cell.text for cell in tables[0].rows[0].cells] == [
        "ตัวชี้วัด",
        "ประเด็นที่ต้องเตรียมความพร้อม/ยกระดับ",
        "กิจกรรมที่จะดำเนินการ",
        "ผลผลิต",
        "วิธีการสร้างการรับรู้",
        "ระยะเวลาแล้วเสร็จ",
        "ผู้รับผิดชอบ",
        "ระยะเวลากำกับติดตามโดย ผอ. เขต",
    ]
    last = office_plan().measures.iloc[-1]
    row = cells(tables[-1])[-1]
    assert row[1].endswith(last["issue"])
    assert row[2:] == [
        last[name]
        for name in (
            "activity",
            "output",
            "awareness",
            "deadline_text",
            "responsible_text",
            "follow_up_text",
        )
    ]
    wide = make_document.sections[-1]
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (297, 210)


def test_follow_ups_as_they_stand_on_the_day():
    texts = every_text(whole("en"))
    assert (
        "On 25 Apr 2023, of 59 measures: done 1, in progress 1, not reported 4, overdue 53."
        in texts
    )
    reports = cells(table_with(whole("en"), "Percent"))
    assert [row[2] for row in reports[1:]] == ["done", "in progress"]
    assert headings(make_document(office_assessment(), EN, without_reports(office_plan())), 1)[
        -1
    ] == ("Measures for integrity and transparency")


def test_thai_and_latin_letters_have_one_font_and_size():
    styles = opened(whole()).styles
    for name in ("Normal", "Heading 1", "Heading 2", "Table Text", "Small Head"):
        properties = styles[name].element.rPr
        fonts = properties.find(qn("w:rFonts"))
        assert {key.split("}")[1]: value for key, value in fonts.attrib.items()} == dict.fromkeys(
            ("ascii", "hAnsi", "cs", "eastAsia"), "TH SarabunPSK"
        )
        assert properties.find(qn("w:sz")).get(qn("w:val")) == (
            properties.find(qn("w:szCs")).get(qn("w:val"))
        )
        assert (properties.find(qn("w:b")) is None) == (properties.find(qn("w:bCs")) is None)
    assert styles["Normal"].font.size.pt == 16
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"


def test_paper_pages_and_properties():
    made = opened(whole("th", True))
    page = made.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert page.different_first_page_header_footer
    assert page.header._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE"]
    assert {s._sectPr.xpath("string(./w:pgNumType/@w:fmt)") for s in made.sections} == {
        "thaiNumbers"
    }
    assert not opened(whole()).element.xpath(".//w:pgNumType")
    properties = made.core_properties
    assert properties.author == "สำนักงานเขตยานนาวา"
    assert "๒๕๖๕" in properties.title
    assert properties.language == "th-TH"


def test_figures_of_ours_stand_in_thai_numerals_when_asked():
    content = whole("th", True)
    table = cells(table_with(content, "น้ำหนัก\n(ร้อยละ)"))
    assert not re.search("[0-9]", "".join("".join(row) for row in table))
    assert "๙๘.๑๔" in table[-1]
    assert not [
        text for text in headings(content, 1) + headings(content, 2) if re.search(r"[0-9]", text)
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_text(text):
    scores = tiny.whole()
    scores.loc[0, "text"] = text
    plan = plan_of(tiny_plan.measures({"issue": text, "output": text, "responsible_text": text}))
    made = make_document(tiny.assessment(scores), TH, without_reports(plan))
    texts = every_text(made)
    visible = re.sub("[\x00-\x08\ufffe]", "", text).strip()
    assert texts.count(visible) >= 3
    assert not opened(made).element.xpath(".//w:hyperlink|.//w:instrText")


def test_a_hostile_agency_and_a_very_long_one():
    for agency in ("=1\x00+\ud8001", "สำนักงาน" * 60):
        made = make_document(
            tiny.assessment(tiny.whole()).__class__(
                agency, 2565, tiny.BANGKOK, tiny.whole(), tiny.claims([])
            ),
            TH,
        )
        assert re.sub("[\x00\ud800]", "", agency) in every_text(made)


def test_nothing_given_is_changed():
    scores, plan = tiny.whole(), tiny_plan.measures({"indicator": None})
    copies = scores.copy(deep=True), plan.copy(deep=True)
    entries = tiny_plan.entries((1, "2023-04", "done"))
    before = entries.copy(deep=True)
    make_document(tiny.assessment(scores), TH, PlanProgress(plan_of(plan), entries, ON))
    assert scores.equals(copies[0])
    assert plan.equals(copies[1])
    assert entries.equals(before)
