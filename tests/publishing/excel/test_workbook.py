"""The workbook of all reads back to the same tables, and no cell of it is a formula."""

from collections import Counter
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.analysis.assessment import Assessment, assessments
from ita.domain.divisions import load_divisions
from ita.domain.framework import load_framework
from ita.domain.plan import MeasurePlan
from ita.domain.tables import reported_table, score_table
from ita.language import Words
from ita.publishing.excel.workbook import make_workbook
from ita.reading.generated_sheets import COMPUTED
from ita.reading.measures import read_measures
from ita.reading.measures.follow_ups import read_follow_ups
from ita.reading.scores import read_scores
from ita.report.summary import summary
from ita.thai.text import clean_text
from tests import tiny
from tests.measures import tiny as tiny_plan
from tests.reading.files import OWN_WORKBOOK, REAL, ROOT
from tests.reading.measures.plans import OWN_MEASURES

TH = Words("th")
POSITION = ["sheet", "cell"]
FILES = [OWN_WORKBOOK, *sorted(REAL.glob("*.csv")), ROOT / "tests/data/yannawa_2565_report.txt"]


def claims_of(table):
    """What a reported table says, without where; blank claims say nothing."""
    claims = table[table["value"].notna() | (table["level"] == "grade")]
    return {
        (row.level, row.key): row.text if row.level == "grade" else row.value
        for row in claims.itertuples()
    }


def comes_back(assessment, content):
    """The reading of a workbook, once it is sure that it holds what the assessment holds."""
    reading = read_scores(content, "b.xlsx")
    pd.testing.assert_frame_equal(
        reading.scores.drop(columns=POSITION), assessment.scores.drop(columns=POSITION)
    )
    assert claims_of(reading.reported) == claims_of(assessment.reported)
    return reading


def plan_of(measures, variant=None):
    divisions = load_divisions(None, variant)
    return MeasurePlan("แผน.xlsx", measures, None, None, variant, divisions)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_agencies_published_comes_back_with_no_new_problem(path):
    for assessment in assessments(read_scores(path.read_bytes(), path.name)):
        reading = comes_back(assessment, make_workbook(assessment, TH))
        new = Counter(p.code for p in reading.problems) - Counter(
            p.code for p in assessment.problems
        )
        assert not new
        (again,) = assessments(reading)
        assert again.framework == assessment.framework
        pd.testing.assert_frame_equal(again.results, assessment.results)


@pytest.mark.parametrize("language", ["th", "en"])
def test_scores_measures_and_follow_ups_stand_in_one_file(language):
    (assessment,) = assessments(read_scores(OWN_WORKBOOK.read_bytes(), OWN_WORKBOOK.name))
    plan = read_measures(OWN_MEASURES.read_bytes(), OWN_MEASURES.name)
    made = tiny_plan.entries(
        (1, "2023-04", "done", 100, "https://a.go.th/x"), (2, "2023-05", "done")
    )
    content = make_workbook(assessment, Words(language), plan, made)
    assert comes_back(assessment, content).problems == ()
    back = read_measures(content, "b.xlsx")
    assert back.problems == ()
    assert (back.agency, back.fiscal_year, back.variant) == (assessment.agency, 2566, "bangkok")
    pd.testing.assert_frame_equal(
        back.measures.drop(columns=POSITION), plan.measures.drop(columns=POSITION)
    )
    entries, problems = read_follow_ups(content, "b.xlsx")
    assert problems == ()
    pd.testing.assert_frame_equal(entries, made)


def test_a_plan_without_year_and_variant_doesnt_take_those_of_the_scores():
    measures = tiny_plan.measures(
        {"fiscal_year": None, "agency": None, "deadline_text": "ทุกเดือน", "recurring": True}
        | {"responsible_text": "ฝ่ายปกครอง"}
    )
    national = tiny.assessment(tiny.whole(), framework=load_framework(2565))
    back = read_measures(make_workbook(national, TH, plan_of(measures)), "b.xlsx")
    assert (back.agency, back.fiscal_year, back.variant) == (None, None, None)
    pd.testing.assert_frame_equal(
        back.measures.drop(columns=POSITION), measures.drop(columns=POSITION)
    )


def test_scores_without_year_and_agency_dont_take_those_of_the_plan():
    scores = tiny.whole().assign(agency=pd.NA, fiscal_year=pd.NA)
    scores = scores.astype({"agency": "string", "fiscal_year": "Int64"})
    nobody = Assessment("", None, load_framework(None), scores, reported_table())
    comes_back(nobody, make_workbook(nobody, TH, plan_of(tiny_plan.measures({}))))


def test_a_question_without_indicator_takes_none_from_above():
    rows = tiny.items("IIT", [90])[:6]
    rows[3]["indicator"] = None
    reading = read_scores(make_workbook(tiny.assessment(score_table(rows)), TH), "ita 2567.xlsx")
    back = reading.scores.set_index("code")["indicator"]
    assert [back[code] for code in ("I1", "I3", "I5")] == [1, 1, 1]


def test_parts_of_the_eit_come_back():
    rows = [
        {**row, "part": part, "indicator": 6, "fiscal_year": 2566}
        for part in (1, 2)
        for row in tiny.items("EIT", [90 + part])[:5]
    ]
    assessment = tiny.assessment(score_table(rows), framework=load_framework(2566))
    comes_back(assessment, make_workbook(assessment, TH))


TEXTS = st.text(max_size=60)
# Reading takes small figures for those of another scale.
SCORES = st.one_of(st.none(), st.floats(20, 100).map(lambda value: round(value, 2)))


@settings(max_examples=25, deadline=None)
@given(st.lists(SCORES, min_size=5, max_size=30), st.lists(TEXTS, min_size=1, max_size=9))
def test_any_scores_and_texts_come_back(values, texts):
    scores = tiny.whole(iit=values)
    scores["text"] = pd.array(
        [clean_text(texts[at % len(texts)]) for at in range(len(scores))], dtype="string"
    )
    assessment = tiny.assessment(scores)
    comes_back(assessment, make_workbook(assessment, TH))


LEVELS = {
    "indicator": [str(number) for number in range(1, 11)],
    "sub_indicator": ["9.1", "10.2"],
    "instrument": ["IIT", "EIT", "OIT"],
    "weighted": ["IIT", "EIT", "OIT"],
    "part": ["EIT 1", "EIT 2"],
    "total": ["total"],
}
CLAIMS = st.dictionaries(
    st.sampled_from([(level, key) for level, keys in LEVELS.items() for key in keys]),
    st.floats(20, 30).map(lambda value: round(value, 2)),
    min_size=1,
)


@settings(max_examples=25, deadline=None)
@given(CLAIMS)
def test_any_claims_beside_questions_come_back(claims):
    reported = reported_table(
        {"agency": "สำนักงานทดสอบ", "fiscal_year": 2565, "level": level, "key": key, "value": value}
        for (level, key), value in claims.items()
    )
    assessment = tiny.assessment(tiny.whole(), reported)
    comes_back(assessment, make_workbook(assessment, TH))


def test_results_and_lowest_are_those_of_the_summary():
    (assessment,) = assessments(read_scores(OWN_WORKBOOK.read_bytes(), OWN_WORKBOOK.name))
    content = summary(assessment, TH)
    book = openpyxl.load_workbook(BytesIO(make_workbook(assessment, TH)))
    results = {row[0]: row[1:] for row in book[TH("workbook.results")].values}
    assert results["คะแนนรวม ITA"][:2] == (98.14, "AA Excellence")
    assert results["2. การใช้งบประมาณ"][:2] == (93.69, "A Very Good")
    assert results["9.2 การบริหารงาน"][0] == 100
    names = [assessment.framework.instrument(code).name["th"] for code in ("IIT", "EIT", "OIT")]
    assert [results[name][-2:] for name in names] == [(29, 30), (15, 15), (43, 43)]
    rows = list(book[TH("workbook.lowest")].values)
    assert rows[0][0] == COMPUTED
    assert [(row[1], row[2], row[5]) for row in rows[1:6]] == [
        (item["rank"], item["code"], item["score"]) for item in content["lowest"]["IIT"]
    ]
    assert len(rows) == 11


def test_no_cell_is_a_formula():
    hostile = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "＝1", "|x", "{=1}"]
    scores = tiny.whole()
    scores["text"] = pd.array([hostile[at % len(hostile)] for at in range(88)], dtype="string")
    reported = reported_table(
        [{"level": "grade", "key": "total", "text": "=1"}, {"level": "total", "key": "total"}]
    )
    assessment = Assessment("=1+1", 2565, tiny.BANGKOK, scores, reported)
    plan = plan_of(tiny_plan.measures(*({"issue": text, "output": text} for text in hostile)))
    book = openpyxl.load_workbook(BytesIO(make_workbook(assessment, TH, plan)))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") for cell in row)


def test_whatever_there_is_becomes_a_workbook_and_blank_stays_blank():
    for assessment in (tiny.assessment(), tiny.assessment(tiny.whole(iit=[None, 90]))):
        book = openpyxl.load_workbook(BytesIO(make_workbook(assessment, TH)))
        texts = [str(value) for sheet in book for row in sheet.values for value in row if value]
        assert not [text for text in texts if text.casefold() in ("nan", "none", "<na>", "nat")]


def test_nothing_given_is_changed():
    assessment = tiny.assessment(tiny.whole(), tiny.ten([90] * 10))
    plan = plan_of(tiny_plan.measures({"indicator": None}))
    copies = [t.copy(deep=True) for t in (assessment.scores, assessment.reported, plan.measures)]
    make_workbook(assessment, TH, plan, tiny_plan.entries((1, "2023-04", "done")))
    for table, copy in zip(
        (assessment.scores, assessment.reported, plan.measures), copies, strict=True
    ):
        assert table.equals(copy)
