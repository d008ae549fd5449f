"""Formulas that nobody has computed, in the cells of an office book that people fill."""

from tests.journeys import opening
from tests.journeys.journey import Sheet
from tests.journeys.office_journey import Office

FORMULA = "=1+1"
CELLS = (
    ("Cấp trên", ("Mục", "Giá trị"), "Giá trị"),
    ("Danh sách cụm", ("Mã cụm", "Tên cụm"), "Ngày hội nghị"),
    ("Đơn vị", ("Mã", "Tên đơn vị"), "Email"),
)
"""Sheet, headers that find its table, and the header of the typed cell in its first row."""


def test_each_is_told_at_its_cell_and_stays(office: Office) -> None:
    """Before a run as after it."""
    with office.typing() as book:
        for name, keys, header in CELLS:
            sheet = Sheet(book[name], *keys)
            sheet.put(next(iter(sheet.rows())), header, FORMULA)
        papers = Sheet(book["Đề nghị"], "Mã đơn vị", "Lý do")
        papers.put(papers.header_row + 1, "Mã đơn vị", "AN")
        papers.put(papers.header_row + 1, "Quyết định", FORMULA)
    stand = {(sheet.title, cell.coordinate) for sheet in opening.load(office.book) for row in sheet.iter_rows()
             for cell in row if cell.value == FORMULA}  # fmt: skip
    assert len(stand) == len(CELLS) + 1
    told = {(one["sheet"], one["cell"]) for one in office.check() if one["code"] == "FORMULA_WITHOUT_VALUE"}
    assert told == stand
