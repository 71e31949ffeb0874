"""Pure functions that draw tables as Plotly figures, and their colours."""
