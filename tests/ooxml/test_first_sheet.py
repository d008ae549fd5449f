"""A book opens on its first page, whatever program wrote its views."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.witnesses.engine import edited
from thidua_xl.ooxml.first_sheet import WayHome, opens_on

HOME = WayHome("← Trang đầu", "'Trang đầu'!A1", "Lịch", 24)


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
        io.BytesIO(opens_on(data, "Trang đầu", moved=moved, home=HOME, titles={"Cụm": "CỤM"}))
    )
    assert workbook.active is not None and workbook.active.title == "Trang đầu"
    assert [sheet.title for sheet in workbook if sheet.sheet_view.tabSelected] == ["Trang đầu"]
    assert (workbook["Cụm"]["B1"].value == "CỤM") is moved


@pytest.mark.parametrize("head", ["<hyperlinks>", '<hyperlinks xmlns:q="urn:q">'])
def test_links_of_people_stay_beside_the_way_home(head: str) -> None:
    """However the list of links begins."""
    data = edited(_book(), lambda xml: xml.replace("<hyperlinks>", head, 1))
    changed = opens_on(data, "Trang đầu", moved=True, home=HOME, titles={"Cụm": "CỤM"})
    with zipfile.ZipFile(io.BytesIO(changed)) as package:
        assert package.testzip() is None
    sheet = openpyxl.load_workbook(io.BytesIO(changed))["Cụm"]
    assert sheet["A1"].hyperlink.location == HOME.place
    assert sheet["B5"].hyperlink.target == "https://example.org"
