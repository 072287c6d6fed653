"""Records, written as documents."""
