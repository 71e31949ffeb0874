"""From a file to the score table and the reported table."""

from ita.reading.scores.reader import Reading, TableSummary, read_scores, read_sheets

__all__ = ["Reading", "TableSummary", "read_scores", "read_sheets"]
