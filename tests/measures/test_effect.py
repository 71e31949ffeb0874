"""The scores before the measures beside those of the next year."""

import pandas as pd

from ita.domain.framework import load_framework
from ita.measures.effect import compare_indicators
from tests import tiny
from tests.measures.tiny import entries, measures, progress

BEFORE = tiny.assessment(tiny.whole(iit=[80.005, 90.0]))
PLAN = measures({"indicator": 1, "question_codes": ("I1",)}, {"indicator": 1}, {"indicator": 2})


def test_indicators_with_their_measures():
    after = tiny.assessment(
        reported=tiny.ten([95, None, *[90] * 8]), framework=load_framework(2566)
    )
    table = compare_indicators(progress(PLAN, entries((2, "2023-04", "done"))), BEFORE, after)
    first, second = table.iloc[0], table.iloc[1]
    assert (first["before"], first["after"], first["change"]) == (88.33, 95.0, 6.67)
    assert (first["measures"], first["done"]) == (2, 1)
    assert pd.isna(second["after"])
    assert pd.isna(second["change"])
    assert len(table) == 10
