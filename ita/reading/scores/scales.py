"""Detect figures that are not on the scale 0–100, and convert them or ask about their scale."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from string import digits

from ita.domain.problems import Problem
from ita.reading.scores.claims import Claim, Owner, problem_of
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.headers import WEIGHT_OF, WIDE, points_of
from ita.reading.tables.numbers import HIGHEST

# Full marks in use apart from 100, ascending.
_FULL_MARKS = (1.0, 4.0, 5.0, 10.0)
# Limits for figures on the scale 0–100. Up to _FRACTION, a figure may be a fraction of 1; up to
# _VERY_LOW, it must be checked. A single figure below _ONE_DIGIT must be checked too if all others
# are above _HIGH, since it may have lost a digit.
_FRACTION, _VERY_LOW, _ONE_DIGIT, _HIGH = 1.0, 4.0, 10.0, 80.0
# The levels whose figures are scores, with the least number of figures, all of them small, that
# suggests a smaller scale instead of low scores.
_ENOUGH = {"item": 3, "indicator": 3, "sub_indicator": 3, "part": 2, "instrument": 2, "total": 1}
# The maximum number of items named in a message.
_NAMED = 5
# The tolerance between a printed total and the sum of rounded points.
_ROUNDED = 0.06


def on_one_scale(
    claims: list[Claim], contents: Sequence[SheetContents]
) -> tuple[list[Claim], list[Problem]]:
    """Return the claims without the figures whose scale is in doubt, and the problems of these.

    0.855 may be 85.5 % or a very low score, which only the office knows; 27 for the IIT may be
    points out of 30. Points that sum to the total of the same agency and year are weighted scores,
    and become claims of the level "weighted".
    """
    contents_of = {each.name: each for each in contents}
    groups: dict[tuple[str, Owner, str, str], list[Claim]] = defaultdict(list)
    totals: dict[Owner, float] = {}
    for claim in claims:
        if claim.level in _ENOUGH and claim.value is not None:
            level = "instrument" if claim.level == "part" else claim.level
            of_items = claim.instrument if level == "item" else ""
            groups[claim.sheet, claim.owner, level, of_items].append(claim)
            if level == "total":
                totals[claim.owner] = claim.value
    with_items = {owner for _, owner, level, _ in groups if level == "item"}
    problems: list[Problem] = []
    in_doubt: set[Claim] = set()
    weighted: set[Claim] = set()
    questions: dict[tuple[str, bool], list[Claim]] = defaultdict(list)
    unfilled: dict[str, list[Claim]] = defaultdict(list)
    for (sheet, owner, level, instrument), whole_group in groups.items():
        group = [claim for claim in whole_group if claim.value]
        if not group:
            # No survey results in 0 everywhere, but a blank form may contain zeros.
            is_known = all(_has_known_scale(claim, contents_of[sheet]) for claim in whole_group)
            if len(whole_group) >= max(_ENOUGH[level], 2) and instrument != "OIT" and not is_known:
                unfilled[sheet] += whole_group
                in_doubt.update(whole_group)
            continue
        values = [_value(claim) for claim in group]
        highest, lowest = max(values), min(values)
        low = _highest_low([_value(claim) for claim in whole_group])
        if highest > max(WEIGHT_OF.values()) and lowest > low:
            continue
        if all(_has_known_scale(claim, contents_of[sheet]) for claim in group):
            continue
        can_be_points = owner not in with_items and _are_points(level, group)
        total = totals.get(owner)
        difference = 0.0 if total is None else abs(sum(values) - total)
        if (highest <= _FULL_MARKS[-1] and len(group) >= _ENOUGH[level]) or (
            can_be_points and total is None
        ):
            questions[sheet, can_be_points] += group
            in_doubt.update(group)
        elif can_be_points and difference <= _ROUNDED:
            weighted.update(group)
        else:
            problems += [_problem_of_low(claim) for claim in group if _value(claim) <= low]
            in_doubt.update(claim for claim in group if _value(claim) <= _FRACTION)
    for sheet, group in unfilled.items():
        contents_of_sheet = contents_of[sheet]
        columns = {_column_name(contents_of_sheet, claim.cell): HIGHEST for claim in group}
        options = (contents_of_sheet.option("0", scales=columns),)
        problems.append(problem_of("scores-all-zero", group, "error", "0", options))
    for (sheet, can_be_points), group in questions.items():
        problems.append(_question(contents_of[sheet], group, can_be_points=can_be_points))
    if not in_doubt and not weighted:
        return claims, problems
    return [
        claim._replace(value=None)
        if claim in in_doubt
        else claim._replace(level="weighted")
        if claim in weighted
        else claim
        for claim in claims
    ], problems


def _value(claim: Claim) -> float:
    return claim.value or 0.0


def _highest_low(values: Sequence[float]) -> float:
    """Return the limit up to which figures must be checked.

    It is _VERY_LOW, or the lowest figure where this one alone may have lost a digit.
    """
    lowest, *others = sorted(values)
    is_alone = len(others) > 1 and lowest < _ONE_DIGIT and others[0] > _HIGH
    return lowest if is_alone else _VERY_LOW


def _has_known_scale(claim: Claim, contents: SheetContents) -> bool:
    """Whether the user's answers or the cell's percent format determine the scale of a figure."""
    position = contents.position(claim.cell)
    answered = {name.rstrip(digits) or name for name in contents.answers.scales}
    is_answered = position.column in answered or str(position.row) in answered
    return is_answered or claim.cell in contents.sheet.percent_cells


def _are_points(level: str, group: Sequence[Claim]) -> bool:
    """Whether each figure is at most the points of the total that its full score is worth."""
    if level == "instrument" and len(group) > 1:
        return all(_value(claim) <= WEIGHT_OF[claim.instrument] for claim in group)
    if level == "indicator" and len(group) > 2:
        return all(_value(claim) <= points_of(claim.key) for claim in group)
    return False


def _problem_of_low(claim: Claim) -> Problem:
    """Return the problem of one small figure among larger ones."""
    value = f"{claim.value:g}"
    if _value(claim) > _FRACTION:
        return problem_of("score-very-low", [claim], value=value)
    return problem_of("score-on-other-scale", [claim], "error", value)


def _question(contents: SheetContents, group: Sequence[Claim], *, can_be_points: bool) -> Problem:
    """Return the problem that asks for the scale of some figures, with an option for each fit."""
    highest = max(map(_value, group))
    columns = {_column_name(contents, claim.cell): claim for claim in group}
    fitting = [full for full in (*_FULL_MARKS, HIGHEST) if highest <= full]
    options = [
        contents.option(f"0–{full:g}", scales=dict.fromkeys(columns, full)) for full in fitting
    ]
    if can_be_points:
        roles: dict[str, str] = {}
        for name, claim in columns.items():
            number = contents.position(claim.cell).table
            is_wide = number >= 0 and WIDE & contents.used_tables[number].columns_by_role.keys()
            roles[name] = f"weighted {claim.key}" if is_wide else "weighted"
        options.append(contents.option("30 · 30 · 40", columns=roles))
    # Points up to 40 fit no scale other than 0–100, so the highest figure is shown.
    likely_scale = f"0–{fitting[0] if fitting[0] != HIGHEST else highest:g}"
    return problem_of("scale-not-100", group, "error", likely_scale, tuple(options))


def _column_name(contents: SheetContents, cell: str) -> str:
    """Return the name that answers use for a cell's column."""
    _, number, row, letters = contents.position(cell)
    if number < 0:
        return letters
    table, grid = contents.used_tables[number], contents.used_tables[number].grid
    at = grid.numbers.index(row) if grid.transposed else list(grid.letters).index(letters)
    return contents.column_name(table, at)


def oit_items_between(claims: Sequence[Claim]) -> list[Problem]:
    """Return one warning for all OIT items that are neither 0 nor 100, or an empty list.

    The NACC gives only 0 and 100; internal pre-assessments also give 50. (DOMAIN.md §3)
    """
    between = [
        claim
        for claim in claims
        if claim.level == "item"
        and claim.instrument == "OIT"
        and claim.value not in (None, 0, HIGHEST)
    ]
    if not between:
        return []
    some = ", ".join(f"{item.key} {item.value:g}" for item in between[:_NAMED])
    problem = problem_of("oit-item-between", between, value=some)
    # A problem with a cell is shown only for the agency of that cell.
    several = len({item.owner for item in between}) > 1
    return [replace(problem, cell="") if several else problem]
