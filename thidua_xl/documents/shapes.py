"""The shapes of Nghị định 30/2020/NĐ-CP, Phụ lục III: what stands before and after a paper's own text.

1.4 with the name of its kind, 1.5 a letter, 1.7 an invitation, 1.9 minutes; annexes; and free papers, which the
decree does not know. What the book knows stands there as placeholders, common to all papers.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from .markup import Template
from .word import CM, PLAIN, Cell, Page, paragraph, row, rule, shares, table

NATION = "Cộng hòa xã hội chủ nghĩa Việt Nam"
SECRETARY = "Thư ký"
"""Who wrote the minutes signs them so."""
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_MOTTO_WIDTH = round(6.4 * CM)
"""As long as the motto is in 13 points bold."""
_SMALL_MOTTO_WIDTH = round(4.9 * CM)
"""The same in 10 points."""
_UNDER_BODY, _UNDER_TITLE = 0.4, 0.36


class Shape(StrEnum):
    """Which form of the decree a paper has."""

    TITLED = "titled"
    LETTER = "letter"
    INVITATION = "invitation"
    MINUTES = "minutes"
    ANNEX = "annex"
    FREE = "free"
    BALLOTS = "ballots"
    """Nothing above the ballots: each has its own head."""


def _tag(text: str) -> str:
    return paragraph("Normal", f"{{%p {text} %}}")


def _each(style: str, names: str) -> str:
    return _tag(f"for dong in {names}") + paragraph(style, "{{ dong }}") + _tag("endfor")


def _letterhead(template: Template, page: Page) -> str:
    """Who issues it and the nation's name; below, on one line, number and place with date."""
    widths = shares((41, 59), page.width)
    own = _each("CoQuanChuQuan", "chu_quan") + _each("CoQuan", "co_quan") + rule(widths[0], _UNDER_BODY)
    number = paragraph("SoKyHieu", "Số: {{ so }}")
    dated = paragraph("DiaDanhNgay", "{{ dia_danh_ngay }}")
    shape = Shape(template.one("shape"))
    if shape is Shape.LETTER:
        number += paragraph("TrichYeuCongVan", f"V/v {template.one('subject')}")
    if shape is Shape.MINUTES:  # mẫu 1.9 has none: the minutes tell day and place
        dated = paragraph("DiaDanhNgay", "")
    rows = row(widths, [Cell(own), Cell(_nation(widths[1]))]) + row(widths, [Cell(number), Cell(dated)])
    return table(widths, rows, PLAIN)


def _nation(width: int) -> str:
    line = rule(width, _MOTTO_WIDTH / width)
    return paragraph("QuocHieu", NATION) + paragraph("TieuNgu", MOTTO) + line


def small_nation(width: int) -> str:
    """The same on a ballot, which is as wide as half a page."""
    line = rule(width, _SMALL_MOTTO_WIDTH / width)
    return paragraph("PhieuQuocHieu", NATION) + paragraph("PhieuTieuNgu", MOTTO) + line


def _title(template: Template, page: Page) -> str:
    subject = paragraph("TrichYeu", template.one("subject")) if template.one("subject") else ""
    line = rule(page.width, _UNDER_TITLE / 2) if subject else ""
    return paragraph("TenLoai", template.one("title")) + subject + line


def _addressed(template: Template) -> str:
    """Kính gửi: one addressee on the line, several below it with dashes (II.9)."""
    to = template.head.get("to", ())
    if len(to) == 1:
        return paragraph("KinhGui", f"Kính gửi: {to[0]}.")
    each = [
        paragraph("SatLe", f"- {one}{';' if one != to[-1] else '.'}", '<w:ind w:left="3402"/>') for one in to
    ]
    return paragraph("KinhGui", "Kính gửi:") + "".join(each) if to else ""


def _national(template: Template, page: Page) -> str:
    return _nation(page.width) + _title(template, page)


def _of_annex(template: Template, page: Page) -> str:
    del page
    label = paragraph("PhuLuc", "Phụ lục") if template.one("label") != "no" else ""
    subject = paragraph("TrichYeu", template.one("subject")) if template.one("subject") else ""
    attached = paragraph("KemTheo", template.one("attached")) if template.one("attached") else ""
    return label + paragraph("TenPhuLuc", template.one("title")) + subject + attached


def before(template: Template, page: Page) -> str:
    """Everything above the paper's own text."""
    shape = Shape(template.one("shape"))
    if shape is Shape.BALLOTS:
        return ""
    if shape is Shape.ANNEX:
        return _of_annex(template, page)
    if shape is Shape.FREE:
        return _national(template, page) + _addressed(template)
    head = _letterhead(template, page)
    return head + ("" if shape is Shape.LETTER else _title(template, page)) + _addressed(template)


# --- who signs ---------------------------------------------------------------------------------


def _receivers(more: str = "") -> str:
    """Nơi nhận, each line with its sign; the list comes from the book. `more`: properties of the first line."""
    return paragraph("NoiNhanDe", "Nơi nhận:", more) + _each("NoiNhan", "noi_nhan")


_SPACE = paragraph("ChoKy", "")
"""Stays with what stands below it."""
_ROOM = _SPACE * 4
_KEEP = "<w:keepNext/>"
_GAP = paragraph("ChoKy", "")
"""Between the last words and the signatures, on their page."""


def _head_signs() -> str:
    """TM. the cluster, the office; below the room for the signature the office in the own unit (7b), the name."""
    return (
        _each("ChucDanh", "ky_chuc_danh")
        + _ROOM
        + _each("ChucDanh", "ky_chuc_vu")
        + paragraph("HoTen", "{{ ky_ten }}")
    )


def _two(width: int, left: str, right: str, parts: Sequence[float] = (1, 1)) -> str:
    widths = shares(parts, width)
    return table(widths, row(widths, [Cell(left), Cell(right)]), PLAIN)


def _two_above_receivers(width: int, left: str, right: str) -> str:
    """Those who sign minutes, and Nơi nhận in a row below them: a page with that alone is none."""
    widths = shares((1, 1), width)
    below = row(widths, [Cell(_receivers('<w:spacing w:before="120"/>'), 2)])
    return table(widths, row(widths, [Cell(left), Cell(right)]) + below, PLAIN)


def _by_head(width: int) -> str:
    return _GAP + _two(width, _receivers(), _head_signs())


def _by_secretary_and_chair(width: int) -> str:
    """Mẫu 1.9: the secretary on the left, the chair on the right, the receivers below."""
    left = paragraph("ChucDanh", SECRETARY) + _ROOM + paragraph("HoTen", "{{ thu_ky }}", _KEEP)
    right = paragraph("ChucDanh", "Chủ tọa") + _ROOM + paragraph("HoTen", "{{ chu_tri }}", _KEEP)
    return _SPACE + _two_above_receivers(width, left, right)


def _by_committee(width: int) -> str:
    """The secretary and the head of the committee, then every member, each with room of his own."""
    del width
    return _SPACE + paragraph("Normal", "{{p chu_ky_kiem_phieu }}") + _receivers()


def _by_head_alone(width: int) -> str:
    return _GAP + _two(width, paragraph("Normal", ""), _head_signs())


def _by_unit(width: int) -> str:
    """The leader of the unit itself."""
    right = paragraph("ChucDanh", "Thủ trưởng đơn vị") + _ROOM + paragraph("HoTen", "{{ thu_truong }}")
    return _GAP + _two(
        width, paragraph("Normal", ""), paragraph("DiaDanhNgay", "{{ dia_danh_ngay }}") + right
    )


def _by_witness(width: int) -> str:
    """Whoever came from above and saw the units sign, in the middle; people fill in who."""
    del width
    return _GAP + paragraph("ChucDanh", "Chứng kiến của cấp trên") + _ROOM + paragraph("HoTen", "[...]")


def _by_both_sides(width: int) -> str:
    """Those who checked and the unit that was checked."""
    left = (
        paragraph("ChucDanh", "Đại diện đơn vị") + _ROOM + paragraph("HoTen", "{{ dai_dien_don_vi }}", _KEEP)
    )
    right = (
        paragraph("ChucDanh", "Đại diện đoàn thẩm định")
        + _ROOM
        + paragraph("HoTen", "{{ truong_doan }}", _KEEP)
    )
    return _SPACE + _two_above_receivers(width, left, right)


def _by_maker_and_head(width: int) -> str:
    """A form of the state's statistics: who filled it in, who signs it."""
    left = paragraph("ChucDanh", "Người lập biểu") + _ROOM + paragraph("HoTen", "{{ nguoi_lap }}")
    right = paragraph("DiaDanhNgay", "{{ dia_danh_ngay }}") + _head_signs()
    return _GAP + _two(width, paragraph("DiaDanhNgay", "") + left, right, (2, 3))


SIGNED: Mapping[str, Callable[[int], str]] = {
    "head": _by_head,
    "head alone": _by_head_alone,
    "secretary and chair": _by_secretary_and_chair,
    "committee": _by_committee,
    "unit": _by_unit,
    "both sides": _by_both_sides,
    "witness": _by_witness,
    "maker and head": _by_maker_and_head,
}
"""`sign:` in a template's head → the block of signatures."""


def signatures(template: Template, page: Page) -> str:
    """The block of signatures and Nơi nhận."""
    return SIGNED[template.one("sign")](page.width)
