"""The measures of all sheets of a file together: each once, with its number and key."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ita.domain.measure_keys import measure_keys
from ita.domain.problems import Problem, Severity

Row = dict[str, Any]

_PLACE = {"no", "key", "sheet", "cell"}
# Problems that are said once of all rows of a sheet, and once of all rows with the same words.
_OF_SHEET = {
    *("measure-rows-hidden", "measure-indicator-missing", "deadline-day-or-month"),
    *("item-code-from-issue", "item-code-mended", "deadline-without-year"),
}
_OF_WORDS = {
    *(
        "deadline-of-several",
        "deadline-by-period",
        "deadline-no-single-day",
        "deadline-year-assumed",
    ),
    *("measure-indicator-unknown", "division-unknown"),
}
_COUNTED = _OF_SHEET | _OF_WORDS | {"measure-twice"}


def merge_rows(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """The rows of a measure table, and what is wrong with them beside each other.

    A row that says word for word what an earlier one says is left out. The office's own numbers
    stay where every row has one of its own, else rows are counted.
    """
    first: dict[tuple[Any, ...], Row] = {}
    of_item: dict[tuple[Any, ...], Row] = {}
    kept: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        whole = tuple(value for name, value in row.items() if name not in _PLACE)
        before = first.setdefault(whole, row)
        if before is not row:
            problems.append(_beside("measure-twice", row, row["issue"] or row["activity"], before))
            continue
        kept.append(row)
        same = of_item.setdefault((row["agency"], row["fiscal_year"], row["item_code"]), row)
        if row["item_code"] and same is not row:
            problems.append(_beside("item-code-twice", row, row["item_code"], same))
    numbers = {row["no"] for row in kept}
    own = len(numbers) == len(kept) and not numbers & {None, 0}
    keys = measure_keys(kept)
    problems += [
        _beside("measure-key-unusable", row, row["key"])
        for row, key in zip(kept, keys, strict=True)
        if row["key"] not in ("", key)
    ]
    return [
        row | {"key": key, "no": row["no"] if own else number}
        for number, (row, key) in enumerate(zip(kept, keys, strict=True), 1)
    ], problems


def _beside(code: str, row: Row, value: str, before: Row | None = None) -> Problem:
    severity: Severity = "error" if code == "measure-twice" else "warning"
    detail = {"first": f"{before['sheet']} {before['cell']}".strip()} if before else {}
    return Problem(code, severity, "", row["sheet"], row["cell"], value, detail)


def count_repeated(problems: Sequence[Problem]) -> list[Problem]:
    """The problems; of those that many rows share the first, with their number as `count`."""
    shared: dict[tuple[str, ...], list[Problem]] = {}
    for at, each in enumerate(problems):
        apart = each.value if each.code in _OF_WORDS else "" if each.code in _OF_SHEET else str(at)
        if each.code == "measure-twice" and not each.detail["first"].startswith(f"{each.sheet} "):
            # A sheet that repeats another one.
            apart = ""
        shared.setdefault((each.code, each.sheet, apart), []).append(each)
    return [
        replace(first, detail={**first.detail, "count": str(1 + len(others))})
        if first.code in _COUNTED
        else first
        for first, *others in shared.values()
    ]
