"""The data page: open a file, answer what is in doubt, see the sheet, use it or save it."""
