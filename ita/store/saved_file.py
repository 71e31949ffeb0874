"""What the store says of a saved workbook."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

Kind = Literal["scores", "measures"]


@dataclass(frozen=True)
class SavedFile:
    """A version of a saved workbook. `hash` is None for the mark that it was deleted.

    `agency` and `fiscal_year` are what it holds, None for several or unknown years; `mapping` is
    how it is read, the JSON text of a FileMapping, "" where the file needs no answer; `reason` why a plan was edited here.
    """

    id: int
    kind: str
    name: str
    agency: str
    fiscal_year: int | None
    hash: str | None
    size: int | None
    who: str
    at: datetime
    mapping: str = ""
    reason: str = ""

    @property
    def deleted(self) -> bool:
        """Whether this version says that the file was deleted."""
        return self.hash is None


def saved_file(row: Any) -> SavedFile:
    """The saved workbook of a row of the table of files."""
    values = {name: value for name, value in row.items() if name != "series"}
    return SavedFile(**values | {"at": with_zone(row["at"])})


def without_zone(at: datetime) -> datetime:
    """A time as the database keeps it: UTC without a time zone, which SQLite cannot store."""
    return at.astimezone(UTC).replace(tzinfo=None)


def with_zone(at: datetime) -> datetime:
    """A time that the database keeps, as UTC."""
    return at.replace(tzinfo=UTC)
