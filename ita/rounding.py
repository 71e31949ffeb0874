"""The one way a figure is rounded: half up, in decimal, and only where it is shown."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd


def half_up(value: Any, places: int = 2) -> Decimal | None:
    """`value` rounded half up to `places` decimals, or None where it is missing.

    A float is taken as the shortest decimal that stands for it, so 24.365 gives 24.37 although
    the float lies a little below; `round()` would give 24.36. (DOMAIN.md §1, rounding)
    """
    if value is None or pd.isna(value):
        return None
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shown(value: Any, places: int = 2) -> float | None:
    """`half_up` as a float: what a reader of the report sees, fit for comparing and for JSON."""
    rounded = half_up(value, places)
    return None if rounded is None else float(rounded)
