"""The weakest items, and how many items score above a mark."""

import pandas as pd

from ita.domain.framework import Framework
from ita.rounding import round_column

# The number of lowest items that a report names for each instrument.
LOWEST = 5


def ranked(scores: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Return the scored items, weakest first, with rank and weight.

    Columns of the score table, then `rounded_score` (half up at 2 places), `rank` (within the
    instrument, 1 = lowest; equal figures share a rank), `of` (scored items of the instrument),
    `all_equal` (whether all items of the instrument have the same rounded score), `weight` and
    `lost` in points of the total, `row` (in the score table, counted from 0). Items without a score
    are left out.
    """
    items = results[results["level"] == "item"].set_index("row")[["weight", "lost"]]
    table = scores.reset_index(drop=True).join(items)
    table["row"] = table.index
    table = table[table["score"].notna()].copy()
    table["rounded_score"] = round_column(table["score"])
    groups = table.groupby("instrument")["rounded_score"]
    table["rank"] = groups.rank(method="min").astype("Int64")
    table["of"] = groups.transform("size").astype("Int64")
    table["all_equal"] = (groups.transform("min") == groups.transform("max")).astype("boolean")
    return table.sort_values(["rounded_score", "rank"], kind="stable").reset_index(drop=True)


def lowest(items: pd.DataFrame) -> pd.DataFrame:
    """Return the LOWEST items of each instrument from a `ranked` table, and all tied with the last.

    Instruments whose items are all equal are left out.
    """
    chosen = items[(items["rank"] <= LOWEST) & ~items["all_equal"]]
    return chosen.reset_index(drop=True)


def lowest_overall(items: pd.DataFrame, n: int = LOWEST) -> pd.DataFrame:
    """Return the `n` lowest items of a `ranked` table across all instruments.

    Sorted by figure, the lowest first; among equal figures the item with the larger weight comes
    first. Instruments whose items are all equal are left out, as in `lowest`. Column `ties`: the
    number of further items with the same figure as the last one.
    """
    ordered = items[~items["all_equal"]].sort_values(
        ["rounded_score", "weight"], ascending=[True, False], kind="stable"
    )
    chosen = ordered.head(n).reset_index(drop=True)
    last = chosen["rounded_score"].iloc[-1:]
    chosen["ties"] = int(ordered["rounded_score"].iloc[n:].isin(last).sum())
    return chosen


def priorities(items: pd.DataFrame) -> pd.DataFrame:
    """Return the items of a `ranked` table by the points still to win, the most first.

    Columns of the table, then `gap` (100 - score, as shown), `potential` (points of the total
    still to win: gap × weight, the same as `lost`) and `priority` (1 = most, to a millionth of a
    point; ties share it). Among items of equal potential the weaker comes first. Items at 100 are
    left out.
    """
    table = items[items["lost"] > 0].copy()
    table["gap"] = round_column(100 - table["rounded_score"])
    table["potential"] = table["lost"]
    # Round, since floats of equal potential differ in their last digits.
    order = -table["potential"].round(6)
    table["priority"] = order.rank(method="min").astype("Int64")
    return table.sort_values(["priority", "rounded_score"], kind="stable").reset_index(drop=True)


def lowest_status(items: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Return whether each instrument has lowest items, and why not.

    Columns: instrument, state ("no_items", "all_equal", "tie" where ties with the last one make
    more than LOWEST, "fewer" where the instrument has fewer items than LOWEST, else "ranked"),
    named (the number of lowest items).
    """
    rows = []
    named = lowest(items)["instrument"].value_counts()
    for instrument in framework.instruments:
        members = items[items["instrument"] == instrument.code]
        count = int(named.get(instrument.code, 0))
        if members.empty:
            state = "no_items"
        elif members["all_equal"].all():
            state = "all_equal"
        elif count > LOWEST:
            state = "tie"
        else:
            state = "fewer" if len(members) < LOWEST else "ranked"
        rows.append((instrument.code, state, count))
    return pd.DataFrame(rows, columns=["instrument", "state", "named"])


def above(items: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Return how many items of each instrument score above the pass mark.

    Strictly above, by the figure as shown. Columns: instrument, above, of.
    """
    rows = []
    for instrument in framework.instruments:
        members = items[items["instrument"] == instrument.code]
        above_mark = int((members["rounded_score"] > framework.pass_mark).sum())
        rows.append((instrument.code, above_mark, len(members)))
    return pd.DataFrame(rows, columns=["instrument", "above", "of"])
