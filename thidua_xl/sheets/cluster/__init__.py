"""The sheets of a cluster's book: layout, writer, reader; one module a sheet."""
