"""Widgets that return plain values; the only room of the package that knows Streamlit."""
