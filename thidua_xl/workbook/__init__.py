"""Workbooks as pure data, and the ways of writing them."""
