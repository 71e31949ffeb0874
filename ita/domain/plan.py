"""An office's plan of measures, from a file, the store, or the plan editor."""

from dataclasses import dataclass, field, replace
from typing import Self
from uuid import uuid4

import pandas as pd

from ita.domain.divisions import Divisions
from ita.domain.follow_up import DoneBy


@dataclass(frozen=True)
class MeasurePlan:
    """The measure table of a plan, with its agency, year and divisions.

    `file` is the name of its workbook, "" for a new plan. `agency` and `fiscal_year` (Buddhist Era)
    are those of every measure, None where the plan names none or several; `variant` is "bangkok" or
    "national", None where it is not known; `divisions` is the list that the names of responsible
    divisions are checked against, for an agency without a list all names in the plan; `done_by` is
    the plan's rule of when a shared measure is done, None where it has none. `token` is a unique
    id, used in cache keys; a changed copy has another one.
    """

    file: str
    measures: pd.DataFrame
    agency: str | None
    fiscal_year: int | None
    variant: str | None
    divisions: Divisions
    done_by: DoneBy | None = None
    token: str = field(default_factory=lambda: uuid4().hex, init=False, compare=False)

    def with_rule(self, done_by: DoneBy | None) -> Self:
        """Return the plan with another completion rule; None leaves it unchanged."""
        return self if done_by in (None, self.done_by) else replace(self, done_by=done_by)
