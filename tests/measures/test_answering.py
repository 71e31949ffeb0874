"""Which measures answer which result."""

from dataclasses import replace

import pytest

from ita.measures.answering import answers_result
from tests.publishing import real


@pytest.mark.parametrize(
    ("agency", "year", "fits"),
    [
        ("สำนักงานเขตยานนาวา", 2566, True),
        ("สำนักงานเขตยานนาวา", 2565, False),
        ("สำนักงานเขตยานนาวา", None, False),
        ("สำนักงานเขตบางรัก", 2566, False),
        (None, 2566, False),
    ],
)
def test_measures_answer_the_same_agencys_result_of_the_year_before(agency, year, fits):
    reading = replace(real.progress().plan, agency=agency, fiscal_year=year)
    assert answers_result(reading, real.assessment()) is fits


def test_nothing_answers_a_result_without_a_year():
    nameless = replace(real.assessment(), fiscal_year=None)
    assert not answers_result(real.progress().plan, nameless)
