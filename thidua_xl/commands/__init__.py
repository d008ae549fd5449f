"""The doors of the command line: each command reads arguments, calls the program, prints what came of it."""
