"""The one way a figure is rounded: half up, in decimal, and only where it is shown."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# A figure that is shown with two decimals stands for whatever lies so near to it.
HALF = Fraction(1, 200)

# The lowest exact figure, and the one that all lie below; 100 is one of them where it is the end.
Bounds = tuple[Fraction, Fraction]
Floats = NDArray[np.float64]


def round_half_up(value: Any, places: int = 2) -> Decimal | None:
    """`value` rounded half up to `places` decimals, or None where it is missing.

    A float is taken as the shortest decimal that stands for it, so 24.365 gives 24.37 although
    the float lies a little below; `round()` would give 24.36. (DOMAIN.md §1, rounding)
    """
    return None if value is None or pd.isna(value) else rounded_decimal(value, places)


def rounded_decimal(value: float | Fraction, places: int = 2) -> Decimal:
    """`round_half_up` of a figure that is not missing."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rounded(value: Any, places: int = 2) -> float | None:
    """`round_half_up` as a float: what a reader of the report sees, fit for comparing and for JSON."""
    figure = round_half_up(value, places)
    return None if figure is None else float(figure)


def round_column(scores: pd.Series) -> pd.Series:
    """`rounded` of a whole column at 2 places, as Float64 with its index; NA stays NA."""
    figures = round_values(scores.to_numpy(dtype="float64", na_value=np.nan))
    return pd.Series(figures, scores.index, dtype="Float64", name=scores.name)


def round_values(values: Floats) -> Floats:
    """`rounded` of each of many figures at 2 places; NaN stays NaN."""
    hundredths = values * 100
    figures = np.floor(hundredths + 0.5) / 100
    # A float may lie on the wrong side of the half that its decimal stands for.
    near = np.abs(hundredths - np.floor(hundredths) - 0.5) < 1e-6
    is_half = near & (values == (np.floor(hundredths) * 10 + 5) / 1000)
    figures[is_half] = (np.floor(hundredths[is_half]) + 1) / 100
    for at in np.flatnonzero(near & ~is_half):
        figures[at] = rounded_decimal(float(values[at]))
    return figures


def bounds(value: float) -> Bounds:
    """Bounds of the exact scores that are shown as `value` is, from 0 to 100."""
    figure = Fraction(rounded_decimal(value))
    return max(figure - HALF, Fraction(0)), min(figure + HALF, Fraction(100))
