"""Export of tables and figures to files."""
