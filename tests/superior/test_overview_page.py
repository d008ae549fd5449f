"""`Tổng quan` draws a chart once there is something to draw, and says headings in full."""

import openpyxl

from tests.journeys.office_journey import Office
from tests.journeys.package_edits import parts


def charts(office: Office) -> list[str]:
    """The names of the chart parts in the office book."""
    return [name for name in parts(office.book.read_bytes()) if name.startswith("xl/charts/chart")]


def test_the_chart_comes_with_the_first_cluster(office: Office) -> None:
    """None in a book into which nothing came, one as soon as books are there."""
    assert charts(office) == []
    office.receive()
    office.consolidate()
    assert len(charts(office)) == 1


def test_headings_of_sections_are_whole(office: Office) -> None:
    """However long a section is called."""
    office.receive()
    office.consolidate()
    cells = [
        cell.value for row in openpyxl.load_workbook(office.book)["Tổng quan"].iter_rows() for cell in row
    ]
    headings = [value for value in cells if isinstance(value, str) and value.startswith("I. ")]
    assert len(headings) == 1
    assert not headings[0].endswith(" ")
    summary = openpyxl.load_workbook(office.inbox / next(iter(office.inbox.iterdir())).name)["Tiêu chí"]
    names = {str(cell.value) for row in summary.iter_rows() for cell in row}
    assert headings[0].removeprefix("I. ") in names
