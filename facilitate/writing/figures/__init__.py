"""Figures: records in, matplotlib Figure out."""
