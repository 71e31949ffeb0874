"""The exported Word document is read back: the same result, the same plan, nothing to say."""

from dataclasses import replace

import pytest

from ita.analysis.assessment import Assessment, assessments
from ita.domain.plan import MeasurePlan
from ita.language import Words
from ita.publishing.word import make_document
from ita.reading.measures import read_measures
from ita.reading.scores import Reading, read_scores
from ita.thai.text import clean_text
from tests.publishing.documents import without_reports
from tests.reading.files import OWN_WORKBOOK, ROOT, reported, scores

OWN_PLAN = ROOT / "data" / "measures" / "yannawa_2566.xlsx"
# Texts that a document, a template or a reader of tables could take for something else.
ODD = ["=SUM(A1)", "a | b", "หนึ่ง\nสอง", "๑๒๓ ๔๕", "ก" * 2000, "<b>x</b> {{ x }}", "- ข้อ\n- ย่อย"]
ODD += ["3. ลำดับ", "รวม 5", "หมายเหตุ ก"]
# What a plan says in the columns of the document; its other columns are not part of it.
WRITTEN = ["issue", "activity", "output", "awareness", "deadline_text", "responsible_text"]
UNDERSTOOD = ["indicator", "sub_indicator", "deadline", "recurring", "divisions"]


@pytest.fixture(scope="module")
def office_reading() -> Reading:
    return read_scores(OWN_WORKBOOK.read_bytes(), OWN_WORKBOOK.name)


@pytest.fixture(scope="module")
def plan() -> MeasurePlan:
    return read_measures(OWN_PLAN.read_bytes(), OWN_PLAN.name)


@pytest.fixture(
    scope="module", params=[("th", False), ("th", True), ("en", False)], ids=["th", "thai", "en"]
)
def document(request: pytest.FixtureRequest, office_reading: Reading, plan: MeasurePlan) -> bytes:
    language, thai_numerals = request.param
    (assessment,) = assessments(office_reading)
    words = Words(language, thai_numerals=thai_numerals)
    return make_document(assessment, words, without_reports(plan), bundled=True)


def test_the_same_result(document: bytes, office_reading: Reading) -> None:
    reading = read_scores(document, "own.docx")
    assert reading.problems == ()
    (before,), (after,) = (assessments(each) for each in (office_reading, reading))
    assert isinstance(after, Assessment)
    assert scores(reading) == scores(office_reading)
    assert (after.agency, after.fiscal_year) == (before.agency, before.fiscal_year)
    assert after.total == before.total
    assert after.level == before.level
    assert reported(reading, "indicator") == reported(office_reading, "indicator")


def test_its_counts_agree_with_its_scores(document: bytes) -> None:
    (assessment,) = assessments(read_scores(document, "own.docx"))
    assert assessment.differences.empty
    counts = assessment.comparison[assessment.comparison["level"] == "count"]
    assert counts["computed"].tolist() == ["29/30", "15/15", "43/43"]


def test_the_same_plan(document: bytes, plan: MeasurePlan) -> None:
    reading = read_measures(document, "own.docx")
    assert not [each for each in reading.problems if each.severity == "error"]
    assert (reading.agency, reading.fiscal_year) == (plan.agency, plan.fiscal_year)
    for column in WRITTEN + UNDERSTOOD:
        before, after = (each.measures[column].tolist() for each in (plan, reading))
        assert after == before, column


def test_a_plan_of_odd_texts(office_reading: Reading, plan: MeasurePlan) -> None:
    measures = plan.measures.copy()
    columns = ["issue", "activity", "output", "awareness", "follow_up_text"]
    for column in columns:
        measures.loc[measures.index[: len(ODD)], column] = ODD
    (assessment,) = assessments(office_reading)
    odd = replace(plan, measures=measures)
    reading = read_measures(
        make_document(assessment, Words("th"), without_reports(odd), bundled=True), "own.docx"
    )
    for column in columns:
        before, after = (
            [clean_text(text) for text in each[column]] for each in (measures, reading.measures)
        )
        assert after == before, column
