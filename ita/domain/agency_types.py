"""What the name of an agency tells of its kind, its province and its parent."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ita.thai.text import clean_text

FILE = Path(__file__).parents[2] / "data" / "reference" / "agency_types.toml"


class AgencyType(NamedTuple):
    """A kind of agencies; None is what its name does not tell."""

    name: str | None = None
    province: str | None = None
    parent: str | None = None


@cache
def _types() -> tuple[tuple[str, tuple[str, ...], AgencyType], ...]:
    """Beginnings of names, what may not follow them, and the kind; the longest first."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["types"]
    kinds = [
        (
            beginning,
            tuple(entry.get("not_before", ())),
            AgencyType(entry["name"], entry.get("province"), entry.get("parent")),
        )
        for entry in entries
        for beginning in entry["names"]
    ]
    return tuple(sorted(kinds, key=lambda kind: -len(kind[0])))


def agency_type_of(name: str) -> AgencyType:
    """The kind of an agency by the beginning of its name."""
    text = clean_text(name)
    for beginning, not_before, kind in _types():
        if text.startswith(beginning) and not text[len(beginning) :].startswith(not_before):
            return kind
    return AgencyType()
