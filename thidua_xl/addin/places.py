"""Where things are on a machine: Excel's start-up folder, the user's configuration, logs, the shipped add-in."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from ..errors import CannotRunError

ADDIN = "ThiDua.xlam"
PACKAGE = "thidua_xl"
WINDOWS, MACOS = "win32", "darwin"

NO_EXCEL = (
    "Máy này không chạy Excel trên Windows hay macOS nên không có nơi cài bộ nút; "
    "mọi lệnh thidua-xl khác vẫn dùng được."
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides where things are; tests make machines of any kind."""

    platform: str
    """As `sys.platform` names it."""
    home: Path
    environment: Mapping[str, str]
    python: Path = field(default_factory=lambda: Path(sys.executable))
    """The interpreter that runs now."""
    base: Path = field(default_factory=lambda: Path(sys.base_prefix))
    """Where the Python behind a virtual environment is installed."""

    @property
    def is_windows(self) -> bool:
        """Excel for Windows may be here."""
        return self.platform == WINDOWS

    @property
    def is_macos(self) -> bool:
        """Excel for Mac may be here."""
        return self.platform == MACOS

    @property
    def has_store_python(self) -> bool:
        """Python of the Microsoft Store writes into a private copy of AppData that Excel never sees."""
        parts = {part.casefold() for place in (self.python, self.base) for part in _parts(place)}
        return self.is_windows and "windowsapps" in parts


def this_machine() -> Machine:
    """The machine that the program runs on."""
    return Machine(sys.platform, Path.home(), os.environ)


def _parts(path: Path) -> list[str]:
    return str(path).replace("\\", "/").split("/")


def roaming(machine: Machine) -> Path:
    """`%APPDATA%`."""
    return _folder(machine, "APPDATA", "Roaming")


def local(machine: Machine) -> Path:
    """`%LOCALAPPDATA%`."""
    return _folder(machine, "LOCALAPPDATA", "Local")


def _folder(machine: Machine, variable: str, usual: str) -> Path:
    named = machine.environment.get(variable, "")
    return Path(named) if named else machine.home / "AppData" / usual


def excel_start(machine: Machine) -> Path:
    """The folder whose add-ins Excel opens by itself for this user (XLSTART).

    Raises:
        CannotRunError: on a machine without Excel, as all places of Excel do.
    """
    if machine.is_windows:
        return roaming(machine) / "Microsoft" / "Excel" / "XLSTART"
    return _of_mac(
        machine, "Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    )


def installed_addin(machine: Machine) -> Path:
    """Our add-in where Excel opens it."""
    return excel_start(machine) / ADDIN


def configuration(machine: Machine) -> Path:
    """The only file from which the add-in learns which Python to start."""
    if machine.is_windows:
        return roaming(machine) / PACKAGE / "addin.ini"
    # the sandbox of Excel for Mac reads its own container and little else
    return _of_mac(machine, f"Containers/com.microsoft.Excel/Data/{PACKAGE}/addin.ini")


def own_folder(machine: Machine) -> Path:
    """What the window remembers of this user: on every kind of machine, with Excel or without."""
    if machine.is_windows:
        return roaming(machine) / PACKAGE
    if machine.is_macos:
        return machine.home / "Library" / "Application Support" / PACKAGE
    return Path(machine.environment.get("XDG_CONFIG_HOME") or machine.home / ".config") / PACKAGE


def logs(machine: Machine) -> Path:
    """The folder of what the buttons' runs leave behind."""
    if machine.is_windows:
        return local(machine) / PACKAGE / "logs"
    return configuration(machine).with_name("logs")


def record(machine: Machine) -> Path:
    """What `install` brought, so that `uninstall` takes away exactly that."""
    if machine.is_windows or machine.is_macos:
        return configuration(machine).with_name("installed.json")
    return own_folder(machine) / "installed.json"


def xlwings_configuration(machine: Machine) -> Path:
    """xlwings' own file of this user (`xlwings.USER_CONFIG_FILE`)."""
    if machine.is_windows:
        return Path(machine.environment.get("USERPROFILE") or machine.home) / ".xlwings" / "xlwings.conf"
    return _of_mac(machine, "Containers/com.microsoft.Excel/Data/xlwings.conf")


def applescript(machine: Machine, xlwings: str) -> Path:
    """The script through which Excel for Mac may start programs (`xlwings runpython install`)."""
    return _of_mac(machine, f"Application Scripts/com.microsoft.Excel/xlwings-{xlwings}.applescript")


def _of_mac(machine: Machine, path: str) -> Path:
    if not machine.is_macos:
        raise CannotRunError(NO_EXCEL)
    return machine.home / "Library" / path


def interpreter(machine: Machine) -> Path:
    """The Python that Excel is to start: on Windows the one without a black window, where there is one."""
    windowless = machine.python.with_name("pythonw.exe")
    return windowless if machine.is_windows and windowless.is_file() else machine.python


def checkout() -> Path | None:
    """The root of the source that this package runs from; None where it was installed from a wheel."""
    root = Path(__file__).parents[2]
    return root if (root / "pyproject.toml").is_file() and (root / "macros").is_dir() else None


def addin_file() -> Path | None:
    """The add-in that came with the package: of the checkout, else of the installed wheel; None without it."""
    root = checkout()
    if root is not None:
        built = root / "workbooks" / ADDIN
        return built if built.is_file() else None
    try:
        shipped = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    found = (Path(str(one.locate())).resolve() for one in shipped if one.name == ADDIN)
    return next((path for path in found if path.is_file()), None)
