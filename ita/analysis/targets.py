"""What it takes to reach a total or a level: the fewest changes, the even ones, the cheapest.

All work on the lowest figures that have a score: questions where the file has them, else
indicators, else instruments. An item of the OIT is 100 or 0 (DOMAIN.md §3), so it is changed to 100
or not at all; all others are raised by hundredths of a point. A target is reached when the figures
as they are shown reach it (DOMAIN.md §2).
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

# A figure is shown as the mark from so much below it on.
_HALF = 0.005
# Floats may miss a sum by this much.
_ERROR = 1e-9
_HUNDREDTHS = 100
_TOTAL = "total"

# Points of the total by what they are for: instruments, and at the end the total itself.
_Points = Mapping[str, float]


@dataclass(frozen=True)
class Target:
    """A mark for the total, and one for each instrument; 0 where there is none."""

    total: float
    each: float = 0.0

    @classmethod
    def of_level(cls, level: Level) -> "Target":
        """What a level takes; from FY2566 on also of each instrument. (DOMAIN.md §2)"""
        return cls(level.total, level.each)


class _Lever(NamedTuple):
    """A figure that can be raised; `weight` is what a point of it gives the total."""

    key: str
    instrument: str
    score: float
    weight: float
    is_checklist: bool
    effort: float = 1.0  # of one point

    @property
    def gain(self) -> float:
        """Points of the total that it gives at most."""
        return (100 - self.score) * self.weight

    @property
    def cost(self) -> float:
        """The effort of raising it to 100."""
        return (100 - self.score) * self.effort


def reachable(assessment: Assessment) -> Scenario:
    """The best there can be: everything that has a score raised to 100."""
    return apply_changes(assessment, {lever.key: 100.0 for lever in _levers(assessment, {})})


def smallest_changes(assessment: Assessment, target: Target) -> Scenario | None:
    """The fewest figures to change so that the target is reached; None where it cannot be.

    Of several sets of that size, one whose figures can give the most. They are raised to 100, the
    last ones only as far as is needed. A scenario without changes says that the target is reached.
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
    """Every question raised by the same points, to 100 at most; None where that cannot reach it.

    Of the OIT's items, which are 100 or 0, as few as possible are changed beside.
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
    # The least hundredths that are enough, where all more are.
    hundredths = range(100 * _HUNDREDTHS)
    points = (
        bisect_left(hundredths, True, key=lambda n: is_enough(count, n / _HUNDREDTHS)) / _HUNDREDTHS
    )
    new_scores = {each.key: min(each.score + points, 100.0) for each in raised if points}
    return apply_changes(assessment, new_scores | {each.key: 100.0 for each in items[:count]})


def cheapest_changes(
    assessment: Assessment, target: Target, effort: Mapping[str, float]
) -> Scenario | None:
    """The changes that cost the least effort; None where the target cannot be reached.

    `effort` is what one point more of a question, indicator or instrument costs, by key, from 0 up;
    what it does not name costs 1. An item of the OIT costs that times the points to 100.
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
    """The lowest figures that have a score and are below 100."""
    table = levers(assessment)
    table = table[table["lowest_level"] & (table["gap"] > 0)]
    names = ["key", "instrument", "score", "weight", "checklist"]
    columns = (table[name].tolist() for name in names)
    return [
        _Lever(key, instrument, score, weight, is_checklist, effort.get(key, 1.0))
        for key, instrument, score, weight, is_checklist in zip(*columns, strict=True)
    ]


def _needs(assessment: Assessment, target: Target) -> _Points | None:
    """What is missing to the target; None where a figure that it names is not known."""
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
    """What raising figures to 100 gives the total, by instrument."""
    gains: defaultdict[str, float] = defaultdict(float)
    for lever in chosen:
        gains[lever.instrument] += lever.gain
    return gains


def _left(needs: _Points, gains: _Points) -> _Points:
    """What is missing after gains in each instrument."""
    gained = {**gains, _TOTAL: sum(gains.values())}
    return {key: need - gained.get(key, 0.0) for key, need in needs.items()}


def _is_met(needs: _Points) -> bool:
    """Whether nothing is missing."""
    return max(needs.values()) <= _ERROR


def _lowered(chosen: Sequence[_Lever], left: _Points) -> dict[str, float]:
    """The new scores of chosen figures, the ones that give least raised no further than needed."""
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
    """The cheapest points by figure, each instrument's need first, then the total's.

    Taking what costs least a point of the total first is optimal, because the needs of the
    instruments lie apart from each other and within that of the total.
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
    """The selections of items worth trying: none gives more for the same effort or less.

    Items that give the same are taken the cheapest first.
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
