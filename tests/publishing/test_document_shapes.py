"""The analysis document of whatever there is: little data, no levels, no agency, no plan."""

import re

import pytest

from ita.domain.framework import load_framework
from ita.domain.tables import measure_table, score_table
from ita.language import Words
from ita.publishing.word import make_document
from tests import tiny
from tests.measures import tiny as tiny_plan
from tests.publishing.documents import (
    DRAFT,
    office_assessment,
    plan_of,
    without_reports,
)
from tests.publishing.word_files import cells, every_text, headings, opened, table_with

TH, EN = Words("th"), Words("en")

INCOMPLETE = [None, 90.0]


SHAPES = {
    "ten indicators": tiny.assessment(reported=tiny.ten([90, 80, 95.5, *[99] * 7])),
    "three instruments": tiny.assessment(
        reported=tiny.claims([("instrument", c, 90) for c in ("IIT", "EIT", "OIT")])
    ),
    "two instruments": tiny.assessment(
        reported=tiny.claims([("instrument", c, 90) for c in ("IIT", "EIT")])
    ),
    "a total": tiny.assessment(reported=tiny.claims([("total", "total", 88.5)])),
    "nothing": tiny.assessment(),
    "missing scores": tiny.assessment(tiny.whole(iit=INCOMPLETE)),
    "an instrument missing": tiny.assessment(score_table(tiny.items("IIT", [70, 80]))),
    "named levels": tiny.assessment(
        reported=tiny.ten([96, 97, 98, 84, 90, 91, 92, 93, 100, 100]),
        framework=load_framework(2566),
    ),
    "no year": tiny.assessment(reported=tiny.ten([90] * 10), framework=load_framework(None)),
    "no agency": tiny.assessment(tiny.whole()).__class__(
        "", 2565, tiny.BANGKOK, tiny.whole(), tiny.claims([])
    ),
    "many ties": tiny.assessment(tiny.whole(eit=[80, 81, 82, 83, 84, 84, 84, 90])),
    "few items": tiny.assessment(score_table(tiny.items("EIT", [80, 81])[:3])),
    "items of no indicator": tiny.assessment(
        score_table([{"instrument": "IIT", "code": "I1", "score": 90.0, "sub_indicator": ""}]),
        framework=load_framework(2567),
    ),
}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_whatever_there_is_becomes_a_document(shape, language):
    plan = plan_of(tiny_plan.measures({"indicator": None}, {}))
    words = Words(language)
    for made in (
        make_document(SHAPES[shape], words),
        make_document(SHAPES[shape], words, without_reports(plan)),
    ):
        texts = every_text(made)
        assert not [text for text in texts if re.search(r"\bnan\b|\bNone\b|<NA>|NaT|\*\*", text)]
        assert DRAFT[language] in opened(made).tables[0].cell(0, 0).text


def test_ten_indicators_without_questions():
    made = make_document(SHAPES["ten indicators"], EN)
    assert "Analysis of the result" not in headings(made, 1)
    assert any(
        text.startswith("The file has no question scores of IIT, EIT, OIT")
        for text in every_text(made)
    )
    assert "Indicator 2 Use of budget: 80.00 points, 15.00 below 95" in every_text(made)


def test_three_instruments_have_a_table_of_their_own():
    table = cells(table_with(make_document(SHAPES["three instruments"], EN), "Weight\n(%)"))
    assert [row[1:] for row in table[1:4]] == [["30.00", "90.00", "27.00"]] * 2 + [
        ["40.00", "90.00", "36.00"]
    ]


def test_a_total_alone_needs_no_table():
    made = make_document(SHAPES["a total"], EN)
    assert len(opened(made).tables) == 1
    assert any("88.50" in text for text in every_text(made))


def test_a_missing_score_is_a_dash_and_the_result_is_called_incomplete():
    texts = every_text(make_document(SHAPES["missing scores"], EN))
    assert "–" in texts
    assert "IIT: 29 of 30 items have a score" in texts
    assert any(text.endswith("1 without a score, so not ranked: I1") for text in texts)
    assert any("not a final level" in text for text in texts)


def test_named_levels_stand_at_the_total_only():
    made = make_document(SHAPES["named levels"], EN)
    header = [cell.text for cell in table_with(made, "Weight\n(%)").rows[0].cells]
    assert EN("columns.level") not in header
    assert any(text.startswith("ITA total · level Good pass") for text in every_text(made))


def test_no_agency_and_no_year_are_said():
    assert "(ไฟล์ไม่ได้ระบุชื่อหน่วยงาน)" in every_text(make_document(SHAPES["no agency"], TH))
    assert "(ไฟล์ไม่ได้ระบุปีงบประมาณ)" in every_text(make_document(SHAPES["no year"], TH))


def test_a_plan_without_measures_is_no_plan():
    made = make_document(office_assessment(), EN, without_reports(plan_of(measure_table())))
    assert "Measures for integrity and transparency" not in headings(made, 1)
    assert not any("2566" in text for text in every_text(made))
