"""What a screen reader says of a chart; earlier books held the program's mark alone there."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.journeys.journey import run

SAID = re.compile(r'<xdr:cNvPr [^>]*?descr="([^"]*)"')


def said(book: Path) -> list[str]:
    """The alternative texts of all charts."""
    with zipfile.ZipFile(book) as package:
        drawings = [name for name in package.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
        return [text for name in drawings for text in SAID.findall(package.read(name).decode())]


def retold(book: Path, text: str) -> None:
    """Another alternative text at every chart, without touching anything else."""
    with zipfile.ZipFile(book) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            other = re.sub(rb'descr="[^"]*"', lambda _: f'descr="{text}"'.encode(), data)
            package.writestr(name, other if name.startswith("xl/drawings/drawing") else data)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book that nobody has saved with another program yet."""
    path = tmp_path / "SoCum.xlsx"
    assert run("new", "cluster", path, "--sample").code == 0
    return path


def written_again(book: Path) -> list[str]:
    """The texts after a command that writes."""
    before = book.read_bytes()
    assert run("issue", book, "--out", book.parent / "phieu").code == 0
    assert book.read_bytes() != before
    return said(book)


def test_every_chart_says_what_it_shows(book: Path) -> None:
    """In words, its title among them; behind them the mark by which it is found again."""
    texts = said(book)
    assert texts
    for text in texts:
        assert re.fullmatch(r"Biểu đồ thanh\. .{10,}\. Số liệu ở bảng cùng trang\. \(thidua:\w+\)", text)


def test_an_earlier_book_is_told_the_words(book: Path) -> None:
    """By the next command that writes; the chart is still the program's."""
    (wanted,) = said(book)
    mark = re.search(r"thidua:\w+", wanted)
    assert mark is not None
    retold(book, mark[0])
    assert said(book) == [mark[0]]
    assert written_again(book) == [wanted]


def test_a_person_s_own_text_stays(book: Path) -> None:
    """Somebody described the chart better."""
    retold(book, "Cột cao nhất là xã An Nông")
    assert written_again(book) == ["Cột cao nhất là xã An Nông"]
