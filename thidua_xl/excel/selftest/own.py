"""An Excel for the self-test: one of its own on Windows; on macOS the one that runs, left as it was found."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from ...errors import CannotRunError
from ..xlwings_alone import xw

NO_EXCEL = (
    "Tự kiểm tra cần Excel trên Windows hoặc macOS (và gói xlwings đi kèm thidua_xl); máy này không có, hoặc "
    "Excel không khởi động được{detail}. Chạy ở máy có Excel."
)
_SETTINGS = ("screen_updating", "display_alerts", "enable_events", "calculation", "status_bar")


@contextmanager
def excel(*, shared: bool | None = None) -> Iterator[xw.App]:
    """Excel, for as long as the test takes; nothing of it is left open or running.

    Args:
        shared: whether an Excel that runs is used too. Excel for Mac is not made to run twice: there it is,
            and only what was opened inside is closed. None: as the machine is.

    Raises:
        CannotRunError: there is no Excel, or it does not start.
    """
    if not len(xw.engines):
        raise CannotRunError(NO_EXCEL.format(detail=""))
    shared = sys.platform == "darwin" if shared is None else shared
    try:
        running = xw.apps.active if shared and xw.apps.count else None
        app = running or xw.App(visible=True, add_book=False)
    except Exception as problem:
        raise CannotRunError(NO_EXCEL.format(detail=f" ({type(problem).__name__})")) from None
    with _left_alone(app) if running else _ended(app):
        app.display_alerts = False  # nobody is there to answer
        yield app


@contextmanager
def _ended(app: xw.App) -> Iterator[None]:
    try:
        yield
    finally:
        try:
            app.quit()
        except Exception:  # a box or a hung call: nothing of the user's is in this Excel
            app.kill()


@contextmanager
def _left_alone(app: xw.App) -> Iterator[None]:
    """Closes what was opened inside, puts the settings and the book in front back."""
    open_before = {book.name for book in app.books}
    front = app.books.active.name if open_before else ""
    before = {name: getattr(app, name) for name in _SETTINGS}
    try:
        yield
    finally:
        for book in [book for book in app.books if book.name not in open_before]:
            _tried(book.close)
        for name, value in before.items():
            with suppress(Exception):
                setattr(app, name, value)
        for book in app.books:
            if book.name == front:
                _tried(book.activate)


def _tried(what: Callable[[], object]) -> None:
    with suppress(Exception):  # the rest is to be put back all the same
        what()
