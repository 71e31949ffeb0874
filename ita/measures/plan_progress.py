"""An office's plan and its follow-ups, evaluated on a day."""

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
    """A plan with the follow-up table of its reports, evaluated on the day `on`.

    All counts of measures come from here, so that the same rule applies everywhere: each division's
    progress depends on its own reports, and the rule of the plan decides whose reports make a
    measure done as a whole (see `assign_tasks`). `token` is a unique id, used in cache keys.
    """

    plan: MeasurePlan
    entries: pd.DataFrame
    on: date
    token: str = field(default_factory=lambda: uuid4().hex, init=False, compare=False)

    @property
    def done_by(self) -> DoneBy:
        """The completion rule of the plan, by default "lead"."""
        return self.plan.done_by or "lead"

    @property
    def measures(self) -> pd.DataFrame:
        """The measure table."""
        return self.plan.measures

    def at(self, on: date) -> "PlanProgress":
        """Return the same plan and reports on another day."""
        return replace(self, on=on)

    @cached_property
    def assigned_tasks(self) -> pd.DataFrame:
        """The tasks of every responsible party, see `assign_tasks`."""
        return assign_tasks(self.measures, self.plan.divisions, self.done_by)

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """The status of every task on the day, see `statuses_of_tasks`."""
        return statuses_of_tasks(self.assigned_tasks, self.on, self.entries)

    @cached_property
    def statuses(self) -> pd.DataFrame:
        """The status of each measure as a whole, in their order, see `statuses_of_measures`."""
        return statuses_of_measures(self.measures, self.tasks, self.on)

    @property
    def uncounted_entries(self) -> pd.DataFrame:
        """Entries of divisions that are not, or no longer, responsible for the measure."""
        named = self.entries[self.entries["division"] != ""]
        tasks = self.assigned_tasks[["key", "division"]].rename(columns={"key": "measure"})
        pairs = named.merge(tasks, on=["measure", "division"], how="left", indicator=True)
        return named[(pairs["_merge"] == "left_only").to_numpy()]

    def status_table(self, division: str | None = None) -> pd.DataFrame:
        """Return the measures of a division, or all, with the columns of `statuses_of_tasks`.

        With a division, these are the measures that name it or that it shares with all, with the
        status of its own task; with None, all measures with their status as a whole.
        """
        measures = self.measures.reset_index(drop=True)
        if division is None:
            return measures.join(self.statuses.drop(columns=["no", "key", "deadline"]))
        tasks = self.tasks[self.tasks["division"] == division].set_index("row")
        columns = [name for name in self.statuses if name not in measures]
        return measures.join(tasks[columns], how="inner").reset_index(drop=True)

    def month_tasks(self, month: str) -> pd.DataFrame:
        """Return the report state of each task in a month, see `month_reports`."""
        return month_reports(self.assigned_tasks, month, self.on, self.entries)

    def month_states(self, month: str, division: str | None = None) -> pd.Series:
        """Return the report state in a month of the measures of `status_table`, in their order."""
        reports = self.month_tasks(month)
        if division is None:
            return month_states_of_measures(reports)
        of_division = reports[reports["division"] == division]
        return of_division["state"].reset_index(drop=True)
