"""Exact figures: what a cell shows as a fraction, and what the file prints, by level and key."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

Claims = Mapping[str, Mapping[str, Fraction | None]]


def exact(value: Any) -> Fraction | None:
    """The decimal that a cell shows, without a float's error; None where it is missing."""
    return None if pd.isna(value) else Fraction(repr(float(value)))


def printed_figures(reported: pd.DataFrame) -> Claims:
    """The figures that a file prints by level and key; the first claim counts."""
    claims: dict[str, dict[str, Fraction | None]] = {}
    columns = (reported[name].tolist() for name in ("level", "key", "value"))
    for level, key, value in zip(*columns, strict=True):
        claims.setdefault(level, {}).setdefault(key, exact(value))
    return claims


def printed_levels(reported: pd.DataFrame) -> dict[str, str]:
    """The words of each level that a file prints by what it belongs to; the first claim counts."""
    words: dict[str, str] = {}
    columns = (reported[name].tolist() for name in ("level", "key", "text"))
    for level, key, text in zip(*columns, strict=True):
        if level == "grade" and not pd.isna(text) and text.strip():
            words.setdefault(key, text.strip())
    return words
