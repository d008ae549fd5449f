"""Imports point inward, and what a command does not need it does not wait for."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.benchmarks.click import prepared
from tests.benchmarks.cluster import book as cluster
from tests.benchmarks.cluster import write_book, write_forms
from tests.benchmarks.measures import run_module
from tests.office.books import type_agreed
from thidua_xl import sample
from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.criteria import Criteria
from thidua_xl.excel import xlwings_alone
from thidua_xl.scorecard.validate import FEW

_PACKAGE = Path(__file__).parents[2] / "thidua_xl"
_MODULES = sorted(_PACKAGE.rglob("*.py"))

_SCORES = ("domain.values", "domain.scoring")
_RANKS = (*_SCORES, "domain.ranking")
_YEAR = (*_RANKS, "domain.year")
_OFFERED = ("domain.outline",)
_DOMAIN = (*_YEAR, "domain.office")
_FILES = ("workers", "workbook", "storage", "intake", "bookkeeping")
_BOOK = ("errors", "clock", *_YEAR, *_OFFERED, *_FILES, "sheets", "sheets.cluster", "scorecard", "mail")
_CLUSTER = (*_BOOK, "cluster", "cluster.acts")
_OFFICE = (*_CLUSTER, "domain.office", "sheets.office", "office", "office.acts")

MAY_IMPORT: Mapping[str, tuple[str, ...]] = {
    # what HD 1302 says: pure
    "domain.values": (),
    "domain.scoring": ("domain.values",),
    "domain.outline": _SCORES,
    "domain.ranking": _SCORES,
    "domain.year": _RANKS,
    "domain.office": _YEAR,
    # what belongs to nobody
    "errors": (),
    "clock": (),
    "workers": (),
    "storage": ("errors",),
    "sample": _DOMAIN,
    "templates": _SCORES,
    # a sheet as data; a package changed where it is ours; a stranger's bytes read
    "workbook": ("domain.values",),
    "ooxml": ("workbook",),
    "intake": ("domain.values", "workbook"),
    # papers of plain data
    "documents": ("domain.values", "workbook"),
    # one module a sheet
    "sheets": (*_SCORES, "workbook"),
    "sheets.form": (*_YEAR, "workbook", "sheets"),
    "sheets.cluster": (*_YEAR, "workbook", "sheets", "sheets.form"),
    "sheets.office": (*_DOMAIN, "workbook", "sheets", "sheets.cluster"),
    # forms, letters, books, the add-in as a file
    "scorecard": (*_YEAR, "workers", "workbook", "intake", "sheets", "sheets.form"),
    "mail": ("errors", "clock", *_SCORES, "storage", "workers", "intake", "sheets.form"),
    "bookkeeping": (
        "errors",
        "clock",
        "domain.values",
        "workers",
        "workbook",
        "storage",
        "ooxml",
        "intake",
        "sheets",
    ),
    "addin": ("", "errors", "workbook", "ooxml"),
    # the cluster's year and the superior's: the state, and what is done with it
    "cluster": (*_BOOK, "sheets.form", "documents"),
    "cluster.acts": (*_BOOK, "sample", "templates", "ooxml", "sheets.form", "documents", "cluster"),
    "office": (*_BOOK, "domain.office", "sheets.office", "documents", "cluster"),
    "office.acts": (*_CLUSTER, "domain.office", "sample", "sheets.office", "documents", "office"),
    # what came of it, in words; and the journey on invented figures
    "check": (*_OFFICE, "sheets.form"),
    "wording": (*_OFFICE, "documents"),
    "demo": (*_OFFICE, "sheets.form", "sample", "addin"),
    # the doors
    "excel": ("", *_OFFICE, "ooxml", "sample", "addin", "check", "wording", "demo"),
    "window": ("", *_OFFICE, "addin", "wording"),
    "commands": ("", *_OFFICE, "addin", "check", "wording", "demo", "excel", "window"),
    "__main__": ("wording", "commands"),
    "": (),
}
"""A package and what it may import besides itself; `""` is the package's own face: its version."""

MOST_FLOORS = 10
"""A package stands one floor above the highest that it may import; more floors nobody keeps in mind."""

LIBRARIES = {
    "pandas": {"scorecard.schema"},
    "pandera": {"scorecard.schema"},
    "python_calamine": {"intake.grids"},
    "xlwings": {"excel.xlwings_alone"},  # without the libraries that it would load along
    "xlsxwriter": {"workbook.write", "workbook.fast_cells", "workbook.plain_cells"},
    "openpyxl": {
        "demo.forms",
        "intake.grids",
        "ooxml.formulas",
    },  # inside functions: the translator of formulas
    "rich": {"commands"},
    "icalendar": {"cluster.ics"},  # inside functions: only `calendar --ics` waits for it
    "imap_tools": {"mail.imap"},
    "keyring": {"mail.imap"},  # an extra
    "extract_msg": {"mail.outlook"},  # an extra, because it is GPL
    "markdown_it": {"addin.guide_page"},  # an extra: imported where the guide is made, nowhere else
    "docxtpl": {"documents.fill"},
    "docx": {"documents.fill", "documents.watermark"},
    "jinja2": {"documents.fill", "documents.placeholders"},
    "markupsafe": {"documents.fill"},
    "lxml": {"documents"},
    "pptx": {"documents.deck"},
    "tkinter": {"window"},
    "tkinterdnd2": {"window.dropping"},  # an extra: without it nothing can be dropped
    "distributed": set(),  # an extra: who has a cluster lends its executor, the program knows the interface alone
    "dask": set(),
    "pyopenvba": {"addin.build"},  # an extra: imported where the add-in is built, nowhere else
}
"""Which module (or package) may import which library."""

_SLOW = {"pandas", "pandera", "openpyxl", "xlwings", "xlsxwriter", "rich", "python_calamine", "numpy",
         "imap_tools", "icalendar", "keyring", "extract_msg", "docxtpl", "docx", "jinja2", "lxml", "pptx",
         *xlwings_alone.OPTIONAL}  # fmt: skip


def _name(path: Path) -> str:
    parts = path.relative_to(_PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _imports(path: Path) -> Iterator[str]:
    """Absolute names of everything imported anywhere in the module, also inside functions."""
    here = ("thidua_xl", *path.relative_to(_PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*here[: len(here) - node.level + 1]] if node.level else []
            origin = ".".join([*base, *filter(None, [node.module])])
            for name in node.names:
                inner = _PACKAGE.joinpath(*origin.split(".")[1:], name.name)
                is_module = inner.with_suffix(".py").exists() or inner.is_dir()
                yield f"{origin}.{name.name}" if origin.startswith("thidua_xl") and is_module else origin


def _own(path: Path) -> Iterator[str]:
    """The modules of the package that it imports, without `thidua_xl.`."""
    for name in _imports(path):
        if name.split(".")[0] == "thidua_xl":
            yield name.partition(".")[2]


def _room(name: str) -> str:
    """The package of a module: the longest entry of the rules that its name begins with."""
    return max(
        (entry for entry in MAY_IMPORT if name == entry or name.startswith(f"{entry}.")), key=len, default=""
    )


@pytest.mark.parametrize("path", _MODULES, ids=_name)
def test_every_module_has_a_room(path: Path) -> None:
    """Nothing stands loose: whoever adds a module says where it belongs."""
    assert _room(_name(path)) or path.name == "__init__.py"


@pytest.mark.parametrize("path", _MODULES, ids=_name)
def test_imports_point_inward(path: Path) -> None:
    """The rules know no sheet, the sheets no command: what is inside can be used and tested alone."""
    room = _room(_name(path))
    assert {_room(name) for name in _own(path)} - {room, *MAY_IMPORT[room]} == set()


@cache
def _floor(room: str) -> int:
    """1 for a package that may import none; the packages inside one folder share its floor."""
    return 1 + max(
        (_floor(other) for other in MAY_IMPORT[room] if _folder(other) != _folder(room)), default=0
    )


def _folder(room: str) -> str:
    return room.partition(".")[0]


def test_the_rules_have_no_circle_and_few_floors() -> None:
    """A rule names only what is written above it; so no package can come to stand on itself."""
    rooms = list(MAY_IMPORT)
    for room, others in MAY_IMPORT.items():
        assert all(rooms.index(other) < rooms.index(room) for other in others if other), room
    assert max(map(_floor, rooms)) <= MOST_FLOORS


def test_no_two_modules_import_each_other() -> None:
    """Neither directly nor by way of others, inside functions neither."""
    arrows = {_name(path): {name for name in _own(path) if name} for path in _MODULES}
    while leaves := {name for name, targets in arrows.items() if not targets & arrows.keys() - {name}}:
        arrows = {name: targets for name, targets in arrows.items() if name not in leaves}
    assert arrows == {}


@pytest.mark.parametrize("path", [path for path in _MODULES if _name(path).startswith("domain")], ids=_name)
def test_the_domain_needs_nothing_but_python(path: Path) -> None:
    """The middle is pure: no library, nothing of the package but the domain itself."""
    foreign = {
        name
        for name in _imports(path)
        if not name.startswith("thidua_xl.domain") and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert foreign == set()


@pytest.mark.parametrize("path", _MODULES, ids=_name)
def test_each_library_has_its_place(path: Path) -> None:
    """pandas serves the one validation, calamine the reading, and nobody else waits for them."""
    name = _name(path)
    for library in {imported.split(".")[0] for imported in _imports(path)} & LIBRARIES.keys():
        assert any(name == place or name.startswith(place + ".") for place in LIBRARIES[library]), library


def test_only_the_validation_of_received_rows_reaches_the_long_table() -> None:
    """Inside functions: the import of a module of ours never loads pandas and Pandera along."""
    table = "scorecard.schema"
    assert {_name(path) for path in _MODULES if table in set(_own(path))} == {"scorecard.validate"}
    tree = ast.parse((_PACKAGE / "scorecard" / "validate.py").read_text(encoding="utf-8"))
    first = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert "schema" not in " ".join(map(ast.unparse, first))


def _loaded_by(code: str) -> set[str]:
    """The slow libraries that a fresh interpreter has loaded after this code."""
    report = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=_PACKAGE.parent, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return set(done.stderr.splitlines()[-1].split()) & _SLOW


def test_help_waits_for_no_library() -> None:
    """Building the whole command line loads nothing but the standard library."""
    assert _loaded_by("import thidua_xl.commands.parser; thidua_xl.commands.parser.build_parser()") == set()


def test_new_and_issue_do_without_pandas(tmp_path: Path) -> None:
    """A book is made and its scorecards are issued without the half second that pandas takes."""
    book, out = str(tmp_path / "so.xlsx"), str(tmp_path / "phieu")
    heavy = {"pandas", "pandera", "numpy", "openpyxl", "xlwings"}
    new = f"from thidua_xl.commands.parser import main; assert main(['new', 'cluster', {book!r}, '--sample']) == 0"
    assert _loaded_by(new) & heavy == set()
    issue = (
        f"from thidua_xl.commands.parser import main; assert main(['issue', {book!r}, '--out', {out!r}]) == 0"
    )
    assert _loaded_by(issue) & heavy == set()


def test_a_score_typed_in_a_book_is_ranked_without_pandas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules run on a book's own cells in plain Python; the long table is for forms that are received."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1765000000")
    monkeypatch.setenv("THIDUA_USER", "một người")
    book = tmp_path / "so.xlsx"
    assert main(["new", "cluster", str(book), "--sample"]) == 0
    unit, criterion = sample.units()[0].code, Criteria(sample.criteria()).scored[0].code
    type_agreed(book, [(unit, criterion, "Điểm thống nhất", 1)])
    state = prepared(book, tmp_path)
    loaded = _loaded_by(
        f"from thidua_xl.commands.parser import main; assert main(['rank', {str(book)!r}]) == 1"
    )
    assert loaded & {"pandas", "pandera", "numpy"} == set()
    click = json.loads(run_module("tests.benchmarks.click", state).splitlines()[-1])
    libraries = set(click["libraries"])
    assert "xlwings" in libraries
    files = {"openpyxl", "xlsxwriter", "python_calamine"}  # an open workbook is no file
    assert libraries & {*xlwings_alone.OPTIONAL, *files, "pandera", "rich"} == set()


def test_only_many_forms_are_validated_with_pandas(tmp_path: Path) -> None:
    """A form that comes late does without the table, and so do `verify` and `close`, which take nothing in."""
    book, inbox, units = tmp_path / "so.xlsx", tmp_path / "phieu", FEW + 1
    write_book(cluster(units, 12), book)
    write_forms(cluster(units, 12), inbox)
    run = "from thidua_xl.commands.parser import main; assert main({}) < 2"
    assert {"pandas", "pandera"} <= _loaded_by(run.format(["check", str(inbox)]))
    *some, late = map(str, sorted(inbox.iterdir()))
    assert main(["collect", str(book), *some]) < 2
    commands = (["collect", str(book), late], ["check", late], ["verify", str(book)], ["close", str(book)])
    for command in commands:
        assert _loaded_by(run.format(command)) & {"pandas", "pandera", "numpy"} == set(), command


def test_a_click_in_excel_waits_for_no_frames() -> None:
    """xlwings would load pandas, numpy and more wherever it finds them; who needs them later has them."""
    code = "import thidua_xl.excel.run, thidua_xl.excel.score_actions, thidua_xl.excel.form_actions"
    loaded = _loaded_by(code)
    assert "xlwings" in loaded
    assert loaded & (xlwings_alone.OPTIONAL | {"pandera", "openpyxl", "rich"}) == set()
    assert {"pandas", "numpy"} <= _loaded_by(f"{code}; import pandas; pandas.DataFrame()")


def test_only_who_imports_xlwings_misses_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread imports meanwhile as ever, and so does everybody afterwards, whatever went wrong."""
    (tmp_path / "frames_of_nobody.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(xlwings_alone, "OPTIONAL", {"frames_of_nobody"})
    with pytest.raises(ModuleNotFoundError), xlwings_alone.without_optional():
        with ThreadPoolExecutor(1) as other:
            assert other.submit(import_module, "frames_of_nobody").result()
        del sys.modules["frames_of_nobody"]
        import_module("frames_of_nobody")
    assert import_module("frames_of_nobody")


def test_json_waits_for_no_drawing() -> None:
    """What a program reads is printed without the library that draws tables for people."""
    code = "from thidua_xl.commands import check, collect, rank, submit"
    assert "rich" not in _loaded_by(code)
