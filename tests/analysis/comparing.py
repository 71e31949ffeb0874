"""Agency results tables of made-up and of real agencies, for the tests of comparisons."""

from collections.abc import Mapping, Sequence
from functools import cache

import pandas as pd

from ita.analysis.agency_results import collect_results
from ita.analysis.assessment import Assessment, assessments
from ita.domain.framework import load_framework
from ita.domain.tables import reported_table, score_table
from ita.reading.scores import read_scores
from tests import tiny
from tests.reading.files import real


@cache
def real_results(name: str) -> pd.DataFrame:
    """The agency results table of a file in tests/data/real."""
    return collect_results(assessments(read_scores(real(name), name)))


def of_indicators(agency: str, year: int, scores: Sequence[float | None]) -> pd.DataFrame:
    """Results of an agency from ten printed indicators."""
    framework = load_framework(year)
    made = Assessment(agency, year, framework, score_table(), tiny.ten(scores))
    return collect_results([made])


def of_items(year: int, items: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Results of an agency from rows of a score table."""
    framework = load_framework(year)
    return collect_results([Assessment("ก", year, framework, score_table(items), reported_table())])


def one(table: pd.DataFrame, **values: object) -> pd.Series:
    """The only row of a table with these values."""
    for name, value in values.items():
        table = table[table[name] == value]
    assert len(table) == 1
    return table.iloc[0]
