"""Cửa sổ: the third door, for offices without the ribbon: a closed book, the same buttons, the same words."""
