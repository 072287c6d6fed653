"""Files that people edit, read into records with their problems."""
