"""Whose reports make a measure done as a whole: what an office chose for its plan, and who did."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ita.domain.follow_up import DoneBy
from ita.store.engine import transaction
from ita.store.saved_file import named_person, series_of
from ita.store.schema import completion_rules
from ita.store.store import Store
from ita.thai.text import clean_text


@dataclass(frozen=True)
class CompletionRule:
    """A choice of the rule, by whom and when."""

    done_by: DoneBy
    who: str
    at: datetime


def save_completion_rule(
    store: Store, name: str, agency: str, fiscal_year: int | None, done_by: DoneBy, who: str
) -> None:
    """Keeps the rule for a plan, by the name, agency and year that its file is saved under.

    Rows are added and never changed. Raises StoreError, and ValueError where nobody is named.
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
    """The rule that was last chosen for a plan; None where nobody chose yet. Raises StoreError."""
    query = (
        select(completion_rules.c.done_by, completion_rules.c.who, completion_rules.c.at)
        .where(completion_rules.c.plan == series_of(name, clean_text(agency), fiscal_year))
        .order_by(completion_rules.c.id.desc())
        .limit(1)
    )
    with transaction(store.engine, writing=False) as connection:
        row = connection.execute(query).first()
    return CompletionRule(*row) if row else None
