"""Figures of the whole country by fiscal year, and whom they do not hold. (DOMAIN.md §3)"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "data" / "reference" / "national.toml"


@dataclass(frozen=True)
class NationalMean:
    """The mean of all agencies of a year, how many there were and percent that passed.

    What no source states is None.
    """

    score: float
    agencies: int | None = None
    passed: float | None = None


@dataclass(frozen=True)
class NationalFigures:
    """The means by fiscal year, whom they do not hold, and percent that should pass."""

    means: Mapping[int, NationalMean]
    without: Mapping[str, str]
    target_passed: float


@cache
def load_national_figures() -> NationalFigures:
    """Everything that is known of the country."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    means = {
        entry["fiscal_year"]: NationalMean(
            entry["score"], entry.get("agencies"), entry.get("passed")
        )
        for entry in content["means"]
    }
    return NationalFigures(means, content["without"], content["target"]["passed"])


def national_mean(fiscal_year: int | None) -> NationalMean | None:
    """The mean of all agencies in a year; None where it is not known. District offices are not in it."""
    return load_national_figures().means.get(fiscal_year or 0)
