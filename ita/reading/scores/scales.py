"""Figures on another scale than 0-100: found, said and left out, never rescaled in silence."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from ita.reading.problems import Problem, Severity
from ita.reading.scores.contents import Claim, Item

# Of so many scores all being tiny, it is the scale that is small and not the scores.
_ENOUGH = 3
# The largest value of the scales that are met beside 0-100: a fraction, and points of an answer.
_FRACTION, _POINTS = 1.0, 4.0
_SCORE_LEVELS = {"sub_indicator", "indicator", "part", "instrument", "total"}


def on_one_scale(
    items: list[Item], claims: list[Claim]
) -> tuple[list[Item], list[Claim], list[Problem]]:
    """Items and claims without the figures that stand on another scale than 0-100.

    0.855 may be 85.5 % or a very low score, and only the office knows. Left out are groups (the
    items of an instrument, the indicators of an agency) that lie within 0-1 or 0-4 as a whole, and
    any figure above 0 and up to 1; a figure up to 4 among higher ones is kept, with a warning.
    """
    problems: list[Problem] = []
    off_items = _off_scale(items, _score, _group_of_item, problems)
    if off_items:
        items = [item._replace(score=None) if item in off_items else item for item in items]
    scored = [claim for claim in claims if claim.level in _SCORE_LEVELS]
    off_claims = _off_scale(scored, _value, _group_of_claim, problems)
    if off_claims:
        claims = [claim._replace(value=None) if claim in off_claims else claim for claim in claims]
    return items, claims, problems


def _score(item: Item) -> float | None:
    return item.score


def _value(claim: Claim) -> float | None:
    return claim.value


def _group_of_item(item: Item) -> tuple[object, ...]:
    return item.sheet, item.agency, item.fiscal_year, item.instrument


def _group_of_claim(claim: Claim) -> tuple[object, ...]:
    return claim.sheet, claim.agency, claim.fiscal_year, claim.level


def _off_scale(
    rows: Iterable[Any],
    value_of: Callable[[Any], float | None],
    group_of: Callable[[Any], tuple[object, ...]],
    problems: list[Problem],
) -> set[Any]:
    """The rows whose figures are on another scale; says so for each figure or whole group."""
    rows = list(rows)
    small = {group_of(row) for row in rows if (value := value_of(row)) and value <= _POINTS}
    groups: dict[tuple[object, ...], list[Any]] = defaultdict(list)
    for row in rows if small else ():
        group = group_of(row)
        if group in small and value_of(row) is not None:
            groups[group].append(row)
    off: set[Any] = set()
    whole: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for group in groups.values():
        values = [value_of(row) or 0.0 for row in group]
        if max(values) <= _POINTS and sum(map(bool, values)) >= _ENOUGH:
            scale = "0–1" if max(values) <= _FRACTION else "0–4"
            whole[(group[0].sheet, scale)] += group
            off.update(group)
            continue
        for row, value in zip(group, values, strict=True):
            if 0 < value <= _FRACTION:
                off.add(row)
                problems.append(_said("score-on-other-scale", row, f"{value:g}"))
            elif 0 < value <= _POINTS:
                problems.append(_said("score-very-low", row, f"{value:g}", "warning"))
    for (_, scale), group in whole.items():
        problems.append(
            _said("scale-not-100", group[0], scale, count=str(len(group)), last=group[-1].cell)
        )
    return off


def _said(code: str, row: Any, value: str, severity: Severity = "error", **detail: str) -> Problem:
    return Problem(code, severity, "", row.sheet, row.cell, value, detail)
