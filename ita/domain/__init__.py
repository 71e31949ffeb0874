"""The data types that all packages share: frameworks, divisions, tables, problems, follow-ups."""
