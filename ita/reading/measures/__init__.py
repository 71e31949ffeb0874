"""Reading of measure tables and follow-up tables from files."""

from ita.reading.measures.reader import MeasureReading, read_measures

__all__ = ["MeasureReading", "read_measures"]
