"""The network: who is in it, what connects them, who may be named, and where everyone stands. Pure."""
