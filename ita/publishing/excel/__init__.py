"""Excel and CSV: what goes out as tables and reads back to the same tables."""
