"""Installing for one user: what is written, what stands in the way, and that uninstalling takes exactly that away."""

import codecs
import locale
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.addin import machines
from tests.addin.machines import ADDIN, SOFTWARE, Programs
from thidua_xl.addin import places
from thidua_xl.addin.configured import Configured, read_configured
from thidua_xl.addin.install import install, uninstall
from thidua_xl.addin.lines import Line, State, any_problem
from thidua_xl.addin.places import Machine
from thidua_xl.addin.running import Ran
from thidua_xl.addin.xlwings_conf import read_entries
from thidua_xl.errors import CannotRunError


def put(
    machine: Machine, tmp_path: Path, *, functions: bool = False, run: Programs | None = None
) -> list[Line]:
    """Install what the package brings."""
    return install(
        machine,
        functions=functions,
        addin=machines.shipped(tmp_path),
        software=SOFTWARE,
        run=run or machines.programs_of(machine),
    )


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def states(lines: list[Line]) -> set[State]:
    """The states that occur."""
    return {line.state for line in lines}


def test_windows_gets_the_add_in_the_configuration_and_a_folder_for_logs(tmp_path: Path) -> None:
    """All of it below the user's folders; the person is told to start Excel again."""
    machine = machines.windows(tmp_path)
    lines = put(machine, tmp_path)
    assert places.installed_addin(machine).read_bytes() == ADDIN
    assert places.logs(machine).is_dir()
    assert states(lines) == {State.OK}
    assert "mở lại" in lines[-1].what


def test_the_configuration_is_what_vba_reads(tmp_path: Path) -> None:
    """UTF-16 with its mark, CRLF, four keys in their order: a path with Vietnamese letters arrives whole."""
    machine = machines.windows(tmp_path)
    put(machine, tmp_path)
    data = places.configuration(machine).read_bytes()
    assert data.startswith(codecs.BOM_UTF16_LE)
    assert data.decode("utf-16").split("\r\n") == [
        f"interpreter={machine.python.with_name('pythonw.exe')}",
        f"logs={places.logs(machine)}",
        "version=0.1.0",
        "xlwings=0.37.8",
        "",
    ]


def test_what_is_written_is_read_back_and_other_files_are_not(tmp_path: Path) -> None:
    """A damaged configuration counts as none."""
    path = tmp_path / "addin.ini"
    assert read_configured(path) is None
    written = Configured("C:\\Người dùng\\a=b\\pythonw.exe", "D:\\nhật ký", "0.1.0", "0.37.8")
    path.write_bytes(written.as_bytes())
    assert read_configured(path) == written
    path.write_bytes(b"\xff\xfe\x00")
    assert read_configured(path) is None


def test_nothing_unfinished_ever_lies_in_the_folder_that_excel_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel opens every file of its start-up folder, so the one being written lies elsewhere."""
    machine = machines.windows(tmp_path)
    moved: list[Path] = []
    real = os.replace

    def watched(source: str, target: Path) -> None:
        moved.append(Path(source))
        real(source, target)

    monkeypatch.setattr(os, "replace", watched)
    put(machine, tmp_path)
    assert moved[0].parent == places.excel_start(machine).parent
    assert [path.name for path in places.excel_start(machine).iterdir()] == ["ThiDua.xlam"]


def test_an_add_in_that_excel_holds_open_is_one_sentence_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file in use."""
    machine = machines.windows(tmp_path)
    put(machine, tmp_path)
    before = files(tmp_path / "Users")

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(CannotRunError, match="đóng Excel rồi chạy lại"):
        put(machine, tmp_path)
    assert files(tmp_path / "Users") == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every refusal is Excel's: where there was no add-in, none is open."""
    machine = machines.windows(tmp_path)

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", "D:\\XLSTART")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(CannotRunError, match=r"Không ghi được D:.XLSTART: không có quyền"):
        put(machine, tmp_path)


def test_the_mark_of_the_web_is_taken_off_on_windows(tmp_path: Path) -> None:
    """An earlier copy that came by mail may have left its mark on the name."""
    machine = machines.windows(tmp_path)
    put(machine, tmp_path)
    mark = places.installed_addin(machine).with_name("ThiDua.xlam:Zone.Identifier")
    mark.write_text("[ZoneTransfer]\r\nZoneId=3\r\n")
    lines = put(machine, tmp_path)
    assert not mark.exists()
    assert any("tải từ Internet" in line.what for line in lines)


def test_the_quarantine_is_taken_off_on_macos(tmp_path: Path) -> None:
    """xattr is asked whether there is one, then to take it off."""
    machine = machines.macos(tmp_path)
    run = machines.programs_of(machine)
    run.answers = {}
    put(machine, tmp_path, run=run)
    addin = str(places.installed_addin(machine))
    assert ["/usr/bin/xattr", "-d", "com.apple.quarantine", addin] in run.asked


def test_macos_gets_the_script_that_lets_excel_start_programs(tmp_path: Path) -> None:
    """Through xlwings' own command line, run by this very interpreter."""
    machine = machines.macos(tmp_path)
    run = machines.programs_of(machine)
    lines = put(machine, tmp_path, run=run)
    assert [str(machine.python), "-m", "xlwings.cli", "runpython", "install"] in run.asked
    assert not run.was_asked("xattr -d")
    assert states(lines) == {State.OK}


def test_a_script_that_could_not_be_placed_is_a_line_with_what_to_do(tmp_path: Path) -> None:
    """The add-in is installed all the same; the exit code says that something is left to do."""
    machine = machines.macos(tmp_path)
    failing = Programs(answers={"runpython": Ran(1, "Traceback\nPermissionError: [Errno 1] not permitted")})
    lines = put(machine, tmp_path, run=failing)
    assert places.installed_addin(machine).is_file()
    (line,) = [line for line in lines if line.state is State.PROBLEM]
    assert "PermissionError: [Errno 1] not permitted" in line.what
    assert "xlwings runpython install" in line.action


def test_linux_says_that_there_is_no_excel(tmp_path: Path) -> None:
    """And that the window has all buttons there; what was put in place is taken away again."""
    machine = machines.linux(tmp_path)
    before = files(tmp_path)
    (told,) = [line for line in put(machine, tmp_path, run=Programs()) if line.state is not State.OK]
    assert "không chạy Excel" in told.what
    assert "thidua-xl window" in told.action
    uninstall(machine)
    (tmp_path / "share" / "ThiDua.xlam").unlink()
    assert files(tmp_path) == before


def test_python_of_the_microsoft_store_is_refused(tmp_path: Path) -> None:
    """It would report success, and Excel would find nothing."""
    machine = replace(machines.windows(tmp_path), base=Path("C:/Program Files/WindowsApps/Python.3.12"))
    with pytest.raises(CannotRunError, match=r"python\.org"):
        put(machine, tmp_path)
    assert not places.installed_addin(machine).exists()


def test_a_python_that_cannot_load_the_program_from_elsewhere_is_refused(tmp_path: Path) -> None:
    """Excel starts Python outside of the source folder: a package that is not installed is not found there."""
    machine = machines.windows(tmp_path)
    lost = Programs(answers={"import thidua_xl": Ran(1, "ModuleNotFoundError: No module named 'thidua_xl'")})
    with pytest.raises(CannotRunError, match="No module named 'thidua_xl'"):
        put(machine, tmp_path, run=lost)
    assert lost.asked == [
        [str(machine.python.with_name("pythonw.exe")), "-E", "-P", "-c", "import thidua_xl, xlwings"]
    ]
    assert not places.installed_addin(machine).exists()


def test_a_python_without_xlwings_is_refused(tmp_path: Path) -> None:
    """The buttons reach the open workbook through it alone."""
    machine = machines.windows(tmp_path)
    with pytest.raises(CannotRunError, match="chưa có xlwings"):
        install(
            machine,
            addin=machines.shipped(tmp_path),
            software=SOFTWARE._replace(xlwings=None),
            run=Programs(),
        )


def test_a_package_without_the_add_in_says_how_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout before its first build."""
    monkeypatch.setattr(places, "addin_file", lambda: None)
    with pytest.raises(CannotRunError, match="addin build"):
        install(machines.windows(tmp_path), software=SOFTWARE, run=Programs())


# --- functions for cells ------------------------------------------------------------------------


def test_functions_add_our_module_and_interpreter_to_xlwings_configuration(tmp_path: Path) -> None:
    """The user's other entries and modules stay; paths begin with a variable, since user names do not fit."""
    machine = machines.windows(tmp_path)
    conf = places.xlwings_configuration(machine)
    conf.parent.mkdir(parents=True)
    conf.write_text('"ADD_WORKBOOK_TO_PYTHONPATH","False"\n"udf modules","mine;"\n\n"SHOW CONSOLE","True"\n')
    run = machines.programs_of(machine)
    lines = put(machine, tmp_path, functions=True, run=run)
    assert [str(machine.python), "-m", "xlwings.cli", "addin", "install"] in run.asked
    assert not any_problem(lines)
    assert read_entries(conf) == {
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "SHOW CONSOLE": "True",
        "UDF MODULES": "mine;thidua_xl.excel.functions",
        "INTERPRETER_WIN": f"%LOCALAPPDATA%{os.sep}thidua_xl{os.sep}venv{os.sep}Scripts{os.sep}pythonw.exe",
    }


def test_functions_twice_name_our_module_once(tmp_path: Path) -> None:
    """Installing a new version changes nothing that stands already."""
    machine = machines.windows(tmp_path)
    for _ in range(2):
        put(machine, tmp_path, functions=True)
    assert read_entries(places.xlwings_configuration(machine))["UDF MODULES"] == "thidua_xl.excel.functions"


def test_an_xlwings_that_failed_with_code_0_is_still_a_failure(tmp_path: Path) -> None:
    """Its command line prints its errors and ends well; only the file counts."""
    machine = machines.windows(tmp_path)
    silent = Programs(answers={"addin install": Ran(0, "com_error(-2147221005, 'Invalid class string')")})
    lines = put(machine, tmp_path, functions=True, run=silent)
    (line,) = [line for line in lines if line.state is State.PROBLEM]
    assert "Invalid class string" in line.what


def test_a_path_that_no_code_page_holds_is_said_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """xlwings' file is written in the machine's old code page; a folder outside the profile has no variable."""
    elsewhere = tmp_path / "Phần mềm"
    elsewhere.mkdir()
    machine = replace(machines.windows(tmp_path), python=elsewhere / "python.exe")
    monkeypatch.setattr(locale, "getencoding", lambda: "cp1258")
    lines = put(machine, tmp_path, functions=True)
    assert any_problem(lines)
    assert not places.xlwings_configuration(machine).exists()


def test_functions_on_macos_are_a_sentence(tmp_path: Path) -> None:
    """xlwings has them for Windows only; the buttons are installed."""
    machine = machines.macos(tmp_path)
    lines = put(machine, tmp_path, functions=True)
    assert [line.what for line in lines if line.state is State.WARNING] == [
        "Hàm trong ô (TD_SO, TD_DIEM…) chỉ có trên Excel cho Windows"
    ]


# --- and away again -----------------------------------------------------------------------------


@pytest.mark.parametrize("make", [machines.windows, machines.macos])
def test_uninstalling_leaves_what_was_there_before(tmp_path: Path, make: Callable[[Path], Machine]) -> None:
    """Other add-ins, xlwings' entries and its own files of the user: byte for byte."""
    machine = make(tmp_path)
    other = places.excel_start(machine) / "PERSONAL.XLSB"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"the user's")
    conf = places.xlwings_configuration(machine)
    conf.parent.mkdir(parents=True, exist_ok=True)
    conf.write_bytes(b'"SHOW CONSOLE","True"\r\n"UDF MODULES","mine"\r\n')
    before = files(tmp_path / "Users")
    for _ in range(2):
        put(machine, tmp_path, functions=True)
    uninstall(machine)
    assert files(tmp_path / "Users") == before
    assert not places.configuration(machine).parent.exists()


def test_xlwings_of_the_user_itself_stays(tmp_path: Path) -> None:
    """An add-in of xlwings that was there first is not ours to remove."""
    machine = machines.windows(tmp_path)
    own = places.excel_start(machine) / "xlwings.xlam"
    own.parent.mkdir(parents=True)
    own.touch()
    put(machine, tmp_path, functions=True)
    uninstall(machine)
    assert own.exists()
    assert not places.xlwings_configuration(machine).exists()


def test_what_the_user_changed_meanwhile_stays(tmp_path: Path) -> None:
    """Another interpreter and another module, set after us."""
    machine = machines.windows(tmp_path)
    put(machine, tmp_path, functions=True)
    conf = places.xlwings_configuration(machine)
    conf.write_text(
        '"UDF MODULES","thidua_xl.excel.functions;late"\n"INTERPRETER_WIN","C:\\own\\python.exe"\n'
    )
    uninstall(machine)
    assert read_entries(conf) == {"UDF MODULES": "late", "INTERPRETER_WIN": "C:\\own\\python.exe"}


def test_logs_stay_and_the_person_is_told_where(tmp_path: Path) -> None:
    """They may be what explains why it is being uninstalled."""
    machine = machines.windows(tmp_path)
    put(machine, tmp_path)
    log = places.logs(machine) / "addin.log"
    log.write_text("…")
    lines = uninstall(machine)
    assert log.exists()
    assert any(str(places.logs(machine)) in line.what for line in lines)


def test_uninstalling_where_nothing_is_harms_nothing(tmp_path: Path) -> None:
    """Nor does it twice."""
    machine = machines.windows(tmp_path)
    before = files(tmp_path)
    assert [line.what for line in uninstall(machine)] == ["Không có gì để gỡ"]
    assert files(tmp_path) == before


def test_uninstalling_while_excel_holds_the_add_in_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The add-in goes first, so that a refusal leaves the rest as it is."""
    machine = machines.windows(tmp_path)
    put(machine, tmp_path)
    before = files(tmp_path)

    def refuse(self: Path, missing_ok: bool = False) -> None:  # noqa: ARG001
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CannotRunError, match=r"Excel đang giữ tệp ThiDua\.xlam: đóng Excel"):
        uninstall(machine)
    assert files(tmp_path) == before
