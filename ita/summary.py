"""The result of an assessment as one plain object: what the command line prints."""

from typing import Any

import pandas as pd

from ita.analysis.roll_up import figures
from ita.assessment import Assessment
from ita.language import Words
from ita.rounding import shown


def summary(assessment: Assessment, words: Words) -> dict[str, Any]:
    """Total, instruments, indicators, lowest, counts, differences and problems.

    Figures half up at 2 places, None for what is missing; names and messages in the language of
    `words`. The keys are the public contract of `python -m ita summary --json`.
    """
    framework, results = assessment.framework, assessment.results
    scores = figures(results, "instrument")
    points = figures(results, "instrument", "points")
    indicators = figures(results, "indicator")
    level = assessment.level.level
    return {
        "agency": assessment.agency or None,
        "fiscal_year": assessment.fiscal_year,
        "total": {"score": shown(assessment.total), "level": level.code if level else None},
        "instruments": [
            {
                "code": each.code,
                "score": shown(scores.get(each.code)),
                "weight": each.weight,
                "weighted": shown(points.get(each.code)),
            }
            for each in framework.instruments
        ],
        "indicators": [
            {
                "number": each.number,
                "name": words.of(each.name),
                "instrument": each.instrument,
                "score": shown(indicators.get(str(each.number))),
                "level": _level_code(assessment, indicators.get(str(each.number))),
            }
            for each in framework.indicators
        ],
        "lowest": {
            each.code: [
                _lowest_item(row)
                for row in assessment.lowest.itertuples()
                if row.instrument == each.code
            ]
            for each in framework.instruments
        },
        "above": {
            "threshold": framework.pass_mark,
            **{row.instrument: [row.above, row.of] for row in assessment.above.itertuples()},
        },
        "differences": [
            {
                "what": difference_name(row.level, row.key, words, assessment),
                "printed": row.printed,
                "computed": row.computed,
            }
            for row in assessment.differences.itertuples()
        ],
        "problems": [
            {
                "severity": each.severity,
                "code": each.code,
                "sheet": each.sheet or None,
                "cell": each.cell or None,
                "message": each.message(words),
            }
            for each in assessment.problems
        ],
    }


def _level_code(assessment: Assessment, score: float | None) -> str | None:
    level = assessment.framework.score_level(score, "indicator")
    return level.code if level else None


def _lowest_item(row: Any) -> dict[str, Any]:
    return {
        "rank": int(row.rank),
        "code": row.code,
        "text": None if pd.isna(row.text) else row.text,
        "score": shown(row.score),
        "indicator": None if pd.isna(row.indicator) else int(row.indicator),
    }


def difference_name(level: str, key: str, words: Words, assessment: Assessment) -> str:
    """What a row of the comparison is about, "Indicator 2 Use of budget"."""
    if level == "indicator" or (level == "grade" and key.isdigit()):
        number = words.digits(key)
        key = f"{number} {words.of(assessment.framework.indicator(int(key)).name)}"
    elif key == "total":
        key = words("figures.total")
    return words(
        f"differences.{level}", key=key, mark=words.number(assessment.framework.pass_mark, 0)
    )
