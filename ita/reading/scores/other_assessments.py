"""Recognise sheets of other assessments that look like ITA.

Their signs are listed in data/reference/other_assessments.toml.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ita.thai.text import LONGEST_LABEL, comparison_key

FILE = Path(__file__).parents[3] / "data" / "reference" / "other_assessments.toml"

# The number of first rows that are searched for the cells of an assessment, the number searched for
# titles, and the maximum number of filled cells in a title row, all of them texts.
_ROWS = 40
_TITLE_ROWS, _TITLE_CELLS = 12, 2
_ITA = re.compile("(?<![a-z])(?<!moph)(ita|[ieo]it)(?![a-z])|คุณธรรมและความโปร่งใสในการดาเนินงาน")


class _Assessment(NamedTuple):
    name: str
    cells: re.Pattern[str] | None
    least: int
    titles: re.Pattern[str] | None


def other_assessment(sheet: str, rows: Sequence[Sequence[Any]]) -> str:
    """Return the name of the assessment that a sheet contains instead of ITA; "" if none.

    `sheet` is the sheet's name, `rows` are its cells. (DOMAIN.md §3)
    """
    titles = [sheet]
    for row in rows[:_TITLE_ROWS]:
        filled = [cell for cell in row if cell != ""]
        if len(filled) <= _TITLE_CELLS and all(isinstance(cell, str) for cell in filled):
            titles += filled
    cells = {cell for row in rows[:_ROWS] for cell in row if type(cell) is str}
    signs = {_sign_in(cell[:LONGEST_LABEL]) for cell in cells} - {None}
    titled = _assessments_in(tuple([title[:LONGEST_LABEL] for title in titles]))
    for each in _assessments() if signs or titled else ():
        number = sum(sign[0] == each.name for sign in signs if sign)
        if (each.cells and number >= each.least) or each.name in titled:
            return each.name
    return ""


@lru_cache(maxsize=8192)
def _sign_in(cell: str) -> tuple[str, str] | None:
    """Return the assessment that a cell indicates, and the matching text; None for most cells."""
    words = comparison_key(cell)
    for each in _assessments():
        if each.cells and (sign := each.cells.match(words)):
            return each.name, sign[0]
    return None


@lru_cache(maxsize=1024)
def _assessments_in(titles: tuple[str, ...]) -> frozenset[str]:
    """Return the assessments named in titles; none if any title mentions ITA."""
    lines = "\n".join(map(comparison_key, titles))
    if _ITA.search(lines):
        return frozenset()
    return frozenset(
        each.name for each in _assessments() if each.titles and each.titles.search(lines)
    )


@cache
def _assessments() -> tuple[_Assessment, ...]:
    return tuple(
        _Assessment(
            each["name"],
            _any_of(each.get("cells")),
            each.get("least", 1),
            _any_of(each.get("titles")),
        )
        for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["assessments"]
    )


def _any_of(signs: Sequence[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(signs), re.M) if signs else None
