"""Pure functions from table to table: roll-up, ranking, counts, levels, printed against computed.

All of them take the tables of one agency in one fiscal year and return new ones. Figures are
floats nearest to the exact value; only `ita.rounding` rounds, and only what is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from ita.framework import Framework, Level
from ita.rounding import half_up, shown

# How far a printed figure may lie from the recomputed one before it counts as a difference.
# (DOMAIN.md §1, last point)
TOLERANCE: Mapping[str, float] = {
    "sub_indicator": 0.02,
    "indicator": 0.02,
    "part": 0.02,
    "instrument": 0.02,
    "weighted": 0.02,
    "total": 0.05,
    "weight": 0.0,
    "count": 0.0,
}

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


def _exact(value: Any) -> Fraction | None:
    """The decimal that a cell shows, without a float's error; None where it is missing."""
    return None if pd.isna(value) else Fraction(repr(float(value)))


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction()) / len(values) if values else None


def _claims(reported: pd.DataFrame, level: str) -> dict[str, Fraction | None]:
    """What the file prints at a level, by key; the first claim counts."""
    rows = reported[reported["level"] == level].drop_duplicates("key")
    return {str(key): _exact(value) for key, value in zip(rows["key"], rows["value"], strict=True)}


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
        values = [_exact(v) for v in group["score"]]
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
    printed = _claims(reported, "indicator")
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
    parts = [v for key, v in _claims(reported, "part").items() if key.startswith(code)]
    if parts:
        known = [v for v in parts if v is not None]
        return (_mean(known) if len(known) == len(parts) > 1 else None), "part"
    whole = _claims(reported, "instrument").get(code)
    if whole is not None:
        return whole, "instrument"
    weighted = _claims(reported, "weighted").get(code)
    return (None if weighted is None else weighted * 100 / weight), "weighted"


def roll_up(scores: pd.DataFrame, reported: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Every figure from the items to the total, one row each (columns: RESULT_TYPES).

    A blank item leaves its indicator as the mean of the others, marked incomplete, and so is
    everything above it. An indicator with nothing has no score, nor has its instrument, nor the
    total. A file that prints a total and nothing below it keeps that total. (DOMAIN.md §1)
    """
    scores = scores.reset_index(drop=True)
    rows: list[dict[str, Any]] = []
    tops: list[tuple[_Node, int]] = []
    for instrument in framework.instruments:
        nodes = _instrument_nodes(scores, reported, framework, instrument.code)
        tops.append((nodes[0], instrument.weight))
        rows += [_row(node, instrument.weight * node.share) for node in nodes]
    known = [(node, weight) for node, weight in tops if node.score is not None]
    printed = _claims(reported, "total").get("total")
    if len(known) == len(tops):
        total = sum((node.score * weight / 100 for node, weight in known), Fraction())
        basis = "items" if any(node.basis == "items" for node, _ in tops) else "instrument"
    elif not known and scores.empty and _claims(reported, "indicator") == {}:
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
    rows = results[results["level"] == level]
    return {
        str(key): None if pd.isna(value) else float(value)
        for key, value in zip(rows["key"], rows[column], strict=True)
    }


def ranked(scores: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """The scored items, weakest first, with rank and weight.

    Columns of the score table, then `shown` (score half up at 2 places), `rank` (within the
    instrument, 1 = lowest; equal figures share a rank), `of` (scored items of the instrument),
    `all_equal` (whether every item of the instrument shows one figure), `weight` and `lost` in
    points of the total. Items without a score have no rank and are left out.
    """
    items = results[results["level"] == "item"].set_index("row")[["weight", "lost"]]
    table = scores.reset_index(drop=True).join(items)
    table = table[table["score"].notna()].copy()
    table["shown"] = pd.array([shown(value) for value in table["score"]], dtype="Float64")
    groups = table.groupby("instrument")["shown"]
    table["rank"] = groups.rank(method="min").astype("Int64")
    table["of"] = groups.transform("size").astype("Int64")
    table["all_equal"] = (groups.transform("min") == groups.transform("max")).astype("boolean")
    return table.sort_values(["shown", "rank"], kind="stable").reset_index(drop=True)


def lowest(items: pd.DataFrame, n: int = 5) -> pd.DataFrame:
    """The `n` lowest items of each instrument from a `ranked` table, and all tied with the last.

    An instrument whose items are all equal has no lowest, so none of them is named.
    """
    chosen = items[(items["rank"] <= n) & ~items["all_equal"]]
    return chosen.reset_index(drop=True)


def standing(items: pd.DataFrame, framework: Framework, n: int = 5) -> pd.DataFrame:
    """What can be said of each instrument's lowest items.

    Columns: instrument, state ("no_items", "all_equal", "tie" where more than `n` are named
    because the last ones are equal, "fewer" where there are not `n` items, else "ranked"), named.
    """
    rows = []
    named = lowest(items, n)["instrument"].value_counts()
    for instrument in framework.instruments:
        own = items[items["instrument"] == instrument.code]
        count = int(named.get(instrument.code, 0))
        if own.empty:
            state = "no_items"
        elif own["all_equal"].all():
            state = "all_equal"
        elif count > n:
            state = "tie"
        else:
            state = "fewer" if len(own) < n else "ranked"
        rows.append({"instrument": instrument.code, "state": state, "named": count})
    return pd.DataFrame(rows, columns=["instrument", "state", "named"])


def above(
    items: pd.DataFrame, framework: Framework, threshold: float | None = None
) -> pd.DataFrame:
    """How many items of each instrument lie above a threshold (the pass mark unless given).

    Strictly above, on the figure that is shown. Columns: instrument, above, of.
    """
    mark = framework.pass_mark if threshold is None else threshold
    rows = [
        {
            "instrument": instrument.code,
            "above": int((own["shown"] > mark).sum()),
            "of": len(own),
        }
        for instrument in framework.instruments
        for own in [items[items["instrument"] == instrument.code]]
    ]
    return pd.DataFrame(rows, columns=["instrument", "above", "of"])


@dataclass(frozen=True)
class Standing:
    """A total's level and what the next one takes.

    `level` is None where the total is missing or incomplete, or the year's rule is unknown.
    `missing` is in points of the total; `held_back_by` names the instruments below the mark that
    the next level asks of each.
    """

    level: Level | None
    next_level: Level | None
    missing: float
    held_back_by: tuple[str, ...]


def level_standing(results: pd.DataFrame, framework: Framework) -> Standing:
    """Where the total stands among the levels. An incomplete total has no final level."""
    top = results[results["level"] == "total"].iloc[0]
    instruments = figures(results, "instrument")
    total = None if pd.isna(top["score"]) else float(top["score"])
    level = framework.level(total, instruments) if bool(top["complete"]) else None
    if level is None or total is None:
        return Standing(None, None, 0.0, ())
    place = framework.levels.index(level)
    if place == 0:
        return Standing(level, None, 0.0, ())
    upper = framework.levels[place - 1]
    short = max(Fraction(repr(upper.total)) - Fraction(str(half_up(total))), Fraction())
    behind = tuple(
        code
        for code, score in instruments.items()
        if upper.each and score is not None and (shown(score) or 0) < upper.each
    )
    return Standing(level, upper, float(short), behind)


def reconcile(
    results: pd.DataFrame, reported: pd.DataFrame, counts: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    """What the file prints against what its own figures give.

    Columns: level, key, printed, computed (both as text), difference (computed - printed, NA for
    counts and grades), state ("equal", "within" the tolerance of the level, "different"), sheet,
    cell. Figures that the file leaves blank, or that were themselves the basis of the result, are
    not compared. `counts` is what `above` returned. (DOMAIN.md §1, last point)
    """
    bases = {
        (level, key): basis
        for level, key, basis in zip(
            results["level"], results["key"], results["basis"], strict=True
        )
    }
    computed: dict[tuple[str, str], float | None] = {
        (level, key): value
        for level in ("sub_indicator", "indicator", "instrument", "total")
        for key, value in figures(results, level).items()
        if bases[level, key] != level
    }
    for key, value in figures(results, "instrument", "points").items():
        if bases["instrument", key] != "weighted":
            computed["weighted", key] = value
    for instrument in framework.instruments:
        computed["weight", instrument.code] = float(instrument.weight)

    rows = []
    for claim in reported.itertuples():
        pair = (str(claim.level), str(claim.key))
        if pair in computed and computed[pair] is not None and not pd.isna(claim.value):
            rows.append(_compared(pair, claim, computed[pair]))
    rows += _counts_compared(reported, counts)
    rows += _grades_compared(results, reported, framework)
    columns = ["level", "key", "printed", "computed", "difference", "state", "sheet", "cell"]
    return pd.DataFrame(rows, columns=columns).astype({"difference": "Float64"})


def _compared(pair: tuple[str, str], claim: Any, value: float | None) -> dict[str, Any]:
    printed, own = half_up(claim.value), half_up(value)
    gap = own - printed
    if gap == 0:
        state = "equal"
    else:
        state = "within" if abs(gap) <= half_up(TOLERANCE[pair[0]]) else "different"
    return {
        "level": pair[0],
        "key": pair[1],
        "printed": str(printed),
        "computed": str(own),
        "difference": float(gap),
        "state": state,
        "sheet": claim.sheet,
        "cell": claim.cell,
    }


def _counts_compared(reported: pd.DataFrame, counts: pd.DataFrame) -> list[dict[str, Any]]:
    of = _claims(reported, "count_of")
    own = {str(r.instrument): (int(r.above), int(r.of)) for r in counts.itertuples()}
    rows = []
    for claim in reported[reported["level"] == "count"].itertuples():
        above_own, of_own = own.get(str(claim.key), (0, 0))
        if pd.isna(claim.value) or of_own == 0:
            continue
        whole = of.get(str(claim.key))
        printed = f"{claim.value:g}" + ("" if whole is None else f"/{float(whole):g}")
        computed = f"{above_own}" + ("" if whole is None else f"/{of_own}")
        rows.append(
            {
                "level": "count",
                "key": claim.key,
                "printed": printed,
                "computed": computed,
                "difference": None,
                "state": "equal" if printed == computed else "different",
                "sheet": claim.sheet,
                "cell": claim.cell,
            }
        )
    return rows


def _grades_compared(
    results: pd.DataFrame, reported: pd.DataFrame, framework: Framework
) -> list[dict[str, Any]]:
    """Printed levels against the rule; a printed word beside the letter is no difference."""
    scores = {**figures(results, "indicator"), **figures(results, "instrument")}
    rows = []
    for claim in reported[reported["level"] == "grade"].itertuples():
        if pd.isna(claim.text) or not str(claim.text).strip():
            continue
        key = str(claim.key)
        if key == "total":
            level = level_standing(results, framework).level
        else:
            kind = "indicator" if key.isdigit() else "instrument"
            level = framework.score_level(scores.get(key), kind)
        if level is None:
            continue
        printed = str(claim.text).strip()
        same = printed == level.code or (level.code.isascii() and printed.split()[0] == level.code)
        rows.append(
            {
                "level": "grade",
                "key": key,
                "printed": printed,
                "computed": level.code,
                "difference": None,
                "state": "equal" if same else "different",
                "sheet": claim.sheet,
                "cell": claim.cell,
            }
        )
    return rows
