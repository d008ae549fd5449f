"""The superior's list: clusters, progress, checking, proposals (HD 1302, III.4)."""
