"""Pure functions from a table to a figure, and the colours they share."""
