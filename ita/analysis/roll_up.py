"""The roll-up: from items, or from whatever a file prints, to the total. (DOMAIN.md §1)"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from ita.analysis.record import (
    UNKNOWN,
    Claims,
    Figure,
    Record,
    exact,
    figure_of_record,
    mean_of_known,
    printed_figures,
    weighted_mean,
    written,
)
from ita.analysis.results import RESULT_TYPES
from ita.domain.framework import Framework, Indicator, Instrument
from ita.domain.tables import plain_rows

# What a float may lie beside the figure that it stands for.
_FLOAT_ERROR = Fraction(1, 10**9)


class _Item(NamedTuple):
    """A row of the score table; `group` is its sub-indicator or its part, "" where it has none."""

    row: int
    instrument: str
    indicator: int
    group: str
    code: str
    score: Fraction | None


@dataclass(frozen=True)
class _Node:
    """A figure of the roll-up before it becomes a row."""

    level: str
    key: str
    record: Record
    items: int | None
    scored: int
    basis: str
    instrument: str | None = None
    indicator: int | None = None
    share: Fraction = Fraction(1)  # of its instrument
    row: int | None = None


def _items(scores: pd.DataFrame) -> list[_Item]:
    """The rows that belong to an indicator; none where not one of them has a score."""
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


def _item_node(item: _Item, share: Fraction) -> _Node:
    return _Node(
        level="item",
        key=item.code,
        instrument=item.instrument,
        indicator=item.indicator,
        record=figure_of_record(UNKNOWN, False, written(item.score)),
        share=share,
        items=1,
        scored=int(item.score is not None),
        basis="items",
        row=item.row,
    )


class _RollUp:
    """The roll-up of one agency and year; every method gives a figure and those below it."""

    def __init__(self, items: Sequence[_Item], printed: Claims, framework: Framework) -> None:
        self._items = items
        self._printed = printed
        self._framework = framework

    def total(self) -> list[_Node]:
        """The nodes of all instruments, and of the total at the end."""
        nodes: list[_Node] = []
        tops: list[tuple[_Node, int]] = []
        for instrument in self._framework.instruments:
            branch = self._instrument(instrument)
            tops.append((branch[0], instrument.weight))
            nodes += branch
        computed = weighted_mean([(top.record.figure, weight) for top, weight in tops])
        confirmed = all(top.record.complete for top, _ in tops)
        record = figure_of_record(computed, confirmed, self._written("total", "total"))
        from_items = any(top.basis == "items" for top, _ in tops)
        whole = _Node(
            level="total",
            key="total",
            record=record,
            items=sum(top.items or 0 for top, _ in tops) or None,
            scored=sum(top.scored for top, _ in tops),
            basis=_basis(record, "total", "items" if from_items else "instrument"),
        )
        return [*nodes, whole]

    def _written(self, level: str, key: str) -> Figure:
        """What the file prints of a level and key."""
        return written(self._printed.get(level, {}).get(key))

    def _instrument(self, instrument: Instrument) -> list[_Node]:
        """An instrument, first in the list, with everything below it. (DOMAIN.md §1)

        Computed from the lowest level that the file has: items, else printed indicators, else the
        printed parts of the EIT. Where they don't make it whole, it is what the file prints of it:
        its score, else its weighted score.
        """
        code = instrument.code
        members = self._framework.indicators_of(code)
        items = [item for item in self._items if item.instrument == code]
        printed = self._printed.get("indicator", {})
        tops: list[_Node] = []
        below: list[_Node] = []
        if items or any(str(each.number) in printed for each in members):
            for each in members:
                of_indicator = [item for item in items if item.indicator == each.number]
                nodes = self._indicator(each, of_indicator, Fraction(1, len(members)))
                tops.append(nodes[0])
                below += nodes
        computed = weighted_mean([(top.record.figure, 1) for top in tops]) if tops else UNKNOWN
        confirmed = bool(tops) and all(top.record.complete for top in tops)
        basis = "items" if any(top.basis == "items" for top in tops) else "indicator"
        parts = [v for k, v in self._printed.get("part", {}).items() if k.split()[0] == code]
        if not confirmed and len(parts) > 1 and None not in parts:
            computed, confirmed, basis = mean_of_known([*map(written, parts)]), True, "part"
        whole, printed_level = self._written("instrument", code), "instrument"
        from_weighted = self._written("weighted", code).times(Fraction(100, instrument.weight))
        if not confirmed and _are_same(whole.value, from_weighted.value):
            # A score that was computed from a weighted score is as rough as that is.
            whole, printed_level = from_weighted, "weighted"
        record = figure_of_record(computed, confirmed, whole)
        node = _Node(
            level="instrument",
            key=code,
            instrument=code,
            record=record,
            items=sum(top.items or 0 for top in tops) or instrument.items,
            scored=sum(top.scored for top in tops),
            basis=_basis(record, printed_level, basis),
        )
        return [node, *below]

    def _indicator(self, indicator: Indicator, items: list[_Item], share: Fraction) -> list[_Node]:
        """An indicator, first in the list, with its sub-indicators and items."""
        groups: dict[str, list[_Item]] = {}
        for item in items:
            groups.setdefault(item.group, []).append(item)
        absent = self._absent(indicator, groups) if items else {}
        of_oit = indicator.instrument == "OIT"
        records: dict[str, Record] = {}
        for name, group in groups.items():
            parts = [written(item.score) for item in group] + [UNKNOWN] * absent.get(name, 0)
            confirmed = all(part.value is not None for part in parts)
            printed = self._written("sub_indicator", name) if of_oit else UNKNOWN
            records[name] = figure_of_record(mean_of_known(parts), confirmed, printed)
        figures = [record.figure for record in records.values()]
        figures += [UNKNOWN for name in absent if name not in groups]
        record = figure_of_record(
            mean_of_known(figures) if items else UNKNOWN,
            bool(items) and not absent and all(each.complete for each in records.values()),
            self._written("indicator", str(indicator.number)),
        )
        node = _Node(
            level="indicator",
            key=str(indicator.number),
            instrument=indicator.instrument,
            indicator=indicator.number,
            record=record,
            share=share,
            items=max(len(items), indicator.items or 0) if items else indicator.items,
            scored=sum(item.score is not None for item in items),
            basis=_basis(record, "indicator", "items" if items else "indicator"),
        )
        # A group with nothing in it leaves its weight to its sisters, as a blank item does.
        with_score = sum(each.score is not None for each in records.values())
        nodes = [node]
        for name, group in groups.items():
            scored = records[name].score is not None
            nodes += _group(name, group, records[name], share / with_score if scored else None)
        return nodes

    def _absent(self, indicator: Indicator, groups: Mapping[str, list[_Item]]) -> dict[str, int]:
        """How many items the framework knows and the file lacks, by sub-indicator or part."""
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


def _group(
    name: str, items: Sequence[_Item], record: Record, share: Fraction | None
) -> list[_Node]:
    """The items of a sub-indicator or part, and before them the sub-indicator itself."""
    share = share or Fraction()
    known = sum(item.score is not None for item in items)
    item_share = share / known if known else Fraction()
    nodes = [
        _item_node(item, item_share if item.score is not None else Fraction()) for item in items
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
        share=share,
        items=len(items),
        scored=known,
        basis=_basis(record, "sub_indicator", "items"),
    )
    return [node, *nodes]


def _are_same(score: Fraction | None, from_weighted: Fraction | None) -> bool:
    """Whether a printed score says no more than the printed weighted score does."""
    if from_weighted is None:
        return False
    return score is None or abs(score - from_weighted) < _FLOAT_ERROR


def _basis(record: Record, level: str, below: str) -> str:
    """What a figure rests on: what lies below it, unless only its own print makes it whole."""
    return level if record.printed and not record.confirmed else below


def roll_up(scores: pd.DataFrame, reported: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Every figure from the items to the total, one row each (columns: RESULT_TYPES).

    A score is the figure of record: what the file prints where its parts can give it or are
    missing, else what they give. A blank item leaves its indicator as the mean of the others,
    marked incomplete, and so is everything above it that is not printed. An indicator with nothing
    has no score, nor has its instrument, nor the total. A list of items of which not one has a
    score, as in an unfilled form, counts as no list. (DOMAIN.md §1)
    """
    weights = {each.code: each.weight for each in framework.instruments}
    nodes = _RollUp(_items(scores), printed_figures(reported), framework).total()
    rows = [_row(node, weights.get(node.instrument or "", 100) * node.share) for node in nodes]
    return pd.DataFrame(rows, columns=list(RESULT_TYPES)).astype(dict(RESULT_TYPES))


def _row(node: _Node, weight: Fraction) -> dict[str, Any]:
    record = node.record
    weighted_score = None if record.score is None else record.score * weight / 100
    is_from_print = record.printed and node.basis != "weighted"
    source = "printed" if is_from_print else "computed"
    return {
        "level": node.level,
        "key": node.key,
        "instrument": node.instrument,
        "indicator": node.indicator,
        "score": _float(record.score),
        "weight": float(weight),
        "weighted_score": _float(weighted_score),
        "lost": None if weighted_score is None else float(weight - weighted_score),
        "items": node.items,
        "scored": node.scored,
        "complete": record.complete,
        "basis": node.basis,
        "source": None if record.score is None else source,
        "computed": _float(record.figure.value) if record.confirmed else None,
        "low": float(record.figure.low),
        "high": float(record.figure.high),
        "row": node.row,
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
