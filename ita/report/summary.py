"""The result of an assessment as one plain object, printed by the command line."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.levels import LevelOfRecord
from ita.analysis.results import bases, figures
from ita.domain.framework import Level
from ita.domain.problems import Problem
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.rounding import rounded


def summary(assessment: Assessment, words: Words) -> dict[str, Any]:
    """Total, instruments, indicators, lowest, counts, differences and problems.

    Figures half up at 2 places, None for what is missing; names and messages in the language of
    `words`. `basis` says of "total", its "level", "IIT" … "OIT" and "1" … "10" whether they are
    "computed" or "printed", taken as the file prints them. `level_at_least` is the lowest of the
    levels that the rule leaves to the total where it leaves several, and `level` is then None.
    The keys are the public contract of `python -m ita summary --json`.
    """
    framework, results = assessment.framework, assessment.results
    scores = figures(results, "instrument")
    weighted_scores = figures(results, "instrument", "weighted_score")
    indicators = figures(results, "indicator")
    status = assessment.level
    return {
        "agency": assessment.agency or None,
        "fiscal_year": assessment.fiscal_year,
        "total": {"score": rounded(assessment.total), "level": _code(status.level)},
        "level_at_least": _code(status.at_least),
        "basis": {
            "total": bases(results, "total")["total"],
            "level": _basis_of_level(status),
            **bases(results, "instrument"),
            **bases(results, "indicator"),
        },
        "instruments": [
            {
                "code": each.code,
                "score": rounded(scores.get(each.code)),
                "weight": each.weight,
                "weighted": rounded(weighted_scores.get(each.code)),
            }
            for each in framework.instruments
        ],
        "indicators": [
            {
                "number": each.number,
                "name": words.of(each.name),
                "instrument": each.instrument,
                "score": rounded(indicators.get(str(each.number))),
                "level": _code(assessment.level_of(str(each.number)).level),
            }
            for each in framework.indicators
        ],
        "lowest": {
            each.code: [
                _lowest_item(row)
                for row in iterate_rows(assessment.lowest)
                if row.instrument == each.code
            ]
            for each in framework.instruments
        },
        "above": {
            "threshold": framework.pass_mark,
            **{row.instrument: [row.above, row.of] for row in iterate_rows(assessment.above)},
        },
        "differences": [
            {
                "what": difference_name(row.level, row.key, words, assessment),
                "printed": row.printed,
                "computed": row.computed,
            }
            for row in iterate_rows(assessment.differences)
        ],
        "problems": [each.to_json(words) for each in assessment.problems],
    }


def refusal(problems: Sequence[Problem], words: Words) -> dict[str, Any]:
    """Return the keys of `summary` for a file without a result, with the problems only."""
    return {
        "agency": None,
        "fiscal_year": None,
        "total": {"score": None, "level": None},
        "level_at_least": None,
        "basis": {},
        "instruments": [],
        "indicators": [],
        "lowest": {},
        "above": {},
        "differences": [],
        "problems": [each.to_json(words) for each in problems],
    }


def _code(level: Level | None) -> str | None:
    return level.code if level else None


def _basis_of_level(record: LevelOfRecord) -> str | None:
    if record.level is None:
        return None
    return "printed" if record.printed else "computed"


def _lowest_item(row: Any) -> dict[str, Any]:
    return {
        "rank": int(row.rank),
        "code": row.code,
        "text": None if pd.isna(row.text) else row.text,
        "score": rounded(row.score),
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
