"""Totals, ranks, ties, votes and what is proclaimed (HD 1302, III)."""
