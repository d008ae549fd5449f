"""The styles of the papers: sizes, weights and distances of Nghị định 30/2020/NĐ-CP, Phụ lục I, in one table."""

from collections.abc import Iterator
from typing import NamedTuple

from ..workbook.xml_text import attribute_value
from . import blanks, word

FONT = "Times New Roman"
_FIRST_LINE = round(1.27 * word.CM)
_ALIGNED = {"l": "left", "c": "center", "r": "right", "j": "both"}


class Style(NamedTuple):
    """A paragraph style. `size` and distances in points."""

    key: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: str = "c"
    before: float = 0
    after: float = 0
    first_line: int = 0
    keep: bool = False
    """Stays on the page of the next paragraph."""
    level: int | None = None
    """Outline level, for Word's list of headings."""


STYLES: tuple[Style, ...] = (
    # Phụ lục I, II.1: Quốc hiệu 12–13 capitals bold, Tiêu ngữ 13–14 bold with a line as long as it
    Style("QuocHieu", "Quốc hiệu", 12, bold=True, caps=True),
    Style("TieuNgu", "Tiêu ngữ", 13, bold=True),
    # II.2: the superior body 12–13 capitals, the issuing body 12–13 capitals bold with a line of ⅓–½
    Style("CoQuanChuQuan", "Cơ quan chủ quản", 13, caps=True),
    Style("CoQuan", "Cơ quan ban hành", 13, bold=True, caps=True),
    # II.3, II.4: number 13 upright, place and date 13–14 italic
    Style("SoKyHieu", "Số ký hiệu", 13, before=6),
    Style("DiaDanhNgay", "Địa danh ngày tháng", 14, italic=True, before=6),
    # II.5: kind 13–14 capitals bold, summary 13–14 bold; of a letter 12–13 upright, 6 pt below the number
    Style("TenLoai", "Tên loại văn bản", 14, bold=True, caps=True, before=18, keep=True),
    Style("TrichYeu", "Trích yếu", 14, bold=True, keep=True),
    Style("TrichYeuCongVan", "Trích yếu công văn", 13, before=6),
    Style("Duong", "Đường kẻ", 1),
    # II.6: text 13–14 justified, first line 1–1,27 cm, at least 6 pt between paragraphs; grounds italic
    Style("KinhGui", "Kính gửi", 14, before=12, after=6),
    Style("CanCu", "Căn cứ", 14, italic=True, align="j", before=6, first_line=_FIRST_LINE),
    Style("NoiDung", "Nội dung", 14, align="j", before=6, first_line=_FIRST_LINE),
    Style("SatLe", "Nội dung sát lề", 14, align="j", before=6),
    Style("Gach", "Ý gạch đầu dòng", 14, align="j", before=6, first_line=_FIRST_LINE),
    Style("Muc1", "Mục I", 14, bold=True, caps=True, align="j", before=12, first_line=_FIRST_LINE, keep=True, level=0),
    Style("Muc2", "Mục 1", 14, bold=True, align="j", before=6, first_line=_FIRST_LINE, keep=True, level=1),
    Style("Giua", "Chương", 14, bold=True, before=12, keep=True, level=0),
    Style("GiuaNghieng", "Dòng nghiêng ở giữa", 14, italic=True, before=6),
    Style("GhiChu", "Ghi chú", 12, italic=True, align="j", before=6),
    # II.7: TM., KT., TL. and office 13–14 capitals bold, the name 13–14 bold
    Style("ChucDanh", "Chức danh người ký", 14, bold=True, caps=True, keep=True),
    Style("ChoKy", "Chỗ ký", 14, keep=True),
    Style("HoTen", "Họ tên người ký", 14, bold=True),
    # II.9: the words "Nơi nhận" 12 italic bold, the list 11
    Style("NoiNhanDe", "Nơi nhận", 12, bold=True, italic=True, align="l", keep=True),
    Style("NoiNhan", "Danh sách nơi nhận", 11, align="l", keep=True),
    # III.1: annexes
    Style("PhuLuc", "Phụ lục", 14, bold=True, keep=True),
    Style("TenPhuLuc", "Tên phụ lục", 14, bold=True, caps=True, keep=True),
    Style("KemTheo", "Kèm theo", 14, italic=True, after=6),
    Style("SoTrang", "Số trang", 13),
    # our own: the decree says nothing of tables
    Style("BangDau", "Đầu bảng", 12, bold=True, before=2, after=2),
    *(Style(f"Bang{sign.upper()}", f"Bảng {name}", 12, align=sign, before=2, after=2)
      for sign, name in (("l", "trái"), ("c", "giữa"), ("r", "phải"), ("j", "đều"))),
    Style("BangChan", "Dòng cộng của bảng", 12, bold=True, align="c", before=2, after=2),
    Style("PhieuDe", "Tiêu đề phiếu", 12, bold=True, caps=True, before=4),
    Style("PhieuNho", "Chữ nhỏ trên phiếu", 11, align="j", before=4),
    Style("PhieuQuocHieu", "Quốc hiệu trên phiếu", 10, bold=True, caps=True, before=4),
    Style("PhieuTieuNgu", "Tiêu ngữ trên phiếu", 10, bold=True),
    Style("PhieuViec", "Nội dung bầu trên phiếu", 12, bold=True, before=2),
    Style("PhieuDonVi", "Đơn vị trên phiếu", 13, align="l", before=4),
    Style("PhieuDau", "Chỗ đóng dấu trên phiếu", 11, italic=True, before=10),
)  # fmt: skip


def styles_part() -> str:
    """The styles as a part of the package."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{blanks.STYLE}"><w:name w:val="{blanks.STYLE}"/>'
        "<w:qFormat/></w:style>"
    )
    return word.part("styles", defaults + "".join(map(style_part, STYLES)))


def style_part(style: Style) -> str:
    """A style as it stands in that part."""
    return "".join(_style(style))


def _style(style: Style) -> Iterator[str]:
    yield f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.key}">'
    yield f'<w:name w:val="{attribute_value(style.name)}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
    if style.keep:
        yield "<w:keepNext/>"
    exact = ' w:line="40" w:lineRule="exact"' if style.key == "Duong" else ""
    yield f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"{exact}/>'
    if style.first_line:
        yield f'<w:ind w:firstLine="{style.first_line}"/>'
    yield f'<w:jc w:val="{_ALIGNED[style.align]}"/>'
    if style.level is not None:
        yield f'<w:outlineLvl w:val="{style.level}"/>'
    yield "</w:pPr><w:rPr>"
    yield "<w:b/><w:bCs/>" * style.bold + "<w:i/><w:iCs/>" * style.italic + "<w:caps/>" * style.caps
    size = round(style.size * 2)
    yield f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
