"""All wheels that this package needs on a Windows PC, gathered on any machine.

`pip download --platform` picks the right files, but reads the conditions in requirements (`sys_platform ==
"win32"`) as if for the machine it runs on: pywin32 never comes when a kit is made on Linux. So what came is read
again with the conditions of the target, and what is missing is asked for by name until nothing is.
"""

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import NamedTuple

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from .. import __version__
from ..errors import CannotRunError
from . import places
from .running import Run

PLATFORM = "win_amd64"
_ROUNDS = 5
"""Each round brings what the last one's wheels ask for on Windows alone; two were enough so far."""
_SOURCES = ("pyproject.toml", "README.md", "LICENSE", "thidua_xl", "workbooks")
"""What a wheel is built from; everything else in a checkout may be large, and an earlier build may be stale."""


class Wheel(NamedTuple):
    """One file as the target's pip will see it."""

    name: str
    version: Version
    requires: tuple[Requirement, ...]


class Target(NamedTuple):
    """Python of one minor version on a 64-bit Windows."""

    python: tuple[int, int]

    def __str__(self) -> str:
        """`3.12`."""
        return ".".join(map(str, self.python))

    @property
    def environment(self) -> dict[str, str]:
        """What conditions in requirements are asked against."""
        here = {key: str(value) for key, value in default_environment().items()}
        return here | {
            "python_version": str(self),
            "python_full_version": f"{self}.0",
            "implementation_version": f"{self}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "os_name": "nt",
            "sys_platform": "win32",
            "platform_system": "Windows",
            "platform_machine": "AMD64",
            "platform_release": "10",
            "platform_version": "10.0.19045",
            "extra": "",
        }

    @property
    def tags(self) -> frozenset[Tag]:
        """Which wheels fit."""
        abis = [f"cp{self.python[0]}{self.python[1]}"]
        own = cpython_tags(self.python, abis=abis, platforms=[PLATFORM])
        return frozenset([*own, *compatible_tags(self.python, abis[0], [PLATFORM])])


def own_wheel(folder: Path, run: Run) -> Path:
    """The wheel of this very package: built from the checkout, else fetched from the index by its version.

    Raises:
        CannotRunError: pip could not build or find it.
    """
    root = places.checkout()
    with tempfile.TemporaryDirectory() as scratch:
        if root is None:
            command = [
                "download",
                "--no-deps",
                "--only-binary=:all:",
                "-d",
                str(folder),
                f"thidua_xl=={__version__}",
            ]
        else:
            _copy_sources(root, Path(scratch))
            command = ["wheel", "--no-deps", "-w", str(folder), scratch]
        done = run([*_pip(), *command])
    found = sorted(folder.glob("thidua_xl-*.whl"))
    if not (done.worked and found):
        raise CannotRunError(
            f"Không đóng gói được thidua_xl {__version__}: {done.last_error} "
            "Hãy làm bộ cài từ thư mục mã nguồn, trên máy có Internet."
        )
    return found[-1]


def _copy_sources(root: Path, copy: Path) -> None:
    for name in _SOURCES:
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(root / name, copy / name)


def gather(folder: Path, target: Target, run: Run, constraints: Path | None = None) -> None:
    """Bring every wheel that those in the folder need on the target.

    Raises:
        CannotRunError: pip could not get them.
    """
    for _ in range(_ROUNDS):
        missing = list(unmet(folder, target))
        if not missing:
            return
        command = [*_pip(), "download", "-d", str(folder), "--find-links", str(folder), "--only-binary=:all:",
                   "--platform", PLATFORM, "--implementation", "cp", "--python-version", str(target)]  # fmt: skip
        if constraints is not None:
            command += ["-c", str(constraints)]
        done = run([*command, *missing])
        if not done.worked:
            raise CannotRunError(
                f"Không tải được gói cho Python {target} trên Windows: {done.last_error} "
                "Cần máy có Internet (hoặc kho gói nội bộ đã khai cho pip); kiểm tra mạng, proxy rồi chạy lại."
            )
    raise CannotRunError(f"Vẫn thiếu gói cho Python {target} trên Windows: {', '.join(missing)}.")


def bring_pip(folder: Path, run: Run) -> None:
    """The wheel of pip itself: the embeddable Python has none, and pip runs out of its wheel.

    Raises:
        CannotRunError: pip could not get it.
    """
    done = run([*_pip(), "download", "--no-deps", "--only-binary=:all:", "-d", str(folder), "pip"])
    if not (done.worked and any(folder.glob("pip-*.whl"))):
        raise CannotRunError(
            f"Không tải được pip cho bộ cài: {done.last_error} Kiểm tra mạng, proxy rồi chạy lại."
        )


def unmet(folder: Path, target: Target) -> Iterator[str]:
    """Requirements of wheels in the folder that no wheel in it meets on the target, without their conditions."""
    tags, environment = target.tags, target.environment
    wheels = [
        _read(path) for path in sorted(folder.glob("*.whl")) if parse_wheel_filename(path.name)[3] & tags
    ]
    seen = set()
    for requirement in (one for wheel in wheels for one in wheel.requires):
        if requirement.marker is not None and not requirement.marker.evaluate(environment):
            continue
        plain = f"{requirement.name}{requirement.specifier}"
        if plain not in seen and not any(_meets(wheel, requirement) for wheel in wheels):
            seen.add(plain)
            yield plain


def _meets(wheel: Wheel, requirement: Requirement) -> bool:
    return wheel.name == canonicalize_name(requirement.name) and wheel.version in requirement.specifier


def _read(path: Path) -> Wheel:
    name, version, *_ = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as package:
        inside = next(one for one in package.namelist() if one.endswith(".dist-info/METADATA"))
        header = BytesHeaderParser().parsebytes(package.read(inside))
    return Wheel(name, version, tuple(Requirement(one) for one in header.get_all("Requires-Dist", [])))


def _pip() -> list[str]:
    return [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
