"""The claims of a file: what each cell says, and of whom; several of them as one problem."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ita.domain.agencies import agency_of_name
from ita.domain.problems import Option, Problem, Severity
from ita.reading.tables.headers import INSTRUMENT_OF, WEIGHT_OF
from ita.thai.text import comparison_key
from ita.thai.years import year_of_name


class Owner(NamedTuple):
    """The agency and fiscal year that figures belong to; None where not known yet."""

    agency: str | None = None
    year: int | None = None

    def or_else(self, other: "Owner") -> "Owner":
        """This owner, with what it leaves open from another one."""
        return Owner(self.agency or other.agency, self.year or other.year)


NO_OWNER = Owner()


def single_value(values: Iterable[Any]) -> Any:
    """The one value that is named; None where there is none, or several."""
    named = set(values) - {None, ""}
    return named.pop() if len(named) == 1 else None


def owner_of_file_name(file: str, *, agency: bool, year: bool) -> tuple[Owner, list[Problem]]:
    """What the name of a file says of its owner where no other place does, and notes on that.

    `agency` and `year` say which of them is still missing. A missing year that the name does not
    have either is a problem, a missing agency is none.
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
    """What one cell says: the score of an item, or a figure or level that the report prints.

    `level` is "item" or one of REPORTED_LEVELS. `key` is an item's code, or what REPORTED_LEVELS
    says, and `text` an item's question, or the cell in its own words. None where the file doesn't
    say. Behind the owner the fields are in the order of the score table.
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
        """The claim as one of another agency and year."""
        # Every claim of a file may pass here, and _replace takes five times as long.
        return self if self.owner == owner else Claim._make((owner, *self[1:]))

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about: claims of one subject must agree."""
        return self.owner, self.instrument, self.part, self.key, self.level

    @property
    def content(self) -> float | str | None:
        """What it says of its subject, None for a blank."""
        return comparison_key(self.text) if self.level == "grade" else self.value

    @property
    def quoted(self) -> str:
        """The cell as a problem quotes it."""
        if self.level != "item":
            return self.text
        return "–" if self.value is None else f"{self.value:g}"


def printed_claim(owner: Owner, level: str, key: str) -> Claim:
    """A claim of a report that has no figure yet; its instrument is that of "3", "EIT 1" or "IIT"."""
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
    """One problem for all claims that it befalls, at the cell of the first."""
    first = claims[0]
    value = first.quoted if value is None else value
    detail = {"count": str(len(claims)), "last": claims[-1].cell, **detail}
    return Problem(code, severity, "", first.sheet, first.cell, value, detail, options)
