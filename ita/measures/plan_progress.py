"""The measures of an office with what has been reported of them, as they stand on a day."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from ita.reading.measures import MeasureReading


@dataclass(frozen=True)
class PlanProgress:
    """The measures of an office with the follow-up table of what has been reported, on a day."""

    reading: MeasureReading
    entries: pd.DataFrame
    on: date

    @property
    def measures(self) -> pd.DataFrame:
        """The measure table."""
        return self.reading.measures
