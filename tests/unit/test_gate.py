"""The gate: what a file is, before a reader touches it."""

import io
import warnings
import zipfile

import pytest

from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.cells import CellError, Uncomputed
from thidua_xl.intake.facts import facts_of
from thidua_xl.intake.gate import SCORECARD, open_package
from thidua_xl.intake.grids import open_source
from thidua_xl.workbook.grid import Grid, Refused

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = f'<workbook {NS} xmlns:r="{RELATIONS}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)


def package(sheet: str = "", links: str = LINKS, **more: str) -> bytes:
    """The smallest workbook with one sheet `A`; `more` adds or replaces parts (dots for slashes)."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS.replace("worksheets/sheet1.xml", "xl/workbook.xml").replace(
            "/worksheet", "/officeDocument"
        ),
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": links,
        "xl/worksheets/sheet1.xml": f"<worksheet {NS}><sheetData>{sheet}</sheetData></worksheet>",
    }
    parts |= {"xl/" + name.replace("_", "/", 1) + ".xml": text for name, text in more.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def grid(sheet: str) -> Grid | Refused | None:
    """The sheet `A` of the smallest workbook."""
    source = open_source(package(sheet))
    assert not isinstance(source, Refused)
    return source.grid("A")


def doubled_part() -> bytes:
    """Two zip entries of one name: readers take the last without a word."""
    buffer = io.BytesIO(package())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("xl/workbook.xml", WORKBOOK)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.FILE_EMPTY),
        (b"PK\x03\x04" + b"0" * (SCORECARD.bytes + 1), Code.FILE_TOO_LARGE),
        (b"%PDF-1.7 ...", Code.FILE_NOT_XLSX),
        (b"M\xc3\xa3;TT;\xc4\x90i\xe1\xbb\x83m", Code.FILE_NOT_XLSX),
        (b"<html><table></table></html>", Code.FILE_NOT_XLSX),
        (OLE + b"\0" * 500, Code.FILE_NOT_XLSX),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Code.FILE_ENCRYPTED),
        (package()[:200], Code.FILE_DAMAGED),
        (doubled_part(), Code.FILE_UNSAFE),
        (package(sharedStrings="<!DOCTYPE x [<!ENTITY a '20'>]><sst/>"), Code.FILE_UNSAFE),
        (package(sharedStrings=f'<sst {NS} count="1" uniqueCount="999999999"/>'), Code.FILE_UNSAFE),
    ],
)  # fmt: skip
def test_what_is_no_workbook_of_ours_is_refused_with_its_code(data: bytes, code: Code) -> None:
    """One code a kind, so that the unit is told what to do."""
    opened = open_package(data)
    assert isinstance(opened, Refused)
    assert opened.code is code


def test_two_cells_at_the_corners_are_refused_before_a_reader_allocates_the_sheet() -> None:
    """5 kB of file would otherwise end the process."""
    corners = '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    refused = grid(corners)
    assert isinstance(refused, Refused)
    assert refused.code is Code.FILE_TOO_LARGE


@pytest.mark.parametrize("formulas", [False, True])
@pytest.mark.parametrize(
    "far",
    [
        '<c r="Z5000000"><v>1</v></c>',
        '<c s="0" r="Z5000000"><v>1</v></c>',
        "<c r='z5000000'><v>1</v></c>",
        '<c r="A10000"/><c r="ZZ1"/>',
    ],
)
def test_the_extent_is_that_of_the_addresses_whatever_row_the_cells_stand_in(
    far: str, formulas: bool
) -> None:
    """A reader goes by the address: one cell in row 1 that calls itself Z5000000 took 5 GB."""
    xml = f'<worksheet {NS}><sheetData><row r="1"><c r="A1"/>{far}</row></sheetData></worksheet>'
    facts = facts_of(xml.encode(), formulas=formulas)
    assert facts.rows * facts.columns > SCORECARD.area


@pytest.mark.parametrize(
    "sheet",
    [
        f'<x:worksheet {NS} {NS.replace("xmlns", "xmlns:x")}><x:sheetData><x:row><x:c t="e"><x:v>#N/A</x:v></x:c>'
        "</x:row></x:sheetData><sheetData></sheetData></x:worksheet>",
        f"<?a <sheetData></sheetData>?><worksheet {NS}><sheetData><row><c t='e'><v>#N/A</v></c></row></sheetData>"
        "</worksheet>",
        f'<worksheet {NS}><sheetData><row r="1"><c r="A1"\tt = "e"><v>#N/A</v></c></row></sheetData></worksheet>',
    ],
)
@pytest.mark.parametrize("formulas", [False, True])
def test_an_error_cell_cannot_hide_from_the_search(sheet: str, formulas: bool) -> None:
    """Behind a second sheet data, or between spaces that XML allows."""
    facts = facts_of(sheet.encode(), formulas=formulas)
    assert {at: raw.error for at, raw in facts.special.items()} == {(0, 0): "#N/A"}


def test_an_entry_is_inflated_from_the_bytes_exactly_as_zipfile_does_it() -> None:
    """Whatever does not agree with its own header, its size or its sum is refused, as zipfile refuses it."""
    data = package("".join(f'<row r="{row}"/>' for row in range(1, 500)))
    opened = open_package(data)
    assert not isinstance(opened, Refused)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    assert opened.part("xl/worksheets/sheet1.xml") == part
    body = entry.header_offset + 30 + len(entry.filename)
    for at in (entry.header_offset, entry.header_offset + 30, body + 20):
        broken = bytearray(data)
        broken[at] ^= 1
        source = open_source(bytes(broken))
        assert not isinstance(source, Refused)
        refused = source.grid("A")
        assert isinstance(refused, Refused), at
        assert refused.code is Code.FILE_DAMAGED


def test_the_reader_is_given_the_checked_parts_of_the_sheets_that_are_asked_for() -> None:
    """What it reads are the bytes that were checked; any other sheet is still read from the file."""
    two = WORKBOOK.replace("</sheets>", '<sheet name="B" sheetId="2" r:id="r2"/></sheets>')
    links = LINKS.replace(
        "</Rel", LINKS[LINKS.index("<Relationship ") :].replace('"r1"', '"r2"').replace("1.xml", "2.xml")
    )
    cell = '<row r="1"><c r="A1"><v>{}</v></c></row>'
    other = f"<worksheet {NS}><sheetData>{cell.format(2)}</sheetData></worksheet>"
    data = package(cell.format(1), links, workbook=two, worksheets_sheet2=other)
    for wanted in ((), ("A",), ("B", "A"), ("C",)):
        source = open_source(data, sheets=wanted)
        assert not isinstance(source, Refused)
        assert ("xl/worksheets/sheet2.xml" in source.copied) is ("B" in wanted)
        grids = [source.grid(name) for name in "AB"]
        assert [one.rows for one in grids if isinstance(one, Grid)] == [[[1.0]], [[2.0]]]


@pytest.mark.parametrize("part", ["sharedStrings", "SharedStrings"])
def test_a_part_under_another_spelling_leaves_the_reader_the_whole_file(part: str) -> None:
    """It looks for parts in either case; a copy of our own making would lose this one."""
    data = package(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', **{part: f"<sst {NS}><si><t>a</t></si></sst>"}
    )
    source = open_source(data, sheets=("A",))
    assert not isinstance(source, Refused)
    assert bool(source.copied) is (part == "sharedStrings")
    read = source.grid("A")
    assert isinstance(read, Grid)
    assert read.rows == [["a"]]


def test_a_part_that_inflates_beyond_the_limit_is_refused() -> None:
    """The bytes are counted while inflating, whatever the zip says."""
    source = open_source(package('<row r="1">' + " " * (SCORECARD.inflated + 1) + "</row>"))
    assert not isinstance(source, Refused)
    refused = source.grid("A")
    assert isinstance(refused, Refused)
    assert refused.code is Code.FILE_TOO_LARGE


def test_error_cells_and_uncomputed_formulas_reach_the_grid() -> None:
    """The reader below gives both as nothing."""
    read = grid(
        '<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>""</f><v></v></c></row>'
    )
    assert isinstance(read, Grid)
    assert [read.at(0, column) for column in range(4)] == [
        CellError("#DIV/0!"), Uncomputed.FORMULA, 2.0, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>',
        '<row r="2"><c t="e" r="B2" s="1"><v>#N/A</v></c></row>',
        "<row r='2'><c r='B2' t='e'><v>#N/A</v></c></row>",
        '<row/><row><c/><c t="e"><v>#N/A</v></c></row>',
    ],
)
def test_every_way_of_writing_a_cell_gives_the_same_facts(sheet: str) -> None:
    """Attribute order, quotes and left-out addresses differ between programs."""
    facts = facts_of(f"<worksheet {NS}><sheetData>{sheet}</sheetData></worksheet>".encode())
    assert {at: raw.error for at, raw in facts.special.items()} == {(1, 1): "#N/A"}


def test_prefixed_cells_are_read_too() -> None:
    """Some libraries write `<x:c>`."""
    xml = f'<x:worksheet {NS.replace("xmlns", "xmlns:x")}><x:sheetData><x:row r="1"><x:c r="A1" t="e">'
    xml += "<x:v>#REF!</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    assert [raw.error for raw in facts_of(xml.encode()).special.values()] == ["#REF!"]


def test_two_sheets_of_one_name_are_not_chosen_between() -> None:
    """NFC and case make them the same to a person."""
    both = WORKBOOK.replace("</sheets>", '<sheet name="a" sheetId="2" r:id="r1"/></sheets>')
    source = open_source(package(workbook=both))
    assert not isinstance(source, Refused)
    refused = source.grid("A")
    assert isinstance(refused, Refused)
    assert refused.code is Code.SHEET_DOUBLE


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ('<c r="A1" s="1"><f>1+1</f><v>2</v></c>', True),
        ('<c r="A1" s="1" t="str"><f>""</f><v></v></c>', True),
        ('<c r="A1" t="n"><v>2</v></c>', True),
        ('<c r="A1" s="1"><f>1+1</f></c>', False),
        ('<c r="A1" s="1" t="str"><f>1+1</f></c>', False),
        ('<c r="A1" s="1"><f>1+1</f><v></v></c>', False),
        ('<c r="A1" t="str" s="1"><f>""</f><v></v></c>', False),
        ('<c r="A1"><f t="shared" si="0"/><v>2</v></c>', True),
        ('<c r="A1"><f t="shared" si="0"/></c>', False),
        ('<c r="AA1"><v>2</v></c>', True),
        ('<c r="AZ1"><f>1+1</f><v>2</v></c>', True),
        ('<c r="CZ1"><f>1+1</f><v>2</v></c>', True),
        ('<c r="DA1"><v>2</v></c>', False),
        ('<c r="AAA1"><v>2</v></c>', False),
        ('<c s="1" r="A1"><v>2</v></c>', False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', False),
    ],
)
def test_the_quick_reading_of_facts_says_what_the_complete_one_says(cell: str, plain: bool) -> None:
    """It serves ordinary forms only; whatever it cannot settle goes the complete way."""
    xml = f'<worksheet {NS}><sheetData><row r="1">{cell}</row></sheetData></worksheet>'.encode()
    quick, complete = facts_of(xml, formulas=False), facts_of(xml)
    with_formula = {at for at, raw in complete.special.items() if raw.formula is not None}
    known = {at for at, raw in quick.special.items() if raw.formula is not None}
    assert quick.computed | known == with_formula
    assert quick.cells >= complete.cells
    assert (quick.ordinary is not None) is plain
    assert quick.rows >= complete.rows
    if plain:
        assert quick.rows * quick.columns <= SCORECARD.area
        assert quick.cells <= SCORECARD.cells
        assert all(raw.has_value and not raw.error for raw in complete.special.values())
