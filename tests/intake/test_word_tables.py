"""Tables in texts of Word, as a stranger's bytes: read as they are seen, and nothing in them can do harm."""

import io
import re
import time
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.shown import read_doubt
from thidua_xl.intake.word_tables import WordTable, word_tables
from thidua_xl.workbook.grid import Refused


def saved(document: Any) -> bytes:
    """The package of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(rows: Sequence[Sequence[str]]) -> Any:
    """A document with one table."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return document


def only(data: bytes) -> WordTable:
    """The one table of a document."""
    found = word_tables(data)
    assert not isinstance(found, Refused), found
    (table,) = found
    return table


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return buffer.getvalue()


# --- as it is seen --------------------------------------------------------------------------------------


def test_cells_lines_and_merges() -> None:
    """A cell of two paragraphs is one text; what is merged shows once."""
    document = written([("TT", "Nội dung", "Điểm"), ("1", "Thu", "10"), ("", "Chi", "")])
    table = document.tables[0]
    table.cell(1, 1).add_paragraph("- đúng hạn")
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(0, 0).merge(table.cell(0, 1))
    found = only(saved(document))
    assert [list(row) for row in found.rows] == [
        ["TT Nội dung", None, "Điểm"], ["1", "Thu - đúng hạn", "10"], ["", "Chi", None],
    ]  # fmt: skip
    assert {tuple(one) for one in found.merges} == {(0, 0, 0, 1), (1, 2, 2, 2)}


def test_numbers_that_word_writes_itself() -> None:
    """An automatic list stands in no text: it is counted as Word counts it, on through the cells."""
    document = written([("", "Thu"), ("", "Chi"), ("", "Nợ")])
    table = document.tables[0]
    for row in table.rows:
        row.cells[0].paragraphs[0].style = document.styles["List Number"]
    table.cell(1, 1).paragraphs[0].style = document.styles["List Bullet"]
    found = only(saved(document))
    assert [list(row) for row in found.rows] == [["1.", "Thu"], ["2.", "• Chi"], ["3.", "Nợ"]]


LEVELS = (
    '<w:abstractNum {ns} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
)


def test_levels_of_an_automatic_list() -> None:
    """`II.1` begins anew below II."""
    document = written([(text,) for text in ("a", "b", "c", "d", "e", "f")])
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(LEVELS.format(ns=nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="77"/></w:num>'))
    for row, depth in zip(document.tables[0].rows, (0, 1, 1, 0, 1, 2), strict=True):
        properties = row.cells[0].paragraphs[0]._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="99"/></w:numPr>')
        )
    assert [row[0] for row in only(saved(document)).rows] == [
        "I a",
        "I.1 b",
        "I.2 c",
        "II d",
        "II.1 e",
        "- f",
    ]


def test_what_is_struck_hidden_or_deleted() -> None:
    """A deletion under revision is gone; what is struck through or hidden is a doubt."""
    document = written([("", ""), ("", "")])
    table = document.tables[0]
    table.cell(0, 0).paragraphs[0].add_run("15").font.strike = True
    table.cell(0, 1).paragraphs[0].add_run("Thu").font.hidden = True
    table.cell(1, 1).text = "Chi"
    gone = parse_xml(
        f'<w:del {nsdecls("w")} w:id="1" w:author="A"><w:r><w:delText>20</w:delText></w:r></w:del>'
    )
    table.cell(1, 0).paragraphs[0]._p.append(gone)
    found = only(saved(document))
    assert [read_doubt(str(cell)) is not None for cell in found.rows[0]] == [True, True]
    assert list(found.rows[1]) == ["", "Chi"]


@pytest.mark.parametrize(
    ("said", "hidden"),
    [("", True), ('w:val="1"', True), ('w:val="0"', False), ('w:val="false"', False), ('w:val="off"', False)],
)
def test_a_row_is_hidden_where_its_property_is_on(said: str, hidden: bool) -> None:
    """Word turns properties off by a value, too."""
    document = written([("1", "Thu")])
    document.tables[0].rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {nsdecls('w')} {said}/>"))
    assert only(saved(document)).hidden == (frozenset({0}) if hidden else frozenset())


def test_a_table_inside_a_cell_is_the_text_of_that_cell() -> None:
    """It is not a table of its own, and none of it is lost."""
    document = written([("1", "Thu")])
    inner = document.tables[0].cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    assert [list(row) for row in only(saved(document)).rows] == [["1", "Thu a b"]]


# --- as it may be sent ----------------------------------------------------------------------------------


def refusal(data: bytes) -> Code:
    """Why the bytes are not read."""
    found = word_tables(data)
    assert isinstance(found, Refused)
    return found.code


def test_entities_are_refused_before_any_parser() -> None:
    """A billion laughs never reaches one, whichever part tells the joke."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    for part in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
        assert refusal(changed(saved(written([("a",)])), part, lambda _: bomb)) is Code.FILE_UNSAFE


def test_a_part_that_inflates_beyond_measure() -> None:
    """A few kilobytes that come to a gigabyte are not inflated to the end."""
    huge = changed(saved(written([("a",)])), "word/document.xml", lambda xml: xml + b" " * 70_000_000)
    assert refusal(huge) is Code.FILE_TOO_LARGE


def test_more_tags_than_any_document() -> None:
    """A parser makes an object of each."""
    many = changed(
        saved(written([("a",)])),
        "word/document.xml",
        lambda xml: xml.replace(b"</w:body>", b"<w:p/>" * 700_000),
    )
    assert refusal(many) is Code.FILE_TOO_LARGE


def test_depth_and_spans_without_end() -> None:
    """Tables in tables by the thousand, a cell as wide as a million: read, and small."""
    deep = b"<w:tbl><w:tr><w:tc>" * 20_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 20_000
    nested = changed(
        saved(written([("a",)])),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:sectPr", deep + b"<w:sectPr", 1),
    )
    found = word_tables(nested)
    assert not isinstance(found, Refused)
    assert len(found) == 2
    document = written([("a", "b")])
    document.tables[0].cell(0, 0)._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="999"/>')
    )
    assert max(len(row) for row in only(saved(document)).rows) < 210


def test_merges_by_the_thousand_are_read_at_once() -> None:
    """Every pair of rows merged in each of its columns: as long as there are cells, not as their square."""
    cells = [b"<w:tc><w:tcPr><w:vMerge%s/></w:tcPr><w:p/></w:tc>" % how for how in (b' w:val="restart"', b"")]
    pairs = b"".join(b"<w:tr>%s</w:tr>" % (cell * 60) for cell in cells) * 600
    data = changed(
        saved(written([("a",)])), "word/document.xml",
        lambda xml: re.sub(rb"<w:tr>.*</w:tr>|<w:tr .*</w:tr>", lambda _: pairs, xml, flags=re.S),
    )  # fmt: skip
    began = time.process_time()
    found = only(data)
    assert time.process_time() - began < 10
    assert len(found.merges) == 60 * 600


@pytest.mark.parametrize("xml", [b"", b"<w:document>", b"<a/>", b"\xff\xfe<\0a\0/\0>\0"])
def test_a_broken_text(xml: bytes) -> None:
    """Refused as damaged, or a text without tables; never an error of the program."""
    found = word_tables(changed(saved(written([("a",)])), "word/document.xml", lambda _: xml))
    assert found == [] or (isinstance(found, Refused) and found.code is Code.FILE_DAMAGED)


@pytest.mark.parametrize(
    "data", [b"", b"PK\3\4", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7"]
)
def test_other_files(data: bytes) -> None:
    """What is no text of Word is not looked into."""
    assert refusal(data) in (Code.FILE_EMPTY, Code.FILE_DAMAGED, Code.FILE_NOT_XLSX)


def test_a_zip_of_two_parts_of_one_name() -> None:
    """Which of them a reader takes, nobody knows."""
    buffer = io.BytesIO(saved(written([("a",)])))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("WORD/document.xml", b"<a/>")
    assert refusal(buffer.getvalue()) is Code.FILE_UNSAFE


def test_the_names_of_elements_are_those_that_word_writes() -> None:
    """The reader goes by local names: a text of the strict form reads the same."""
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    plain = qn("w:p").partition("}")[0].removeprefix("{").encode()
    data = changed(
        saved(written([("1", "Thu")])), "word/document.xml", lambda xml: xml.replace(plain, strict)
    )
    assert [list(row) for row in only(data).rows] == [["1", "Thu"]]
