"""The hostile set: what clumsy, hurried and malicious senders send, each file with what must come of it.

`python -m tests.hostile.make FOLDER` writes the files. Every one is made here from the good form, by one
change that its name tells; none comes from anywhere else.
"""

import io
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

from .forms import COLUMNS, ROWS, base, packed, packed_twice, parts, sheet_part

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@dataclass(frozen=True)
class Sent:
    """A file and what must come of it."""

    name: str
    data: bytes
    code: str = ""
    """The finding that must be among those named; empty: none at all."""
    status: str = "refused"
    scores: Mapping[str, float | None] = field(default_factory=dict)
    """Of an accepted file: the scores that differ from the good form's; None is missing."""


def everything() -> list[Sent]:
    """The whole set."""
    return [*no_workbook(), *broken_zips(), *bombs(), *parts_astray(), *sheets(), *cells(), *harmless()]


# --- how a file is changed --------------------------------------------------------------------------


def with_parts(**changes: bytes | Callable[[bytes], bytes] | None) -> bytes:
    """The good form with parts replaced, changed, added or left out."""
    content = parts(base())
    for name, change in changes.items():
        if change is None:
            del content[name]
        else:
            content[name] = change(content[name]) if callable(change) else change
    return packed(content)


def with_sheet(change: Callable[[str], str], sheet: str = "Tự chấm") -> bytes:
    """The good form with the text of a sheet changed."""
    return with_parts(**{sheet_part(sheet): lambda xml: change(xml.decode()).encode()})


def with_cell(column: str, criterion: str, made: str) -> bytes:
    """The good form with another element for one cell; `@` stands for its address and style."""
    place = COLUMNS[column] + str(ROWS[criterion])
    content = parts(base())
    name = sheet_part()
    xml, number = re.subn(
        rf'<c r="{place}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)',
        lambda found: made.replace("@", f'r="{place}"{found[1] or ""}'),
        content[name].decode(),
    )
    assert number == 1, place
    content[name] = xml.encode()
    return packed(content)


def text_cell(text: str) -> str:
    """A cell with the text in itself."""
    return f'<c @ t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def replaced(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """A change of text that must find what it changes."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, count)

    return change


def in_bytes(old: bytes, new: bytes, count: int = 1) -> Callable[[bytes], bytes]:
    """The same for a part."""

    def change(data: bytes) -> bytes:
        assert old in data, old
        return data.replace(old, new, count)

    return change


# --- files that are no workbook ---------------------------------------------------------------------


def no_workbook() -> Iterator[Sent]:
    """Renamed, empty, encrypted, of other programs."""
    html = b"<html><table><tr><td>9,5</td></tr></table></html>"
    yield Sent("zero bytes", b"", "FILE_EMPTY")
    for name, data in {
        "renamed xls": OLE,
        "renamed html": html,
        "html after spaces": b"\n\t  " + html,
        "renamed csv": "Mã;Điểm\nI.1;9,5\n".encode(),
        "csv with formulas": b"=HYPERLINK(\"http://x\");+cmd|' /C calc'!A0",
        "renamed pdf": b"%PDF-1.7\n" + bytes(100),
        "renamed png": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "renamed jpeg": b"\xff\xd8\xff\xe0" + bytes(50),
        "renamed rtf": b"{\\rtf1 9,5}",
        "renamed rar": b"Rar!\x1a\x07\x00",
        "renamed 7z": b"7z\xbc\xaf\x27\x1c",
        "one byte": b"P",
        "two bytes": b"PK",
        "only zeros": bytes(5000),
        "an eml": b"From: a@b\r\nSubject: x\r\n\r\n9,5",
        "xml spreadsheet 2003": b'<?xml version="1.0"?><Workbook/>',
        "a program": b"MZ\x90\0" + bytes(100),
        "utf-16 text": "Mã;Điểm".encode("utf-16"),
    }.items():
        yield Sent(name, data, "FILE_NOT_XLSX")
    yield Sent("encrypted", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(400), "FILE_ENCRYPTED")
    for name, part in {
        "xlsb": "xl/workbook.bin",
        "ods": "content.xml",
        "docx": "word/document.xml",
        "pptx": "ppt/presentation.xml",
        "a zip of something": "readme.txt",
        "a zip of workbooks": "phieu.xlsx",
    }.items():
        yield Sent(name, packed({part: b"x"}), "FILE_NOT_XLSX")
    yield Sent("an empty zip", b"PK\5\6" + bytes(18), "FILE_NOT_XLSX")


# --- zips ---------------------------------------------------------------------------------------------


def _patched(data: bytes, at: int, layout: str, value: int) -> bytes:
    made = bytearray(data)
    struct.pack_into(layout, made, at, value)
    return bytes(made)


def broken_zips() -> Iterator[Sent]:
    """Cut, doubled, joined, lying about themselves."""
    good = base()
    for share in (1, 10, 50, 90, 99):
        yield Sent(f"truncated to {share} percent", good[: len(good) * share // 100], "FILE_DAMAGED")
    yield Sent("truncated by one byte", good[:-1], "FILE_DAMAGED")
    yield Sent("two workbooks joined", good + good, "FILE_UNSAFE")
    yield Sent("a zip before the workbook", packed({"a.txt": b"x"}) + good, "FILE_UNSAFE")
    yield Sent("a header before the workbook", b"PK\3\4" + bytes(30) + good, "FILE_UNSAFE")
    yield Sent("spaces before the workbook", b"   " + good, "FILE_NOT_XLSX")
    content = list(parts(good).items())
    other = (sheet_part(), parts(good)[sheet_part()].replace(b"<v>9.5</v>", b"<v>10</v>"))
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield Sent("the scores twice in the zip", packed_twice([*content, other]), "FILE_UNSAFE")
        yield Sent("the strings twice in the zip", packed_twice([*content, content[0]]), "FILE_UNSAFE")
    shouted = (sheet_part().upper(), other[1])
    yield Sent("the scores twice in another case", packed_twice([*content, shouted]), "FILE_UNSAFE")
    flagged = bytearray(good)
    for found in re.finditer(b"PK\1\2", good):
        flagged[found.start() + 8] |= 1
    yield Sent("entries marked as encrypted", bytes(flagged), "FILE_ENCRYPTED")
    end = good.rindex(b"PK\5\6")
    yield Sent(
        "directory said to be empty",
        _patched(_patched(good, end + 12, "<L", 0), end + 8, "<L", 0),
        "FILE_UNSAFE",
    )
    yield Sent("directory said to be elsewhere", _patched(good, end + 16, "<L", 7), "FILE_UNSAFE")
    yield Sent("directory said to be huge", _patched(good, end + 12, "<L", 0x7FFFFFFF), "FILE_UNSAFE")
    first = good.index(b"PK\1\2")
    yield Sent(
        "a size that is not true",
        _patched(good, _entry_of(good, "xl/workbook.xml") + 24, "<L", 7),
        "FILE_DAMAGED",
    )
    yield Sent(
        "a sum that is not true",
        _patched(good, _entry_of(good, "xl/workbook.xml") + 16, "<L", 7),
        "FILE_DAMAGED",
    )
    yield Sent(
        "an unknown method", _patched(good, _entry_of(good, "xl/workbook.xml") + 10, "<H", 99), "FILE_DAMAGED"
    )
    yield Sent(
        "an entry beyond the end",
        _patched(good, _entry_of(good, "xl/workbook.xml") + 42, "<L", 2**31),
        "FILE_DAMAGED",
    )
    yield Sent("a directory of noise", _patched(good, first, "<L", 0), "FILE_DAMAGED")
    for name in (
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\windows\\a.txt",
        "..\\a.txt",
        "xl/../../a",
        "a\u202excod.exe",
        "a\nb",
    ):
        yield Sent(f"a part named {name!r}", packed_twice([*content, (name, b"x")]), "FILE_UNSAFE")


def _entry_of(data: bytes, name: str) -> int:
    for found in re.finditer(b"PK\1\2", data):
        if data[found.start() + 46 :].startswith(name.encode()):
            return found.start()
    raise KeyError(name)


# --- bombs --------------------------------------------------------------------------------------------


def _with_rows(rows: str) -> bytes:
    return with_sheet(
        lambda xml: re.sub("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", xml, flags=re.S)
    )


def bombs() -> Iterator[Sent]:
    """Little to send, much to read."""
    many = b" " * 100_000_000
    yield Sent("a sheet of 100 MB", with_parts(**{sheet_part(): lambda xml: xml + many}), "FILE_TOO_LARGE")
    yield Sent(
        "strings of 100 MB", with_parts(**{"xl/sharedStrings.xml": lambda xml: xml + many}), "FILE_TOO_LARGE"
    )
    yield Sent(
        "a list of sheets of 100 MB",
        with_parts(**{"xl/workbook.xml": lambda xml: xml + many}),
        "FILE_TOO_LARGE",
    )
    yield Sent("a size that hides 100 MB", _lying_about_size(), "FILE_DAMAGED")
    yield Sent("21 MB of noise", b"PK\3\4" + bytes(21_000_000), "FILE_TOO_LARGE")
    content = parts(base())
    yield Sent("500 parts", packed(content | {f"xl/media/{n}.png": b"x" for n in range(500)}), "FILE_UNSAFE")
    yield Sent("30,000 parts", packed(content | {f"a/{n}": b"" for n in range(30_000)}), "FILE_UNSAFE")
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield Sent("two far-apart cells", _with_rows(far), "FILE_TOO_LARGE")
    yield Sent(
        "two far-apart cells in one row",
        _with_rows('<row r="1"><c r="A1"/><c r="ZZ90000"><v>1</v></c></row>'),
        "FILE_TOO_LARGE",
    )
    yield Sent(
        "a far cell in small letters",
        _with_rows("<row><c r='xfd1048576'><v>1</v></c></row>"),
        "FILE_TOO_LARGE",
    )
    yield Sent(
        "a cell beyond the last column",
        _with_rows('<row r="1"><c r="ZZZ9999999"><v>1</v></c></row>'),
        "FILE_TOO_LARGE",
    )
    yield Sent(
        "a far cell on the sheet of the unit",
        with_sheet(replaced("<sheetData>", "<sheetData>" + far), "Đơn vị"),
        "FILE_TOO_LARGE",
    )
    cells = "".join(f'<c r="{c}{{0}}"><v>1</v></c>' for c in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(1, 3000))
    yield Sent("30,000 cells", _with_rows(rows), "FILE_TOO_LARGE")
    yield Sent("300,000 empty tags", _with_rows("<x/>" * 300_000), "FILE_TOO_LARGE")
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield Sent("one merge over the sheet", with_sheet(replaced("</sheetData>", merge)), "FILE_UNSAFE")
    false = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" {}="4294967295">'
    for count in ("uniqueCount", "uniqueCount "):
        yield Sent(
            f"a false {count!r}",
            with_parts(
                **{
                    "xl/sharedStrings.xml": lambda xml, c=count: re.sub(
                        b"<sst [^>]*>", false.format(c).encode(), xml
                    )
                }
            ),
            "FILE_UNSAFE",
        )
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for part in (
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/_rels/workbook.xml.rels",
        sheet_part(),
        sheet_part("_meta"),
        "[Content_Types].xml",
        "_rels/.rels",
    ):
        head = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()
        yield Sent(
            f"billion laughs in {part}",
            with_parts(**{part: lambda xml, h=head: _after_prolog(xml, h)}),
            "FILE_UNSAFE",
        )
    inside = with_sheet(
        lambda xml: '<!DOCTYPE x [<!ENTITY a "20">]>' + xml.replace("<v>9.5</v>", "<v>&a;</v>", 1)
    )
    yield Sent("an internal entity as a score", inside, "FILE_UNSAFE")
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    yield Sent(
        "an external entity",
        with_parts(**{"xl/sharedStrings.xml": lambda xml: _after_prolog(xml, outside)}),
        "FILE_UNSAFE",
    )
    yield Sent("60 sheets", with_parts(**{"xl/workbook.xml": _more_sheets}), "FILE_TOO_LARGE")
    yield Sent(
        "a tag of a million letters",
        with_parts(**{"xl/workbook.xml": in_bytes(b"<sheet ", b"<sheet " + b"a" * 1_000_000 + b' x="" ')}),
        "FILE_DAMAGED",
    )
    yield Sent(
        "a hundred thousand tags without an end",
        with_parts(**{"xl/workbook.xml": in_bytes(b"<sheets>", b"<sheet " * 100_000)}),
        "FILE_DAMAGED",
    )
    yield Sent("cells without an end", _with_rows('<c r="A1"' * 200_000), "FILE_DAMAGED")
    yield Sent(
        "elements nested 100,000 deep", _with_rows("<x>" * 100_000 + "</x>" * 100_000), "HEADER_MISSING"
    )


def _after_prolog(xml: bytes, text: bytes) -> bytes:
    end = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    return xml[:end] + text + xml[end:]


def _more_sheets(xml: bytes) -> bytes:
    tag = re.search(rb"<sheet [^>]*/>", xml)
    assert tag
    more = b"".join(tag[0].replace(b'name="', b'name="%d' % n) for n in range(60))
    return xml.replace(b"</sheets>", more + b"</sheets>")


def _lying_about_size() -> bytes:
    name = sheet_part()
    data = with_parts(**{name: lambda xml: xml + b" " * 100_000_000})
    return _patched(data, _entry_of(data, name) + 24, "<L", 1000)


# --- parts --------------------------------------------------------------------------------------------


_DECOY = b'<!-- <sheets><sheet name="Decoy" sheetId="99" r:id="rId1"/> -->'


def _in_utf16(xml: bytes) -> bytes:
    return xml.decode().replace("utf-8", "utf-16").replace("UTF-8", "UTF-16").encode("utf-16")


def parts_astray() -> Iterator[Sent]:
    """A package that shows Excel other sheets than the reader, or none."""
    rels, root = "xl/_rels/workbook.xml.rels", "_rels/.rels"
    for part in ("xl/workbook.xml", rels, sheet_part(), "xl/sharedStrings.xml"):
        yield Sent(f"{part} in UTF-16", with_parts(**{part: _in_utf16}), "FILE_DAMAGED")
        yield Sent(
            f"{part} in UTF-16 without a mark",
            with_parts(**{part: lambda xml: xml.decode().encode("utf-16-le")}),
            "FILE_DAMAGED",
        )
    yield Sent(
        "a sheet in windows-1258",
        with_parts(
            **{
                sheet_part(): lambda xml: (
                    b'<?xml version="1.0" encoding="windows-1258"?>' + xml[xml.index(b"<w") :]
                )
            }
        ),
        "FILE_DAMAGED",
    )
    yield Sent("no list of sheets", with_parts(**{"xl/workbook.xml": None}), "FILE_NOT_XLSX")
    yield Sent("no links", with_parts(**{rels: None}), "FILE_DAMAGED")
    yield Sent("no links of the root", with_parts(**{root: None}), "FILE_DAMAGED")
    yield Sent("no scores", with_parts(**{sheet_part(): None}), "FILE_DAMAGED")
    yield Sent("no strings", with_parts(**{"xl/sharedStrings.xml": None}), "FILE_DAMAGED")
    yield Sent("no styles", with_parts(**{"xl/styles.xml": None}), status="accepted")
    yield Sent("an empty sheet part", with_parts(**{sheet_part(): b""}), "FILE_DAMAGED")
    yield Sent(
        "half a sheet part", with_parts(**{sheet_part(): lambda xml: xml[: len(xml) // 2]}), "FILE_DAMAGED"
    )
    yield Sent(
        "the workbook elsewhere",
        with_parts(**{root: lambda xml: xml.replace(b"xl/workbook.xml", b"xl/other.xml")}),
        "FILE_UNSAFE",
    )
    yield Sent(
        "the strings elsewhere",
        with_parts(**{rels: lambda xml: xml.replace(b"sharedStrings.xml", b"other.xml")}),
        "FILE_UNSAFE",
    )
    yield Sent(
        "the styles elsewhere",
        with_parts(**{rels: lambda xml: xml.replace(b"styles.xml", b"other.xml")}),
        "FILE_UNSAFE",
    )
    yield Sent(
        "a sheet in a comment",
        with_parts(**{"xl/workbook.xml": in_bytes(b"<sheets>", _DECOY + b"<sheets>")}),
        status="accepted",
    )
    yield Sent(
        "the scores in another namespace",
        with_sheet(lambda xml: xml.replace(MAIN, 'xmlns="urn:x"', 1)),
        "FILE_UNSAFE",
    )
    yield Sent(
        "the scores in a comment",
        with_sheet(
            lambda xml: xml.replace("<sheetData>", "<!--<sheetData>").replace(
                "</sheetData>", "</sheetData>-->"
            )
        ),
        "HEADER_MISSING",
    )
    yield Sent(
        "two sheet data",
        with_sheet(
            replaced(
                "</sheetData>",
                '</sheetData><sheetData><row r="11"><c r="J11"><v>10</v></c></row></sheetData>',
            )
        ),
        "READERS_DISAGREE",
        "accepted",
        {"I.1": None},
    )
    content = parts(base())
    yield Sent("with macros", packed(content | {"xl/vbaProject.bin": OLE}), "FILE_HAS_MACROS", "accepted")
    yield Sent(
        "with a macro sheet",
        packed(content | {"xl/macrosheets/sheet1.xml": b"<x/>"}),
        "FILE_HAS_MACROS",
        "accepted",
    )
    for part in ("xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/embeddings/oleObject1.bin"):
        yield Sent(f"with {part}", packed(content | {part: b"<x/>"}), "FILE_HAS_LINKS", "accepted")


# --- sheets -------------------------------------------------------------------------------------------


def sheets() -> Iterator[Sent]:
    """Doubled, hidden, out of order, wrong about themselves."""
    nfd = normalize("NFD", "Tự chấm")
    yield Sent("the sheet's name in NFD", _renamed("Tự chấm", nfd), status="accepted")
    yield Sent("the sheet's name in capitals", _renamed("Tự chấm", "TỰ CHẤM"), status="accepted")
    yield Sent("a hidden old sheet of the same name", _renamed("Hướng dẫn", nfd), "SHEET_DOUBLE", "waiting")
    yield Sent("a second _meta", _renamed("Hướng dẫn", "_META"), "SHEET_DOUBLE", "waiting")
    yield Sent("the scores renamed", _renamed("Tự chấm", "Tự chấm (2)"), "SHEET_MISSING")
    yield Sent("the mark renamed", _renamed("_meta", "meta"), "NOT_A_SCORECARD")
    for name in ("=HYPERLINK(&quot;http://x&quot;)", "+cmd|&apos; /C calc&apos;!A0", "@SUM(1)"):
        yield Sent(f"a sheet named {name}", _renamed("Hướng dẫn", name), "OTHER_SHEETS", "accepted")
    yield Sent("rows out of order", with_sheet(_rows_backwards), status="accepted")
    for said in ("A1", "A1:XFD1048576", "Z99:Z100"):
        said_so = f'<dimension ref="{said}"/>'
        data = with_parts(**{sheet_part(): _dimension(said_so)})
        yield Sent(f"a dimension of {said}", data, status="accepted")
    nothing = with_sheet(lambda xml: re.sub("<dimension [^>]*>", '<dimension ref="nothing"/>', xml))
    yield Sent("a dimension of nothing", nothing, "FILE_DAMAGED")
    yield Sent(
        "rows without numbers",
        with_sheet(lambda xml: re.sub(r'<row r="\d+"', "<row", xml)),
        status="accepted",
    )
    yield Sent("a row twice", with_sheet(_row_twice), "READERS_DISAGREE", "accepted", {"I.1": None})
    yield Sent("a row number of letters", with_sheet(replaced('<row r="11"', '<row r="x"')), "FILE_DAMAGED")
    yield Sent("a prefix everywhere", with_sheet(_prefixed), status="accepted")
    yield Sent("single quotes everywhere", with_sheet(lambda xml: xml.replace('"', "'")), status="accepted")
    yield Sent(
        "a processing instruction",
        with_sheet(replaced("<sheetData>", "<?x <sheetData/>?><sheetData>")),
        status="accepted",
    )


def _dimension(tag: str) -> Callable[[bytes], bytes]:
    return lambda xml: re.sub(b"<dimension [^>]*>", tag.encode(), xml)


def _renamed(old: str, new: str) -> bytes:
    return with_parts(**{"xl/workbook.xml": in_bytes(f'name="{old}"'.encode(), f'name="{new}"'.encode())})


def _rows_backwards(xml: str) -> str:
    rows = re.findall("<row .*?</row>", xml, re.S)
    return xml.replace("".join(rows), "".join(reversed(rows)))


def _row_twice(xml: str) -> str:
    row = re.search('<row r="11".*?</row>', xml, re.S)
    assert row
    return xml.replace(row[0], row[0] + '<row r="11"><c r="J11"><v>10</v></c></row>')


def _prefixed(xml: str) -> str:
    start = xml.index("<worksheet")
    return xml[:start] + re.sub(r"<(/?)(\w)", r"<\1x:\2", xml[start:]).replace("xmlns=", "xmlns:x=", 1)


# --- cells --------------------------------------------------------------------------------------------


def cells() -> Iterator[Sent]:
    """One score of a maximum of 10 (I.1), typed or stored in every wrong way."""
    for text, code, score in (
        ("9,5", "NUMBER_AS_TEXT", 9.5),
        ("９．５", "NUMBER_AS_TEXT", 9.5),
        ("９,５", "NUMBER_AS_TEXT", 9.5),
        (" 9.5\u00a0", "NUMBER_AS_TEXT", 9.5),
        ("9,5đ", "NOT_A_NUMBER", None),
        ("9.5.", "NOT_A_NUMBER", None),
        ("1_0", "NOT_A_NUMBER", None),
        ("1e1", "NOT_A_NUMBER", None),
        ("٩", "NOT_A_NUMBER", None),
        ("9²", "NOT_A_NUMBER", None),
        ("NaN", "NOT_A_NUMBER", None),
        ("inf", "NOT_A_NUMBER", None),
        ("-", "NOT_A_NUMBER", None),
        ("chín", "NOT_A_NUMBER", None),
        ("0x9", "NOT_A_NUMBER", None),
        ("=9.5", "NOT_A_NUMBER", None),
        ("+9.5", "NOT_A_NUMBER", None),
        ("=HYPERLINK(&quot;http://x&quot;;&quot;9&quot;)", "NOT_A_NUMBER", None),
        ("+cmd|' /C calc'!A0", "NOT_A_NUMBER", None),
        ("#DIV/0!", "ERROR_VALUE", None),
        ("TRUE", "BOOLEAN_AS_NUMBER", None),
        ("", "SCORE_MISSING", None),
        ("   ", "SCORE_MISSING", None),
        ("\u200b", "SCORE_MISSING", None),
        ("9" * 30, "NOT_A_NUMBER", None),
        ("-3", "NEGATIVE", None),
        ("99", "OVER_MAXIMUM", None),
        ("{cell}", "NOT_A_NUMBER", None),
    ):
        yield Sent(
            f"the text {text!r}", with_cell("score", "I.1", text_cell(text)), code, "accepted", {"I.1": score}
        )
    for made, code, score in (
        ("<c @><v>NaN</v></c>", "NOT_A_NUMBER", None),
        ("<c @><v>1e308</v></c>", "NOT_A_NUMBER", None),
        ("<c @><v>-1e308</v></c>", "NOT_A_NUMBER", None),
        ("<c @><v>1e999</v></c>", "NOT_A_NUMBER", None),
        ("<c @><v>1e-300</v></c>", "TOTAL_DIFFERS", 0),
        ("<c @><v>-0</v></c>", "TOTAL_DIFFERS", 0),
        ("<c @><v>9.5E0</v></c>", "", 9.5),
        ("<c @><v>9.4999999999999999</v></c>", "", 9.5),
        ("<c @><v>10.0001</v></c>", "OVER_MAXIMUM", None),
        ('<c @ t="e"><v>#DIV/0!</v></c>', "ERROR_VALUE", None),
        ('<c @ t="e"><v>#N/A</v></c>', "ERROR_VALUE", None),
        ('<c @ t="e"><f>1/0</f><v>#DIV/0!</v></c>', "ERROR_VALUE", None),
        ("<c @><f>5+4</f></c>", "FORMULA_WITHOUT_VALUE", None),
        ("<c @><f>5+4</f><v></v></c>", "FORMULA_WITHOUT_VALUE", None),
        ("<c @><f>5+4</f><v>9</v></c>", "TOTAL_DIFFERS", 9),
        ('<c @ t="str"><f>"9"</f><v>9</v></c>', "NUMBER_AS_TEXT", 9),
        ('<c @ t="b"><v>1</v></c>', "BOOLEAN_AS_NUMBER", None),
        ('<c @ t="b"><v>0</v></c>', "BOOLEAN_AS_NUMBER", None),
        ('<c @ t="d"><v>2025-05-09</v></c>', "DATE_AS_NUMBER", None),
        ("<c @><v>8</v><v>9</v></c>", "READERS_DISAGREE", None),
        ("<c @><v>8</v></c><c @><v>9</v></c>", "READERS_DISAGREE", None),
        ("<c @/><c @><v>9</v></c>", "READERS_DISAGREE", None),
        ("<c @><v>9</v></c><c @/>", "READERS_DISAGREE", None),
        ('<c @ t="inlineStr"><is><t>8</t></is><v>9</v></c>', "READERS_DISAGREE", None),
        ("<c @><v><![CDATA[9]]></v></c>", "READERS_DISAGREE", None),
        ("<c @><v>&#57;</v></c>", "READERS_DISAGREE", None),
        ("<c @><v>8<!-- 9 --></v></c>", "TOTAL_DIFFERS", 8),
        ('<c @ t="s"><v>999999</v></c>', "READERS_DISAGREE", None),
        ('<c @ t="s"><v>-1</v></c>', "READERS_DISAGREE", None),
        ('<c @ t="q"><v>9</v></c>', "READERS_DISAGREE", None),
    ):
        yield Sent(f"the cell {made}", with_cell("score", "I.1", made), code, "accepted", {"I.1": score})
    yield Sent(
        "a maximum of its own",
        with_cell("maximum", "I.1", "<c @><v>100</v></c>"),
        "MAXIMUM_CHANGED",
        "accepted",
    )
    yield Sent(
        "a maximum twice",
        with_cell("maximum", "I.1", "<c @><v>9</v></c><c @><v>10</v></c>"),
        "READERS_DISAGREE",
        "accepted",
    )
    yield Sent(
        "a code twice in one cell",
        with_cell("code", "I.1", "<c @><v>1</v></c>" + text_cell("I.1")),
        "READERS_DISAGREE",
        "accepted",
        {"I.1": None},
    )
    yield Sent(
        "a code as a number", with_cell("code", "2.1", "<c @><v>2.1</v></c>"), "CODE_NOT_TEXT", "accepted"
    )
    yield Sent(
        "a code in full width",
        with_cell("code", "I.1", text_cell("Ｉ.1")),
        "CRITERION_UNKNOWN",
        "accepted",
        {"I.1": None},
    )
    yield Sent(
        "a mark and a score",
        with_cell("mark", "I.2", text_cell("x")),
        "NOT_ASSIGNED_WITH_SCORE",
        "accepted",
        {"I.2": None},
    )


# --- what must not be refused ----------------------------------------------------------------------


def harmless() -> Iterator[Sent]:
    """Odd, and good."""
    content = parts(base())
    yield Sent("stored, not deflated", packed(content, zipfile.ZIP_STORED), status="accepted")
    yield Sent("parts in another order", packed(dict(reversed(content.items()))), status="accepted")
    yield Sent("a part more", packed(content | {"customXml/item1.xml": b"<x/>"}), status="accepted")
    yield Sent("a comment at the end of the zip", _commented(base()), status="accepted")
    yield Sent("bytes after the end", base() + bytes(40), status="accepted")
    yield Sent(
        "a byte order mark",
        with_parts(**{sheet_part(): lambda xml: b"\xef\xbb\xbf" + xml}),
        status="accepted",
    )
    yield Sent(
        "line breaks between all tags", with_sheet(lambda xml: xml.replace("><", ">\r\n<")), status="accepted"
    )
    yield Sent("the good form", base(), status="accepted")


def _commented(data: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = "gửi từ điện thoại".encode()
    return buffer.getvalue()


def expected_scores(sent: Sent, good: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """All scores of an accepted file."""
    changed = {code: None if score is None else Decimal(repr(score)) for code, score in sent.scores.items()}
    return {**good, **changed}


def write(folder: Path) -> list[tuple[Path, Sent]]:
    """Write the set; the files are named by number, because some names are no file names."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [(folder / f"{at:03}.xlsx", sent) for at, sent in enumerate(everything())]
    for path, sent in made:
        path.write_bytes(sent.data)
    return made


if __name__ == "__main__":
    for file, described in write(Path(sys.argv[1])):
        print(file.name, described.status, described.code or "-", described.name, zlib.crc32(described.data))
