"""Limits are settings: the environment sets them, the defaults are those of the README."""

import pytest

from ita.reading.files.workbook import Limits, limits_of
from ita.reading.scores import read_scores
from tests import workbooks


def test_an_empty_environment_gives_the_defaults():
    assert limits_of({}) == Limits(10 * 1024**2, 100 * 1024**2, 200, 1000, 50, 200_000)


def test_what_is_set_counts():
    limits = limits_of({"ITA_MAX_FILE_MB": "2", "ITA_MAX_SHEETS": "3", "PATH": "x"})
    assert limits.file_bytes == 2 * 1024**2
    assert limits.sheets == 3
    assert limits.rows == 200_000


def test_a_limit_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="zehn"):
        limits_of({"ITA_MAX_ROWS": "zehn"})


def test_a_smaller_limit_refuses_a_file_that_was_fine():
    data = workbooks.questions()
    assert all(each.severity == "warning" for each in read_scores(data, "a.xlsx").problems)
    codes = {
        problem.code for problem in read_scores(data, "a.xlsx", limits=Limits(sheets=1)).problems
    }
    assert any(code.startswith(("file", "sheets", "too")) for code in codes), codes
