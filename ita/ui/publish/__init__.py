"""The publish page: a picture with its preview, documents, and all files at once."""
