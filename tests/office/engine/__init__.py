"""The xlwings engine of `tests.office.xlwings_calc`."""
