"""The compare page: years of an agency, agencies of a year, and best practice."""
