"""The parties responsible for each measure: the divisions that it names, or all of them."""

import pandas as pd

from ita.domain.divisions import EVERYONE, Divisions


def names_division(measures: pd.DataFrame, division: str) -> pd.Series:
    """Return a mask of the measures that name a division."""
    return measures["divisions"].map(lambda names: division in names).astype(bool)


def count_shared(measures: pd.DataFrame) -> int:
    """Return how many measures all divisions share, with or without a named one."""
    return int(names_division(measures, EVERYONE).sum())


def lead_division(divisions: tuple[str, ...]) -> str:
    """Return the division that leads a measure, the first that it names; "" where it names none.

    Plans write the division that does the work first, "ฝ่ายปกครอง และทุกฝ่าย". (DOMAIN.md §4)
    """
    return next((name for name in divisions if name != EVERYONE), "")


def responsible_parties(measures: pd.DataFrame, divisions: Divisions) -> list[tuple[str, str]]:
    """Return the name and kind of every party that can be responsible.

    First the divisions of the list ("division"), named or not; then the names in the measures in
    their order: names that are not in the list ("unknown"), then those that are no division of the
    office ("other").
    """
    named = dict.fromkeys(name for names in measures["divisions"] for name in names)
    strangers = [name for name in named if name not in (*divisions.names, EVERYONE)]
    return [
        *((name, "division") for name in divisions.names),
        *((name, "unknown") for name in strangers if name not in divisions.others),
        *((name, "other") for name in strangers if name in divisions.others),
    ]
