"""One reader per shape of table; each adds the claims that it finds to a SheetContents."""
