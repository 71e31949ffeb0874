"""What goes out as CSV and XLSX comes back the same, without a word; what was computed, not at all."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita.analysis.assessment import Assessment, assessments
from ita.domain.framework import load_framework
from ita.domain.tables import reported_table, score_table
from ita.language import Words
from ita.publishing.excel.blank_workbook import make_blank_workbook
from ita.publishing.excel.measures import list_measures
from ita.publishing.excel.scores import make_ranked_score_sheet
from ita.publishing.excel.tables import mark_computed, to_csv, to_xlsx
from ita.reading.measures import read_measures
from ita.reading.scores import read_scores
from ita.thai.text import clean_text
from ita.ui.messages import problem_table
from ita.ui.score_tables import differences_table, indicators_table, items_table
from tests import tiny
from tests.reading.files import OWN_WORKBOOK, REAL
from tests.reading.measures.plans import OWN_MEASURES
from tests.workbooks import broken

POSITION = ["sheet", "cell"]
KINDS = {"csv": to_csv, "xlsx": lambda table: to_xlsx({"data": table})}
LANGUAGES = ["th", "en"]
FORMULAS = ["=HYPERLINK(1)", "'=1+1", "''=1", "+66 2", "-5", "@SUM(A1)", "|x", "%x", "＝1", "' ok"]


def real(path: Path) -> list[Assessment]:
    return assessments(read_scores(path.read_bytes(), path.name))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [OWN_WORKBOOK, *sorted(REAL.glob("*.csv"))], ids=lambda p: p.stem)
def test_all_questions_come_back_without_a_word(path, language, kind):
    for assessment in real(path):
        if assessment.scores.empty:
            continue
        content = KINDS[kind](make_ranked_score_sheet(assessment, Words(language)))
        reading = read_scores(content, f"questions.{kind}")
        pd.testing.assert_frame_equal(
            reading.scores.drop(columns=POSITION), assessment.scores.drop(columns=POSITION)
        )
        assert reading.reported.empty
        new = {each.code for each in reading.problems} - {each.code for each in assessment.problems}
        assert new <= {"agency-missing", "year-missing"}


TEXTS = st.one_of(st.text(max_size=60), st.sampled_from(FORMULAS))
SCORES = st.one_of(st.none(), st.floats(20, 100).map(lambda value: round(value, 4)))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(SCORES, min_size=5, max_size=30),
    st.lists(TEXTS, min_size=1, max_size=9),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(LANGUAGES),
)
@example([None] * 5, ["À¡¶¿"], "csv", "th")
@example([None] * 5, ['"\\'], "csv", "th")
def test_any_scores_and_texts_come_back(values, texts, kind, language):
    scores = tiny.whole(iit=values)
    scores["text"] = pd.array(
        [clean_text(texts[at % len(texts)]) for at in range(len(scores))], dtype="string"
    )
    assessment = tiny.assessment(scores)
    content = KINDS[kind](make_ranked_score_sheet(assessment, Words(language)))
    back = read_scores(content, f"x.{kind}").scores
    pd.testing.assert_frame_equal(back.drop(columns=POSITION), scores.drop(columns=POSITION))


@pytest.mark.parametrize("kind", KINDS)
def test_schools_with_a_list_of_their_own_and_parts_come_back(kind):
    rows = [
        {**row, "sub_indicator_name": "ข้อมูลสถานศึกษา" if row["sub_indicator"] == "9.1" else None}
        for row in tiny.items("OIT", [100.0])
    ]
    rows += [
        {**row, "part": part, "indicator": 6, "code": f"E{number}"}
        for part in (1, 2)
        for number, row in enumerate(tiny.items("EIT", [90.0 + part])[:5], 1)
    ]
    assessment = Assessment("โรงเรียนทดสอบ", 2568, load_framework(2568), score_table(
        {**row, "agency": "โรงเรียนทดสอบ", "fiscal_year": 2568} for row in rows
    ), reported_table())  # fmt: skip
    reading = read_scores(
        KINDS[kind](make_ranked_score_sheet(assessment, Words("th"))), f"x.{kind}"
    )
    pd.testing.assert_frame_equal(
        reading.scores.drop(columns=POSITION), assessment.scores.drop(columns=POSITION)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("numerals", [False, True])
def test_computed_tables_are_no_scores_and_no_claims(language, numerals, kind):
    words = Words(language, thai_numerals=numerals)
    (assessment,) = real(OWN_WORKBOOK)
    problems = read_scores(broken(), "b.xlsx").problems
    tables = [
        items_table(assessment.lowest, assessment, words),
        indicators_table(assessment, words),
        differences_table(assessment.comparison, assessment, words),
        problem_table(problems, words),
    ]
    for table in tables:
        reading = read_scores(
            KINDS[kind](mark_computed(table)), f"ita-{assessment.agency}-2565.{kind}"
        )
        assert reading.scores.empty
        assert reading.reported.empty
        assert [each.code for each in reading.problems] == ["table-computed"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_measures_come_back_without_a_word(language, kind):
    plan = read_measures(OWN_MEASURES.read_bytes(), OWN_MEASURES.name)
    words = Words(language)
    states = {words("columns.standing"): ["–"] * len(plan.measures)}
    back = read_measures(KINDS[kind](list_measures(plan.measures, states)), f"plan.{kind}")
    assert back.problems == ()
    pd.testing.assert_frame_equal(
        back.measures.drop(columns=POSITION), plan.measures.drop(columns=POSITION)
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_csv_guards_comes_back_as_it_was(text):
    table = pd.DataFrame({"รหัส": ["I1"], "ข้อคำถาม": [text], "คะแนน": [90.0]})
    (back,) = read_scores(to_csv(table), "ita 2565.csv").scores["text"]
    assert back == clean_text(text)


def filled(framework, questions, indicators):
    """The empty form with scores of 90 in the questions, in the printed indicators, or in both."""
    book = openpyxl.load_workbook(BytesIO(make_blank_workbook(framework, Words("th"))))
    book["ข้อมูลหน่วยงาน"]["B2"] = "เทศบาลทดสอบ"
    for sheet, column, wanted in (("คะแนนรายข้อ", "G", questions), ("ตัวชี้วัด", "D", indicators)):
        for row in range(2, book[sheet].max_row + 1):
            if book[sheet][f"A{row}"].value in wanted:
                book[sheet][f"{column}{row}"] = 100
    content = BytesIO()
    book.save(content)
    return read_scores(content.getvalue(), "form.xlsx")


CODES = [f"{letter}{number}" for letter in "IEO" for number in range(1, 44)]


@pytest.mark.parametrize(
    ("year", "questions", "indicators"),
    [
        (2565, CODES, []),
        (2565, [], range(1, 11)),
        (2565, CODES, range(1, 11)),
        # Only the OIT's codes of this year are known; the other indicators are printed ones.
        (2566, CODES, range(1, 9)),
        (2568, [], range(1, 11)),
    ],
)
def test_a_form_may_be_filled_in_either_way(year, questions, indicators):
    reading = filled(load_framework(year), questions, indicators)
    assert reading.problems == ()
    (assessment,) = assessments(reading)
    assert assessment.total == 100


def test_a_form_that_is_filled_in_part_names_what_is_missing():
    reading = filled(load_framework(2565), CODES[1:], [])
    assert [(each.code, each.cell) for each in reading.problems] == [("score-missing", "G2")]
    reading = filled(load_framework(2565), [], [1, 2, 3, 4, 5])
    assert {each.code for each in reading.problems} >= {"scores-missing"}
