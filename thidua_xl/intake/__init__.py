"""From bytes that somebody sent to typed rows: gate, grids, identity, rows."""
