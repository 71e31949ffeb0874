"""What a person may read and write, checked on every statement that a store sends for them.

A store for a person (`Store.for_person`) puts their access on its connections. Where a person may
not see every agency, each query, update and deletion is narrowed to the agencies that they may
see. An inserted row must be of an agency that the person may edit, gets their name as its author,
and is recorded in the access log. A table without a rule is closed.
Without an access, as on the command line and where sign-in is off, nothing is narrowed.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Delete,
    Executable,
    Insert,
    Join,
    Table,
    TextClause,
    Update,
    false,
    select,
)
from sqlalchemy.sql import visitors

from ita.domain.access import Access, Role
from ita.domain.agencies import agency_key
from ita.store.access_log import ACCESS, SYSTEM, record_write
from ita.store.errors import StoreError
from ita.store.schema import agencies, agency_years, files

# The only raw SQL that is allowed: advisory locks.
_LOCKS = "SELECT pg_advisory_xact_lock("


class Rule(NamedTuple):
    """How rows of a table belong to agencies, and which role reads and writes them.

    `owner` is the column that identifies the agency and `by` its kind of value: the "name"
    of an agency, its "key", a "plan" (year and name), the id of an "agency", "agency_year" or
    "file", the "hash" of a file's bytes, or "nobody": rows of no agency.
    `write` is None where only the program writes.
    """

    owner: str
    by: Literal["name", "key", "plan", "agency", "agency_year", "file", "hash", "nobody"]
    read: Role = "viewer"
    write: Role | None = "editor"
    is_recorded: bool = False


RULES: Mapping[str, Rule] = {
    "files": Rule("agency", "name", is_recorded=True),
    "contents": Rule("hash", "hash"),
    "follow_ups": Rule("agency", "name", is_recorded=True),
    "completion_rules": Rule("plan", "plan", is_recorded=True),
    "yearly_checks": Rule("agency", "name", is_recorded=True),
    "agencies": Rule("name_key", "key"),
    "agency_years": Rule("agency_id", "agency"),
    "results": Rule("agency_year_id", "agency_year"),
    "year_scores": Rule("agency_year_id", "agency_year"),
    "analyses": Rule("file_id", "file"),
    "revisions": Rule("", "nobody"),
    "imports": Rule("", "nobody"),
    "grants": Rule("agency", "name", "director", "director", is_recorded=True),
    "access_log": Rule("agency", "name", "director", None),
}


# The tables whose ids other tables refer to.
_NUMBERED: Mapping[str, Column[Any]] = {
    "agency": agencies.c.id,
    "agency_year": agency_years.c.id,
    "file": files.c.id,
}
Rows = Sequence[Mapping[str, Any]]


def guard_statement(
    connection: Connection,
    statement: Executable,
    rows: Rows,
    values: Mapping[str, Any],
    options: Mapping[str, Any],
) -> tuple[Executable, Rows, Mapping[str, Any]]:
    """Narrow or refuse a statement of a person; the listener of every execution."""
    access: Access | None = options.get(ACCESS)
    if access is None or options.get(SYSTEM):
        return statement, rows, values
    if isinstance(statement, TextClause):
        if not statement.text.startswith(_LOCKS):
            raise StoreError("forbidden", "statement in words")
        return statement, rows, values
    if isinstance(statement, Insert):
        return _guard_insert(_Narrowing(connection, access), statement, rows, values)
    if isinstance(statement, Update | Delete):
        require_role(access, _rule(statement.table).write, _table(statement.table).name)
    return _Narrowing(connection, access).narrow(statement), rows, values


def require_role(access: Access, role: Role | None, what: str) -> None:
    """Raise StoreError("forbidden") where a person has the role for no agency."""
    if role is None or not access.has_role(role):
        raise StoreError("forbidden", f"{role}: {what}")


class _Narrowing:
    """Conditions on what one person may read and change, for one statement."""

    def __init__(self, connection: Connection, access: Access) -> None:
        self.connection, self.access = connection, access
        self._spellings: dict[str, list[str]] = {}

    def narrow(self, statement: Any, role: Role | None = None) -> Any:
        """Return the statement with a condition for each table that it reads, subqueries included.

        `role` is the role required for reading, by default that of each table.
        """

        def narrow_query(query: Any) -> None:
            for source in query.get_final_froms():
                for table in _tables(source):
                    condition = self._condition(table, role or _rule(table).read)
                    if condition is not None:
                        query.where.non_generative(query, condition)

        def narrow_change(change: Any) -> None:
            condition = self._condition(change.table, _rule(change.table).write)
            if condition is not None:
                change.where.non_generative(change, condition)

        visitor = {"select": narrow_query, "update": narrow_change, "delete": narrow_change}
        return visitors.cloned_traverse(statement, {}, visitor)

    def check_row(self, table: Table, row: Mapping[str, Any]) -> str:
        """Return the agency of a new row, "" where the row has its id only; raises StoreError."""
        rule = _rule(table)
        require_role(self.access, rule.write, table.name)
        role = rule.write or "director"
        if rule.by in ("name", "plan"):
            agency = _agency_of(rule, row.get(rule.owner))
            if not self.access.may(role, agency):
                raise StoreError("forbidden", f"{role}: {table.name} of {agency or 'no agency'}")
            return agency
        keys = self.access.agencies[role]
        if keys is None or rule.by in ("hash", "nobody"):
            return ""
        if rule.by == "key":
            is_allowed = row.get(rule.owner) in keys
        else:
            column = _NUMBERED[rule.by]
            query = self.narrow(select(column).where(column == row.get(rule.owner)), role)
            is_allowed = self._scalars(query) != []
        if not is_allowed:
            raise StoreError("forbidden", f"{role}: {table.name} of another agency")
        return ""

    def _condition(self, source: Any, role: Role | None) -> ColumnElement[bool] | None:
        """Return the condition on rows of a table; None where every row may be read or changed."""
        rule = _rule(source)
        keys = self.access.agencies[role] if role else frozenset()
        if keys is None:
            return None
        if not keys:
            return false()
        if rule.by == "nobody":
            return None
        owner = source.c[rule.owner]
        if rule.by in ("name", "plan"):
            return self._is_named(source, rule, keys)
        # Aliases, so that these are not correlated with the tables of the query.
        names, years = agencies.alias(), agency_years.alias()
        ids = select(names.c.id).where(names.c.name_key.in_(keys))
        if rule.by == "key":
            return owner.in_(keys)
        if rule.by == "agency":
            return owner.in_(ids)
        if rule.by == "agency_year":
            return owner.in_(select(years.c.id).where(years.c.agency_id.in_(ids)))
        saved = files.alias()
        column = saved.c.id if rule.by == "file" else saved.c.hash
        return owner.in_(select(column).where(self._is_named(saved, _rule(files), keys)))

    def _is_named(self, source: Any, rule: Rule, keys: frozenset[str]) -> ColumnElement[bool]:
        """Whether a row names an agency of the keys; a file must hold no other agency either."""
        table = _table(source)
        named = source.c[rule.owner].in_(self._spelled(table, rule, keys))
        if table is not files:
            return named
        names, years = agencies.alias(), agency_years.alias()
        others = (
            select(years.c.id)
            .join(names, names.c.id == years.c.agency_id)
            .where(years.c.file_id == source.c.id, names.c.name_key.not_in(keys))
            .exists()
        )
        return named & ~others

    def _spelled(self, table: Table, rule: Rule, keys: frozenset[str]) -> list[str]:
        """Return the spellings of the agencies' names that occur in a column."""
        if table.name not in self._spellings:
            column = table.c[rule.owner]
            self._spellings[table.name] = self._scalars(select(column).distinct())
        spelled = self._spellings[table.name]
        return [text for text in spelled if agency_key(_agency_of(rule, text)) in keys]

    def _scalars(self, query: Any) -> list[Any]:
        system = query.execution_options(**{SYSTEM: True})
        return list(self.connection.scalars(system))


def _guard_insert(
    narrowing: _Narrowing, statement: Insert, rows: Rows, values: Mapping[str, Any]
) -> tuple[Executable, Rows, Mapping[str, Any]]:
    """Check each new row, set the person's name as its author and record it."""
    table, access = _table(statement.table), narrowing.access
    if statement.select is not None:
        require_role(access, _rule(table).write, table.name)
        return narrowing.narrow(statement, _rule(table).write), rows, values
    literal = statement.compile(dialect=narrowing.connection.dialect).params
    for row in rows or [values]:
        entry = {**literal, **row}
        agency = narrowing.check_row(table, entry)
        if _rule(table).is_recorded:
            record_write(narrowing.connection, access, table.name, agency, entry)
    if "who" not in table.c:
        return statement, rows, values
    signature = {"who": access.who}
    if "who" in literal and not any("who" in row for row in rows or [values]):
        statement = statement.values(**signature)
    elif rows:
        rows = [{**row, **signature} for row in rows]
    else:
        values = {**values, **signature}
    return statement, rows, values


def _agency_of(rule: Rule, text: Any) -> str:
    """The agency that a column names."""
    name = text if isinstance(text, str) else ""
    return re.sub(r"^\d{4} ", "", name) if rule.by == "plan" else name


def _tables(source: Any) -> list[Any]:
    """Return the tables of a FROM clause with their aliases; subqueries are narrowed separately."""
    if isinstance(source, Join):
        return [*_tables(source.left), *_tables(source.right)]
    return [source] if isinstance(getattr(source, "element", source), Table) else []


def _table(source: Any) -> Table:
    element = getattr(source, "element", source)
    if not isinstance(element, Table) or element.name not in RULES:
        raise StoreError("forbidden", f"table {getattr(element, 'name', '')}")
    return element


def _rule(source: Any) -> Rule:
    return RULES[_table(source).name]
