"""Pure functions on measures and their follow-ups; they return new tables."""
