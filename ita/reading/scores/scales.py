"""Figures that do not count from 0 to 100: found by their range, and settled before they count."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from string import digits

from ita.domain.problems import Problem
from ita.reading.scores.claims import Claim, Owner, problem_of
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.headers import WEIGHT_OF, WIDE, points_of
from ita.reading.tables.numbers import HIGHEST

# The full marks that are met beside 100.
_FULL_MARKS = (1.0, 4.0, 5.0, 10.0)
# A figure up to the first is a fraction or a percentage; one up to the second is to be checked, and
# one below the third where all others lie above the fourth: it may have lost a digit.
_FRACTION, _VERY_LOW, _ONE_DIGIT, _HIGH = 1.0, 4.0, 10.0, 80.0
# The levels whose figures are scores, and how many of their figures, all of them small, show that
# it is the scale that is small and not the scores.
_ENOUGH = {"item": 3, "indicator": 3, "sub_indicator": 3, "part": 2, "instrument": 2, "total": 1}
# So many items are named in a message.
_NAMED = 5
# How far a printed total may lie from the sum of points that are rounded.
_ROUNDED = 0.06


def on_one_scale(
    claims: list[Claim], contents: Sequence[SheetContents]
) -> tuple[list[Claim], list[Problem]]:
    """The claims without figures that may stand on another scale than 0-100.

    0.855 may be 85.5 % or a very low score, and only the office knows; 27 of the IIT may be points
    of 30. Points that sum up to the total of the same agency and year are weighted for certain.
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
            # No survey ends with 0 everywhere, but a form that nobody filled in may hold zeros.
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
    """Up to which of some figures one is to be checked; a lone one that may have lost a digit is."""
    lowest, *others = sorted(values)
    is_alone = len(others) > 1 and lowest < _ONE_DIGIT and others[0] > _HIGH
    return lowest if is_alone else _VERY_LOW


def _has_known_scale(claim: Claim, contents: SheetContents) -> bool:
    """Whether a person or the format of the cell says on which scale a figure stands."""
    position = contents.position(claim.cell)
    answered = {name.rstrip(digits) or name for name in contents.answers.scales}
    is_answered = position.column in answered or str(position.row) in answered
    return is_answered or claim.cell in contents.sheet.percent_cells


def _are_points(level: str, group: Sequence[Claim]) -> bool:
    """Whether figures are all within the points of the total that each of them can give."""
    if level == "instrument" and len(group) > 1:
        return all(_value(claim) <= WEIGHT_OF[claim.instrument] for claim in group)
    if level == "indicator" and len(group) > 2:
        return all(_value(claim) <= points_of(claim.key) for claim in group)
    return False


def _problem_of_low(claim: Claim) -> Problem:
    """The problem of one small figure among others."""
    value = f"{claim.value:g}"
    if _value(claim) > _FRACTION:
        return problem_of("score-very-low", [claim], value=value)
    return problem_of("score-on-other-scale", [claim], "error", value)


def _question(contents: SheetContents, group: Sequence[Claim], *, can_be_points: bool) -> Problem:
    """Asks on which scale figures stand; each scale that they fit is an option."""
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
    # Points of up to 40 lie within no scale that is met.
    likely_scale = f"0–{fitting[0] if fitting[0] != HIGHEST else highest:g}"
    return problem_of("scale-not-100", group, "error", likely_scale, tuple(options))


def _column_name(contents: SheetContents, cell: str) -> str:
    """What an answer calls the column that a cell stands in."""
    _, number, row, letters = contents.position(cell)
    if number < 0:
        return letters
    table, grid = contents.used_tables[number], contents.used_tables[number].grid
    at = grid.numbers.index(row) if grid.transposed else list(grid.letters).index(letters)
    return contents.column_name(table, at)


def oit_items_between(claims: Sequence[Claim]) -> list[Problem]:
    """One warning of all OIT items that are neither 0 nor 100, as those of the NACC are.

    Internal pre-assessments give 50 too. (DOMAIN.md §3)
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
    # A problem that names a cell is a matter of the agency alone whose cell it is.
    several = len({item.owner for item in between}) > 1
    return [replace(problem, cell="") if several else problem]
