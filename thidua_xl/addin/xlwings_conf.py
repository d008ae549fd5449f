"""xlwings' own configuration of this user: our two entries among the user's others.

The file holds lines `"KEY","value"` in the ANSI code page, because VBA and Python's default encoding read it.
"""

import locale
import re
from collections.abc import Mapping
from pathlib import Path

from .places import Machine, interpreter

MODULES, INTERPRETER = "UDF MODULES", "INTERPRETER_WIN"
OURS = "thidua_xl.excel.functions"
"""The module whose functions cells can call."""

_ENTRY = re.compile(r'\s*"([^"]*)"\s*,\s*"([^"]*)"')


def wanted(machine: Machine, before: Mapping[str, str]) -> dict[str, str]:
    """Our entries: the module behind those that the user has already, and this interpreter."""
    return {
        MODULES: ";".join(filter(None, [without_ours(before), OURS])),
        INTERPRETER: with_variables(machine, str(interpreter(machine))),
    }


def without_ours(entries: Mapping[str, str]) -> str:
    """The modules of others, joined as the file has them."""
    return ";".join(name for name in entries.get(MODULES, "").split(";") if name not in ("", OURS))


def with_variables(machine: Machine, path: str) -> str:
    """The path from %LOCALAPPDATA% and the like on: a home folder named in Vietnamese fits in no code page."""
    for name in ("LOCALAPPDATA", "APPDATA", "USERPROFILE"):
        folder = machine.environment.get(name, "").rstrip("\\/")
        if (
            folder
            and path.casefold().startswith(folder.casefold())
            and path[len(folder) :][:1] in ("\\", "/")
        ):
            return f"%{name}%{path[len(folder) :]}"
    return path


def read_entries(path: Path) -> dict[str, str]:
    """Keys in capitals, as xlwings looks them up in any case."""
    found = (_ENTRY.match(line) for line in _lines(path))
    return {entry[1].upper(): entry[2] for entry in found if entry}


def change_entries(path: Path, changes: Mapping[str, str | None]) -> None:
    """Set entries (None: take out); other lines stay as they are; a file without lines goes.

    Raises:
        UnicodeEncodeError: the value cannot be written in this Windows' code page; nothing is changed.
    """
    kept = [line for line in _lines(path) if _key(line) not in changes]
    lines = [*kept, *(f'"{key}","{value}"' for key, value in changes.items() if value is not None)]
    encoding = locale.getencoding()
    for value in filter(None, changes.values()):
        value.encode(encoding)
    if not lines:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding, "surrogateescape"))


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode(locale.getencoding(), "surrogateescape")
    except FileNotFoundError:
        return []
    return [line for line in text.splitlines() if line.strip()]


def _key(line: str) -> str:
    entry = _ENTRY.match(line)
    return entry[1].upper() if entry else ""
