"""A sealed book opened and saved by LibreOffice or Gnumeric: the seal is over values and holds."""

import contextlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.office.books import YEAR, Cluster, build, criteria_of
from tests.office.calc import Calc, gnumeric
from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.settings import Settings

pytestmark = pytest.mark.office

CLUSTER = Cluster(
    criteria_of("I\nI.1 | Tiêu chí | 20\nI.2 | Tiêu chí | 20 | Theo tỷ lệ\nI.3 | Tiêu chí | 10"),
    """    A   B   C
    I.1   18  17  16.25
    I.2   10/10=20 10/9=18 10/8=16
    I.3   8.28 9.1 7.07""",
    Settings(cluster="C9", name="Cụm 9", year=YEAR),
)


def _run(*arguments: str | Path) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        return main([str(argument) for argument in arguments]), out.getvalue()


def _verified(book: Path) -> tuple[int, dict[str, Any]]:
    code, out = _run("verify", book, "--json")
    document: dict[str, Any] = json.loads(out)
    return code, document


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A closed book."""
    book = build(tmp_path / "SoCum_C9.xlsx", CLUSTER)
    code, out = _run("close", book)
    assert code == 0, out
    return book


def _beside_its_originals(saved: Path, sealed: Path) -> Path:
    shutil.copytree(sealed.with_suffix(".goc"), saved.with_suffix(".goc"))
    return saved


def test_the_seal_holds_after_libreoffice(sealed: Path, calc: Calc) -> None:
    """Opened, saved: every result is there again and equal."""
    folder = sealed.parent / "lo"
    folder.mkdir()
    with calc.open(sealed) as document:
        saved = document.save(folder / sealed.name)
    code, found = _verified(_beside_its_originals(saved, sealed))
    assert (code, found["differences"]) == (0, [])
    assert found["seal"] == _verified(sealed)[1]["seal"]


def test_a_score_typed_in_libreoffice_breaks_it(sealed: Path, calc: Calc) -> None:
    """Whoever holds the paper can tell."""
    folder = sealed.parent / "lo"
    folder.mkdir()
    with calc.open(sealed) as document:
        document.type("Thống nhất điểm", "M5", 19)
        saved = document.save(folder / sealed.name)
    code, found = _verified(_beside_its_originals(saved, sealed))
    assert code == 1
    assert "SEAL_BROKEN" in {one["code"] for one in found["differences"]}


@pytest.mark.usefixtures("ssconvert")
def test_the_seal_holds_after_gnumeric(sealed: Path) -> None:
    """It stores 8.28 as 8.27999999999999899969: compared as shown."""
    (saved,) = gnumeric([sealed], sealed.parent / "gn")
    code, found = _verified(_beside_its_originals(saved, sealed))
    assert (code, found["differences"]) == (0, [])
