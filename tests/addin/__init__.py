"""The Excel add-in: its sources, how it is built, how it behaves."""
