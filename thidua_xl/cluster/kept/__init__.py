"""The tables of the year that people type in: what stands in each, what is wrong with it. One module a sheet."""
