"""The publish page: one picture with its preview, documents, and everything at once."""
