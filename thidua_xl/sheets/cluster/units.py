"""Sheet `Đơn vị` of the cluster book: the members of the cluster."""

import re
from collections.abc import Sequence

from ...domain.scoring.criteria import code_of
from ...domain.scoring.units import Eligibility, Unit
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text, is_blank
from ...domain.values.codes import wrong_code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import clean, fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..examples import draw_example, guard_example
from ..more_lines import rows_below
from ..table import (
    Column,
    Drawn,
    Found,
    Placement,
    Table,
    TableRow,
    choices,
    draw,
    find_table,
    ready_for_typing,
    rows_of,
    rows_to_type,
)


class Col:
    """The headers of `Đơn vị`."""

    CODE = "Mã"
    NAME = "Tên đơn vị"
    CONTACT = "Người liên hệ"
    EMAIL = "Email"
    TELEPHONE = "Điện thoại"
    ELIGIBILITY = "Xét thi đua"
    REASON = "Lý do không xét"
    FORMER = "Đơn vị trước đây"
    GROUP = "Nhóm"


TITLE = "CÁC ĐƠN VỊ TRONG CỤM"
TABLE = Table(
    "Đơn vị",
    (
        Column(Col.CODE, 10, "code", typed=True),
        Column(Col.NAME, 29, typed=True),
        Column(Col.CONTACT, 22, typed=True),
        Column(Col.EMAIL, 27, typed=True),
        Column(Col.TELEPHONE, 14, "code", typed=True),
        Column(Col.ELIGIBILITY, 22, typed=True),
        Column(Col.REASON, 31, typed=True),
        Column(Col.FORMER, 22, typed=True, optional=True),
        Column(Col.GROUP, 12, typed=True, optional=True),
    ),
    header_row=4,
    key=(Col.CODE,),
    example={
        Col.CODE: "Ví dụ: DLY", Col.NAME: "Xã Dân Lý", Col.CONTACT: "Nguyễn Thị Thanh Diệp",
        Col.EMAIL: "danly@example.vn", Col.TELEPHONE: "0237 000 0101", Col.ELIGIBILITY: Eligibility.YES.value,
        Col.FORMER: "Xã Dân Lực; Xã Dân Quyền", Col.GROUP: "Đồng bằng",
    },
)  # fmt: skip
LAST_ROW = 999
_APART = re.compile(r"[;\n]")
"""Between the units before; a comma may stand in a name."""
_ELIGIBILITY = {fold(member.value): member for member in Eligibility}


def read_units(grid: Grid) -> tuple[list[Unit], list[Finding], Found | None]:
    """The units in the order of the sheet, what is wrong with them, and where the table stands."""
    found = find_table(grid, TABLE)
    if found is None:
        return [], [finding(Code.HEADER_MISSING, sheet=TABLE.sheet, value="Mã, Tên đơn vị")], None
    findings = [finding(Code.HEADER_MISSING, sheet=TABLE.sheet, value=name) for name in found.missing]
    units: dict[str, Unit] = {}
    for row in rows_of(grid, found.placement):
        if is_blank(row.raw(Col.CODE)) and is_blank(row.raw(Col.NAME)):
            continue
        unit = _read_unit(row, findings)
        if fold(unit.code) in {fold(code) for code in units}:
            findings.append(
                finding(
                    Code.UNIT_DOUBLE,
                    unit=unit.code,
                    sheet=TABLE.sheet,
                    cell=row.cell(Col.CODE),
                    value=unit.code,
                )
            )
        elif unit.code:
            units[unit.code] = unit
    return list(units.values()), findings, found


def name_cell(grid: Grid | None, code: str) -> str:
    """Where the name of a unit stands; empty where the sheet has no such row."""
    found = find_table(grid, TABLE) if grid is not None else None
    rows = rows_of(grid, found.placement) if grid is not None and found else ()
    return next((row.cell(Col.NAME) for row in rows if code_of(row.text(Col.CODE)) == code), "")


def _read_unit(row: TableRow, findings: list[Finding]) -> Unit:
    raw = row.raw(Col.CODE)
    code = code_of(as_text(raw))
    if is_blank(raw):
        findings.append(finding(Code.RULE_UNKNOWN, sheet=TABLE.sheet, cell=row.cell(Col.CODE), name="mã đơn vị",
                                value="", allowed="mã ngắn, không dấu cách"))  # fmt: skip
    elif not isinstance(raw, str):
        findings.append(
            finding(Code.CODE_NOT_TEXT, unit=code, sheet=TABLE.sheet, cell=row.cell(Col.CODE), value=code)
        )
    else:
        findings += wrong_code(raw, TABLE.sheet, row.spot(Col.CODE), "mã đơn vị", "DLY", unit=code)
    return Unit(
        code,
        row.text(Col.NAME) or code,
        row.text(Col.CONTACT),
        row.text(Col.EMAIL),
        row.text(Col.TELEPHONE),
        _eligibility(row, code, findings),
        row.text(Col.REASON),
        tuple(filter(None, map(clean, _APART.split(as_text(row.raw(Col.FORMER)))))),
        row.text(Col.GROUP),
    )


def _eligibility(row: TableRow, code: str, findings: list[Finding]) -> Eligibility:
    typed = row.text(Col.ELIGIBILITY)
    chosen = _ELIGIBILITY.get(fold(typed)) if typed else Eligibility.YES
    if chosen is None:
        findings.append(
            finding(Code.RULE_UNKNOWN, unit=code, sheet=TABLE.sheet, cell=row.cell(Col.ELIGIBILITY),
                    name="Xét thi đua", value=typed, allowed=" · ".join(e.value for e in Eligibility))
        )  # fmt: skip
        return Eligibility.YES
    if chosen is Eligibility.NO and not row.text(Col.REASON):
        findings.append(
            finding(Code.REASON_MISSING, unit=code, sheet=TABLE.sheet, cell=row.cell(Col.REASON),
                    what="Xét thi đua", old="Có", new="Không")
        )  # fmt: skip
    return chosen


def render(units: Sequence[Unit], place: Placement | None = None) -> Sheet:
    """The sheet of a new book, with spare rows ready to be typed in; or at this place, all typed rows anew."""
    drawn = draw(TABLE, place, title=TITLE, note="Mỗi đơn vị một dòng. Mã là chữ hoặc số viết liền "
                 "(ví dụ DLY), không đổi sau khi phát hành phiếu. Đơn vị trước đây: mã hoặc tên các đơn vị đã sáp "
                 "nhập, cách nhau bằng dấu chấm phẩy. Nhóm: khi có tiêu chí, mức xếp loại riêng.")  # fmt: skip
    _draw_rows(drawn, units)
    if place is None and not units:
        draw_example(drawn)
    guard_example(drawn)
    (ready_for_typing if place else rows_to_type)(drawn)
    area = drawn.area(Col.ELIGIBILITY)._replace(last_row=LAST_ROW)
    rule = choices(drawn.sheet, [eligibility.value for eligibility in Eligibility])
    rule["input_title"] = "Xét thi đua"
    rule["input_message"] = (
        "Để trống là Có. Xếp hạng, không đề nghị Cờ: vẫn xếp hạng nhưng không được đề nghị Cờ. "
        "Không: giữ điểm, không xếp hạng (ghi lý do)."
    )
    drawn.sheet.validations.append((area, rule))
    drawn.sheet.tab = "#FFC000"
    drawn.sheet.landscape = True
    return drawn.sheet


def render_below(units: Sequence[Unit], grid: Grid) -> Sheet | None:
    """Rows below all that stands on the sheet; None where there is no table to continue, or a column is missing."""
    drawn = rows_below(grid, TABLE)
    if drawn is None:
        return None
    _draw_rows(drawn, units)
    return drawn.sheet


def _draw_rows(drawn: Drawn, units: Sequence[Unit]) -> None:
    for unit in units:
        drawn.line(
            {
                Col.CODE: unit.code,
                Col.NAME: unit.name,
                Col.CONTACT: unit.contact,
                Col.EMAIL: unit.email,
                Col.TELEPHONE: unit.telephone,
                Col.ELIGIBILITY: unit.eligibility.value,
                Col.REASON: unit.reason,
                Col.FORMER: "; ".join(unit.former),
                Col.GROUP: unit.group or None,
            }
        )
