"""Sheet `Cụm`: the settings of a cluster and year."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from ..domain.cells import as_text, is_blank
from ..domain.findings import Code, Finding, finding
from ..domain.grammar import read_number
from ..domain.numbers import exact_points
from ..domain.settings import Basis, Majority, Phase, Settings, TiesBelowFirst
from ..domain.text import clean, fold
from ..intake.grids import Grid
from ..workbook.model import Area, Sheet
from .table import Column, Found, Table, TableRow, choices, draw, find_table, rows_of

TABLE = Table(
    "Cụm",
    (Column("Mục", 30), Column("Giá trị", 46, typed=True), Column("Giải thích", 74)),
    header_row=3,
    key=("Mục",),
)


class Item(NamedTuple):
    """One setting: the field it fills, its name on the sheet, and how it is read."""

    field: str
    name: str
    explanation: str
    read: Callable[[object], Any]
    allowed: str = "văn bản"
    choices: tuple[str, ...] = ()
    style: str = "left"
    required: bool = False
    carried: bool = True
    """Whether next year's book takes it over (`new cluster --from`)."""


class UnreadableError(ValueError):
    """A setting whose value cannot be understood."""


def _text(value: object) -> str:
    return clean(as_text(value))


def _year(value: object) -> int:
    number = read_number(value).number
    if number is None or number != int(number) or not 2000 <= number <= 2100:
        raise UnreadableError
    return int(number)


def _date(value: object) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.datetime.strptime(_text(value), form).date()
        except ValueError:
            continue
    raise UnreadableError


def _digits(value: object) -> int:
    number = read_number(value).number
    if number is None or number not in (0, 1, 2, 3):
        raise UnreadableError
    return int(number)


def _ceiling(value: object) -> int:
    number = read_number(value, limit=Decimal(100_000)).number
    points = exact_points(number) if number is not None and number > 0 else None
    if points is None:
        raise UnreadableError
    return points


def _one_of(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    known = {fold(member.value): member for member in kind}

    def read(value: object) -> StrEnum:
        member = known.get(fold(as_text(value)))
        if member is None:
            raise UnreadableError
        return member

    return read


def _choice(field: str, name: str, explanation: str, kind: type[StrEnum], **more: Any) -> Item:
    choices = tuple(member.value for member in kind)
    return Item(field, name, explanation, _one_of(kind), "một trong: " + " · ".join(choices), choices, **more)


def _day(field: str, name: str, explanation: str) -> Item:
    return Item(field, name, explanation, _date, "ngày/tháng/năm", style="date left", carried=False)


_GROUNDS = "Căn cứ"

ITEMS: tuple[Item, ...] = (
    Item("year", "Năm", "Năm chấm điểm.", _year, "năm, ví dụ 2026", style="integer left",
         required=True, carried=False),
    Item("cluster", "Mã cụm", "Mã ngắn, không dấu cách, dùng trong tên tệp. Không đổi sau khi phát hành phiếu.",
         _text, style="code left", required=True),
    Item("name", "Tên cụm", "In trên phiếu và văn bản.", _text, required=True),
    Item("head", "Trưởng cụm", "Mã đơn vị làm Trưởng cụm năm nay (bầu luân phiên, HD 1302, I.1).", _text,
         style="code left", carried=False),
    Item("deputy", "Phó Trưởng cụm", "Mã đơn vị làm Phó Trưởng cụm.", _text, style="code left", carried=False),
    Item("superior", "Cấp trên", "Cơ quan nhận kết quả, ví dụ UBND tỉnh hoặc UBND xã.", _text),
    Item("office", "Cơ quan tổng hợp", "Nơi tổng hợp các cụm, ví dụ Sở Nội vụ.", _text),
    Item("place", "Địa danh", "In trước ngày tháng trên văn bản.", _text),
    Item("signer", "Người ký", "Họ tên người ký văn bản của cụm.", _text, carried=False),
    Item("signer_title", "Chức vụ người ký", "Ví dụ CHỦ TỊCH.", _text),
    _day("deadline", "Hạn nộp phiếu", "Hạn đơn vị gửi phiếu tự chấm."),
    _day("meeting", "Ngày họp trù bị", "Họp thống nhất điểm trước phiên chính thức (HD 1302, II.3); "
         "là ngày mặc định của điểm thống nhất."),
    _day("conference", "Ngày hội nghị tổng kết", "Bảng điểm gửi cấp trên trước ngày này 3–5 ngày (HD 1302, I.2.1)."),
    _choice("phase", "Giai đoạn", "Đang nhận: còn nhận phiếu. Đã chốt: không lệnh nào sửa sổ nữa.", Phase,
            carried=False),
    Item("reopening", "Lý do mở lại", "Chỉ dùng cho nút Mở lại sổ (sổ đã chốt): ghi vào đây rồi bấm; "
         "chương trình chép lý do vào Nhật ký và xóa ô.", _text, carried=False),
    _choice("basis", "Xếp theo", "Điểm, hoặc tỷ lệ % trên điểm tối đa của từng đơn vị.", Basis),
    Item("digits", "Số chữ số thập phân", "Mỗi tiêu chí làm tròn một lần đến số chữ số này (0–3).", _digits,
         "0, 1, 2 hoặc 3", ("0", "1", "2", "3"), style="integer left"),
    Item("ceiling", "Trần tổng điểm", "Tổng điểm không vượt quá mức này; để trống là không giới hạn.", _ceiling,
         "một số dương hoặc để trống", style="number left"),
    _choice("ties", "Đồng hạng Nhì, Ba", "HD 1302 chỉ quy định bỏ phiếu cho hạng Nhất; cụm chọn cách cho Nhì, Ba.",
            TiesBelowFirst),
    _choice("majority", "Cách trúng phiếu", "Cách xác định đơn vị trúng khi bỏ phiếu.", Majority),
)  # fmt: skip

_EXPLAIN_GROUNDS = "Dòng căn cứ trong văn bản; có thể thêm dòng, mỗi căn cứ một dòng."
DEFAULTS = Settings()


def read_settings(grid: Grid) -> tuple[Settings, list[Finding], Found | None]:
    """The settings, what is wrong with them, and where the table stands."""
    found = find_table(grid, TABLE)
    if found is None:
        return DEFAULTS, [finding(Code.HEADER_MISSING, sheet=TABLE.sheet, value="Mục, Giá trị")], None
    by_name: dict[str, list[TableRow]] = {}
    for row in rows_of(grid, found.placement):
        if not is_blank(row.raw("Mục")):
            by_name.setdefault(fold(row.text("Mục")), []).append(row)
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    for item in ITEMS:
        rows = by_name.get(fold(item.name), [])
        values |= _read_item(item, rows[0] if rows else None, findings)
    grounds = by_name.get(fold(_GROUNDS), [])
    values["grounds"] = tuple(row.text("Giá trị") for row in grounds if row.text("Giá trị"))
    return Settings(**values), findings, found


def cell_of(grid: Grid, name: str) -> str:
    """The A1 address of a setting's value; empty where the sheet has no such line."""
    found = find_table(grid, TABLE)
    lines = rows_of(grid, found.placement) if found else iter(())
    return next((row.cell("Giá trị") for row in lines if fold(row.text("Mục")) == fold(name)), "")


def _read_item(item: Item, row: TableRow | None, findings: list[Finding]) -> dict[str, Any]:
    raw = row.raw("Giá trị") if row else None
    if row is None or is_blank(raw):
        if item.required:
            cell = row.cell("Giá trị") if row else ""
            findings.append(finding(Code.SETTING_MISSING, sheet=TABLE.sheet, cell=cell, value=item.name))
        return {}
    try:
        return {item.field: item.read(raw)}
    except UnreadableError:
        used = getattr(DEFAULTS, item.field)
        findings.append(
            finding(
                Code.SETTING_INVALID,
                sheet=TABLE.sheet,
                cell=row.cell("Giá trị"),
                value=as_text(raw),
                name=item.name,
                used="giá trị trống" if used in (None, "", 0) else str(used),
                allowed=item.allowed,
            )
        )
        return {}


def render(settings: Settings, typed: Mapping[str, object] | None = None) -> Sheet:
    """The sheet of a new book; `typed` gives raw values for single fields (dates as dates)."""
    values = {f.name: getattr(settings, f.name) for f in fields(settings)} | dict(typed or {})
    drawn = draw(TABLE, title="SỔ CỤM THI ĐUA", note="Điền các ô màu vàng ở cột Giá trị. Bắt đầu từ trang này, "
                 "rồi đến Đơn vị và Tiêu chí.")  # fmt: skip
    sheet = drawn.sheet
    for item in ITEMS:
        value = values.get(item.field)
        if isinstance(value, StrEnum):
            value = value.value
        if item.field == "ceiling" and isinstance(value, int):
            value = value / 1000
        if item.field == "year" and not value:
            value = None
        at = drawn.line(
            {"Mục": item.name, "Giá trị": value, "Giải thích": item.explanation},
            styles={"Mục": "bold", "Giá trị": item.style, "Giải thích": "note"},
        )
        if item.choices:
            column = drawn.place["Giá trị"]
            rule = choices(sheet, item.choices)
            rule["error_message"] = f"{item.name}: {item.allowed}."[:255]
            sheet.validations.append((Area(at, column, at, column), rule))
    for ground in (*settings.grounds, *[""] * max(1, 4 - len(settings.grounds))):
        drawn.line({"Mục": _GROUNDS, "Giá trị": ground, "Giải thích": _EXPLAIN_GROUNDS},
                   styles={"Mục": "bold", "Giải thích": "note"})  # fmt: skip
    sheet.tab = "#FFC000"
    return sheet
