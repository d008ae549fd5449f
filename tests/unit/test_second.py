"""The second reading: a score counts only where two independent readings of the bytes agree."""

import io
from datetime import datetime
from itertools import product

import openpyxl
import pytest

from tests.unit.test_gate import NS, grid, package
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.cells import CellError, Disputed, Uncomputed
from thidua_xl.domain.values.grammar import read_number
from thidua_xl.intake.facts import facts_of
from thidua_xl.intake.grids import Source, open_source
from thidua_xl.intake.second_reading import Part, disputed
from thidua_xl.workbook.grid import Grid

STRINGS = (
    f"<sst {NS}><si><t>Đạt</t></si><si><t>9,5</t></si><si><r><t>Không </t></r><r><t>đạt</t></r><rPh><t>?</t></rPh></si>"
    '<si><t xml:space="preserve"> x </t></si><si><t>a_x000D_b &amp; c</t></si></sst>'
)
STYLES = (
    f'<styleSheet {NS}><numFmts count="2"><numFmt numFmtId="170" formatCode="dd/mm"/>'
    '<numFmt numFmtId="171" formatCode="0.0&quot; đ&quot;"/></numFmts><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
)


def places(cells: str, *read: object, quick: bool = True) -> list[str]:
    """What the second reading disputes in row 1 when the reader gave these values; the columns from A on."""
    xml = f'<worksheet {NS}><sheetData><row r="1">{cells}</row></sheetData></worksheet>'.encode()
    ordinary = facts_of(xml, formulas=False).ordinary if quick else None
    rows = [list(read)]
    found = disputed(Part(xml, ordinary, STRINGS.encode(), STYLES.encode()), rows, 0, range(len(read)))
    for row, column in found:
        assert isinstance(rows[row][column], Disputed)
    return ["ABCDEFGH"[column] + str(row + 1) for row, column in found]


AGREED: tuple[tuple[str, object], ...] = (
    ('<c r="A1"><v>0.1</v></c>', 0.1000000000000000055),
    ('<c r="A1" t="n"><v>9.75E0</v></c>', 9.75),
    ('<c r="A1" s="3"><v>9</v></c>', 9.0),
    ('<c r="A1" s="1"><v>45000</v></c>', datetime(2023, 3, 15)),
    ('<c r="A1" t="s"><v>0</v></c>', "Đạt"),
    ('<c r="A1" t="s"><v>2</v></c>', "Không đạt"),
    ('<c r="A1" t="s"><v>3</v></c>', "x"),
    ('<c r="A1" t="s"><v>4</v></c>', "a\rb & c"),
    ('<c r="A1" t="inlineStr"><is><r><t>Không</t></r><r><t> đạt</t></r></is></c>', "Không đạt"),
    ('<c r="A1" t="str"><f>"Đ"</f><v>&#272;</v></c>', "Đ"),
    ('<c r="A1" t="str"><v><![CDATA[9]]></v></c>', "9"),
    ('<c r="A1" t="b"><v>1</v></c>', True),
    ('<c r="A1" t="e"><v>#N/A</v></c>', CellError("#N/A")),
    ('<c r="A1"><f>1</f></c>', Uncomputed.FORMULA),
    ('<c r="A1" t="d"><v>2025-01-01</v></c>', datetime(2025, 1, 1)),
    ('<c r="A1"><v>NaN</v></c>', float("nan")),
    ('<c r="A1" s="2"/>', ""),
    ("<c><v>9</v></c>", 9.0),
)
OTHERWISE: tuple[tuple[str, object], ...] = (
    ('<c r="A1"><v>9</v></c>', 8.0),
    ('<c r="A1"><v>9</v></c>', "9"),
    ('<c r="A1"><v>9</v></c>', ""),
    ('<c r="A1"><v>1_8</v></c>', 18.0),
    ('<c r="A1"/>', 9.0),
    ('<c r="A1" s="1"><v>9</v></c>', 9.0),
    ('<c r="A1" s="2"><v>9</v></c>', 9.0),
    ('<c r="A1" t="b"><v>1</v></c>', 1.0),
    ('<c r="A1" t="s"><v>1</v></c>', 9.5),
    ('<c r="A1" t="s"><v>0</v></c>', "Không đạt"),
    ('<c r="A1" t="s"><v>99</v></c>', "x"),
    ('<c r="A1" t="e"><v>#N/A</v></c>', 5.0),
    ('<c r="A1"><v>9</v></c><c r="A1"><v>9</v></c>', 9.0),
    ('<c r="A1"/><c r="A1"><v>9</v></c>', 9.0),
    ('<c r="A1"><v>8</v><v>9</v></c>', 9.0),
    ('<c r="A1" t="inlineStr"><is><t>8</t></is><v>9</v></c>', "9"),
)


@pytest.mark.parametrize("before", [b"", b"x"])
def test_letters_of_a_long_sheet_are_whole(before: bytes) -> None:
    """It is decoded in pieces: a letter of two bytes may lie on their border, half a letter nowhere."""
    text = before + "đ".encode() * 100_000
    for value, is_sound in (
        (text, True),
        (text[:-1], False),
        (text.replace("đ".encode(), b"\xc4", 1), False),
    ):
        cells = b'<sheetData><row r="1"><c r="A1" t="str"><v>' + value + b"</v></c></row></sheetData>"
        xml = f"<worksheet {NS}>".encode() + cells + b"</worksheet>"
        body = facts_of(xml, formulas=False, longest=len(xml)).ordinary
        assert body is not None
        assert Part(xml, body).is_framed(body) is is_sound


@pytest.mark.parametrize(("case", "quick"), [*product(AGREED, (True, False))])
def test_what_is_read_alike_is_left_alone(case: tuple[str, object], quick: bool) -> None:
    """Every way in which programs write a number, a text, a date, an error."""
    assert places(*case, quick=quick) == []


@pytest.mark.parametrize(("case", "quick"), [*product(OTHERWISE, (True, False))])
def test_what_is_read_otherwise_is_disputed(case: tuple[str, object], quick: bool) -> None:
    """Another number, another type, a value out of nothing, a cell with two values."""
    assert places(*case, quick=quick) == ["A1"]


def test_a_cell_that_the_reader_lost_is_disputed() -> None:
    """Beside and below what it gave."""
    xml = f'<worksheet {NS}><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    rows: list[list[object]] = [[1.0, ""]]
    body = (xml + "</sheetData></worksheet>").encode()
    assert disputed(Part(body, facts_of(body, formulas=False).ordinary), rows, 0, (0, 1)) == [(2, 1)]
    assert rows[2][1] == Disputed("(trống)", "2")


@pytest.mark.parametrize(
    "xml",
    [
        '<worksheet xmlns="urn:other"><sheetData>{}</sheetData></worksheet>',
        "<worksheet {ns}><!-- <sheetData>{}</sheetData> --></worksheet>",
        "<worksheet {ns}><sheetData>{}</sheetData></sheet>",
        "<worksheet {ns}><extLst><sheetData>{}</sheetData></extLst></worksheet>",
    ],
)
def test_sheet_data_that_are_not_the_sheets_do_not_count(xml: str) -> None:
    """In a comment, below another element, of another namespace, in a part cut short."""
    cells = '<row r="1"><c r="A1"><v>9</v></c></row>'
    part = xml.replace("{ns}", NS).replace("{}", cells).encode()
    body = part.index(b"<sheetData>"), part.index(b"</sheetData>") + len(b"</sheetData>")
    try:
        assert disputed(Part(part, body), [[9.0]], 0, (0,)) == [(0, 0)]
    except ValueError:
        assert b"<!--" not in part  # a comment is sound; of the others no cell can be confirmed


@pytest.mark.parametrize(
    "body",
    [
        '<row r="1"><c r="A1"><v><row r="2"><c r="A2"><v>7</v></c></row>9</v></c></row>',
        '<row r="1"><c r="A1"><v>9</v><c r="A2"/></c></row>',
        '<row r="1"><c r="A1" t="str"><v>9\0</v></c></row>',
        '<row r="1"><c r="A1"><v>9</v></c><c r="B1" t="str"><v>&x;</v></c></row>',
    ],
)
def test_cells_out_of_place_make_the_whole_sheet_doubtful(body: str) -> None:
    """One reader skips what another takes for a cell."""
    with pytest.raises(ValueError, match=r"out of place|well-formed|entity"):
        places(body.removeprefix('<row r="1">').removesuffix("</row>"), 9.0)


def test_a_cell_behind_the_sheet_data_makes_the_sheet_doubtful() -> None:
    """Below the sheet data, in what belongs to a validation."""
    cell = '<row r="1"><c r="A1"><v>{}</v></c></row>'
    xml = f"<worksheet {NS}><sheetData>{cell.format(9)}</sheetData><dataValidations>{cell.format(7)}</dataValidations>"
    part = (xml + "</worksheet>").encode()
    with pytest.raises(ValueError, match="out of place"):
        disputed(Part(part, facts_of(part, formulas=False).ordinary), [[9.0]], 0, (0,))


def test_strings_inside_one_another_are_counted_by_nobody() -> None:
    """Readers number them differently."""
    cell = f'<worksheet {NS}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'.encode()
    nested = f"<sst {NS}><si><t>x<si><t>y</t></si></t></si></sst>".encode()
    with pytest.raises(ValueError, match="out of place"):
        disputed(Part(cell, facts_of(cell, formulas=False).ordinary, nested), [["x"]], 0, (0,))


def test_a_disputed_cell_is_no_number() -> None:
    """The code for it, and both values to be told."""
    reading = read_number(Disputed("8", "9"))
    assert (reading.number, reading.code, reading.raw) == (None, Code.READERS_DISAGREE, "8")


def test_a_live_sheet_has_no_bytes_to_compare_with() -> None:
    """What Excel itself says needs no second opinion."""
    assert Grid("A", [[9.0]]).compare(0, [0]) == []


def test_the_readings_of_a_whole_file_meet() -> None:
    """A file saved by a library: every cell of every type is read alike, and the bytes are let go."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "A"
    for value in (1, 0.1, 1e-7, "9,5", True, datetime(2025, 1, 1), "=1+1", None, "x"):
        sheet.append([value])
    buffer = io.BytesIO()
    workbook.save(buffer)
    source = open_source(buffer.getvalue())
    assert isinstance(source, Source)
    read = source.grid("A")
    assert isinstance(read, Grid)
    assert read.compare(0, [0]) == []
    assert read.part is None


def test_a_file_with_a_cell_twice_is_disputed_there_only() -> None:
    """Readers take the first or the last of the two."""
    read = grid('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="B1"><v>3</v></c></row>')
    assert isinstance(read, Grid)
    assert read.compare(0, [0, 1]) == [(0, 1)]


def test_a_sheet_that_no_parser_reads_is_refused_as_a_whole() -> None:
    """Unusual and not well-formed: nothing of it can be confirmed."""
    source = open_source(package('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>&nothing;</v></c></row>'))
    assert isinstance(source, Source)
    read = source.grid("A")
    if isinstance(read, Grid):
        with pytest.raises(ValueError, match="entity"):
            read.compare(0, [0, 1])
