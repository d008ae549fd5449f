"""The VBA sources, read: what only Excel's own compiler would object to is looked for here."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pyopenvba.interpreter import _ast as tree
from pyopenvba.interpreter import parse_module
from pyopenvba.interpreter._constants_data import EXCEL_CONSTANTS, VBA_CONSTANTS
from pyopenvba.interpreter._intrinsics import INTRINSICS, UNIMPLEMENTED
from pyopenvba.interpreter._inventory import members_of

from tests.addin.excel import MACROS, Platform, for_platform
from thidua_xl.addin.build import COMMANDS_SHEET, TEXTS_SHEET, sources
from thidua_xl.addin.texts import TEXTS

SOURCES = {name: code.replace("\r\n", "\n") for name, code in sources(MACROS).items()}
NAMES = sorted(SOURCES)
EACH_MODULE = pytest.mark.parametrize("name", NAMES)
EACH_PLATFORM = pytest.mark.parametrize("platform", ["Windows", "Mac"])

FILE_STATEMENTS = ("Open path ", "Get # handle ", "Close # handle")
"""What the parser leaves unread, all in one procedure that is read by eye."""
TYPES = {"String", "Long", "Integer", "Byte", "Boolean", "Date", "Variant", "Object",
         "IRibbonUI", "IRibbonControl", "Application", "Workbook", "Worksheet", *NAMES}  # fmt: skip


def _parsed(name: str, platform: Platform) -> Any:
    source = for_platform(SOURCES[name], platform).replace("Private WithEvents ", "Private ")
    return parse_module(source, name=name, kind="standard" if _is_standard(name) else "class")


def _is_standard(name: str) -> bool:
    return (MACROS / f"{name}.bas").exists()


def _nodes(node: object) -> Iterator[Any]:
    """A node of the syntax tree and all below it."""
    if dataclasses.is_dataclass(node):
        yield node
        for part in dataclasses.fields(node):
            yield from _nodes(getattr(node, part.name))
    elif isinstance(node, list | tuple):
        for part in node:
            yield from _nodes(part)


def _bare(name: str) -> str:
    return name.lower().rstrip("$")


def _names(node: object) -> list[str]:
    return [_bare(found.name) for found in _nodes(node) if isinstance(found, tree.Name)]


def _declared(statements: object) -> list[str]:
    return [_bare(d.name) for found in _nodes(statements) if isinstance(found, tree.Dim) for d in found.decls]


def _top(module: Any, scopes: tuple[str, ...]) -> set[str]:
    """What a module declares at its top with one of these scopes."""
    found = {_bare(p.name) for p in module.procedures if p.scope in scopes}
    found |= {_bare(d.name) for v in module.variables if v.scope in scopes for d in v.decls}
    return found | {_bare(n) for c in module.constants if c.scope in scopes for n, _, _ in c.names}


def _known_everywhere(platform: Platform) -> set[str]:
    """Names of the language, of Excel, and the public ones of our standard modules."""
    known = {*INTRINSICS, *UNIMPLEMENTED, *map(str.lower, members_of("Global", "excel")), "application", "err",
             "thisworkbook", *map(str.lower, EXCEL_CONSTANTS), *map(str.lower, VBA_CONSTANTS)}  # fmt: skip
    for name in filter(_is_standard, NAMES):
        known |= _top(_parsed(name, platform), ("public",))
    return known | ({"applescripttask"} if platform == "Mac" else set())


# --- every line ---


@EACH_MODULE
def test_a_module_begins_with_what_it_is_for_and_its_errors(name: str) -> None:
    """A header comment, then Option Explicit before any code."""
    header, _, rest = SOURCES[name].partition("Option Explicit\n")
    assert rest
    lines = header.splitlines()
    assert len(lines) >= 3 and all(line.startswith("'") for line in lines)
    assert any(line.startswith("' Errors: ") for line in lines)


@EACH_MODULE
def test_a_source_is_plain(name: str) -> None:
    """ASCII (VBA files are 8-bit), no tabs, no trailing blanks, lines that fit a screen, one kind of line end."""
    path = next(MACROS.glob(f"{name}.*"))
    data = path.read_bytes()
    assert data.isascii() and data.endswith(b"\n") and b"\r" not in data and b"\t" not in data
    assert [line for line in data.decode().split("\n") if line.rstrip() != line or len(line) > 115] == []


@EACH_MODULE
@pytest.mark.parametrize(
    "never",
    [r"\bDeclare\b", r"cmd\.exe", r"(?i)\bpowershell\b", r"(?i)(?<!\.)\bShell\s*\(", r"(?i)\.Run\b", r"TODO|FIXME|XXX",
     r"(?i)\bExecuteExcel4Macro\b", r"(?i)\bEvaluate\b", r"(?i)\bGoSub\b", r"(?i)\bStop\b", r"(?i)^\s*End\s*$",
     r"(?i)\bMacScript\b", r"(?i)\bSendKeys\b", r"(?i)xlwings\.bas"],
)  # fmt: skip
def test_what_frightens_virus_scanners_and_readers_is_absent(name: str, never: str) -> None:
    """No function of Windows, no console, no other way to start something, nothing left to do."""
    assert re.findall(never, SOURCES[name], re.M) == []


def test_one_module_touches_the_operating_system() -> None:
    """Whoever checks what the add-in may do reads ThiDuaSystem."""
    tools = r"CreateObject|AppleScriptTask|Environ|FreeFile|MsgBox|FileDialog|\bApplication\."
    assert [name for name in NAMES if re.search(tools, SOURCES[name])] == ["ThiDuaSystem"]
    assert set(re.findall(r'CreateObject\("([^"]*)"\)', SOURCES["ThiDuaSystem"])) == {
        "WScript.Shell", "Scripting.FileSystemObject",
    }  # fmt: skip


def _path(node: Any) -> str:
    """A dotted expression as it is written, without arguments."""
    if isinstance(node, tree.Member):
        return f"{_path(node.target)}.{node.name}"
    if isinstance(node, tree.Index):
        return _path(node.target)
    return str(node.name) if isinstance(node, tree.Name) else ""


def test_of_a_workbook_only_its_name_and_meta_are_read() -> None:
    """Whatever else stands in it is never looked at."""
    modules = [_parsed(name, "Windows") for name in NAMES]
    members = {_path(node) for node in _nodes(modules) if isinstance(node, tree.Member)}
    read = {
        path for path in members if path.split(".")[0] in ("ActiveWorkbook", "ThisWorkbook", "book", "sheet")
    }
    ours = {"ThisWorkbook.Worksheets", "ThisWorkbook.Worksheets.Cells", "ThisWorkbook.Worksheets.Cells.Value"}
    theirs = {
        "ActiveWorkbook.Name",
        "ActiveWorkbook.Path",
        "book.Worksheets",
        "sheet.Name",
        "sheet.Cells",
        "sheet.Cells.Formula",
    }
    assert read == ours | theirs


def test_nothing_is_written_into_a_workbook() -> None:
    """What is set are Excel's status bar and keys, how a dialogue begins, the folder that Python starts in."""
    modules = [_parsed(name, "Windows") for name in NAMES]
    set_ = {
        _path(n.target)
        for n in _nodes(modules)
        if isinstance(n, tree.Assign) and isinstance(n.target, tree.Member)
    }
    assert set_ == {
        "Application.StatusBar",
        "Application.EnableCancelKey",
        ".Title",
        ".AllowMultiSelect",
        ".InitialFileName",
        "shell.CurrentDirectory",
    }


# --- names ---


@EACH_PLATFORM
@EACH_MODULE
def test_no_name_is_undeclared(name: str, platform: Platform) -> None:
    """Option Explicit would stop the whole project at the first click."""
    module = _parsed(name, platform)
    known = _known_everywhere(platform) | _top(module, ("public", "private", "dim"))
    for procedure in module.procedures:
        local = {_bare(p.name) for p in procedure.params} | set(_declared(procedure.body))
        labels = {_bare(found.name) for found in _nodes(procedure.body) if isinstance(found, tree.Label)}
        assert set(_names(procedure.body)) - known - local - labels == set(), procedure.name


@EACH_PLATFORM
@EACH_MODULE
def test_no_local_name_is_declared_in_vain(name: str, platform: Platform) -> None:
    """Nor twice; a file's handle stands in statements that the parser does not read."""
    for procedure in _parsed(name, platform).procedures:
        declared = _declared(procedure.body)
        assert len(set(declared)) == len(declared)
        used = Counter(_names(procedure.body))
        assert [local for local in declared if not used[local]] == [], procedure.name


@EACH_PLATFORM
def test_our_procedures_are_called_with_all_their_arguments(platform: Platform) -> None:
    """A missing one is a compile error in Excel; a procedure that nobody calls is not kept."""
    modules = [_parsed(name, platform) for name in NAMES]
    expected = {_bare(p.name): len(p.params) for m in modules for p in m.procedures}
    called = set()
    for call in _nodes(modules):
        target = getattr(call, "callee", None) or getattr(call, "target", None)
        if isinstance(call, tree.Index | tree.CallStmt) and isinstance(target, tree.Name):
            name = _bare(target.name)
            called.add(name)
            assert len(call.args) == expected.get(name, len(call.args)), target.name
    entered = {"onribbonload", "isenabled", "oncommand", "workbook_open", "class_initialize", "rehearse"}
    macros = {name for name, count in expected.items() if not count and name not in called}
    uncalled = expected.keys() - called - entered - macros
    assert {name for name in uncalled if not name.startswith("watched_")} == set()


@EACH_PLATFORM
@EACH_MODULE
def test_types_are_known_and_said(name: str, platform: Platform) -> None:
    """Every variable, parameter and function says what it is."""
    source = for_platform(SOURCES[name], platform)
    said = re.findall(r"\bAs (?:New )?(\w+)", re.sub(r"'.*", "", source))
    assert set(said) <= TYPES | {"#handle"}
    module = _parsed(name, platform)
    functions = [p for p in module.procedures if p.kind == "function"]
    assert source.count("\nPublic Function") + source.count("\nPrivate Function") == len(functions)
    assert all(re.search(rf"Function {p.name}\((?:[^)]|\n)*\) As ", source) for p in functions)


@EACH_PLATFORM
@EACH_MODULE
def test_what_the_parser_does_not_read_is_three_statements(name: str, platform: Platform) -> None:
    """Reading a file byte by byte: everything else has been parsed and is looked at above."""
    unread = [found.text for found in _nodes(_parsed(name, platform)) if isinstance(found, tree.Unsupported)]
    expected = FILE_STATEMENTS if name == "ThiDuaSystem" else ()
    assert [text for text, begin in zip(unread, expected, strict=True) if not text.startswith(begin)] == []


@EACH_MODULE
def test_no_public_name_stands_twice(name: str) -> None:
    """Calls are not qualified by a module's name: they must be clear without."""
    public = Counter(n for other in NAMES for n in _top(_parsed(other, "Windows"), ("public",)))
    assert [n for n in _top(_parsed(name, "Windows"), ("public",)) if public[n] > 1] == []


# --- texts ---


def test_every_text_that_vba_asks_for_exists_and_none_is_left_over() -> None:
    """A key without a sentence would show an empty box."""
    code = "\n".join(SOURCES.values())
    asked = set(re.findall(r'TextOf\("(\w+)"\)', code)) | set(re.findall(r'Refusal = "(\w+)"', code))
    assert asked == TEXTS.keys()
    assert set(re.findall(r"TextOf\((?!\")(\w+)", code)) == {"Refusal", "ByVal"}


def test_placeholders_are_those_that_vba_fills_in() -> None:
    """Nobody reads a name in braces."""
    code = "\n".join(SOURCES.values())
    filled = dict(re.findall(r'Replace\(TextOf\("(\w+)"\), "(\{\w+\})"', code))
    assert filled == {key: hole[0] for key, text in TEXTS.items() if (hole := re.findall(r"\{\w+\}", text))}


def test_the_sheets_that_vba_opens_are_those_that_are_built() -> None:
    """By name, in the add-in itself."""
    named = re.findall(r'(\w+)\.Worksheets\("(\w+)"\)', "\n".join(SOURCES.values()))
    assert set(named) == {("ThisWorkbook", COMMANDS_SHEET), ("ThisWorkbook", TEXTS_SHEET)}
