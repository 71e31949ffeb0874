"""Results of a store as its tests look at them: by year, and with the file that they are of."""

import pandas as pd
from sqlalchemy import select

from ita.domain.tables import AGENCY_RESULT_TYPES, table_of_rows
from ita.store import Store
from ita.store.schema import agency_years


def of_agency(store: Store, agency_id: int) -> pd.DataFrame:
    """The totals of an agency, the earliest year first."""
    table = store.results.of_agency(agency_id)
    return table[table["level"] == "total"].reset_index(drop=True)


def of_year(store: Store, fiscal_year: int, levels: tuple[str, ...] = ("total",)) -> pd.DataFrame:
    """The figures of all agencies in a year, by name."""
    numbers = store.results.agencies(limit=1000)["agency_id"]
    tables = [store.results.of_agency(number) for number in numbers]
    table = pd.concat([table_of_rows((), AGENCY_RESULT_TYPES), *tables], ignore_index=True)
    wanted = (table["fiscal_year"] == fiscal_year) & table["level"].isin(levels)
    return table[wanted.fillna(value=False)].reset_index(drop=True)


def file_of(store: Store, agency_id: int, fiscal_year: int) -> int | None:
    """The saved file that tells the results of an agency and year; None for a list's."""
    query = select(agency_years.c.file_id).where(
        agency_years.c.agency_id == int(agency_id),
        agency_years.c.fiscal_year == fiscal_year,
        agency_years.c.is_current,
    )
    with store.engine.connect() as connection:
        return connection.scalar(query)
