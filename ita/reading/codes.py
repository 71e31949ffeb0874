"""Which item a row is: its code and place, from its position; a printed code is a hint.

Report extraction damages codes ("๑๑", "1๒๕", "๐๑๐"), but never the order of the questions under
their headings. (DOMAIN.md §4)
"""

from collections import defaultdict
from collections.abc import Iterable

from ita.framework import load
from ita.reading.found import Item
from ita.reading.labels import printed_code
from ita.reading.problems import Problem

_LETTER = {"IIT": "I", "EIT": "E", "OIT": "O"}


def coded(items: Iterable[Item], variant: str | None) -> tuple[list[Item], list[Problem]]:
    """The items with their codes, indicators and sub-indicators, in the same order.

    A believable printed code stays. Any other is told by the position under its indicator, with
    the item counts of the year's framework where they are known, else by counting on through the
    instrument. An item that has the same code as an earlier one is left out, and it is said.
    """
    groups: dict[tuple[str | None, int | None, str], list[int]] = defaultdict(list)
    items = list(items)
    for at, item in enumerate(items):
        groups[(item.agency, item.fiscal_year, item.instrument)].append(at)
    found: dict[int, Item] = {}
    problems: list[Problem] = []
    for (_, year, instrument), places in groups.items():
        expected = (
            load(year, variant or "national").expected_codes(instrument) if instrument else []
        )
        group = [items[at] for at in places]
        named, unsure = _codes(group, expected)
        problems += unsure
        kept, repeated = _first_of_each(group, named)
        problems += repeated
        placed, lost = _placed(group, named, kept, expected)
        problems += lost
        found.update((places[index], item) for index, item in placed)
    return [found[at] for at in sorted(found)], problems


Expected = list[tuple[str, int, str]]


def _codes(group: list[Item], expected: Expected) -> tuple[list[str], list[Problem]]:
    """A code for each item of an instrument, and a warning where position alone is not enough."""
    letter = _LETTER.get(group[0].instrument, "")
    printed = [printed_code(item.code) for item in group]
    sure = [believable and code[0] == letter for code, believable in printed]
    if all(sure) or not letter:
        return [code for code, _ in printed], []
    taken = {code for (code, _), known in zip(printed, sure, strict=True) if known}
    by_place: dict[tuple[int, str], list[str]] = defaultdict(list)
    for code, indicator, sub in expected:
        by_place[(indicator, sub)].append(code)
        if sub:
            by_place[(indicator, "")].append(code)
    counted: dict[tuple[int | None, str], int] = defaultdict(int)
    codes: list[str] = []
    doubtful: list[Item] = []
    for number, (item, (code, _), known) in enumerate(zip(group, printed, sure, strict=True), 1):
        place = (item.indicator or 0, item.sub_indicator)
        position = counted[place]
        counted[place] += 1
        if known:
            codes.append(code)
            continue
        own = by_place.get(place, [])
        derived = own[position] if position < len(own) else f"{letter}{number}"
        if derived in taken:
            derived = code or f"{letter}{number}"
        if expected and position >= len(own):
            doubtful.append(item)
        codes.append(derived)
    # Where an indicator has fewer rows than its year's framework, a row may be missing in between.
    short = [
        item
        for item, known in zip(group, sure, strict=True)
        if not known
        and 0
        < counted[(item.indicator or 0, item.sub_indicator)]
        < len(by_place.get((item.indicator or 0, item.sub_indicator), []))
    ]
    return codes, _unsure(doubtful or short)


def _unsure(items: list[Item]) -> list[Problem]:
    if not items:
        return []
    first = items[0]
    detail = {"count": str(len(items))}
    return [Problem("code-by-position", "warning", "", first.sheet, first.cell, first.code, detail)]


def _first_of_each(group: list[Item], codes: list[str]) -> tuple[list[int], list[Problem]]:
    """The positions of items whose code is new, and a problem for each that came before."""
    seen: dict[tuple[int | None, str], Item] = {}
    kept: list[int] = []
    problems: list[Problem] = []
    for at, (item, code) in enumerate(zip(group, codes, strict=True)):
        first = seen.setdefault((item.part, code), item)
        if first is item or not code:
            kept.append(at)
            continue
        problems.append(
            Problem(
                "code-twice",
                sheet=item.sheet,
                cell=item.cell,
                value=code,
                detail={
                    "first": first.cell
                    if first.sheet == item.sheet
                    else f"{first.sheet} {first.cell}",
                    "first_score": "" if first.score is None else f"{first.score:g}",
                    "score": "" if item.score is None else f"{item.score:g}",
                },
            )
        )
    return kept, problems


def _placed(
    group: list[Item], codes: list[str], kept: list[int], expected: Expected
) -> tuple[list[tuple[int, Item]], list[Problem]]:
    """The kept items with indicator and sub-indicator, and one problem for those without."""
    place_of = {code: (indicator, sub) for code, indicator, sub in expected}
    placed: list[tuple[int, Item]] = []
    homeless: list[Item] = []
    for at in kept:
        item = group[at]._replace(code=codes[at])
        indicator, sub = place_of.get(item.code, (None, ""))
        if item.indicator is None and indicator is not None:
            item = item._replace(indicator=indicator)
        if not item.sub_indicator and item.indicator == indicator:
            item = item._replace(sub_indicator=sub)
        if item.indicator is None:
            homeless.append(item)
        placed.append((at, item))
    if not homeless:
        return placed, []
    first = homeless[0]
    problem = Problem(
        "indicator-missing",
        sheet=first.sheet,
        cell=first.cell,
        value=", ".join(item.code for item in homeless),
        detail={"count": str(len(homeless))},
    )
    return placed, [problem]
