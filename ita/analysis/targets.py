"""Changes that reach a total or a level: the fewest, equal ones, and the cheapest.

All functions change the lowest figures that have a score: questions where the file has them, else
indicators, else instruments. An item of the OIT is 100 or 0 (DOMAIN.md §3), so it is changed to 100
or not at all; all others are raised in hundredths of a point. A target is reached when the figures
as shown reach it (DOMAIN.md §2).
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.analysis.what_if import Scenario, apply_changes, levers
from ita.domain.framework import Level

# A figure this much below a mark is rounded up to it.
_HALF = 0.005
# Tolerance for sums of floats.
_ERROR = 1e-9
_HUNDREDTHS = 100
_TOTAL = "total"

# Points of the total by instrument code, and last _TOTAL for the total itself.
_Points = Mapping[str, float]


@dataclass(frozen=True)
class Target:
    """A mark for the total, and one for each instrument; 0 means none."""

    total: float
    each: float = 0.0

    @classmethod
    def of_level(cls, level: Level) -> "Target":
        """Return the marks of a level; from FY2566 on also for each instrument. (DOMAIN.md §2)"""
        return cls(level.total, level.each)


class _Lever(NamedTuple):
    """A figure that can be raised; `weight` is the points of the total per point of it."""

    key: str
    instrument: str
    score: float
    weight: float
    is_checklist: bool
    effort: float = 1.0  # per point

    @property
    def gain(self) -> float:
        """The most points of the total that raising it can add."""
        return (100 - self.score) * self.weight

    @property
    def cost(self) -> float:
        """The effort of raising it to 100."""
        return (100 - self.score) * self.effort


def reachable(assessment: Assessment) -> Scenario:
    """Return the best possible scenario: everything that has a score raised to 100."""
    return apply_changes(assessment, {lever.key: 100.0 for lever in _levers(assessment, {})})


def smallest_changes(assessment: Assessment, target: Target) -> Scenario | None:
    """Return the fewest changes that reach the target; None where it cannot be reached.

    Among sets of equal size, one whose figures can add the most is chosen. Figures are raised to
    100, the last ones only as far as needed. A scenario without changes means that the target is
    already reached.
    """
    needs = _needs(assessment, target)
    if needs is None:
        return None
    candidates = sorted(_levers(assessment, {}), key=lambda lever: -lever.gain)
    chosen: list[_Lever] = []
    for key in needs:
        for lever in candidates:
            if _left(needs, _gains(chosen))[key] <= _ERROR:
                break
            if key in (lever.instrument, _TOTAL) and lever not in chosen:
                chosen.append(lever)
    left = _left(needs, _gains(chosen))
    return apply_changes(assessment, _lowered(chosen, left)) if _is_met(left) else None


def even_changes(assessment: Assessment, target: Target) -> Scenario | None:
    """Raise every question by the same points, to 100 at most; None where that is not enough.

    In addition, as few items of the OIT as possible are changed, since these are 100 or 0.
    """
    needs = _needs(assessment, target)
    if needs is None:
        return None
    candidates = _levers(assessment, {})
    raised = [lever for lever in candidates if not lever.is_checklist]
    items = sorted((each for each in candidates if each.is_checklist), key=lambda each: -each.gain)

    def is_enough(count: int, points: float) -> bool:
        gains = _gains(items[:count])
        for lever in raised:
            gains[lever.instrument] += min(points, 100 - lever.score) * lever.weight
        return _is_met(_left(needs, gains))

    count = next((each for each in range(len(items) + 1) if is_enough(each, 100.0)), None)
    if count is None:
        return None
    # The fewest hundredths that are enough; more hundredths are always enough as well.
    hundredths = range(100 * _HUNDREDTHS)
    points = (
        bisect_left(hundredths, True, key=lambda n: is_enough(count, n / _HUNDREDTHS)) / _HUNDREDTHS
    )
    new_scores = {each.key: min(each.score + points, 100.0) for each in raised if points}
    return apply_changes(assessment, new_scores | {each.key: 100.0 for each in items[:count]})


def cheapest_changes(
    assessment: Assessment, target: Target, effort: Mapping[str, float]
) -> Scenario | None:
    """Return the changes with the least effort; None where the target cannot be reached.

    `effort` is the cost per point of a question, indicator or instrument, by key, at least 0; keys
    that are left out cost 1. An item of the OIT costs that times its points to 100.
    """
    needs = _needs(assessment, target)
    if needs is None:
        return None
    candidates = _levers(assessment, effort)
    raised = [lever for lever in candidates if not lever.is_checklist]
    best: tuple[float, dict[str, float]] | None = None
    for items in _selections([lever for lever in candidates if lever.is_checklist]):
        raises = _cheapest_raises(raised, _left(needs, _gains(items)))
        if raises is None:
            continue
        cost = sum(item.cost for item in items)
        cost += sum(lever.effort * points for lever, points in raises.items())
        if best is None or cost < best[0] - _ERROR:
            new_scores = {lever.key: lever.score + points for lever, points in raises.items()}
            best = cost, new_scores | {item.key: 100.0 for item in items}
    if best is None:
        return None
    return apply_changes(assessment, {key: min(new, 100.0) for key, new in best[1].items()})


def _levers(assessment: Assessment, effort: Mapping[str, float]) -> list[_Lever]:
    """Return the lowest figures that have a score and are below 100."""
    table = levers(assessment)
    table = table[table["lowest_level"] & (table["gap"] > 0)]
    names = ["key", "instrument", "score", "weight", "checklist"]
    columns = (table[name].tolist() for name in names)
    return [
        _Lever(key, instrument, score, weight, is_checklist, effort.get(key, 1.0))
        for key, instrument, score, weight, is_checklist in zip(*columns, strict=True)
    ]


def _needs(assessment: Assessment, target: Target) -> _Points | None:
    """Return the points missing to the target; None where a figure that it needs is unknown."""
    scores = figures(assessment.results, "instrument")
    if assessment.total is None or (target.each and None in scores.values()):
        return None
    needs = {
        each.code: (target.each - _HALF - score) * each.weight / 100
        for each in assessment.framework.instruments
        if (score := scores[each.code]) is not None
    }
    return {**needs, _TOTAL: target.total - _HALF - assessment.total}


def _gains(chosen: Iterable[_Lever]) -> defaultdict[str, float]:
    """Return the points of the total gained by raising figures to 100, by instrument."""
    gains: defaultdict[str, float] = defaultdict(float)
    for lever in chosen:
        gains[lever.instrument] += lever.gain
    return gains


def _left(needs: _Points, gains: _Points) -> _Points:
    """Return the points still missing after gains in each instrument."""
    gained = {**gains, _TOTAL: sum(gains.values())}
    return {key: need - gained.get(key, 0.0) for key, need in needs.items()}


def _is_met(needs: _Points) -> bool:
    """Return whether no points are missing."""
    return max(needs.values()) <= _ERROR


def _lowered(chosen: Sequence[_Lever], left: _Points) -> dict[str, float]:
    """Return the new scores of chosen figures; those that add least are raised only as needed."""
    new_scores = {}
    spare = {key: -need for key, need in left.items()}
    for lever in sorted(chosen, key=lambda each: each.gain):
        constraints = [key for key in (lever.instrument, _TOTAL) if key in spare]
        points = max(min(spare[key] for key in constraints) + _ERROR, 0.0) / lever.weight
        points = 0.0 if lever.is_checklist else min(_floor(points), 100 - lever.score)
        for key in constraints:
            spare[key] -= points * lever.weight
        new_scores[lever.key] = 100 - points
    return new_scores


def _floor(points: float) -> float:
    return math.floor(points * _HUNDREDTHS) / _HUNDREDTHS


def _ceil(points: float) -> float:
    return math.ceil(points * _HUNDREDTHS - 1e-6) / _HUNDREDTHS


def _cheapest_raises(raised: Sequence[_Lever], needs: _Points) -> dict[_Lever, float] | None:
    """Return the cheapest points by figure, first for each instrument's need, then the total's.

    Taking the cheapest per point of the total first is optimal, because the needs of the
    instruments are disjoint and each counts toward that of the total.
    """
    raises: dict[_Lever, float] = {}
    filled = 0.0
    for key, need in needs.items():
        gain = need - filled if key == _TOTAL else need
        for lever in sorted(raised, key=lambda lever: lever.effort / lever.weight):
            if gain <= _ERROR:
                break
            if key not in (lever.instrument, _TOTAL):
                continue
            before = raises.get(lever, 0.0)
            points = min(_ceil(before + gain / lever.weight), 100 - lever.score)
            if points > before:
                raises[lever] = points
                gain -= (points - before) * lever.weight
                filled += (points - before) * lever.weight
        if gain > _ERROR:
            return None
    return raises


def _selections(items: Sequence[_Lever]) -> list[tuple[_Lever, ...]]:
    """Return the selections of items worth trying: none adds more for the same effort or less.

    Among items that add the same, the cheapest are taken first.
    """
    groups: dict[float, list[_Lever]] = {}
    for item in sorted(items, key=lambda each: each.cost):
        groups.setdefault(round(item.gain, 9), []).append(item)
    selections: list[tuple[_Lever, ...]] = [()]
    for members in groups.values():
        options = [
            (*selection, *members[:count])
            for selection in selections
            for count in range(len(members) + 1)
        ]
        selections = []
        highest = -1.0
        for option in sorted(options, key=_cost_and_loss):
            gain = sum(item.gain for item in option)
            if gain > highest + _ERROR:
                selections.append(option)
                highest = gain
    return selections


def _cost_and_loss(items: Sequence[_Lever]) -> tuple[float, float]:
    return sum(item.cost for item in items), -sum(item.gain for item in items)
