"""What every composition says, as plain data that pictures and slides draw."""
