"""What takes how long, and how much: run by ``make bench``."""
