"""Figures: records in, pictures out."""
