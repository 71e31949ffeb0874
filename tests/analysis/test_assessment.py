"""A file of several agencies and years as one assessment each: tables, order, problems."""

from dataclasses import replace

import pandas as pd
import pytest

from ita.analysis.assessment import assessments
from ita.domain.problems import Problem
from ita.domain.tables import reported_table, score_table
from ita.reading.scores import Reading


def claim(agency, year, key, value, cell):
    return {
        "agency": agency,
        "fiscal_year": year,
        "level": "indicator",
        "key": key,
        "value": value,
        "sheet": "รวม",
        "cell": cell,
    }


def reading(rows, problems=()):
    return Reading("รวม.xlsx", score_table(), reported_table(rows), tuple(problems), (), None)


ROWS = [
    claim("ข", 2565, "1", 90.0, "B2"),
    claim("ก", 2565, "1", 80.0, "B3"),
    claim("ข", 2565, "2", 91.0, "C2"),
    claim("ข", None, "1", 70.0, "B4"),
    claim(None, 2565, "1", 60.0, "B5"),
]


def test_each_agency_and_year_gets_its_own_rows_in_the_order_of_the_file():
    made = assessments(reading(ROWS))
    assert [(each.agency, each.fiscal_year) for each in made] == [
        ("ข", 2565),
        ("ก", 2565),
        ("ข", None),
        ("", 2565),
    ]
    assert made[0].reported["cell"].tolist() == ["B2", "C2"]
    assert made[0].reported.index.tolist() == [0, 1]
    assert [each.scores.empty for each in made] == [True] * 4
    assert made[3].reported["value"].tolist() == [60.0]


def test_a_file_is_left_as_it_was():
    whole = reading(ROWS)
    before = whole.reported.copy()
    assessments(whole)
    pd.testing.assert_frame_equal(whole.reported, before)


def test_a_problem_goes_to_the_agency_whose_cell_it_names_else_to_everybody():
    problems = [
        Problem("first", sheet="รวม"),
        Problem("of ก", sheet="รวม", cell="B3"),
        Problem("of nobody's cell", sheet="รวม", cell="Z9"),
        Problem("of ข", sheet="รวม", cell="C2"),
    ]
    messages = {
        (each.agency, each.fiscal_year): [problem.code for problem in each.problems]
        for each in assessments(reading(ROWS, problems))
    }
    assert messages == {
        ("ข", 2565): ["first", "of nobody's cell", "of ข"],
        ("ก", 2565): ["first", "of ก", "of nobody's cell"],
        ("ข", None): ["first", "of nobody's cell"],
        ("", 2565): ["first", "of nobody's cell"],
    }


@pytest.mark.parametrize(
    ("agency", "of_file", "chosen", "variant"),
    [
        ("สำนักงานเขตบางรัก", None, None, "bangkok"),
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตาก เขต 1", None, None, "national"),
        ("เทศบาลตำบลทดสอบ", None, None, "national"),
        ("สำนักงานเขตบางรัก", "national", None, "national"),
        ("เทศบาลตำบลทดสอบ", "national", "bangkok", "bangkok"),
        (None, None, None, "national"),
    ],
)
def test_the_kind_of_an_agency_says_the_variant_where_nothing_else_does(
    agency, of_file, chosen, variant
):
    one = replace(reading([claim(agency, 2565, "1", 90.0, "B2")]), variant=of_file)
    assert assessments(one, chosen)[0].framework.variant == variant


def test_assessments_are_told_apart_without_a_look_into_their_tables():
    one, other = assessments(reading(ROWS))[:2]
    assert one in [one, other]
    assert one not in [other]
