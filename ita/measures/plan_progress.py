"""The measures of an office with what has been reported of them, as they stand on a day."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import uuid4

import pandas as pd

from ita.domain.follow_up import DoneBy
from ita.domain.plan import MeasurePlan
from ita.measures.tasks import (
    assign_tasks,
    month_reports,
    month_states_of_measures,
    statuses_of_measures,
    statuses_of_tasks,
)


@dataclass(frozen=True)
class PlanProgress:
    """The measures of an office with the follow-up table of what has been reported, on a day.

    Everything that counts measures counts from here, so that one rule holds everywhere: each
    division's progress rests on its own reports, and the rule of the plan decides whose reports make
    a measure done as a whole (see `assign_tasks`). `token` tells one from every other one.
    """

    plan: MeasurePlan
    entries: pd.DataFrame
    on: date
    token: str = field(default_factory=lambda: uuid4().hex, init=False, compare=False)

    @property
    def done_by(self) -> DoneBy:
        """The rule of the plan; that of the lead division where it names none."""
        return self.plan.done_by or "lead"

    @property
    def measures(self) -> pd.DataFrame:
        """The measure table."""
        return self.plan.measures

    def at(self, on: date) -> "PlanProgress":
        """The same plan and reports on another day."""
        return replace(self, on=on)

    @cached_property
    def assigned_tasks(self) -> pd.DataFrame:
        """Whose work each measure is, see `assign_tasks`."""
        return assign_tasks(self.measures, self.plan.divisions, self.done_by)

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """Every party's part of every measure as it stands on the day, see `statuses_of_tasks`."""
        return statuses_of_tasks(self.assigned_tasks, self.on, self.entries)

    @cached_property
    def statuses(self) -> pd.DataFrame:
        """How each measure stands as a whole, in their order, see `statuses_of_measures`."""
        return statuses_of_measures(self.measures, self.tasks, self.on)

    @property
    def uncounted_entries(self) -> pd.DataFrame:
        """What divisions reported that are not, or no longer, responsible for the measure."""
        named = self.entries[self.entries["division"] != ""]
        tasks = self.assigned_tasks[["key", "division"]].rename(columns={"key": "measure"})
        pairs = named.merge(tasks, on=["measure", "division"], how="left", indicator=True)
        return named[(pairs["_merge"] == "left_only").to_numpy()]

    def status_table(self, division: str | None = None) -> pd.DataFrame:
        """The measures of a division, or all, with the columns that `statuses_of_tasks` adds.

        A division's are those that name it or that it shares with all, and they stand as its own
        reports say; with None they stand as wholes.
        """
        measures = self.measures.reset_index(drop=True)
        if division is None:
            return measures.join(self.statuses.drop(columns=["no", "key", "deadline"]))
        tasks = self.tasks[self.tasks["division"] == division].set_index("row")
        columns = [name for name in self.statuses if name not in measures]
        return measures.join(tasks[columns], how="inner").reset_index(drop=True)

    def month_tasks(self, month: str) -> pd.DataFrame:
        """Whether each task was reported in a month, see `month_reports`."""
        return month_reports(self.assigned_tasks, month, self.on, self.entries)

    def month_states(self, month: str, division: str | None = None) -> pd.Series:
        """The report state in a month of the measures of `status_table`, in their order."""
        reports = self.month_tasks(month)
        if division is None:
            return month_states_of_measures(reports)
        of_division = reports[reports["division"] == division]
        return of_division["state"].reset_index(drop=True)
