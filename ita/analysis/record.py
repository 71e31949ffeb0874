"""The figure of record: what a file prints, held against what its parts can give. (DOMAIN.md §1)"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from ita.rounding import HALF, rounded_decimal

Claims = Mapping[str, Mapping[str, Fraction | None]]

_HALF_OF_A_FLOAT = Fraction(1, 2 * 10**15)
_LOWEST, _HIGHEST = Fraction(0), Fraction(100)


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


@dataclass(frozen=True)
class Figure:
    """A figure and the bounds of the exact one that it stands for.

    `value` is None where it is missing; the bounds then hold everything that it can be.
    """

    value: Fraction | None = None
    low: Fraction = _LOWEST
    high: Fraction = _HIGHEST

    def times(self, factor: Fraction) -> "Figure":
        """The figure and its bounds multiplied by a positive factor."""
        value = None if self.value is None else self.value * factor
        return Figure(value, self.low * factor, self.high * factor)

    def agrees(self, printed: "Figure") -> bool:
        """Whether a printed figure can be this one: whether their bounds meet."""
        return printed.low <= self.high and self.low <= printed.high


UNKNOWN = Figure()


def written(value: Fraction | None) -> Figure:
    """A figure as a file writes it: exact within half of its last decimal, the second or later."""
    if value is None:
        return UNKNOWN
    half = HALF
    while (value / half / 2).denominator != 1 and half > _HALF_OF_A_FLOAT:
        half /= 10
    return Figure(value, max(value - half, _LOWEST), min(value + half, _HIGHEST))


def mean(
    parts: Sequence[Figure], weights: Sequence[int] | None = None, *, of_known: bool = False
) -> Figure:
    """The mean of figures, by weight where they have such; the bounds are those of all of them.

    Without a value where one of them has none, unless it is to be that `of_known` parts.
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
    """What counts as a figure.

    `figure` is what the figures above it are computed from: nothing is rounded on the way. `score`
    is what is shown; it is the file's own figure where `printed`. `confirmed` says whether all
    parts are there, so that they confirm or correct what the file prints.
    """

    figure: Figure
    score: Fraction | None
    printed: bool
    confirmed: bool

    @property
    def complete(self) -> bool:
        """Whether nothing is missing in it: its parts are there, or it was published."""
        return self.confirmed or self.printed

    def basis(self, level: str, below: str) -> str:
        """What it rests on: what lies `below` it, unless only its own print makes it whole."""
        return level if self.printed and not self.confirmed else below


def figure_of_record(computed: Figure, confirmed: bool, printed: Figure) -> Record:
    """What counts of a computed figure and the one that the file prints.

    The published figure is the result as long as its parts can give it. One that they cannot give
    is an error of the print, and what they give counts. `confirmed` says whether all parts are
    known. (DOMAIN.md §1)
    """
    if printed.value is None or not computed.agrees(printed):
        return Record(computed, computed.value, False, confirmed)
    value = computed.value if confirmed else printed.value
    figure = Figure(value, max(computed.low, printed.low), min(computed.high, printed.high))
    if confirmed and value is not None and rounded_decimal(value) == rounded_decimal(printed.value):
        return Record(figure, value, False, confirmed)
    return Record(figure, printed.value, True, confirmed)
