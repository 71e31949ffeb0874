"""The two tables of ita/tables.py from rows, column by column: quick for a small file and a large."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.internals import create_dataframe_from_blocks

from ita.reading.scores.contents import Claim, Item
from ita.tables import REPORTED_TYPES, SCORE_TYPES

# Where the array of a column stands in its table, the first column first.
_PLACES = [np.array([at]) for at in range(len(SCORE_TYPES))]

_STRING = pd.StringDtype("pyarrow")


def score_frame(items: Sequence[Item]) -> pd.DataFrame:
    """The score table; the same as ita.tables.score_table gives for the same rows."""
    return _frame(items, SCORE_TYPES)


def reported_frame(claims: Sequence[Claim]) -> pd.DataFrame:
    """The reported table; the same as ita.tables.reported_table gives for the same rows."""
    return _frame(claims, REPORTED_TYPES)


def _frame(rows: Sequence[tuple[Any, ...]], types: Mapping[str, str]) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(types)
    texts = _texts(
        [each for each, kind in zip(columns, types.values(), strict=True) if kind == "string"]
    )
    # Each array is of its column's type and length already, and stands in its column's place: the
    # checks of pd.DataFrame would take three times as long as the rest.
    blocks = [
        (next(texts) if kind == "string" else _numbers(values, kind), place)
        for kind, values, place in zip(types.values(), columns, _PLACES, strict=False)
    ]
    # A view, so that whoever renames the columns of one table leaves the next one as it is.
    names = _names(tuple(types)).view()
    return create_dataframe_from_blocks(blocks, pd.RangeIndex(len(rows)), names)


@cache
def _names(types: tuple[str, ...]) -> pd.Index:
    return pd.Index(types)


def _texts(columns: Sequence[Sequence[str | None]]) -> Iterator[pd.arrays.ArrowStringArray]:
    """An array of each column; all are cut from one, since most of the time goes into the call."""
    whole = pa.array(list(chain.from_iterable(columns)), type=pa.large_string())
    length = len(columns[0])
    for at in range(len(columns)):
        yield pd.arrays.ArrowStringArray(whole.slice(at * length, length), dtype=_STRING)


def _numbers(values: Sequence[Any], kind: str) -> pd.arrays.IntegerArray | pd.arrays.FloatingArray:
    missing = np.zeros(len(values), bool)
    absent = values.count(None)
    if absent == len(values):
        missing, values = ~missing, [0] * absent
    elif absent:
        missing = np.array([value is None for value in values])
        values = [0 if value is None else value for value in values]
    if kind == "Int64":
        return pd.arrays.IntegerArray(np.array(values, "int64"), missing)
    return pd.arrays.FloatingArray(np.array(values, "float64"), missing)
