"""The record of who did what: written with each change, and for each refusal."""

import logging
from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select

from ita.domain.access import Access
from ita.store.schema import access_log

logger = logging.getLogger(__name__)

# Execution options: the person a connection belongs to, and statements of the program itself.
ACCESS = "ita_access"
SYSTEM = "ita_system"
# The columns of a new row that the record repeats.
_DETAILS = ("name", "month", "status", "subject", "role", "plan", "done_by", "part")
COLUMNS = {
    "at": "datetime64[us, UTC]",
    "who": "string",
    "email": "string",
    "action": "string",  # a key of `access_actions` in the language files
    "agency": "string",
    "detail": "string",
    "is_allowed": "boolean",
}


def record_write(
    connection: Connection, access: Access, table: str, agency: str, row: Mapping[str, Any]
) -> None:
    """Record a row that a person added to a table, in the same transaction."""
    action = "delete_file" if table == "files" and row.get("hash") is None else table
    detail = " ".join(str(row[name]) for name in _DETAILS if row.get(name))
    record(connection, access, action, agency=agency, detail=detail)


def record(
    connection: Connection,
    access: Access,
    action: str,
    *,
    agency: str = "",
    detail: str = "",
    is_allowed: bool = True,
) -> None:
    """Record an action or a refused attempt of a person."""
    row = {
        "email": access.email,
        "who": access.who,
        "action": action,
        "agency": agency,
        "detail": detail[:1000],
        "is_allowed": is_allowed,
    }
    connection.execute(insert(access_log).values(row).execution_options(**{SYSTEM: True}))


def record_alone(
    engine: Engine, access: Access, action: str, detail: str, *, is_allowed: bool
) -> None:
    """Record in a separate transaction; a refusal is also written to the log of the server."""
    if not is_allowed:
        logger.warning("Refused %s to %s: %s", action, access.email, detail)
    with engine.begin() as connection:
        record(connection, access, action, detail=detail, is_allowed=is_allowed)


def read_log(connection: Connection, limit: int) -> pd.DataFrame:
    """Return the newest entries that the connection's person may see (columns: COLUMNS)."""
    columns = [access_log.c[name] for name in COLUMNS]
    query = select(*columns).order_by(access_log.c.id.desc()).limit(limit)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return pd.DataFrame(rows, columns=[*COLUMNS]).astype(COLUMNS)
