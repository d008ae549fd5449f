"""The Excel add-in as a file: its texts, and how it is built from `macros/`."""
