"""The roles of people: rows are added and never changed; the newest of each counts."""

import re
from collections.abc import Sequence

from sqlalchemy import Engine, func, insert, select

from ita.domain.access import ROLES, Grant
from ita.store.engine import transaction
from ita.store.schema import grants
from ita.thai.text import clean_text

_SUBJECT = re.compile(r"[^@\s]*@[^@\s]+\.[^@\s]+")


class Grants:
    """The roles that a store keeps. Every method may raise StoreError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Grant]:
        """Return all current roles, sorted by subject and agency."""
        newest = select(func.max(grants.c.id)).group_by(grants.c.subject, grants.c.agency)
        query = (
            select(grants.c.subject, grants.c.role, grants.c.agency)
            .where(grants.c.id.in_(newest), grants.c.role != "")
            .order_by(grants.c.subject, grants.c.agency)
        )
        with transaction(self._engine, writing=False) as connection:
            return [Grant(*row) for row in connection.execute(query)]

    def change(self, subject: str, role: str, agency: str = "", *, who: str) -> None:
        """Grant a role to an e-mail address, or to "@" and a domain; "" revokes it.

        Raises ValueError for an invalid address, domain or role.
        """
        subject, agency = subject.strip().lower(), clean_text(agency)
        if not _SUBJECT.fullmatch(subject) or role not in ("", *ROLES):
            raise ValueError(f"not a role of somebody: {subject} {role}")
        row = {"subject": subject, "role": role, "agency": agency, "who": who}
        with transaction(self._engine, writing=True) as connection:
            connection.execute(insert(grants).values(row))


def with_directors(grants: Sequence[Grant], directors: Sequence[str]) -> list[Grant]:
    """Return the roles of a store and those of the directors named in the settings."""
    named = [Grant(each.strip().lower(), "director") for each in directors if each.strip()]
    return [*grants, *named]
