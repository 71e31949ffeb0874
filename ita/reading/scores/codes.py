"""Which item a row is: its code and place, from its position; a printed code is a hint.

Report extraction damages codes ("๑๑", "1๒๕", "๐๑๐"), but never the order of the questions under
their headings. (DOMAIN.md §4)
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ita.framework import load
from ita.reading.problems import Problem
from ita.reading.scores.contents import Item
from ita.reading.scores.labels import printed_code

_LETTER = {"IIT": "I", "EIT": "E", "OIT": "O"}

Expected = tuple[tuple[str, int, str], ...]


@lru_cache(maxsize=64)
def expected_items(year: int | None, variant: str | None, instrument: str) -> Expected:
    """Code, indicator and sub-indicator of each item that a year's instrument has, if known."""
    if not instrument:
        return ()
    return tuple(load(year, variant or "national").expected_codes(instrument))


def coded(items: list[Item], variant: str | None) -> tuple[list[Item], list[Problem]]:
    """The items with their codes, indicators and sub-indicators, in the same order.

    A believable printed code stays. Any other is told by the position under its indicator, with
    the item counts of the year's framework where they are known, else by counting on through the
    instrument. An item with the code of an earlier one is left out, and it is said.
    """
    groups: dict[tuple[str | None, int | None, str], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        groups[item[:3]].append(at)
    result: list[Item | None] = list(items)
    problems: list[Problem] = []
    repeats: list[tuple[Item, Item]] = []
    for (_, year, instrument), places in groups.items():
        expected = expected_items(year, variant, instrument)
        group = [items[at] for at in places]
        place_of = _places(expected)
        told = {item.code: (item.indicator, item.sub_indicator) for item in group}
        if told == place_of and len(told) == len(group):
            # Each item once, and all as the framework has them: nothing is left to tell.
            continue
        codes, unsure = _codes(group, expected)
        first: dict[tuple[int | None, str], Item] = {}
        homeless: list[Item] = []
        for at, item, code in zip(places, group, codes, strict=True):
            placed = _placed(item, code, place_of)
            earlier = first.setdefault((item.part, code), placed)
            if earlier is not placed and code:
                repeats.append((earlier, placed))
                result[at] = None
                continue
            result[at] = placed
            if placed.indicator is None:
                homeless.append(placed)
        problems += unsure + _without_indicator(homeless)
    return [item for item in result if item is not None], problems + _repeated(repeats)


@lru_cache(maxsize=64)
def _places(expected: Expected) -> Mapping[str, tuple[int, str]]:
    """Indicator and sub-indicator of each code."""
    return {code: (indicator, sub) for code, indicator, sub in expected}


def _codes(group: list[Item], expected: Expected) -> tuple[list[str], list[Problem]]:
    """A code for each item of an instrument, and a warning where position alone is not enough."""
    letter = _LETTER.get(group[0].instrument, "")
    printed = [printed_code(item.code) for item in group]
    sure = [believable and code[0] == letter for code, believable in printed]
    if all(sure) or not letter:
        return [code for code, _ in printed], []
    of_place: dict[tuple[int | None, str], list[str]] = defaultdict(list)
    for code, indicator, sub in expected:
        for place in {(indicator, sub), (indicator, "")}:
            of_place[place].append(code)
    taken = {code for (code, _), known in zip(printed, sure, strict=True) if known}
    # Two sheets may hold the same questions: each counts its own rows.
    counted: dict[tuple[str, int | None, str], int] = defaultdict(int)
    running: dict[tuple[int | None, str, int], int] = {}
    codes: list[str] = []
    for item, (code, _), known in zip(group, printed, sure, strict=True):
        place = item.indicator, item.sub_indicator
        position = counted[item.sheet, *place]
        counted[item.sheet, *place] += 1
        number = running.setdefault((*place, position), len(running) + 1)
        own = of_place[place]
        derived = own[position] if position < len(own) else f"{letter}{number}"
        codes.append(code if known else code if derived in taken else derived)
    # With more or fewer rows than the framework has, a row may be missing or added in between.
    doubtful = [
        item
        for item, known in zip(group, sure, strict=True)
        if not known
        and expected
        and counted[item.sheet, item.indicator, item.sub_indicator]
        != len(of_place[item.indicator, item.sub_indicator])
    ]
    if not doubtful:
        return codes, []
    first, detail = doubtful[0], {"count": str(len(doubtful))}
    return codes, [
        Problem("code-by-position", "warning", "", first.sheet, first.cell, first.code, detail)
    ]


def _placed(item: Item, code: str, place_of: Mapping[str, tuple[int, str]]) -> Item:
    """An item with its code, and with the framework's place where the file tells none."""
    known, sub = place_of.get(code, (None, ""))
    indicator = known if item.indicator is None else item.indicator
    if item.sub_indicator or indicator != known:
        sub = item.sub_indicator
    if (code, indicator, sub) == (item.code, item.indicator, item.sub_indicator):
        return item
    return item._replace(code=code, indicator=indicator, sub_indicator=sub)


def _without_indicator(items: list[Item]) -> list[Problem]:
    if not items:
        return []
    first, detail = items[0], {"count": str(len(items))}
    value = ", ".join(item.code or item.text for item in items)
    return [Problem("indicator-missing", "error", "", first.sheet, first.cell, value, detail)]


def _repeated(pairs: Iterable[tuple[Item, Item]]) -> list[Problem]:
    """Each row whose code stood before in its sheet; once for a sheet that repeats another one."""
    problems: list[Problem] = []
    of_sheets: dict[tuple[str, str], list[tuple[Item, Item]]] = defaultdict(list)
    for first, item in pairs:
        if first.sheet != item.sheet:
            of_sheets[(first.sheet, item.sheet)].append((first, item))
            continue
        detail = {"first": first.cell, "first_score": _score(first), "score": _score(item)}
        problems.append(
            Problem("code-twice", "error", "", item.sheet, item.cell, item.code, detail)
        )
    for (first_sheet, sheet), both in of_sheets.items():
        detail = {"first": first_sheet, "count": str(len(both))}
        differing = [(first, item) for first, item in both if first.score != item.score]
        if not differing:
            problems.append(
                Problem("sheet-repeats", "warning", "", sheet, both[0][1].cell, "", detail)
            )
            continue
        first, item = differing[0]
        detail |= {
            "first": f"{first_sheet} {first.cell}",
            "first_score": _score(first),
            "score": _score(item),
            "count": str(len(differing)),
        }
        problems.append(Problem("sheets-differ", "error", "", sheet, item.cell, item.code, detail))
    return problems


def _score(item: Item) -> str:
    return "–" if item.score is None else f"{item.score:g}"
