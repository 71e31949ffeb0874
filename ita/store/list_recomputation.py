"""Computes the results of imported lists again, from the figures that the lists gave."""

from collections.abc import Callable, Sequence

import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from ita.analysis.agency_results import ANALYSIS_VERSION
from ita.store.engine import Lock, transaction, wait_for
from ita.store.list_results import agency_years_of_list
from ita.store.result_rows import delete_agency_years, insert_agency_years
from ita.store.schema import agencies, agency_years, results

# Agencies and years computed in one transaction.
CHUNK = 2000
_COLUMNS = (
    *("agency", "province", "agency_type", "parent", "variant", "fiscal_year"),
    *("level", "key", "score"),
)
_OUTDATED = agency_years.c.file_id.is_(None) & (agency_years.c.version < ANALYSIS_VERSION)


def count_outdated_list_years(engine: Engine) -> int:
    """Return how many agencies and years of lists an older version of the analysis computed."""
    with transaction(engine, writing=False) as connection:
        query = select(func.count()).select_from(agency_years).where(_OUTDATED)
        return connection.scalar(query) or 0


def recompute_lists(engine: Engine, progress: Callable[[int], object]) -> int:
    """Recompute outdated results of lists, CHUNK in a transaction; return how many.

    Lists are not kept: their printed figures are in the rows of the results. `progress` is called
    with the number done so far. Several processes may run it at once, and an interrupted run is
    resumed by the next. Raises StoreError.
    """
    done = 0
    while True:
        with transaction(engine, writing=True) as connection:
            wait_for(connection, Lock.RESULTS)
            query = select(agency_years.c.id).where(_OUTDATED).order_by(agency_years.c.id)
            ids = list(connection.scalars(query.limit(CHUNK)))
            if not ids:
                return done
            made = list(agency_years_of_list(_printed_figures(connection, ids)))
            delete_agency_years(connection, ids)
            insert_agency_years(connection, made, None)
        done += len(ids)
        progress(done)


def _printed_figures(connection: Connection, ids: Sequence[int]) -> pd.DataFrame:
    """Return the printed figures of agencies and years (columns: as `ListFigures.blocks`)."""
    query = (
        select(
            agencies.c.name,
            agencies.c.province,
            func.coalesce(agencies.c.agency_type, ""),
            func.coalesce(agencies.c.parent, ""),
            agency_years.c.variant,
            agency_years.c.fiscal_year,
            results.c.level,
            results.c.key,
            results.c.score,
        )
        .join(agency_years, agency_years.c.agency_id == agencies.c.id)
        .join(results, results.c.agency_year_id == agency_years.c.id)
        .where(agency_years.c.id.in_(ids), results.c.source == "printed")
    )
    rows = [tuple(row) for row in connection.execute(query)]
    return pd.DataFrame(rows, columns=list(_COLUMNS))
