"""What stands above and below the table of a form that is printed and signed (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Mapping
from typing import NamedTuple

from ...domain.scoring.settings import Settings
from ...workbook.heights import text_height
from ...workbook.model import Area, ColumnFormat, RowFormat, Sheet
from ..paper import keep_with_rows


class Identity(NamedTuple):
    """Whose scorecard it is."""

    unit_code: str
    unit_name: str
    issue_id: str
    sized: str = ""
    """A text about as long as the name where the name itself is stamped in later; see `as_long`."""

    @property
    def longest(self) -> str:
        """What there must be room for."""
        return self.sized or self.unit_name


_ONE_LINE = 40
"""Letters of a name that always has room in one line."""
_WORD = "Đường "


def as_long(name: str) -> str:
    """A text that is not shorter than the name, one for all names of about that length; empty for a short one.

    Forms of which only the name differs are rendered once: rows are as high as the longest of such names needs.
    """
    return "" if len(name) <= _ONE_LINE else _WORD * (1 + len(name) // len(_WORD))


class Blocks(NamedTuple):
    """Columns (from 0): where the left block ends, where the right one begins, the last that is printed."""

    left: int
    right: int
    last: int


class Signed(NamedTuple):
    """Formulas that take what a print says of who signs from the unit's own sheet; empty where it has none."""

    place_and_day: str = ""
    maker: str = ""
    head: str = ""
    post: str = ""


UNSAID = Signed()
HEAD = "THỦ TRƯỞNG ĐƠN VỊ"
"""Who signs for the unit, as long as it does not say by which office."""
NO_PLACE = "…………"


def no_day(settings: Settings) -> str:
    """The day of signing that nobody has said yet."""
    return f"ngày …… tháng …… năm {settings.year}"


def head(sheet: Sheet, settings: Settings, identity: Identity, title: str, note: str, blocks: Blocks,
         whose: str = "Đơn vị", signed: Signed = UNSAID) -> None:  # fmt: skip
    """Cơ quan, Quốc hiệu, Tiêu ngữ, place and date, title, whose form it is; `whose` is what that one is called."""
    left, right, last = blocks
    put_name(sheet, Area(1, 0, 1, left), settings.superior.upper(), "center")
    put_name(sheet, Area(2, 0, 2, left), identity.unit_name, "center bold", identity.sized)
    sheet.merge(Area(1, right, 1, last), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center bold top")
    sheet.merge(Area(2, right, 2, last), "Độc lập - Tự do - Hạnh phúc", "center bold underline big top")
    place = f"{NO_PLACE}, {no_day(settings)}"
    sheet.merge(Area(3, right, 3, last), place, "center italic", signed.place_and_day)
    sheet.merge(Area(4, 0, 4, last), title, "title huge")
    put_name(sheet, Area(5, 0, 5, last), settings.name, "center bold big")
    sheet.merge(Area(6, 0, 6, last), f"{whose}: {identity.unit_name} (mã {identity.unit_code})", "center")
    sheet.merge(Area(7, 0, 7, last), note, "note center")
    sheet.rows |= {4: RowFormat(26), 7: RowFormat(22), 8: RowFormat(34)}


def put_name(sheet: Sheet, area: Area, name: str, style: str, sized: str = "") -> None:
    """Put a name over merged cells of a row; one that has no room in a line (`sized`, if given) gets more of them."""
    formats = (
        sheet.columns.get(at, ColumnFormat(8.43)) for at in range(area.first_column, area.last_column + 1)
    )
    width = sum(form.width for form in formats if not form.hidden)
    needed = text_height(sized or name, width, f"{style} wrap")
    sheet.merge(area, name or None, f"{style} wrap" if needed else style)
    if needed:
        sheet.rows[area.first_row] = RowFormat(needed)


SIGNATURE = 4
"""Rows between who signs and the name."""


def sign(sheet: Sheet, at: int, who: str, blocks: Blocks, signed: Signed = UNSAID) -> None:
    """Who made the form on the left, the head of the unit on the right, with their names where they are known."""
    left, right, last = blocks
    sheet.merge(Area(at, 1, at, left), who, "center bold")
    sheet.merge(Area(at + 1, 1, at + 1, left), "(Ký, ghi rõ họ tên)", "center italic")
    sheet.merge(Area(at, right, at, last), HEAD, "center bold", signed.post)
    sheet.merge(Area(at + 1, right, at + 1, last), "(Ký tên, đóng dấu)", "center italic")
    for (first, final), name in (((1, left), signed.maker), ((right, last), signed.head)):
        if name:
            sheet.merge(Area(at + SIGNATURE, first, at + SIGNATURE, final), "", "center bold", name)


_WITH = 3
"""Rows that go to the next page with the signatures: a line of the table, the total, the line between."""


def keep_signature(sheet: Sheet, at: int) -> None:
    """No page begins between who signs and the name, nor with the signatures alone."""
    keep_with_rows(sheet, at, _WITH, scaled=True)


def keep_in_sight(sheet: Sheet, labels: Mapping[int, str], columns: int) -> None:
    """Freeze the first row alone: what the columns are called, in short, by their number.

    The header itself stands below the head of the page that is printed; frozen with all of that it would take a third
    of the screen. The words are other ones than the header's, by which the table is found.
    """
    for column, label in labels.items():
        sheet.put(0, column, label, "header small")
    sheet.rows[0] = RowFormat(30)
    sheet.freeze = (1, columns)
