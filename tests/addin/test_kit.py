"""One double-click: everything for one user, nothing twice, nothing lost when it fails, all of it taken away again."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addin import kits, machines
from tests.addin.kits import Desk
from thidua_xl.addin import places
from thidua_xl.addin.configured import read_configured
from thidua_xl.addin.kit import set_up, swap
from thidua_xl.addin.kit.commands import NAMES, command_file
from thidua_xl.addin.kit.home import ENTRIES, UNINSTALL_KEY, links, menu, read_installed
from thidua_xl.addin.kit.listed import LIST, listing
from thidua_xl.addin.kit.take_away import main as take_away
from thidua_xl.addin.running import Command, Ran

Files = dict[str, bytes]


@pytest.fixture
def it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A PC without anything of ours."""
    monkeypatch.setattr(swap, "_PAUSE", 0)
    return kits.desk(tmp_path)


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit with a Python of its own."""
    return kits.kit(tmp_path)


def everything(folder: Path) -> Files:
    """Every file of the user but the logs."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".log")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def update(kit: Path) -> None:
    """The kit becomes another one: a newer guide."""
    (kit / "HUONG_DAN.html").write_bytes(b"newer")
    (kit / LIST).write_text(listing(kit), encoding="utf-8", newline="\n")


def fail(it: Desk, words: str, said: str = "ERROR: hỏng") -> None:
    """From now on this program fails, and does nothing."""
    it.programs.effects = {key: value for key, value in it.programs.effects.items() if key != words}
    others = {key: value for key, value in it.programs.answers.items() if key != words}
    it.programs.answers = {words: Ran(1, said), **others}


def test_a_pc_without_python_gets_everything(it: Desk, kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Python of its own, packages, add-in, commands, guide, entries, uninstaller; a word at the end."""
    assert set_up.main(kit, it.pc) == 0
    said = capsys.readouterr().out
    assert set_up.DONE in said
    assert str(it.pc.log.path) in said
    assert {path.name for path in it.root.iterdir()} == {
        "python", "logs", LIST, "HUONG_DAN.html", "bo_cai.json", "thidua-xl.cmd", "chan_doan.cmd", "go_cai_dat.cmd",
    }  # fmt: skip
    assert places.installed_addin(it.pc.machine).read_bytes() == machines.ADDIN
    configured = read_configured(places.configuration(it.pc.machine))
    assert configured is not None
    assert configured.interpreter == str(it.root / "python" / "pythonw.exe")
    record = read_installed(it.root)
    assert record is not None
    assert (record.home, record.python, record.installers) == ("python", "3.12.7", [])


def test_the_embeddable_python_is_told_where_packages_lie(it: Desk, kit: Path) -> None:
    """And reads the .pth files, without which pywin32 is not found; everything else is as it came."""
    assert set_up.main(kit, it.pc) == 0
    lines = (it.root / "python" / "python312._pth").read_text(encoding="utf-8").splitlines()
    assert lines == ["python312.zip", ".", "Lib\\site-packages", "import site"]
    for name in ("python.exe", "python312.dll", "python312.zip"):
        assert (it.root / "python" / name).read_bytes() == (kit / "python" / name).read_bytes()


def test_pip_runs_out_of_its_wheel_and_asks_nobody(it: Desk, kit: Path) -> None:
    """The embeddable Python has neither pip nor venv; the PC has no Internet."""
    assert set_up.main(kit, it.pc) == 0
    (command,) = [one for one in it.programs.asked if "--no-index" in one]
    assert command[0] == str(it.root / "python.moi" / "python.exe")
    assert str(kit / "wheels" / "pip-25.3-py3-none-any.whl") in command
    assert command[command.index("--find-links") + 1] == str(kit / "wheels")
    assert not it.programs.was_asked("-m venv")


def test_the_code_that_starts_pip_starts_it(tmp_path: Path) -> None:
    """Really run, out of a folder that stands for the wheel: the words behind are pip's own."""
    from thidua_xl.addin.kit.build_home import _PIP

    (tmp_path / "w" / "pip").mkdir(parents=True)
    (tmp_path / "w" / "pip" / "__main__.py").write_text("import sys; print(sys.argv[1:])")
    (tmp_path / "w" / "pip" / "__init__.py").touch()
    done = subprocess.run([sys.executable, "-I", "-c", _PIP, str(tmp_path / "w"), "install", "a b"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.strip() == "['install', 'a b']"


def test_starters_that_hold_the_old_path_are_gone(it: Desk, kit: Path) -> None:
    """pip's .exe would start a Python in a folder that is no more."""
    assert set_up.main(kit, it.pc) == 0
    assert list((it.root / "python" / "Scripts").iterdir()) == []


def test_windows_and_the_start_menu_know_it(it: Desk, kit: Path) -> None:
    """Guide, doctor, uninstaller; under "Apps" with a command line that survives an & in the user's name."""
    assert set_up.main(kit, it.pc) == 0
    assert {path.stem for path in menu(it.pc.machine).iterdir()} == {*ENTRIES, "Cửa sổ Thi đua"}
    assert all(Path(link.read_text(encoding="utf-8")).is_file() for link in links(it.pc.machine))
    values = it.registry.keys[UNINSTALL_KEY]
    assert values["UninstallString"] == f'cmd.exe /d /s /c ""{it.root / "go_cai_dat.cmd"}""'
    assert values["DisplayName"] == "Thi đua (thidua_xl)"


def test_twice_changes_nothing(it: Desk, kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not a byte, no log, no key of the registry; it says so."""
    assert set_up.main(kit, it.pc) == 0
    before, writes, logs = everything(it.pc.machine.home), it.registry.writes, set(it.pc.log.folder.iterdir())
    capsys.readouterr()
    assert set_up.main(kit, it.again().pc) == 0
    assert set_up.NOTHING_TO_DO in capsys.readouterr().out
    assert everything(it.pc.machine.home) == before
    assert (it.registry.writes, set(it.pc.log.folder.iterdir())) == (writes, logs)


@pytest.mark.parametrize(
    "lost",
    [
        lambda it: (it.root / "thidua-xl.cmd").unlink(),
        lambda it: (it.root / "python" / "pythonw.exe").unlink(),
        lambda it: places.installed_addin(it.pc.machine).unlink(),
        lambda it: next(iter(links(it.pc.machine))).unlink(),
        lambda it: places.configuration(it.pc.machine).unlink(),
        lambda it: places.installed_addin(it.pc.machine).write_bytes(b"an older one"),
        lambda it: (it.root / "python" / "python312.dll").write_bytes(b"x"),
        lambda it: (it.root / "bo_cai.json").write_text("{"),
    ],
    ids=["command", "python", "addin", "entry", "configuration", "old-addin", "library", "record"],
)
def test_twice_mends_what_was_lost(lost: Callable[[Desk], object], it: Desk, kit: Path) -> None:
    """The same kit is also the way to repair."""
    assert set_up.main(kit, it.pc) == 0
    before = everything(it.pc.machine.home)
    lost(it)
    assert everything(it.pc.machine.home) != before
    assert set_up.main(kit, it.again().pc) == 0
    assert everything(it.pc.machine.home) == before


def test_an_update_keeps_what_the_user_has(it: Desk, kit: Path) -> None:
    """Settings, recent books, xlwings' own file; the new guide is there."""
    assert set_up.main(kit, it.pc) == 0
    own = [
        places.configuration(it.pc.machine).with_name("gan_day.json"),
        places.xlwings_configuration(it.pc.machine),
        it.root / "cua_toi.txt",
    ]
    for path in own:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("của tôi", encoding="utf-8")
    update(kit)
    assert set_up.main(kit, it.again().pc) == 0
    assert all(path.read_text(encoding="utf-8") == "của tôi" for path in own)
    assert (it.root / "HUONG_DAN.html").read_bytes() == b"newer"
    assert not list(it.root.glob("*.cu")) + list(it.root.glob("*.moi"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--no-index", "Không cài được thidua_xl"),
        ("import thidua_xl, xlwings, pandas", "không nạp được thidua_xl"),
        ("addin install", "Không cài được bộ nút"),
        ("thidua_xl.addin.shortcut", "vào menu Start"),
    ],
)
def test_a_failure_is_a_sentence_and_a_log_and_leaves_the_old_one_working(
    words: str, sentence: str, it: Desk, kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At every step: Python, packages and what the buttons call are the former ones."""
    assert set_up.main(kit, it.pc) == 0
    before = everything(it.pc.machine.home)
    (kit / "python" / "LICENSE.txt").write_bytes(b"new")
    update(kit)
    fail(it, words)
    capsys.readouterr()
    assert set_up.main(kit, it.again().pc) == 1
    said = capsys.readouterr().out
    assert "LỖI: " in said and sentence in said
    assert str(it.pc.log.path) in said.splitlines()[-1]
    assert sentence in it.pc.log.path.read_text(encoding="utf-8")
    assert "ERROR: hỏng" in it.pc.log.path.read_text(encoding="utf-8")
    assert everything(it.pc.machine.home) == before


@pytest.mark.parametrize("words", ["import thidua_xl, xlwings, pandas", "thidua_xl.addin.shortcut"])
def test_a_failure_on_a_bare_pc_leaves_nothing(words: str, it: Desk, kit: Path) -> None:
    """No half of Python, no add-in whose buttons call nothing; then the same kit installs all of it."""
    good = dict(it.programs.effects)
    fail(it, words)
    assert set_up.main(kit, it.pc) == 1
    assert everything(it.pc.machine.home) == {}
    del it.programs.answers[words]
    it.programs.effects = good
    assert set_up.main(kit, it.again().pc) == 0


def test_a_full_disk_is_a_sentence(
    it: Desk, kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Copying many files fails with a list of pairs, which nobody is shown."""

    def full(_source: Path, target: Path) -> None:
        raise shutil.Error([("a", str(target), "[Errno 28] No space left on device")])

    monkeypatch.setattr(shutil, "copytree", full)
    assert set_up.main(kit, it.pc) == 1
    said = capsys.readouterr().out
    assert f"LỖI: Không ghi được {it.root}: đĩa báo lỗi." in said
    assert "No space left" in it.said()


def test_excel_is_looked_at_before_anything(it: Desk, kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was written but the log."""
    it.programs.answers["tasklist"] = Ran(0, '"EXCEL.EXE","4711","Console","1","120.000 K"')
    assert set_up.main(kit, it.pc) == 1
    assert "Excel đang mở. Lưu sổ, đóng hẳn Excel rồi chạy lại." in capsys.readouterr().out
    assert everything(it.pc.machine.home) == {}


@pytest.mark.parametrize("file", ["python/python312.dll", "wheels/thidua_xl-1-py3-none-any.whl", LIST])
@pytest.mark.parametrize("how", ["lost", "damaged"])
def test_a_kit_that_was_not_copied_whole_is_refused(
    file: str, how: str, it: Desk, kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is named; nothing is installed."""
    if how == "lost":
        (kit / file).unlink()
    else:
        (kit / file).write_bytes(f"{'0' * 64} *a.txt\n".encode() if file == LIST else b"x")
    assert set_up.main(kit, it.pc) == 1
    assert "Hãy chép lại cả thư mục" in capsys.readouterr().out
    assert everything(it.pc.machine.home) == {}


def test_a_python_in_use_stops_an_update_before_anything_is_moved(
    it: Desk, kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows moves no folder out of which a program runs."""
    assert set_up.main(kit, it.pc) == 0
    before = everything(it.root / "python")
    update(kit)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "python":
            raise PermissionError(13, "in use", str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert set_up.main(kit, it.again().pc) == 1
    assert "đang được dùng" in capsys.readouterr().out
    assert everything(it.root / "python") == before


def test_a_power_cut_between_two_moves_is_undone(it: Desk, kit: Path) -> None:
    """The former Python lies beside its place and goes back."""
    assert set_up.main(kit, it.pc) == 0
    before = everything(it.root)
    (it.root / "python").rename(it.root / "python.cu")
    assert set_up.main(kit, it.again().pc) == 0
    assert everything(it.root) == before


def test_an_unexpected_fault_is_a_sentence_and_its_trace_is_in_the_log(
    it: Desk, kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clerk sees no traceback."""

    def fault(_kit: Path) -> str:
        raise ZeroDivisionError("never")

    monkeypatch.setattr(set_up, "fingerprint", fault)
    assert set_up.main(kit, it.pc) == 1
    said = capsys.readouterr().out
    assert "lỗi ngoài dự tính" in said and "Traceback" not in said
    assert "ZeroDivisionError" in it.said()


# --- with a Python that is installed --------------------------------------------------------------


def test_a_kit_without_an_unpacked_python_makes_an_environment(it: Desk, tmp_path: Path) -> None:
    """From the Python that runs it, as ever: `venv`, packages by its own pip."""
    kit = kits.kit(tmp_path / "b", own_python=False)
    assert set_up.main(kit, it.pc) == 0
    assert it.programs.was_asked(f"{sys.executable} -I -m venv {it.root / 'venv.moi'}")
    configured = read_configured(places.configuration(it.pc.machine))
    assert configured is not None
    assert configured.interpreter == str(it.root / "venv" / "Scripts" / "pythonw.exe")
    assert sorted(path.name for path in (it.root / "venv" / "Scripts").iterdir()) == [
        "python.exe",
        "pythonw.exe",
    ]
    assert b'"%~dp0venv\\Scripts\\python.exe"' in (it.root / "thidua-xl.cmd").read_bytes()


def test_the_installer_stays_where_its_python_is_ours(
    it: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only python.org's installer can take away what it brought; another one's Python is left alone."""
    kit = kits.kit(tmp_path / "b", own_python=False)
    monkeypatch.setattr(sys, "base_prefix", str(it.root / "python312"))
    assert set_up.main(kit, it.pc) == 0
    assert (it.root / "python-3.12.7-amd64.exe").is_file()
    record = read_installed(it.root)
    assert record is not None
    assert record.installers == ["python-3.12.7-amd64.exe"]


@pytest.mark.parametrize("first", [True, False])
def test_another_kind_of_kit_takes_the_place_of_the_first(first: bool, it: Desk, tmp_path: Path) -> None:
    """What is called is the new one; the folder of the old one is gone."""
    assert set_up.main(kits.kit(tmp_path / "a", own_python=first), it.pc) == 0
    assert set_up.main(kits.kit(tmp_path / "b", own_python=not first), it.again().pc) == 0
    old, new = ("python", "venv") if first else ("venv", "python")
    assert not (it.root / old).exists()
    assert f"%~dp0{new}".encode() in (it.root / "thidua-xl.cmd").read_bytes()


def test_ways_into_the_window_do_not_outlive_the_python_that_they_call(it: Desk, tmp_path: Path) -> None:
    """The embeddable Python has no window: what the first kit put on the desktop would start nothing."""
    desktop = it.pc.machine.home / "Desktop"
    desktop.mkdir(parents=True)
    assert set_up.main(kits.kit(tmp_path / "a", own_python=False), it.pc) == 0
    ways = {path for path in it.pc.machine.home.rglob("*") if path.parent in (desktop, sent_to(it))}
    assert ways
    before = everything(it.pc.machine.home)
    fail(it, "thidua_xl.addin.shortcut")
    assert set_up.main(kits.kit(tmp_path / "b"), it.again().pc) == 1
    assert everything(it.pc.machine.home) == before
    healed = kits.desk(tmp_path, has_window=False)
    assert set_up.main(kits.kit(tmp_path / "b"), healed.again().pc) == 0
    assert not [path for path in ways if path.exists()]


def sent_to(it: Desk) -> Path:
    """The folder of "Send to"."""
    return places.roaming(it.pc.machine) / "Microsoft" / "Windows" / "SendTo"


def test_another_kind_of_kit_that_fails_leaves_the_first_one_called(it: Desk, tmp_path: Path) -> None:
    """Configuration and commands name the Python that is there."""
    assert set_up.main(kits.kit(tmp_path / "a", own_python=False), it.pc) == 0
    fail(it, "thidua_xl.addin.shortcut")
    assert set_up.main(kits.kit(tmp_path / "b"), it.again().pc) == 1
    configured = read_configured(places.configuration(it.pc.machine))
    assert configured is not None
    assert Path(configured.interpreter).is_file()
    assert b"%~dp0venv" in (it.root / "thidua-xl.cmd").read_bytes()


# --- taken away -----------------------------------------------------------------------------------


def test_taking_away_leaves_what_is_the_users(
    it: Desk, kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of the kit is left but the Python that runs and the file that deletes it; settings and logs stay."""
    assert set_up.main(kit, it.pc) == 0
    own = places.configuration(it.pc.machine).with_name("gan_day.json")
    own.write_text("[]")
    assert take_away(it.again().pc) == 0
    assert "cài đặt của bạn giữ nguyên" in capsys.readouterr().out
    assert own.is_file()
    assert not places.installed_addin(it.pc.machine).exists()
    assert not menu(it.pc.machine).exists()
    assert it.registry.keys == {}
    assert {path.name for path in it.root.iterdir()} == {"python", "logs", "go_cai_dat.cmd"}
    assert take_away(it.again().pc) == 0


def test_entries_of_others_in_our_menu_stay(it: Desk, kit: Path) -> None:
    """The folder is only taken away when it is empty."""
    assert set_up.main(kit, it.pc) == 0
    (menu(it.pc.machine) / "Cửa sổ.lnk").touch()
    assert take_away(it.again().pc) == 0
    assert [path.name for path in menu(it.pc.machine).iterdir()] == ["Cửa sổ.lnk"]


def test_nothing_is_taken_away_while_excel_is_open(it: Desk, kit: Path) -> None:
    """It would hold the add-in."""
    assert set_up.main(kit, it.pc) == 0
    before = everything(it.pc.machine.home)
    it.programs.answers["tasklist"] = Ran(0, "EXCEL.EXE 1")
    assert take_away(it.again().pc) == 1
    assert everything(it.pc.machine.home) == before


# --- command files --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("home", ["python", "venv"])
def test_command_files_are_ascii_and_find_python_beside_them(name: str, home: str) -> None:
    """Whatever the folder is called: its name stands in none of them, and every path is in quotes."""
    text = command_file(name, home).decode("ascii")
    assert text.count("\n") == text.count("\r\n") >= 3
    assert "@HOME@" not in text
    assert rf"{home}\python.exe" in text or rf"{home}\Scripts\python.exe" in text
    for line in text.splitlines():
        outside = "".join(line.split('"')[::2])
        assert "%~dp0" not in outside and "%PLACE%" not in outside, line
        assert line.count('"') % 2 == 0, line


def test_the_kit_starts_out_of_its_wheel(tmp_path: Path) -> None:
    """Really run: nothing but the standard library is needed, and a fault is a sentence with a log, not a trace."""
    wheel = kits.wheel_of_the_package(tmp_path / "Bộ cài & 100%" / "wheels")
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r})\n"
        "from pathlib import Path\n"
        "from thidua_xl.addin.kit.pc import Pc, log_of\n"
        "from thidua_xl.addin.kit.set_up import main\n"
        "from thidua_xl.addin.places import Machine\n"
        f"machine = Machine('win32', Path({str(tmp_path / 'Người dùng')!r}), {{}})\n"
        f"sys.exit(main(Path({str(wheel.parents[1])!r}), Pc(machine, log_of(machine, 'cai_dat'))))"
    )
    done = run_python("-S", "-c", code)
    assert (done.returncode, done.stderr) == (1, "")
    assert "LỖI: Bộ cài chưa chép đủ (thiếu DANH_SACH.txt)" in done.stdout
    (log,) = (tmp_path / "Người dùng" / "AppData" / "Local" / "thidua_xl" / "logs").iterdir()
    assert str(log) in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there it would install")
def test_the_starter_finds_the_wheel_beside_it(tmp_path: Path) -> None:
    """On a machine without Excel that is one sentence, too."""
    kits.wheel_of_the_package(tmp_path / "wheels")
    (tmp_path / "cai_dat.py").write_bytes(Path(set_up.__file__).with_name("cai_dat.py").read_bytes())
    done = run_python("-S", str(tmp_path / "cai_dat.py"))
    assert (done.returncode, done.stderr) == (1, "")
    assert "LỖI: Bộ cài này chỉ dùng trên Windows" in done.stdout


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As `cai_dat.cmd` does it."""
    command = [sys.executable, "-I", "-B", "-X", "utf8", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_kit_without_its_wheel_is_a_sentence(tmp_path: Path) -> None:
    """Somebody copied two files of many."""
    (tmp_path / "cai_dat.py").write_bytes(Path(set_up.__file__).with_name("cai_dat.py").read_bytes())
    done = run_python(str(tmp_path / "cai_dat.py"))
    assert (done.returncode, done.stderr) == (1, "")
    assert "Hãy chép lại cả thư mục" in done.stdout


def test_programs_of_the_pc_are_named_by_their_whole_path(it: Desk, kit: Path) -> None:
    """Windows looks into the current folder first, and that is the stick."""
    assert set_up.main(kit, it.pc) == 0
    commands: list[Command] = list(it.programs.asked)
    assert all(Path(one[0]).is_absolute() or one[0].startswith("C:\\Windows\\System32") for one in commands)
