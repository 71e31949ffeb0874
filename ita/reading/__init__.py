"""Reading of bytes into tables; problems of a file are returned with them, never raised."""
