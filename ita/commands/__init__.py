"""Commands of `python -m ita`, one per file, assembled in __main__."""
