"""The window, as a clerk meets it: real windows on a display of their own."""
