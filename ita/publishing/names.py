"""Names of the files that leave the dashboard."""

import re

# Longer names are refused by some systems once a folder stands before them.
_LONGEST = 80


def safe_name(name: str) -> str:
    """A file name that every system takes; Thai letters stay."""
    return re.sub(r"[^\w\u0e00-\u0e7f-]+", "_", name)[:_LONGEST]


def file_name(what: str, agency: str | None, fiscal_year: int | None) -> str:
    """A name without its ending: what the file holds, whose it is, of which year."""
    known = ("ita", what, agency, str(fiscal_year or ""))
    return safe_name("-".join(part for part in known if part))
