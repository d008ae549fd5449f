"""Where a kit puts things for a user, and the record of what it put there."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .. import places
from ..places import PACKAGE, Machine

OWN, VENV = "python", "venv"
"""The two homes of the package: a Python of the kit's own, or an environment made from one that is installed."""
COMMAND, TAKE_AWAY, DOCTOR = "thidua-xl.cmd", "go_cai_dat.cmd", "chan_doan.cmd"
GUIDE = "HUONG_DAN.html"
UNINSTALL_KEY = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{PACKAGE}"
MENU = "Thi đua"
NO_WINDOW = "Bản embeddable của Python không có tkinter nên cửa sổ Thi đua (thidua-xl window) không mở được"
WITH_WINDOW = "Cần cửa sổ ấy thì làm bộ cài bằng python-3.x-amd64.exe của python.org."
ENTRIES = {"Hướng dẫn": GUIDE, "Chẩn đoán": DOCTOR, "Gỡ cài đặt": TAKE_AWAY}
"""Entries of the Start menu, each with what it opens in the folder of the installation."""


@dataclass(slots=True)
class Installed:
    """What the last kit left; kept as JSON beside it."""

    kit: str
    """The kit's fingerprint."""
    home: str
    python: str
    """`3.12.7`."""
    version: str
    """Of thidua_xl."""
    installers: list[str] = field(default_factory=list)
    """python.org's installers that a kit ran here, kept so that they can take away what they brought."""

    def write(self, root: Path) -> None:
        """Keep it."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (root / RECORD).write_text(text, encoding="utf-8")


RECORD = "bo_cai.json"


def read_installed(root: Path) -> Installed | None:
    """The record; None where no kit was used, or it is damaged."""
    try:
        return Installed(**json.loads((root / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def root_of(machine: Machine) -> Path:
    """The folder of everything that a kit installs."""
    return places.local(machine) / PACKAGE


def interpreter(root: Path, home: str) -> Path:
    """The Python with a black window; `pythonw.exe` lies beside it."""
    return root / home / "python.exe" if home.startswith(OWN) else root / home / "Scripts" / "python.exe"


def menu(machine: Machine) -> Path:
    """The folder of our entries in the user's Start menu."""
    return places.roaming(machine) / "Microsoft" / "Windows" / "Start Menu" / "Programs" / MENU


def links(machine: Machine) -> dict[Path, Path]:
    """Each entry of the Start menu with what it opens."""
    root = root_of(machine)
    return {menu(machine) / f"{name}.lnk": root / target for name, target in ENTRIES.items()}
