"""The compare page: years of an agency, agencies of a year, and who is best at one's weakest."""
