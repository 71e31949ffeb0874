"""The office's own workbook, nine clean sheets, reads whole and without a word of complaint."""

import pytest

from ita.domain.tables import REPORTED_TYPES, SCORE_TYPES
from ita.reading.scores import Reading, read_scores
from tests.reading.files import OWN_WORKBOOK, grades, reported, scores

INDICATORS = {
    "1": 98.87,
    "2": 93.69,
    "3": 96.78,
    "4": 94.92,
    "5": 97.84,
    "6": 97.47,
    "7": 97.74,
    "8": 96.90,
    "9": 100.0,
    "10": 100.0,
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_scores(OWN_WORKBOOK.read_bytes(), "scores.xlsx")


def test_every_question_is_read(reading: Reading) -> None:
    score_of = scores(reading)
    assert len(score_of) == 88
    assert (score_of["I1"], score_of["I11"], score_of["E14"], score_of["O43"]) == (
        97.76,
        81.20,
        95.91,
        100.0,
    )
    assert reading.scores["instrument"].value_counts().to_dict() == {
        "OIT": 43,
        "IIT": 30,
        "EIT": 15,
    }


def test_the_third_level_of_the_oit_counts_to_its_second(reading: Reading) -> None:
    counts = reading.scores.groupby("sub_indicator").size().to_dict()
    of_oit = {"9.1": 9, "9.2": 8, "9.3": 7, "9.4": 4, "9.5": 5, "10.1": 8, "10.2": 2}
    assert counts == {"": 45} | of_oit


def test_a_score_knows_its_cell(reading: Reading) -> None:
    row = reading.scores[reading.scores["code"] == "I11"].iloc[0]
    assert (row["sheet"], row["cell"]) == ("คะแนนรายข้อ", "G12")


def test_what_the_report_claims_is_kept_as_reported(reading: Reading) -> None:
    assert reported(reading, "indicator") == INDICATORS
    assert reported(reading, "instrument") == {"IIT": 96.42, "EIT": 97.37, "OIT": 100.0}
    assert reported(reading, "weight") == {"IIT": 30, "EIT": 30, "OIT": 40}
    assert reported(reading, "weighted") == {"IIT": 28.93, "EIT": 29.21, "OIT": 40.0}
    assert reported(reading, "total") == {"total": 98.14}
    assert reported(reading, "count") == {"IIT": 24, "EIT": 15, "OIT": 30}
    assert reported(reading, "count_of") == {"IIT": 25, "EIT": 15, "OIT": 30}
    assert set(reading.reported["level"]) == {
        *("indicator", "grade", "instrument", "weight", "weighted", "total", "count", "count_of")
    }


def test_levels_keep_their_own_words(reading: Reading) -> None:
    grade_of = grades(reading)
    assert list(grade_of) == [*map(str, range(1, 11)), "total"]
    assert (grade_of["1"], grade_of["2"]) == ("AA Excellence", "A Very Good")
    assert grade_of["total"] == "AA - Excellence"


def test_nothing_is_wrong_with_it(reading: Reading) -> None:
    assert reading.problems == ()
    assert reading.variant == "bangkok"
    for table in (reading.scores, reading.reported):
        assert set(table["agency"]) == {"สำนักงานเขตยานนาวา"}
        assert set(table["fiscal_year"]) == {2565}


def test_it_says_what_was_taken_from_where(reading: Reading) -> None:
    shapes = {each.sheet: (each.header_row, each.shape, each.rows) for each in reading.tables}
    assert shapes["คะแนนรายข้อ"] == (1, "questions", 88)
    assert shapes["ตัวชี้วัด"][1] == "indicators"
    assert shapes["คะแนนรวม"][1] == "totals"
    assert "หมายเหตุ" not in shapes


def test_the_tables_have_their_agreed_columns_and_types(reading: Reading) -> None:
    assert {name: str(kind) for name, kind in reading.scores.dtypes.items()} == dict(SCORE_TYPES)
    assert {name: str(kind) for name, kind in reading.reported.dtypes.items()} == dict(
        REPORTED_TYPES
    )
