"""Small tables with known answers, built by hand for the tests of the logic."""

from collections.abc import Iterable, Sequence

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.roll_up import roll_up
from ita.domain.framework import Framework, load_framework
from ita.domain.tables import reported_table, score_table

BANGKOK = load_framework(2565, "bangkok")
LETTERS = {"IIT": "I", "EIT": "E", "OIT": "O"}


def items(
    instrument: str, scores: Sequence[float | None], framework: Framework = BANGKOK
) -> list[dict[str, object]]:
    """Rows of a whole instrument in the framework's order; `scores` repeats its last value."""
    rows = []
    for i, (code, indicator, sub) in enumerate(framework.expected_codes(instrument)):
        score = scores[min(i, len(scores) - 1)]
        rows.append(
            {
                "agency": "สำนักงานทดสอบ",
                "fiscal_year": framework.fiscal_year,
                "instrument": instrument,
                "indicator": indicator,
                "sub_indicator": sub,
                "code": code,
                "text": f"ข้อความของ {code}",
                "score": score,
                "sheet": "คะแนน",
                "cell": f"C{i + 2}",
            }
        )
    return rows


def whole(
    iit: Sequence[float | None] = (90.0,),
    eit: Sequence[float | None] = (90.0,),
    oit: Sequence[float | None] = (100.0,),
) -> pd.DataFrame:
    """A score table of all three instruments."""
    return score_table([*items("IIT", iit), *items("EIT", eit), *items("OIT", oit)])


def claims(rows: Iterable[tuple[str, str, float | None]]) -> pd.DataFrame:
    """A reported table from (level, key, value)."""
    return reported_table(
        {"level": level, "key": key, "value": value, "sheet": "รายงาน", "cell": f"B{i}"}
        for i, (level, key, value) in enumerate(rows, 2)
    )


def total_and_level(total: float | None, words: str | None) -> pd.DataFrame:
    """A reported table with a total and the words of its level, or one of the two."""
    rows = [
        {"level": "total", "key": "total", "value": total},
        {"level": "grade", "key": "total", "text": words},
    ]
    return reported_table(row for row in rows if None not in row.values())


def ten(scores: Sequence[float | None]) -> pd.DataFrame:
    """A reported table with ten indicators."""
    return claims(("indicator", str(i), score) for i, score in enumerate(scores, 1))


def assessment(
    scores: pd.DataFrame | None = None,
    reported: pd.DataFrame | None = None,
    framework: Framework = BANGKOK,
) -> Assessment:
    """An assessment of one made-up agency."""
    return Assessment(
        agency="สำนักงานทดสอบ",
        fiscal_year=framework.fiscal_year,
        framework=framework,
        scores=score_table() if scores is None else scores,
        reported=reported_table() if reported is None else reported,
    )


def results(
    scores: pd.DataFrame | None = None,
    reported: pd.DataFrame | None = None,
    framework: Framework = BANGKOK,
) -> pd.DataFrame:
    """The roll-up of tiny tables."""
    made = assessment(scores, reported, framework)
    return roll_up(made.scores, made.reported, framework)
