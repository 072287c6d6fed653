"""One command a file: read, think, write, say."""
