"""From a list and decisions to the next version, with typed changes."""
