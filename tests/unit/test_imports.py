"""Imports point inward, and what a command does not need it does not wait for."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_PACKAGE = Path(__file__).parents[2] / "thidua_xl"
_MODULES = sorted(_PACKAGE.rglob("*.py"))

LAYERS: tuple[tuple[str, ...], ...] = (
    ("domain", "errors", "clock", "garbage"),  # rules; what belongs to no layer and imports nothing
    ("sample",),  # the invented cluster, in terms of the domain
    ("workbook",),  # sheets as data, packages as parts
    # files as raw cells
    (
        "intake.markup",
        "intake.gate",
        "intake.facts",
        "intake.colours",
        "intake.laid_over",
        "intake.looks",
        "intake.second",
        "intake.entry_rules",
        "intake.cage",
        "intake.grids",
        "intake.inbox",
        "intake.unpack",
        "intake.provenance",
        "intake.archives",
        "intake.packed",
        "intake.kinds",
        "intake.cms",
        "intake.bodies",
        "intake.mailfiles",
        "intake.mail",
        "intake.outlook",
        "workbook.typing_in",
    ),
    ("sheets",),  # every sheet's layout: written from the domain, read from grids
    ("intake",),  # scorecards as typed rows, validated
    ("",),  # the modules of the package itself: state of a book, and what is done with it
    ("commands", "cli", "__main__"),  # the doors
)
"""From the inside out: a module imports from its own line and from those above it, never from below."""

LIBRARIES = {
    "pandas": {"intake.validate"},
    "pandera": {"intake.validate"},
    "python_calamine": {"intake.grids"},
    "xlsxwriter": {"workbook.write", "workbook.fast_cells", "workbook.plain_cells"},
    "openpyxl": {"demo", "intake.grids", "workbook.formulas"},  # inside functions: the translator of formulas
    "rich": {"commands"},
    "imap_tools": {"mailbox"},
    "keyring": {"mailbox"},  # an extra
    "extract_msg": {"intake.outlook"},  # an extra, because it is GPL
    "pyopenvba": {"addin.build"},  # an extra: imported where the add-in is built, nowhere else
}
"""Which module (or package) may import which library."""

_SLOW = {"pandas", "pandera", "openpyxl", "xlwings", "xlsxwriter", "rich", "python_calamine", "numpy",
         "imap_tools", "keyring", "extract_msg"}  # fmt: skip


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


def _layer(name: str) -> int:
    """The line of the longest entry that the module's name begins with; the package itself where none does."""
    fitting = [
        (len(entry), at)
        for at, entries in enumerate(LAYERS)
        for entry in entries
        if not entry or name == entry or name.startswith(entry + ".")
    ]
    return max(fitting)[1]


@pytest.mark.parametrize("path", _MODULES, ids=_name)
def test_imports_point_inward(path: Path) -> None:
    """The rules know no sheet, the sheets no command: what is inside can be used and tested alone."""
    outward = [name for name in _own(path) if name and _layer(name) > _layer(_name(path))]
    assert outward == []


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


def test_json_waits_for_no_drawing() -> None:
    """What a program reads is printed without the library that draws tables for people."""
    code = "from thidua_xl.commands import check, collect, rank, submit"
    assert "rich" not in _loaded_by(code)
