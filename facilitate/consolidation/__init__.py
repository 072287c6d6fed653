"""From contributions to proposals: support, conflicts, suggestions."""
