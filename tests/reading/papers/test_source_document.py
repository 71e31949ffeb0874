"""The office's own document, as Word and as PDF, gives its result, its slips and its measures."""

import io
from collections import Counter
from pathlib import Path

import pypdf
import pytest

from ita.analysis.assessment import Assessment, assessments
from ita.domain.divisions import EVERYONE
from ita.language import Words
from ita.reading.measures import MeasureReading, read_measures
from ita.reading.scores import Reading, read_scores
from tests.reading.files import OWN_WORKBOOK, ROOT, reported, scores
from tests.reading.papers.source_document import PDF, TEXT, WORD, build_word

OWN_PLAN = ROOT / "data" / "measures" / "yannawa_2566.xlsx"
FILES = [WORD, PDF, TEXT]


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.suffix)
def paper(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def reading(paper: Path) -> Reading:
    return read_scores(paper.read_bytes(), paper.name)


@pytest.fixture(scope="module")
def assessment(reading: Reading) -> Assessment:
    (assessment,) = assessments(reading)
    return assessment


@pytest.fixture(scope="module")
def plan(paper: Path) -> MeasureReading:
    return read_measures(paper.read_bytes(), paper.name)


@pytest.fixture(scope="module")
def own_plan() -> MeasureReading:
    return read_measures(OWN_PLAN.read_bytes(), OWN_PLAN.name)


def test_the_kept_word_file_is_what_the_script_builds() -> None:
    built = read_scores(build_word(TEXT.read_text(encoding="utf-8")), WORD.name)
    stored = read_scores(WORD.read_bytes(), WORD.name)
    assert built.scores.equals(stored.scores)
    assert built.reported.equals(stored.reported)


def test_all_questions_and_the_total(reading: Reading, assessment: Assessment) -> None:
    workbook = read_scores(OWN_WORKBOOK.read_bytes(), "own.xlsx")
    assert scores(reading) == scores(workbook)
    assert len(reading.scores) == 88
    assert (assessment.agency, assessment.fiscal_year) == ("สำนักงานเขตยานนาวา", 2565)
    assert round(assessment.total or 0, 2) == 98.14
    assert assessment.level.level is not None
    assert assessment.level.level.code == "AA"
    for level in ("indicator", "instrument", "weight", "weighted", "total"):
        assert reported(reading, level) == reported(workbook, level)


def test_the_two_wrong_counts(assessment: Assessment) -> None:
    rows = assessment.differences[["level", "key", "printed", "computed"]]
    assert rows.values.tolist() == [
        ["count", "IIT", "24/25", "29/30"],
        ["count", "OIT", "30/30", "43/43"],
    ]


def test_nothing_is_in_error(reading: Reading, plan: MeasureReading) -> None:
    for problems in (reading.problems, plan.problems):
        assert not [each for each in problems if each.severity == "error"]


def test_problems_name_page_or_table_and_row(reading: Reading, paper: Path) -> None:
    words = Words("en")
    mended = next(each for each in reading.problems if each.code == "code-mended")
    page = "page 3 table 1" if paper == PDF else "table 3"
    assert mended.describe_place(words) == f"{page} row 2 column 2"
    assert mended.to_json(words)["place"] == mended.describe_place(words)


def test_59_measures_with_the_figures_of_the_plan(
    plan: MeasureReading, own_plan: MeasureReading
) -> None:
    assert (plan.agency, plan.fiscal_year) == ("สำนักงานเขตยานนาวา", 2566)
    names = ["indicator", "sub_indicator", "item_code", "deadline", "recurring", "divisions"]
    expected = own_plan.measures
    assert len(plan.measures) == 59
    for name in names:
        assert plan.measures[name].tolist() == expected[name].tolist(), name


def test_the_work_of_the_divisions(plan: MeasureReading) -> None:
    rows = Counter(name for names in plan.measures["divisions"] for name in names)
    expected = {"ฝ่ายปกครอง": 30, "ฝ่ายโยธา": 14, "ฝ่ายการคลัง": 12, "ฝ่ายเทศกิจ": 4, EVERYONE: 17}
    assert {name: rows[name] for name in expected} == expected


def test_tables_that_sum_up_the_plan_are_left_out_and_said(plan: MeasureReading) -> None:
    left_out = [each for each in plan.problems if each.code == "measure-table-abridged"]
    assert [each.detail["count"] for each in left_out] == ["8", "6"]


def test_rows_that_a_page_cut_are_whole_again(plan: MeasureReading) -> None:
    row = plan.measures.iloc[21]
    assert row["responsible_text"].replace(" ", "").endswith("ฝ่ายโยธาฝ่ายสิ่งแวดล้อม")
    joined = [each for each in plan.problems if each.code == "rows-joined-over-pages"]
    assert joined[-1].detail["count"] == "13"


def test_a_pdf_whose_pages_are_turned() -> None:
    writer = pypdf.PdfWriter()
    writer.append(PDF, pages=(0, 2))
    for page in writer.pages:
        page.rotate(90)
        page.transfer_rotation_to_content()
        page.rotate(270)
    buffer = io.BytesIO()
    writer.write(buffer)
    reading = read_scores(buffer.getvalue(), "turned.pdf")
    assert reported(reading, "total") == {"total": 98.14}
    assert len(reported(reading, "indicator")) == 10
