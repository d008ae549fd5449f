"""A good scorecard to start from, its parts, and what the program and a strict reader make of a file."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.benchmarks.cluster import Entry, filled
from tests.journeys import journey
from tests.journeys.clock import EPOCH
from thidua_xl.check import check_form
from thidua_xl.domain.scoring.checks import check_rows
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.values.findings import Finding
from thidua_xl.scorecard.read import UnitForm, embedded_criteria, open_form

UNIT = "BH"
ROWS = dict(zip((row[0] for row in journey.CRITERIA), range(10, 100), strict=False))
"""Criterion → its row in Excel's count."""
COLUMNS = {"code": "A", "text": "C", "maximum": "D", "target": "F", "result": "G", "score": "J", "mark": "K"}
Scores = dict[str, Decimal | None]


@cache
def base() -> bytes:
    """A filled form of BH without a fault, as Excel saves it."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        folder = Path(name)
        journey.begin(folder)
        issued = journey.issue(folder)[UNIT]
    form, source = open_form(issued, "phieu.xlsx")
    assert isinstance(form, UnitForm)
    assert source is not None
    criteria = embedded_criteria(source, form.meta)
    assert criteria is not None
    return filled(issued, criteria, {row.code: _entry(row.code) for row in criteria.scored})


def _entry(code: str) -> Entry:
    """What BH types, as Excel stores it."""
    if code not in journey.FILLS:
        return Entry()
    typed = journey.FILLS[code][list(journey.UNITS).index(UNIT)]
    target, result, score = (float(n) if isinstance(n, int) else n for n in typed[:3])
    assert isinstance(target, float | None)
    assert isinstance(result, float | str | None)
    assert isinstance(score, float | None)
    return Entry(target, result, score, None, "Báo cáo số 2/BC-UBND")


def parts(data: bytes) -> dict[str, bytes]:
    """All parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of parts."""
    return packed_twice(content.items(), method)


def packed_twice(content: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of entries, which may bear the same name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in content:
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            archive.writestr(entry, data, method)
    return buffer.getvalue()


@cache
def sheet_part(sheet: str = "Tự chấm") -> str:
    """The part of a sheet in the good form."""
    content = parts(base())
    found = re.search(rf'<sheet [^>]*name="{sheet}"[^>]*r?:id="(\w+)"', content["xl/workbook.xml"].decode())
    assert found
    rels = content["xl/_rels/workbook.xml.rels"].decode()
    for tag in re.findall("<Relationship [^>]*>", rels):
        if f'Id="{found[1]}"' in tag:
            target = re.search('Target="/?(?:xl/)?([^"]+)"', tag)
            assert target
            return f"xl/{target[1]}"
    raise KeyError(sheet)


def read(data: bytes) -> tuple[str, list[Finding], Scores]:
    """Status, findings and self-scores of a file as the program takes them, without its book."""
    form, source = open_form(data, "phieu.xlsx")
    checked = check_form(form, source, Path("phieu.xlsx"))
    rows = form.rows if isinstance(form, UnitForm) else []
    verdict = check_rows(rows, Settings().rounding)
    scores = {row.criterion.code: row.score.number if verdict.counts(row) else None for row in rows}
    return checked.status, checked.findings, scores


@cache
def base_scores() -> Mapping[str, Decimal | None]:
    """What stands in the good form."""
    status, findings, scores = read(base())
    assert (status, findings) == ("accepted", [])
    return scores
