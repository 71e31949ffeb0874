"""Thai text, digits and dates of the Buddhist Era."""
