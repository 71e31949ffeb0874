"""Follow-up entries and their validation; entries are added and never changed."""

import re
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import pandas as pd

from ita.domain.measure_keys import is_measure_key
from ita.domain.problems import Problem
from ita.domain.tables import FOLLOW_UP_TYPES
from ita.thai.dates import first_day
from ita.thai.text import clean_lines, clean_text

# Statuses that a division can report. Being late follows from the date and is never reported.
STATUSES = ("not_started", "in_progress", "done", "cancelled")
# Statuses after which no more reports are expected.
CLOSED = frozenset({"done", "cancelled"})
# Whose reports decide the status of a whole measure: the lead division's, or those of all.
DoneBy = Literal["lead", "all"]
DONE_BY: tuple[DoneBy, ...] = get_args(DoneBy)

LONGEST_NOTE = 4000
LONGEST_LINK = 2000
LONGEST_NAME = 200
LONGEST_DIVISION = 1000
_LINK = re.compile(r"https?://[^\s<>\"]+", re.I)


class FollowUpError(ValueError):
    """An invalid entry; `problem` says what is wrong and what is allowed.

    `column` is the column of the follow-up table that is wrong.
    """

    def __init__(self, code: str, value: object, **detail: str) -> None:
        self.problem = Problem(code, value="" if value is None else str(value), detail=detail)
        self.column = detail.pop("column", code.removeprefix("follow-up-"))
        super().__init__(f"{code}: {value!r}")


@dataclass(frozen=True)
class FollowUp:
    """One entry: the reported status of a measure in a month.

    `measure` is the measure's key, `month` is "2023-04" (Common Era), `percent` 0-100 or None where
    it is not reported, `link` the web address of the evidence or "". `division` is the party that
    reports its own work on the measure; "" means the measure as a whole, and so the work of every
    responsible party, as in all entries from before divisions reported separately. `agency`,
    `fiscal_year` and `title` are copied from the measure, so that the history can be read without
    its workbook. `at` and `entry` are set automatically for a new entry. Raises FollowUpError.
    """

    measure: str
    month: str
    status: str
    who: str
    percent: int | None = None
    note: str = ""
    link: str = ""
    agency: str = ""
    fiscal_year: int | None = None
    title: str = ""
    division: str = ""
    at: datetime | None = None
    entry: str = ""

    def __post_init__(self) -> None:
        def put(name: str, value: object) -> None:
            object.__setattr__(self, name, value)

        put("note", clean_lines(self.note))
        for name in ("link", "who", "agency", "title", "division"):
            put(name, clean_text(getattr(self, name)))
        put("entry", self.entry or uuid.uuid4().hex)
        put("at", (self.at or datetime.now(UTC)).astimezone(UTC))
        self._check()

    def _check(self) -> None:
        if not is_measure_key(self.measure):
            raise FollowUpError("follow-up-measure", self.measure)
        if not re.fullmatch(r"[0-9a-f]{32}", self.entry):
            raise FollowUpError("follow-up-entry", self.entry)
        try:
            first_day(self.month)
        except ValueError:
            raise FollowUpError("follow-up-month", self.month) from None
        if self.status not in STATUSES:
            raise FollowUpError("follow-up-status", self.status)
        whole = self.percent is None or (
            isinstance(self.percent, int) and not isinstance(self.percent, bool)
        )
        if not whole or (self.percent is not None and not 0 <= self.percent <= 100):
            raise FollowUpError("follow-up-percent", self.percent)
        if not self.who:
            raise FollowUpError("follow-up-who", self.who)
        # Links are shown as clickable, so only web addresses are allowed.
        if self.link and not _LINK.fullmatch(self.link):
            raise FollowUpError("follow-up-link", self.link)
        for name, longest in (
            ("note", LONGEST_NOTE),
            ("link", LONGEST_LINK),
            ("who", LONGEST_NAME),
            ("division", LONGEST_DIVISION),
        ):
            text = getattr(self, name)
            if len(text) > longest:
                raise FollowUpError(
                    "follow-up-too-long", len(text), allowed=str(longest), column=name
                )

    def row(self) -> dict[str, Any]:
        """Return the entry as a row of the follow-up table."""
        return asdict(self)


def follow_up_of(row: Any) -> FollowUp:
    """Return the entry in a row of the follow-up table (as from `itertuples`)."""
    texts = {
        name: "" if pd.isna(getattr(row, name)) else getattr(row, name)
        for name, kind in FOLLOW_UP_TYPES.items()
        if kind == "string"
    }
    return FollowUp(
        **texts,
        percent=None if pd.isna(row.percent) else int(row.percent),
        fiscal_year=None if pd.isna(row.fiscal_year) else int(row.fiscal_year),
        at=None if pd.isna(row.at) else row.at.to_pydatetime(),
    )
