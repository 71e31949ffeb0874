"""Pictures: HTML and CSS templates, and the browser that draws them as png, svg or pdf."""
