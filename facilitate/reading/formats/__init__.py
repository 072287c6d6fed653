"""One reader for each spreadsheet format, all into the same model of cells."""
