"""What an office ticked in its check of the yearly analysis: which parts apply and are ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ita.store.engine import transaction
from ita.store.saved_file import named_person
from ita.store.schema import yearly_checks
from ita.store.store import Store
from ita.thai.text import clean_text


@dataclass(frozen=True)
class PartCheck:
    """The ticks of a part of the analysis, by whom and when."""

    applies: bool
    is_ready: bool
    who: str
    at: datetime


def save_part_checks(
    store: Store,
    agency: str,
    fiscal_year: int | None,
    ticks: Mapping[str, tuple[bool, bool]],
    who: str,
) -> None:
    """Keeps whether parts of the analysis of a result, by their keys, apply and are ready.

    Rows are added and never changed. Raises StoreError, and ValueError where nobody is named.
    """
    shared = {
        "agency": clean_text(agency),
        "fiscal_year": fiscal_year,
        "who": named_person(who),
    }
    rows = [
        {**shared, "part": part, "applies": applies, "is_ready": is_ready}
        for part, (applies, is_ready) in ticks.items()
    ]
    with transaction(store.engine, writing=True) as connection:
        connection.execute(yearly_checks.insert(), rows)


def find_part_checks(store: Store, agency: str, fiscal_year: int | None) -> dict[str, PartCheck]:
    """The newest ticks of each part of the analysis of a result. Raises StoreError."""
    query = (
        select(yearly_checks)
        .where(
            yearly_checks.c.agency == clean_text(agency),
            yearly_checks.c.fiscal_year.is_not_distinct_from(fiscal_year),
        )
        .order_by(yearly_checks.c.id)
    )
    with transaction(store.engine, writing=False) as connection:
        rows = connection.execute(query).all()
    return {row.part: PartCheck(row.applies, row.is_ready, row.who, row.at) for row in rows}
