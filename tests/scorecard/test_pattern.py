"""Scorecards made from one pattern are, byte for byte, what `zipfile` writes (`thidua_xl.scorecard.pattern`)."""

import datetime
import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal

from tests.benchmarks.cluster import book
from thidua_xl.scorecard.pattern import FIXED, Pattern, packed
from thidua_xl.scorecard.stamp import _BLANK, Number, identity_of, stamp_of


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, FIXED), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def test_a_package_is_the_one_that_zipfile_writes() -> None:
    """Also where a part of its own is empty, long, or cannot be compressed; names may hold Vietnamese letters."""
    same = {"a.xml": b"<a/>" * 900, "xl/chữ.xml": "điểm".encode() * 50}
    pattern = Pattern(same, ("b.xml", "xl/cụm.xml", "c.xml"))
    for texts in ((b"", b"x", b"y" * 70_000), (bytes(range(256)) * 3, b"", b"z")):
        own = dict(zip(("b.xml", "xl/cụm.xml", "c.xml"), texts, strict=True))
        assert pattern.package([packed(one) for one in texts]) == _zipped({**same, **own})


def test_a_stamped_form_is_whole_and_says_whose_it_is() -> None:
    """Names are escaped; a number of the unit stands in its cell and in no other form."""
    of = book(2, 20)
    unit, line = of.units[0], of.issued[0]
    identity = identity_of(unit, line)._replace(unit_name="Xã <A> & “B”")
    stamp = stamp_of(of.settings, of.criteria, datetime.datetime(2025, 11, 1), with_targets=True)
    cell = _BLANK.findall(stamp.main)[0][0]
    plain = stamp.stamped(identity, line.issued)
    numbered = stamp.stamped(identity, line.issued, {cell: Number(Decimal("12.5"))}, "I.1=12.5")
    for form, told, number in ((plain, False, False), (numbered, True, True), (plain, False, False)):
        with zipfile.ZipFile(io.BytesIO(form)) as package:
            assert package.testzip() is None
            strings = package.read("xl/sharedStrings.xml").decode()
            assert form == _zipped({name: package.read(name) for name in package.namelist()})
            sheet = package.read("xl/worksheets/sheet3.xml").decode()
        assert ("<v>12.5</v>" in sheet) is number
        assert "Xã &lt;A&gt; &amp; “B”" in strings
        assert unit.code in strings
        assert ("I.1=12.5" in strings) is told
        assert not any(mark in strings for mark in "\ue001\ue002\ue003\ue004\ue005")
