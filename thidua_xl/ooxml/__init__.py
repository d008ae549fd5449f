"""A stranger's .xlsx, read as Excel finds its parts and changed only where it is ours."""
