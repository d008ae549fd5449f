"""The journey on invented figures, and the ready files."""
