"""Figures that do not count from 0 to 100: found by their range, and asked before they count."""

from collections import defaultdict
from collections.abc import Sequence

from ita.domain.problems import Problem
from ita.reading.scores.contents import Claim, Item, Row, SheetContents
from ita.reading.tables.headers import WEIGHT_OF, WIDE, points_of
from ita.reading.tables.numbers import HIGHEST

# The full marks that are met beside 100.
_FULL_MARKS = (1.0, 4.0, 5.0, 10.0)
# A figure up to the first is a fraction or a percentage; one up to the second is to be checked.
_FRACTION, _VERY_LOW = 1.0, 4.0
# Of so many figures above 0 all being small, it is the scale that is small and not the scores.
_ENOUGH = {"total": 1, "instrument": 2}
# So many items of a kind are named in a message.
_NAMED = 5
# The levels whose figures are scores; an instrument's parts are looked at with it.
_LEVEL = {level: level for level in ("indicator", "instrument", "total", "sub_indicator")} | {
    "part": "instrument"
}
# How far a printed total may lie from the sum of points that are rounded.
_ROUNDED = 0.06


def on_one_scale(
    rows: list[Row], contents: Sequence[SheetContents]
) -> tuple[list[Row], list[Problem]]:
    """The rows without figures that may stand on another scale than 0-100.

    0.855 may be 85.5 % or a very low score, and only the office knows; 27 of the IIT may be points
    of 30. Points that sum up to the total of the same agency and year are weighted for certain.
    """
    of_sheet = {each.sheet: each for each in contents}
    groups: dict[tuple[str, object, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Item):
            level, instrument, value = "item", row.instrument, row.score
        else:
            level, instrument, value = _LEVEL.get(row.level, ""), "", row.value
        if level and value:
            groups[row.sheet, row[:2], level, instrument].append(row)
    of_items = {owner for _, owner, level, _ in groups if level == "item"}
    totals = {g[1]: _value(own[-1]) for g, own in groups.items() if g[2] == "total"}
    problems: list[Problem] = []
    off: set[Row] = set()
    weighted: set[Row] = set()
    asked: dict[tuple[str, bool], list[Row]] = defaultdict(list)
    for (sheet, owner, level, _), group in groups.items():
        total = None if owner in of_items else totals.get(owner)
        points = _are_points(level, group) and owner not in of_items
        kind = _kind_of_scale(level, group, total, points=points)
        if not kind or all(of_sheet[sheet].has_scale(row.cell) for row in group):
            continue
        if kind == "asked":
            asked[sheet, points] += group
            off.update(group)
        elif kind == "weighted":
            weighted.update(group)
        else:
            for row in group:
                problems += _single(row, off)
    for (sheet, points), own in asked.items():
        problems.append(_question(of_sheet[sheet], own, points_too=points))
    if not off and not weighted:
        return rows, problems
    return [_on_scale(row, off, weighted) for row in rows], problems


def _kind_of_scale(level: str, group: Sequence[Row], total: float | None, *, points: bool) -> str:
    """What figures of one agency and level are: "" for scores, "asked", "weighted" or "single"."""
    values = [_value(row) for row in group]
    highest = max(values)
    if highest > max(WEIGHT_OF.values()) and min(values) > _VERY_LOW:
        return ""
    if highest <= _FULL_MARKS[-1] and len(values) >= _ENOUGH.get(level, 3):
        return "asked"
    if points and (total is None or abs(sum(values) - total) <= _ROUNDED):
        return "asked" if total is None else "weighted"
    return "single"


def _on_scale(row: Row, off: set[Row], weighted: set[Row]) -> Row:
    if isinstance(row, Claim):
        row = row._replace(level="weighted") if row in weighted else row
        return row._replace(value=None) if row in off else row
    return row._replace(score=None) if row in off else row


def _value(row: Row) -> float:
    return (row.score if isinstance(row, Item) else row.value) or 0.0


def _are_points(level: str, group: Sequence[Row]) -> bool:
    """Whether figures are all within the points of the total that each of them can give."""
    if level == "instrument" and len(group) > 1:
        return all(_value(row) <= WEIGHT_OF[row.key[:3]] for row in group if isinstance(row, Claim))
    if level == "indicator" and len(group) > 2:
        return all(_value(row) <= points_of(row.key) for row in group if isinstance(row, Claim))
    return False


def _single(row: Row, off: set[Row]) -> list[Problem]:
    """What is said of one small figure among others."""
    value = _value(row)
    if value > _VERY_LOW:
        return []
    place = "", row.sheet, row.cell, f"{value:g}"
    if value > _FRACTION:
        return [Problem("score-very-low", "warning", *place)]
    off.add(row)
    return [Problem("score-on-other-scale", "error", *place)]


def _question(content: SheetContents, rows: Sequence[Row], *, points_too: bool) -> Problem:
    """Asks on which scale figures stand; each scale that they fit is an option."""
    highest = max(map(_value, rows))
    names = {content.column_name(row.cell): row for row in rows}
    options = [
        content.answers.option(f"0–{full:g}", scales=dict.fromkeys(names, full))
        for full in (*_FULL_MARKS, HIGHEST)
        if highest <= full
    ]
    if points_too:
        roles: dict[str, str] = {}
        for name, row in names.items():
            found = content.table_at(row.cell)
            wide = found is not None and WIDE & found[1].places.keys()
            roles[name] = f"weighted {row.key}" if wide and isinstance(row, Claim) else "weighted"
        options.append(content.answers.option("30 · 30 · 40", columns=roles))
    shown = next((f"0–{full:g}" for full in _FULL_MARKS if highest <= full), f"0–{highest:g}")
    first, detail = rows[0], {"count": str(len(rows)), "last": rows[-1].cell}
    return Problem(
        "scale-not-100", "error", "", first.sheet, first.cell, shown, detail, tuple(options)
    )


def oit_items_between(items: Sequence[Item]) -> list[Problem]:
    """One warning of all OIT items that are neither 0 nor 100, as those of the NACC are.

    Internal pre-assessments give 50 too. (DOMAIN.md §3)
    """
    between = [i for i in items if i.instrument == "OIT" and i.score not in (None, 0, HIGHEST)]
    if not between:
        return []
    first = between[0]
    # A problem that names a cell is a matter of the agency alone whose cell it is.
    cell = first.cell if len({item[:2] for item in between}) == 1 else ""
    some = ", ".join(f"{item.code} {item.score:g}" for item in between[:_NAMED])
    detail = {"count": str(len(between))}
    return [Problem("oit-item-between", "warning", "", first.sheet, cell, some, detail)]
