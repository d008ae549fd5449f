"""Excel for the tests: an xlwings engine over LibreOffice, so that code that knows xlwings alone runs here.

What Excel does differently from LibreOffice is done as in Excel: texts are converted when they are written,
errors and dates come as through COM, a sheet that is not there is no KeyError. Known differences: a very
hidden sheet looks hidden, formatting a cell's text in parts and tables are absent, and what is absent raises
NotImplementedError with its name.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import xlwings as xw

from tests.office.calc import Calc
from tests.office.engine.app import Alert, Engine
from tests.office.engine.refusals import ExcelError

__all__ = ["Alert", "ExcelError", "excel_on", "registered"]


@contextmanager
def registered(calc: Calc) -> Iterator[xw.App]:
    """An xlwings app over this LibreOffice; the engine is gone at the end."""
    engine = xw.Engine(impl=Engine(calc))
    before = xw.engines.active
    xw.engines.add(engine)
    engine.activate()
    try:
        yield xw.App(impl=engine.impl.app)
    finally:
        if hasattr(xw.Book, "_mock_caller"):
            del xw.Book._mock_caller
        xw.engines.engines.remove(engine)
        del xw.engines.engines_by_name[engine.name]
        xw.engines.active = before


@contextmanager
def excel_on(calc: Calc) -> Iterator[xw.App]:
    """An xlwings app for a test; the books that it leaves open are closed at the end."""
    with registered(calc) as app:
        try:
            yield app
        finally:
            app.impl.quit()
