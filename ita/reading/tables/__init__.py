"""Where the tables of a sheet are, and what their headers and cells say."""
