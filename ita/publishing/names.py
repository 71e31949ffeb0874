"""Names of exported files."""

import re

# Some systems refuse longer names once they are part of a path.
_LONGEST = 80

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def safe_name(name: str) -> str:
    """Return a file name that is valid on every system; Thai letters are kept."""
    return re.sub(r"[^\w\u0e00-\u0e7f-]+", "_", name)[:_LONGEST]


def file_name(what: str, agency: str | None, fiscal_year: int | None, form: str = "") -> str:
    """Return a file name without extension, made of content, agency, fiscal year and form.

    If it would be too long, the agency's name is cut, since all files of an office share it.
    """
    rest = len("-".join(filter(None, ("ita", what, str(fiscal_year or ""), form, "-"))))
    office = (agency or "")[: max(_LONGEST - rest, 0)]
    parts = ("ita", what, office, str(fiscal_year or ""), form)
    return safe_name("-".join(part for part in parts if part))


def number_duplicate(name: str, taken: set[str]) -> str:
    """Return `name`, numbered if it is in `taken`, and add the result to `taken`.

    Names are compared without case, as on Windows.
    """
    ending = match[0] if (match := _ENDING.search(name)) else ""
    stem = name.removesuffix(ending)
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){ending}"
    taken.add(free.casefold())
    return free
