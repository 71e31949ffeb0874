"""The measures page: what must be done by when, reports of a month, gaps, publication."""
