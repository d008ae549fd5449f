"""The regulations number their articles through, however many rules the cluster's table needs."""

import re
from pathlib import Path

import pytest
from docx import Document

from thidua_xl.commands.parser import main

_ARTICLE = re.compile(r"Điều (\d+)\.")


@pytest.mark.parametrize("sample", ["xa", "all-rules"])
def test_articles_are_numbered_through(tmp_path: Path, sample: str) -> None:
    """Rules of sections and conditions have articles of their own; those behind them move on."""
    book, out = tmp_path / "SoCum.xlsx", tmp_path / "van_ban"
    assert main(["new", "cluster", str(book), "--sample", sample]) == 0
    assert main(["documents", str(book), "--out", str(out), "--only", "quy-che"]) in (0, 1)
    (paper,) = out.glob("*.docx")
    numbers = [
        int(found[1]) for line in Document(str(paper)).paragraphs if (found := _ARTICLE.match(line.text))
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 19
