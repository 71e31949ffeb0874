"""Which roles people have: rows that are added and never changed; the newest of each counts."""

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
        """Every role that counts, by subject and agency."""
        newest = select(func.max(grants.c.id)).group_by(grants.c.subject, grants.c.agency)
        query = (
            select(grants.c.subject, grants.c.role, grants.c.agency)
            .where(grants.c.id.in_(newest), grants.c.role != "")
            .order_by(grants.c.subject, grants.c.agency)
        )
        with transaction(self._engine, writing=False) as connection:
            return [Grant(*row) for row in connection.execute(query)]

    def change(self, subject: str, role: str, agency: str = "", *, who: str) -> None:
        """Gives an e-mail address, or "@" and a domain, a role; "" takes it away.

        ValueError for what is no address, domain or role.
        """
        subject, agency = subject.strip().lower(), clean_text(agency)
        if not _SUBJECT.fullmatch(subject) or role not in ("", *ROLES):
            raise ValueError(f"not a role of somebody: {subject} {role}")
        row = {"subject": subject, "role": role, "agency": agency, "who": who}
        with transaction(self._engine, writing=True) as connection:
            connection.execute(insert(grants).values(row))


def with_directors(grants: Sequence[Grant], directors: Sequence[str]) -> list[Grant]:
    """The roles of a store, and those directors whom the settings name, so that there is a first."""
    named = [Grant(each.strip().lower(), "director") for each in directors if each.strip()]
    return [*grants, *named]
