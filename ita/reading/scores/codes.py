"""Which item a row is: its code as written, or what it can only be beside the other codes.

Report extraction damages codes ("๑๑", "1๒๕", "๐๑๐"), but never the order of the questions under
their headings. (DOMAIN.md §4)
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ita.domain.framework import load_framework
from ita.domain.problems import SHOWN_LENGTH, Problem, Severity
from ita.reading.scores.claims import Claim, problem_of
from ita.reading.tables.headers import INDICATORS_OF
from ita.reading.tables.item_codes import (
    INSTRUMENT_OF_LETTER,
    item_code,
    label_code,
    possible_codes,
    question_number,
)

Expected = tuple[tuple[str, int, str], ...]
# Indicator and sub-indicator of each code that a year's instrument has, in order.
Places = Mapping[str, tuple[int, str]]

# A list whose scores rise or fall so often, and never turn, is sorted by them.
_SORTED_STEPS = 4


@lru_cache(maxsize=64)
def expected_items(year: int | None, variant: str | None, instrument: str) -> Expected:
    """Code, indicator and sub-indicator of each item that a year's instrument has, if known."""
    if not instrument:
        return ()
    return tuple(load_framework(year, variant or "national").expected_codes(instrument))


@lru_cache(maxsize=64)
def _places(year: int | None, variant: str | None, instrument: str) -> Places:
    return {code: (number, sub) for code, number, sub in expected_items(year, variant, instrument)}


def with_codes(claims: list[Claim], variant: str | None) -> tuple[list[Claim], list[Problem]]:
    """The items with their codes, indicators and sub-indicators, before the other claims.

    A readable code stays, whatever heading stands above it. Any other is what it can only be
    beside the other codes and the item counts of the year's framework. Without any code the
    position tells it, where the rows under each heading are as many as the framework has and are
    not sorted by score. A row whose code cannot be known keeps what is written with its cell, and
    it is said; an OIT item is then left out unless its sub-indicator is known.
    """
    items = [_of_its_instrument(claim) for claim in claims if claim.level == "item"]
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        groups[(*item[:3], item.sheet)].append(at)
    result: list[Claim | None] = list(items)
    problems: list[Problem] = []
    for places in groups.values():
        group = [items[at] for at in places]
        place_of = _places(group[0].owner.year, variant, group[0].instrument)
        if {each.key: (each.indicator, each.sub_indicator) for each in group} == place_of:
            # Every row has its code and place as the framework has them.
            continue
        codes, unsure = _codes(group, place_of)
        homeless: list[Claim] = []
        for at, item, code in zip(places, group, codes, strict=True):
            placed = _placed(item, code, place_of)
            result[at] = placed
            if not code and item.instrument == "OIT" and not item.sub_indicator:
                result[at] = None
            elif placed.indicator is None:
                homeless.append(placed)
        problems += unsure
        if homeless:
            names = ", ".join(item.key or item.text for item in homeless)
            problems.append(problem_of("indicator-missing", homeless, "error", names))
    others = [claim for claim in claims if claim.level != "item"]
    return [item for item in result if item is not None] + others, problems


def _of_its_instrument(item: Claim) -> Claim:
    """An item with its readable code, under the instrument that the code names."""
    code = item_code(item.key) or label_code(item.key)[0]
    instrument = INSTRUMENT_OF_LETTER.get(code[:1], item.instrument)
    if instrument != item.instrument:
        return item._replace(key=code, instrument=instrument, indicator=None, sub_indicator="")
    return item if code in ("", item.key) else item._replace(key=code)


def _codes(group: list[Claim], place_of: Places) -> tuple[list[str], list[Problem]]:
    """The code of each item of an instrument, "" where it cannot be known, and what must be said."""
    codes = [item_code(item.key) for item in group]
    instrument = group[0].instrument
    if all(codes) or not instrument:
        return codes, []
    unsure = {
        at: possible_codes(item.key, instrument)
        for at, (item, code) in enumerate(zip(group, codes, strict=True))
        if not code
    }
    for at, code in _only_readings(codes, group, unsure, place_of).items():
        codes[at] = code
    codes = _counted_within_places(codes, group, place_of)
    if not all(codes):
        codes = _by_position(codes, group, unsure, place_of) or codes
    unreadable, unwritten, mended = [], [], []
    for at in unsure:
        if not codes[at]:
            unreadable.append(group[at])
        elif not group[at].key:
            unwritten.append(group[at])
        elif question_number(group[at].key) != int(codes[at][1:]):
            mended.append(group[at])
    doubts: tuple[tuple[str, Severity, list[Claim]], ...] = (
        ("code-unreadable", "error", unreadable),
        ("code-by-position", "warning", unwritten),
        ("code-mended", "warning", mended),
    )
    return codes, [
        problem_of(code, rows, severity, rows[0].key) for code, severity, rows in doubts if rows
    ]


def _only_readings(
    codes: list[str], group: list[Claim], unsure: Mapping[int, frozenset[str]], place_of: Places
) -> dict[int, str]:
    """The rows that can be only one code, beside the codes of the other rows and by their place.

    Where two rows compete for a code, numbers may begin anew under each heading: then nothing is
    read of rows that no place of the framework confirms.
    """
    left = {
        at: {code for code in own if code not in codes and _fits(group[at], code, place_of)}
        for at, own in unsure.items()
    }
    contested = not place_of and any(
        f"{item.instrument[0]}1" in unsure.get(at, ()) and not _is_first_place(item)
        for at, item in enumerate(group)
    )
    found: dict[int, str] = {}
    while single := {at: next(iter(own)) for at, own in left.items() if len(own) == 1}:
        claims = Counter(single.values())
        contested |= max(claims.values()) > 1
        found |= {at: code for at, code in single.items() if claims[code] == 1}
        left = {at: own - claims.keys() for at, own in left.items() if at not in single}
    if contested or any(left.values()):
        return {at: code for at, code in found.items() if place_of and group[at].indicator}
    return found


def _fits(item: Claim, code: str, place_of: Places) -> bool:
    """Whether a code of the framework belongs where a row stands; in a year unknown, any does."""
    if not place_of:
        return True
    indicator, sub = place_of.get(code, (0, ""))
    return indicator > 0 and item.indicator in (None, indicator) and item.sub_indicator in ("", sub)


def _is_first_place(item: Claim) -> bool:
    """Whether a row stands where the numbers of its instrument begin, or nobody knows where."""
    first = INDICATORS_OF[item.instrument][0]
    return item.indicator in (None, first) and item.sub_indicator in ("", f"{first}.1")


def _rows_by_place(
    group: list[Claim], place_of: Places
) -> Iterable[tuple[Sequence[int], Sequence[str]]]:
    """The rows of each heading, and the codes that the framework has there."""
    rows_of: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for at, item in enumerate(group):
        rows_of[item.indicator, item.sub_indicator].append(at)
    for (indicator, sub), rows in rows_of.items():
        heading = group[0]._replace(indicator=indicator, sub_indicator=sub)
        yield rows, [code for code in place_of if _fits(heading, code, place_of)]


def _counted_within_places(codes: list[str], group: list[Claim], place_of: Places) -> list[str]:
    """The codes, with those of rows whose numbers begin anew under each heading."""
    codes = list(codes)
    for rows, own in _rows_by_place(group, place_of):
        numbers = [question_number(group[at].key) or 0 for at in rows]
        if any(codes[at] for at in rows) or len(set(numbers)) < len(numbers):
            continue
        if min(numbers) > 0 and max(numbers) <= len(own) and group[rows[0]].indicator:
            for at, number in zip(rows, numbers, strict=True):
                codes[at] = own[number - 1]
    return codes


def _by_position(
    codes: list[str], group: list[Claim], unsure: Mapping[int, frozenset[str]], place_of: Places
) -> list[str]:
    """The code of each row by its place in the order; [] where anything speaks against that order."""
    derived = list(codes)
    unwritten: list[list[Claim]] = []
    for rows, own in _rows_by_place(group, place_of):
        written = {bool(group[at].key) for at in rows}
        if len(own) != len(rows) or len(written) > 1:
            return []
        for at, code in zip(rows, own, strict=True):
            allowed = {codes[at]} if codes[at] else unsure[at] if group[at].key else {code}
            if code not in allowed:
                return []
            derived[at] = code
        if written == {False}:
            unwritten.append([group[at] for at in rows])
    # Each code once, and the headings in the framework's order too.
    in_order = derived == [code for code in place_of if code in set(derived)]
    return derived if in_order and not _is_sorted_by_score(unwritten) else []


def _is_sorted_by_score(lists: Iterable[Sequence[Claim]]) -> bool:
    """Whether all lists rise, or all fall: then their order is not that of the questions."""
    steps = [
        later.value - earlier.value
        for items in lists
        for earlier, later in pairwise(items)
        if earlier.value is not None and later.value is not None
    ]
    rises, falls = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return min(rises, falls) == 0 and max(rises, falls) >= _SORTED_STEPS


def _placed(item: Claim, code: str, place_of: Places) -> Claim:
    """An item with its code, and with the framework's place where the file tells none.

    An unreadable code is kept with its cell, so that it is unlike any other.
    """
    code = code or f"{item.key[:SHOWN_LENGTH]} ({item.cell})".strip()
    known, sub = place_of.get(code, (None, ""))
    indicator = known if item.indicator is None else item.indicator
    if item.sub_indicator or indicator != known:
        sub = item.sub_indicator
    if (code, indicator, sub) == (item.key, item.indicator, item.sub_indicator):
        return item
    return item._replace(key=code, indicator=indicator, sub_indicator=sub)
