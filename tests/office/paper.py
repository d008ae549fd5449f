"""What of a workbook comes out on paper: the sizes of its letters, sheet by sheet, as LibreOffice prints it."""

import html
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.office.calc import PDF, Calc
from thidua_xl.sheets.home import LINK

_ZOOM = 3
"""Sizes are told in whole pixels at this zoom: to a third of a point."""
_MARK = "@@"
_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_FONT = re.compile(r'<fontspec id="(\d+)" size="(\d+)"')
_TEXT = re.compile(r'<text top="(-?\d+)"[^>]*? font="(\d+)">(.*?)</text>', re.DOTALL)
_FOOT = 0.92
"""The footer stands below this share of a page's height."""


_WAY_HOME = ("", "←", LINK, *(LINK.rsplit(" ", count)[0] for count in (1, 2)), LINK.rsplit(" ", 1)[1])
"""The small link in the first cell, of which paper has no use."""


class Printed(NamedTuple):
    """The pages of a sheet, its smallest letters in points, and a text in them."""

    pages: int
    points: float
    text: str


def marked(source: Path, target: Path) -> Path:
    """The workbook with the names of its sheets in their footers, which tell a page's sheet."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"<oddFooter>[^<]*<", f"<oddFooter>&amp;L{_MARK}&amp;A{_MARK}<".encode(), data)
            new.writestr(name, data)
    return target


def printed(calc: Calc, workbook: Path, folder: Path) -> Mapping[str, Printed]:
    """Sheet → what its pages are like, in the order of the workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    with calc.open(marked(workbook, folder / workbook.name)) as opened:
        pages = opened.save(folder / f"{workbook.stem}.pdf", PDF)
    xml = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-zoom", str(_ZOOM), "-stdout", pages], capture_output=True, check=True
    ).stdout.decode("utf-8", "replace")
    sizes: dict[str, float] = {}
    found: dict[str, Printed] = {}
    for page in _PAGE.findall(xml):
        sizes |= {number: int(size) / _ZOOM for number, size in _FONT.findall(page)}
        name, smallest = _read(page, sizes)
        before = found.get(name, Printed(0, 99.0, ""))
        found[name] = Printed(before.pages + 1, *min((before.points, before.text), smallest))
    return found


def _read(page: str, sizes: Mapping[str, float]) -> tuple[str, tuple[float, str]]:
    """The sheet of a page, and its smallest text."""
    height = int(re.findall(r'height="(\d+)"', page)[0])
    texts = [
        (int(top), sizes[font], html.unescape(re.sub("<.*?>", "", text)))
        for top, font, text in _TEXT.findall(page)
    ]
    foot = "".join(text for top, _, text in texts if top > height * _FOOT)
    body = [
        (size, text) for top, size, text in texts if top <= height * _FOOT and text.strip() not in _WAY_HOME
    ]
    return re.sub(f".*{_MARK}(.*){_MARK}.*", r"\1", foot), min(body, default=(99.0, ""))
