"""What a kit installed on this PC, looked at again: whose Python it is, whether all of it is there and as it came."""

import csv
from collections.abc import Iterator
from pathlib import Path

from ..lines import Line, ok, problem, warning
from ..places import Machine
from ..registry import USER, Registry
from ..running import Run
from .build_home import path_file, path_files
from .commands import NAMES
from .home import (
    GUIDE,
    NO_WINDOW,
    OWN,
    RECORD,
    UNINSTALL_KEY,
    WITH_WINDOW,
    Installed,
    interpreter,
    links,
    read_installed,
    root_of,
)
from .listed import LIST, differing

AGAIN = "Đóng Excel, bấm đúp lại cai_dat.cmd của bộ cài."
_SHOWN = 3


def examine_kit(machine: Machine, registry: Registry, run: Run) -> Iterator[Line]:
    """A line for each thing; nothing where no kit was used."""
    root = root_of(machine)
    found = read_installed(root)
    if found is None:
        if (root / RECORD).exists():
            yield problem(f"Bộ cài: {RECORD} hỏng, không biết đã cài những gì", AGAIN)
        return
    python = interpreter(root, found.home)
    if not python.is_file():
        yield problem(f"Bộ cài: không còn {python}", AGAIN)
        return
    whose = "riêng" if found.home == OWN else "có sẵn trên máy"
    if found.installers:
        whose = "do bộ cài đặt"
    yield ok(f"Bộ cài: Python {found.python} ({whose}) ở {root / found.home}")
    yield _files(root, found)
    yield from _path_files(root, found)
    yield _window(python, run, found)
    yield _entries(root, machine, registry)


def _files(root: Path, found: Installed) -> Line:
    """Python's own against the kit's list, the packages against what pip wrote down."""
    wrong = (
        [] if found.home != OWN else [one for one in differing(root / LIST, OWN) if not one.endswith("._pth")]
    )
    wrong += [path.relative_to(root).as_posix() for path in _lost(root / found.home)]
    if not wrong:
        return ok("Bộ cài: Python và các gói còn nguyên")
    more = f" và {len(wrong) - _SHOWN} tệp khác" if len(wrong) > _SHOWN else ""
    return problem(f"Bộ cài: thiếu hoặc hỏng {', '.join(wrong[:_SHOWN])}{more}", AGAIN)


def _lost(home: Path) -> Iterator[Path]:
    """Files of packages that are not there; starters outside were dropped on purpose, compiled code comes anew."""
    for record in sorted(home.glob("Lib/site-packages/*.dist-info/RECORD")):
        site = record.parents[1]
        for row in csv.reader(record.read_text(encoding="utf-8").splitlines()):
            if row and not row[0].startswith(("..", "/")) and not row[0].endswith(".pyc"):
                path = site / row[0]
                if not path.is_file():
                    yield path


def _path_files(root: Path, found: Installed) -> Iterator[Line]:
    """From it alone the embeddable Python learns where packages are."""
    if found.home != OWN:
        return
    files = path_files(root / OWN)
    if files and all(path.read_text(encoding="utf-8") == path_file(path.stem) for path in files):
        yield ok(f"Bộ cài: {files[0].name} đúng")
    else:
        yield problem("Bộ cài: tệp python3…._pth không đúng nên Python không thấy các gói", AGAIN)


def _window(python: Path, run: Run, found: Installed) -> Line:
    if run([str(python), "-I", "-c", "import tkinter"]).worked:
        return ok("Bộ cài: có tkinter, mở được cửa sổ Thi đua")
    if found.home == OWN:
        return warning(NO_WINDOW, WITH_WINDOW)
    return warning("Python này không có tkinter nên cửa sổ Thi đua (thidua-xl window) không mở được",
                   "Cài lại Python từ python.org, chọn mục tcl/tk; nút và dòng lệnh vẫn dùng được.")  # fmt: skip


def _entries(root: Path, machine: Machine, registry: Registry) -> Line:
    """Commands, guide, Start menu, and the way to take everything away."""
    lost = [
        path.name
        for path in (*(root / name for name in (*NAMES, GUIDE)), *links(machine))
        if not path.is_file()
    ]
    if not registry(USER, UNINSTALL_KEY).get("uninstallstring"):
        lost.append("mục gỡ trong Settings > Apps")
    if lost:
        return warning(f"Bộ cài: thiếu {', '.join(lost)}", AGAIN)
    return ok("Bộ cài: đủ lệnh, mục trong menu Start và cách gỡ")
