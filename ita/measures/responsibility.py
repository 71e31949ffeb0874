"""Who is responsible for each measure: the divisions that it names, or all of them."""

import pandas as pd

from ita.domain.divisions import EVERYONE, Divisions


def names_division(measures: pd.DataFrame, division: str) -> pd.Series:
    """Which measures name a division itself."""
    return measures["divisions"].map(lambda names: division in names).astype(bool)


def count_shared(measures: pd.DataFrame) -> int:
    """How many measures every division shares, alone or beside a named one."""
    return int(names_division(measures, EVERYONE).sum())


def lead_division(divisions: tuple[str, ...]) -> str:
    """The division that leads a measure, the first that it names; "" where it names none.

    Plans write the one that does the work first, "ฝ่ายปกครอง และทุกฝ่าย". (DOMAIN.md §4)
    """
    return next((name for name in divisions if name != EVERYONE), "")


def responsible_parties(measures: pd.DataFrame, divisions: Divisions) -> list[tuple[str, str]]:
    """Everybody who can be responsible, with the kind, in the order of the list.

    First the divisions of the list ("division"), named or not; then names of the measures that the
    list doesn't hold ("unknown"); last those that are no division of the office ("other").
    """
    named = dict.fromkeys(name for names in measures["divisions"] for name in names)
    strangers = [name for name in named if name not in (*divisions.names, EVERYONE)]
    return [
        *((name, "division") for name in divisions.names),
        *((name, "unknown") for name in strangers if name not in divisions.others),
        *((name, "other") for name in strangers if name in divisions.others),
    ]
