"""Workbooks: where they come from, and how a person answers what is in doubt about one."""
