"""One module for each thing done with a cluster's book."""
