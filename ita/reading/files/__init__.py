"""The bytes of a file become sheets of cells, or the reason for refusing it."""
