"""The folder that holds Python and all packages, built beside the one in use and tried before it takes its place."""

import shutil
import sys
from pathlib import Path

from ...errors import CannotRunError
from ..places import PACKAGE
from .home import OWN, interpreter
from .pc import Pc
from .swap import beside, remove

FORBIDDEN = (
    "cơ quan có thể cấm chạy chương trình trong thư mục người dùng; gửi tệp nhật ký cho người quản trị máy"
)
TRIED = "import thidua_xl, xlwings, pandas, openpyxl, lxml"
_NUMBER = "import sys;print('.'.join(map(str,sys.version_info[:3])))"
_PIP = (
    "import sys,runpy;sys.path.insert(0,sys.argv[1]);sys.argv[:2]=['pip'];"
    "runpy.run_module('pip',run_name='__main__',alter_sys=True)"
)
"""Runs pip out of its wheel, as Python's own ensurepip does: the embeddable Python has neither."""
_OPTIONS = ("--isolated", "--disable-pip-version-check", "--no-input", "install", "--no-index", "--quiet",
            "--no-warn-script-location", "--ignore-installed")  # fmt: skip


def build_home(kit: Path, home: str, pc: Pc) -> tuple[Path, str]:
    """The new folder, still beside its place, and the number of its Python.

    Raises:
        CannotRunError: Python or a package could not be put there, or does not run.
    """
    pc.root.mkdir(parents=True, exist_ok=True)
    new = beside(pc.root / home)
    pc.log.say(f"Đặt Python vào {pc.root / home}…")
    try:
        if home == OWN:
            _unpack(kit / OWN, new)
            pip = ["-c", _PIP, str(_wheel_of_pip(kit))]
        else:
            pc.step([sys.executable, "-I", "-m", "venv", str(new)], "Không tạo được môi trường Python")
            pip = ["-m", "pip"]
        return new, _packages(kit, new, pip, pc)
    except BaseException:
        remove(new)
        raise


def _packages(kit: Path, new: Path, pip: list[str], pc: Pc) -> str:
    """Install them and try them; the number of the Python that did."""
    python = [str(interpreter(pc.root, new.name)), "-I"]
    pc.log.say("Cài thidua_xl, mất một vài phút…")
    where = ["--prefix", str(new), "--find-links", str(kit / "wheels")]
    pc.step([*python, *pip, *_OPTIONS, *where, PACKAGE], f"Không cài được thidua_xl; {FORBIDDEN}")
    pc.step([*python, "-c", TRIED], f"Python vừa cài không nạp được thidua_xl; {FORBIDDEN}")
    _drop_starters(new)
    return pc.step([*python, "-c", _NUMBER], "Python vừa cài không chạy").text.strip()


def _unpack(source: Path, new: Path) -> None:
    """Python as it came, but that it also looks for packages."""
    shutil.copytree(source, new)
    for path in path_files(new):
        path.write_text(path_file(path.stem), encoding="utf-8", newline="\n")


def path_files(home: Path) -> list[Path]:
    """`python312._pth`: the only thing from which an embeddable Python learns where modules are."""
    return sorted(home.glob("python3*._pth"))


def path_file(short: str) -> str:
    """Standard library, own folder, packages; `import site` reads the .pth files that pywin32 needs."""
    return f"{short}.zip\n.\nLib\\site-packages\nimport site\n"


def _wheel_of_pip(kit: Path) -> Path:
    found = sorted((kit / "wheels").glob("pip-*.whl"))
    if not found:
        raise CannotRunError("Bộ cài thiếu pip. Hãy làm lại bộ cài.")
    return found[-1]


def _drop_starters(new: Path) -> None:
    """pip's .exe starters hold the path of the folder before it was moved."""
    for starter in (new / "Scripts").glob("*.exe"):
        if not starter.name.startswith("python"):
            starter.unlink()
