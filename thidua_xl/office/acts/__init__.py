"""One module for each thing done with an office's book."""
