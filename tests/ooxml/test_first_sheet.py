"""A book opens on its first page, whatever program wrote its views."""

import io
import re
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.witnesses.engine import edited
from thidua_xl.ooxml.first_sheet import WayHome, open_on
from thidua_xl.ooxml.parts import Package

HOME = WayHome("← Trang đầu", "'Trang đầu'!A1", "Lịch", 24)


def _opening(data: bytes, name: str, *, moved: bool, home: WayHome, titles: Mapping[str, str]) -> bytes:
    package = Package(data)
    open_on(package, name, moved=moved, home=home, titles=titles)
    return package.to_bytes()


def _book() -> bytes:
    """Three pages; one that people fill has a link of its own."""
    workbook = openpyxl.Workbook()
    for name in ("Trang đầu", "Lịch", "Cụm"):
        sheet = workbook.create_sheet(name)
        sheet["A1"], sheet["B5"] = "CỤM" if name == "Cụm" else HOME.text, "x"
        sheet["A1"].font = Font(bold=True)
        sheet["B5"].hyperlink = "https://example.org"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("said", ["", 'tabSelected="0" ', 'tabSelected="false" ', 'tabSelected="true" '])
@pytest.mark.parametrize("moved", [False, True])
def test_one_page_is_selected_whatever_was_said_before(said: str, moved: bool) -> None:
    """LibreOffice says `false` of every other sheet: the attribute stands once, and the file can be read."""
    data = edited(_book(), lambda xml: xml.replace("<sheetView ", f"<sheetView {said}", 1).replace(
        'tabSelected="1" ', "", 1))  # fmt: skip
    workbook = openpyxl.load_workbook(
        io.BytesIO(_opening(data, "Trang đầu", moved=moved, home=HOME, titles={"Cụm": "CỤM"}))
    )
    assert workbook.active is not None and workbook.active.title == "Trang đầu"
    assert [sheet.title for sheet in workbook if sheet.sheet_view.tabSelected] == ["Trang đầu"]
    assert (workbook["Cụm"]["B1"].value == "CỤM") is moved


@pytest.mark.parametrize("head", ["<hyperlinks>", '<hyperlinks xmlns:q="urn:q">'])
def test_links_of_people_stay_beside_the_way_home(head: str) -> None:
    """However the list of links begins."""
    data = edited(_book(), lambda xml: xml.replace("<hyperlinks>", head, 1))
    changed = _opening(data, "Trang đầu", moved=True, home=HOME, titles={"Cụm": "CỤM"})
    with zipfile.ZipFile(io.BytesIO(changed)) as package:
        assert package.testzip() is None
    sheet = openpyxl.load_workbook(io.BytesIO(changed))["Cụm"]
    assert sheet["A1"].hyperlink.location == HOME.place
    assert sheet["B5"].hyperlink.target == "https://example.org"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<c r="A1"', "<c"),
        ('<row r="1"', "<row"),
        ('ref="B5"', 'ref="A1:B5"'),
    ],
)
def test_a_title_that_cannot_be_moved_stays(old: str, new: str) -> None:
    """Cells and rows need not say where they stand; a person's own link may lie there."""
    data = edited(_book(), lambda xml: xml.replace(old, new))
    changed = _opening(data, "Trang đầu", moved=True, home=HOME, titles={"Cụm": "CỤM"})
    assert openpyxl.load_workbook(io.BytesIO(changed))["Cụm"]["A1"].value == "CỤM"


def test_a_first_row_without_cells_takes_nothing_from_the_next() -> None:
    """It closes itself."""
    data = edited(_book(), lambda xml: xml.replace('<row r="5">', '<row r="1" ht="20"/><row r="5">'))
    data = edited(data, lambda xml: re.sub(r'<row r="1">.*?</row>', "", xml))
    changed = _opening(data, "Trang đầu", moved=True, home=HOME, titles={"Cụm": "CỤM"})
    sheet = openpyxl.load_workbook(io.BytesIO(changed))["Cụm"]
    assert (sheet["A1"].value, sheet["B5"].value) == (None, "x")


def test_a_first_page_that_somebody_hid_stays_hidden() -> None:
    """Excel opens no book well on a sheet that nobody sees."""
    workbook = openpyxl.load_workbook(io.BytesIO(_book()))
    workbook["Trang đầu"].sheet_state = "hidden"
    workbook.active = workbook["Cụm"]
    buffer = io.BytesIO()
    workbook.save(buffer)
    changed = _opening(buffer.getvalue(), "Trang đầu", moved=False, home=HOME, titles={})
    active = openpyxl.load_workbook(io.BytesIO(changed)).active
    assert active is not None and active.title == "Cụm"


def test_a_book_without_a_view_gets_one() -> None:
    """An empty list of views is a list."""
    with zipfile.ZipFile(io.BytesIO(_book())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    views = re.compile(rb"<bookViews>.*?</bookViews>")
    parts["xl/workbook.xml"] = views.sub(b"<bookViews/>", parts["xl/workbook.xml"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    changed = _opening(buffer.getvalue(), "Trang đầu", moved=False, home=HOME, titles={})
    active = openpyxl.load_workbook(io.BytesIO(changed)).active
    assert active is not None and active.title == "Trang đầu"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_of_another_encoding_is_no_longer_selected(encoding: str) -> None:
    """The word is looked for in what a part says, not in its bytes."""
    package = Package(_book())
    part = package.names(r"xl/worksheets/sheet\d+\.xml")[-1]
    text = package.part(part).decode().replace("<sheetView ", '<sheetView tabSelected="1" ', 1)
    package.put(part, text.encode(encoding))
    changed = _opening(package.to_bytes(), "Trang đầu", moved=False, home=HOME, titles={})
    workbook = openpyxl.load_workbook(io.BytesIO(changed))
    assert [sheet.title for sheet in workbook if sheet.sheet_view.tabSelected] == ["Trang đầu"]
