"""What a file prints against what its own figures give."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ita.analysis.exact import claims
from ita.analysis.levels import level_standing
from ita.analysis.roll_up import figures
from ita.framework import Framework
from ita.rounding import half_up

# How far a printed figure may lie from the recomputed one before it counts as a difference.
# (DOMAIN.md §1, last point)
TOLERANCE: Mapping[str, float] = {
    "sub_indicator": 0.02,
    "indicator": 0.02,
    "part": 0.02,
    "instrument": 0.02,
    "weighted": 0.02,
    "total": 0.05,
    "weight": 0.0,
    "count": 0.0,
}


def reconcile(
    results: pd.DataFrame, reported: pd.DataFrame, counts: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    """What the file prints against what its own figures give.

    Columns: level, key, printed, computed (both as text), difference (computed - printed, NA for
    counts and grades), state ("equal", "within" the tolerance of the level, "different"), sheet,
    cell. Figures that the file leaves blank, or that were themselves the basis of the result, are
    not compared. `counts` is what `above` returned. (DOMAIN.md §1, last point)
    """
    bases = {
        (level, key): basis
        for level, key, basis in zip(
            results["level"], results["key"], results["basis"], strict=True
        )
    }
    computed: dict[tuple[str, str], float | None] = {
        (level, key): value
        for level in ("sub_indicator", "indicator", "instrument", "total")
        for key, value in figures(results, level).items()
        if bases[level, key] != level
    }
    for key, value in figures(results, "instrument", "points").items():
        if bases["instrument", key] != "weighted":
            computed["weighted", key] = value
    for instrument in framework.instruments:
        computed["weight", instrument.code] = float(instrument.weight)

    rows = []
    for claim in reported.itertuples():
        pair = (str(claim.level), str(claim.key))
        if pair in computed and computed[pair] is not None and not pd.isna(claim.value):
            rows.append(_compared(pair, claim, computed[pair]))
    rows += _counts_compared(reported, counts)
    rows += _grades_compared(results, reported, framework)
    columns = ["level", "key", "printed", "computed", "difference", "state", "sheet", "cell"]
    return pd.DataFrame(rows, columns=columns).astype({"difference": "Float64"})


def _compared(pair: tuple[str, str], claim: Any, value: float | None) -> dict[str, Any]:
    printed, own = half_up(claim.value), half_up(value)
    gap = own - printed
    if gap == 0:
        state = "equal"
    else:
        state = "within" if abs(gap) <= half_up(TOLERANCE[pair[0]]) else "different"
    return {
        "level": pair[0],
        "key": pair[1],
        "printed": str(printed),
        "computed": str(own),
        "difference": float(gap),
        "state": state,
        "sheet": claim.sheet,
        "cell": claim.cell,
    }


def _counts_compared(reported: pd.DataFrame, counts: pd.DataFrame) -> list[dict[str, Any]]:
    of = claims(reported, "count_of")
    own = {str(r.instrument): (int(r.above), int(r.of)) for r in counts.itertuples()}
    rows = []
    for claim in reported[reported["level"] == "count"].itertuples():
        above_own, of_own = own.get(str(claim.key), (0, 0))
        if pd.isna(claim.value) or of_own == 0:
            continue
        whole = of.get(str(claim.key))
        printed = f"{claim.value:g}" + ("" if whole is None else f"/{float(whole):g}")
        computed = f"{above_own}" + ("" if whole is None else f"/{of_own}")
        rows.append(
            {
                "level": "count",
                "key": claim.key,
                "printed": printed,
                "computed": computed,
                "difference": None,
                "state": "equal" if printed == computed else "different",
                "sheet": claim.sheet,
                "cell": claim.cell,
            }
        )
    return rows


def _grades_compared(
    results: pd.DataFrame, reported: pd.DataFrame, framework: Framework
) -> list[dict[str, Any]]:
    """Printed levels against the rule; a printed word beside the letter is no difference."""
    scores = {**figures(results, "indicator"), **figures(results, "instrument")}
    rows = []
    for claim in reported[reported["level"] == "grade"].itertuples():
        if pd.isna(claim.text) or not str(claim.text).strip():
            continue
        key = str(claim.key)
        if key == "total":
            level = level_standing(results, framework).level
        else:
            kind = "indicator" if key.isdigit() else "instrument"
            level = framework.score_level(scores.get(key), kind)
        if level is None:
            continue
        printed = str(claim.text).strip()
        same = printed == level.code or (level.code.isascii() and printed.split()[0] == level.code)
        rows.append(
            {
                "level": "grade",
                "key": key,
                "printed": printed,
                "computed": level.code,
                "difference": None,
                "state": "equal" if same else "different",
                "sheet": claim.sheet,
                "cell": claim.cell,
            }
        )
    return rows
