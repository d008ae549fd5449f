"""Examining a machine: a healthy one is all right, and each thing that stands in the way is one line."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.addin import machines
from tests.addin.machines import EXCEL_16, SOFTWARE, Programs
from thidua_xl.addin import places
from thidua_xl.addin.doctor import examine
from thidua_xl.addin.install import install
from thidua_xl.addin.lines import Line, State, any_problem
from thidua_xl.addin.places import Machine
from thidua_xl.addin.registry import windows_registry
from thidua_xl.addin.running import Ran, run_command
from thidua_xl.addin.software import Software, here
from thidua_xl.addin.trust import BLOCK_CHILD_PROCESSES
from thidua_xl.addin.xlwings_conf import change_entries

Settings = Mapping[str, Mapping[str, object]]
POLICIES = r"Software\Policies\Microsoft\Office\16.0"
OWN = r"Software\Microsoft\Office\16.0"
DEFENDER = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"


@pytest.fixture
def pc(tmp_path: Path) -> Machine:
    """A PC on which the add-in was installed."""
    machine = machines.windows(tmp_path)
    install(machine, addin=machines.shipped(tmp_path), software=SOFTWARE, run=machines.programs_of(machine))
    return machine


@pytest.fixture
def mac(tmp_path: Path) -> Machine:
    """A Mac on which the add-in was installed."""
    machine = machines.macos(tmp_path)
    install(machine, addin=machines.shipped(tmp_path), software=SOFTWARE, run=machines.programs_of(machine))
    return machine


def examined(
    machine: Machine,
    tmp_path: Path,
    *,
    settings: Settings | None = None,
    software: Software = SOFTWARE,
    run: Programs | None = None,
    folder: Path | None = None,
) -> list[Line]:
    """What is said about the machine; the registry is a healthy one with these keys besides."""
    return examine(
        machine,
        software=software,
        registry=machines.registry({**EXCEL_16, **(settings or {})}),
        addin=machines.shipped(tmp_path),
        folder=folder or tmp_path,
        run=run or machines.programs_of(machine),
    )


def loud(lines: list[Line]) -> list[Line]:
    """All but what is in order."""
    return [line for line in lines if line.state is not State.OK]


@pytest.mark.parametrize("kind", ["pc", "mac"])
def test_a_machine_as_install_leaves_it_is_in_order(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Nothing to do, so exit code 0."""
    lines = examined(request.getfixturevalue(kind), tmp_path)
    assert loud(lines) == []
    assert len(lines) >= 6


def test_every_line_is_one_row_and_whoever_reads_a_warning_learns_what_to_do(
    tmp_path: Path, pc: Machine
) -> None:
    """Line breaks would tear the list; a problem without an action helps nobody."""
    bad = machines.windows(tmp_path / "other")
    settings: Settings = {
        DEFENDER: {BLOCK_CHILD_PROCESSES: "1"},
        rf"HKCU\{POLICIES}\Common": {"VBAOff": 1},
    }
    for machine in (pc, bad):
        for line in examined(machine, tmp_path, settings=settings):
            assert "\n" not in str(line)
            assert line.state is State.OK or line.action
            assert str(line).startswith(("Được: ", "Lưu ý: ", "Vướng: "))


def test_linux_has_no_excel_and_that_is_no_problem(tmp_path: Path) -> None:
    """All commands work there, also without xlwings."""
    lines = examined(machines.linux(tmp_path), tmp_path, software=SOFTWARE._replace(xlwings=None))
    (line,) = loud(lines)
    assert "mọi lệnh thidua-xl khác vẫn dùng được" in line.what
    assert not any_problem(lines)


def test_nothing_installed_says_how_to_install(tmp_path: Path) -> None:
    """Both the add-in and its configuration are missing."""
    lines = examined(machines.windows(tmp_path), tmp_path)
    assert [line.action for line in loud(lines)] == ["Chạy: thidua-xl addin install"] * 2
    assert any_problem(lines)


@pytest.mark.parametrize(
    ("software", "state", "what"),
    [
        (SOFTWARE._replace(python=(3, 10, 9)), State.PROBLEM, "Python 3.10.9 cũ quá"),
        (SOFTWARE._replace(bits=32), State.WARNING, "Python 3.12.4 (32 bit)"),
        (
            SOFTWARE._replace(pinned="0.37.9"),
            State.PROBLEM,
            "xlwings 0.37.8, trong khi thidua_xl cần đúng 0.37.9",
        ),
        (
            SOFTWARE._replace(version="0.2.0"),
            State.WARNING,
            "Cấu hình ghi lúc cài thidua_xl 0.1.0, xlwings 0.37.8",
        ),
    ],
)
def test_versions_that_do_not_go_together(
    software: Software, state: State, what: str, tmp_path: Path, pc: Machine
) -> None:
    """Each is said by number."""
    (line,) = loud(examined(pc, tmp_path, software=software))
    assert (line.state, line.what) == (state, what)


def test_python_without_xlwings_is_a_problem_where_excel_is(tmp_path: Path, pc: Machine) -> None:
    """No button works without it."""
    lines = examined(pc, tmp_path, software=SOFTWARE._replace(xlwings=None, pinned=None))
    assert [line.what for line in lines if line.state is State.PROBLEM] == ["Chưa có xlwings"]


def test_python_of_the_microsoft_store_is_a_problem(tmp_path: Path, pc: Machine) -> None:
    """An environment made from it writes where Excel does not look."""
    store = replace(pc, base=Path(r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12"))
    (line,) = loud(examined(store, tmp_path))
    assert line.what == "Python 3.12.4 của Microsoft Store"


def test_an_interpreter_that_is_gone_is_a_problem(tmp_path: Path, pc: Machine) -> None:
    """Somebody removed that Python after the add-in was installed."""
    for name in ("python.exe", "pythonw.exe"):
        pc.python.with_name(name).unlink()
    (line,) = loud(examined(pc, tmp_path))
    assert line.state is State.PROBLEM
    assert line.what.startswith("Python mà nút gọi không còn: ")


def test_another_interpreter_is_only_pointed_out(tmp_path: Path, pc: Machine) -> None:
    """The doctor may be run from a second Python."""
    second = tmp_path / "python.exe"
    second.touch()
    (line,) = loud(examined(replace(pc, python=second), tmp_path))
    assert line.state is State.WARNING
    assert "khác với Python này" in line.what


def test_an_interpreter_that_cannot_load_the_program_is_a_problem(tmp_path: Path, pc: Machine) -> None:
    """What Excel will meet is tried, and the error is quoted."""
    broken = Programs(
        answers={"import thidua_xl": Ran(1, "ImportError: DLL load failed while importing win32api")}
    )
    (line,) = loud(examined(pc, tmp_path, run=broken))
    assert line.what.endswith("ImportError: DLL load failed while importing win32api")


def test_an_add_in_of_another_version_is_a_problem(tmp_path: Path, pc: Machine) -> None:
    """The package was upgraded, the installed copy was not."""
    machines.shipped(tmp_path, b"a newer one")
    lines = examine(
        pc,
        software=SOFTWARE,
        registry=machines.registry(EXCEL_16),
        addin=machines.shipped(tmp_path, b"a newer one"),
        folder=tmp_path,
        run=Programs(),
    )
    (line,) = loud(lines)
    assert line == (State.PROBLEM, "ThiDua.xlam đã cài khác bản của gói này",
                    "Đóng Excel. Chạy: thidua-xl addin install")  # fmt: skip


def test_the_mark_of_the_web_is_a_problem(tmp_path: Path, pc: Machine, mac: Machine) -> None:
    """Excel blocks such macros without a button to allow them."""
    addin = places.installed_addin(pc)
    addin.with_name(f"{addin.name}:Zone.Identifier").touch()
    assert "tải từ Internet" in loud(examined(pc, tmp_path))[0].what
    assert "tải từ Internet" in loud(examined(mac, tmp_path, run=Programs()))[0].what


def test_macos_without_the_script_is_a_problem(tmp_path: Path, mac: Machine) -> None:
    """Its name has xlwings' version in it: an upgrade needs a new one."""
    (line, *_) = loud(examined(mac, tmp_path, software=SOFTWARE._replace(xlwings="0.38.0", pinned="0.38.0")))[
        ::-1
    ]
    assert line.state is State.PROBLEM
    assert "AppleScript" in line.what


def test_a_pc_without_excel_says_so(tmp_path: Path, pc: Machine) -> None:
    """The command line is left."""
    (line,) = loud(examined(pc, tmp_path, settings={r"HKCR\Excel.Application\CurVer": {}}))
    assert line.what == "Không thấy Excel trên máy này"


@pytest.mark.parametrize(
    ("settings", "state", "part"),
    [
        ({rf"HKCU\{POLICIES}\Common": {"VBAOff": 1}}, State.PROBLEM, "tắt hẳn macro"),
        ({rf"HKLM\{POLICIES}\Common": {"VBAOff": 1}}, State.PROBLEM, "tắt hẳn macro"),
        ({rf"HKCU\{OWN}\Excel\Security": {"VBAWarnings": 4}}, State.WARNING, "Macro bị tắt (mức 4)"),
        ({rf"HKCU\{POLICIES}\Excel\Security": {"vbawarnings": 3}}, State.WARNING, "Macro bị tắt (mức 3)"),
        (
            {
                rf"HKCU\{OWN}\Excel\Security": {"VBAWarnings": 4},
                rf"HKCU\{OWN}\Excel\Security\Trusted Locations": {"AllLocationsDisabled": 1},
            },
            State.PROBLEM,
            "thư mục XLSTART không được tin cậy",
        ),
        (
            {rf"HKCU\{POLICIES}\Common\Security\Trusted Locations": {"Allow User Locations": 0}},
            State.WARNING,
            "XLSTART không được tin cậy",
        ),
        ({rf"HKCU\{OWN}\Excel\Security": {"DisableAllAddins": 1}}, State.PROBLEM, "tắt mọi add-in"),
        ({rf"HKCU\{OWN}\Excel\Security": {"RequireAddinSig": 1}}, State.PROBLEM, "chữ ký số"),
        (
            {rf"HKCU\{POLICIES}\Common\Security": {"RequireAlwaysOnMacroSig": 1}},
            State.PROBLEM,
            "chỉ cho add-in có chữ ký số (chính sách)",
        ),
        ({DEFENDER: {BLOCK_CHILD_PROCESSES: "1"}}, State.PROBLEM, "Defender cấm"),
        ({DEFENDER: {BLOCK_CHILD_PROCESSES.upper(): "6"}}, State.WARNING, "Defender sẽ hỏi"),
        (
            {
                r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager": {
                    "ASRRules": f"be9ba2d9-53ea-4cdc-84e5-9b1eeee46550=1|{BLOCK_CHILD_PROCESSES.upper()}=1"
                }
            },
            State.PROBLEM,
            "Defender cấm",
        ),
        (
            {
                r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders": {
                    "Personal": r"C:\Users\anh\OneDrive - UBND\Documents"
                }
            },
            State.WARNING,
            "Documents nằm trong OneDrive",
        ),
    ],
)
def test_what_the_office_has_set(
    settings: Settings, state: State, part: str, tmp_path: Path, pc: Machine
) -> None:
    """One setting, one line that says it."""
    (line,) = loud(examined(pc, tmp_path, settings=settings))
    assert line.state is state
    assert part in line.what


@pytest.mark.parametrize(
    "settings",
    [
        {rf"HKCU\{OWN}\Excel\Security": {"VBAWarnings": 2}},
        {
            rf"HKCU\{OWN}\Excel\Security": {"VBAWarnings": 4},
            rf"HKCU\{POLICIES}\Excel\Security": {"VBAWarnings": 1},
        },
        {DEFENDER: {BLOCK_CHILD_PROCESSES: "2"}},
        {DEFENDER: {"be9ba2d9-53ea-4cdc-84e5-9b1eeee46550": "1"}},
        {r"HKCU\Software\Microsoft\Office\15.0\Excel\Security": {"VBAWarnings": 4}},
    ],
    ids=["asks", "policy-wins", "audit", "another-rule", "another-excel"],
)
def test_settings_that_do_not_stand_in_the_way(settings: Settings, tmp_path: Path, pc: Machine) -> None:
    """A false alarm sends a clerk to the administrator for nothing."""
    assert loud(examined(pc, tmp_path, settings=settings)) == []


def test_a_policy_cannot_be_changed_by_the_user_and_an_own_setting_can(tmp_path: Path, pc: Machine) -> None:
    """Each gets the action that helps."""
    by_policy = {rf"HKCU\{POLICIES}\Excel\Security": {"RequireAddinSig": 1}}
    own = {rf"HKCU\{OWN}\Excel\Security": {"RequireAddinSig": 1}}
    assert "Nhờ quản trị máy" in loud(examined(pc, tmp_path, settings=by_policy))[0].action
    assert "Trust Center" in loud(examined(pc, tmp_path, settings=own))[0].action


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_an_add_in_that_excel_switched_off_is_found_in_its_list(
    encoding: str, tmp_path: Path, pc: Machine
) -> None:
    """The list holds bytes with the path in them; other entries are only counted."""
    key = rf"HKCU\{OWN}\Excel\Resiliency\DisabledItems"
    header = bytes(12)
    ours = {key: {"1A2B": header + r"c:\users\anh\xlstart\thidua.xlam".encode(encoding)}}
    other = {key: {"1A2B": header + "c:\\other.xlam".encode(encoding)}}
    (line,) = loud(examined(pc, tmp_path, settings=ours))
    assert line.state is State.PROBLEM
    assert "Disabled Items" in line.action
    lines = examined(pc, tmp_path, settings=other)
    assert loud(lines) == []
    assert any("1 mục khác" in line.what for line in lines)


def test_a_workbook_folder_in_onedrive_is_pointed_out(tmp_path: Path, pc: Machine) -> None:
    """By the variables that OneDrive sets; a folder that only begins alike is another."""
    root = tmp_path / "OneDrive"
    there = replace(pc, environment={**pc.environment, "OneDriveCommercial": str(root)})
    (line,) = loud(examined(there, tmp_path, folder=root / "ThiDua"))
    assert "OneDrive" in line.what
    assert loud(examined(there, tmp_path, folder=tmp_path / "OneDriveCu")) == []


def test_functions_for_cells_are_said_to_be_installed_or_not(tmp_path: Path, pc: Machine) -> None:
    """Information, unless half of it is there."""
    conf, addin = places.xlwings_configuration(pc), places.excel_start(pc) / "xlwings.xlam"
    assert "chưa cài" in examined(pc, tmp_path)[-1].what
    change_entries(conf, {"UDF MODULES": "mine;thidua_xl.excel.functions"})
    assert "thiếu add-in xlwings" in examined(pc, tmp_path)[-1].what
    addin.touch()
    assert "Import Functions" in examined(pc, tmp_path)[-1].what
    trusted = {rf"HKCU\{OWN}\Excel\Security": {"AccessVBOM": 1}}
    assert examined(pc, tmp_path, settings=trusted)[-1] == (
        State.OK, "Hàm trong ô (TD_SO, TD_DIEM…) đã cài", "",
    )  # fmt: skip


def test_this_machine_is_what_it_is() -> None:
    """The versions that run, without anything made up."""
    software = here()
    assert software.python == sys.version_info[:3]
    assert software.bits in (32, 64)
    assert software.xlwings is None or software.xlwings[0].isdigit()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is not empty")
def test_elsewhere_the_registry_is_empty() -> None:
    """Reading it is harmless on any machine."""
    assert windows_registry("HKEY_CURRENT_USER", "Software") == {}


def test_programs_that_are_missing_or_fail_are_heard() -> None:
    """Their output comes whole, errors with the rest."""
    assert run_command(["/no/such/program"]).code == 127
    said = run_command(
        [sys.executable, "-X", "utf8", "-c", "import sys; print('chữ'); sys.exit('ERROR: hỏng')"]
    )
    assert (said.code, said.last_error) == (1, "ERROR: hỏng")
    assert "chữ" in said.text


def test_the_doctor_speaks_where_the_libraries_are_broken() -> None:
    """It loads nothing but Python's own."""
    code = (
        "import sys; import thidua_xl.addin.doctor, thidua_xl.commands.addin; "
        "print(sorted({'pandas', 'xlwings', 'rich', 'openpyxl', 'packaging', 'pyopenvba'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
