"""One reader a shape of table; each adds what it finds to a SheetContents."""
