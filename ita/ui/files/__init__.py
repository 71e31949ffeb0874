"""Workbooks of the interface: their sources, and the questions and corrections of a file."""
