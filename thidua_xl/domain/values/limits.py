"""Ratios from which figures are doubted: one place for the checks and for the form's live page."""

WILD = 5
"""A/T from which a ratio is doubted (design, 5)."""
SCALE = 50
"""A ratio from which 0,97 beside 95 is suspected, where the measure is %."""
