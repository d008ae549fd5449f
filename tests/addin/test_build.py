"""The built add-in: what is in the package, and that it is the same wherever it is built."""

import io
import os
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from olefile import OleFileIO  # type: ignore[import-untyped]
from pyopenvba import ExcelFile
from python_calamine import CalamineWorkbook

from tests.addin.excel import MACROS
from tests.witnesses.schemas import schema_errors
from thidua_xl import __version__
from thidua_xl.addin.build import ADDIN, RIBBON, RIBBON_PART, WORKBOOK, build, sources
from thidua_xl.addin.buttons import BUTTONS
from thidua_xl.addin.texts import TEXTS
from thidua_xl.demo.ready_files import parts
from thidua_xl.errors import CannotRunError
from thidua_xl.ooxml.parts import Package

ROOT = Path(__file__).parents[2]
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DOCUMENTS = {"ThisWorkbook": "", "Sheet1": "", "Sheet2": ""}


@pytest.fixture(scope="module")
def package() -> bytes:
    """A fresh build."""
    return build(MACROS)


@pytest.fixture(scope="module")
def file(package: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on disk."""
    path = tmp_path_factory.mktemp("addin") / "ThiDua.xlam"
    path.write_bytes(package)
    return path


def _part(package: bytes, name: str) -> bytes:
    return parts(package)[name]


# --- the same everywhere ---


def test_the_add_in_that_is_shipped_equals_a_fresh_build(package: bytes) -> None:
    """Part by part: who reads the sources has read the file."""
    shipped = parts((ROOT / "workbooks" / "ThiDua.xlam").read_bytes())
    fresh = parts(package)
    assert [
        name for name in sorted(shipped.keys() | fresh.keys()) if shipped.get(name) != fresh.get(name)
    ] == []


def test_another_process_at_another_place_builds_the_same_bytes(package: bytes, tmp_path: Path) -> None:
    """No time, no order of sets, no folder, no random identifier goes into it."""
    macros = tmp_path / "khác"
    shutil.copytree(MACROS, macros)
    (macros / "readme.txt").write_text("not a module", "utf-8")
    code = (
        "import sys; from pathlib import Path; from thidua_xl.addin.build import build; "
        "sys.stdout.buffer.write(build(Path(sys.argv[1])))"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(macros)],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        check=True,
    )
    assert done.stdout == package


def test_every_part_bears_the_same_old_date(package: bytes) -> None:
    """1980, the first that a zip knows."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- the package ---


def test_the_package_is_valid_and_an_add_in(package: bytes) -> None:
    """`IsAddin` is nothing but the content type of the workbook part."""
    assert schema_errors(package) == []
    types = etree.fromstring(_part(package, "[Content_Types].xml"))
    said = {str(child.get("PartName") or child.get("Extension")): child.get("ContentType") for child in types}
    assert said["/xl/workbook.xml"] == ADDIN == "application/vnd.ms-excel.addin.macroEnabled.main+xml"
    assert said["bin"] == "application/vnd.ms-office.vbaProject"
    assert said["xml"] == "application/xml"


def _relations(package: bytes, name: str) -> dict[str, str]:
    root = etree.fromstring(_part(package, name))
    return {str(found.get("Type")): str(found.get("Target")) for found in root.iter(RELATION)}


def test_the_ribbon_hangs_on_the_package_and_the_project_on_the_workbook(package: bytes) -> None:
    """Excel looks for them there, by these types."""
    assert _relations(package, "_rels/.rels")[RIBBON] == RIBBON_PART
    assert RIBBON == "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    assert _part(package, RIBBON_PART) == (MACROS / "customUI14.xml").read_bytes()
    project = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    assert _relations(package, "xl/_rels/workbook.xml.rels")[project] == "vbaProject.bin"


def test_code_names_are_those_of_the_document_modules(package: bytes) -> None:
    """Without this bond Excel calls no Workbook_Open."""
    found = []
    for name, tag in (
        ("workbook", "workbookPr"),
        ("worksheets/sheet1", "sheetPr"),
        ("worksheets/sheet2", "sheetPr"),
    ):
        element = etree.fromstring(_part(package, f"xl/{name}.xml")).find(f"{MAIN}{tag}")
        assert element is not None
        found.append(element.get("codeName"))
    assert found == list(DOCUMENTS)


def test_the_properties_say_which_version_it_is(package: bytes) -> None:
    """Whoever looks at the file in its folder sees it; the date never changes."""
    core = _part(package, "docProps/core.xml").decode()
    assert re.findall(r"<cp:version>(.*?)</cp:version>", core) == [__version__]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2025-01-01T00:00:00Z"}


EXPECTED = {
    "Lenh": [["command", "kinds", "asks", "question", "suggests"],
             *([b.command, " ".join(b.kinds), b.asks.value, b.question, b.suggests] for b in BUTTONS)],
    "Loi": [["key", "text"], *([key, text] for key, text in TEXTS.items())],
}  # fmt: skip


def test_openpyxl_reads_the_lists(package: bytes) -> None:
    """The commands of `buttons.py`, the texts of `texts.py`; it knows no add-ins, so it is told of a workbook."""
    told = Package(package)
    told.put(
        "[Content_Types].xml", told.part("[Content_Types].xml").replace(ADDIN.encode(), WORKBOOK.encode())
    )
    book = openpyxl.load_workbook(io.BytesIO(told.to_bytes()))
    rows = {ws.title: [[cell or "" for cell in row] for row in ws.iter_rows(values_only=True)] for ws in book}
    assert rows == EXPECTED


def test_calamine_reads_the_lists(file: Path) -> None:
    """A second reader of the same."""
    book = CalamineWorkbook.from_path(file)
    assert {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names} == EXPECTED


# --- the VBA project ---


def _body(code: str) -> str:
    return re.sub(r"\A(?:Attribute VB_[^\r\n]*\r?\n)*", "", code).replace("\r\n", "\n")


def _by_olevba(package: bytes) -> dict[str, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # oletools uses old names of pyparsing
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser("ThiDua.xlam", data=package)
        found = {name.rpartition(".")[0]: _body(code) for _, _, name, code in parser.extract_all_macros()}
        parser.close()
    return found


def test_olevba_gives_back_every_module_exactly(package: bytes) -> None:
    """oletools decompresses the project with its own code."""
    ours = {name: code.replace("\r\n", "\n") for name, code in sources(MACROS).items()}
    assert _by_olevba(package) == DOCUMENTS | ours


def test_pyopenvba_lists_every_module(file: Path) -> None:
    """It skips in silence what it cannot parse: so the list is compared."""
    with ExcelFile(file) as opened:
        project = opened.vba_project()
        assert sorted(project.module_names()) == sorted({*DOCUMENTS, *sources(MACROS)})
        assert project.validate() == []
        assert [reference.name for reference in opened.references()] == ["stdole", "Office"]
        assert not project.protection.has_password


def test_each_module_is_of_its_kind(package: bytes) -> None:
    """Excel's editor shows them by these lines; the event class is no object of its own."""
    with OleFileIO(_part(package, "xl/vbaProject.bin")) as ole:
        lines = ole.openstream("PROJECT").read().decode("cp1252").splitlines()
        streams = {"/".join(path) for path in ole.listdir()}
    modules = [name for name in sources(MACROS) if (MACROS / f"{name}.bas").exists()]
    assert [line for line in lines if line.startswith(("Document=", "Module=", "Class="))] == [
        *(f"Document={name}/&H00000000" for name in DOCUMENTS), "Class=ThiDuaEvents",
        *(f"Module={name}" for name in modules),
    ]  # fmt: skip
    assert not [name for name in streams if "__SRP_" in name], "code of an earlier compilation"


def test_the_project_knows_nothing_of_where_it_was_built(file: Path) -> None:
    """No user, no folder but those where every Windows has its libraries."""
    with ExcelFile(file) as opened:
        inside = opened.vba_project().dir_raw
    assert sorted(set(re.findall(rb"[A-Z]:\\(\w+(?: \w+)?)\\|(/(?:home|root|tmp|work)\b)", inside))) == [
        (b"Program Files", b""), (b"Windows", b""),
    ]  # fmt: skip


# --- what stops a build ---


def test_without_pyopenvba_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: who only uses the add-in does not need it."""
    monkeypatch.setitem(sys.modules, "pyopenvba", None)
    with pytest.raises(CannotRunError, match="pip install pyOpenVBA"):
        build(MACROS)


def test_a_source_outside_ascii_is_refused(tmp_path: Path) -> None:
    """VBA would read it in the code page of the PC."""
    shutil.copytree(MACROS, tmp_path / "macros")
    (tmp_path / "macros" / "ThiDuaMac.bas").write_text("' Tiếng Việt\n", "utf-8")
    with pytest.raises(UnicodeDecodeError):
        build(tmp_path / "macros")
