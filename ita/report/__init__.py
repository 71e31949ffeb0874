"""Results in words: headline, notes, names, and the summary as a plain object."""
