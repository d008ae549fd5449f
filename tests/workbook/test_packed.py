"""Parts that are packed as they are made: a package must not tell the difference."""

import io
import zipfile

import pytest

from thidua_xl.ooxml.parts import Package
from thidua_xl.workbook.packed import PIECE, packed_of

_NAME = "xl/worksheets/sheet1.xml"


def _package(part: bytes) -> Package:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("[Content_Types].xml", b"<Types/>"), (_NAME, part), ("xl/last.xml", b"<last/>")):
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data)
    return Package(buffer.getvalue())


@pytest.mark.parametrize("number", [0, 1, 90_000])
def test_a_part_in_pieces_stands_in_the_package_as_a_whole_one(number: int) -> None:
    """The same bytes, whatever they are cut into; what is left of the archive reads as ever."""
    pieces = [f'<row r="{at}"><c r="A{at}"><v>{at * 7}</v></c></row>'.encode() for at in range(number)]
    whole, packed = _package(b"<old/>"), _package(b"<old/>")
    whole.put(_NAME, b"".join(pieces))
    packed.put_pieces(_NAME, pieces)
    assert packed.to_bytes() == whole.to_bytes()
    assert packed.part(_NAME) == b"".join(pieces)
    assert zipfile.ZipFile(io.BytesIO(packed.to_bytes())).testzip() is None


@pytest.mark.parametrize("changed", [False, True])
def test_the_same_bytes_change_nothing(changed: bool) -> None:
    """A part that is made again as it stands keeps its date; one that differs in its last byte does not."""
    part = b"x" * (PIECE + 7)
    package = _package(part)
    package.put_pieces(_NAME, [part[:-1], b"y" if changed else b"x"])
    with zipfile.ZipFile(io.BytesIO(package.to_bytes())) as archive:
        assert (archive.getinfo(_NAME).date_time == (1980, 1, 1, 0, 0, 0)) is changed


def test_a_part_is_unpacked_as_far_as_a_mark() -> None:
    """And as a whole where there is none, or where it stands across two pieces."""
    text = b" " * (PIECE - 3) + b"<mark>" + b"." * PIECE
    package = _package(text)
    package.put_pieces(_NAME, [text])
    assert package.part_before(_NAME, b"<mark>") == text[: 2 * PIECE]
    assert package.part_before(_NAME, b"<other>") == text
    assert [len(piece) for piece in packed_of([text]).pieces()] == [PIECE, PIECE, 3]
