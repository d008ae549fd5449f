"""`thidua-xl addin …`: what is printed, and the exit code."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addin import machines
from thidua_xl.addin import doctor, install, places
from thidua_xl.commands.parser import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> places.Machine:
    """The commands believe that they run on this PC, with the package's add-in and programs that work."""
    machine = machines.windows(tmp_path)
    run, shipped = machines.programs_of(machine), machines.shipped(tmp_path)
    monkeypatch.setattr(places, "this_machine", lambda: machine)
    monkeypatch.setattr(places, "addin_file", lambda: shipped)
    for module in (install, doctor):
        monkeypatch.setattr(module, "here", lambda: machines.SOFTWARE)
    by_default: tuple[tuple[Callable[..., object], dict[str, object]], ...] = (
        (install.install, {"run": run}),
        (doctor.examine, {"run": run, "registry": machines.registry(machines.EXCEL_16)}),
    )
    for function, values in by_default:
        monkeypatch.setattr(function, "__kwdefaults__", {**(function.__kwdefaults__ or {}), **values})
    return machine


def test_install_doctor_and_uninstall_in_the_order_of_a_year(
    pc: places.Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 where all is well; the doctor of a bare machine says 1."""
    assert main(["addin", "doctor"]) == 1
    assert "Vướng: " in capsys.readouterr().out
    assert main(["addin", "install"]) == 0
    assert "Được: Đã chép ThiDua.xlam vào " in capsys.readouterr().out
    assert main(["addin", "doctor"]) == 0
    assert "Vướng" not in capsys.readouterr().out
    assert main(["addin", "uninstall"]) == 0
    assert not places.installed_addin(pc).exists()


@pytest.mark.usefixtures("pc")
def test_install_with_functions_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    """What the person still has to allow is a remark, no failure."""
    assert main(["addin", "install", "--functions"]) == 0
    assert "Lưu ý: Hàm TD_…" in capsys.readouterr().out


@pytest.mark.usefixtures("pc")
def test_a_machine_without_excel_gets_the_ways_into_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Put there and taken away again; both end well."""
    monkeypatch.setattr(places, "this_machine", lambda: machines.linux(tmp_path))
    assert main(["addin", "install"]) == 0
    assert "Được: Đã đặt lối tắt " in capsys.readouterr().out
    assert main(["addin", "uninstall"]) == 0
    assert "Được: Đã gỡ " in capsys.readouterr().out


def test_the_self_test_needs_an_excel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """xlwings knows none on Linux: exit code 2, one sentence, no folder."""
    assert main(["addin", "selftest", "--out", str(tmp_path / "x")]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "cần Excel trên Windows hoặc macOS" in told.err
    assert not (tmp_path / "x").exists()


def test_build_writes_the_add_in_where_it_is_told(tmp_path: Path) -> None:
    """The same bytes as the builder gives."""
    pytest.importorskip("pyopenvba")
    from thidua_xl.addin.build import build

    assert main(["addin", "build", "--out", str(tmp_path / "x.xlam")]) == 0
    assert (tmp_path / "x.xlam").read_bytes() == build(ROOT / "macros")


def test_build_into_a_folder_that_is_not_there_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is built for nothing."""
    assert main(["addin", "build", "--out", str(tmp_path / "no" / "x.xlam")]) == 2
    assert "Không có thư mục" in capsys.readouterr().err


def test_build_outside_of_a_checkout_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An installed package has no sources; it brings the add-in itself."""
    monkeypatch.setattr(places, "checkout", lambda: None)
    assert main(["addin", "build"]) == 2
    assert "thư mục mã nguồn" in capsys.readouterr().err


def test_bundle_refuses_a_version_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before it fetches anything."""
    assert main(["addin", "bundle", "--out", str(tmp_path / "kit"), "--python", "3.9"]) == 2
    assert "từ 3.11 trở lên" in capsys.readouterr().err
