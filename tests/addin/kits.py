"""A kit in a folder of the test, and a PC without anything on which it is used; programs do what they would do."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.addin import machines, programs
from tests.addin.machines import SOFTWARE, Programs
from thidua_xl.addin.install import install
from thidua_xl.addin.kit.home import interpreter
from thidua_xl.addin.kit.listed import LIST, listing
from thidua_xl.addin.kit.pc import Log, Pc
from thidua_xl.addin.places import Machine, logs
from thidua_xl.addin.running import Command, Ran
from thidua_xl.errors import CannotRunError

USER = "Nguyễn Văn A & B 100% O'Hara"
"""Everything that a user may be called and that command lines stumble over."""


def kit(folder: Path, own_python: bool = True, version: str = "3.12.7") -> Path:
    """A whole kit: with the embeddable Python unpacked, or with the installer of one."""
    made = folder / "USB (E)" / "Bộ cài & 100%"
    files: dict[str, bytes] = {f"wheels/{name}": b"wheel" for name in ("thidua_xl-1-py3-none-any.whl",)}
    files |= {
        "HUONG_DAN.html": b"guide " + version.encode(),
        "ThiDua.xlam": machines.ADDIN,
        "cai_dat.cmd": b"@echo off",
    }
    if own_python:
        files |= {f"python/{name}": data for name, data in programs.embeddable(version).items()}
        files["wheels/pip-25.3-py3-none-any.whl"] = b"pip"
    else:
        files[f"python-{version}-amd64.exe"] = programs.installer(version)
    for name, data in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(data)
    (made / LIST).write_text(listing(made), encoding="utf-8", newline="\n")
    return made


def bare(folder: Path) -> Machine:
    """A PC on which nothing of ours is."""
    home = folder / "Users" / USER
    environment = {
        "USERPROFILE": str(home),
        "APPDATA": str(home / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
        "SystemRoot": r"C:\Windows",
    }
    return Machine("win32", home, environment, Path("E:/python/python.exe"), Path("E:/python"))


@dataclass
class Registry:
    """The user's keys."""

    keys: dict[str, Mapping[str, str | int]] = field(default_factory=dict)
    writes: int = 0

    def read(self, _hive: str, key: str) -> Mapping[str, object]:
        """As `registry.windows_registry`."""
        return {name.lower(): value for name, value in self.keys.get(key, {}).items()}

    def write(self, key: str, values: Mapping[str, str | int] | None) -> None:
        """As `registry.windows_settings`."""
        self.writes += 1
        self.keys.pop(key, None)
        if values is not None:
            self.keys[key] = values


@dataclass
class Desk:
    """The PC with its programs and registry, as tests look at it."""

    pc: Pc
    programs: Programs
    registry: Registry
    shipped: Path

    @property
    def root(self) -> Path:
        """The folder of the installation."""
        return self.pc.root

    def said(self) -> str:
        """The last log."""
        return max(self.pc.log.folder.glob("*.log")).read_text(encoding="utf-8")

    def again(self) -> "Desk":
        """The same PC at another time: a new log."""
        self.pc = replace(self.pc, log=Log(self.pc.log.folder, f"z_{self.pc.log.name}"))
        return self


def desk(folder: Path, has_window: bool = True) -> Desk:
    """A PC whose programs do what they are asked for; `has_window`: whether its Python brings tkinter."""
    machine = bare(folder)
    shipped = machines.shipped(folder)
    run = Programs(answers={"tasklist": Ran(0, "INFO: No tasks are running"), "version_info[:3]": Ran(0, "3.12.7\n"),
                            "addin doctor": Ran(0, "Được: mọi thứ")})  # fmt: skip
    run.effects = {
        "-m venv": lambda command: _venv(Path(command[-1])),
        "--no-index": _pip,
        "addin install": _addin(machine, shipped, run, has_window),
        "thidua_xl.addin.shortcut": _shortcut,
    }
    registry = Registry()
    pc = Pc(machine, Log(logs(machine), "cai_dat.log"), run, registry.read, registry.write)
    return Desk(pc, run, registry, shipped)


def _venv(folder: Path) -> None:
    (folder / "Scripts").mkdir(parents=True)
    for name in ("python.exe", "pythonw.exe", "pip.exe"):
        (folder / "Scripts" / name).write_bytes(b"")


def _pip(command: Command) -> None:
    words = list(command)
    prefix = Path(words[words.index("--prefix") + 1])
    assert Path(words[0]).is_file(), "pip is run by a Python that is there"
    (prefix / "Scripts").mkdir(exist_ok=True)
    (prefix / "Scripts" / "thidua-xl.exe").write_bytes(str(prefix).encode())
    installed = prefix / "Lib" / "site-packages" / "thidua_xl-1.dist-info"
    installed.mkdir(parents=True)
    (installed.parent / "thidua_xl.py").write_bytes(b"code")
    (installed / "RECORD").write_text(
        "thidua_xl.py,sha256=x,4\n../../Scripts/thidua-xl.exe,,\nthidua_xl-1.dist-info/RECORD,,\n"
    )


def _addin(machine: Machine, shipped: Path, run: Programs, has_window: bool) -> Callable[[Command], None]:
    """The command itself, done by the Python that was called."""

    def act(command: Command) -> None:
        own = Machine(
            machine.platform, machine.home, machine.environment, Path(command[0]), Path("C:/Python312")
        )
        try:
            called = Programs(
                answers={} if has_window else {"import tkinter": Ran(1, "No module named tkinter")}
            )
            lines = install(own, addin=shipped, software=SOFTWARE, run=called)
        except CannotRunError as stopped:
            run.answers["addin install"] = Ran(2, str(stopped))
        else:
            run.answers["addin install"] = Ran(0, "\n".join(map(str, lines)))

    return act


def _shortcut(command: Command) -> None:
    link = Path(command[-2])
    link.parent.mkdir(parents=True, exist_ok=True)
    link.write_text(command[-1], encoding="utf-8")


def python_of(it: Desk, home: str) -> Path:
    """The interpreter of a home."""
    return interpreter(it.root, home)


def wheel_of_the_package(folder: Path) -> Path:
    """Our own modules packed as a wheel has them."""
    root = Path(__file__).parents[2]
    path = folder / "thidua_xl-0-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as package:
        for module in (root / "thidua_xl").rglob("*"):
            if module.suffix in (".py", ".cmd", ".ps1"):
                package.write(module, module.relative_to(root).as_posix())
    return path
