"""How large letters are on paper: a workbook's sheets as LibreOffice prints them.

`python -m tests.office.print_sizes BOOK…` prints a table of the smallest letters of each sheet.
"""

import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.office.calc import PDF, Calc

_ZOOM = 3
"""The most that pdftohtml enlarges: sizes come as whole numbers, rounded down, of a third of a point."""
_SHEET = re.compile(r'<item page="(\d+)">(.*?)</item>')
_PART = re.compile(
    r'<page number="(?P<page>\d+)"[^>]*? width="(?P<across>\d+)"|<fontspec id="(?P<id>\d+)" size="(?P<size>\d+)"'
    r'|<text top="-?\d+" left="(?P<left>-?\d+)" width="(?P<width>\d+)" [^>]*font="(?P<font>\d+)">(?P<text>.*?)</text>',
    re.DOTALL,
)
_EDGE = 0.35 * 72 * _ZOOM
"""The margin on the right: a number that reaches into it is of a hidden column, in the PDF but not on the paper."""


class Printed(NamedTuple):
    """A sheet on paper."""

    pages: int
    smallest: float
    """Points of its smallest letters, up to a third too few."""
    sample: str
    """Something printed in them."""
    texts: tuple[str, ...]
    """All that is printed, in runs of one font: letters that it lacks are runs of their own."""


def printed(pdf: Path) -> Mapping[str, Printed]:
    """The sheets of a workbook that LibreOffice printed into a PDF, by the outline that it gives it."""
    command = ["pdftohtml", "-xml", "-zoom", str(_ZOOM), "-hidden", "-i", "-stdout", str(pdf)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    starts = [(int(page), html.unescape(name)) for page, name in _SHEET.findall(said)]
    pages = _runs(said)
    ends = [page for page, _ in starts[1:]] + [max(pages) + 1]
    return {
        name: _sheet([pages[page] for page in range(first, end)])
        for (first, name), end in zip(starts, ends, strict=True)
    }


def _runs(said: str) -> dict[int, list[tuple[float, str]]]:
    """Page → sizes and texts."""
    sizes: dict[str, float] = {}
    pages: dict[int, list[tuple[float, str]]] = {}
    end = 0.0
    for part in _PART.finditer(said):
        if part["page"]:
            pages[int(part["page"])] = []
            end = int(part["across"]) - _EDGE
        elif part["id"]:
            sizes[part["id"]] = int(part["size"]) / _ZOOM
        else:
            text = html.unescape(re.sub("<[^>]*>", "", part["text"])).strip()
            beyond = int(part["left"]) + int(part["width"]) > end
            if text and not (beyond and set(text) == {"#"}):
                pages[max(pages)].append((sizes[part["font"]], text))
    return pages


def _sheet(pages: Sequence[Sequence[tuple[float, str]]]) -> Printed:
    runs = [run for page in pages for run in page]
    size, sample = min(runs, default=(0.0, ""))
    return Printed(len(pages), size, sample, tuple(text for _, text in runs))


def print_out(calc: Calc, book: Path, folder: Path) -> Path:
    """The workbook as a PDF in a folder."""
    with calc.open(book) as opened:
        return opened.save(folder / f"{book.stem}.pdf", PDF)


def main(books: Sequence[str]) -> None:
    """The table, as Markdown."""
    print("| book | sheet | pages | smallest letters (pt) |\n|---|---|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        calc = Calc.start(folder)
        try:
            for book in map(Path, books):
                for sheet, found in printed(print_out(calc, book.resolve(), folder)).items():
                    print(f"| {book.name} | {sheet} | {found.pages} | {found.smallest:.1f} |")
        finally:
            calc.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
