"""The cluster's year as state: what the book holds, what came in, what follows."""
