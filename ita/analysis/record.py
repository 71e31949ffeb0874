"""Figures of record, chosen between what a file prints and what its parts give. (DOMAIN.md §1)"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from ita.rounding import HALF, rounded_decimal

Claims = Mapping[str, Mapping[str, Fraction | None]]

# Half of the last decimal that a float carries; further decimals are not looked for.
_HALF_OF_A_FLOAT = Fraction(1, 2 * 10**15)
_LOWEST, _HIGHEST = Fraction(0), Fraction(100)


def exact(value: Any) -> Fraction | None:
    """Return the decimal that a cell shows, without float error; None where it is missing."""
    return None if pd.isna(value) else Fraction(repr(float(value)))


def printed_figures(reported: pd.DataFrame) -> Claims:
    """Return the figures that a file prints by level and key; the first claim counts."""
    claims: dict[str, dict[str, Fraction | None]] = {}
    columns = (reported[name].tolist() for name in ("level", "key", "value"))
    for level, key, value in zip(*columns, strict=True):
        claims.setdefault(level, {}).setdefault(key, exact(value))
    return claims


def printed_levels(reported: pd.DataFrame) -> dict[str, str]:
    """Return the text of each printed level by the key of its figure; the first claim counts."""
    words: dict[str, str] = {}
    columns = (reported[name].tolist() for name in ("level", "key", "text"))
    for level, key, text in zip(*columns, strict=True):
        if level == "grade" and not pd.isna(text) and text.strip():
            words.setdefault(key, text.strip())
    return words


@dataclass(frozen=True)
class Figure:
    """A figure and the bounds of its exact value.

    `value` is None where it is missing; the bounds then contain all possible values.
    """

    value: Fraction | None = None
    low: Fraction = _LOWEST
    high: Fraction = _HIGHEST

    def times(self, factor: Fraction) -> "Figure":
        """Return the figure and its bounds multiplied by a positive factor."""
        value = None if self.value is None else self.value * factor
        return Figure(value, self.low * factor, self.high * factor)

    def agrees(self, printed: "Figure") -> bool:
        """Return whether a printed figure can be this one, i.e. whether their bounds overlap."""
        return printed.low <= self.high and self.low <= printed.high


UNKNOWN = Figure()


def written(value: Fraction | None) -> Figure:
    """Return a printed figure with the bounds that rounding leaves.

    They are half of its last written decimal away, of the second one where it has fewer.
    """
    if value is None:
        return UNKNOWN
    half = HALF
    while (value / half / 2).denominator != 1 and half > _HALF_OF_A_FLOAT:
        half /= 10
    return Figure(value, max(value - half, _LOWEST), min(value + half, _HIGHEST))


def mean(
    parts: Sequence[Figure], weights: Sequence[int] | None = None, *, of_known: bool = False
) -> Figure:
    """Return the mean of figures, optionally weighted; a missing part has bounds of 0 and 100.

    `value` is None if any part has none; with `of_known` it is the mean of the known parts.
    """
    weights = weights or [1] * len(parts)
    known = [
        (part.value, weight)
        for part, weight in zip(parts, weights, strict=True)
        if part.value is not None
    ]
    is_known = bool(known) and (of_known or len(known) == len(parts))
    return Figure(
        _mean(known) if is_known else None,
        _mean([(part.low, weight) for part, weight in zip(parts, weights, strict=True)]),
        _mean([(part.high, weight) for part, weight in zip(parts, weights, strict=True)]),
    )


def _mean(pairs: Sequence[tuple[Fraction, int]]) -> Fraction:
    whole = sum(weight for _, weight in pairs)
    return sum((value * weight for value, weight in pairs), Fraction()) / whole


@dataclass(frozen=True)
class Record:
    """A figure of record.

    `figure` is not rounded; what it is a part of (its instrument, the total) is computed from it.
    `score` is the figure to show. `printed` says whether that is the file's own, shown because its
    parts alone would give another one or none. `confirmed` says whether all parts are known, so
    that they can confirm or correct the printed figure.
    """

    figure: Figure
    score: Fraction | None
    printed: bool
    confirmed: bool

    @property
    def complete(self) -> bool:
        """Whether nothing is missing: all parts are known, or the figure was printed."""
        return self.confirmed or self.printed

    def basis(self, level: str, below: str) -> str:
        """Return what the score rests on: `below` for its parts, `level` for the printed figure."""
        return level if self.printed and not self.confirmed else below


def figure_of_record(computed: Figure, confirmed: bool, printed: Figure) -> Record:
    """Return the figure of record from a computed and a printed figure.

    The printed figure counts as long as its parts can give it. Otherwise it is a misprint, and the
    computed figure counts. `confirmed` says whether all parts are known. (DOMAIN.md §1)
    """
    if printed.value is None or not computed.agrees(printed):
        return Record(computed, computed.value, False, confirmed)
    value = computed.value if confirmed else printed.value
    figure = Figure(value, max(computed.low, printed.low), min(computed.high, printed.high))
    if confirmed and value is not None and rounded_decimal(value) == rounded_decimal(printed.value):
        return Record(figure, value, False, confirmed)
    return Record(figure, printed.value, True, confirmed)
