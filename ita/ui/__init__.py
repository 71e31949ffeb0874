"""Widgets that return plain values; the only part of the package that imports Streamlit."""
