"""The year of a cluster, from registration to report: its days and what is due on them. No file, no clock."""
