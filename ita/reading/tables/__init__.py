"""Find the tables of a sheet, and interpret their headers and cells."""
