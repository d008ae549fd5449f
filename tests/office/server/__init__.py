"""What the server of `tests.office.calc_server` can be asked for; most of it needs the system's Python with UNO."""
