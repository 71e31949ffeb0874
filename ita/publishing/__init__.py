"""From tables and figures to files that others open."""
