"""Worker processes that a stranger's file cannot harm, and the collector of garbage."""
