"""Claims: the figures and levels that the cells of a file state, each with its owner."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ita.domain.agencies import agency_of_name
from ita.domain.problems import Option, Problem, Severity
from ita.reading.tables.headers import INSTRUMENT_OF, WEIGHT_OF
from ita.thai.text import comparison_key
from ita.thai.years import year_of_name


class Owner(NamedTuple):
    """The agency and fiscal year that figures belong to; None where not yet known."""

    agency: str | None = None
    year: int | None = None

    def or_else(self, other: "Owner") -> "Owner":
        """Return this owner with its missing fields filled from `other`."""
        return Owner(self.agency or other.agency, self.year or other.year)


NO_OWNER = Owner()


def single_value(values: Iterable[Any]) -> Any:
    """Return the only distinct value apart from None and ""; None if there is none or several."""
    named = set(values) - {None, ""}
    return named.pop() if len(named) == 1 else None


def owner_of_file_name(file: str, *, agency: bool, year: bool) -> tuple[Owner, list[Problem]]:
    """Return the owner that a file's name states, and a problem for each field involved.

    `agency` and `year` are True if that field is still missing and is to be read from the name. A
    year that the name does not state either is reported as a problem; an agency is not.
    """
    named_agency = agency_of_name(file.rpartition(".")[0]) if agency else ""
    named_year = year_of_name(file) if year else None
    problems: list[Problem] = []
    if year:
        code = "year-from-file-name" if named_year else "year-missing"
        problems.append(Problem(code, "warning", value=str(named_year or "")))
    if named_agency:
        problems.append(Problem("agency-from-file-name", "warning", value=named_agency))
    return Owner(named_agency or None, named_year), problems


class Claim(NamedTuple):
    """The content of one cell: the score of an item, or a figure or level printed in a report.

    `level` is "item" or one of REPORTED_LEVELS. `key` is the item's code, or the key that
    REPORTED_LEVELS describes. `text` is the item's question, or the text of the cell. None means
    not stated in the file. After the owner, the fields are in the order of the score table.
    """

    owner: Owner
    instrument: str
    part: int | None
    indicator: int | None
    sub_indicator: str
    sub_indicator_name: str | None
    key: str
    text: str
    value: float | None = None
    sheet: str = ""
    cell: str = ""
    level: str = "item"

    def of_owner(self, owner: Owner) -> "Claim":
        """Return this claim with another agency and year."""
        # This may be called for every claim of a file; _replace takes five times as long.
        return self if self.owner == owner else Claim._make((owner, *self[1:]))

    @property
    def subject(self) -> tuple[object, ...]:
        """The identity of the stated thing; claims with equal subjects must agree."""
        return self.owner, self.instrument, self.part, self.key, self.level

    @property
    def content(self) -> float | str | None:
        """The stated value: a figure, or a normalised level; None for a blank figure."""
        return comparison_key(self.text) if self.level == "grade" else self.value

    @property
    def quoted(self) -> str:
        """The cell's content as quoted in problems."""
        if self.level != "item":
            return self.text
        return "–" if self.value is None else f"{self.value:g}"


def printed_claim(owner: Owner, level: str, key: str) -> Claim:
    """Return a claim without a figure; the instrument follows from a key "3", "EIT 1" or "IIT"."""
    instrument = INSTRUMENT_OF.get(int(key), "") if key.isdigit() else key[:3]
    instrument = instrument if instrument in WEIGHT_OF else ""
    return Claim(owner, instrument, None, None, "", None, key, "", level=level)


def problem_of(
    code: str,
    claims: Sequence[Claim],
    severity: Severity = "warning",
    value: str | None = None,
    options: tuple[Option, ...] = (),
    **detail: str,
) -> Problem:
    """Return one problem for several claims, located at the cell of the first."""
    first = claims[0]
    value = first.quoted if value is None else value
    detail = {"count": str(len(claims)), "last": claims[-1].cell, **detail}
    return Problem(code, severity, "", first.sheet, first.cell, value, detail, options)
