"""Pure functions that take assessment tables and return new ones.

Scores stay unrounded floats; only `ita.rounding` rounds, and only for display.
"""
