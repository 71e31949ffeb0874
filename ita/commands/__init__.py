"""Commands of `python -m ita`, one a file; __main__ puts them together."""
