"""The figures of an imported list as compact arrays, with the validation of its rows."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from ita.domain.tables import INSTRUMENTS
from ita.store.list_files import read_parts
from ita.store.result_rows import Agency

# Years of the Buddhist Era in which there is such an assessment.
FIRST_YEAR, LAST_YEAR = 2556, 2600
# Limit of faulty rows that are listed; further ones are only counted.
MOST_PROBLEMS = 1000
_KEYS = (
    *(("indicator", str(number)) for number in range(1, 11)),
    *(("instrument", code) for code in INSTRUMENTS),
    ("total", "total"),
)
_OWNER = ("agency", "province", "agency_type", "parent", "variant")
# The columns kept for each row, 20 bytes in all.
_ROW = np.dtype(
    [
        ("agency", np.int32),  # index of the pair of name and province
        ("owner", np.int32),  # index of the description of the agency in the row
        ("year", np.int16),
        ("key", np.int8),
        ("is_faulty", np.bool_),
        ("row", np.int32),
        ("score", np.float64),
    ]
)
_Rows: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.void]]"


class RowProblem(NamedTuple):
    """A problem of a row; `row` is numbered as in a spreadsheet, the header being row 1.

    `code` is "agency", "fiscal_year", "key", "score" or "twice"; `value` is the faulty value.
    """

    row: int
    code: str
    value: str


class ListFigures:
    """The figures of a list that count, sorted by agency and year.

    An agency and year with a faulty row is left out entirely, so that no partial results are
    written; a duplicate row with the same score counts once. `problems` are the first
    MOST_PROBLEMS of `problem_count`.
    """

    def __init__(self, parts: Iterable[pd.DataFrame]) -> None:
        self._agencies: dict[tuple[str, str], int] = {}
        self._owners: dict[tuple[str, ...], int] = {}
        self.problem_count = 0
        problems: list[RowProblem] = []
        rows = [self._gather(part, problems) for part in parts]
        table = np.concatenate(rows) if rows else np.empty(0, _ROW)
        del rows
        self._table = self._without_faulty(table, problems)
        self.problems = tuple(sorted(problems))
        starts = _changes(self._table, ("agency", "year"))
        self._bounds = [*np.flatnonzero(starts).tolist(), len(self._table)]

    def __len__(self) -> int:
        return len(self._table)

    @property
    def agency_years(self) -> int:
        """The number of agencies and years."""
        return len(self._bounds) - 1

    @property
    def agencies(self) -> list[tuple[str, str]]:
        """The name and province of all agencies of the list, faulty ones included."""
        return list(self._agencies)

    @property
    def described_agencies(self) -> list[Agency]:
        """The agencies with their descriptions, in the order of the list."""
        return [Agency(*owner[:4]) for owner in self._owners if owner[0]]

    def blocks(self, size: int, skip: int = 0) -> Iterator[pd.DataFrame]:
        """Yield the figures of `size` agencies and years at a time, without the first `skip`.

        Columns: agency, province, agency_type, parent, variant ("" where missing), fiscal_year,
        level ("indicator", "instrument" or "total"), key, score.
        """
        heads = {
            name: _objects(values) for name, values in zip(_OWNER, self._columns(), strict=True)
        }
        levels, keys = (_objects(values) for values in zip(*_KEYS, strict=True))
        for at in range(skip, self.agency_years, size):
            end = min(at + size, self.agency_years)
            rows = self._table[self._bounds[at] : self._bounds[end]]
            columns: dict[str, Any] = {name: heads[name][rows["owner"]] for name in _OWNER}
            columns["fiscal_year"] = rows["year"].astype("int64")
            columns["level"], columns["key"] = levels[rows["key"]], keys[rows["key"]]
            columns["score"] = rows["score"]
            # Texts keep their dtype: converting them to pandas' strings takes longer than the rest.
            series = {n: pd.Series(c, dtype=c.dtype) for n, c in columns.items()}
            yield pd.DataFrame(series, copy=False)

    def _columns(self) -> list[tuple[str, ...]]:
        """The descriptions of agencies, by column."""
        return list(zip(*self._owners, strict=True)) or [()] * len(_OWNER)

    def _gather(self, part: pd.DataFrame, problems: list[RowProblem]) -> _Rows:
        """Return the rows of a part with faulty ones marked; append their problems."""
        years, scores = _numbers(part["fiscal_year"]), _numbers(part["score"])
        rows = np.zeros(len(part), _ROW)
        rows["agency"], rows["owner"] = self._numbers_of_owners(part)
        rows["key"] = _key_numbers(part)
        is_year = (years >= FIRST_YEAR) & (years <= LAST_YEAR) & (years % 1 == 0)
        rows["year"] = np.where(is_year, years, 0)
        rows["score"] = scores
        rows["row"] = part.index
        checks = {
            "agency": (part["agency"] == "").to_numpy(),
            "fiscal_year": ~is_year,
            "key": rows["key"] < 0,
            "score": ~((scores >= 0) & (scores <= 100)),
        }
        for code, is_wrong in checks.items():
            new = is_wrong & ~rows["is_faulty"]
            texts = part[code].to_numpy(object)
            self._add_problems(problems, rows["row"][new], code, texts[new])
            rows["is_faulty"] |= is_wrong
        return rows

    def _numbers_of_owners(self, part: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """Return the index of each row's agency, and that of the agency's description."""
        kinds = [part[name].astype("category") for name in _OWNER]
        inverse = np.zeros(len(part), "int64")
        for kind in kinds:
            combined = inverse * len(kind.cat.categories) + kind.cat.codes.to_numpy()
            _, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
        heads = zip(*(part[name].to_numpy(object)[first] for name in _OWNER), strict=True)
        pairs = [
            (
                self._agencies.setdefault(head[:2], len(self._agencies)),
                self._owners.setdefault(head, len(self._owners)),
            )
            for head in heads
        ]
        numbers = np.array(pairs, "int32").reshape(-1, 2)[inverse]
        return numbers[:, 0], numbers[:, 1]

    def _add_problems(
        self, problems: list[RowProblem], rows: np.ndarray, code: str, values: np.ndarray
    ) -> None:
        self.problem_count += len(rows)
        room = max(MOST_PROBLEMS - len(problems), 0)
        problems += [
            RowProblem(int(row), code, str(value))
            for row, value in zip(rows[:room], values[:room], strict=True)
        ]

    def _without_faulty(self, table: _Rows, problems: list[RowProblem]) -> _Rows:
        """Return the rows of faultless agencies and years, sorted by agency, year and key."""
        order = [table[name] for name in ("row", "score", "key", "year", "agency")]
        table = table[np.lexsort(order)]
        same_score = ~_changes(table, ("agency", "year", "key", "score"))
        table = table[~same_score | table["is_faulty"]]
        changes = _changes(table, ("agency", "year", "key"))
        is_twice = ~(changes & np.append(changes[1:], True)) & ~table["is_faulty"]
        twice = np.sort(table[is_twice], order="row")
        self._add_problems(problems, twice["row"], "twice", twice["score"])
        # A row without a year does not invalidate others.
        is_faulty = table["is_faulty"] | is_twice
        group = np.cumsum(_changes(table, ("agency", "year"))) - 1
        wrong = np.zeros(len(table), bool)
        wrong[group[is_faulty]] = True
        return table[~wrong[group]]


def read_list(path: Path) -> ListFigures:
    """Read the figures of a list and the problems of its rows. Raises ListFileError."""
    return ListFigures(read_parts(path))


def _objects(values: Sequence[str]) -> np.ndarray:
    """Return an object array of texts, from which indexing copies references only."""
    return np.array([*values, None], object)[:-1]


def _changes(table: _Rows, names: tuple[str, ...]) -> np.ndarray:
    """Return whether each row differs from the previous one in these columns (True for row 0)."""
    changes = np.zeros(len(table), bool)
    changes[:1] = True
    for name in names:
        changes[1:] |= table[name][1:] != table[name][:-1]
    return changes


def _key_numbers(part: pd.DataFrame) -> np.ndarray:
    """Return the index of each row's figure, -1 for an unknown key."""
    numbers = {f"{level} {key}": at for at, (level, key) in enumerate(_KEYS)}
    kinds = (part["level"] + " " + part["key"]).astype("category")
    known = np.array([numbers.get(text, -1) for text in kinds.cat.categories] or [-1], "int8")
    return known[kinds.cat.codes.to_numpy()]


def _numbers(column: pd.Series) -> np.ndarray:
    """Return a column as floats, NaN for values that are not numbers."""
    kinds = column.astype("category")
    numbers = pd.to_numeric(pd.Series(kinds.cat.categories), errors="coerce").to_numpy(float)
    codes = kinds.cat.codes.to_numpy()
    return np.where(codes >= 0, np.append(numbers, np.nan)[codes], np.nan)
