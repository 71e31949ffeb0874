"""The content of compositions as plain data, which pictures and slides draw."""
