"""Nội vụ: the superior's office, its book and what it does with the books of its clusters."""
