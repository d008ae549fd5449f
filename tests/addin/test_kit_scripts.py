"""The kit's scripts, read by a parser where no PowerShell is: sound, of version 5.1, and safe for every name."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from thidua_xl.addin.bundle import script
from thidua_xl.addin.kit.commands import NAMES, command_file
from thidua_xl.addin.kit.signatures import QUESTION
from thidua_xl.addin.wheels import Target

if TYPE_CHECKING:
    from tree_sitter import Node

KNOWN = {
    "ConvertTo-Json", "ForEach-Object", "Get-AuthenticodeSignature", "Get-ChildItem", "Get-Content", "Get-Date",
    "Get-FileHash", "Get-Process", "Join-Path", "New-Item", "Out-Host", "Out-Null", "Select-Object", "Set-Content",
    "Start-Process", "Test-Path", "Where-Object", "Write-Host",
}  # fmt: skip
"""Of Windows PowerShell 5.1, which every Windows 10 and 11 has; whatever is used besides is looked up first."""
NEWER = {"&&", "||", "?", "??", "??=", "?.", "?[", "clean", "-Parallel"}
"""Signs and words that only PowerShell 6 and later read."""
TAKES_A_PATTERN = {
    "Get-ChildItem",
    "Get-Content",
    "Get-FileHash",
    "Test-Path",
    "Set-Content",
    "Get-AuthenticodeSignature",
}
"""Without `-LiteralPath` these read a [ in a folder's name as a pattern."""

SCRIPT = script("cai_dat.ps1", [Target((3, 12)), Target((3, 13))]).decode("utf-8-sig")
BOTH = pytest.mark.parametrize(
    "text", [SCRIPT, QUESTION.format(folder="C:\\Người dùng")], ids=["script", "question"]
)


def parsed(text: str) -> "Node":
    """The whole of it as a tree."""
    pytest.importorskip("tree_sitter_powershell")
    import tree_sitter_powershell
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_powershell.language())).parse(text.encode()).root_node


def below(node: "Node", kind: str = "") -> Iterator["Node"]:
    """Every node of a kind, from the first line to the last."""
    if not kind or node.type == kind:
        yield node
    for child in node.children:
        yield from below(child, kind)


def said(node: "Node") -> str:
    """Its text."""
    return (node.text or b"").decode()


@BOTH
def test_the_script_is_powershell(text: str) -> None:
    """Every bracket closed, every word in its place."""
    tree = parsed(text)
    assert not tree.has_error
    assert not [node for node in below(tree) if node.is_missing]


@pytest.mark.parametrize(
    ("old", "new"),
    [("catch {\n", "catch \n"), ("exit 1\n}", "exit 1\n"), ("($version in $pythons)", "($version $pythons)"),
     ("@(Get-Candidates)", "@(Get-Candidates"), ("exit 1\n", "exit 1\n")],
)  # fmt: skip
def test_a_slip_in_it_is_told(old: str, new: str) -> None:
    """The parser does look; the last pair changes nothing and is read."""
    text = SCRIPT.replace("\r\n", "\n")
    changed = text.replace(old, new, 1) if old in text else text
    assert parsed(changed).has_error == (changed != text)


@BOTH
def test_it_uses_nothing_that_windows_powershell_lacks(text: str) -> None:
    """Commands are its own functions or stand on the list; no sign of a later version."""
    tree = parsed(text)
    functions = {said(name) for name in below(tree, "function_name")}
    used = {said(name) for name in below(tree, "command_name")}
    assert used and used <= KNOWN | functions
    assert NEWER & {node.type for node in below(tree)} == set()
    assert NEWER & {said(node) for node in below(tree, "command_parameter")} == set()


@BOTH
def test_no_sign_of_a_folder_is_read_as_a_pattern(text: str) -> None:
    """Brackets in a folder's name are letters."""
    for command in below(parsed(text), "command"):
        words = said(command)
        if words.split()[0] in TAKES_A_PATTERN:
            assert "-LiteralPath" in words, words


def test_every_failure_goes_through_the_one_handler() -> None:
    """What is done is done inside of `try`; functions throw, only the two ends of the script leave it."""
    tree = parsed(SCRIPT)
    (handler,) = [one for one in below(tree, "catch_clause") if "LỖI" in said(one)]
    leaving = [said(one) for one in below(tree, "flow_control_statement") if said(one).startswith("exit")]
    assert leaving == ["exit $LASTEXITCODE", "exit 1"]
    assert "exit 1" in said(handler) and "cai_dat_" in said(handler) and ".log" in said(handler)
    for function in below(tree, "function_statement"):
        assert "exit" not in said(function).split()
    calls = [one for one in below(tree, "command_name") if said(one) in ("Find-Python", "Install-Python")]
    whole = next(one for one in below(tree, "try_statement") if "Find-Python" in said(one))
    assert calls and all(whole.start_byte < one.start_byte < whole.end_byte for one in calls)


def test_the_installer_is_asked_for_one_user_and_nothing_besides() -> None:
    """No administrator, no path, no file types, no launcher; into a folder of its own, its path in quotes."""
    (options,) = re.findall(r"\$options = @\('/passive'.*?\)$", SCRIPT.replace("\r\n", "\n"), re.S | re.M)
    for option in (
        "InstallAllUsers=0",
        "PrependPath=0",
        "AssociateFiles=0",
        "Shortcuts=0",
        "Include_launcher=0",
    ):
        assert f"'{option}'" in options
    assert '"TargetDir=`"$target`""' in options
    assert "Include_tcltk=0" not in options


def test_excel_is_looked_at_before_python_is_installed() -> None:
    """So that nothing has been done when the person is told to close it."""
    assert SCRIPT.index("Get-Process -Name EXCEL") < SCRIPT.index("Install-Python; $python")


# --- command files ------------------------------------------------------------------------------


def command_files() -> dict[str, str]:
    """All of them, by their name."""
    own = {name: command_file(name, "python").decode("ascii") for name in NAMES}
    return {**own, "cai_dat.cmd": script("cai_dat.cmd", [Target((3, 12))]).decode("ascii")}


@pytest.mark.parametrize("name", [*NAMES, "cai_dat.cmd"])
def test_a_command_file_survives_every_name_of_a_folder(name: str) -> None:
    """Paths stand in quotes, and nothing is expanded twice: `%` and `!` in a name are letters."""
    text = command_files()[name]
    for line in text.splitlines():
        assert line.count('"') % 2 == 0, line
        outside = "".join(line.split('"')[::2])
        assert "%~dp0" not in outside and "%PLACE%" not in outside and "%~f0" not in outside, line
        assert not re.match(r"\s*call\b", line, re.I), "call reads % a second time"
    assert "EnableDelayedExpansion" not in text


@pytest.mark.parametrize("name", [*NAMES, "cai_dat.cmd"])
def test_every_jump_of_a_command_file_has_its_mark(name: str) -> None:
    """A label that is missing ends cmd.exe with an English sentence."""
    text = command_files()[name]
    marks = re.findall(r"^:(\w+)\r?$", text, re.M)
    jumps = set(re.findall(r"goto (\w+)", text))
    assert len(set(marks)) == len(marks)
    assert jumps <= set(marks)


@pytest.mark.parametrize("name", ["cai_dat.cmd", "chan_doan.cmd"])
def test_the_code_of_python_is_the_code_of_the_command_file(name: str) -> None:
    """Whoever starts it by a program learns how it ended, though a key was waited for meanwhile."""
    text = command_files()[name]
    assert text.index('set "CODE=%ERRORLEVEL%"') < text.index("pause") < text.index("exit /b %CODE%")


def test_only_what_the_kit_brought_is_deleted() -> None:
    """Its two homes, the installers it kept and their folders, its key: each by name, below its own folder."""
    text = command_files()["go_cai_dat.cmd"]
    removing = [
        line.strip() for line in text.splitlines() if re.search(r"\b(rmdir|del|reg delete|ren)\b", line)
    ]
    assert len(removing) == 7
    for line in removing:
        assert any(word in line for word in ("%PLACE%", "%%~f", r"Uninstall\thidua_xl", "%~f0")), line
    assert "logs" not in text and "%APPDATA%" not in text
