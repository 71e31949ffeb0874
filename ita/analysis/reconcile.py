"""Compare the figures that a file prints with those computed from its parts."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from ita.analysis.levels import LevelOfRecord
from ita.analysis.record import Figure, exact, printed_figures, written
from ita.domain.framework import Framework
from ita.domain.tables import iterate_rows, plain_rows
from ita.rounding import rounded_decimal

# The largest difference between a printed and a recomputed figure that is tolerated.
# (DOMAIN.md §1, last point)
TOLERANCE: Mapping[str, Decimal] = {
    "sub_indicator": Decimal("0.02"),
    "indicator": Decimal("0.02"),
    "instrument": Decimal("0.02"),
    "weighted": Decimal("0.02"),
    "total": Decimal("0.05"),
    "weight": Decimal(0),
}

# Printed figure, computed figure, difference and state.
_Compared = tuple[str, str, float | None, str]

# States of a printed figure that its parts cannot give.
DIFFERENT = ("within", "different")


def reconcile(
    results: pd.DataFrame,
    reported: pd.DataFrame,
    counts: pd.DataFrame,
    levels: Mapping[str, LevelOfRecord],
    framework: Framework,
) -> pd.DataFrame:
    """Compare the figures that the file prints with those computed from its parts.

    Columns: level, key, printed, computed (both as text; two bounds where a part is missing),
    difference (computed - printed, NA for counts, grades and bounds), state, sheet, cell. States:
    "equal" as shown, "rounding" where the rounding of the parts explains the difference, "within"
    where it doesn't but the difference is within the tolerance of the level, else "different".
    Blank figures, and possible figures whose parts are missing, are not compared. `counts` is the
    result of `above`, `levels` that of `levels_of_record`. (DOMAIN.md §1, last point)
    """
    figures = _computed_figures(results, framework)
    rows = []
    for claim in iterate_rows(reported):
        value, figure = exact(claim.value), figures.get((claim.level, claim.key))
        if value is not None and figure is not None:
            rows.append((claim, _compare_figures(claim.level, value, figure)))
    printed_of = printed_figures(reported).get("count_of", {})
    counted = {
        code: (above, of) for code, above, of in plain_rows(counts, ("instrument", "above", "of"))
    }
    for claim in iterate_rows(reported[reported["level"] == "count"]):
        rows.append(
            (
                claim,
                _compare_counts(
                    claim.value, printed_of.get(claim.key), *counted.get(claim.key, (0, 0))
                ),
            )
        )
    for claim in iterate_rows(reported[reported["level"] == "grade"]):
        rows.append((claim, _compare_levels(claim.text, levels.get(claim.key, LevelOfRecord()))))
    table = pd.DataFrame(
        [
            (claim.level, claim.key, *compared, claim.sheet, claim.cell)
            for claim, compared in rows
            if compared
        ],
        columns=["level", "key", "printed", "computed", "difference", "state", "sheet", "cell"],
    )
    return table.astype({"difference": "Float64"})


def _computed_figures(results: pd.DataFrame, framework: Framework) -> dict[tuple[str, str], Figure]:
    """Return the figure computed from the parts of each, with its bounds, by level and key."""
    weights = {each.code: each.weight for each in framework.instruments}
    figures: dict[tuple[str, str], Figure] = {
        ("weight", code): Figure(Fraction(weight), Fraction(weight), Fraction(weight))
        for code, weight in weights.items()
    }
    names = ("level", "key", "basis", "complete", "weighted_score", "computed", "low", "high")
    for level, key, basis, complete, weighted_score, computed, low, high in plain_rows(
        results, names
    ):
        if level == "item":
            continue
        bounds = exact(low) or Fraction(), exact(high) or Fraction()
        figures[level, key] = Figure(exact(computed), *bounds)
        if level == "instrument" and basis != "weighted":
            share = Fraction(weights[key], 100)
            weighted = exact(weighted_score) if complete else None
            figures["weighted", key] = Figure(weighted, *(bound * share for bound in bounds))
    return figures


def _compare_figures(level: str, value: Fraction, figure: Figure) -> _Compared | None:
    """Compare a printed figure with its parts; None where one is missing and it is possible."""
    agrees = figure.agrees(written(value))
    printed = rounded_decimal(value)
    if figure.value is None:
        bounds = f"{rounded_decimal(figure.low)}–{rounded_decimal(figure.high)}"
        return None if agrees else (str(printed), bounds, None, "different")
    computed = rounded_decimal(figure.value)
    gap = computed - printed
    if gap == 0:
        state = "equal"
    elif agrees:
        state = "rounding"
    else:
        state = "within" if abs(gap) <= TOLERANCE[level] else "different"
    return str(printed), str(computed), float(gap), state


def _compare_counts(value: Any, whole: Fraction | None, above: int, of: int) -> _Compared | None:
    """Compare a printed count of items above the mark, and the number of items where printed."""
    if pd.isna(value) or of == 0:
        return None
    printed = f"{value:g}" + ("" if whole is None else f"/{float(whole):g}")
    computed = f"{above}" + ("" if whole is None else f"/{of}")
    return printed, computed, None, "equal" if printed == computed else "different"


def _compare_levels(text: Any, record: LevelOfRecord) -> _Compared | None:
    """Compare a printed level with those that the figures allow.

    Words next to the letter are ignored. A level that only the file determines is not compared.
    Where the figures allow several levels, all of them are named.
    """
    words = "" if pd.isna(text) else text.strip()
    if not words or not (record.computed or record.contradicted):
        return None
    allowed = [record.computed] if record.computed else record.possible
    state = "different" if record.contradicted else "equal"
    computed = " / ".join(level.code for level in allowed)
    return words, computed, None, "rounding" if record.printed else state
