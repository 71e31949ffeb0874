"""Reading of a file's bytes into sheets of cells, or the reason for refusing it."""
