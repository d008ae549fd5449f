"""What a cell holds and what is said of it: numbers, texts, dates, the catalogue of findings."""
