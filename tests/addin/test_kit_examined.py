"""The doctor on a PC that a kit installed: whose Python it is, whether it is whole, and what leads to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addin import kits, machines
from tests.addin.kits import Desk
from tests.addin.machines import Programs
from thidua_xl.addin.doctor import examine
from thidua_xl.addin.kit import set_up
from thidua_xl.addin.kit.examined import AGAIN, examine_kit
from thidua_xl.addin.kit.home import UNINSTALL_KEY, menu
from thidua_xl.addin.lines import Line, State
from thidua_xl.addin.running import Ran


@pytest.fixture(params=["python", "venv"])
def it(tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    """A PC on which a kit was used, with a Python of its own or one of the PC."""
    desk = kits.desk(tmp_path)
    assert set_up.main(kits.kit(tmp_path, own_python=request.param == "python"), desk.pc) == 0
    return desk


@pytest.fixture
def own(tmp_path: Path) -> Desk:
    """A PC with the kit's own Python."""
    desk = kits.desk(tmp_path)
    assert set_up.main(kits.kit(tmp_path), desk.pc) == 0
    return desk


def examined(it: Desk, run: Programs | None = None) -> list[Line]:
    """What the doctor says of the kit."""
    return list(examine_kit(it.pc.machine, it.registry.read, run or Programs()))


def loud(lines: list[Line]) -> list[Line]:
    """All but what is in order."""
    return [line for line in lines if line.state is not State.OK]


def test_what_the_kit_left_is_in_order(it: Desk) -> None:
    """Each thing is said by its name."""
    lines = examined(it)
    assert loud(lines) == []
    assert lines[0].what.startswith("Bộ cài: Python 3.12.7 (")
    assert len(lines) >= 4


def test_where_no_kit_was_used_nothing_is_said(tmp_path: Path) -> None:
    """Others install by pip."""
    assert examined(kits.desk(tmp_path)) == []


def test_the_doctor_says_it_among_the_rest(own: Desk, tmp_path: Path) -> None:
    """In its one list."""
    lines = examine(own.pc.machine, software=machines.SOFTWARE, registry=machines.registry(machines.EXCEL_16),
                    addin=own.shipped, folder=tmp_path, run=Programs())  # fmt: skip
    assert any(line.what.startswith("Bộ cài: Python 3.12.7 (riêng)") for line in lines)


@pytest.mark.parametrize(
    ("harm", "state", "part"),
    [
        (lambda it: (it.root / "bo_cai.json").write_text("{"), State.PROBLEM, "bo_cai.json hỏng"),
        (lambda it: (it.root / "python" / "python.exe").unlink(), State.PROBLEM, "không còn"),
        (
            lambda it: (it.root / "python" / "_ctypes.pyd").unlink(),
            State.PROBLEM,
            "thiếu hoặc hỏng python/_ctypes.pyd",
        ),
        (
            lambda it: (it.root / "python" / "python312.dll").write_bytes(b"x"),
            State.PROBLEM,
            "python/python312.dll",
        ),
        (
            lambda it: (it.root / "python" / "Lib" / "site-packages" / "thidua_xl.py").unlink(),
            State.PROBLEM,
            "python/Lib/site-packages/thidua_xl.py",
        ),
        (
            lambda it: (it.root / "python" / "python312._pth").write_text("python312.zip\n.\n#import site\n"),
            State.PROBLEM,
            "_pth không đúng",
        ),
        (lambda it: (it.root / "python" / "python312._pth").unlink(), State.PROBLEM, "_pth không đúng"),
        (lambda it: (it.root / "go_cai_dat.cmd").unlink(), State.WARNING, "thiếu go_cai_dat.cmd"),
        (lambda it: (menu(it.pc.machine) / "Hướng dẫn.lnk").unlink(), State.WARNING, "thiếu Hướng dẫn.lnk"),
        (lambda it: it.registry.write(UNINSTALL_KEY, None), State.WARNING, "mục gỡ trong Settings"),
    ],
)
def test_what_was_lost_is_named(
    harm: Callable[[Desk], object], state: State, part: str, own: Desk, tmp_path: Path
) -> None:
    """One line, with the one thing to do; and that mends it."""
    harm(own)
    (line,) = loud(examined(own))
    assert (line.state, line.action) == (state, AGAIN)
    assert part in line.what
    assert set_up.main(kits.kit(tmp_path), own.again().pc) == 0
    assert loud(examined(own)) == []


def test_many_lost_files_are_counted(own: Desk) -> None:
    """Three are named."""
    for path in (own.root / "python").glob("*.*"):
        if path.name != "python.exe" and path.suffix != "._pth":
            path.unlink()
    (line,) = loud(examined(own))
    assert line.what.endswith(" và 3 tệp khác")


def test_a_python_without_tkinter_is_told(it: Desk) -> None:
    """The buttons work all the same: a remark, with the way that helps."""
    (line,) = loud(examined(it, Programs(answers={"import tkinter": Ran(1, "ModuleNotFoundError")})))
    assert line.state is State.WARNING
    assert "tkinter" in line.what
    assert "python.org" in line.action
