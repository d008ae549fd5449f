"""The proof from a machine that has Excel: every button, every kind of file, every macro, and one report of it."""
