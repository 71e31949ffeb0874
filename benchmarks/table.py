"""The rows of the table that a run prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEADING = (
    f"{'what':<34}{'unit':>6}{'ours':>10}{'bare':>10}{'Dash':>10}{'ours/bare':>17}{'ours/Dash':>17}"
)


@dataclass(frozen=True)
class Row:
    """One figure of ours beside those of the others; limits are the ratios that it should hold.

    None is what was not measured, or cannot be.
    """

    name: str
    unit: str
    ours: float | None
    bare: float | None = None
    dash: float | None = None
    most_of_bare: float | None = None
    most_of_dash: float | None = None

    def __str__(self) -> str:
        figures = "".join(_write_figure(each) for each in (self.ours, self.bare, self.dash))
        ratios = _write_ratio(self.ours, self.bare, self.most_of_bare)
        ratios += _write_ratio(self.ours, self.dash, self.most_of_dash)
        return f"{self.name:<34}{self.unit:>6}{figures}{ratios}".rstrip()

    @property
    def is_within_limits(self) -> bool:
        """Whether no ratio is above its limit; what was not measured is no failure."""
        pairs = ((self.bare, self.most_of_bare), (self.dash, self.most_of_dash))
        return all(
            self.ours is None or not other or limit is None or self.ours / other <= limit
            for other, limit in pairs
        )


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` of 1 of all values do not pass; nan of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


def median_or_none(values: Sequence[float]) -> float | None:
    """The median; None of nothing."""
    return median(values) if values else None


def _write_figure(value: float | None) -> str:
    if value is None:
        return f"{'–':>10}"
    return f"{value:>10.0f}" if abs(value) >= 100 else f"{value:>10.3g}"


def _write_ratio(ours: float | None, other: float | None, limit: float | None) -> str:
    if ours is None or not other:
        return f"{'':>17}"
    allowed = f" (≤ {limit:.2f})" if limit is not None else " " * 9
    return f"{ours / other:>8.2f}{allowed}"
