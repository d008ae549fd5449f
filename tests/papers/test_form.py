"""The form of Nghị định 30/2020/NĐ-CP, a test a fact, on the XML that Word reads."""

import datetime
from collections.abc import Mapping

import pytest
from lxml import etree

from tests.papers.read import W, lines, names, paragraphs, part, tables, text_of
from thidua_xl.documents.compiled import compiled
from thidua_xl.documents.fill import Properties, filled
from thidua_xl.documents.markup import parse
from thidua_xl.documents.shapes import MOTTO
from thidua_xl.documents.styles import STYLES
from thidua_xl.documents.word import CM

SAID = Properties("Báo cáo", "Cụm 1", datetime.datetime(2026, 12, 20, 8, tzinfo=datetime.UTC))
VALUES: Mapping[str, object] = {
    "chu_quan": ["UBND TỈNH THANH HÓA"],
    "co_quan": ["UBND xã Dân Lý"],
    "so": "07/BC-CTĐ",
    "dia_danh_ngay": "Dân Lý, ngày 05 tháng 12 năm 2026",
    "ky_chuc_danh": ["TM. Cụm thi đua số 1", "Trưởng cụm"],
    "ky_chuc_vu": ["Chủ tịch UBND xã Dân Lý"],
    "ky_ten": "Lê Văn Thử",
    "thu_ky": "Trần Thị Ghi",
    "chu_tri": "Lê Văn Thử",
    "noi_nhan": ["- UBND tỉnh;", "- Lưu: VT."],
    "kem_theo": "(Kèm theo Báo cáo số 07/BC-CTĐ)",
    "dai_dien_don_vi": "Trần Thị Ghi",
    "truong_doan": "Lê Văn Thử",
}


def made(shape: str, sign: str = "head", more: str = "", body: str = "Nội dung./.") -> bytes:
    """A paper of a shape with the usual placeholders."""
    text = f"shape: {shape}\ntitle: Báo cáo\nsubject: Tổng kết năm\nsign: {sign}\n{more}---\n{body}\n"
    return filled("thu.docx", compiled(parse(text)), VALUES, SAID).data


def style_of(data: bytes, key: str) -> etree._Element:
    """A style of the paper."""
    found = part(data, "word/styles.xml").find(f"{W}style[@{W}styleId='{key}']")
    assert found is not None
    return found


def value(element: etree._Element, path: str, attribute: str = "val") -> str:
    """An attribute of an element inside another; empty where there is none."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}{attribute}", "")


# --- the page and the letters ---------------------------------------------------------------------


def test_the_page_is_a4_with_the_decrees_margins() -> None:
    """Phụ lục I, I.1: top and bottom 20–25 mm, left 30–35, right 15–20."""
    section = part(made("titled")).find(f".//{W}sectPr")
    assert section is not None
    assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == ("11906", "16838")
    limits = {"top": (2, 2.5), "bottom": (2, 2.5), "left": (3, 3.5), "right": (1.5, 2)}
    for side, (least, most) in limits.items():
        assert least * CM - 1 <= int(value(section, "pgMar", side)) <= most * CM + 1, side


def test_every_style_is_times_new_roman_upon_vietnamese() -> None:
    """Phụ lục I, I.2: Times New Roman, Unicode; the spelling is Vietnamese."""
    defaults = part(made("titled"), "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    assert value(defaults, "rFonts", "ascii") == value(defaults, "rFonts", "cs") == "Times New Roman"
    assert value(defaults, "lang") == "vi-VN"
    assert not list(part(made("titled")).iter(f"{W}rFonts"))


@pytest.mark.parametrize(
    ("key", "sizes", "marks", "align"),
    [
        ("QuocHieu", (12, 13), {"b", "caps"}, "center"),
        ("TieuNgu", (13, 14), {"b"}, "center"),
        ("CoQuanChuQuan", (12, 13), {"caps"}, "center"),
        ("CoQuan", (12, 13), {"b", "caps"}, "center"),
        ("SoKyHieu", (13, 13), set(), "center"),
        ("DiaDanhNgay", (13, 14), {"i"}, "center"),
        ("TenLoai", (13, 14), {"b", "caps"}, "center"),
        ("TrichYeu", (13, 14), {"b"}, "center"),
        ("TrichYeuCongVan", (12, 13), set(), "center"),
        ("CanCu", (13, 14), {"i"}, "both"),
        ("NoiDung", (13, 14), set(), "both"),
        ("Muc1", (13, 14), {"b", "caps"}, "both"),
        ("Muc2", (13, 14), {"b"}, "both"),
        ("ChucDanh", (13, 14), {"b", "caps"}, "center"),
        ("HoTen", (13, 14), {"b"}, "center"),
        ("NoiNhanDe", (12, 12), {"b", "i"}, "left"),
        ("NoiNhan", (11, 11), set(), "left"),
        ("PhuLuc", (14, 14), {"b"}, "center"),
        ("TenPhuLuc", (13, 14), {"b", "caps"}, "center"),
        ("KemTheo", (13, 14), {"i"}, "center"),
        ("SoTrang", (13, 14), set(), "center"),
    ],
)
def test_sizes_weights_and_places(key: str, sizes: tuple[int, int], marks: set[str], align: str) -> None:
    """Phụ lục I, V: the table of sizes and styles."""
    style = style_of(made("titled"), key)
    assert sizes[0] <= int(value(style, "rPr/sz")) / 2 <= sizes[1]
    assert {mark for mark in ("b", "i", "caps") if style.find(f"{W}rPr/{W}{mark}") is not None} == marks
    assert value(style, "pPr/jc") == align


def test_paragraphs_begin_inside_and_stand_six_points_apart() -> None:
    """II.6: first line 1 or 1,27 cm, at least 6 pt between paragraphs, single to 1,5 lines."""
    style = style_of(made("titled"), "NoiDung")
    assert CM <= int(value(style, "pPr/ind", "firstLine")) <= round(1.27 * CM)
    assert int(value(style, "pPr/spacing", "before")) >= 6 * 20
    defaults = part(made("titled"), "word/styles.xml").find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    assert defaults is not None
    assert 240 <= int(value(defaults, "spacing", "line")) <= 360


def test_every_style_of_a_paragraph_is_one_of_the_table() -> None:
    """No paragraph is set by hand: an office changes a style and every paper follows."""
    known = {style.key for style in STYLES} | {"Normal"}
    for shape, sign in (
        ("titled", "head"),
        ("letter", "head"),
        ("minutes", "secretary and chair"),
        ("free", "head"),
    ):
        assert {one.style for one in paragraphs(made(shape, sign))} <= known


# --- the head -----------------------------------------------------------------------------------


def test_issuer_left_nation_right_number_and_day_below_on_one_line() -> None:
    """Phụ lục I, IV: the places of the parts."""
    head = tables(made("titled"))[0]
    assert [row[0].splitlines()[0] for row in head] == ["UBND TỈNH THANH HÓA", "Số: 07/BC-CTĐ"]
    assert head[0][0].splitlines()[1] == "UBND xã Dân Lý"
    assert head[0][1].splitlines()[1] == MOTTO
    assert head[1][1] == "Dân Lý, ngày 05 tháng 12 năm 2026"


def _line_under(data: bytes, text: str) -> tuple[int, int]:
    """Width of the cell (or the page) and of the line below a text, in twips."""
    paragraph = next(one for one in part(data).iter(f"{W}p") if text_of(one) == text)
    line = next(one for one in paragraph.itersiblings(f"{W}p") if one.find(f"{W}pPr/{W}pBdr") is not None)
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    width = round(16.5 * CM) if cell is None else int(value(cell, "tcPr/tcW", "w"))
    drawn = line.find(f"{W}pPr/{W}ind")
    assert drawn is not None
    return width, width - int(drawn.get(f"{W}left", "0")) - int(drawn.get(f"{W}right", "0"))


def test_the_line_under_the_issuer_is_a_third_to_a_half() -> None:
    """II.2: ⅓–½ of the line above, which is at most as wide as its cell."""
    width, line = _line_under(made("titled"), "UBND xã Dân Lý")
    assert width / 3 <= line <= width / 2


def test_the_line_under_the_motto_is_as_long_as_the_motto() -> None:
    """II.1: full, as long as the words; 13 points bold of Times New Roman are about 6,4 cm of them."""
    _, line = _line_under(made("titled"), MOTTO)
    assert 6.2 * CM <= line <= 6.8 * CM


def test_the_line_under_the_summary_is_there_and_short() -> None:
    """II.5: a line below the summary, ⅓–½ as long as it; here of the words `Tổng kết năm`."""
    _, line = _line_under(made("titled"), "Tổng kết năm")
    assert 0 < line <= 16.5 * CM / 2


# --- the five shapes ----------------------------------------------------------------------------


def test_a_titled_paper_has_kind_and_summary() -> None:
    """Mẫu 1.4."""
    data = made("titled")
    assert lines(data, "TenLoai") == ["Báo cáo"]
    assert lines(data, "TrichYeu") == ["Tổng kết năm"]
    assert lines(data, "KinhGui") == []


def test_a_titled_paper_is_addressed_only_where_it_says_so() -> None:
    """Mẫu 1.4: Kính gửi of a Tờ trình or Báo cáo to a superior."""
    assert lines(made("titled", more="to: UBND tỉnh\n"), "KinhGui") == ["Kính gửi: UBND tỉnh."]


def test_several_addressees_stand_below_each_other() -> None:
    """II.9: each on a line with a dash; semicolons, the last a full stop."""
    data = made("letter", more="to: UBND tỉnh\nto: Sở Nội vụ\n")
    assert lines(data, "KinhGui") == ["Kính gửi:"]
    assert lines(data, "SatLe") == ["- UBND tỉnh;", "- Sở Nội vụ."]


def test_a_letter_has_its_summary_under_the_number_and_no_title() -> None:
    """Mẫu 1.5: V/v below Số, 6 pt apart; no name of a kind."""
    data = made("letter")
    assert tables(data)[0][1][0].splitlines() == ["Số: 07/BC-CTĐ", "V/v Tổng kết năm"]
    assert lines(data, "TenLoai") == []
    assert value(style_of(data, "TrichYeuCongVan"), "pPr/spacing", "before") == "120"


def test_minutes_have_no_place_and_day_and_two_signatures() -> None:
    """Mẫu 1.9: the secretary on the left, the chair on the right, the receivers below the signatures."""
    data = made("minutes", "secretary and chair")
    assert lines(data, "DiaDanhNgay") == []
    signed = tables(data)[-1][0]
    assert [cell.splitlines()[0] for cell in signed] == ["Thư ký", "Chủ tọa"]
    assert [cell.splitlines()[-1] for cell in signed] == ["Trần Thị Ghi", "Lê Văn Thử"]
    texts = lines(data)
    assert texts.index("Nơi nhận:") > texts.index("Trần Thị Ghi")


def kept(data: bytes) -> list[str]:
    """The lines of the text that stay, by themselves, on the page of the next one."""
    return [text_of(one) for one in part(data).iter(f"{W}p") if one.find(f"{W}pPr/{W}keepNext") is not None]


@pytest.mark.parametrize("sign", ["secretary and chair", "both sides"])
def test_receivers_stand_in_the_table_of_who_signs_minutes(sign: str) -> None:
    """A page with Nơi nhận alone is none: the row above it stays with it."""
    data = made("minutes", sign)
    assert [len(row) for row in tables(data)[-1]] == [2, 1]
    assert tables(data)[-1][1][0].splitlines() == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]
    assert "Lê Văn Thử" in kept(data)


def test_what_leads_on_stays_with_what_follows() -> None:
    """A title in bold, a line with a colon; of a list before the signatures no line is held."""
    data = made(
        "letter", body="**1. Việc**\nMột.\nGồm:\n{% for x in noi_nhan %}\n- {{ x }}\n{% endfor %}\nHết./."
    )
    assert [one for one in kept(data) if one] == ["1. Việc", "Gồm:", "Hết./."]


def test_a_table_has_room_above_it() -> None:
    """It does not touch the line that it follows, or that stands before a loop's tag."""
    table = "[table 1 2 | l r]\n| A | B |\n| 1 | 2 |\n[/table]"
    data = made("letter", body=f"Như sau:\n{table}\nHết.\n{{% if true %}}\n{table}\n{{% endif %}}\nXong./.")
    after = {text_of(one): value(one, "pPr/spacing", "after") for one in part(data).iter(f"{W}p")}
    assert (after["Như sau:"], after["Hết."], after["Xong./."]) == ("80", "80", "")


def test_a_free_paper_has_the_nation_and_no_number() -> None:
    """Papers that the decree does not know: Quốc hiệu, Tiêu ngữ, no Số."""
    data = made("free")
    assert lines(data, "QuocHieu") and lines(data, "TieuNgu") == [MOTTO]
    assert lines(data, "SoKyHieu") == []


def test_an_annex_has_a_label_and_what_it_goes_with() -> None:
    """III.1: Phụ lục, its name, (Kèm theo …)."""
    data = made("annex", "head alone", "attached: {{ kem_theo }}\n")
    assert lines(data)[:2] == ["Phụ lục", "Báo cáo"]
    assert lines(data, "KemTheo") == ["(Kèm theo Báo cáo số 07/BC-CTĐ)"]
    assert lines(data, "QuocHieu") == []


def test_annexes_inside_a_paper_are_sections_with_page_numbers_of_their_own() -> None:
    """III.1.đ: the pages of annexes are numbered apart."""
    data = made("titled", body="Chữ.\n[annex I | Bảng một | landscape]\nMột.\n[annex II | Bảng hai]\nHai.")
    assert lines(data, "PhuLuc") == ["Phụ lục I", "Phụ lục II"]
    sections = list(part(data).iter(f"{W}sectPr"))
    assert [value(one, "pgNumType", "start") for one in sections] == ["", "1", "1"]
    assert [value(one, "pgSz", "orient") for one in sections] == ["", "landscape", ""]
    texts = lines(data)
    assert texts.index("Nơi nhận:") < texts.index(
        "Phụ lục I"
    )  # the paper itself is signed before its annexes


# --- who signs, page numbers --------------------------------------------------------------------


def test_the_signature_names_body_title_post_and_person() -> None:
    """II.7: TM. and the title above the room for the signature; the post in the own office (7b) above the name."""
    signed = tables(made("titled"))[-1][0][1].splitlines()
    said = [line for line in signed if line]
    assert said == ["TM. Cụm thi đua số 1", "Trưởng cụm", "Chủ tịch UBND xã Dân Lý", "Lê Văn Thử"]
    assert signed.index("Chủ tịch UBND xã Dân Lý") - signed.index("Trưởng cụm") > 3


def test_the_receivers_stand_beside_the_signature() -> None:
    """II.9: Nơi nhận on the left, its list below."""
    assert tables(made("titled"))[-1][0][0].splitlines() == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]


def test_pages_are_numbered_from_the_second_on() -> None:
    """Phụ lục I, II.10: in the middle above, not on the first page."""
    data = made("titled")
    section = part(data).find(f".//{W}sectPr")
    assert section is not None and section.find(f"{W}titlePg") is not None
    assert "PAGE" in "".join(one.text or "" for one in part(data, "word/header.xml").iter(f"{W}instrText"))
    assert not list(part(data, "word/first.xml").iter(f"{W}instrText"))


def test_rows_are_never_split_and_heads_come_again() -> None:
    """A table over several pages stays readable."""
    data = made("titled", body="[table 1 2 | c l]\n| TT | Tên |\n| 1 | Một |\n[/table]")
    rows = list(list(part(data).iter(f"{W}tbl"))[1].iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_same_text_makes_the_same_bytes() -> None:
    """Same book, same clock: same bytes."""
    assert made("titled") == made("titled")
    assert "docProps/core.xml" in names(made("titled"))
