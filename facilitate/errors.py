"""Exceptions that are ours: caught once, in the command line, and shown as one sentence."""


class FacilitateError(Exception):
    """A command cannot go on. The text is a sentence for a facilitator: what is wrong and what to do."""
