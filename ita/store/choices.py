"""Choices of an office: the completion rule of a plan and the ticked parts of a yearly analysis.

Rows are added and never changed; the newest counts and names its author and time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ita.domain.follow_up import DoneBy
from ita.store.engine import transaction
from ita.store.saved_file import named_person, series_of
from ita.store.schema import completion_rules, yearly_checks
from ita.store.store import Store
from ita.thai.text import clean_text


@dataclass(frozen=True)
class CompletionRule:
    """A choice of the rule, with its author and time."""

    done_by: DoneBy
    who: str
    at: datetime


def save_completion_rule(
    store: Store, name: str, agency: str, fiscal_year: int | None, done_by: DoneBy, who: str
) -> None:
    """Keeps the rule for a plan, by the name, agency and year that its file is saved under.

    Raises StoreError, and ValueError where nobody is named.
    """
    row = {
        "plan": series_of(name, clean_text(agency), fiscal_year),
        "done_by": done_by,
        "who": named_person(who),
    }
    with transaction(store.engine, writing=True) as connection:
        connection.execute(completion_rules.insert().values(row))


def find_completion_rule(
    store: Store, name: str, agency: str, fiscal_year: int | None
) -> CompletionRule | None:
    """Return the last chosen rule of a plan; None if none was chosen. Raises StoreError."""
    query = (
        select(completion_rules.c.done_by, completion_rules.c.who, completion_rules.c.at)
        .where(completion_rules.c.plan == series_of(name, clean_text(agency), fiscal_year))
        .order_by(completion_rules.c.id.desc())
        .limit(1)
    )
    with transaction(store.engine, writing=False) as connection:
        row = connection.execute(query).first()
    return CompletionRule(*row) if row else None


@dataclass(frozen=True)
class PartCheck:
    """The ticks of a part of the analysis, with their author and time."""

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

    Raises StoreError, and ValueError where nobody is named.
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
