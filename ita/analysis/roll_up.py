"""The roll-up from items, or from the figures that a file prints, to the total. (DOMAIN.md §1)"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from ita.analysis.record import (
    UNKNOWN,
    Claims,
    Figure,
    Record,
    exact,
    figure_of_record,
    mean,
    printed_figures,
    written,
)
from ita.analysis.results import RESULT_TYPES
from ita.domain.framework import Framework, Indicator, Instrument
from ita.domain.tables import plain_rows

# Tolerance for float errors.
_FLOAT_ERROR = Fraction(1, 10**9)


class _Item(NamedTuple):
    """A row of the score table; `group` is its sub-indicator or part, "" without one."""

    row: int
    instrument: str
    indicator: int
    group: str
    code: str
    score: Fraction | None


@dataclass(frozen=True)
class _Node:
    """A figure of the roll-up before it becomes a row; `weight` is in percent of the total."""

    level: str
    key: str
    record: Record
    weight: Fraction
    items: int | None
    scored: int
    basis: str
    instrument: str | None = None
    indicator: int | None = None
    row: int | None = None

    def to_row(self) -> dict[str, Any]:
        """Return the row of the results table (columns: RESULT_TYPES)."""
        record, weight = self.record, self.weight
        weighted_score = None if record.score is None else record.score * weight / 100
        is_from_print = record.printed and self.basis != "weighted"
        source = "printed" if is_from_print else "computed"
        return {
            **vars(self),
            "score": record.score,
            "weighted_score": weighted_score,
            "lost": None if weighted_score is None else weight - weighted_score,
            "complete": record.complete,
            "source": None if record.score is None else source,
            "computed": record.figure.value if record.confirmed else None,
            "low": record.figure.low,
            "high": record.figure.high,
        }


def _items(scores: pd.DataFrame) -> list[_Item]:
    """Return the rows that belong to an indicator; an empty list where none has a score."""
    if scores["score"].isna().all():
        return []
    columns = ("instrument", "indicator", "sub_indicator", "part", "code", "score")
    items = []
    for row, values in enumerate(plain_rows(scores, columns)):
        instrument, indicator, sub_indicator, part, code, score = values
        if instrument is not None and indicator is not None:
            group = sub_indicator if instrument == "OIT" else part
            name = "" if group is None else str(group)
            items.append(_Item(row, instrument, indicator, name, str(code), exact(score)))
    return items


class _RollUp:
    """The roll-up of one agency and year; every method returns a figure and those below it."""

    def __init__(self, items: Sequence[_Item], printed: Claims, framework: Framework) -> None:
        self._items = items
        self._printed = printed
        self._framework = framework

    def total(self) -> list[_Node]:
        """Return the nodes of all instruments, followed by the total."""
        branches = [self._instrument(instrument) for instrument in self._framework.instruments]
        tops = [branch[0] for branch in branches]
        weights = [instrument.weight for instrument in self._framework.instruments]
        record = figure_of_record(
            mean([top.record.figure for top in tops], weights),
            all(top.record.complete for top in tops),
            self._written("total", "total"),
        )
        from_items = any(top.basis == "items" for top in tops)
        whole = _Node(
            level="total",
            key="total",
            record=record,
            weight=Fraction(100),
            items=sum(top.items or 0 for top in tops) or None,
            scored=sum(top.scored for top in tops),
            basis=record.basis("total", "items" if from_items else "instrument"),
        )
        return [*chain(*branches), whole]

    def _written(self, level: str, key: str) -> Figure:
        """Return the printed figure of a level and key."""
        return written(self._printed.get(level, {}).get(key))

    def _instrument(self, instrument: Instrument) -> list[_Node]:
        """Return an instrument, first in the list, with everything below it. (DOMAIN.md §1)

        Computed from the lowest level in the file: items, else printed indicators, else the printed
        parts of the EIT. Where these are incomplete, the printed figure is used: the score, else
        the weighted score.
        """
        code = instrument.code
        members = self._framework.indicators_of(code)
        items = [item for item in self._items if item.instrument == code]
        printed = self._printed.get("indicator", {})
        branches: list[list[_Node]] = []
        if items or any(str(each.number) in printed for each in members):
            weight = Fraction(instrument.weight, len(members))
            branches = [self._indicator(each, items, weight) for each in members]
        tops = [branch[0] for branch in branches]
        computed = mean([top.record.figure for top in tops]) if tops else UNKNOWN
        confirmed = bool(tops) and all(top.record.complete for top in tops)
        basis = "items" if any(top.basis == "items" for top in tops) else "indicator"
        parts = [v for k, v in self._printed.get("part", {}).items() if k.split()[0] == code]
        if not confirmed and len(parts) > 1 and None not in parts:
            computed, confirmed, basis = mean([*map(written, parts)]), True, "part"
        whole, printed_level = self._written("instrument", code), "instrument"
        from_weighted = self._written("weighted", code).times(Fraction(100, instrument.weight))
        if not confirmed and _are_same(whole.value, from_weighted.value):
            # A score derived from a weighted score is only as precise as that.
            whole, printed_level = from_weighted, "weighted"
        record = figure_of_record(computed, confirmed, whole)
        node = _Node(
            level="instrument",
            key=code,
            instrument=code,
            record=record,
            weight=Fraction(instrument.weight),
            items=sum(top.items or 0 for top in tops) or instrument.items,
            scored=sum(top.scored for top in tops),
            basis=record.basis(printed_level, basis),
        )
        return [node, *chain(*branches)]

    def _indicator(
        self, indicator: Indicator, of_instrument: Sequence[_Item], weight: Fraction
    ) -> list[_Node]:
        """Return an indicator, first in the list, with its sub-indicators and items."""
        items = [item for item in of_instrument if item.indicator == indicator.number]
        groups: dict[str, list[_Item]] = {}
        for item in items:
            groups.setdefault(item.group, []).append(item)
        absent = self._absent(indicator, groups) if items else {}
        records: dict[str, Record] = {}
        for name, group in groups.items():
            parts = [written(item.score) for item in group] + [UNKNOWN] * absent.get(name, 0)
            confirmed = all(part.value is not None for part in parts)
            is_printed = indicator.instrument == "OIT"
            printed = self._written("sub_indicator", name) if is_printed else UNKNOWN
            records[name] = figure_of_record(mean(parts, of_known=True), confirmed, printed)
        figures = [record.figure for record in records.values()]
        figures += [UNKNOWN for name in absent if name not in groups]
        record = figure_of_record(
            mean(figures, of_known=True) if items else UNKNOWN,
            bool(items) and not absent and all(each.complete for each in records.values()),
            self._written("indicator", str(indicator.number)),
        )
        node = _Node(
            level="indicator",
            key=str(indicator.number),
            instrument=indicator.instrument,
            indicator=indicator.number,
            record=record,
            weight=weight,
            items=max(len(items), indicator.items or 0) if items else indicator.items,
            scored=_count_scored(items),
            basis=record.basis("indicator", "items" if items else "indicator"),
        )
        # A group without scores leaves its weight to the other groups, as a blank item does.
        with_score = sum(each.score is not None for each in records.values())
        nodes = [node]
        for name, group in groups.items():
            has_score = records[name].score is not None
            of_group = weight / with_score if has_score else Fraction()
            nodes += _group(name, group, records[name], of_group)
        return nodes

    def _absent(self, indicator: Indicator, groups: Mapping[str, list[_Item]]) -> dict[str, int]:
        """Return how many items of the framework the file lacks, by sub-indicator or part."""
        missing = (indicator.items or 0) - sum(len(group) for group in groups.values())
        if missing <= 0:
            return {}
        expected = {
            each.number: each.items or 0
            for each in self._framework.sub_indicators
            if each.indicator == indicator.number
        }
        if not expected:
            return dict.fromkeys(groups, missing)
        lacking = {name: n - len(groups.get(name, ())) for name, n in expected.items()}
        return {name: n for name, n in lacking.items() if n > 0}


def _group(name: str, items: Sequence[_Item], record: Record, weight: Fraction) -> list[_Node]:
    """Return the items of a sub-indicator or part, preceded by the sub-indicator itself."""
    scored = _count_scored(items)
    nodes = [
        _Node(
            level="item",
            key=item.code,
            instrument=item.instrument,
            indicator=item.indicator,
            record=figure_of_record(UNKNOWN, False, written(item.score)),
            weight=Fraction() if item.score is None else weight / scored,
            items=1,
            scored=int(item.score is not None),
            basis="items",
            row=item.row,
        )
        for item in items
    ]
    first = items[0]
    if not name or first.instrument != "OIT":
        return nodes
    node = _Node(
        level="sub_indicator",
        key=name,
        instrument=first.instrument,
        indicator=first.indicator,
        record=record,
        weight=weight,
        items=len(items),
        scored=scored,
        basis=record.basis("sub_indicator", "items"),
    )
    return [node, *nodes]


def _count_scored(items: Sequence[_Item]) -> int:
    return sum(item.score is not None for item in items)


def _are_same(score: Fraction | None, from_weighted: Fraction | None) -> bool:
    """Return whether a printed score adds nothing to the printed weighted score."""
    if from_weighted is None:
        return False
    return score is None or abs(score - from_weighted) < _FLOAT_ERROR


def roll_up(scores: pd.DataFrame, reported: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Return every figure from the items to the total, one row each (columns: RESULT_TYPES).

    A score is the figure of record: the printed figure where its parts can give it or are missing,
    else the computed one. With a blank item an indicator is the mean of the others and is marked
    incomplete, as is everything above it that is not printed. An indicator without any figure has
    no score, nor have its instrument and the total. A list of items without a single score, as in
    an unfilled form, is ignored. (DOMAIN.md §1)
    """
    nodes = _RollUp(_items(scores), printed_figures(reported), framework).total()
    table = pd.DataFrame([node.to_row() for node in nodes], columns=list(RESULT_TYPES))
    return table.astype(dict(RESULT_TYPES))
