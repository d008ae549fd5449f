"""The sheets of the office book, one module each."""
