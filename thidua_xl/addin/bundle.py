"""The offline kit: a folder for a USB stick with all that a Windows PC without Internet needs but Python."""

import codecs
import hashlib
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from ..errors import CannotRunError
from . import places
from .guide import guide_file
from .install import NO_ADDIN
from .lines import Line, ok
from .places import ADDIN
from .running import Run, run_command
from .software import OLDEST_PYTHON
from .wheels import Target, gather, own_wheel

GUIDE, LIST, WHEELS = "HUONG_DAN.html", "DANH_SACH.txt", "wheels"
SCRIPTS = ("cai_dat.cmd", "cai_dat.ps1")
_PYTHONS = "@PYTHONS@"
"""Stands in the script for the Python versions that the kit has wheels for."""


BEGINS = "Đang tải các gói cho Windows, mất một vài phút…"
"""Said before what takes its time."""


def bundle(
    out: Path,
    pythons: Sequence[str] = (),
    *,
    addin: Path | None = None,
    run: Run = run_command,
) -> list[Line]:
    """Make the kit; `out` gets nothing before all of it is there.

    Args:
        out: A new or empty folder.
        pythons: Minor versions (`3.12`) of the PCs to be served; none: the one that runs here.
        addin: The add-in to pack; None: the one that came with the package.
        run: How pip is run.

    Raises:
        CannotRunError: the folder is in use, a version is not one, or pip could not get everything.
    """
    targets = [_target(text) for text in pythons] or [Target(sys.version_info[:2])]
    source = addin or places.addin_file()
    if source is None:
        raise CannotRunError(NO_ADDIN)
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise CannotRunError(f"Thư mục {out} không trống; chọn thư mục mới để không lẫn tệp.")
    if run([sys.executable, "-m", "pip", "--version"]).code:
        raise CannotRunError("Python này không có pip: chạy python -m ensurepip rồi chạy lại.")
    with tempfile.TemporaryDirectory() as scratch:
        kit = Path(scratch, "kit")
        wheels = kit / WHEELS
        wheels.mkdir(parents=True)
        own_wheel(wheels, run)
        for target in targets:
            gather(wheels, target, run, _tested_versions())
        shutil.copyfile(source, kit / ADDIN)
        shutil.copyfile(guide_file(), kit / GUIDE)
        for name in SCRIPTS:
            (kit / name).write_bytes(script(name, targets))
        (kit / LIST).write_text(listing(kit), encoding="utf-8", newline="\n")
        _copy(kit, out)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return [
        ok(f"Đã làm bộ cài ở {out}: {size / 1e6:.0f} MB, cho Python {', '.join(map(str, targets))} (64 bit)"),
        ok("Chép cả thư mục sang USB; ở máy kia bấm đúp cai_dat.cmd. Máy kia phải có Python trước"),
    ]


def _target(text: str) -> Target:
    found = re.fullmatch(r"(3)\.(\d+)", text.strip())
    if found is None or (int(found[1]), int(found[2])) < OLDEST_PYTHON:
        raise CannotRunError(f"Phiên bản Python {text} không dùng được: ghi như 3.12, từ 3.11 trở lên.")
    return Target((int(found[1]), int(found[2])))


def _tested_versions() -> Path | None:
    """The versions that the tests ran with; only a checkout has them."""
    root = places.checkout()
    pinned = root / ".ci" / "constraints.txt" if root else None
    return pinned if pinned and pinned.is_file() else None


def script(name: str, targets: Sequence[Target]) -> bytes:
    """A script of the kit as Windows reads it: CRLF, and a mark where its text is not ASCII."""
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    text = text.replace(_PYTHONS, ", ".join(f"'{target}'" for target in targets))
    data = "\r\n".join([*text.splitlines(), ""]).encode("utf-8")
    # without the mark Windows PowerShell 5 reads the file in the code page of the machine
    return data if text.isascii() else codecs.BOM_UTF8 + data


def listing(kit: Path) -> str:
    """SHA-256 of every file, as `sha256sum` writes and checks it; the installing script checks it too."""
    files = sorted(path for path in kit.rglob("*") if path.is_file() and path.name != LIST)
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()} *{path.relative_to(kit).as_posix()}"
        for path in files
    )
    return "".join(f"{line}\n" for line in lines)


def _copy(kit: Path, out: Path) -> None:
    """The list goes last: a kit without it is unfinished, and the script says so."""
    try:
        shutil.copytree(kit, out, dirs_exist_ok=True, ignore=shutil.ignore_patterns(LIST))
        shutil.copyfile(kit / LIST, out / LIST)
    except OSError as fault:
        raise CannotRunError(f"Không ghi được bộ cài vào {out}: {fault.strerror or fault}.") from fault
