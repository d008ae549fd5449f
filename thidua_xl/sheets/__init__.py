"""One module a sheet: it declares the layout and both writes and reads the sheet."""
