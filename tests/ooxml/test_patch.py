"""Fresh sheets put into a user's book (`thidua_xl.ooxml.patch`)."""

import io
import random
import re
import zipfile
from typing import Any

import openpyxl
import pytest

from tests.journeys.package_edits import (
    HEADER,
    SHEET,
    UNITS,
    book,
    cell_xml,
    cells,
    edited,
    part,
    parts,
    plan,
    row_xml,
)
from tests.witnesses.schemas import schema_errors
from thidua_xl.ooxml.patch import PackageError, SheetPatch, patch
from thidua_xl.workbook.xml_text import Document, attributes, read

S1 = "xl/worksheets/sheet1.xml"
MORE = (*UNITS, ("04", "Xã Đông", 60.0))
SWAPPED = (UNITS[2], UNITS[0], UNITS[1])
SWAP = {3: 4, 4: 5, 5: 3}


def note_column(_: Any, sheet: Any) -> None:
    """The user's own column E beside the table, one note a row, and a total over it."""
    sheet.write_string(HEADER, 4, "Ghi chú")
    for row in range(3):
        sheet.write_string(HEADER + 1 + row, 4, f"ghi {row + 1}")
        sheet.write_formula(HEADER + 1 + row, 5, f"=C{HEADER + 2 + row}*2", None, 2 * UNITS[row][2])


def test_patching_twice_changes_no_byte() -> None:
    """The result of a patch is what the next patch with the same sheets leaves as it is."""
    user = book(UNITS, user=note_column)
    fresh = book(MORE)
    once = patch(user, fresh, plan())
    assert patch(once, fresh, plan()) == once
    assert schema_errors(once) == []


def test_the_same_book_keeps_its_parts() -> None:
    """Patching a book with itself changes the sheets' text only where XlsxWriter's hints are dropped."""
    user = book()
    result = patch(user, user, plan())
    same = {name for name, data in parts(user).items() if parts(result)[name] == data}
    assert parts(user).keys() - same == {S1, "xl/worksheets/sheet2.xml"}
    assert cells(result) == cells(user)


def test_a_book_of_the_users_own_sheets_keeps_them_byte_for_byte() -> None:
    """Extra sheets, their charts, their dates in the package and the order of parts are not touched."""

    def extra(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Của tôi")
        sheet.write_row(0, 0, ["Xã An", 1, 2, 3])
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": ["Của tôi", 0, 1, 0, 3]})
        sheet.insert_chart("A5", chart)

    user = edited(book(extra=extra), {})
    result = patch(user, book(MORE), plan())
    kept = {
        "xl/worksheets/sheet3.xml",
        "xl/charts/chart2.xml",
        "xl/drawings/drawing2.xml",
        "xl/theme/theme1.xml",
    }
    assert all(parts(result)[name] == parts(user)[name] for name in kept)
    assert list(parts(result)) == list(parts(user))
    dates = {info.filename: info.date_time for info in zipfile.ZipFile(io.BytesIO(result)).infolist()}
    assert all(dates[name] == (2024, 5, 6, 7, 8, 10) for name in kept)
    assert dates[S1] == (1980, 1, 1, 0, 0, 0)
    assert cells(result, "Của tôi") == [["Xã An", 1.0, 2.0, 3.0]]


def test_a_widened_column_stays_wide() -> None:
    """The user's column widths, panes and page settings are not the program's."""

    def widen(_: Any, sheet: Any) -> None:
        sheet.set_column(1, 1, 63)
        sheet.freeze_panes(3, 2)
        sheet.set_landscape()

    user = book(user=widen)
    result = patch(user, book(MORE), plan())
    before, after = (Document.parse(read(parts(data)[S1].strip()), "sheetData") for data in (user, result))
    for name in ("cols", "sheetViews", "pageSetup", "pageMargins", "drawing"):
        assert after.get(name) == before.get(name) != ""


def test_fresh_columns_replace_the_users_on_request() -> None:
    """A matrix whose columns changed takes the fresh widths and outline levels."""

    def outline(_: Any, sheet: Any) -> None:
        sheet.set_column(1, 2, 9, None, {"level": 2})

    result = patch(book(), book(user=outline), plan(keep_columns=False))
    assert '<col min="2" max="3" width="9.7109375" customWidth="1" outlineLevel="2"/>' in part(result, S1)
    assert 'outlineLevelCol="2"' in part(result, S1)
    assert schema_errors(result) == []


def test_notes_beside_the_table_follow_their_row() -> None:
    """A note and a formula of the user's go with the unit, and the formula reads the unit's new row."""
    result = patch(book(user=note_column), book(SWAPPED), plan(SWAP))
    assert [(row[0], row[4]) for row in cells(result)[3:6]] == [
        ("03", "ghi 3"),
        ("01", "ghi 1"),
        ("02", "ghi 2"),
    ]
    assert "<f>C5*2</f><v>183" in cell_xml(result, "F5")
    assert schema_errors(result) == []


def test_a_shared_formula_is_spelled_out_on_its_new_row() -> None:
    """Cells filled down in Excel share one formula; apart from each other each has its own."""

    def share(text: str) -> str:
        text = re.sub(r"<f>C4\*2</f>", '<f t="shared" ref="F4:F6" si="0">C4*2</f>', text)
        return re.sub(r"<f>C[56]\*2</f>", '<f t="shared" si="0"/>', text)

    result = patch(edited(book(user=note_column), {S1: share}), book(SWAPPED), plan(SWAP))
    assert [re.findall("<f>(.*?)</f>", cell_xml(result, f"F{n}")) for n in (4, 5, 6)] == [
        ["C4*2"],
        ["C5*2"],
        ["C6*2"],
    ]
    assert "shared" not in part(result, S1)


def test_rows_below_the_table_move_whole() -> None:
    """A remark and a sum under the table stay under it when it grows."""

    def below(workbook: Any, sheet: Any) -> None:
        sheet.write_string(7, 0, "Người lập bảng")
        sheet.write_formula(7, 2, "=SUM(C$4:C7)", None, 1.0)
        sheet.merge_range(8, 0, 8, 2, "ký tên", workbook.add_format({"italic": True}))

    result = patch(book(user=below), book(MORE), plan(free_rows={7: 8, 8: 9}))
    assert cells(result)[8][0] == "Người lập bảng"
    assert "<f>SUM(C$4:C8)</f>" in cell_xml(result, "C9")
    assert '<mergeCell ref="A10:C10"/>' in part(result, S1)
    assert cells(result)[9][0] == "ký tên"
    assert schema_errors(result) == []


def test_a_free_row_sent_onto_a_written_row_is_refused() -> None:
    """The caller's mistake must not cost the user a cell."""

    def below(_: Any, sheet: Any) -> None:
        sheet.write_string(7, 0, "Người lập bảng")

    with pytest.raises(ValueError, match="A6, which is written"):
        patch(book(user=below), book(), plan(free_rows={7: 5}))


def test_a_fresh_cell_in_a_column_that_is_not_owned_is_refused() -> None:
    """What the program did not declare as its own is the user's."""
    with pytest.raises(ValueError, match="no owned column"):
        patch(book(), book(user=note_column), plan())


def test_notes_of_a_vanished_row_go_below_the_table() -> None:
    """A unit left the cluster: what the user wrote beside it is not lost."""
    user = book(user=note_column)
    result = patch(user, book(UNITS[1:]), plan({4: 3, 5: 4}))
    assert [row[4] for row in cells(result)[3:]] == ["ghi 2", "ghi 3", "ghi 1"]
    assert cells(result)[5][0] == ""


def test_cells_above_the_table_stay_where_the_program_writes_none() -> None:
    """A remark beside the title stays; the title is the program's."""

    def remark(_: Any, sheet: Any) -> None:
        sheet.write_string(0, 3, "bản nháp")
        sheet.write_string(1, 0, "ngày họp: 5/1")

    result = patch(book(user=remark, note="cũ"), book(note="mới"), plan())
    assert cells(result)[0][:4] == ["BẢNG XẾP HẠNG", "", "mới", "bản nháp"]
    assert cells(result)[1][0] == "ngày họp: 5/1"


def test_hidden_rows_and_heights_follow_their_unit() -> None:
    """A filter hides rows: the unit stays hidden wherever its row goes; new rows are seen."""

    def hide(_: Any, sheet: Any) -> None:
        sheet.set_row(4, 30, None, {"hidden": True, "level": 1})

    result = patch(book(user=hide), book((*SWAPPED, MORE[3])), plan(SWAP))
    assert attributes(row_xml(result, 6)) == {
        "r": "6", "ht": "30", "hidden": "1", "customHeight": "1", "outlineLevel": "1",
    }  # fmt: skip
    assert [attributes(row_xml(result, n)).get("hidden") for n in (4, 5, 7)] == [None, None, None]


def test_the_filter_grows_with_the_table() -> None:
    """The filter's columns and criteria are the user's, its last row is the table's."""

    def narrow(text: str) -> str:
        chosen = '<autoFilter ref="A3:B6"><filterColumn colId="0"><filters><filter val="01"/></filters>'
        return re.sub(r'<autoFilter ref="A3:C6"/>', f"{chosen}</filterColumn></autoFilter>", text)

    user = edited(book(), {S1: narrow, "xl/workbook.xml": lambda text: text.replace("$C$6", "$B$6")})
    result = patch(user, book(MORE), plan())
    assert '<autoFilter ref="A3:B7"><filterColumn colId="0"><filters><filter val="01"/>' in part(result, S1)
    assert f"'{SHEET}'!$A$3:$B$7</definedName>" in part(result, "xl/workbook.xml")
    assert schema_errors(result) == []


def test_a_comment_follows_its_row_with_its_box() -> None:
    """The comment's cell, its drawn box and the box's anchor move together; unmoved ones keep every byte."""

    def comment(_: Any, sheet: Any) -> None:
        sheet.write_comment(3, 1, "xem lại")

    user = book(user=comment)
    moved = patch(user, book(SWAPPED), plan(SWAP))
    assert '<comment ref="B5"' in part(moved, "xl/comments1.xml")
    vml = part(moved, "xl/drawings/vmlDrawing1.vml")
    assert "<x:Row>4</x:Row><x:Column>1</x:Column>" in vml
    assert "<x:Anchor>2, 15, 3, 10, 4, 15, 7, 4</x:Anchor>" in vml
    same = patch(user, book(), plan())
    for name in ("xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"):
        assert parts(same)[name] == parts(user)[name]


def test_comments_of_vanished_rows_stand_apart_below_the_table() -> None:
    """Two comments on one cell would be a damaged book."""

    def comment(_: Any, sheet: Any) -> None:
        sheet.write_comment(3, 1, "một")
        sheet.write_comment(4, 1, "hai")

    result = patch(book(user=comment), book(UNITS[2:]), plan({5: 3}))
    refs = re.findall(r'<comment ref="([A-Z]+)(\d+)"', part(result, "xl/comments1.xml"))
    assert [column for column, _ in refs] == ["B", "B"]
    assert len(set(refs)) == 2
    assert all(int(row) > 4 for _, row in refs)


def test_threaded_comments_move_too() -> None:
    """Excel 365 keeps the talk in a second part, tied to the cell by its address."""
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    target = "../threadedComments/threadedComment1.xml"
    relation = f'<Relationship Id="rId9" Type="{kind}" Target="{target}"/></Relationships>'
    talk = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="B4" id="{1}"><text>xem</text></threadedComment></ThreadedComments>'
    )

    def comment(_: Any, sheet: Any) -> None:
        sheet.write_comment(3, 1, "xem")

    user = edited(book(user=comment), {
        "xl/worksheets/_rels/sheet1.xml.rels": lambda text: text.replace("</Relationships>", relation),
        "xl/threadedComments/threadedComment1.xml": talk,
    })  # fmt: skip
    result = patch(user, book(SWAPPED), plan(SWAP))
    assert '<threadedComment ref="B5"' in part(result, "xl/threadedComments/threadedComment1.xml")
    assert '<comment ref="B5"' in part(result, "xl/comments1.xml")


def test_the_users_own_rules_stay_and_the_programs_are_replaced() -> None:
    """Merges, validations, colours and links in the user's columns; those of the table come anew."""

    def rules(workbook: Any, sheet: Any) -> None:
        own = workbook.add_format({"font_color": "#00AA00"})
        sheet.merge_range(3, 4, 3, 5, "gộp", own)
        sheet.data_validation(3, 6, 5, 6, {"validate": "decimal", "criteria": ">", "value": 1})
        sheet.conditional_format("G4:G4", {"type": "formula", "criteria": "=$G4>$B$1", "format": own})
        sheet.write_url(4, 4, "https://example.vn/", string="trang")
        sheet.data_validation(3, 0, 5, 0, {"validate": "list", "source": ["cũ"]})

    result = patch(book(user=rules), book((*SWAPPED, MORE[3])), plan(SWAP))
    text = part(result, S1)
    assert '<mergeCell ref="A1:B1"/><mergeCell ref="E5:F5"/>' in text
    assert 'sqref="G4:G7"' in text  # the validation covered the whole table, so it grows with it
    assert '<conditionalFormatting sqref="G5"><cfRule type="expression"' in text
    assert "<formula>$G5&gt;$B$1</formula>" in text
    assert "cũ" not in text
    assert re.search(r'<hyperlink ref="E6" r:id="rId\d+"/>', text)
    assert schema_errors(result) == []


def test_lists_from_other_sheets_in_the_extension_list_are_replaced_too() -> None:
    """Excel keeps such validations apart; a second copy over the same cells must not stay."""
    x14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    xm = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'

    def rule(area: str) -> str:
        lists = "<x14:formula1><xm:f>_meta!$A$1:$A$2</xm:f></x14:formula1>"
        return f'<x14:dataValidation type="list">{lists}<xm:sqref>{area}</xm:sqref></x14:dataValidation>'

    rules = f'<x14:dataValidations count="2" {xm}>{rule("B4:B6")}{rule("G4")}</x14:dataValidations>'
    extension = f'<extLst><ext uri="{{CCE6A557-97bc-4b89-ADB6-D9C93CAAB3DF}}" {x14}>{rules}</ext></extLst>'
    user = edited(book(), {S1: lambda text: text.replace("</worksheet>", f"{extension}</worksheet>")})
    text = part(patch(user, book(SWAPPED), plan(SWAP)), S1)
    assert f'<x14:dataValidations count="1" {xm}>{rule("G5")}</x14:dataValidations>' in text


def test_the_programs_chart_is_drawn_anew_where_the_user_moved_it() -> None:
    """Only the chart's own part is replaced; its place in the drawing is the user's."""
    user = edited(book(), {"xl/drawings/drawing1.xml": lambda t: t.replace("<xdr:row>2<", "<xdr:row>30<")})
    result = patch(user, book(MORE), plan())
    assert "$C$4:$C$7" in part(result, "xl/charts/chart1.xml")
    assert parts(result)["xl/drawings/drawing1.xml"] == parts(user)["xl/drawings/drawing1.xml"]


def test_a_chart_that_the_user_deleted_stays_deleted() -> None:
    """A clerk who does not want the chart is not given it again."""
    result = patch(book(chart=False), book(MORE), plan())
    assert not [name for name in parts(result) if "chart" in name or "drawing" in name]


def test_a_chart_of_the_users_own_is_not_drawn_over() -> None:
    """A chart without the program's mark keeps its part, though it shows the same numbers."""

    def own(text: str) -> str:
        return text.replace('name="thidua:rank" descr="thidua:rank"', 'name="Chart 1"')

    user = edited(book(), {"xl/drawings/drawing1.xml": own})
    result = patch(user, book(MORE), plan())
    assert parts(result)["xl/charts/chart1.xml"] == parts(user)["xl/charts/chart1.xml"]


def test_a_missing_sheet_is_added_with_its_chart() -> None:
    """A book of an earlier version gets the sheets that it lacks, after the last one."""
    blank = io.BytesIO()
    old = openpyxl.Workbook()
    old.active.title = "Cũ"  # type: ignore[union-attr]
    old.save(blank)
    result = patch(blank.getvalue(), book(), plan())
    assert cells(result)[4][:2] == ["02", "Xã Bình"]
    assert re.findall(r'<sheet [^>]*name="([^"]*)"', part(result, "xl/workbook.xml")) == [
        "Cũ",
        SHEET,
        "_meta",
    ]
    assert 'name="_meta" sheetId="3" state="veryHidden"' in part(result, "xl/workbook.xml")
    assert "$C$4:$C$6" in part(result, "xl/charts/chart1.xml")
    assert 'name="_xlnm._FilterDatabase" localSheetId="1"' in part(result, "xl/workbook.xml")
    assert part(result, "xl/worksheets/sheet2.xml").count("tabSelected") == 0
    assert patch(result, book(), plan()) == patch(patch(result, book(), plan()), book(), plan())
    assert schema_errors(result) == []
    assert openpyxl.load_workbook(io.BytesIO(result)).sheetnames == ["Cũ", SHEET, "_meta"]


def test_a_sheet_is_found_in_another_case_and_formulas_call_it_so() -> None:
    """Letter case and Unicode form of a sheet's name are the user's."""
    user = edited(book(), {"xl/workbook.xml": lambda text: text.replace(SHEET, SHEET.upper())})
    result = patch(user, book(MORE), plan())
    assert cells(result, SHEET.upper())[6][1] == "Xã Đông"
    assert f"<c:f>'{SHEET.upper()}'!$C$4:$C$7</c:f>" in part(result, "xl/charts/chart1.xml")


def test_styles_do_not_grow_over_many_patches() -> None:
    """Equal fonts, fills, borders, number formats are found again, so a year of patches adds none."""
    user = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(book(chart=False))).save(user)
    data = patch(user.getvalue(), book(), plan())
    sizes = set()
    for _ in range(5):
        data = patch(data, book(), plan())
        sizes.add((len(part(data, "xl/styles.xml")), len(part(data, "xl/sharedStrings.xml")), len(data)))
    assert len(sizes) == 1
    styles = Document.parse(read(parts(data)["xl/styles.xml"]))
    for name in ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"):
        text = styles.get(name)
        items = len(Document.parse(text.lstrip()).children)
        assert attributes(text[: text.index(">")])["count"] == str(items)
    assert schema_errors(data) == []


def test_strings_are_reused_and_forgotten_ones_make_room() -> None:
    """Names that change every time do not pile up in the file; a stranger's string is never taken."""

    def extra(workbook: Any) -> None:
        workbook.add_worksheet("Của tôi").write_string(0, 0, "giữ tôi lại")

    data = book(extra=extra)
    counts = set()
    for turn in range(4):
        units = [(code, f"Đơn vị {turn}-{code}", score) for code, _, score in UNITS]
        data = patch(data, book(units), plan())
        counts.add(part(data, "xl/sharedStrings.xml").count("<si>"))
        assert cells(data, "Của tôi") == [["giữ tôi lại"]]
        assert cells(data)[3][1] == f"Đơn vị {turn}-01"
    assert len(counts) == 1


@pytest.mark.parametrize("text", ["=1+1", "<a & 'b' \"c\">", "  hai đầu  ", "dòng\nhai", "_x0041_", "]]>"])
def test_any_text_arrives_as_it_is(text: str) -> None:
    """Signs of XML, edge spaces, line breaks and a leading = are only text."""
    units = [("01", text, 1.0)]
    result = patch(book(), book(units), plan(units=1))
    assert cells(result)[3][1] == text
    opened = openpyxl.load_workbook(io.BytesIO(result))[SHEET]["B4"]
    assert opened.value == cells(book(units))[3][1]
    assert cell_xml(result, "B4").count("<f>") == 0


def test_a_book_saved_by_openpyxl_is_patched() -> None:
    """Inline strings, numeric character references, absolute targets, other attribute order."""
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(book(user=note_column))).save(saved)
    result = patch(saved.getvalue(), book(SWAPPED), plan(SWAP))
    assert [row[:5] for row in cells(result)[3:6]] == [
        [code, name, score, "", f"ghi {code[1]}"] for code, name, score in SWAPPED
    ]
    assert schema_errors(result) == []
    assert patch(result, book(SWAPPED), plan()) == result


def test_prefixed_xml_is_understood() -> None:
    """Some writers put every element of the sheet into a named namespace."""

    def prefixed(text: str) -> str:
        text = re.sub(r"<(/?)(?=[a-z])(?![a-z0-9]+:)", r"<\1x:", text)
        return text.replace("xmlns=", "xmlns:x=").replace('r="E4"', "r = 'E4'")

    names = (S1, "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml")
    user = edited(book(user=note_column), dict.fromkeys(names, prefixed))
    assert "<x:row " in part(user, S1)
    result = patch(user, book(SWAPPED), plan(SWAP))
    assert [row[4] for row in cells(result)[3:6]] == ["ghi 3", "ghi 1", "ghi 2"]
    assert schema_errors(result) == []
    assert patch(result, book(SWAPPED), plan()) == result


def test_cells_without_addresses_are_counted() -> None:
    """The address of a cell and the number of a row may be left out."""

    def bare(text: str) -> str:
        return re.sub(r'<row r="4"', "<row", text).replace('<c r="B4"', "<c")

    user = edited(book(user=note_column), {S1: bare})
    result = patch(user, book(SWAPPED), plan(SWAP))
    assert [row[4] for row in cells(result)[2:6]] == ["Ghi chú", "ghi 3", "ghi 1", "ghi 2"]


def test_the_calculation_chain_is_dropped() -> None:
    """It would name cells that hold no formula any more; Excel makes a new one."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = f'<Relationship Id="rId77" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    override = '<Override PartName="/xl/calcChain.xml" ContentType="application/x"/></Types>'
    user = edited(book(), {
        "xl/calcChain.xml": "<calcChain/>",
        "xl/_rels/workbook.xml.rels": lambda text: text.replace("</Relationships>", relation),
        "[Content_Types].xml": lambda text: text.replace("</Types>", override),
        "xl/workbook.xml": lambda text: re.sub("<calcPr[^>]*>", '<calcPr calcId="1"/>', text),
    })  # fmt: skip
    result = patch(user, book(), plan())
    assert "calcChain" not in "".join([*parts(result), *(data.decode() for data in parts(result).values())])
    assert '<calcPr calcId="1" fullCalcOnLoad="1"/>' in part(result, "xl/workbook.xml")


def test_a_state_sheet_is_replaced_whole() -> None:
    """Nothing that stands in a very hidden sheet is the user's."""
    user = edited(book(), {"xl/worksheets/sheet2.xml": lambda t: t.replace('r="1"', 'r="1" hidden="1"')})
    result = patch(user, book(MORE), plan())
    assert cells(result, "_meta") == [["schema", "test/4"]]
    assert "hidden" not in row_xml(result, 1, "xl/worksheets/sheet2.xml")
    assert 'state="veryHidden"' in part(result, "xl/workbook.xml")


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"PK\x03\x04 no zip",
        book()[:2000],
        edited(book(), {"xl/workbook.xml": None}),
        edited(book(), {S1: None}),
        edited(book(), {S1: "<worksheet>"}),
        edited(book(), {S1: '<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}),
        edited(book(), {S1: lambda text: text.replace("<worksheet", "<!DOCTYPE x><worksheet", 1)}),
        edited(book(), {S1: lambda text: re.sub("<sheetData>.*</sheetData>", "", text)}),
        edited(book(), {"xl/workbook.xml": lambda text: text.replace("_meta", SHEET.upper())}),
    ],
)
def test_a_broken_book_is_one_error(broken: bytes) -> None:
    """Whatever is wrong with the file, the caller hears one kind of error and nothing is written."""
    with pytest.raises(PackageError):
        patch(broken, book(), plan())


def test_an_unknown_sheet_is_the_callers_mistake() -> None:
    """A patch names a sheet of the fresh book."""
    with pytest.raises(ValueError, match="no sheet 'Lạ'"):
        patch(book(), book(), [SheetPatch("Lạ")])


def test_a_header_that_the_user_moved_down_moves_the_rows_above_with_it() -> None:
    """A row inserted at the top: the title is written once, the remark in that row goes below the table."""

    def insert_row(text: str) -> str:
        text = re.sub(r' r="([A-Z]*)(\d+)"', lambda m: f' r="{m[1]}{int(m[2]) + 1}"', text)
        text = re.sub(r"<f>C(\d)\*2", lambda m: f"<f>C{int(m[1]) + 1}*2", text)
        remark = '<row r="1"><c r="A1" t="inlineStr"><is><t>họp lại</t></is></c></row>'
        return text.replace("<sheetData>", f"<sheetData>{remark}").replace("A3:C6", "A4:C7")

    user = edited(book(user=note_column), {S1: insert_row})
    moves = SheetPatch(SHEET, HEADER, frozenset({0, 1, 2}), {4: 3, 5: 4, 6: 5}, HEADER + 1)
    result = patch(user, book(), [moves])
    assert cells(result)[0][0] == "BẢNG XẾP HẠNG"
    assert [row[4] for row in cells(result)[2:6]] == ["Ghi chú", "ghi 1", "ghi 2", "ghi 3"]
    assert cells(result)[6][0] == "họp lại"
    assert '<autoFilter ref="A3:C6"/>' in part(result, S1)
    assert "<f>C4*2</f>" in cell_xml(result, "F4")


def test_no_note_is_lost_on_any_way_of_the_rows() -> None:
    """Rows swapped, gone, new in any combination: every note is there once, beside its unit if it stays."""
    dice = random.Random(1302)
    user = book(user=note_column)
    for _ in range(40):
        units = dice.sample(MORE, dice.randint(1, 4))
        places = {unit[0]: HEADER + 1 + n for n, unit in enumerate(units)}
        rows = {HEADER + 1 + n: places[unit[0]] for n, unit in enumerate(UNITS) if unit[0] in places}
        result = patch(user, book(units), plan(rows))
        notes = {str(row[4]): row[0] for row in cells(result)[HEADER + 1 :] if row[4]}
        assert notes == {f"ghi {n + 1}": unit[0] if unit[0] in places else "" for n, unit in enumerate(UNITS)}
        stay = {row: row for row in places.values()}
        assert patch(result, book(units), plan(stay)) == result
        assert schema_errors(result) == []
