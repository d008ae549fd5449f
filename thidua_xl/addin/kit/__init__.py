"""The offline kit: what a person brings for it, what one double-click does with it on a PC, and how it goes again."""
