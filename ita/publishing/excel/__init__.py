"""Excel and CSV files, which are read back to the same tables."""
