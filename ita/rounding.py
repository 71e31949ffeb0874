"""The only rounding of figures: half up, in decimal, and only for display."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Half a unit of the second decimal: the largest rounding error of a displayed figure.
HALF = Fraction(1, 200)

# Interval [low, high) of exact figures; a high of 100 is inclusive.
Bounds = tuple[Fraction, Fraction]
Floats = NDArray[np.float64]


def round_half_up(value: Any, places: int = 2) -> Decimal | None:
    """Return `value` rounded half up to `places` decimals, or None if it is missing.

    A float is first converted to the shortest decimal that represents it, so 24.365 gives 24.37
    although the float is slightly smaller; `round()` would give 24.36. (DOMAIN.md §1, rounding)
    """
    return None if value is None or pd.isna(value) else rounded_decimal(value, places)


def rounded_decimal(value: float | Fraction, places: int = 2) -> Decimal:
    """Return `round_half_up` of a value that is not missing."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rounded(value: Any, places: int = 2) -> float | None:
    """Return `round_half_up` as a float, for comparing displayed figures and for JSON."""
    figure = round_half_up(value, places)
    return None if figure is None else float(figure)


def round_column(scores: pd.Series) -> pd.Series:
    """Return a column rounded half up to 2 places, as Float64 with the same index; NA stays NA."""
    figures = round_values(scores.to_numpy(dtype="float64", na_value=np.nan))
    return pd.Series(figures, scores.index, dtype="Float64", name=scores.name)


def round_values(values: Floats) -> Floats:
    """Return an array rounded half up to 2 places; NaN stays NaN."""
    hundredths = values * 100
    figures = np.floor(hundredths + 0.5) / 100
    # A float may be slightly above or below the half that its decimal represents.
    near = np.abs(hundredths - np.floor(hundredths) - 0.5) < 1e-6
    is_half = near & (values == (np.floor(hundredths) * 10 + 5) / 1000)
    figures[is_half] = (np.floor(hundredths[is_half]) + 1) / 100
    for at in np.flatnonzero(near & ~is_half):
        figures[at] = rounded_decimal(float(values[at]))
    return figures


def bounds(value: float) -> Bounds:
    """Return the interval of exact scores, within 0 to 100, that are displayed as `value`."""
    figure = Fraction(rounded_decimal(value))
    return max(figure - HALF, Fraction(0)), min(figure + HALF, Fraction(100))
