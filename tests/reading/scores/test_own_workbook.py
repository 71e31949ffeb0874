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
def own() -> Reading:
    return read_scores(OWN_WORKBOOK.read_bytes(), "scores.xlsx")


def test_every_question_is_read(own: Reading) -> None:
    found = scores(own)
    assert len(found) == 88
    assert (found["I1"], found["I11"], found["E14"], found["O43"]) == (97.76, 81.20, 95.91, 100.0)
    assert own.scores["instrument"].value_counts().to_dict() == {"OIT": 43, "IIT": 30, "EIT": 15}


def test_the_third_level_of_the_oit_counts_to_its_second(own: Reading) -> None:
    counts = own.scores.groupby("sub_indicator").size().to_dict()
    of_oit = {"9.1": 9, "9.2": 8, "9.3": 7, "9.4": 4, "9.5": 5, "10.1": 8, "10.2": 2}
    assert counts == {"": 45} | of_oit


def test_a_score_knows_its_cell(own: Reading) -> None:
    row = own.scores[own.scores["code"] == "I11"].iloc[0]
    assert (row["sheet"], row["cell"]) == ("คะแนนรายข้อ", "G12")


def test_what_the_report_claims_is_kept_as_reported(own: Reading) -> None:
    assert reported(own, "indicator") == INDICATORS
    assert reported(own, "instrument") == {"IIT": 96.42, "EIT": 97.37, "OIT": 100.0}
    assert reported(own, "weight") == {"IIT": 30, "EIT": 30, "OIT": 40}
    assert reported(own, "weighted") == {"IIT": 28.93, "EIT": 29.21, "OIT": 40.0}
    assert reported(own, "total") == {"total": 98.14}
    assert reported(own, "count") == {"IIT": 24, "EIT": 15, "OIT": 30}
    assert reported(own, "count_of") == {"IIT": 25, "EIT": 15, "OIT": 30}
    assert set(own.reported["level"]) == {
        *("indicator", "grade", "instrument", "weight", "weighted", "total", "count", "count_of")
    }


def test_levels_keep_their_own_words(own: Reading) -> None:
    found = grades(own)
    assert list(found) == [*map(str, range(1, 11)), "total"]
    assert (found["1"], found["2"]) == ("AA Excellence", "A Very Good")
    assert found["total"] == "AA - Excellence"


def test_nothing_is_wrong_with_it(own: Reading) -> None:
    assert own.problems == ()
    assert own.variant == "bangkok"
    for table in (own.scores, own.reported):
        assert set(table["agency"]) == {"สำนักงานเขตยานนาวา"}
        assert set(table["fiscal_year"]) == {2565}


def test_it_says_what_was_taken_from_where(own: Reading) -> None:
    shapes = {each.sheet: (each.header_row, each.shape, each.rows) for each in own.tables}
    assert shapes["คะแนนรายข้อ"] == (1, "questions", 88)
    assert shapes["ตัวชี้วัด"][1] == "indicators"
    assert shapes["คะแนนรวม"][1] == "totals"
    assert "หมายเหตุ" not in shapes


def test_the_tables_have_their_agreed_columns_and_types(own: Reading) -> None:
    assert {name: str(kind) for name, kind in own.scores.dtypes.items()} == dict(SCORE_TYPES)
    assert {name: str(kind) for name, kind in own.reported.dtypes.items()} == dict(REPORTED_TYPES)
