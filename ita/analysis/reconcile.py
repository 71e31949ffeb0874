"""What a file prints against what its own figures give."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from ita.analysis.levels import LevelOfRecord, levels_of_record
from ita.analysis.record import Figure, exact, printed_figures, written
from ita.domain.framework import Framework
from ita.domain.tables import iterate_rows
from ita.rounding import rounded_decimal

# How far a printed figure may lie from the recomputed one before it deserves a warning.
# (DOMAIN.md §1, last point)
TOLERANCE: Mapping[str, Decimal] = {
    "sub_indicator": Decimal("0.02"),
    "indicator": Decimal("0.02"),
    "instrument": Decimal("0.02"),
    "weighted": Decimal("0.02"),
    "total": Decimal("0.05"),
    "weight": Decimal(0),
}

# States of a printed figure that its parts cannot give.
DIFFERENT = ("within", "different")


def reconcile(
    results: pd.DataFrame, reported: pd.DataFrame, counts: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    """What the file prints against what its own figures give.

    Columns: level, key, printed, computed (both as text; two bounds where a part is missing),
    difference (computed - printed, NA for counts, grades and bounds), state, sheet, cell. States:
    "equal" as shown, "rounding" where the rounding of the parts explains the difference, "within"
    where it doesn't but the tolerance of the level covers it, else "different". Figures that the
    file leaves blank, and those whose parts it lacks, are not compared as long as they are
    possible. `counts` is what `above` returned. (DOMAIN.md §1, last point)
    """
    figures = _computed_figures(results, framework)
    rows = []
    for claim in iterate_rows(reported):
        value, figure = exact(claim.value), figures.get((claim.level, claim.key))
        if value is not None and figure is not None and (row := _compared(claim, value, figure)):
            rows.append(row)
    rows += _counts_compared(reported, counts)
    rows += _grades_compared(results, reported, framework)
    columns = ["level", "key", "printed", "computed", "difference", "state", "sheet", "cell"]
    return pd.DataFrame(rows, columns=columns).astype({"difference": "Float64"})


def _computed_figures(results: pd.DataFrame, framework: Framework) -> dict[tuple[str, str], Figure]:
    """What the parts of each figure give, with the bounds of what they can give."""
    weights = {each.code: each.weight for each in framework.instruments}
    figures: dict[tuple[str, str], Figure] = {
        ("weight", code): Figure(Fraction(weight), Fraction(weight), Fraction(weight))
        for code, weight in weights.items()
    }
    names = ["level", "key", "basis", "complete", "weighted_score", "computed", "low", "high"]
    for level, key, basis, complete, weighted_score, computed, low, high in results[
        names
    ].itertuples(index=False, name=None):
        if level == "item":
            continue
        bounds = exact(low) or Fraction(), exact(high) or Fraction()
        figures[level, key] = Figure(exact(computed), *bounds)
        if level == "instrument" and basis != "weighted":
            share = Fraction(weights[key], 100)
            weighted = exact(weighted_score) if complete else None
            figures["weighted", key] = Figure(weighted, *(bound * share for bound in bounds))
    return figures


def _row(
    claim: Any, printed: str, computed: str, state: str, difference: float | None = None
) -> dict[str, Any]:
    return {
        "level": claim.level,
        "key": claim.key,
        "printed": printed,
        "computed": computed,
        "difference": difference,
        "state": state,
        "sheet": claim.sheet,
        "cell": claim.cell,
    }


def _compared(claim: Any, value: Fraction, figure: Figure) -> dict[str, Any] | None:
    """The row of a printed figure; None where a part is missing and the figure is possible."""
    agrees = figure.agrees(written(value))
    printed = rounded_decimal(value)
    if figure.value is None:
        bounds = f"{rounded_decimal(figure.low)}–{rounded_decimal(figure.high)}"
        return None if agrees else _row(claim, str(printed), bounds, "different")
    computed = rounded_decimal(figure.value)
    gap = computed - printed
    if gap == 0:
        state = "equal"
    elif agrees:
        state = "rounding"
    else:
        state = "within" if abs(gap) <= TOLERANCE[claim.level] else "different"
    return _row(claim, str(printed), str(computed), state, float(gap))


def _counts_compared(reported: pd.DataFrame, counts: pd.DataFrame) -> list[dict[str, Any]]:
    printed_of = printed_figures(reported).get("count_of", {})
    computed_counts = {
        str(row.instrument): (int(row.above), int(row.of)) for row in iterate_rows(counts)
    }
    rows = []
    for claim in iterate_rows(reported[reported["level"] == "count"]):
        above, of = computed_counts.get(claim.key, (0, 0))
        if pd.isna(claim.value) or of == 0:
            continue
        whole = printed_of.get(claim.key)
        printed = f"{claim.value:g}" + ("" if whole is None else f"/{float(whole):g}")
        computed = f"{above}" + ("" if whole is None else f"/{of}")
        rows.append(_row(claim, printed, computed, "equal" if printed == computed else "different"))
    return rows


def _grades_compared(
    results: pd.DataFrame, reported: pd.DataFrame, framework: Framework
) -> list[dict[str, Any]]:
    """Printed levels against those that the figures allow.

    A printed word beside the letter is no difference. A level that only the file tells is not
    compared. Where the figures leave several levels, all of them are named.
    """
    levels = levels_of_record(results, reported, framework)
    rows = []
    for claim in iterate_rows(reported[reported["level"] == "grade"]):
        record = levels.get(claim.key, LevelOfRecord())
        words = "" if pd.isna(claim.text) else claim.text.strip()
        if not words or not (record.computed or record.contradicted):
            continue
        allowed = [record.computed] if record.computed else record.possible
        state = "different" if record.contradicted else "equal"
        computed = " / ".join(level.code for level in allowed)
        rows.append(_row(claim, words, computed, "rounding" if record.printed else state))
    return rows
