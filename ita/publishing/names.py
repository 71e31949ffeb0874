"""Names of the files that leave the dashboard."""

import re

# Longer names are refused by some systems once a folder stands before them.
_LONGEST = 80

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def safe_name(name: str) -> str:
    """A file name that every system takes; Thai letters stay."""
    return re.sub(r"[^\w\u0e00-\u0e7f-]+", "_", name)[:_LONGEST]


def file_name(what: str, agency: str | None, fiscal_year: int | None, form: str = "") -> str:
    """A name without its ending: what the file holds, whose it is, of which year, in which form.

    Where it would be too long the agency's name is cut, which every file of an office shares.
    """
    rest = len("-".join(filter(None, ("ita", what, str(fiscal_year or ""), form, "-"))))
    office = (agency or "")[: max(_LONGEST - rest, 0)]
    parts = ("ita", what, office, str(fiscal_year or ""), form)
    return safe_name("-".join(part for part in parts if part))


def number_duplicate(name: str, taken: set[str]) -> str:
    """`name`, numbered if it is `taken` already, and taken from now on.

    To Windows capitals are no difference.
    """
    ending = match[0] if (match := _ENDING.search(name)) else ""
    stem = name.removesuffix(ending)
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){ending}"
    taken.add(free.casefold())
    return free
