"""Books that LibreOffice saved are patched, and LibreOffice opens what was patched."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.package_edits import SHEET, UNITS, book, cells, part, parts, plan
from tests.ooxml.test_patch import MORE, SWAP, SWAPPED, note_column
from tests.witnesses.schemas import schema_errors
from thidua_xl.ooxml.patch import patch

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]
XLSX = "xlsx:Calc MS Excel 2007 XML"


@pytest.fixture
def office(tmp_path: Path) -> "Office":
    """LibreOffice with a profile of its own."""
    return Office(tmp_path)


class Office:
    """Converts bytes through LibreOffice."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def convert(self, data: bytes, kind: str) -> bytes:
        """The book as LibreOffice saves it."""
        source, target = self._folder / "book.xlsx", self._folder / "out"
        source.write_bytes(data)
        subprocess.run(
            [
                str(SOFFICE), f"-env:UserInstallation=file://{self._folder}/profile", "--headless",
                "--convert-to", kind, "--outdir", str(target), str(source),
            ],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return (target / f"book.{kind.partition(':')[0]}").read_bytes()


def test_a_book_saved_by_libreoffice_is_patched(office: Office) -> None:
    """Values, notes on their rows, the chart found by its name; a second patch changes no byte."""
    saved = office.convert(book(user=note_column), XLSX)
    result = patch(saved, book(SWAPPED), plan(SWAP))
    assert [[*row[:3], row[4]] for row in cells(result)[3:6]] == [
        [*unit, f"ghi {unit[0][1]}"] for unit in SWAPPED
    ]
    assert patch(result, book(SWAPPED), plan()) == result
    assert schema_errors(result) == schema_errors(saved)


def test_the_programs_chart_is_found_after_libreoffice(office: Office) -> None:
    """LibreOffice drops a chart's description and keeps its name, which bears the mark too."""
    saved = office.convert(book(), XLSX)
    assert "descr=" not in part(saved, "xl/drawings/drawing1.xml")
    result = patch(saved, book(MORE), plan())
    assert parts(result)["xl/charts/chart1.xml"] == parts(book(MORE))["xl/charts/chart1.xml"]


def test_libreoffice_opens_a_patched_book(office: Office) -> None:
    """It computes the same values again, and the drawn pages hold something."""
    result = patch(book(user=note_column), book(MORE), plan())
    again = office.convert(result, XLSX)
    assert [row[:6] for row in cells(again)[3:]] == [row[:6] for row in cells(result)[3:]]
    assert cells(again, SHEET)[6][:3] == list(MORE[3])
    assert office.convert(result, "pdf").startswith(b"%PDF")


def test_patching_and_saving_in_turn_loses_nothing(office: Office) -> None:
    """Program and LibreOffice in turn, as in a year of use: notes stay and the styles come to rest."""
    data = book(user=note_column)
    sizes = []
    for _ in range(4):
        data = office.convert(patch(data, book(UNITS), plan()), XLSX)
        sizes.append(part(data, "xl/styles.xml").count("<xf "))
    assert [row[4] for row in cells(data)[3:6]] == ["ghi 1", "ghi 2", "ghi 3"]
    assert sizes[-1] == sizes[-2]
