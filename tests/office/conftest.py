"""LibreOffice for the tests of this folder. Where it is absent they are skipped (in CI: fail)."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.clock import held_clock
from tests.office.calc import Calc, lacking

if TYPE_CHECKING:
    import xlwings as xw

    from tests.office.twins import OpenTwice


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """One LibreOffice for the whole run, with a profile of its own."""
    absent = lacking()
    if absent:
        pytest.skip(absent)
    running = Calc.start(tmp_path_factory.mktemp("libreoffice"))
    yield running
    running.stop()


@pytest.fixture
def excel(calc: Calc) -> "Iterator[xw.App]":
    """Excel for code that knows xlwings alone; the books that a test leaves open are closed after it."""
    from tests.office.xlwings_calc import excel_on  # xlwings takes 0.7 s to import

    with excel_on(calc) as app:
        yield app


@pytest.fixture(scope="session")
def ssconvert() -> None:
    """Gnumeric's converter must be there."""
    if shutil.which("ssconvert") is None:
        pytest.skip("Gnumeric (ssconvert) is not installed")


@pytest.fixture(scope="session", autouse=True)
def _same_every_time() -> Iterator[None]:
    """Time and name that the program writes are held, as for what other folders share."""
    with held_clock():
        yield


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the books of a run."""
    return tmp_path_factory.mktemp("books")


@pytest.fixture(scope="session")
def demo(work: Path) -> Path:
    """The demonstration's folder: books and inboxes of the invented cluster."""
    from tests.office.twins import command

    out = work / "demo-ribbon"
    assert command("demo", out) == 0
    return out


@pytest.fixture(scope="session")
def small(work: Path) -> Path:
    """A cluster of three whose forms are in."""
    from tests.office.books import build
    from tests.office.twins import SMALL

    return build(work / "SoCum_C9.xlsx", SMALL)


@pytest.fixture(scope="session")
def issued(work: Path) -> Path:
    """The sample cluster's book whose scorecards are sent out, nothing received yet."""
    from tests.office.twins import command

    book = work / "ribbon" / "SoCum_TS01.xlsx"
    assert command("new", "cluster", book, "--sample") == 0
    assert command("issue", book, "--out", work / "ribbon" / "phieu") == 0
    return book


@pytest.fixture
def open_twice(excel: "xw.App", tmp_path: Path) -> "OpenTwice":
    """Makes twins of a book."""
    from tests.office.twins import Twins

    return lambda book: Twins(excel, book, tmp_path)
