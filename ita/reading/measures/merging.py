"""The measures of all sheets of a file together: each once, with its number and key."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ita.domain.measure_keys import measure_keys
from ita.domain.problems import Problem, Severity

Row = dict[str, Any]

_ADDRESS = {"no", "key", "sheet", "cell"}
# Problems that are noted once for all rows of a sheet, and once for all rows with the same words.
_ONCE_A_SHEET = {
    *("measure-rows-hidden", "measure-indicator-missing", "deadline-day-or-month"),
    *("item-code-from-issue", "item-code-mended", "deadline-without-year"),
}
_ONCE_A_WORDING = {
    *("deadline-of-several", "deadline-by-period", "deadline-no-single-day"),
    *("deadline-year-assumed", "measure-indicator-unknown", "division-unknown"),
}
_COUNTED = _ONCE_A_SHEET | _ONCE_A_WORDING | {"measure-twice"}


def merge_rows(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """The rows of a measure table, and the problems of rows that do not go together.

    A row that repeats an earlier one word for word is left out. The office's own numbers stay where
    no two rows share one, else rows are counted.
    """
    first: dict[tuple[Any, ...], Row] = {}
    of_item: dict[tuple[Any, ...], Row] = {}
    unique: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        whole = tuple(value for name, value in row.items() if name not in _ADDRESS)
        before = first.setdefault(whole, row)
        if before is not row:
            problems.append(_beside("measure-twice", row, row["issue"] or row["activity"], before))
            continue
        unique.append(row)
        same = of_item.setdefault((row["agency"], row["fiscal_year"], row["item_code"]), row)
        if row["item_code"] and same is not row:
            problems.append(_beside("item-code-twice", row, row["item_code"], same))
    numbers = {row["no"] for row in unique}
    has_numbers = len(numbers) == len(unique) and not numbers & {None, 0}
    keys = measure_keys(unique)
    problems += [
        _beside("measure-key-unusable", row, row["key"])
        for row, key in zip(unique, keys, strict=True)
        if row["key"] not in ("", key)
    ]
    return [
        row | {"key": key, "no": row["no"] if has_numbers else number}
        for number, (row, key) in enumerate(zip(unique, keys, strict=True), 1)
    ], problems


def _beside(code: str, row: Row, value: str, before: Row | None = None) -> Problem:
    severity: Severity = "error" if code == "measure-twice" else "warning"
    detail = {"first": f"{before['sheet']} {before['cell']}".strip()} if before else {}
    return Problem(code, severity, "", row["sheet"], row["cell"], value, detail)


def count_repeated(problems: Sequence[Problem]) -> list[Problem]:
    """The problems; of those that many rows share the first, with their number as `count`."""
    shared: dict[tuple[str, ...], list[Problem]] = {}
    for at, each in enumerate(problems):
        scope = (
            each.value
            if each.code in _ONCE_A_WORDING
            else ""
            if each.code in _ONCE_A_SHEET
            else str(at)
        )
        if each.code == "measure-twice" and not each.detail["first"].startswith(f"{each.sheet} "):
            # A sheet that repeats another one.
            scope = ""
        shared.setdefault((each.code, each.sheet, scope), []).append(each)
    return [
        replace(first, detail={**first.detail, "count": str(1 + len(others))})
        if first.code in _COUNTED
        else first
        for first, *others in shared.values()
    ]
