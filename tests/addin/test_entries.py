"""The ways into the window: made on each kind of desktop, examined, and taken away without a trace."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.addin import machines
from tests.addin.machines import SOFTWARE, Programs
from thidua_xl.addin import entries, places
from thidua_xl.addin.entries import command_file, desktop_entry, put_entries
from thidua_xl.addin.install import install, read_record, uninstall
from thidua_xl.addin.lines import State
from thidua_xl.addin.places import Machine
from thidua_xl.addin.running import Command, Ran


def shell(machine: Machine) -> Programs:
    """Programs of a healthy PC whose shell makes shortcuts."""
    programs = machines.programs_of(machine)

    def link(command: Command) -> None:
        at = command.index("thidua_xl.addin.shortcut")
        Path(command[at + 1]).write_text(f"{command[at + 2]} {command[at + 3]}")

    programs.effects["addin.shortcut"] = link
    return programs


def put(machine: Machine, tmp_path: Path, run: Programs) -> None:
    """`addin install`."""
    install(machine, addin=machines.shipped(tmp_path), software=SOFTWARE, run=run)


def made(machine: Machine) -> list[Path]:
    """The entries that the record knows."""
    return [Path(file) for file in read_record(places.record(machine)).files if "xlwings" not in file]


def test_windows_gets_its_menu_its_desktop_and_send_to(tmp_path: Path) -> None:
    """Each leads to the Python without a black window; Send to hands over files."""
    machine = machines.windows(tmp_path)
    (machine.home / "Desktop").mkdir()
    put(machine, tmp_path, shell(machine))
    told = {path.name: path.read_text() for path in made(machine)}
    python = machine.python.with_name("pythonw.exe")
    window = f"{python} -E -P -m thidua_xl window"
    assert told == {
        "Cửa sổ Thi đua.lnk": window,
        "Nhận phiếu vào sổ thi đua.lnk": f"{window} --receive",
        "Thi đua.lnk": window,
    }


def test_a_desktop_that_was_moved_is_found(tmp_path: Path) -> None:
    """OneDrive moves it, and gives it a name of its own."""
    machine = machines.windows(tmp_path)
    moved = machine.home / "OneDrive" / "Màn hình nền"
    moved.mkdir(parents=True)
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    registry = machines.registry({key: {"Desktop": f"%USERPROFILE%/{moved.relative_to(machine.home)}"}})
    paths = [path for path, _ in put_entries(machine, shell(machine), registry)]
    assert moved / "Thi đua.lnk" in paths


def test_a_shell_that_makes_no_shortcut_leaves_command_files(tmp_path: Path) -> None:
    """Offices forbid what they do not know; a command file does the same."""
    machine = machines.windows(tmp_path)
    put(machine, tmp_path, machines.programs_of(machine))
    (receive,) = [path for path in made(machine) if path.stem == entries.RECEIVE]
    lines = receive.read_bytes().decode("utf-8").split("\r\n")
    assert receive.suffix == ".cmd"
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert lines[2].endswith('pythonw.exe" -E -P -m thidua_xl window --receive %*')


def test_a_per_cent_sign_in_a_path_stays_one() -> None:
    """cmd.exe would take what stands between two for a variable."""
    assert b'"C:\\a%%b\\pythonw.exe"' in command_file(Path("C:\\a%b\\pythonw.exe"), ("-m", "x"))


def test_linux_gets_its_menu_its_desktop_and_its_file_managers(tmp_path: Path) -> None:
    """The desktop is found in the user's language; no entry claims to open workbooks."""
    machine = machines.linux(tmp_path)
    desktop = tmp_path / "Bàn làm việc"
    desktop.mkdir()
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/Bàn làm việc"\n')
    put(machine, tmp_path, Programs())
    shared = tmp_path / ".local" / "share"
    assert made(machine) == [
        shared / "applications" / "thidua-xl.desktop",
        desktop / "thidua-xl.desktop",
        shared / "kio" / "servicemenus" / "thidua-xl.desktop",
        shared / "nautilus" / "scripts" / "Nhận phiếu vào sổ thi đua",
    ]
    assert "MimeType" not in made(machine)[0].read_text(encoding="utf-8")
    assert all(path.stat().st_mode & 0o111 for path in made(machine))


def test_a_desktop_entry_quotes_what_it_starts() -> None:
    """Blanks, quotes and per cent signs in a path; GLib reads it as one word."""
    text = desktop_entry(Path('/home/a "b" %c/python'), "Thi đua", ("-m", "thidua_xl", "window"), "%f")
    (line,) = [line for line in text.splitlines() if line.startswith("Exec=")]
    assert line == 'Exec="/home/a \\\\"b\\\\" %%c/python" -m thidua_xl window %f'


def test_the_file_managers_script_hands_over_what_was_chosen(tmp_path: Path) -> None:
    """Run by a shell, with names that hold blanks."""
    sh = shutil.which("sh")
    if sys.platform != "linux" or sh is None:
        pytest.skip("no shell that reads as the Mac's does")
    echo = tmp_path / "bin" / "my python"
    echo.parent.mkdir()
    echo.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    echo.chmod(0o755)
    machine = Machine("linux", tmp_path, {}, echo)
    (script,) = [path for path, _ in put_entries(machine, Programs()) if path.name == entries.RECEIVE]
    done = subprocess.run([script, "xã An.xlsx", "b"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == shlex.split("-E -P -m thidua_xl window --receive 'xã An.xlsx' b")


@pytest.mark.parametrize("make", [machines.windows, machines.linux])
def test_a_python_without_tk_gets_no_entries_but_a_sentence(make: object, tmp_path: Path) -> None:
    """An entry that opens nothing is worse than none."""
    assert callable(make)
    machine = make(tmp_path)
    bare = Programs(answers={"import tkinter": Ran(1, "ModuleNotFoundError: No module named '_tkinter'")})
    ((path, line),) = put_entries(machine, bare)
    assert (path.name, line.state) == ("", State.WARNING)
    assert "tkinter" in line.what


def test_installing_twice_knows_each_entry_once_and_uninstalling_takes_all(tmp_path: Path) -> None:
    """What the user put beside them stays."""
    machine = machines.windows(tmp_path)
    for _ in range(2):
        put(machine, tmp_path, shell(machine))
    paths = made(machine)
    assert len(paths) == len(set(paths)) == 2
    own = entries.menu(machine) / "của tôi.txt"
    own.write_text("x")
    uninstall(machine)
    assert not any(path.exists() for path in paths)
    assert own.exists()


def test_the_doctor_misses_an_entry_that_is_gone(tmp_path: Path) -> None:
    """And says nothing where none was put."""
    machine = machines.linux(tmp_path)
    assert list(entries.examine([])) == []
    put(machine, tmp_path, Programs())
    files = read_record(places.record(machine)).files
    assert [line.state for line in entries.examine(files)] == [State.OK]
    Path(files[0]).unlink()
    (line,) = entries.examine(files)
    assert (line.state, files[0] in line.what) == (State.WARNING, True)
