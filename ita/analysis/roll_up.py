"""The roll-up: from items, or from whatever a file prints, to the total. (DOMAIN.md §1)"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from ita.analysis.exact import claims, exact
from ita.framework import Framework

RESULT_TYPES: Mapping[str, str] = {
    "level": "string",  # item, sub_indicator, indicator, instrument or total
    "key": "string",  # code, "9.1", "1"-"10", IIT/EIT/OIT, "total"
    "instrument": "string",
    "indicator": "Int64",
    "score": "Float64",  # 0-100, not rounded
    "weight": "Float64",  # points of the total that it carries; all instruments make 100
    "points": "Float64",  # points of the total that it earned
    "lost": "Float64",  # weight - points
    "items": "Int64",  # items it should have: the framework's number, else the file's
    "scored": "Int64",  # items of it that have a score
    "complete": "boolean",
    "basis": "string",  # what it was computed from: items, or the level that the file prints
    "row": "Int64",  # of an item: its row in the score table, counted from 0
}


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction()) / len(values) if values else None


@dataclass(frozen=True)
class _Node:
    """A figure of the roll-up before it becomes a row."""

    level: str
    key: str
    instrument: str
    indicator: int | None
    score: Fraction | None
    share: Fraction  # of its instrument
    items: int | None
    scored: int
    complete: bool
    basis: str
    row: int | None = None


def _group_nodes(
    level: str, share: Fraction, groups: Iterable[tuple[Any, pd.DataFrame]]
) -> tuple[Fraction | None, list[_Node]]:
    """Mean of the groups' means, and the nodes of the items (and of the groups, if named)."""
    found = list(groups)
    scored_groups = [g for g in found if g[1]["score"].notna().any()]
    means: list[Fraction] = []
    nodes: list[_Node] = []
    for key, group in found:
        values = [exact(v) for v in group["score"]]
        known = [v for v in values if v is not None]
        # A group with nothing in it leaves its weight to its sisters, as a blank item does.
        group_share = share / len(scored_groups) if known else Fraction()
        mean = _mean(known)
        if mean is not None:
            means.append(mean)
        first = group.iloc[0]
        where = {"instrument": str(first["instrument"]), "indicator": int(first["indicator"])}
        if level and key:
            nodes.append(
                _Node(
                    level=level,
                    key=str(key),
                    score=mean,
                    share=group_share,
                    items=len(values),
                    scored=len(known),
                    complete=len(known) == len(values),
                    basis="items",
                    **where,
                )
            )
        for row, code, value in zip(group.index, group["code"], values, strict=True):
            nodes.append(
                _Node(
                    level="item",
                    key=str(code),
                    score=value,
                    share=group_share / len(known) if value is not None else Fraction(),
                    items=1,
                    scored=int(value is not None),
                    complete=value is not None,
                    basis="items",
                    row=int(row),
                    **where,
                )
            )
    return _mean(means), nodes


def _indicator_nodes(
    rows: pd.DataFrame,
    printed: Fraction | None,
    number: int,
    instrument: str,
    share: Fraction,
    items: int | None,
) -> list[_Node]:
    """An indicator, first in the list, with everything below it."""
    if rows.empty:
        return [
            _Node(
                level="indicator",
                key=str(number),
                instrument=instrument,
                indicator=number,
                score=printed,
                share=share,
                items=items,
                scored=0,
                complete=printed is not None,
                basis="indicator",
            )
        ]
    by = "sub_indicator" if instrument == "OIT" else "part"
    level = "sub_indicator" if instrument == "OIT" else ""
    keys = rows[by].astype("string").fillna("")
    score, nodes = _group_nodes(level, share, rows.groupby(keys, sort=False))
    scored = int(rows["score"].notna().sum())
    expected = max(len(rows), items or 0)
    own = _Node(
        level="indicator",
        key=str(number),
        instrument=instrument,
        indicator=number,
        score=score,
        share=share,
        items=expected,
        scored=scored,
        complete=scored == expected,
        basis="items",
    )
    return [own, *nodes]


def _instrument_nodes(
    scores: pd.DataFrame, reported: pd.DataFrame, framework: Framework, code: str
) -> list[_Node]:
    """An instrument, first in the list, with everything below it. (DOMAIN.md §1)

    Computed from the lowest level that the file has: items, else printed indicators, else the
    printed parts of the EIT, else the printed instrument, else its printed weighted points.
    """
    instrument = framework.instrument(code)
    rows = scores[scores["instrument"] == code]
    printed = claims(reported, "indicator")
    members = framework.indicators_of(code)
    below: list[_Node] = []
    if not rows.empty or any(str(each.number) in printed for each in members):
        for each in members:
            below += _indicator_nodes(
                rows[rows["indicator"] == each.number],
                printed.get(str(each.number)),
                each.number,
                code,
                Fraction(1, len(members)),
                each.items,
            )
        own = [node for node in below if node.level == "indicator"]
        values = [node.score for node in own if node.score is not None]
        score = _mean(values) if len(values) == len(members) else None
        return [
            _Node(
                level="instrument",
                key=code,
                instrument=code,
                indicator=None,
                score=score,
                share=Fraction(1),
                items=sum(node.items or 0 for node in own) or instrument.items,
                scored=sum(node.scored for node in own),
                complete=all(node.complete for node in own),
                basis="items" if any(node.basis == "items" for node in own) else "indicator",
            ),
            *below,
        ]
    score, basis = _printed_instrument(reported, instrument.weight, code)
    return [
        _Node(
            level="instrument",
            key=code,
            instrument=code,
            indicator=None,
            score=score,
            share=Fraction(1),
            items=instrument.items,
            scored=0,
            complete=score is not None,
            basis=basis,
        )
    ]


def _printed_instrument(
    reported: pd.DataFrame, weight: int, code: str
) -> tuple[Fraction | None, str]:
    """The score of an instrument of which the file has no indicator, and where it comes from."""
    parts = [v for key, v in claims(reported, "part").items() if key.startswith(code)]
    if parts:
        known = [v for v in parts if v is not None]
        return (_mean(known) if len(known) == len(parts) > 1 else None), "part"
    whole = claims(reported, "instrument").get(code)
    if whole is not None:
        return whole, "instrument"
    weighted = claims(reported, "weighted").get(code)
    return (None if weighted is None else weighted * 100 / weight), "weighted"


def roll_up(scores: pd.DataFrame, reported: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Every figure from the items to the total, one row each (columns: RESULT_TYPES).

    A blank item leaves its indicator as the mean of the others, marked incomplete, and so is
    everything above it. An indicator with nothing has no score, nor has its instrument, nor the
    total. A file that prints a total and nothing below it keeps that total. A list of items of
    which not one has a score, as in an unfilled form, counts as no list. (DOMAIN.md §1)
    """
    if scores["score"].isna().all():
        scores = scores.iloc[:0]
    scores = scores.reset_index(drop=True)
    rows: list[dict[str, Any]] = []
    tops: list[tuple[_Node, int]] = []
    for instrument in framework.instruments:
        nodes = _instrument_nodes(scores, reported, framework, instrument.code)
        tops.append((nodes[0], instrument.weight))
        rows += [_row(node, instrument.weight * node.share) for node in nodes]
    known = [(node, weight) for node, weight in tops if node.score is not None]
    printed = claims(reported, "total").get("total")
    if len(known) == len(tops):
        total = sum((node.score * weight / 100 for node, weight in known), Fraction())
        basis = "items" if any(node.basis == "items" for node, _ in tops) else "instrument"
    elif not known and scores.empty and claims(reported, "indicator") == {}:
        total, basis = printed, "total"
    else:
        total, basis = None, "instrument"
    whole = _Node(
        level="total",
        key="total",
        instrument="",
        indicator=None,
        score=total,
        share=Fraction(1),
        items=sum(node.items or 0 for node, _ in tops) or None,
        scored=sum(node.scored for node, _ in tops),
        complete=total is not None and (basis == "total" or all(node.complete for node, _ in tops)),
        basis=basis,
    )
    rows.append(_row(whole, Fraction(100)))
    return pd.DataFrame(rows, columns=list(RESULT_TYPES)).astype(dict(RESULT_TYPES))


def _row(node: _Node, weight: Fraction) -> dict[str, Any]:
    points = None if node.score is None else node.score * weight / 100
    return {
        "level": node.level,
        "key": node.key,
        "instrument": node.instrument or None,
        "indicator": node.indicator,
        "score": None if node.score is None else float(node.score),
        "weight": float(weight),
        "points": None if points is None else float(points),
        "lost": None if points is None else float(weight - points),
        "items": node.items,
        "scored": node.scored,
        "complete": node.complete,
        "basis": node.basis,
        "row": node.row,
    }


def figures(results: pd.DataFrame, level: str, column: str = "score") -> dict[str, float | None]:
    """One column of a level by key, None where it is missing."""
    # Plain lists: pages ask this dozens of times a run, and a mask costs a millisecond each.
    rows = zip(
        results["level"].tolist(), results["key"].tolist(), results[column].tolist(), strict=True
    )
    return {
        key: None if pd.isna(value) else float(value) for own, key, value in rows if own == level
    }


def has_indicators(results: pd.DataFrame) -> bool:
    """Whether any indicator has a score."""
    return any(score is not None for score in figures(results, "indicator").values())


def has_losses(results: pd.DataFrame) -> bool:
    """Whether there is a total that was computed from all ten indicators."""
    lost = figures(results, "indicator", "lost")
    total = figures(results, "total")["total"]
    return total is not None and bool(lost) and None not in lost.values()
