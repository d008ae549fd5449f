"""Ways into the window for one user: menu, desktop, “Send to”; made by `addin install`, also where no Excel is.

Windows gets shortcuts, or command files where its shell makes none; other desktops get their own kind of entries.
"""

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from . import places
from .lines import Line, ok, warning
from .places import Machine
from .registry import USER, Registry, windows_registry
from .running import Run

NAME, RECEIVE = "Thi đua", "Nhận phiếu vào sổ thi đua"
_SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_WINDOW = ("-E", "-P", "-m", "thidua_xl", "window")
_RECEIVE = (*_WINDOW, "--receive")
NO_TK = "Python này không có Tcl/Tk (tkinter) nên không đặt lối tắt mở cửa sổ Thi đua"
BRING_TK = "Cài Python từ python.org (Debian, Ubuntu: python3-tk), rồi chạy lại thidua-xl addin install."


class Entry(NamedTuple):
    """A file that leads into the window."""

    path: Path
    """Without the ending that its kind needs."""
    words: tuple[str, ...]
    """What Python is told."""


def put_entries(
    machine: Machine, run: Run, registry: Registry = windows_registry
) -> Iterator[tuple[Path, Line]]:
    """Make them, one after the other: each file that is there now, and what is said of it."""
    if machine.is_macos:
        return  # a program of the Dock needs a bundle: the window is started from a terminal there
    if not run([str(machine.python), *_WINDOW[:2], "-c", "import tkinter"]).worked:
        yield Path(), warning(NO_TK, BRING_TK)
        return
    made = _on_windows(machine, run, registry) if machine.is_windows else _on_desktops(machine)
    for path in made:
        yield path, ok(f"Đã đặt lối tắt {path}")


# --- Windows ----------------------------------------------------------------------------------------


def menu(machine: Machine) -> Path:
    """Our folder in the user's Start menu."""
    return places.roaming(machine) / "Microsoft" / "Windows" / "Start Menu" / "Programs" / NAME


def _windows_entries(machine: Machine, registry: Registry) -> Iterator[Entry]:
    yield Entry(menu(machine) / f"Cửa sổ {NAME}", _WINDOW)
    yield Entry(places.roaming(machine) / "Microsoft" / "Windows" / "SendTo" / RECEIVE, _RECEIVE)
    desktop = _windows_desktop(machine, registry)
    if desktop.is_dir():
        yield Entry(desktop / NAME, _WINDOW)


def _windows_desktop(machine: Machine, registry: Registry) -> Path:
    """Where OneDrive or an office may have moved it."""
    named = str(registry(USER, _SHELL_FOLDERS).get("desktop") or "")
    for name, value in machine.environment.items():
        named = named.replace(f"%{name}%", value)
    return Path(named) if named and "%" not in named else machine.home / "Desktop"


def _on_windows(machine: Machine, run: Run, registry: Registry) -> Iterator[Path]:
    python = places.interpreter(machine)
    for entry in _windows_entries(machine, registry):
        link = entry.path.with_name(f"{entry.path.name}.lnk")
        link.parent.mkdir(parents=True, exist_ok=True)
        made = run([str(machine.python), *_WINDOW[:2], "-m", "thidua_xl.addin.shortcut", str(link), str(python),
                    " ".join(entry.words)])  # fmt: skip
        if made.worked and link.is_file():
            yield link
            continue
        command = link.with_suffix(".cmd")
        command.write_bytes(command_file(python, entry.words))
        yield command


def command_file(python: Path, words: tuple[str, ...]) -> bytes:
    """As cmd.exe reads it, names in Vietnamese too: what is dropped or sent comes behind the words."""
    program = str(python).replace("%", "%%")
    lines = ("@echo off", "chcp 65001 >nul", f'start "" "{program}" {" ".join(words)} %*', "")
    return "\r\n".join(lines).encode("utf-8")


# --- other desktops ----------------------------------------------------------------------------------


def _on_desktops(machine: Machine) -> Iterator[Path]:
    """The menu of programs, the desktop, and the file managers of KDE and GNOME.

    No entry says which files it opens: it would become the program that a double click on a workbook starts.
    """
    shared = Path(machine.environment.get("XDG_DATA_HOME") or machine.home / ".local" / "share")
    entry = desktop_entry(machine.python, NAME, _WINDOW, "%f")
    yield _written(shared / "applications" / "thidua-xl.desktop", entry)
    desktop = _desktop(machine)
    if desktop.is_dir():
        yield _written(desktop / "thidua-xl.desktop", entry)
    action = desktop_entry(machine.python, RECEIVE, _RECEIVE, "%F", action=True)
    yield _written(shared / "kio" / "servicemenus" / "thidua-xl.desktop", action)
    words = " ".join(map(shlex.quote, (str(machine.python), *_RECEIVE)))
    yield _written(shared / "nautilus" / "scripts" / RECEIVE, f'#!/bin/sh\nexec {words} "$@"\n')


def _desktop(machine: Machine) -> Path:
    """As the desktop itself remembers it, in the user's language."""
    config = Path(machine.environment.get("XDG_CONFIG_HOME") or machine.home / ".config")
    try:
        known = (config / "user-dirs.dirs").read_text(encoding="utf-8")
    except OSError:
        known = ""
    for line in known.splitlines():
        name, _, value = line.partition("=")
        if name.strip() == "XDG_DESKTOP_DIR":
            return Path(value.strip().strip('"').replace("$HOME", str(machine.home)))
    return machine.home / "Desktop"


def desktop_entry(
    python: Path, name: str, words: tuple[str, ...], files: str, *, action: bool = False
) -> str:  # fmt: skip
    """A `.desktop` file; `action`: one of a file manager's menu."""
    program = " ".join([_quoted(str(python)), *words, files])
    kind: Mapping[str, str] = (
        {"Type": "Service", "MimeType": "all/allfiles;inode/directory;", "Actions": "receive",
         "X-KDE-ServiceTypes": "KonqPopupMenu/Plugin"}
        if action
        else {"Type": "Application", "Name": name, "Comment": "Chấm điểm, xếp hạng cụm thi đua",
              "Exec": program, "Icon": "x-office-spreadsheet", "Terminal": "false", "Categories": "Office;"}
    )  # fmt: skip
    lines = ["[Desktop Entry]", *(f"{key}={value}" for key, value in kind.items())]
    if action:
        lines += ["", "[Desktop Action receive]", f"Name={name}", f"Exec={program}"]
    return "\n".join([*lines, ""])


_ESCAPED = {'"': r'\\"', "`": r"\\`", "$": r"\\$", "\\": r"\\\\"}
"""The value of a key is unescaped once before the words of `Exec` are: so every backslash stands twice."""


def _quoted(word: str) -> str:
    """A word of `Exec`: quoted, its own signs taken for letters."""
    escaped = "".join(_ESCAPED.get(sign, sign) for sign in word)
    return f'"{escaped.replace("%", "%%")}"'


def _written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(0o755)  # a desktop starts nothing that may not be run
    return path


# --- afterwards --------------------------------------------------------------------------------------


def examine(files: list[str]) -> Iterator[Line]:
    """Whether what was put there is there still; nothing where nothing was put."""
    ours = [Path(file) for file in files if _is_entry(Path(file))]
    gone = [path for path in ours if not path.exists()]
    if gone:
        yield warning(f"Thiếu lối tắt {', '.join(map(str, gone))}",
                      "Tự xóa thì không sao; muốn có lại: thidua-xl addin install")  # fmt: skip
    elif ours:
        yield ok(f"Có đủ {len(ours)} lối tắt mở cửa sổ Thi đua")


def _is_entry(path: Path) -> bool:
    return path.suffix in (".lnk", ".cmd", ".desktop") or path.name == RECEIVE
