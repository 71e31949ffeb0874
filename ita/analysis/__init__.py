"""Pure functions from table to table on one agency in one fiscal year; they return new tables.

Figures are floats nearest to the exact value; only `ita.rounding` rounds, and only what is shown.
"""
