"""`ThiDua.xlam` from the sources in `macros/`: the same bytes of every part each time, on any machine."""

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from ..errors import CannotRunError
from ..ooxml.parts import Package
from ..workbook.model import Sheet, Workbook
from ..workbook.write import to_bytes
from .buttons import BUTTONS
from .texts import TEXTS

COMMANDS_SHEET, TEXTS_SHEET = "Lenh", "Loi"
COMMANDS_HEADER = ("command", "kinds", "asks", "question", "suggests")
TEXTS_HEADER = ("key", "text")

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
RIBBON = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
RIBBON_PART = "customUI/customUI14.xml"

_TYPES, _PROPERTIES = "[Content_Types].xml", "docProps/core.xml"
_CREATED = datetime.datetime(2025, 1, 1)  # fixed, so that two builds are equal


def build(macros: Path) -> bytes:
    """The add-in: its sheets, its VBA project, its ribbon.

    Raises:
        CannotRunError: pyOpenVBA is not installed.
    """
    package = Package(_with_project(to_bytes(_sheets(), _CREATED), macros))
    _replace(
        package, _TYPES, WORKBOOK, ADDIN
    )  # this alone makes it an add-in: `IsAddin` is stored nowhere else
    end = "</cp:coreProperties>"
    _replace(package, _PROPERTIES, end, f"<cp:version>{__version__}</cp:version>{end}")
    package.put(RIBBON_PART, (macros / "customUI14.xml").read_bytes())
    package.relate("", RIBBON, RIBBON_PART)
    return package.to_bytes()


def sources(macros: Path) -> dict[str, str]:
    """Module name → code, with the line ends that VBA has; a sign outside ASCII raises UnicodeDecodeError."""
    files = sorted(path for path in macros.iterdir() if path.suffix in (".bas", ".cls"))
    return {path.stem: "\r\n".join(path.read_text("ascii").splitlines()) + "\r\n" for path in files}


def _sheets() -> Workbook:
    commands = [(b.command, " ".join(b.kinds), b.asks, b.question, b.suggests) for b in BUTTONS]
    sheets = [
        _table(COMMANDS_SHEET, COMMANDS_HEADER, commands),
        _table(TEXTS_SHEET, TEXTS_HEADER, list(TEXTS.items())),
    ]
    return Workbook(sheets, TEXTS["title"])


def _table(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
    sheet = Sheet(name)
    for row, values in enumerate([header, *rows]):
        for column, value in enumerate(values):
            sheet.put(row, column, str(value), "code" if row else "header")
    return sheet


def _with_project(workbook: bytes, macros: Path) -> bytes:
    """The workbook with a VBA project: a document module for it and each sheet, the code of `macros/`."""
    try:
        from pyopenvba import ExcelFile, VBAModuleKind
    except ImportError as error:
        raise CannotRunError(
            "Thiếu thư viện pyOpenVBA để đóng gói phần tiện ích. Hãy chạy: pip install pyOpenVBA==6.5.0"
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ThiDua.xlsm")
        path.write_bytes(workbook)
        with ExcelFile(path) as file:
            project = file.add_vba_project()
            documents = {module.name: module for module in project.modules}
            for name, code in sources(macros).items():
                if name in documents:
                    documents[name].source += code
                    documents[name].dirty = True
                elif (macros / f"{name}.bas").exists():
                    project.add_module(name, code)
                else:
                    project.add_module(name, code, kind=VBAModuleKind.other)
            file.save()
        return path.read_bytes()


def _replace(package: Package, part: str, old: str, new: str) -> None:
    package.put(part, package.part(part).replace(old.encode(), new.encode()))
