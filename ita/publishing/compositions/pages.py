"""How rows are spread over sheets: as few as it takes, all of them about equally full."""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

_Any = TypeVar("_Any")

# Shares of a sheet's full height that are tried in turn.
_FILLS = tuple(share / 50 for share in range(10, 51))


def evenly(flow: Callable[[float], list[_Any]]) -> list[_Any]:
    """The sheets that `flow` fills to the smallest share of their height without needing more."""
    fewest = len(flow(1))
    return next(sheets for sheets in map(flow, _FILLS) if len(sheets) <= fewest)


def flow(heights: Sequence[float], first: float, others: float) -> list[int]:
    """How many rows of these heights find room on the first sheet and on each of the others."""
    counts = [0]
    used, room = 0.0, first
    for height in heights:
        if used + height > room and counts[-1]:
            counts.append(0)
            used, room = 0.0, others
        counts[-1] += 1
        used += height
    return counts


def parts(rows: Sequence[_Any], counts: Sequence[int]) -> list[Sequence[_Any]]:
    """The rows in groups of these sizes."""
    return [rows[start:end] for start, end in pairwise(accumulate(counts, initial=0))]
