"""Exact figures: what a cell shows as a fraction, and what the file prints, by key."""

from fractions import Fraction
from typing import Any

import pandas as pd


def exact(value: Any) -> Fraction | None:
    """The decimal that a cell shows, without a float's error; None where it is missing."""
    return None if pd.isna(value) else Fraction(repr(float(value)))


def claims(reported: pd.DataFrame, level: str) -> dict[str, Fraction | None]:
    """What the file prints at a level, by key; the first claim counts."""
    rows = reported[reported["level"] == level].drop_duplicates("key")
    return {str(key): exact(value) for key, value in zip(rows["key"], rows["value"], strict=True)}
