"""Documents of Word and PDF: the office's own document rebuilt, and what reading makes of it."""
