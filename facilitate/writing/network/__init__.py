"""The network in the formats of others, and as a page of its own."""
