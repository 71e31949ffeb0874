"""Changes of the assessment across which scores are not compared, read from data/reference."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ita.domain.tables import INSTRUMENTS

FILE = Path(__file__).parents[2] / "data" / "reference" / "breaks.toml"


class Break(NamedTuple):
    """A change of how scores are measured, from a fiscal year on.

    `reason` is "indices", "parts" or "answers"; `instruments` are those that it affects.
    (DOMAIN.md §1, §3)
    """

    fiscal_year: int
    reason: str
    instruments: tuple[str, ...]


@cache
def load_breaks() -> tuple[Break, ...]:
    """Every break, the earliest first."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["breaks"]
    breaks = (
        Break(entry["fiscal_year"], entry["reason"], tuple(entry["instruments"]))
        for entry in entries
    )
    return tuple(sorted(breaks))


def break_between(earlier: int, later: int, instrument: str | None = None) -> str:
    """The reason why scores of two fiscal years are not comparable, "" where they are.

    Of an instrument, or of the total where None is passed: every instrument affects it.
    """
    affected = INSTRUMENTS if instrument is None else (instrument,)
    for each in load_breaks():
        if earlier < each.fiscal_year <= later and set(affected) & set(each.instruments):
            return each.reason
    return ""
