"""The offline kit: a folder for a USB stick with all that a Windows PC without Internet needs, Python too."""

import codecs
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib import resources
from pathlib import Path

from ..errors import CannotRunError, reason
from . import places
from .guide import guide_file
from .install import NO_ADDIN
from .kit.downloaded import Downloaded, read_download
from .kit.home import GUIDE, NO_WINDOW, OWN, WITH_WINDOW
from .kit.listed import LIST, listing
from .kit.signatures import examine_signatures
from .lines import Line, ok, warning
from .places import ADDIN, Machine
from .running import Run, run_command
from .software import OLDEST_PYTHON
from .wheels import Target, bring_pip, gather, own_wheel

WHEELS = "wheels"
SCRIPTS = ("cai_dat.cmd", "cai_dat.ps1", "cai_dat.py")
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
    machine: Machine | None = None,
) -> list[Line]:
    """Make the kit; `out` gets nothing before all of it is there.

    Args:
        out: A new or empty folder.
        pythons: Minor versions (`3.12`) of the PCs to be served, none: the one that runs here; or one file,
            python.org's installer or embeddable archive, which then goes along.
        addin: The add-in to pack; None: the one that came with the package.
        run: How pip is run, and PowerShell for signatures.
        machine: Where the kit is made; None: here.

    Raises:
        CannotRunError: the folder is in use, a version or file is none, or pip could not get everything.
    """
    targets, python = _wanted(pythons)
    source = addin or places.addin_file()
    if source is None:
        raise CannotRunError(NO_ADDIN)
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise CannotRunError(f"Thư mục {out} không trống; chọn thư mục mới để không lẫn tệp.")
    told = examine_signatures(python, machine or places.this_machine(), run) if python else []
    if run([sys.executable, "-m", "pip", "--version"]).code:
        raise CannotRunError("Python này không có pip: chạy python -m ensurepip rồi chạy lại.")
    with tempfile.TemporaryDirectory() as scratch:
        kit = Path(scratch, "kit")
        _fill(kit, targets, python, source, run)
        (kit / LIST).write_text(listing(kit), encoding="utf-8", newline="\n")
        _copy(kit, out)
    return [*told, *_made(out, targets, python)]


def _fill(kit: Path, targets: Sequence[Target], python: Downloaded | None, addin: Path, run: Run) -> None:
    """Everything but the list."""
    wheels = kit / WHEELS
    wheels.mkdir(parents=True)
    own_wheel(wheels, run)
    for target in targets:
        gather(wheels, target, run, _tested_versions())
    if python is not None:
        _bring_python(kit, python, run)
    shutil.copyfile(addin, kit / ADDIN)
    shutil.copyfile(guide_file(), kit / GUIDE)
    for name in SCRIPTS:
        (kit / name).write_bytes(script(name, targets))


def _bring_python(kit: Path, python: Downloaded, run: Run) -> None:
    """The installer as it is; the archive unpacked, so that a double-click has a Python to begin with."""
    if python.is_installer:
        shutil.copyfile(python.path, kit / python.kit_name)
        return
    bring_pip(kit / WHEELS, run)
    (kit / OWN).mkdir()
    for name, data in python.files.items():
        (kit / OWN / name).write_bytes(data)


def _made(out: Path, targets: Sequence[Target], python: Downloaded | None) -> list[Line]:
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    made = f"Đã làm bộ cài ở {out}: {size / 1e6:.0f} MB, cho Python {', '.join(map(str, targets))} (64 bit)"
    copied = "Chép cả thư mục sang USB; ở máy kia bấm đúp cai_dat.cmd. Máy kia"
    if python is None:
        return [ok(made), ok(f"{copied} phải có Python trước")]
    lines = [
        ok(f"{made}, kèm Python {python.number}"),
        ok(f"{copied} không cần có Python, Internet, quyền quản trị"),
    ]
    return lines if python.is_installer else [*lines, warning(NO_WINDOW, WITH_WINDOW)]


def _wanted(pythons: Sequence[str]) -> tuple[list[Target], Downloaded | None]:
    """The versions to be served, and the Python that goes along."""
    files = [text for text in pythons if Path(text).is_file()]
    if not files:
        return [_target(text) for text in pythons] or [Target(sys.version_info[:2])], None
    if len(pythons) > 1:
        raise CannotRunError(
            "Mỗi bộ cài chỉ kèm một tệp Python: ghi một tệp sau --python, không ghi thêm phiên bản."
        )
    python = read_download(Path(files[0]))
    return [Target(python.version[:2])], python


def _target(text: str) -> Target:
    found = re.fullmatch(r"(3)\.(\d+)", text.strip())
    if found is None or (int(found[1]), int(found[2])) < OLDEST_PYTHON:
        raise CannotRunError(
            f"Phiên bản Python {text} không dùng được: ghi như 3.12, từ 3.11 trở lên, "
            "hoặc đường dẫn đến tệp Python đã tải từ python.org."
        )
    return Target((int(found[1]), int(found[2])))


def _tested_versions() -> Path | None:
    """The versions that the tests ran with; only a checkout has them."""
    root = places.checkout()
    pinned = root / ".ci" / "constraints.txt" if root else None
    return pinned if pinned and pinned.is_file() else None


def script(name: str, targets: Sequence[Target]) -> bytes:
    """A script of the kit as Windows reads it: CRLF, and a mark where its text is not ASCII."""
    text = (resources.files(__package__) / "kit" / name).read_text(encoding="utf-8")
    text = text.replace(_PYTHONS, ", ".join(f"'{target}'" for target in targets))
    data = "\r\n".join([*text.splitlines(), ""]).encode("utf-8")
    # without the mark Windows PowerShell 5 reads the file in the code page of the machine
    return codecs.BOM_UTF8 + data if name.endswith(".ps1") else data


def _copy(kit: Path, out: Path) -> None:
    """The list goes last: a kit without it is unfinished, and the script says so; half a kit is taken away."""
    made: list[Path] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted(kit.rglob("*"), key=lambda path: (path.name == LIST, path)):
            target = out / path.relative_to(kit)
            made.append(target)
            target.mkdir() if path.is_dir() else shutil.copyfile(path, target)
    except OSError as fault:
        for target in reversed(made):
            with suppress(OSError):
                target.rmdir() if target.is_dir() else target.unlink()
        raise CannotRunError(f"Không ghi được bộ cài vào {out}: {reason(fault)}.") from fault
