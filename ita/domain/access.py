"""Roles of users who sign in, and the agencies for which each role applies."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from ita.domain.agencies import agency_key

Role = Literal["viewer", "editor", "director"]
# Each role includes those before it.
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Grant:
    """A role granted to a person or to everyone of an e-mail domain, for one agency or for all.

    `subject` is an e-mail address or "@" and a domain, in lower case; `agency` is "" for all.
    """

    subject: str
    role: Role
    agency: str = ""

    def applies_to(self, email: str) -> bool:
        """Return whether the grant applies to an e-mail address in lower case."""
        return email == self.subject or (
            self.subject.startswith("@") and email.endswith(self.subject) and email.count("@") == 1
        )


@dataclass(frozen=True)
class Access:
    """The rights of a user: for each role the keys of agencies, None for every agency.

    `who` is the name recorded with the user's changes.
    """

    who: str
    email: str
    agencies: Mapping[Role, frozenset[str] | None]

    def may(self, role: Role, agency: str) -> bool:
        """Return whether the user has a role for an agency, in any spelling; "" is no agency."""
        keys = self.agencies[role]
        return keys is None or (bool(agency) and agency_key(agency) in keys)

    def has_role(self, role: Role) -> bool:
        """Return whether the user has a role for any agency."""
        return self.agencies[role] != frozenset()

    @cached_property
    def scope(self) -> str:
        """Cache key of the read rights; "" means unrestricted."""
        keys = self.agencies["viewer"]
        return "" if keys is None else hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()


def access_of(who: str, email: str, grants: Iterable[Grant]) -> Access | None:
    """Return the rights by all grants that apply to an e-mail address; None without any."""
    email = email.strip().lower()
    applying = [grant for grant in grants if grant.applies_to(email)]
    if not email or not applying:
        return None
    agencies: dict[Role, frozenset[str] | None] = {}
    for level, role in enumerate(ROLES):
        names = {grant.agency for grant in applying if ROLES.index(grant.role) >= level}
        agencies[role] = None if "" in names else frozenset(map(agency_key, names))
    return Access(who.strip() or email, email, agencies)
