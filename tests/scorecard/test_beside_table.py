"""What hangs on the cells of a form: links behind texts, comments, text boxes, pictures put into a cell."""

from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.foreign import packed
from tests.journeys.journey import Journey
from tests.journeys.package_edits import parts
from thidua_xl.intake.beside_cells import beside
from thidua_xl.intake.gate import CheckedPackage, open_package
from thidua_xl.workbook.note_head import HEAD

UNIT, FILE = "BH", "phieu.xlsx"
EVIDENCE, EXPLANATION = "Minh chứng", "Giải trình"
ADDRESS = "https://drive.example/d/1?a=b&c=d"


def taken(cluster: Journey) -> list[Mapping[str, Any]]:
    """The findings of the only file."""
    (file,) = cluster.collect().json["files"]
    assert file["status"] == "accepted"
    found: list[Mapping[str, Any]] = file["findings"]
    return found


def test_a_link_behind_a_text_stays_with_it(issued: Journey) -> None:
    """A clerk puts the address of a folder behind `Báo cáo số 5`; one whose text is the address is as typed."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        for code, header, text in (("I.1", EVIDENCE, "Báo cáo số 5"), ("I.2", EXPLANATION, "xem ở đây"),
                                   ("I.3", EVIDENCE, ADDRESS), ("I.4", EVIDENCE, 125)):  # fmt: skip
            cell = form.sheet.cell(form.row(code), form.columns[header])
            cell.value, cell.hyperlink = text, ADDRESS

    issued.send(UNIT, change, name=FILE)
    assert taken(issued) == []
    ledger = issued.sheet(journey.LEDGER, "Mã đơn vị", "Mã tiêu chí")
    assert [
        ledger.at(ledger.row(UNIT, code), header)
        for code, header in (("I.1", EVIDENCE), ("I.2", EXPLANATION), ("I.3", EVIDENCE), ("I.4", EVIDENCE))
    ] == [f"Báo cáo số 5 ({ADDRESS})", f"xem ở đây ({ADDRESS})", ADDRESS, f"125 ({ADDRESS})"]


def test_comments_of_people_are_told_and_ours_are_not(issued: Journey) -> None:
    """What `give-back` put there comes back with the form."""

    def change(workbook: Workbook) -> None:
        sheet = journey.form_sheet(workbook).sheet
        sheet["J11"].comment = Comment("Điểm đúng là 8,5", "Mai")
        sheet["J12"].comment = Comment(f"{HEAD}\nNhập điểm.", "Trưởng cụm")

    issued.send(UNIT, change, name=FILE)
    (told,) = taken(issued)
    assert (told["code"], told["severity"], told["cell"]) == ("CELL_COMMENTS", "note", "J11")
    assert "J11: “Điểm đúng là 8,5”;" in told["message"]


@pytest.mark.parametrize(
    ("value", "how"), [("#VALUE!", "báo lỗi #VALUE!"), ('="BC"&1', "công thức chưa được tính")]
)
def test_evidence_that_no_reader_has_is_told(issued: Journey, value: str, how: str) -> None:
    """A picture put into the cell is an error to every other program; an uncomputed formula is nothing at all."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        cell = form.sheet.cell(form.row("I.3"), form.columns[EVIDENCE])
        cell.value = value
        cell.data_type = "e" if value.startswith("#") else "f"

    issued.send(UNIT, change, name=FILE)
    (told,) = taken(issued)
    assert (told["code"], told["severity"], told["cell"]) == ("TEXT_NOT_READ", "warning", "L13")
    assert how in told["message"]


def test_evidence_that_the_book_cannot_hold_whole_is_told(issued: Journey) -> None:
    """The ledger keeps its first thousand characters; a text of just as many is kept without a word."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        form.sheet.cell(form.row("I.2"), form.columns[EXPLANATION]).value = "a" * 1000
        form.sheet.cell(form.row("I.3"), form.columns[EVIDENCE]).value = "b" * 1001

    issued.send(UNIT, change, name=FILE)
    (told,) = taken(issued)
    assert (told["code"], told["severity"], told["cell"]) == ("TEXT_TOO_LONG", "warning", "L13")
    assert "Minh chứng của tiêu chí I.3 dài 1001 ký tự; sổ nhận 1000 ký tự đầu" in told["message"]
    ledger = issued.sheet(journey.LEDGER, "Mã đơn vị", "Mã tiêu chí")
    assert ledger.at(ledger.row(UNIT, "I.3"), EVIDENCE) == "b" * 1000


def test_sheets_that_a_unit_adds_are_named(issued: Journey) -> None:
    """Nobody reads them, and the head hears where they are."""

    def change(workbook: Workbook) -> None:
        workbook.create_sheet("Danh mục minh chứng").append(["I.1", "Báo cáo số 5"])
        workbook.create_sheet("Sheet2")

    issued.send(UNIT, change, name=FILE)
    (told,) = taken(issued)
    assert (told["code"], told["severity"]) == ("OTHER_SHEETS", "note")
    assert "đã phát: Danh mục minh chứng;" in told["message"]


def test_what_is_typed_beside_the_table_is_told(issued: Journey) -> None:
    """A draft of the table further down and to the right, or words in the next column; no formula of one's own."""

    def change(workbook: Workbook) -> None:
        sheet = journey.form_sheet(workbook).sheet
        sheet["P11"], sheet["Q40"], sheet["R40"], sheet["S12"] = "đề nghị 8 điểm", "I.2", 7.5, "=J12-I12"

    issued.send(UNIT, change, name=FILE)
    (told,) = taken(issued)
    assert (told["code"], told["severity"], told["cell"]) == ("WORDS_BESIDE_TABLE", "note", "P11")
    assert "(P11: “đề nghị 8 điểm”; Q40: “I.2”; R40: “7,5”)" in told["message"]


def test_scores_on_a_hidden_sheet_count_and_are_told(issued: Journey) -> None:
    """Whoever opens the form sees none of them."""

    def change(workbook: Workbook) -> None:
        workbook["Tự chấm"].sheet_state = "veryHidden"

    issued.send(UNIT, change, name=FILE)
    (told,) = taken(issued)
    assert (told["code"], told["severity"], told["sheet"]) == ("SHEET_HIDDEN", "warning", "Tự chấm")


def test_words_beside_the_boxes_and_boxes_that_no_reader_has_are_told(issued: Journey) -> None:
    """A clerk goes on in the next column, or below the last box."""

    def change(workbook: Workbook) -> None:
        sheet = workbook["Hoạt động đơn vị"]
        last = sheet.max_row
        sheet.cell(last, 2).value = "=A1"
        sheet.cell(last, 3).value, sheet.cell(last + 2, 1).value = "việc thứ hai", "việc thứ ba"

    issued.send(UNIT, change, name=FILE)
    found = {one["code"]: one["message"] for one in taken(issued)}
    assert found.keys() == {"TEXT_NOT_READ", "WORDS_BESIDE_BOXES"}
    assert "là công thức chưa được tính" in found["TEXT_NOT_READ"]
    assert "“việc thứ hai”; A" in found["WORDS_BESIDE_BOXES"]
    assert "“việc thứ ba”)" in found["WORDS_BESIDE_BOXES"]


# --- the parts alone --------------------------------------------------------------------------------

SHEET = "xl/worksheets/sheet3.xml"
LINKS = "xl/worksheets/_rels/sheet3.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREAD = (
    b'<ThreadedComments><threadedComment ref="J11" id="{1}"><text>8,5</text></threadedComment>'
    b'<threadedComment ref="J11" id="{2}"><text>\xc4\x91\xc3\xbang</text></threadedComment></ThreadedComments>'
)
OLD_WORDS = (
    b'<comments><commentList><comment ref="J11"><text><t>[Threaded comment]</t></text></comment>'
    b'<comment ref="K12"><text><r><t>hai </t></r><r><t>&amp; ba</t></r></text></comment></commentList></comments>'
)
BOX = (
    b'<xdr:wsDr xmlns:xdr="urn:xdr" xmlns:a="urn:a">'
    b"<xdr:twoCellAnchor><xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>10</xdr:row>"
    b"</xdr:from><xdr:sp><a:t>8,5</a:t></xdr:sp></xdr:twoCellAnchor><xdr:oneCellAnchor><xdr:pic/></xdr:oneCellAnchor>"
    b"</xdr:wsDr>"
)


def with_more(form: bytes, **more: bytes) -> bytes:
    """The form with parts that its sheet of scores names."""
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="../{kind}.xml"/>'
        for at, kind in enumerate(more)
    )
    content = {
        **parts(form), LINKS: f"<Relationships>{links}</Relationships>".encode(),
        **{f"xl/{kind}.xml": part for kind, part in more.items()},
    }  # fmt: skip
    return packed(content)


def with_parts(form: bytes, **more: bytes) -> CheckedPackage:
    """The same, opened."""
    package = open_package(with_more(form, **more))
    assert isinstance(package, CheckedPackage)
    return package


def test_a_text_box_over_a_score_is_told(issued: Journey) -> None:
    """A person sees the box, the program the cell below it."""
    issued.drop(FILE, with_more(journey.filled(issued.forms[UNIT], UNIT, journey.SAVED), drawing=BOX))
    (told,) = taken(issued)
    assert (told["code"], told["severity"], told["cell"]) == ("TEXT_BOXES", "warning", "J11")
    assert "J11: “8,5”;" in told["message"]


def test_threads_and_boxes(issued: Journey) -> None:
    """Of a thread its words, not those that Excel writes for older programs; a picture is no box."""
    package = with_parts(issued.forms[UNIT], comments=OLD_WORDS, threadedComment=THREAD, drawing=BOX)
    found = beside(package, SHEET, package.sheet(SHEET))
    assert found.comments == [("J11", "8,5 / đúng"), ("K12", "hai & ba")]
    assert found.boxes == [("J11", "8,5")]


def test_what_no_program_shows_is_no_comment(issued: Journey) -> None:
    """Tags inside a remark of the part, or ones that are closed at once, however many."""
    hidden = b"<!-- " + b'<comment ref="J11"><t>9</t>' * 30_000 + b' --><comment ref="J12"/>'
    comments = OLD_WORDS.replace(b"<commentList>", b"<commentList>" + hidden)
    package = with_parts(
        issued.forms[UNIT], comments=comments, drawing=BOX.replace(b"<xdr:from>", b"<!--a--><xdr:from>")
    )
    found = beside(package, SHEET, package.sheet(SHEET))
    assert found.comments == [("J11", "[Threaded comment]"), ("K12", "hai & ba")]
    assert found.boxes == [("J11", "8,5")]


@pytest.mark.parametrize("spoiled", [b"\xff\xfe<", b"<!DOCTYPE a>", b"<" * 2_000_000, b""])
def test_parts_that_are_not_sound_are_left_alone(issued: Journey, spoiled: bytes) -> None:
    """The scores count without them."""
    package = with_parts(issued.forms[UNIT], comments=spoiled, drawing=spoiled)
    found = beside(package, SHEET, package.sheet(SHEET))
    assert (found.comments, found.boxes) == ([], [])


@pytest.mark.parametrize(
    ("formula", "address"),
    [('HYPERLINK("https://a.vn/b?c=1&amp;d","Xem")', "https://a.vn/b?c=1&d"),
     ("HYPERLINK(&quot;www.a.vn&quot;)", "www.a.vn"),
     ('HYPERLINK("#Sheet1!A1","Xem")', None), ("HYPERLINK(A1,2)", None)],
)  # fmt: skip
def test_a_link_made_by_a_formula(issued: Journey, formula: str, address: str | None) -> None:
    """Only one that leads out of the workbook has an address."""
    package = with_parts(issued.forms[UNIT])
    xml = f'<sheetData><row><c r="L11" t="str"><f>{formula}</f><v>Xem</v></c></row></sheetData>'.encode()
    assert beside(package, SHEET, xml).addresses == ({(10, 11): address} if address else {})
