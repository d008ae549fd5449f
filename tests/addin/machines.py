"""Machines of any kind in a folder of the test: real files, a made-up registry, programs that only say they ran."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from thidua_xl.addin import places
from thidua_xl.addin.places import Machine
from thidua_xl.addin.registry import Registry
from thidua_xl.addin.running import Command, Ran
from thidua_xl.addin.software import Software

SOFTWARE = Software((3, 12, 4), 64, "0.1.0", "0.37.8", "0.37.8")
ADDIN = b"the add-in of this package"


def windows(folder: Path, user: str = "Nguyễn Văn Ánh") -> Machine:
    """A PC whose user is named in Vietnamese; Python in the environment that the offline kit makes."""
    home = folder / "Users" / user
    environment = {
        "USERPROFILE": str(home),
        "APPDATA": str(home / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
    }
    scripts = home / "AppData" / "Local" / "thidua_xl" / "venv" / "Scripts"
    scripts.mkdir(parents=True, exist_ok=True)
    for name in ("python.exe", "pythonw.exe"):
        (scripts / name).touch()
    return Machine("win32", home, environment, scripts / "python.exe", Path("C:/Python312"))


def macos(folder: Path) -> Machine:
    """A Mac with Python in a virtual environment."""
    home = folder / "Users" / "anh"
    python = home / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    return Machine("darwin", home, {"HOME": str(home)}, python, Path("/Library/Python"))


def linux(folder: Path) -> Machine:
    """A machine without Excel."""
    return Machine("linux", folder, {"HOME": str(folder)})


def shipped(folder: Path, content: bytes = ADDIN) -> Path:
    """The add-in that came with the package."""
    path = folder / "share" / "ThiDua.xlam"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


@dataclass
class Programs:
    """Runs nothing: remembers what was asked for, and answers as told by the words of the command."""

    answers: dict[str, Ran] = field(default_factory=dict)
    effects: dict[str, Callable[[Command], None]] = field(default_factory=dict)
    asked: list[list[str]] = field(default_factory=list)

    def __call__(self, command: Command) -> Ran:
        """Works, unless an answer says otherwise."""
        self.asked.append(list(command))
        said = " ".join(command)
        for words, effect in self.effects.items():
            if words in said:
                effect(command)
        return next((answer for words, answer in self.answers.items() if words in said), Ran(0, ""))

    def was_asked(self, words: str) -> bool:
        """Whether a command with these words was run."""
        return any(words in " ".join(command) for command in self.asked)


def programs_of(machine: Machine) -> Programs:
    """Programs of a healthy machine: what xlwings' command line would put in place is put in place."""

    def bring(path: Path) -> Callable[[Command], None]:
        def write(_command: Command) -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("of xlwings")

        return write

    if machine.is_windows:
        return Programs(effects={"addin install": bring(places.excel_start(machine) / "xlwings.xlam")})
    if not machine.is_macos:
        return Programs()
    script = places.applescript(machine, SOFTWARE.xlwings or "")
    return Programs(
        answers={"xattr -p": Ran(1, "No such xattr")}, effects={"runpython install": bring(script)}
    )


def registry(settings: Mapping[str, Mapping[str, object]]) -> Registry:
    """A registry of keys written as `HKCU\\…`, `HKLM\\…`, `HKCR\\…`; names of keys and values in any case."""
    hives = {"HKEY_CURRENT_USER": "hkcu", "HKEY_LOCAL_MACHINE": "hklm", "HKEY_CLASSES_ROOT": "hkcr"}
    known = {key.lower(): values for key, values in settings.items()}

    def read(hive: str, key: str) -> Mapping[str, object]:
        values = known.get(f"{hives[hive]}\\{key}".lower(), {})
        return {name.lower(): value for name, value in values.items()}

    return read


EXCEL_16: Mapping[str, Mapping[str, object]] = {
    r"HKCR\Excel.Application\CurVer": {"": "Excel.Application.16"}
}
"""The registry of a PC with today's Excel and nothing changed."""
