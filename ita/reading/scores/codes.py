"""Determine the code of each item, as written or by elimination.

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
Positions = Mapping[str, tuple[int, str]]

# A list whose scores only rise or only fall, in at least this many steps, is sorted by score.
_SORTED_STEPS = 4


@lru_cache(maxsize=64)
def expected_items(year: int | None, variant: str | None, instrument: str) -> Expected:
    """Return code, indicator and sub-indicator of each item of an instrument; () if unknown."""
    if not instrument:
        return ()
    return tuple(load_framework(year, variant or "national").expected_codes(instrument))


@lru_cache(maxsize=64)
def _positions(year: int | None, variant: str | None, instrument: str) -> Positions:
    return {code: (number, sub) for code, number, sub in expected_items(year, variant, instrument)}


def with_codes(claims: list[Claim], variant: str | None) -> tuple[list[Claim], list[Problem]]:
    """Return the items with their codes, indicators and sub-indicators, then the other claims.

    A readable code is kept, whatever its heading. Any other code is determined by elimination from
    the other codes and the year's framework. Rows without codes get them by position, if each
    heading has as many rows as in the framework and they are not sorted by score. If a code cannot
    be determined, the written one is kept together with its cell, and a problem is reported; an OIT
    item is then left out unless its sub-indicator is known.
    """
    items = [_of_its_instrument(claim) for claim in claims if claim.level == "item"]
    lists: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        lists[item.owner, item.instrument, item.part, item.sheet].append(at)
    coded: list[Claim | None] = list(items)
    problems: list[Problem] = []
    for rows in lists.values():
        listed = [items[at] for at in rows]
        positions = _positions(listed[0].owner.year, variant, listed[0].instrument)
        if {each.key: (each.indicator, each.sub_indicator) for each in listed} == positions:
            # The codes and positions of all rows are those of the framework.
            continue
        item_list = _ItemList(listed, positions)
        problems += item_list.find_codes()
        without_indicator: list[Claim] = []
        for at, item, code in zip(rows, listed, item_list.codes, strict=True):
            coded[at] = result = _with_code(item, code, positions)
            if not code and item.instrument == "OIT" and not item.sub_indicator:
                coded[at] = None
            elif result.indicator is None:
                without_indicator.append(result)
        if without_indicator:
            names = ", ".join(item.key or item.text for item in without_indicator)
            problems.append(problem_of("indicator-missing", without_indicator, "error", names))
    others = [claim for claim in claims if claim.level != "item"]
    return [item for item in coded if item is not None] + others, problems


def _of_its_instrument(item: Claim) -> Claim:
    """Return an item with its readable code and the instrument of that code."""
    code = item_code(item.key) or label_code(item.key)[0]
    instrument = INSTRUMENT_OF_LETTER.get(code[:1], item.instrument)
    if instrument != item.instrument:
        return item._replace(key=code, instrument=instrument, indicator=None, sub_indicator="")
    return item if code in ("", item.key) else item._replace(key=code)


def _with_code(item: Claim, code: str, positions: Positions) -> Claim:
    """Return an item with its code, and with the framework's position if the file has none.

    An unreadable code is kept together with its cell, so that it is unique.
    """
    code = code or f"{item.key[:SHOWN_LENGTH]} ({item.cell})".strip()
    expected, sub_indicator = positions.get(code, (None, ""))
    indicator = expected if item.indicator is None else item.indicator
    if item.sub_indicator or indicator != expected:
        sub_indicator = item.sub_indicator
    if (code, indicator, sub_indicator) == (item.key, item.indicator, item.sub_indicator):
        return item
    return item._replace(key=code, indicator=indicator, sub_indicator=sub_indicator)


class _ItemList:
    """The items of an instrument on a sheet; `codes` has the code of each, "" if unknown.

    `candidates` are the possible codes of each row without a readable one.
    """

    def __init__(self, items: Sequence[Claim], positions: Positions) -> None:
        self.items, self.positions = items, positions
        self.codes = [item_code(item.key) for item in items]
        instrument = items[0].instrument
        self.candidates = {
            at: possible_codes(item.key, instrument)
            for at, item in enumerate(items)
            if instrument and not self.codes[at]
        }

    def find_codes(self) -> list[Problem]:
        """Fill in the codes that are certain; return problems for inferred and unreadable codes."""
        if not self.candidates:
            return []
        for at, code in self._only_possible().items():
            self.codes[at] = code
        self._count_within_headings()
        if not all(self.codes):
            self.codes = self._by_position() or self.codes
        doubts: dict[tuple[str, Severity], list[Claim]] = {
            ("code-unreadable", "error"): [],
            ("code-by-position", "warning"): [],
            ("code-mended", "warning"): [],
        }
        unreadable, unwritten, mended = doubts.values()
        for at in self.candidates:
            item, code = self.items[at], self.codes[at]
            if not code:
                unreadable.append(item)
            elif not item.key:
                unwritten.append(item)
            elif question_number(item.key) != int(code[1:]):
                mended.append(item)
        return [
            problem_of(code, items, severity, items[0].key)
            for (code, severity), items in doubts.items()
            if items
        ]

    def _only_possible(self) -> dict[int, str]:
        """Return the code of each row with only one possible code, by elimination and position.

        If two rows compete for a code, numbers may start again under each heading: then only rows
        with an indicator are returned, and only if the framework is known.
        """
        possible = {
            at: {
                code
                for code in codes
                if code not in self.codes and self._fits(self.items[at], code)
            }
            for at, codes in self.candidates.items()
        }
        is_contested = not self.positions and any(
            f"{item.instrument[0]}1" in self.candidates.get(at, ()) and not _is_first(item)
            for at, item in enumerate(self.items)
        )
        certain: dict[int, str] = {}
        while single := {at: min(codes) for at, codes in possible.items() if len(codes) == 1}:
            rows_of = Counter(single.values())
            is_contested |= max(rows_of.values()) > 1
            certain |= {at: code for at, code in single.items() if rows_of[code] == 1}
            possible = {
                at: codes - rows_of.keys() for at, codes in possible.items() if at not in single
            }
        if is_contested or any(possible.values()):
            is_known = bool(self.positions)
            return {
                at: code for at, code in certain.items() if is_known and self.items[at].indicator
            }
        return certain

    def _fits(self, item: Claim, code: str) -> bool:
        """Whether a code matches the headings of a row; always true without a framework."""
        if not self.positions:
            return True
        indicator, sub = self.positions.get(code, (0, ""))
        is_there = item.indicator in (None, indicator) and item.sub_indicator in ("", sub)
        return indicator > 0 and is_there

    def _by_heading(self) -> Iterable[tuple[list[int], list[str]]]:
        """Return for each heading its rows, and its codes in the framework."""
        rows_of: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        for at, item in enumerate(self.items):
            rows_of[item.indicator, item.sub_indicator].append(at)
        for rows in rows_of.values():
            yield rows, [code for code in self.positions if self._fits(self.items[rows[0]], code)]

    def _count_within_headings(self) -> None:
        """Fill in the codes of rows whose numbers start again under each heading."""
        for rows, expected in self._by_heading():
            numbers = [question_number(self.items[at].key) or 0 for at in rows]
            if any(self.codes[at] for at in rows) or len(set(numbers)) < len(numbers):
                continue
            within = min(numbers) > 0 and max(numbers) <= len(expected)
            if within and self.items[rows[0]].indicator:
                for at, number in zip(rows, numbers, strict=True):
                    self.codes[at] = expected[number - 1]

    def _by_position(self) -> list[str]:
        """Return the code of each row by its order; [] if the order contradicts the framework."""
        derived = list(self.codes)
        unwritten: list[list[Claim]] = []
        for rows, expected in self._by_heading():
            is_written = {bool(self.items[at].key) for at in rows}
            if len(expected) != len(rows) or len(is_written) > 1:
                return []
            for at, code in zip(rows, expected, strict=True):
                possible = self.candidates.get(at, ()) if self.items[at].key else (code,)
                if code not in ((self.codes[at],) if self.codes[at] else possible):
                    return []
                derived[at] = code
            if is_written == {False}:
                unwritten.append([self.items[at] for at in rows])
        # Each code must occur once, and the headings must be in the framework's order.
        is_in_order = derived == [code for code in self.positions if code in set(derived)]
        return derived if is_in_order and not _is_sorted_by_score(unwritten) else []


def _is_first(item: Claim) -> bool:
    """Whether a row is under the first heading of its instrument, or under none."""
    first = INDICATORS_OF[item.instrument][0]
    return item.indicator in (None, first) and item.sub_indicator in ("", f"{first}.1")


def _is_sorted_by_score(lists: Iterable[Sequence[Claim]]) -> bool:
    """Whether all lists rise or all fall, so that their order is not that of the questions."""
    steps = [
        later.value - earlier.value
        for items in lists
        for earlier, later in pairwise(items)
        if earlier.value is not None and later.value is not None
    ]
    rises, falls = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return min(rises, falls) == 0 and max(rises, falls) >= _SORTED_STEPS
