"""From bytes to tables; whatever is wrong with a file is returned beside them, never raised."""
