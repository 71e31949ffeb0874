"""From a file to the measure table and the follow-up table."""

from ita.reading.measures.reader import MeasureReading, read_measures

__all__ = ["MeasureReading", "read_measures"]
