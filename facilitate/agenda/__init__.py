"""Times of the agenda, computed."""
