"""The facts that every room works with: frameworks, divisions, tables, problems, follow-ups."""
